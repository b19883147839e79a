// SPDX-License-Identifier: Apache-2.0
// The kernels of src/pass/walk/ against plain serial versions: the same answers, bit for bit, at any thread count.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/strong_components.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"
#include "oracle/walks.hpp"
#include "pass/structure/groups.hpp"
#include "pass/triangles.hpp"
#include "pass/walk/hop_tree.hpp"
#include "pass/walk/length_tree.hpp"
#include "pass/walk/peel.hpp"
#include "pass/walk/strong_labels.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {
namespace {

/// Calls check() with 1, 2 and 7 threads.
void at_thread_counts(const std::function<void()>& check) {
  const int before = thread_count();
  for (const int threads : {1, 2, 7}) {
    CAPTURE(threads);
    set_thread_count(threads);
    check();
  }
  set_thread_count(before);
}

/// Calls check(graph) for graphs of several seeds.
void on_hard_graphs(const std::function<void(const Graph&)>& check) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    for (const auto& named : oracle::hard_graphs(seed)) {
      const std::string& name = named.name;
      CAPTURE(name);
      check(named.graph);
    }
  }
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
    return (std::isnan(x) && std::isnan(y)) || std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  });
}

void check_hop_tree(const Graph& graph, Vertex source) {
  const auto expected = oracle::hop_tree(graph, source);
  at_thread_counts([&] {
    const PathTree tree = hop_tree(graph, source);
    CHECK(same_bits(tree.distance, expected.distance));
    CHECK(tree.parent == expected.parent);
  });
}

void check_length_tree(const Graph& graph, Vertex source) {
  const auto expected = oracle::length_tree(graph, source);
  at_thread_counts([&] {
    const PathTree tree = length_tree(graph, source);
    CHECK(same_bits(tree.distance, expected.distance));
    CHECK(same_bits(lengths_from(graph, source), expected.distance));
    CHECK(tree.parent == expected.parent);
  });
}

/// The graph with weights that `weight(edge number)` gives.
template <class Weight>
Graph weighed(const Graph& graph, const Weight& weight) {
  std::vector<Edge> edges = graph.edges();
  for (std::size_t i = 0; i < edges.size(); ++i) edges[i].weight = weight(i);
  return oracle::as_written(graph.vertex_count(), edges, graph.directed(), true);
}

}  // namespace

TEST_CASE("hop trees are those of a plain breadth-first search") {
  on_hard_graphs([](const Graph& graph) {
    for (const Vertex source : {0U, 4999U, 7777U}) check_hop_tree(graph, source);
  });
}

TEST_CASE("hop trees of a star, a long path and a clique") {
  for (const Graph& graph : {oracle::star(100'000), oracle::path(100'000), oracle::path(100'000, true),
                             oracle::complete(400), oracle::cycle(99'999)}) {
    for (const Vertex source : {0U, 1U, 399U}) check_hop_tree(graph, source);
  }
}

TEST_CASE("length trees are those of Dijkstra's algorithm to the last bit, whatever the weights") {
  using Weights = std::function<double(std::uint64_t)>;
  const std::vector<std::pair<std::string, Weights>> kinds{
      {"one", [](std::uint64_t) { return 1.0; }},
      {"zero", [](std::uint64_t) { return 0.0; }},
      {"unit interval", [](std::uint64_t x) { return 1e-9 + static_cast<double>(x >> 11) * 0x1.0p-53; }},
      {"often zero", [](std::uint64_t x) { return x % 3 == 0 ? static_cast<double>(x % 5) : 0.0; }},
      {"1e-100 to 1e100", [](std::uint64_t x) { return std::pow(10.0, static_cast<double>(x % 201) - 100); }},
      {"too small to count", [](std::uint64_t x) { return x % 2 == 0 ? 1e-30 : 1.0; }},
      {"greatest", [](std::uint64_t) { return 1e100; }},
      {"least", [](std::uint64_t) { return 1e-100; }},
      {"few heavy", [](std::uint64_t x) { return x % 1000 == 0 ? 1e90 : static_cast<double>(1 + x % 255); }},
  };
  for (const auto& kind : kinds) {
    const std::string& weights = kind.first;
    CAPTURE(weights);
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
      for (const auto& named : oracle::hard_graphs(seed)) {
        const std::string& name = named.name;
        CAPTURE(name);
        const Graph graph =
            weighed(named.graph, [&](std::size_t i) { return kind.second(mix64(seed * 1'000'003 + i)); });
        check_length_tree(graph, static_cast<Vertex>(seed * 1000));
      }
    }
    for (const auto& named : oracle::awkward_graphs()) {
      const std::string& name = named.name;
      CAPTURE(name);
      if (named.graph.vertex_count() == 0) continue;
      check_length_tree(weighed(named.graph, [&](std::size_t i) { return kind.second(mix64(i)); }), 0);
    }
  }
}

TEST_CASE("length trees where delta stepping does worst: a path of short edges beside long ones") {
  constexpr Vertex count = 3000;
  std::vector<Edge> edges;
  for (Vertex v = 0; v + 1 < count; ++v) {
    edges.push_back({v, v + 1, 1});
    for (Vertex k = 2; k < 40 && v + k < count; ++k) edges.push_back({v, v + k, 1.5 * k});
    edges.push_back({v, (v * 7919) % count, 1e6});
  }
  check_length_tree(oracle::as_written(count, edges, true, true), 0);
  check_length_tree(weighed(oracle::path(100'000), [](std::size_t i) { return i % 7 == 0 ? 1e-100 : 1e50; }), 50'000);
}

TEST_CASE("edges of length 0 settle by number: many seeds") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::sprinkled_graph(30, 70, seed % 2 == 0, seed);
    const Graph zeros = weighed(graph, [&](std::size_t i) { return static_cast<double>(mix64(seed * 100 + i) % 3); });
    const auto expected = oracle::length_tree(zeros, 0);
    const PathTree tree = length_tree(zeros, 0);
    CHECK(same_bits(tree.distance, expected.distance));
    CHECK(tree.parent == expected.parent);
  }
}

TEST_CASE("weak labels are those of joining the ends of every edge") {
  on_hard_graphs([](const Graph& graph) {
    const auto expected = oracle::weak_labels(graph);
    at_thread_counts([&] { CHECK(weak_labels(graph) == expected); });
  });
  for (const Graph& graph : {oracle::star(100'000), oracle::path(100'000, true), oracle::complete(400)}) {
    at_thread_counts([&] { CHECK(weak_labels(graph) == oracle::weak_labels(graph)); });
  }
}

TEST_CASE("weak labels of two great components, of paths numbered at random, and of a reversed path") {
  constexpr Vertex half = 20'000;
  std::vector<Edge> edges = oracle::skewed_edges(half, 100'000, 3);
  for (const Edge& edge : oracle::skewed_edges(half, 90'000, 4)) edges.push_back({half + edge.from, half + edge.to});
  const Graph two = oracle::as_written(2 * half, edges, true);
  const Graph path = oracle::relabelled(oracle::path(50'000), oracle::random_order(50'000, 5));
  const Graph back = oracle::path(50'000, true).reversed();
  at_thread_counts([&] {
    CHECK(weak_labels(two) == oracle::weak_labels(two));
    CHECK(weak_labels(path) == oracle::weak_labels(path));
    CHECK(weak_labels(back) == oracle::weak_labels(back));
  });
}

TEST_CASE("strong components are those of Boost.Graph, with the same labels at any thread count") {
  on_hard_graphs([](const Graph& graph) {
    std::vector<int> expected(graph.vertex_count());
    boost::strong_components(graph,
                             boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, graph)));
    const std::vector<Vertex> theirs(expected.begin(), expected.end());
    std::vector<Vertex> first;
    at_thread_counts([&] {
      const auto labels = component_roots(graph);
      CHECK(number_groups(labels).group == number_groups(theirs).group);
      if (first.empty()) first = labels;
      CHECK(labels == first);
    });
  });
}

TEST_CASE("core numbers of large graphs are those of Boost.Graph") {
  on_hard_graphs([](const Graph& graph) {
    const Graph simple = simple_undirected(graph);
    std::vector<std::int64_t> expected(simple.vertex_count());
    boost::core_numbers(simple, boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, simple)));
    at_thread_counts([&] { CHECK(peeled_cores(simple) == expected); });
  });
}

TEST_CASE("triangles of large graphs are those of intersecting the rows of every edge") {
  on_hard_graphs([](const Graph& graph) {
    const Graph simple = simple_undirected(graph);
    const auto expected = oracle::triangle_counts(simple);
    at_thread_counts([&] { CHECK(triangle_counts(simple) == expected); });
  });
}

TEST_CASE("the kernels stop when asked to, at any thread count") {
  const Graph graph = oracle::as_written(20000, oracle::skewed_edges(20000, 150000, 1), false, true);
  const Graph simple = simple_undirected(graph);
  at_thread_counts([&] {
    request_stop();
    CHECK_THROWS_AS(static_cast<void>(hop_tree(graph, 0)), Error);
    CHECK_THROWS_AS(static_cast<void>(length_tree(graph, 0)), Error);
    CHECK_THROWS_AS(static_cast<void>(weak_labels(graph)), Error);
    CHECK_THROWS_AS(static_cast<void>(component_roots(graph)), Error);
    CHECK_THROWS_AS(static_cast<void>(peeled_cores(simple)), Error);
    CHECK_THROWS_AS(static_cast<void>(triangle_counts(simple)), Error);
    clear_stop();
  });
}

}  // namespace renmai
