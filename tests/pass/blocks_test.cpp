// SPDX-License-Identifier: Apache-2.0
#include "pass/blocks.hpp"

#include <doctest/doctest.h>

#include <boost/graph/biconnected_components.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

std::set<std::set<Vertex>> blocks_of(const Graph& graph) {
  const Table table = blocks(graph);
  std::map<std::int64_t, std::set<Vertex>> by_number;
  for (std::size_t row = 0; row < table.row_count(); ++row)
    by_number[table.column("block").integers()[row]].insert(table.column("vertex").vertices()[row]);
  std::set<std::set<Vertex>> found;
  for (const auto& [number, members] : by_number) found.insert(members);
  return found;
}

std::set<std::set<Vertex>> by_boost(const Graph& graph) {
  const UndirectedGraph simple(simple_undirected(graph));
  std::map<EdgeDescriptor, std::size_t> component;
  const boost::associative_property_map map(component);
  boost::biconnected_components(simple, map);
  std::map<std::size_t, std::set<Vertex>> members;
  for (const auto& [edge, number] : component) members[number].insert({edge.from, edge.to});
  std::set<std::set<Vertex>> found;
  for (const auto& [number, of] : members) found.insert(of);
  return found;
}

TEST_CASE("blocks are those of Boost.Graph") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 60; ++seed)
    graphs.push_back({"seed " + std::to_string(seed),
                      oracle::random_graph(20, 0.03 + 0.002 * static_cast<double>(seed), seed % 2 == 0, seed)});
  for (const auto& named : graphs) {
    CAPTURE(named.name);
    CHECK(blocks_of(named.graph) == by_boost(named.graph));
  }
}

TEST_CASE("blocks: a long path is as many as it has edges, and the search does not recurse") {
  CHECK(blocks(oracle::path(300'000)).row_count() == 2 * 299'999);
}

}  // namespace
}  // namespace renmai
