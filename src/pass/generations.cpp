// SPDX-License-Identifier: Apache-2.0
#include "pass/generations.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "pass/lineage/chains.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"

namespace renmai {
namespace {

std::int64_t grandstudents_of(const Graph& simple, Vertex v) {
  std::vector<Vertex> found;
  for (const Vertex u : simple.out(v)) {
    for (const Vertex w : simple.out(u)) {
      if (w != v) found.push_back(w);
    }
  }
  std::sort(found.begin(), found.end());
  return std::unique(found.begin(), found.end()) - found.begin();
}

}  // namespace

Table generations(const Graph& graph, const GenerationsOptions&) {
  const auto edges = graph.edges();
  const Graph simple = build_graph(graph.vertex_count(), edges, {.directed = graph.directed(), .loops = Loops::drop});
  const std::size_t n = simple.vertex_count();
  std::vector<std::int64_t> advisers(n), students(n), grandstudents(n);
  parallel_for(
      n,
      [&](std::size_t k) {
        const auto v = static_cast<Vertex>(k);
        advisers[k] = static_cast<std::int64_t>(simple.in_degree(v));
        students[k] = static_cast<std::int64_t>(simple.out_degree(v));
        grandstudents[k] = grandstudents_of(simple, v);
      },
      256);
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("advisers", std::move(advisers), "people");
  table.add("students", std::move(students), "people");
  table.add("grandstudents", std::move(grandstudents), "people");
  table.add("generation", longest_chains(simple), "edges");
  table.add("chain", longest_chains(simple.reversed()), "edges");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"advisers", "people", "who taught it"},
    ColumnRow{"students", "people", "whom it taught: its fecundity"},
    ColumnRow{"grandstudents", "people", "whom its students taught"},
    ColumnRow{"generation", "edges", "of the longest chain that leads to it; empty below a circle"},
    ColumnRow{"chain", "edges", "of the longest chain that begins at it; empty above a circle"},
};

}  // namespace

extern constinit const Pass generations_pass{
    .name = "generations",
    .family = "lineage",
    .summary = "Where each vertex stands in its lines of descent: students, generation, longest chain",
    .definition =
        "u -> v read as u taught v: students and advisers are others at out- and in-edges; generation the edges of the "
        "longest chain that leads to a vertex, chain those of the longest that begins at it. Undefined on a circle and "
        "below or above one.",
    .trap = "Lines of descent are no tree: with two advisers, the shortest and the longest chain to a student differ.",
    .cost = "O(edges), and for grandstudents the degrees of students; 5 numbers a vertex",
    .paper = "Malmgren, Ottino & Amaral 2010, doi:10.1038/nature09040",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .score = "students",
    .options = options,
    .columns = columns,
    .laws = law_relabel,
    .example = {.edges = "a b\na c\nb d\nc d\nd e\n",
                .options = "",
                .expected = "vertex,advisers,students,grandstudents,generation,chain\na,0,2,1,0,3\nb,1,1,1,1,2\n"
                            "c,1,1,1,1,2\nd,2,1,0,2,1\ne,1,0,0,3,0\n"},
    .run_graph = &Runner<&generations, options, GenerationsOptions>::run_graph,
};

}  // namespace renmai
