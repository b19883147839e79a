// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace renmai {

using Vertex = std::uint32_t;
using EdgeIndex = std::uint64_t;

/// Counts 0, 1, ... end-1 in a range-for. Not std::views: clang 14 cannot read GCC 12's.
template <class T>
class Count {
 public:
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    explicit constexpr Iterator(T value) : value_(value) {}
    constexpr T operator*() const { return value_; }
    constexpr Iterator& operator++() {
      ++value_;
      return *this;
    }
    constexpr Iterator operator++(int) {
      Iterator old = *this;
      ++value_;
      return old;
    }
    friend constexpr bool operator==(Iterator a, Iterator b) = default;

   private:
    T value_;
  };
  explicit constexpr Count(T end) : end_(end) {}
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(0); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(end_); }

 private:
  T end_;
};

/// An edge as written: from, to, and its weight (1 if the graph has none).
struct Edge {
  Vertex from = 0;
  Vertex to = 0;
  double weight = 1;
  friend bool operator==(const Edge&, const Edge&) = default;
};

/// What the weights of a graph are between; of no weights, the neutral ends of such ranges.
struct WeightRange {
  double least = std::numeric_limits<double>::infinity();
  double least_above_zero = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
};

/// An immutable graph in compressed rows, both directions, made only by `build_graph`.
///
/// `out(v)` and `in(v)` are sorted by neighbour. An undirected graph holds each edge {u, v} in the row of u and of v
/// (a loop once), and `in` is the same storage as `out`. Copying a Graph copies pointers, never edges.
/// Weights are stored per out-row slot; empty means every edge weighs 1. Facts are computed while building.
class Graph {
 public:
  Graph() = default;  ///< no vertices, directed

  [[nodiscard]] Vertex vertex_count() const { return vertex_count_; }
  /// Edges as given: a directed edge once, an undirected edge once.
  [[nodiscard]] EdgeIndex edge_count() const { return edge_count_; }
  /// Slots in the out rows: equals edge_count() if directed, twice that less loops if undirected.
  [[nodiscard]] EdgeIndex slot_count() const { return out_.targets.size(); }
  [[nodiscard]] bool directed() const { return directed_; }
  [[nodiscard]] bool weighted() const { return !out_.weights.empty(); }
  [[nodiscard]] EdgeIndex loop_count() const { return loop_count_; }
  [[nodiscard]] bool has_parallel_edges() const { return has_parallel_edges_; }
  [[nodiscard]] bool simple() const { return loop_count_ == 0 && !has_parallel_edges_; }
  /// Of a graph without weights that of no weights, though each edge counts as 1.
  [[nodiscard]] const WeightRange& weight_range() const { return weight_range_; }
  [[nodiscard]] EdgeIndex max_out_degree() const { return max_out_degree_; }

  [[nodiscard]] Count<Vertex> vertices() const { return Count<Vertex>(vertex_count_); }

  [[nodiscard]] std::span<const Vertex> out(Vertex v) const { return out_.row(v); }
  [[nodiscard]] std::span<const Vertex> in(Vertex v) const { return in_.row(v); }
  [[nodiscard]] EdgeIndex out_degree(Vertex v) const { return out_.offsets[v + 1] - out_.offsets[v]; }
  [[nodiscard]] EdgeIndex in_degree(Vertex v) const { return in_.offsets[v + 1] - in_.offsets[v]; }
  /// Weights beside out(v) and in(v); empty spans if the graph has no weights.
  [[nodiscard]] std::span<const double> out_weights(Vertex v) const { return out_.row_weights(v); }
  [[nodiscard]] std::span<const double> in_weights(Vertex v) const { return in_.row_weights(v); }
  /// Index of the first out slot of v; slot out_begin(v) + k is the k-th entry of out(v).
  [[nodiscard]] EdgeIndex out_begin(Vertex v) const { return out_.offsets[v]; }
  [[nodiscard]] Vertex target(EdgeIndex slot) const { return out_.targets[slot]; }
  [[nodiscard]] double weight(EdgeIndex slot) const { return weighted() ? out_.weights[slot] : 1.0; }
  [[nodiscard]] EdgeIndex in_begin(Vertex v) const { return in_.offsets[v]; }

  [[nodiscard]] std::span<const EdgeIndex> offsets() const { return out_.offsets; }
  [[nodiscard]] std::span<const Vertex> targets() const { return out_.targets; }
  [[nodiscard]] std::span<const double> weights() const { return out_.weights; }

  /// The same edges turned round; shares storage. An undirected graph is its own reverse.
  [[nodiscard]] Graph reversed() const;

  /// Every edge once, by from then to (for an undirected graph from <= to). Parallel edges stay apart.
  [[nodiscard]] std::vector<Edge> edges() const;

 private:
  friend struct GraphParts;
  struct Rows {
    std::span<const EdgeIndex> offsets;
    std::span<const Vertex> targets;
    std::span<const double> weights;
    [[nodiscard]] std::span<const Vertex> row(Vertex v) const {
      return targets.subspan(offsets[v], offsets[v + 1] - offsets[v]);
    }
    [[nodiscard]] std::span<const double> row_weights(Vertex v) const {
      return weights.empty() ? weights : weights.subspan(offsets[v], offsets[v + 1] - offsets[v]);
    }
  };

  std::shared_ptr<const void> owner_;
  Rows out_;
  Rows in_;
  Vertex vertex_count_ = 0;
  EdgeIndex edge_count_ = 0;
  EdgeIndex loop_count_ = 0;
  EdgeIndex max_out_degree_ = 0;
  WeightRange weight_range_;
  bool directed_ = true;
  bool has_parallel_edges_ = false;
};

enum class Parallels : std::uint8_t {
  keep,      ///< parallel edges stay apart
  collapse,  ///< one edge a pair, weight = sum of the weights (the count, if unweighted)
};
enum class Loops : std::uint8_t { keep, drop };

struct BuildOptions {
  bool directed = true;
  Parallels parallels = Parallels::collapse;
  Loops loops = Loops::keep;
  bool weighted = false;  ///< keep weights; without it a collapsed edge has no weight and every edge counts 1
};

/// Builds a graph of `vertex_count` vertices from edges in any order; the order never shows in the result.
/// Parallel edges that stay apart are ordered by weight. Undirected: {u, v} and {v, u} are the same pair.
/// Throws Error{limit} if an end is not below vertex_count, Error{input} if a weight to be kept is not finite.
/// Cost: O(vertices + edges log of the longest row).
[[nodiscard]] Graph build_graph(Vertex vertex_count, std::span<const Edge> edges, const BuildOptions& options = {});

/// The graph without direction: {u, v} once for all edges between u and v, weights added; loops stay.
[[nodiscard]] Graph undirected(const Graph& graph);
/// Undirected, without loops, weights or parallel edges: what clustering, cores and triangles are defined on.
[[nodiscard]] Graph simple_undirected(const Graph& graph);
/// The induced subgraph on `kept` (ascending, each once); vertex k of the result is kept[k]. Throws Error{internal} for
/// other lists.
[[nodiscard]] Graph induced(const Graph& graph, std::span<const Vertex> kept);

}  // namespace renmai
