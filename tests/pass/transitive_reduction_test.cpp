// SPDX-License-Identifier: Apache-2.0
#include "pass/transitive_reduction.hpp"

#include <doctest/doctest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/graphs.hpp"

namespace renmai {
namespace {

using Pairs = std::set<std::pair<Vertex, Vertex>>;

Pairs pairs_of(const Table& table, std::string_view kind) {
  Pairs pairs;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.column("kind").text(row) == kind)
      pairs.emplace(table.column("from").vertices()[row], table.column("to").vertices()[row]);
  }
  return pairs;
}

/// By vertex: what it reaches in one edge or more.
std::vector<std::vector<bool>> closure(Vertex count, const Pairs& edges) {
  std::vector<std::vector<bool>> reaches(count, std::vector<bool>(count, false));
  for (const auto& [u, v] : edges) reaches[u][v] = true;
  for (Vertex k = 0; k < count; ++k) {
    for (Vertex i = 0; i < count; ++i) {
      for (Vertex j = 0; j < count; ++j) {
        if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
      }
    }
  }
  return reaches;
}

Pairs by_boost(Vertex count, const std::vector<Edge>& edges) {
  using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  BoostGraph graph(count);
  BoostGraph reduced;
  for (const Edge& edge : edges) boost::add_edge(edge.from, edge.to, graph);
  std::vector<std::size_t> number(count);
  for (Vertex v = 0; v < count; ++v) number[v] = v;
  std::map<std::size_t, std::size_t> in_reduced;
  boost::transitive_reduction(graph, reduced, boost::make_assoc_property_map(in_reduced), number.data());
  std::map<std::size_t, Vertex> back;
  for (const auto& [was, is] : in_reduced) back[is] = static_cast<Vertex>(was);
  Pairs pairs;
  for (const auto& edge : boost::make_iterator_range(boost::edges(reduced)))
    pairs.emplace(back[boost::source(edge, reduced)], back[boost::target(edge, reduced)]);
  return pairs;
}

TEST_CASE("transitive reduction without circles is that of Boost.Graph") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::vector<Edge> edges = oracle::random_edges(18, 0.05 + 0.01 * static_cast<double>(seed % 30), false, seed);
    const std::vector<Vertex> order = oracle::random_order(18, seed);
    for (Edge& edge : edges) edge = {order[edge.from], order[edge.to], 1};
    CHECK(pairs_of(transitive_reduction(oracle::as_written(18, edges, true)), "kept") == by_boost(18, edges));
  }
}

TEST_CASE("transitive reduction keeps every path, and among circles no edge that a third one tells") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(14, 0.12, true, seed)});
  for (const auto& [title, graph] : graphs) {
    const std::string& name = title;
    CAPTURE(name);
    const Vertex count = graph.vertex_count();
    const Table table = transitive_reduction(graph, {.all = true});
    const Pairs kept = pairs_of(table, "kept");
    const Pairs implied = pairs_of(table, "implied");
    Pairs stays = kept;
    stays.merge(pairs_of(table, "circle"));
    if (graph.directed()) {
      Pairs all = stays;
      all.insert(implied.begin(), implied.end());
      CHECK(closure(count, stays) == closure(count, all));
      const auto reaches = closure(count, all);
      const auto has_third = [&](Vertex u, Vertex v) {
        for (Vertex w = 0; w < count; ++w) {
          const bool own = w == u || w == v || (reaches[u][w] && reaches[w][u]) || (reaches[v][w] && reaches[w][v]);
          if (!own && reaches[u][w] && reaches[w][v]) return true;
        }
        return false;
      };
      for (const auto& [u, v] : kept) CHECK_FALSE(has_third(u, v));
      for (const auto& [u, v] : implied) CHECK(has_third(u, v));
    } else {
      CHECK(kept.empty());
      CHECK(implied.empty());
    }
    CHECK(transitive_reduction(graph).row_count() == stays.size());
  }
}

}  // namespace
}  // namespace renmai
