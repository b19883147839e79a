// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Brandes' accumulation for one source s at a time: the dependency of s on v is the sum over targets t of the share of
/// shortest s-t paths that pass through v, ends excluded. Two sweeps over the edges reached; 16 bytes a vertex beside
/// the search.
///
/// With sigma(v) = paths_[v] the number of shortest paths, the second sweep keeps share_[w] = (1 + delta(w)) /
/// sigma(w), so that delta(v) = sigma(v) * (sum of share_ over the successors of v); delta then takes the place of
/// sigma.
template <class Search>
class Dependency {
 public:
  explicit Dependency(Vertex vertex_count)
      : search_(vertex_count), paths_(vertex_count, 0.0), share_(vertex_count, 0.0) {}

  void run(const Graph& graph, Vertex source) {
    for (const Vertex v : search_.order()) paths_[v] = 0;
    paths_[source] = 1;
    search_.run(graph, source,
                [&](Vertex v, Vertex w, bool first) { paths_[w] = first ? paths_[v] : paths_[w] + paths_[v]; });
    const auto order = search_.order();
    for (std::size_t i = order.size(); i-- > 0;) settle(graph, order[i]);
    paths_[source] = 0;
  }

  /// The vertices reached; dependencies elsewhere are 0.
  [[nodiscard]] std::span<const Vertex> reached() const { return search_.order(); }
  [[nodiscard]] double operator[](Vertex v) const { return paths_[v]; }
  /// Whether some run met more shortest paths than can be counted; then its dependencies mean nothing.
  [[nodiscard]] bool overflowed() const { return overflowed_; }

 private:
  static constexpr double most_paths = 1e290;  // leaves room for shares, which are 1 / paths

  void settle(const Graph& graph, Vertex v) {
    const auto row = graph.out(v);
    const auto lengths = graph.out_weights(v);
    double sum = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (search_.leads(v, row[k], lengths.empty() ? 1.0 : lengths[k])) sum += share_[row[k]];
    }
    overflowed_ = overflowed_ || !(paths_[v] <= most_paths);
    const double delta = paths_[v] * sum;
    share_[v] = (1 + delta) / paths_[v];
    paths_[v] = delta;
  }

  Search search_;
  std::vector<double> paths_;
  std::vector<double> share_;
  bool overflowed_ = false;
};

}  // namespace renmai
