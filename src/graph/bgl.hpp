// SPDX-License-Identifier: Apache-2.0
// The only file that names boost/graph. It makes Graph a model of VertexListGraph, EdgeListGraph, BidirectionalGraph
// and AdjacencyGraph, so that any algorithm of Boost.Graph runs on it without a copy.
//
// Boost fixes the direction of a graph by its type, renmai by its value. So there are two views:
// - `Graph` itself is a directed graph: an undirected edge is a pair of directed ones, as many as slots. Right for
//   everything that follows edges (searches, shortest paths, flows, Brandes).
// - `UndirectedGraph{graph}` of an undirected Graph is an undirected graph: edges(g) gives each edge once, and an edge
// is
//   the same edge from both ends. For algorithms that ask for undirected graphs (biconnected components, planarity,
//   spanning trees ...). A loop is one out-edge, as in Graph.
#pragma once

#include <algorithm>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <compare>
#include <concepts>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>

#include "graph/graph.hpp"

namespace renmai {

/// An edge as Boost.Graph sees it. `slot` is its place in the out rows: weight(slot) is its weight.
struct EdgeDescriptor {
  Vertex from = 0;
  Vertex to = 0;
  EdgeIndex slot = 0;
  friend bool operator==(const EdgeDescriptor& a, const EdgeDescriptor& b) { return a.slot == b.slot; }
  friend auto operator<=>(const EdgeDescriptor& a, const EdgeDescriptor& b) { return a.slot <=> b.slot; }
};

/// An undirected Graph as an undirected graph of Boost.Graph. See the top of this file.
class UndirectedGraph {
 public:
  UndirectedGraph() = default;
  explicit UndirectedGraph(Graph graph) : graph_(std::move(graph)) {}
  [[nodiscard]] const Graph& graph() const { return graph_; }

 private:
  Graph graph_;
};

namespace bgl {

/// The out slot of the edge that stands as the k-th entry of the row `row` (in or out) of v, seen from its other end u:
/// the same place in the run of parallel edges u -> v. O(log degree).
[[nodiscard]] inline EdgeIndex mirror_slot(const Graph& graph, std::span<const Vertex> row, std::size_t k, Vertex v) {
  const Vertex u = row[k];
  const auto first = std::lower_bound(row.begin(), row.end(), u);
  const auto place = static_cast<EdgeIndex>(k) - static_cast<EdgeIndex>(first - row.begin());
  const auto other = graph.out(u);
  const auto begin = std::lower_bound(other.begin(), other.end(), v);
  return graph.out_begin(u) + static_cast<EdgeIndex>(begin - other.begin()) + place;
}

/// The k-th out-edge of v. Undirected: the slot is that in the row of the lesser end, the same from both ends.
template <bool directed>
struct OutEdge {
  static EdgeDescriptor at(const Graph& graph, Vertex v, EdgeIndex k) {
    const auto row = graph.out(v);
    const bool own = directed || v <= row[k];
    return {v, row[k], own ? graph.out_begin(v) + k : mirror_slot(graph, row, k, v)};
  }
};

/// The k-th in-edge of v. Undirected: the edge as its other end sees it.
template <bool directed>
struct InEdge {
  static EdgeDescriptor at(const Graph& graph, Vertex v, EdgeIndex k) {
    const auto row = graph.in(v);
    if constexpr (directed) {
      return {row[k], v, mirror_slot(graph, row, k, v)};
    } else {
      const EdgeDescriptor edge = OutEdge<false>::at(graph, v, k);
      return {edge.to, edge.from, edge.slot};
    }
  }
};

/// Goes through the edges of one row.
template <class Make>
class RowIterator : public boost::iterator_facade<RowIterator<Make>, EdgeDescriptor, boost::random_access_traversal_tag,
                                                  EdgeDescriptor, std::ptrdiff_t> {
 public:
  RowIterator() = default;
  RowIterator(const Graph& graph, Vertex v, EdgeIndex k) : graph_(&graph), v_(v), k_(k) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] EdgeDescriptor dereference() const { return Make::at(*graph_, v_, k_); }
  [[nodiscard]] bool equal(const RowIterator& other) const { return k_ == other.k_; }
  void increment() { ++k_; }
  void decrement() { --k_; }
  void advance(std::ptrdiff_t by) { k_ += static_cast<EdgeIndex>(by); }
  [[nodiscard]] std::ptrdiff_t distance_to(const RowIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.k_) - static_cast<std::ptrdiff_t>(k_);
  }

  const Graph* graph_ = nullptr;
  Vertex v_ = 0;
  EdgeIndex k_ = 0;
};

/// Goes through the slots of all rows; undirected: through those of edges seen from their lesser end.
template <bool directed>
class EdgeIterator : public boost::iterator_facade<EdgeIterator<directed>, EdgeDescriptor, boost::forward_traversal_tag,
                                                   EdgeDescriptor> {
 public:
  EdgeIterator() = default;
  EdgeIterator(const Graph& graph, EdgeIndex slot) : graph_(&graph), slot_(slot) { settle(); }

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] EdgeDescriptor dereference() const { return {v_, graph_->target(slot_), slot_}; }
  [[nodiscard]] bool equal(const EdgeIterator& other) const { return slot_ == other.slot_; }
  void increment() {
    ++slot_;
    settle();
  }
  /// Moves on to a slot that counts and to its row.
  void settle() {
    while (slot_ < graph_->slot_count()) {
      while (graph_->out_begin(v_) + graph_->out_degree(v_) <= slot_) ++v_;
      if (directed || graph_->target(slot_) >= v_) return;
      ++slot_;
    }
  }

  const Graph* graph_ = nullptr;
  EdgeIndex slot_ = 0;
  Vertex v_ = 0;
};

/// Weight of an edge, 1 if the graph has no weights.
class EdgeWeightMap {
 public:
  using key_type = EdgeDescriptor;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  EdgeWeightMap() = default;
  explicit EdgeWeightMap(const Graph& graph) : graph_(&graph) {}
  double operator[](const EdgeDescriptor& edge) const { return graph_->weight(edge.slot); }
  friend double get(const EdgeWeightMap& map, const EdgeDescriptor& edge) { return map[edge]; }

 private:
  const Graph* graph_ = nullptr;
};

/// Number of an edge: its slot, below slot_count(). Undirected: the same from both ends, but not every number occurs.
class EdgeIndexMap {
 public:
  using key_type = EdgeDescriptor;
  using value_type = EdgeIndex;
  using reference = EdgeIndex;
  using category = boost::readable_property_map_tag;
  EdgeIndex operator[](const EdgeDescriptor& edge) const { return edge.slot; }
  friend EdgeIndex get(const EdgeIndexMap& /*map*/, const EdgeDescriptor& edge) { return edge.slot; }
};

using VertexIndexMap = boost::typed_identity_property_map<Vertex>;

/// What graph_traits says of both views.
template <bool directed>
struct Traits {
  struct traversal_category : virtual boost::bidirectional_graph_tag,
                              virtual boost::adjacency_graph_tag,
                              virtual boost::vertex_list_graph_tag,
                              virtual boost::edge_list_graph_tag {};
  using directed_category = std::conditional_t<directed, boost::bidirectional_tag, boost::undirected_tag>;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using vertex_descriptor = Vertex;
  using edge_descriptor = EdgeDescriptor;
  using vertex_iterator = boost::counting_iterator<Vertex>;
  using adjacency_iterator = const Vertex*;
  using out_edge_iterator = RowIterator<OutEdge<directed>>;
  using in_edge_iterator = RowIterator<InEdge<directed>>;
  using edge_iterator = EdgeIterator<directed>;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return std::numeric_limits<Vertex>::max(); }
};

}  // namespace bgl
}  // namespace renmai

namespace boost {

template <>
struct graph_traits<renmai::Graph> : renmai::bgl::Traits<true> {};
template <>
struct graph_traits<const renmai::Graph> : renmai::bgl::Traits<true> {};
template <>
struct graph_traits<renmai::UndirectedGraph> : renmai::bgl::Traits<false> {};
template <>
struct graph_traits<const renmai::UndirectedGraph> : renmai::bgl::Traits<false> {};

template <>
struct property_map<renmai::Graph, vertex_index_t> {
  using type = renmai::bgl::VertexIndexMap;
  using const_type = type;
};
template <>
struct property_map<renmai::Graph, edge_weight_t> {
  using type = renmai::bgl::EdgeWeightMap;
  using const_type = type;
};
template <>
struct property_map<renmai::Graph, edge_index_t> {
  using type = renmai::bgl::EdgeIndexMap;
  using const_type = type;
};
template <class Tag>
struct property_map<renmai::UndirectedGraph, Tag> : property_map<renmai::Graph, Tag> {};

}  // namespace boost

namespace renmai {

// The functions that Boost.Graph calls, found by the type of the graph.

inline const Graph& rows_of(const Graph& graph) { return graph; }
inline const Graph& rows_of(const UndirectedGraph& graph) { return graph.graph(); }

template <class G>
concept BglGraph = std::same_as<G, Graph> || std::same_as<G, UndirectedGraph>;

template <BglGraph G>
auto vertices(const G& g) {
  using Iterator = typename boost::graph_traits<G>::vertex_iterator;
  return std::pair(Iterator(0), Iterator(rows_of(g).vertex_count()));
}
template <BglGraph G>
std::size_t num_vertices(const G& g) {
  return rows_of(g).vertex_count();
}
template <BglGraph G>
auto edges(const G& g) {
  using Iterator = typename boost::graph_traits<G>::edge_iterator;
  return std::pair(Iterator(rows_of(g), 0), Iterator(rows_of(g), rows_of(g).slot_count()));
}
inline std::size_t num_edges(const Graph& g) { return g.slot_count(); }
inline std::size_t num_edges(const UndirectedGraph& g) { return g.graph().edge_count(); }

template <BglGraph G>
Vertex source(const EdgeDescriptor& edge, const G& /*g*/) {
  return edge.from;
}
template <BglGraph G>
Vertex target(const EdgeDescriptor& edge, const G& /*g*/) {
  return edge.to;
}

template <BglGraph G>
std::size_t out_degree(Vertex v, const G& g) {
  return rows_of(g).out_degree(v);
}
template <BglGraph G>
std::size_t in_degree(Vertex v, const G& g) {
  return rows_of(g).in_degree(v);
}
inline std::size_t degree(Vertex v, const Graph& g) { return g.in_degree(v) + g.out_degree(v); }
inline std::size_t degree(Vertex v, const UndirectedGraph& g) { return g.graph().out_degree(v); }

template <BglGraph G>
auto out_edges(Vertex v, const G& g) {
  using Iterator = typename boost::graph_traits<G>::out_edge_iterator;
  return std::pair(Iterator(rows_of(g), v, 0), Iterator(rows_of(g), v, rows_of(g).out_degree(v)));
}
template <BglGraph G>
auto in_edges(Vertex v, const G& g) {
  using Iterator = typename boost::graph_traits<G>::in_edge_iterator;
  return std::pair(Iterator(rows_of(g), v, 0), Iterator(rows_of(g), v, rows_of(g).in_degree(v)));
}
template <BglGraph G>
auto adjacent_vertices(Vertex v, const G& g) {
  const auto row = rows_of(g).out(v);
  return std::pair(row.data(), row.data() + row.size());
}

template <BglGraph G>
bgl::VertexIndexMap get(boost::vertex_index_t /*tag*/, const G& /*g*/) {
  return {};
}
template <BglGraph G>
bgl::EdgeIndexMap get(boost::edge_index_t /*tag*/, const G& /*g*/) {
  return {};
}
template <BglGraph G>
bgl::EdgeWeightMap get(boost::edge_weight_t /*tag*/, const G& g) {
  return bgl::EdgeWeightMap(rows_of(g));
}
template <class Tag, BglGraph G, class Key>
auto get(Tag tag, const G& g, const Key& key) {
  return get(tag, g)[key];
}

}  // namespace renmai

/// Boost's hash containers of edges.
template <>
struct std::hash<renmai::EdgeDescriptor> {
  std::size_t operator()(const renmai::EdgeDescriptor& edge) const noexcept { return edge.slot; }
};
