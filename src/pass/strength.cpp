// SPDX-License-Identifier: Apache-2.0
#include "pass/strength.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "base/parallel.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"

namespace renmai {
namespace {

double sum(std::span<const double> weights) { return std::accumulate(weights.begin(), weights.end(), 0.0); }

/// Weight of the loops in the out row of v; their number if the graph has no weights.
double loop_weight(const Graph& graph, Vertex v) {
  const auto row = graph.out(v);
  const auto loops = std::equal_range(row.begin(), row.end(), v);
  const auto count = static_cast<std::size_t>(loops.second - loops.first);
  if (!graph.weighted()) return static_cast<double>(count);
  return sum(graph.out_weights(v).subspan(static_cast<std::size_t>(loops.first - row.begin()), count));
}

}  // namespace

Table strength(const Graph& graph, const StrengthOptions& /*options*/) {
  const std::size_t n = graph.vertex_count();
  const bool weighted = graph.weighted();
  std::vector<double> in(n);
  std::vector<double> out(n);
  std::vector<double> total(n);
  parallel_for(n, [&](std::size_t i) {
    const auto v = static_cast<Vertex>(i);
    in[v] = weighted ? sum(graph.in_weights(v)) : static_cast<double>(graph.in_degree(v));
    out[v] = weighted ? sum(graph.out_weights(v)) : static_cast<double>(graph.out_degree(v));
    total[v] = in[v] + out[v];
    if (!graph.directed()) in[v] = out[v] = total[v] = out[v] + loop_weight(graph, v);
  });
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("in", std::move(in), "weight");
  table.add("out", std::move(out), "weight");
  table.add("total", std::move(total), "weight");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"in", "weight", "weight of the edges that end here; undirected: as total"},
    ColumnRow{"out", "weight", "weight of the edges that begin here; undirected: as total"},
    ColumnRow{"total", "weight", "weight of the edges here, a loop counted twice"},
};

}  // namespace

extern constinit const Pass strength_pass{
    .name = "strength",
    .family = "centrality",
    .summary = "Weight of the edges at each vertex",
    .definition =
        "in and out: summed weights of the edges that end and begin here; total = in + out. Undirected: all "
        "three are the sum over the edges here. A loop counts twice in total; without weights an edge weighs 1.",
    .cost = "O(edges) time; the result alone",
    .paper = "Barrat, Barthelemy, Pastor-Satorras & Vespignani 2004, doi:10.1073/pnas.0400087101",
    .direction = Direction::directed,
    .weights = Weights::used,
    .score = "total",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_adds_over_components,
    .example = {.edges = "a b 2\na c 0.5\nb b 1\n",
                .options = "",
                .expected = "vertex,in,out,total\na,0,2.5,2.5\nb,3,1,4\nc,0.5,0,0.5\n"},
    .run_graph = &Runner<&strength, options, StrengthOptions>::run_graph,
};

}  // namespace renmai
