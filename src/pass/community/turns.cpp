// SPDX-License-Identifier: Apache-2.0
#include "pass/community/turns.hpp"

#include <numeric>
#include <utility>

#include "base/random.hpp"

namespace renmai {
namespace {

constexpr Vertex most_turns = 128;
constexpr Vertex run = 8;  // vertices beside each other that share a turn in a large graph: their rows do a cache line

}  // namespace

Grouped make_turns(Vertex count, std::uint64_t seed) {
  if (count > most_turns * run)
    return {count, most_turns, [&](Vertex v) { return mix64(seed ^ mix64(v / run)) % most_turns; }};
  std::vector<Vertex> order(count);
  std::iota(order.begin(), order.end(), Vertex{0});
  Random random(seed);
  for (Vertex i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  std::vector<Vertex> turn(count);
  for (Vertex i = 0; i < count; ++i) turn[order[i]] = i;
  return {count, count, [&](Vertex v) { return turn[v]; }};
}

}  // namespace renmai
