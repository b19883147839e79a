// SPDX-License-Identifier: Apache-2.0
#include "pass/core.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"

namespace renmai {
namespace {

/// Vertices sorted by degree, with the place of each vertex and the start of each degree: what peeling keeps in order.
struct Bins {
  std::vector<Vertex> degree;
  std::vector<Vertex> order;
  std::vector<Vertex> place;  // order[place[v]] == v
  std::vector<Vertex> start;  // the first place of each degree

  explicit Bins(const Graph& graph) : degree(graph.vertex_count()), order(degree.size()), place(degree.size()) {
    start.assign(static_cast<std::size_t>(graph.max_out_degree()) + 2, 0);
    for (const Vertex v : graph.vertices()) {
      degree[v] = static_cast<Vertex>(graph.out_degree(v));
      ++start[degree[v] + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<Vertex> next(start.begin(), start.end() - 1);
    for (const Vertex v : graph.vertices()) {
      place[v] = next[degree[v]]++;
      order[place[v]] = v;
    }
  }

  /// Moves v one bin down by swapping it with the first of its bin.
  void lower(Vertex v) {
    const Vertex first_place = start[degree[v]]++;
    const Vertex first = order[first_place];
    std::swap(order[first_place], order[place[v]]);
    std::swap(place[first], place[v]);
    --degree[v];
  }
};

}  // namespace

std::vector<std::int64_t> core_numbers(const Graph& graph) {
  const Graph simple = simple_undirected(graph);
  Bins bins(simple);
  for (std::size_t i = 0; i < bins.order.size(); ++i) {
    if (i % 1'000'000 == 0) report_progress("core", i, bins.order.size());
    const Vertex v = bins.order[i];
    for (const Vertex u : simple.out(v)) {
      if (bins.degree[u] > bins.degree[v]) bins.lower(u);
    }
  }
  return {bins.degree.begin(), bins.degree.end()};
}

Table core(const Graph& graph, const CoreOptions&) {
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", core_numbers(graph), "neighbours");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "neighbours", "core number: 0 for an isolated vertex"},
};

}  // namespace

extern constinit const Pass core_pass{
    .name = "core",
    .family = "structure",
    .summary = "Core number: how deep in the dense part of the graph each vertex lies",
    .definition =
        "The largest k such that the vertex lies in an induced subgraph where every vertex has at least k "
        "neighbours. Direction, weights, loops and repeated edges are dropped.",
    .cost = "O(vertices + edges) time; 4 numbers a vertex",
    .paper = "Seidman 1983, doi:10.1016/0378-8733(83)90028-X; Batagelj & Zaversnik 2003, arXiv:cs/0310049",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_adds_over_components,
    .example = {.edges = "a b\nb c\nc a\nc d\n", .options = "", .expected = "vertex,score\na,2\nb,2\nc,2\nd,1\n"},
    .run_graph = &Runner<&core, options, CoreOptions>::run_graph,
};

}  // namespace renmai
