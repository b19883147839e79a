// SPDX-License-Identifier: Apache-2.0
#include "pass/community/turns.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/random.hpp"

namespace renmai {
namespace {

constexpr Vertex most_turns = 128;
constexpr Vertex run = 8;  // vertices beside each other that share a turn in a large graph: their rows do a cache line

}  // namespace

Turns::Turns(Vertex count, std::uint64_t seed) : order_(count) {
  if (count <= most_turns * run) {
    std::iota(order_.begin(), order_.end(), Vertex{0});
    Random random(seed);
    for (Vertex i = count; i > 1; --i) std::swap(order_[i - 1], order_[random.below(i)]);
    begin_.resize(static_cast<std::size_t>(count) + 1);
    std::iota(begin_.begin(), begin_.end(), std::size_t{0});
    return;
  }
  const auto turn_of = [&](Vertex v) { return mix64(seed ^ mix64(v / run)) % most_turns; };
  begin_.assign(most_turns + 1, 0);
  for (Vertex v = 0; v < count; ++v) ++begin_[turn_of(v) + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (Vertex v = 0; v < count; ++v) order_[next[turn_of(v)]++] = v;
}

}  // namespace renmai
