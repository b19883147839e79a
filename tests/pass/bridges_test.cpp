// SPDX-License-Identifier: Apache-2.0
#include "pass/bridges.hpp"

#include <doctest/doctest.h>

#include <boost/graph/biconnected_components.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"
#include "oracle/reach.hpp"

namespace renmai {
namespace {

using Pairs = std::vector<std::pair<Vertex, Vertex>>;

Pairs found(const Graph& graph) {
  const Table table = bridges(graph);
  Pairs pairs;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    pairs.emplace_back(table.column("from").vertices()[i], table.column("to").vertices()[i]);
  }
  return pairs;
}

/// By the definition: take each edge away and count components.
Pairs by_removal(const Graph& graph) {
  const Graph simple = simple_undirected(graph);
  const auto all_vertices = [](Vertex) { return true; };
  const std::size_t whole = oracle::pieces(
      simple, [](const Edge&) { return true; }, all_vertices);
  Pairs pairs;
  for (const Edge& edge : simple.edges()) {
    if (oracle::pieces(
            simple, [&](const Edge& other) { return other != edge; }, all_vertices) > whole) {
      pairs.emplace_back(edge.from, edge.to);
    }
  }
  return pairs;
}

}  // namespace

TEST_CASE("the only bridge of the karate club leads to its only member with one tie") {
  CHECK(found(oracle::karate()) == Pairs{{0, 11}});  // networkx 3.6.1: bridges
}

TEST_CASE("bridges are the edges whose removal adds a component") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(25, 0.08, seed % 2 == 0, seed)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    if (graph.vertex_count() > 50) continue;
    CAPTURE(name);
    CHECK(found(graph) == by_removal(graph));
  }
}

TEST_CASE("bridges are Boost.Graph's biconnected components of one edge") {
  for (std::uint64_t seed = 51; seed <= 53; ++seed) {
    CAPTURE(seed);
    const Graph graph = simple_undirected(oracle::sprinkled_graph(3000, 4000, false, seed));
    const UndirectedGraph view(graph);
    std::vector<std::size_t> component(graph.slot_count());
    boost::biconnected_components(view,
                                  boost::make_iterator_property_map(component.begin(), get(boost::edge_index, view)));
    std::map<std::size_t, Pairs> members;
    for (auto [e, end] = edges(view); e != end; ++e) {
      const EdgeDescriptor edge = *e;
      members[component[edge.slot]].emplace_back(std::min(edge.from, edge.to), std::max(edge.from, edge.to));
    }
    Pairs expected;
    for (const auto& [number, pairs] : members) {
      if (pairs.size() == 1) expected.push_back(pairs[0]);
    }
    std::sort(expected.begin(), expected.end());
    CHECK(found(graph) == expected);
  }
}

TEST_CASE("every edge of a path of a million vertices is a bridge") {
  constexpr Vertex count = 1'000'000;
  CHECK(bridges(oracle::path(count)).row_count() == count - 1);
  CHECK(bridges(oracle::cycle(count)).row_count() == 0);
}

}  // namespace renmai
