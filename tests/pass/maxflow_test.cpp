// SPDX-License-Identifier: Apache-2.0
#include "pass/maxflow.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/graph/edmonds_karp_max_flow.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"
#include "oracle/karate_weighted.hpp"

namespace renmai {
namespace {

double total_flow(const Graph& graph, const SetFlowOptions& options) {
  const Table table = maxflow(graph, options);
  return table.row_count() == 0 ? 0 : table.column("total").reals()[0];
}

bool holds(const std::vector<Vertex>& set, Vertex v) { return std::find(set.begin(), set.end(), v) != set.end(); }

/// Everything a flow must be: within capacity, kept at every vertex but the ends, adding up to the total.
void check_flow(const Graph& graph, const SetFlowOptions& options) {
  const Table table = maxflow(graph, options);
  std::vector<double> net(graph.vertex_count(), 0.0);
  std::vector<double> through(graph.vertex_count(), 0.0);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const double flow = table.column("flow").reals()[i];
    CHECK(flow > 0);
    CHECK(flow <= table.column("capacity").reals()[i] + 1e-9);
    net[table.column("from").vertices()[i]] -= flow;
    net[table.column("to").vertices()[i]] += flow;
    through[table.column("to").vertices()[i]] += flow;
  }
  double arrived = 0;
  for (const Vertex v : graph.vertices()) {
    CAPTURE(v);
    if (holds(options.sink, v)) arrived += net[v];
    if (holds(options.sink, v) || holds(options.source, v)) continue;
    CHECK(std::abs(net[v]) < 1e-9);
    if (options.disjoint == Disjoint::vertex) CHECK(through[v] <= 1);
  }
  CHECK(arrived == doctest::Approx(total_flow(graph, options)));
}

/// The least capacity of any set of vertices that holds the source and not the sink: 2^n cuts.
double least_cut(const Graph& graph, const SetFlowOptions& options) {
  double least = std::numeric_limits<double>::infinity();
  for (std::uint32_t side = 0; side < 1U << graph.vertex_count(); ++side) {
    const auto inside = [&](Vertex v) { return (side >> v & 1U) != 0; };
    const auto in = [&](Vertex v) { return inside(v); };
    if (!std::all_of(options.source.begin(), options.source.end(), in)) continue;
    if (std::any_of(options.sink.begin(), options.sink.end(), in)) continue;
    double sum = 0;
    for (const Edge& edge : graph.edges()) {
      if (inside(edge.from) == inside(edge.to) || (graph.directed() && !inside(edge.from))) continue;
      sum += options.disjoint == Disjoint::edge ? 1 : edge.weight;
    }
    least = std::min(least, sum);
  }
  return least;
}

}  // namespace

TEST_CASE("flow from the instructor to the administrator of the karate club") {
  // networkx 3.6.1: maximum_flow_value, edge_connectivity and node_connectivity between 0 and 33
  CHECK(total_flow(oracle::karate_weighted(), {{0}, {33}, Disjoint::none}) == 22);
  CHECK(total_flow(oracle::karate_weighted(), {{0}, {33}, Disjoint::edge}) == 10);
  CHECK(total_flow(oracle::karate_weighted(), {{0}, {33}, Disjoint::vertex}) == 6);
  CHECK(total_flow(oracle::karate(), {{0}, {33}, Disjoint::none}) == 10);
}

TEST_CASE("an undirected edge carries flow either way, a directed one along it") {
  const std::vector<Edge> edges{{1, 0, 2}, {1, 2, 3}};
  CHECK(total_flow(oracle::as_written(3, edges, false, true), {{0}, {2}, Disjoint::none}) == 2);
  CHECK(total_flow(oracle::as_written(3, edges, true, true), {{0}, {2}, Disjoint::none}) == 0);
  CHECK(maxflow(oracle::as_written(3, edges, true, true), {{0}, {2}, Disjoint::none}).row_count() == 0);
}

TEST_CASE("repeated edges add up, but count once between disjoint vertices") {
  const Graph graph = oracle::as_written(2, {{0, 1, 2}, {0, 1, 3}, {0, 0, 9}}, true, true);
  CHECK(total_flow(graph, {{0}, {1}, Disjoint::none}) == 5);
  CHECK(total_flow(graph, {{0}, {1}, Disjoint::edge}) == 2);
  CHECK(total_flow(graph, {{0}, {1}, Disjoint::vertex}) == 1);
}

TEST_CASE("maximum flow equals the least of all cuts") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const bool directed = seed % 2 == 0;
    const Graph graph = seed % 3 == 0 ? oracle::sprinkled_graph(9, 25, directed, seed, true)
                                      : oracle::random_graph(9, 0.4, directed, seed, true);
    for (const Disjoint disjoint : {Disjoint::none, Disjoint::edge}) {
      for (const auto& options : {SetFlowOptions{{0}, {8}, disjoint}, SetFlowOptions{{0, 3, 0}, {7, 8}, disjoint}}) {
        CHECK(total_flow(graph, options) == doctest::Approx(least_cut(graph, options)));
        check_flow(graph, options);
      }
    }
    check_flow(graph, {{0, 3}, {7, 8}, Disjoint::vertex});
  }
}

TEST_CASE("maximum flow equals the least cut whatever the sizes of capacities") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Edge> edges = oracle::sprinkled_edges(9, 25, seed);
    for (Edge& edge : edges) edge.weight = std::pow(10.0, static_cast<double>(random.below(41)) - 20) * random.unit();
    const Graph graph = oracle::as_written(9, edges, seed % 2 == 0, true);
    const SetFlowOptions options{{0}, {8}, Disjoint::none};
    const double least = least_cut(graph, options);
    CHECK(std::abs(total_flow(graph, options) - least) <= 1e-12 * least);
  }
}

TEST_CASE("maximum flow equals that of Boost.Graph's Edmonds-Karp") {
  for (std::uint64_t seed = 71; seed <= 73; ++seed) {
    CAPTURE(seed);
    std::vector<Edge> edges = oracle::sprinkled_edges(400, 3000, seed);
    const Graph graph = oracle::as_written(400, edges, true, true);
    // With the reverse of every edge in it, one graph with capacities in whole quarters.
    for (std::size_t i = 0; i < 3000; ++i) edges.push_back({edges[i].to, edges[i].from, 0});
    const Graph both = build_graph(400, edges, {.loops = Loops::drop, .weighted = true});
    std::vector<EdgeDescriptor> reverse(both.slot_count());
    std::vector<long> capacity(both.slot_count());
    for (const Vertex v : both.vertices()) {
      for (std::size_t k = 0; k < both.out(v).size(); ++k) {
        const Vertex u = both.out(v)[k];
        const auto row = both.out(u);
        const auto back = std::lower_bound(row.begin(), row.end(), v) - row.begin();
        const EdgeIndex slot = both.out_begin(v) + k;
        reverse[slot] = {u, v, both.out_begin(u) + static_cast<EdgeIndex>(back)};
        capacity[slot] = std::lround(both.weight(slot) * 4);
      }
    }
    std::vector<long> residual(both.slot_count());
    const auto index = get(boost::edge_index, both);
    std::vector<boost::default_color_type> color(both.vertex_count());
    std::vector<EdgeDescriptor> predecessor(both.vertex_count());
    const auto by_vertex = get(boost::vertex_index, both);
    const long expected =
        boost::edmonds_karp_max_flow(both, 0, 399, boost::make_iterator_property_map(capacity.begin(), index),
                                     boost::make_iterator_property_map(residual.begin(), index),
                                     boost::make_iterator_property_map(reverse.begin(), index),
                                     boost::make_iterator_property_map(color.begin(), by_vertex),
                                     boost::make_iterator_property_map(predecessor.begin(), by_vertex));
    CHECK(total_flow(graph, {{0}, {399}, Disjoint::none}) == static_cast<double>(expected) / 4);
    check_flow(graph, {{0}, {399}, Disjoint::none});
  }
}

TEST_CASE("maximum flow refuses sets that are empty, overlap or lie outside, and negative capacities") {
  const Graph graph = oracle::as_written(3, {{0, 1, -1}}, true, true);
  CHECK_THROWS_AS(maxflow(graph, {{}, {1}, Disjoint::edge}), Error);
  CHECK_THROWS_AS(maxflow(graph, {{0}, {}, Disjoint::edge}), Error);
  CHECK_THROWS_AS(maxflow(graph, {{0, 1}, {1}, Disjoint::edge}), Error);
  CHECK_THROWS_AS(maxflow(graph, {{0}, {3}, Disjoint::edge}), Error);
  CHECK_THROWS_AS(maxflow(graph, {{0}, {1}, Disjoint::none}), Error);
  CHECK(total_flow(graph, {{0}, {1}, Disjoint::edge}) == 1);
}

}  // namespace renmai
