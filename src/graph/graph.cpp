// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <type_traits>
#include <utility>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "graph/graph_parts.hpp"
#include "graph/row_sort.hpp"

namespace renmai {

namespace {

constexpr EdgeIndex max_vertices = UINT32_MAX;  // UINT32_MAX itself stands for "no vertex"
constexpr std::size_t slice_edges = std::size_t{1} << 18;

void check_edge(const Edge& edge, Vertex vertex_count, bool weighted) {
  const bool inside = edge.from < vertex_count && edge.to < vertex_count;
  if (inside && (!weighted || std::isfinite(edge.weight))) return;
  const std::string name = "edge " + std::to_string(edge.from) + " -> " + std::to_string(edge.to);
  if (inside) throw Error(ErrorKind::input, name + " wants a finite weight, got " + format_number(edge.weight));
  throw Error(ErrorKind::limit, name + " has an end outside the " + std::to_string(vertex_count) + " vertices");
}

/// Edges as entries of rows by one end. `mirror` also enters each edge at its other end.
template <class Entry>
struct EdgeSource {
  std::span<const Edge> edges;
  bool by_target = false;
  bool mirror = false;
  bool drop_loops = false;

  [[nodiscard]] std::size_t slices() const { return (edges.size() + slice_edges - 1) / slice_edges; }
  template <class Emit>
  void each(std::size_t slice, const Emit& emit) const {
    const std::size_t begin = slice * slice_edges;
    for (const Edge& edge : edges.subspan(begin, std::min(slice_edges, edges.size() - begin))) {
      if (drop_loops && edge.from == edge.to) continue;
      const auto entry = [&](Vertex row, Vertex key) {
        if constexpr (std::is_same_v<Entry, detail::WeightedEntry>)
          return Entry{row, key, edge.weight};
        else
          return Entry{row, key};
      };
      emit(by_target ? entry(edge.to, edge.from) : entry(edge.from, edge.to));
      if (mirror && edge.from != edge.to) emit(entry(edge.to, edge.from));
    }
  }
  [[nodiscard]] RawArray<Vertex> take_room() const { return {}; }
};

/// Makes one slot of each run of equal targets, adding the weights; returns how many are left.
std::size_t collapse(std::span<Vertex> targets, std::span<double> weights) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (kept > 0 && targets[i] == targets[kept - 1]) {
      if (!weights.empty()) weights[kept - 1] += weights[i];
      continue;
    }
    targets[kept] = targets[i];
    if (!weights.empty()) weights[kept] = weights[i];
    ++kept;
  }
  return kept;
}

struct NoState {};

template <class Entry>
detail::SortedRows make_rows(Vertex count, const EdgeSource<Entry>& source, Parallels parallels) {
  detail::RowSort<Entry, NoState> sort(count, static_cast<unsigned>(std::bit_width(count)));
  const std::size_t entries = source.edges.size() * (source.mirror ? 2 : 1);
  return sort.run(source, entries, [&](Vertex, std::span<Vertex> targets, std::span<double> weights, NoState&) {
    return parallels == Parallels::collapse ? collapse(targets, weights) : targets.size();
  });
}

template <class Entry>
GraphParts make_parts(Vertex count, std::span<const Edge> edges, const BuildOptions& options) {
  EdgeSource<Entry> source{.edges = edges, .mirror = !options.directed, .drop_loops = options.loops == Loops::drop};
  GraphParts parts;
  parts.directed = options.directed;
  parts.out = make_rows(count, source, options.parallels);
  if (!options.directed) return parts;
  source.by_target = true;
  parts.in = make_rows(count, source, options.parallels);
  return parts;
}

/// What one block of rows tells of the whole graph.
struct RowFacts {
  EdgeIndex max_degree = 0;
  EdgeIndex loops = 0;
  bool parallels = false;
  WeightRange weights;

  void see(Vertex v, std::span<const Vertex> row) {
    max_degree = std::max<EdgeIndex>(max_degree, row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      loops += row[i] == v ? 1U : 0U;
      parallels = parallels || (i > 0 && row[i] == row[i - 1]);
    }
  }
  void see(std::span<const double> row) {
    for (const double weight : row) {
      weights.least = std::min(weights.least, weight);
      weights.greatest = std::max(weights.greatest, weight);
      weights.least_above_zero = std::min(weights.least_above_zero, weight > 0 ? weight : weights.least_above_zero);
    }
  }
};

}  // namespace

Graph GraphParts::assemble(GraphParts&& parts) {
  auto owner = std::make_shared<const GraphParts>(std::move(parts));
  const auto view = [](const detail::SortedRows& rows) {
    return Graph::Rows{rows.offsets.span(), rows.targets.span(), rows.weights.span()};
  };
  Graph graph;
  graph.out_ = view(owner->out);
  graph.in_ = owner->directed ? view(owner->in) : graph.out_;
  graph.directed_ = owner->directed;
  graph.vertex_count_ = static_cast<Vertex>(owner->out.offsets.size() - 1);
  const std::size_t blocks = (graph.vertex_count_ + block_size - 1) / block_size;
  std::vector<RowFacts> facts(blocks);
  detail::run_blocks(blocks, blocks >= detail::worthwhile_blocks, [&](std::size_t b) {
    const auto end = static_cast<Vertex>(std::min<std::size_t>(graph.vertex_count_, (b + 1) * block_size));
    for (auto v = static_cast<Vertex>(b * block_size); v < end; ++v) {
      facts[b].see(v, graph.out(v));
      facts[b].see(graph.out_weights(v));
    }
  });
  for (const RowFacts& block : facts) {
    graph.max_out_degree_ = std::max(graph.max_out_degree_, block.max_degree);
    graph.loop_count_ += block.loops;
    graph.has_parallel_edges_ = graph.has_parallel_edges_ || block.parallels;
    WeightRange& range = graph.weight_range_;
    range.least = std::min(range.least, block.weights.least);
    range.least_above_zero = std::min(range.least_above_zero, block.weights.least_above_zero);
    range.greatest = std::max(range.greatest, block.weights.greatest);
  }
  const EdgeIndex slots = graph.slot_count();
  graph.edge_count_ = graph.directed_ ? slots : (slots + graph.loop_count_) / 2;
  graph.owner_ = std::move(owner);
  return graph;
}

Graph build_graph(Vertex vertex_count, std::span<const Edge> edges, const BuildOptions& options) {
  if (vertex_count >= max_vertices) {
    throw Error(ErrorKind::limit, "a graph holds fewer than 4294967295 vertices");
  }
  parallel_for(edges.size(), [&](std::size_t i) { check_edge(edges[i], vertex_count, options.weighted); });
  return GraphParts::assemble(options.weighted ? make_parts<detail::WeightedEntry>(vertex_count, edges, options)
                                               : make_parts<detail::PlainEntry>(vertex_count, edges, options));
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
