// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"

namespace renmai {

/// The vectors that the spans of a Graph point into; built here, then never changed.
struct GraphParts {
  struct Rows {
    std::vector<EdgeIndex> offsets;
    std::vector<Vertex> targets;
    std::vector<double> weights;
    [[nodiscard]] Graph::Rows view() const { return {offsets, targets, weights}; }
  };
  Rows out;
  Rows in;

  static Graph assemble(GraphParts&& parts, const BuildOptions& options);
};

namespace {

constexpr EdgeIndex max_vertices = UINT32_MAX;  // UINT32_MAX itself stands for "no vertex"

void sort_row(std::span<Vertex> targets, std::span<double> weights) {
  if (weights.empty()) {
    std::sort(targets.begin(), targets.end());
    return;
  }
  std::vector<std::pair<Vertex, double>> row(targets.size());
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = {targets[i], weights[i]};
  std::sort(row.begin(), row.end());
  for (std::size_t i = 0; i < row.size(); ++i) std::tie(targets[i], weights[i]) = row[i];
}

/// Rows by one end of the edges: counting sort, then each row sorted. `mirror` also enters each edge at its other end.
GraphParts::Rows scatter(Vertex count, std::span<const Edge> edges, bool by_target, bool mirror, bool weighted,
                         bool drop_loops) {
  GraphParts::Rows rows;
  rows.offsets.assign(static_cast<std::size_t>(count) + 1, 0);
  const auto each_slot = [&](const auto& place) {
    for (const Edge& edge : edges) {
      if (drop_loops && edge.from == edge.to) continue;
      const Vertex v = by_target ? edge.to : edge.from;
      const Vertex u = by_target ? edge.from : edge.to;
      place(v, u, edge.weight);
      if (mirror && u != v) place(u, v, edge.weight);
    }
  };
  each_slot([&](Vertex v, Vertex, double) { ++rows.offsets[v + 1]; });
  std::partial_sum(rows.offsets.begin(), rows.offsets.end(), rows.offsets.begin());
  rows.targets.resize(rows.offsets.back());
  if (weighted) rows.weights.resize(rows.offsets.back());
  std::vector<EdgeIndex> next(rows.offsets.begin(), rows.offsets.end() - 1);
  each_slot([&](Vertex v, Vertex u, double weight) {
    const EdgeIndex slot = next[v]++;
    rows.targets[slot] = u;
    if (weighted) rows.weights[slot] = weight;
  });
  parallel_for(count, [&](std::size_t v) {
    const EdgeIndex begin = rows.offsets[v];
    const EdgeIndex length = rows.offsets[v + 1] - begin;
    sort_row(std::span(rows.targets).subspan(begin, length),
             weighted ? std::span(rows.weights).subspan(begin, length) : std::span<double>());
  });
  return rows;
}

void check_edge(const Edge& edge, Vertex vertex_count, bool weighted) {
  const bool inside = edge.from < vertex_count && edge.to < vertex_count;
  if (inside && (!weighted || std::isfinite(edge.weight))) return;
  const std::string name = "edge " + std::to_string(edge.from) + " -> " + std::to_string(edge.to);
  if (inside) throw Error(ErrorKind::input, name + " wants a finite weight, got " + format_number(edge.weight));
  throw Error(ErrorKind::limit, name + " has an end outside the " + std::to_string(vertex_count) + " vertices");
}

/// Makes one slot of each run of equal targets, adding the weights.
void collapse(GraphParts::Rows& rows) {
  const bool weighted = !rows.weights.empty();
  EdgeIndex kept = 0;
  EdgeIndex begin = 0;
  for (std::size_t v = 0; v + 1 < rows.offsets.size(); ++v) {
    const EdgeIndex end = rows.offsets[v + 1];
    for (EdgeIndex slot = begin; slot < end; ++slot) {
      if (slot > begin && rows.targets[slot] == rows.targets[kept - 1]) {
        if (weighted) rows.weights[kept - 1] += rows.weights[slot];
        continue;
      }
      rows.targets[kept] = rows.targets[slot];
      if (weighted) rows.weights[kept] = rows.weights[slot];
      ++kept;
    }
    rows.offsets[v + 1] = kept;
    begin = end;
  }
  rows.targets.resize(kept);
  if (weighted) rows.weights.resize(kept);
}

}  // namespace

Graph GraphParts::assemble(GraphParts&& parts, const BuildOptions& options) {
  auto owner = std::make_shared<const GraphParts>(std::move(parts));
  Graph graph;
  graph.out_ = owner->out.view();
  graph.in_ = options.directed ? owner->in.view() : graph.out_;
  graph.directed_ = options.directed;
  graph.vertex_count_ = static_cast<Vertex>(owner->out.offsets.size() - 1);
  for (const Vertex v : graph.vertices()) {
    const auto row = graph.out(v);
    graph.max_out_degree_ = std::max<EdgeIndex>(graph.max_out_degree_, row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] == v) ++graph.loop_count_;
      if (i > 0 && row[i] == row[i - 1]) graph.has_parallel_edges_ = true;
    }
  }
  const EdgeIndex slots = graph.slot_count();
  graph.edge_count_ = options.directed ? slots : (slots + graph.loop_count_) / 2;
  graph.owner_ = std::move(owner);
  return graph;
}

Graph build_graph(Vertex vertex_count, std::span<const Edge> edges, const BuildOptions& options) {
  if (vertex_count >= max_vertices) {
    throw Error(ErrorKind::limit, "a graph holds fewer than 4294967295 vertices");
  }
  for (const Edge& edge : edges) check_edge(edge, vertex_count, options.weighted);
  const bool drop_loops = options.loops == Loops::drop;
  GraphParts parts;
  parts.out = scatter(vertex_count, edges, false, !options.directed, options.weighted, drop_loops);
  if (options.directed) parts.in = scatter(vertex_count, edges, true, false, options.weighted, drop_loops);
  if (options.parallels == Parallels::collapse) {
    collapse(parts.out);
    if (options.directed) collapse(parts.in);
  }
  return GraphParts::assemble(std::move(parts), options);
}

Graph Graph::reversed() const {
  Graph turned = *this;
  std::swap(turned.out_, turned.in_);
  turned.max_out_degree_ = 0;
  for (const Vertex v : vertices()) turned.max_out_degree_ = std::max(turned.max_out_degree_, turned.out_degree(v));
  return turned;
}

std::vector<Edge> Graph::edges() const {
  std::vector<Edge> list;
  list.reserve(edge_count_);
  for (const Vertex v : vertices()) {
    const auto row = out(v);
    const auto weights = out_weights(v);
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!directed_ && row[i] < v) continue;
      list.push_back({v, row[i], weights.empty() ? 1.0 : weights[i]});
    }
  }
  return list;
}

Graph undirected(const Graph& graph) {
  if (!graph.directed() && !graph.has_parallel_edges()) return graph;
  const auto edges = graph.edges();
  return build_graph(graph.vertex_count(), edges, {.directed = false, .weighted = graph.weighted()});
}

Graph simple_undirected(const Graph& graph) {
  if (!graph.directed() && graph.simple() && !graph.weighted()) return graph;
  const auto edges = graph.edges();
  return build_graph(graph.vertex_count(), edges, {.directed = false, .loops = Loops::drop});
}

Graph induced(const Graph& graph, std::span<const Vertex> kept) {
  std::vector<Vertex> place(graph.vertex_count(), UINT32_MAX);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] >= graph.vertex_count() || (i > 0 && kept[i] <= kept[i - 1])) {
      throw Error(ErrorKind::internal, "induced wants vertices of the graph, each once, in ascending order");
    }
    place[kept[i]] = static_cast<Vertex>(i);
  }
  std::vector<Edge> edges;
  for (const Edge& edge : graph.edges()) {
    if (place[edge.from] == UINT32_MAX || place[edge.to] == UINT32_MAX) continue;
    edges.push_back({place[edge.from], place[edge.to], edge.weight});
  }
  return build_graph(static_cast<Vertex>(kept.size()), edges,
                     {.directed = graph.directed(), .parallels = Parallels::keep, .weighted = graph.weighted()});
}

}  // namespace renmai
