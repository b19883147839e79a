// SPDX-License-Identifier: Apache-2.0
#include "pass/layout/packing.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace renmai {
namespace {

constexpr double width_to_height = 1.5;

Spot corner_of(const std::vector<Spot>& spots, bool high) {
  Spot corner = spots.front();
  for (const Spot& spot : spots) {
    corner.x = high ? std::max(corner.x, spot.x) : std::min(corner.x, spot.x);
    corner.y = high ? std::max(corner.y, spot.y) : std::min(corner.y, spot.y);
  }
  return corner;
}

}  // namespace

void lay_flat(std::vector<Spot>& spots) {
  Spot centre;
  for (const Spot& spot : spots) centre = {centre.x + spot.x, centre.y + spot.y};
  centre = {centre.x / static_cast<double>(spots.size()), centre.y / static_cast<double>(spots.size())};
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (Spot& spot : spots) {
    spot = {spot.x - centre.x, spot.y - centre.y};
    xx += spot.x * spot.x;
    xy += spot.x * spot.y;
    yy += spot.y * spot.y;
  }
  const double angle = std::atan2(2 * xy, xx - yy) / 2;  // of the principal axis
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  for (Spot& spot : spots) spot = {cosine * spot.x + sine * spot.y, cosine * spot.y - sine * spot.x};
  const Spot low = corner_of(spots, false);
  for (Spot& spot : spots) spot = {spot.x - low.x, spot.y - low.y};
}

double pack(std::vector<std::vector<Spot>>& drawings, double gap) {
  std::vector<Spot> sizes;
  sizes.reserve(drawings.size());
  double area = 0;
  double widest = 0;
  for (const std::vector<Spot>& drawing : drawings) {
    const Spot high = corner_of(drawing, true);
    sizes.push_back({high.x + gap, high.y + gap});
    area += sizes.back().x * sizes.back().y;
    widest = std::max(widest, sizes.back().x);
  }
  const double width = std::max(widest, std::sqrt(area * width_to_height));
  std::vector<std::size_t> order(drawings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a].y > sizes[b].y; });
  Spot corner;
  double row_height = 0;
  double height = 0;
  for (const std::size_t k : order) {
    if (corner.x > 0 && corner.x + sizes[k].x > width * (1 + 1e-9)) {
      corner = {0, corner.y + row_height};
      row_height = 0;
    }
    for (Spot& spot : drawings[k]) spot = {spot.x + corner.x, spot.y + corner.y};
    corner.x += sizes[k].x;
    row_height = std::max(row_height, sizes[k].y);
    height = std::max(height, corner.y + sizes[k].y - gap);
  }
  return height;
}

}  // namespace renmai
