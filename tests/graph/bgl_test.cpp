// SPDX-License-Identifier: Apache-2.0
#include "graph/bgl.hpp"

#include <doctest/doctest.h>

#include <boost/concept/assert.hpp>
#include <boost/graph/bellman_ford_shortest_paths.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/boyer_myrvold_planar_test.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/kruskal_min_spanning_tree.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/vector_property_map.hpp>
#include <iterator>
#include <set>
#include <vector>

#include "oracle/graphs.hpp"

namespace renmai {
namespace {

template <class G>
void require_concepts() {
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, EdgeDescriptor, boost::edge_weight_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, EdgeDescriptor, boost::edge_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, Vertex, boost::vertex_index_t>));
}

/// Both ways of looking at the rows must tell of the same edges.
template <class G>
void check_edges(const Graph& rows, const G& g, std::size_t out_seen_times) {
  std::multiset<EdgeIndex> listed;
  std::multiset<EdgeIndex> out_seen;
  std::multiset<EdgeIndex> in_seen;
  for (auto [e, end] = edges(g); e != end; ++e) {
    listed.insert((*e).slot);
    CHECK(rows.target((*e).slot) == target(*e, g));
  }
  CHECK(listed.size() == num_edges(g));
  for (const Vertex v : rows.vertices()) {
    for (auto [e, end] = out_edges(v, g); e != end; ++e) {
      CHECK(source(*e, g) == v);
      out_seen.insert((*e).slot);
    }
    for (auto [e, end] = in_edges(v, g); e != end; ++e) {
      CHECK(target(*e, g) == v);
      in_seen.insert((*e).slot);
    }
  }
  CHECK(in_seen == out_seen);
  for (const EdgeIndex slot : listed) {
    const bool loop = rows.target(slot) < rows.vertex_count() && rows.out_begin(rows.target(slot)) <= slot &&
                      slot < rows.out_begin(rows.target(slot)) + rows.out_degree(rows.target(slot));
    CHECK(out_seen.count(slot) == (loop ? 1 : out_seen_times));
  }
}

}  // namespace

TEST_CASE("a graph models what Boost.Graph asks of graphs, const or not") {
  require_concepts<Graph>();
  require_concepts<UndirectedGraph>();
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<const Graph>));
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<const Graph>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<const Graph>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<const Graph>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<const Graph>));
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<const UndirectedGraph>));
  CHECK(boost::is_directed(Graph()));
  CHECK(boost::is_undirected(UndirectedGraph()));
}

TEST_CASE("edges, out-edges and in-edges tell of the same slots") {
  for (const oracle::NamedGraph& named : oracle::awkward_graphs()) {
    const Graph& graph = named.graph;
    CAPTURE(named.name);
    check_edges(graph, graph, 1);
    if (!graph.directed()) check_edges(graph, UndirectedGraph(graph), 2);
  }
}

TEST_CASE("weights are read by slot from either end") {
  const Graph graph = oracle::as_written(3, {{0, 1, 5}, {0, 1, 2}, {2, 1, 7}}, true, true);
  std::multiset<double> out_of_zero;
  for (auto [e, end] = out_edges(Vertex{0}, graph); e != end; ++e) {
    out_of_zero.insert(get(boost::edge_weight, graph, *e));
  }
  std::multiset<double> into_one;
  for (auto [e, end] = in_edges(Vertex{1}, graph); e != end; ++e) into_one.insert(get(boost::edge_weight, graph, *e));
  CHECK(out_of_zero == std::multiset<double>{2, 5});
  CHECK(into_one == std::multiset<double>{2, 5, 7});
  CHECK(get(boost::vertex_index, graph, Vertex{2}) == 2);
}

TEST_CASE("Dijkstra and Bellman-Ford of Boost agree on directed and undirected graphs") {
  for (const bool directed : {true, false}) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      CAPTURE(seed);
      const Graph graph = oracle::sprinkled_graph(30, 70, directed, seed, true);
      std::vector<double> dijkstra(graph.vertex_count());
      const auto index = get(boost::vertex_index, graph);
      boost::dijkstra_shortest_paths(
          graph, Vertex{0},
          boost::distance_map(boost::make_iterator_property_map(dijkstra.begin(), index)).distance_inf(1e9));
      std::vector<double> bellman(graph.vertex_count(), 1e9);
      bellman[0] = 0;
      boost::bellman_ford_shortest_paths(
          graph, graph.vertex_count(), boost::distance_map(boost::make_iterator_property_map(bellman.begin(), index)));
      CHECK(dijkstra == bellman);
    }
  }
}

TEST_CASE("components, blocks, spanning tree and planarity of Boost run on an undirected view") {
  // two triangles that share vertex 2, and an edge apart
  const Graph graph = oracle::as_written(7, {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {3, 4}, {2, 4}, {5, 6}}, false);
  const UndirectedGraph view(graph);
  std::vector<int> component(graph.vertex_count());
  CHECK(boost::connected_components(
            view, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, view))) == 2);
  CHECK(component[4] == component[0]);
  CHECK(component[5] != component[0]);

  std::vector<std::size_t> block(graph.slot_count());
  std::vector<Vertex> cuts;
  const auto result = boost::biconnected_components(
      view, boost::make_iterator_property_map(block.begin(), get(boost::edge_index, view)), std::back_inserter(cuts));
  CHECK(result.first == 3);
  CHECK(cuts == std::vector<Vertex>{2});
  std::set<std::size_t> blocks_at_two;
  for (auto [e, end] = out_edges(Vertex{2}, view); e != end; ++e) blocks_at_two.insert(block[(*e).slot]);
  CHECK(blocks_at_two.size() == 2);

  std::vector<EdgeDescriptor> tree;
  boost::kruskal_minimum_spanning_tree(view, std::back_inserter(tree));
  CHECK(tree.size() == 5);

  CHECK(boost::boyer_myrvold_planarity_test(UndirectedGraph(oracle::cycle(8))));
  CHECK_FALSE(boost::boyer_myrvold_planarity_test(UndirectedGraph(oracle::complete(5))));
}

TEST_CASE("strong components and a reversed graph of Boost run on a directed graph") {
  const Graph graph = oracle::as_written(5, {{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 2}, {3, 4}}, true);
  std::vector<int> component(graph.vertex_count());
  const auto index = get(boost::vertex_index, graph);
  CHECK(boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index)) == 3);
  const auto reversed = boost::make_reverse_graph(graph);
  CHECK(out_degree(Vertex{2}, reversed) == graph.in_degree(2));
}

TEST_CASE("Brandes of Boost on a path: the middle lies between all others") {
  const Graph graph = oracle::path(5);
  std::vector<double> score(graph.vertex_count());
  const auto map = boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, graph));
  boost::brandes_betweenness_centrality(graph, map);
  CHECK(score == std::vector<double>{0, 6, 8, 6, 0});  // ordered pairs: a Graph is directed to Boost
  const UndirectedGraph view(graph);
  boost::brandes_betweenness_centrality(view, map);
  CHECK(score == std::vector<double>{0, 3, 4, 3, 0});
}

}  // namespace renmai
