// SPDX-License-Identifier: Apache-2.0
#include "pass/degree.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/parallel.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"

namespace renmai {

Table degree(const Graph& graph, const DegreeOptions& /*options*/) {
  const std::size_t n = graph.vertex_count();
  std::vector<std::int64_t> in(n);
  std::vector<std::int64_t> out(n);
  std::vector<std::int64_t> total(n);
  parallel_for(n, [&](std::size_t i) {
    const auto v = static_cast<Vertex>(i);
    in[v] = static_cast<std::int64_t>(graph.in_degree(v));
    out[v] = static_cast<std::int64_t>(graph.out_degree(v));
    total[v] = in[v] + out[v];
    if (graph.directed()) return;
    const auto loops = std::equal_range(graph.out(v).begin(), graph.out(v).end(), v);
    total[v] = out[v] + (loops.second - loops.first);
    in[v] = out[v] = total[v];
  });
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("in", std::move(in), "edges");
  table.add("out", std::move(out), "edges");
  table.add("total", std::move(total), "edges");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"in", "edges", "edges that end here; undirected: as total"},
    ColumnRow{"out", "edges", "edges that begin here; undirected: as total"},
    ColumnRow{"total", "edges", "edges here, a loop counted twice"},
};

}  // namespace

extern constinit const Pass degree_pass{
    .name = "degree",
    .family = "centrality",
    .summary = "Number of edges at each vertex",
    .definition =
        "in and out: edges that end and begin here; total = in + out. Undirected: all three are the edges "
        "here. A loop counts twice in total, parallel edges as written.",
    .cost = "O(vertices) time, O(edges) if undirected; the result alone",
    .paper = "Freeman 1978, doi:10.1016/0378-8733(78)90021-7",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .score = "total",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_adds_over_components,
    .example = {.edges = "a b\na c\nb b\n",
                .options = "",
                .expected = "vertex,in,out,total\na,0,2,2\nb,2,1,3\nc,1,0,1\n"},
    .run_graph = &Runner<&degree, options, DegreeOptions>::run_graph,
};

}  // namespace renmai
