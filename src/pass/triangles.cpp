// SPDX-License-Identifier: Apache-2.0
// Each edge is kept at its end of smaller degree (ties: smaller number), so a row has at most sqrt(2 edges) entries;
// a triangle is then found once, from its smallest vertex, by walking two sorted rows together.
#include "pass/triangles.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <span>
#include <utility>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"

namespace renmai {
namespace {

constexpr std::size_t slice_size = std::size_t{1} << 18;  // vertices between two looks at the stop flag
constexpr std::size_t work_block = 256;                   // rows differ much in cost: small blocks share it better

struct ForwardRows {
  std::vector<EdgeIndex> offsets;
  std::vector<Vertex> targets;
  [[nodiscard]] std::span<const Vertex> row(Vertex v) const {
    return std::span(targets).subspan(offsets[v], offsets[v + 1] - offsets[v]);
  }
};

ForwardRows forward_rows(const Graph& graph) {
  const auto precedes = [&](Vertex u, Vertex v) {
    return std::pair(graph.out_degree(u), u) < std::pair(graph.out_degree(v), v);
  };
  ForwardRows rows;
  rows.offsets.reserve(static_cast<std::size_t>(graph.vertex_count()) + 1);
  rows.offsets.push_back(0);
  rows.targets.reserve(graph.edge_count());
  for (const Vertex v : graph.vertices()) {
    for (const Vertex u : graph.out(v)) {
      if (precedes(v, u)) rows.targets.push_back(u);
    }
    rows.offsets.push_back(rows.targets.size());
  }
  return rows;
}

template <class Visit>
void for_each_common(std::span<const Vertex> a, std::span<const Vertex> b, const Visit& visit) {
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < a.size() && k < b.size()) {
    if (a[i] == b[k]) {
      visit(a[i]);
      ++i;
      ++k;
    } else if (a[i] < b[k]) {
      ++i;
    } else {
      ++k;
    }
  }
}

/// Adds the triangles whose first vertex is v. Integer sums are the same in any order, so threads may add together.
void add_triangles(const ForwardRows& rows, Vertex v, std::vector<std::int64_t>& counts) {
  const auto add = [&](Vertex u, std::int64_t count) {
    std::atomic_ref(counts[u]).fetch_add(count, std::memory_order_relaxed);
  };
  std::int64_t of_v = 0;
  for (const Vertex u : rows.row(v)) {
    std::int64_t of_u = 0;
    for_each_common(rows.row(v), rows.row(u), [&](Vertex w) {
      ++of_u;
      add(w, 1);
    });
    if (of_u > 0) add(u, of_u);
    of_v += of_u;
  }
  if (of_v > 0) add(v, of_v);
}

}  // namespace

std::vector<std::int64_t> triangle_counts(const Graph& simple) {
  const std::size_t n = simple.vertex_count();
  const ForwardRows rows = forward_rows(simple);
  std::vector<std::int64_t> counts(n, 0);
  for (std::size_t begin = 0; begin < n; begin += slice_size) {
    report_progress("triangles", begin, n);
    parallel_for(
        std::min(slice_size, n - begin),
        [&](std::size_t i) { add_triangles(rows, static_cast<Vertex>(begin + i), counts); }, work_block);
  }
  return counts;
}

Table triangles(const Graph& graph, const TrianglesOptions&) {
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", triangle_counts(simple_undirected(graph)), "triangles");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "triangles", "triangles through it; the column adds up to three times all triangles"},
};

}  // namespace

extern constinit const Pass triangles_pass{
    .name = "triangles",
    .family = "structure",
    .summary = "Number of triangles through each vertex",
    .definition =
        "Unordered pairs of neighbours that are neighbours of each other. Direction, weights, loops and "
        "repeated edges are dropped.",
    .cost = "O(edges^1.5) time; one number a vertex and one an edge",
    .paper = "Latapy 2008, doi:10.1016/j.tcs.2008.07.017",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_adds_over_components,
    .example = {.edges = "a b\nb c\nc a\nc d\nd b\n", .options = "", .expected = "vertex,score\na,1\nb,2\nc,2\nd,1\n"},
    .run_graph = &Runner<&triangles, options, TrianglesOptions>::run_graph,
};

}  // namespace renmai
