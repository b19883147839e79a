// SPDX-License-Identifier: Apache-2.0
#include "pass/null/rewire.hpp"

#include <tsl/robin_set.h>

#include <algorithm>

#include "base/hash.hpp"

namespace renmai {
namespace {

class Present {
 public:
  Present(std::span<const std::pair<Vertex, Vertex>> edges, bool directed) : directed_(directed) {
    pairs_.reserve(edges.size());
    for (const auto& edge : edges) pairs_.insert(key(edge));
  }
  [[nodiscard]] bool has(std::pair<Vertex, Vertex> edge) const { return pairs_.contains(key(edge)); }
  void replace(std::pair<Vertex, Vertex> was, std::pair<Vertex, Vertex> is) {
    pairs_.erase(key(was));
    pairs_.insert(key(is));
  }

 private:
  [[nodiscard]] std::uint64_t key(std::pair<Vertex, Vertex> edge) const {
    if (!directed_ && edge.first > edge.second) std::swap(edge.first, edge.second);
    return (std::uint64_t{edge.first} << 32U) | edge.second;
  }
  bool directed_;
  tsl::robin_set<std::uint64_t, MixedHash> pairs_;
};

}  // namespace

void rewire(std::span<std::pair<Vertex, Vertex>> edges, bool directed, Rewiring rewiring, std::uint64_t tries,
            Random& random) {
  if (edges.size() < 2) return;
  const bool simple = rewiring == Rewiring::simple;
  Present present(
      simple ? std::span<const std::pair<Vertex, Vertex>>(edges) : std::span<const std::pair<Vertex, Vertex>>(),
      directed);
  for (std::uint64_t t = 0; t < tries; ++t) {
    auto& one = edges[random.below(edges.size())];
    auto& other = edges[random.below(edges.size())];
    std::pair<Vertex, Vertex> turned = other;
    if (!directed && random.below(2) == 1) std::swap(turned.first, turned.second);
    const std::pair a(one.first, turned.second);
    const std::pair b(turned.first, one.second);
    if (&one == &other || a.first == a.second || b.first == b.second) continue;
    if (simple && (present.has(a) || present.has(b))) continue;
    const bool same = directed ? a == b : std::minmax(a.first, a.second) == std::minmax(b.first, b.second);
    if (simple && same) continue;
    if (simple) {
      present.replace(one, a);
      present.replace(other, b);
    }
    one = a;
    other = b;
  }
}

}  // namespace renmai
