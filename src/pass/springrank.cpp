// SPDX-License-Identifier: Apache-2.0
#include "pass/springrank.hpp"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {
namespace {

/// The matrix of the springs, applied row by row.
class Springs {
 public:
  Springs(const Graph& graph, double alpha)
      : graph_(graph), pull_(graph.vertex_count()), diagonal_(graph.vertex_count()) {
    parallel_for(pull_.size(), [&](std::size_t i) {
      const auto v = static_cast<Vertex>(i);
      const double out = each(graph_.out(v), graph_.out_weights(v), v, [](double weight, Vertex) { return weight; });
      const double in = each(graph_.in(v), graph_.in_weights(v), v, [](double weight, Vertex) { return weight; });
      pull_[i] = out - in;
      diagonal_[i] = out + in + alpha;
    });
  }

  [[nodiscard]] const std::vector<double>& pull() const { return pull_; }
  [[nodiscard]] double diagonal(std::size_t i) const { return diagonal_[i]; }

  void apply(const std::vector<double>& x, std::vector<double>& y) const {
    parallel_for(x.size(), [&](std::size_t i) {
      const auto v = static_cast<Vertex>(i);
      const auto term = [&](double weight, Vertex u) { return weight * x[u]; };
      y[i] = diagonal_[i] * x[i] - each(graph_.out(v), graph_.out_weights(v), v, term) -
             each(graph_.in(v), graph_.in_weights(v), v, term);
    });
  }

 private:
  /// Sum of term(weight, u) over a row, loops left out.
  template <class Term>
  static double each(std::span<const Vertex> row, std::span<const double> weights, Vertex v, const Term& term) {
    double sum = 0;
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (row[k] != v) sum += term(weights.empty() ? 1.0 : weights[k], row[k]);
    }
    return sum;
  }

  const Graph& graph_;
  std::vector<double> pull_;
  std::vector<double> diagonal_;
};

/// Conjugate gradients, preconditioned by the diagonal.
Convergence solve(const Springs& springs, const SpringRankOptions& options, std::vector<double>& x) {
  const std::vector<double>& b = springs.pull();
  const std::size_t n = b.size();
  const auto dot = [&](const std::vector<double>& a, const std::vector<double>& c) {
    return parallel_sum(n, [&](std::size_t i) { return a[i] * c[i]; });
  };
  const auto scaled = [&](std::size_t i, double value) {
    return springs.diagonal(i) > 0 ? value / springs.diagonal(i) : 0;
  };
  std::vector<double> r = b, z(n), q(n);
  for (std::size_t i = 0; i < n; ++i) z[i] = scaled(i, r[i]);
  std::vector<double> p = z;
  double rz = dot(r, z);
  const double whole = std::sqrt(dot(b, b));
  Convergence convergence;
  while (true) {
    convergence.residual = whole == 0 ? 0 : std::sqrt(dot(r, r)) / whole;
    report_progress("springrank", convergence.rounds, options.max_rounds);
    check_stop();
    if (convergence.residual <= options.tolerance || convergence.rounds == options.max_rounds) return convergence;
    springs.apply(p, q);
    const double step = rz / dot(p, q);
    parallel_for(n, [&](std::size_t i) {
      x[i] += step * p[i];
      r[i] -= step * q[i];
      z[i] = scaled(i, r[i]);
    });
    const double before = std::exchange(rz, dot(r, z));
    const double turn = rz / before;
    parallel_for(n, [&](std::size_t i) { p[i] = z[i] + turn * p[i]; });
    ++convergence.rounds;
  }
}

/// Shifts each weak component so that its mean is 0.
void centre(const Graph& graph, std::vector<double>& score) {
  const std::vector<Vertex> label = weak_labels(graph);
  std::vector<double> sum(score.size(), 0);
  std::vector<double> count(score.size(), 0);
  for (std::size_t v = 0; v < score.size(); ++v) {
    sum[label[v]] += score[v];
    count[label[v]] += 1;
  }
  for (std::size_t v = 0; v < score.size(); ++v) score[v] -= sum[label[v]] / count[label[v]];
}

}  // namespace

Table springrank(const Graph& graph, const SpringRankOptions& options) {
  require_weights(graph, "springrank");
  std::vector<double> score(graph.vertex_count(), 0);
  const Convergence convergence = solve(Springs(graph, options.alpha), options, score);
  if (options.alpha == 0) centre(graph, score);
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(score));
  add_convergence(table, convergence);
  return table;
}

namespace {

constexpr std::array options{
    option<&SpringRankOptions::alpha>("alpha", "how hard ranks are pulled to 0; at 0 each component is centred", 0,
                                      1e6),
    option<&SpringRankOptions::tolerance>("tolerance", "stop when the residual is this share of the start", 1e-15, 1),
    option<&SpringRankOptions::max_rounds>("max-rounds", "rounds before giving up", 0, 1e9),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "its rank: one more than that of whom its edges point to, as nearly as all edges allow"},
    ColumnRow{"rounds", "rounds", "rounds done"},
    ColumnRow{"residual", "", "what was left at the end; settled if at most the tolerance"},
};

}  // namespace

extern constinit const Pass springrank_pass{
    .name = "springrank",
    .family = "centrality",
    .summary = "Rank in a hierarchy: edges point one step down, as nearly as springs can pull it",
    .definition =
        "The s that makes 0.5 sum A_ij (s_i - s_j - 1)^2 + alpha/2 sum s_i^2 least, i -> j meaning i above j. At alpha "
        "0 "
        "each weak component is shifted to mean 0: ranks of different components do not compare. Loops are dropped.",
    .trap = "At alpha 0 ranks of different components do not compare; a loop would pull a vertex above itself.",
    .cost = "O(edges) a round of conjugate gradients; 6 numbers a vertex",
    .paper = "De Bacco, Larremore & Moore 2018, doi:10.1126/sciadv.aar8260",
    .direction = Direction::directed,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_adds_over_components,
    .example = {.edges = "a b\nb c\na c\n", .options = "", .expected = "vertex,score\na,0.666667\nb,0\nc,-0.666667\n"},
    .run_graph = &Runner<&springrank, options, SpringRankOptions>::run_graph,
};

}  // namespace renmai
