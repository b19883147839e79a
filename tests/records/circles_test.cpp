// SPDX-License-Identifier: Apache-2.0
#include "records/circles.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/random.hpp"

namespace renmai {
namespace {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

TEST_CASE("circles: what leads in, out or between is on none") {
  // 0 -> 1 <-> 2 -> 3 -> 4 -> 5 -> 4, 6 loops, 7 alone.
  const Edges edges{{0, 1}, {1, 2}, {2, 1}, {2, 3}, {3, 4}, {4, 5}, {5, 4}, {6, 6}};
  const auto circles = find_circles(8, edges);
  CHECK(circles[0] == no_circle);
  CHECK(circles[1] != no_circle);
  CHECK(circles[1] == circles[2]);
  CHECK(circles[3] == no_circle);
  CHECK(circles[4] == circles[5]);
  CHECK(circles[4] != circles[1]);
  CHECK(circles[6] != no_circle);
  CHECK(circles[7] == no_circle);
  CHECK(find_circles(0, {}).empty());
}

TEST_CASE("circles: random graphs agree with reachability by matrix") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const std::size_t n = 1 + random.below(9);
    std::vector<std::vector<char>> reach(n, std::vector<char>(n, 0));
    Edges edges;
    for (std::uint64_t i = 0; i < random.below(2 * n + 1); ++i) {
      const auto from = static_cast<std::uint32_t>(random.below(n));
      const auto to = static_cast<std::uint32_t>(random.below(n));
      edges.emplace_back(from, to);
      reach[from][to] = 1;
    }
    std::sort(edges.begin(), edges.end());
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) reach[i][j] |= static_cast<char>(reach[i][k] & reach[k][j]);
      }
    }
    const auto circles = find_circles(n, edges);
    for (std::size_t i = 0; i < n; ++i) {
      CHECK((circles[i] != no_circle) == (reach[i][i] != 0));
      for (std::size_t j = 0; j < n; ++j) {
        if (circles[i] == no_circle || i == j) continue;
        CHECK((circles[i] == circles[j]) == (reach[i][j] != 0 && reach[j][i] != 0));
      }
    }
  }
}

TEST_CASE("circles: the longest walk counts circles whole") {
  // 0 -> 1 <-> 2 -> 3 -> 4 -> 5 -> 4, 0 -> 3, 6 loops, 7 alone.
  const Edges edges{{0, 1}, {0, 3}, {1, 2}, {2, 1}, {2, 3}, {3, 4}, {4, 5}, {5, 4}, {6, 6}};
  CHECK(longest_walks(8, edges) == std::vector<std::uint32_t>{6, 5, 5, 3, 2, 2, 1, 1});
  CHECK(longest_walks(0, {}).empty());
}

TEST_CASE("circles: a long chain and a long circle need no deep recursion") {
  constexpr std::uint32_t count = 500'000;
  Edges edges;
  for (std::uint32_t v = 0; v + 1 < count; ++v) edges.emplace_back(v, v + 1);
  const auto chain = find_circles(count, edges);
  CHECK(std::all_of(chain.begin(), chain.end(), [](std::uint32_t c) { return c == no_circle; }));
  CHECK(longest_walks(count, edges).front() == count);
  edges.emplace_back(count - 1, 0);
  const auto circle = find_circles(count, edges);
  CHECK(std::all_of(circle.begin(), circle.end(), [](std::uint32_t c) { return c == 0; }));
}

}  // namespace
}  // namespace renmai
