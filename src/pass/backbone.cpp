// SPDX-License-Identifier: Apache-2.0
#include "pass/backbone.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "pass/pass.hpp"
#include "pass/score/weights.hpp"

namespace renmai {
namespace {

/// Strengths and degrees of the ends.
struct Ends {
  std::vector<double> out, in;
  std::vector<double> out_degree, in_degree;
  double total = 0;

  explicit Ends(const Graph& graph) : out(graph.vertex_count(), 0), in(out), out_degree(out), in_degree(out) {
    for (const Edge& edge : graph.edges()) {
      add(edge.from, edge.to, edge.weight);
      if (!graph.directed()) add(edge.to, edge.from, edge.weight);
    }
  }

 private:
  void add(Vertex from, Vertex to, double weight) {
    out[from] += weight;
    in[to] += weight;
    out_degree[from] += 1;
    in_degree[to] += 1;
    total += weight;
  }
};

double disparity(const Ends& ends, const Edge& edge) {
  const auto p = [&](double strength, double degree) {
    return degree < 2 || strength == 0 ? 1 : std::pow(std::max(0.0, 1 - edge.weight / strength), degree - 1);
  };
  return std::min(p(ends.out[edge.from], ends.out_degree[edge.from]), p(ends.in[edge.to], ends.in_degree[edge.to]));
}

/// As the authors' own program computes it.
double noise_corrected(const Ends& ends, const Edge& edge) {
  const double n = ends.total;
  const double i = ends.out[edge.from];
  const double j = ends.in[edge.to];
  const double w = edge.weight;
  const double product = i * j;
  const double kappa = n / product;
  const double score = (kappa * w - 1) / (kappa * w + 1);
  const double mean = product / n / n;
  const double variance = product * (n - i) * (n - j) / (n * n * n * n * (n - 1));
  if (!(variance > 0)) return 1;
  const double alpha = mean * mean / variance * (1 - mean) - mean;
  const double beta = mean / variance * (1 - mean * mean) - (1 - mean);
  const double expected = (alpha + w) / (alpha + beta + n);
  const double of_weight = expected * (1 - expected) * n;
  const double slope = 1 / product - n * ((i + j) / (product * product));
  const double factor = 2 * (kappa + w * slope) / ((kappa * w + 1) * (kappa * w + 1));
  const double deviation = std::sqrt(of_weight) * std::abs(factor);
  return deviation > 0 ? 0.5 * std::erfc(score / deviation / std::sqrt(2.0)) : 1;
}

}  // namespace

Table backbone(const Graph& graph, const BackboneOptions& options) {
  require_weights(graph, "backbone");
  std::vector<Edge> edges = graph.edges();
  std::erase_if(edges, [](const Edge& edge) { return edge.weight == 0; });
  const Graph once =
      build_graph(graph.vertex_count(), edges, {.directed = graph.directed(), .loops = Loops::drop, .weighted = true});
  const Ends ends(once);
  struct Kept {
    Edge edge;
    double p;
  };
  std::vector<Kept> kept;
  for (const Edge& edge : once.edges()) {
    const bool disparate = options.method == BackboneMethod::disparity;
    double p = disparate ? disparity(ends, edge) : noise_corrected(ends, edge);
    if (!graph.directed()) {
      const Edge turned{edge.to, edge.from, edge.weight};
      p = std::min(p, disparate ? disparity(ends, turned) : noise_corrected(ends, turned));
    }
    if (options.all || p < options.level) kept.push_back({edge, p});
  }
  std::stable_sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) { return a.p < b.p; });
  std::vector<Vertex> from, to;
  std::vector<double> weight, p;
  for (const Kept& row : kept) {
    from.push_back(row.edge.from);
    to.push_back(row.edge.to);
    weight.push_back(row.edge.weight);
    p.push_back(row.p);
  }
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("weight", std::move(weight), "weight");
  table.add("p", std::move(p), "probability");
  return table;
}

namespace {

constexpr std::array<std::string_view, 2> methods{"disparity", "noise-corrected"};
constexpr std::array options{
    choice<&BackboneOptions::method>(
        "method", "what chance is: each vertex shares its strength evenly, or strengths of both ends", methods),
    option<&BackboneOptions::level>("level", "keep edges with a p below this", 0, 1),
    option<&BackboneOptions::all>("all", "list every edge with its p"),
};
constexpr std::array columns{
    ColumnRow{"from", "", "one end; the smaller vertex if undirected"},
    ColumnRow{"to", "", "the other end"},
    ColumnRow{"weight", "weight", "of the edge, repeats added"},
    ColumnRow{"p", "probability", "of so great a weight by chance"},
};

}  // namespace

extern constinit const Pass backbone_pass{
    .name = "backbone",
    .family = "structure",
    .summary = "Edges that weigh more than chance explains",
    .definition =
        "disparity: p = (1 - w / s)^(k - 1) of a vertex that shares its strength s evenly among k edges, the smaller "
        "of "
        "both ends; an end with one edge says nothing. noise-corrected: the lift over s_i s_j / S with its deviation "
        "from a beta posterior. Kept where p is below --level.",
    .trap =
        "A threshold on weights keeps the hubs alone; disparity drops every vertex whose edges weigh the same, and "
        "judges no end that has one edge.",
    .cost = "O(edges log edges)",
    .paper =
        "Serrano, Boguna & Vespignani 2009, doi:10.1073/pnas.0808904106; Coscia & Neffke 2017, "
        "doi:10.1109/ICDE.2017.100",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .options = options,
    .columns = columns,
    .laws = 0,
    .example = {.edges = "a b 8\na c 1\na d 1\nb c 1\n",
                .options = "level=0.2",
                .expected = "from,to,weight,p\na,b,8,0.04\n"},
    .run_graph = &Runner<&backbone, options, BackboneOptions>::run_graph,
};

}  // namespace renmai
