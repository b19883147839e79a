// SPDX-License-Identifier: Apache-2.0
// The two sets become one node each. Every arc of the network has its reverse in it, with the capacity of the way back
// or 0, so flow in both directions of a pair cancels. To keep paths apart at vertices, each vertex but the ends becomes
// two nodes with an arc of capacity 1 between them.
#include "pass/path/set_flow.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "pass/input/checks.hpp"
#include "pass/path/preflow.hpp"
#include "pass/score/weights.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr Vertex source_node = 0;
constexpr Vertex sink_node = 1;
// Dearer than the vertex at either end, so that no minimum cut holds an edge where a vertex would do.
constexpr double beyond_vertex = 2;

void check_options(const Graph& graph, const SetFlowOptions& options) {
  require_vertices(graph, "source", options.source);
  require_vertices(graph, "sink", options.sink);
  if (options.disjoint == Disjoint::none) require_weights(graph, "maximum flow");
  if (options.disjoint == Disjoint::vertex && graph.vertex_count() >= no_vertex / 2) {
    throw Error(ErrorKind::limit, "paths without a shared vertex are counted on fewer than 2147483647 vertices");
  }
}

/// Where each vertex is in the network: flow enters it at one node and leaves it at another, mostly the same one.
struct Places {
  std::vector<Vertex> enter;
  std::vector<Vertex> leave;
  Vertex nodes = 2;

  Places(const Graph& graph, const SetFlowOptions& options)
      : enter(graph.vertex_count(), no_vertex), leave(graph.vertex_count(), no_vertex) {
    for (const Vertex v : options.source) enter[v] = leave[v] = source_node;
    for (const Vertex v : options.sink) {
      if (enter[v] == source_node) {
        throw Error(ErrorKind::usage,
                    "source and sink may not share a vertex, but both hold vertex " + std::to_string(v));
      }
      enter[v] = leave[v] = sink_node;
    }
    for (const Vertex v : graph.vertices()) {
      if (enter[v] != no_vertex) continue;
      enter[v] = leave[v] = nodes++;
      if (options.disjoint == Disjoint::vertex) leave[v] = nodes++;
    }
  }
  [[nodiscard]] bool end(Vertex v) const { return enter[v] <= sink_node; }
};

/// What can flow between two vertices of a graph without parallel edges, each ordered pair once, by from then to.
/// Nothing needs to flow within the source or within the sink.
std::vector<Edge> lines_of(const Graph& graph, const Places& places, bool unit) {
  std::vector<Edge> lines;
  lines.reserve(graph.slot_count());
  for (const Vertex v : graph.vertices()) {
    EdgeIndex slot = graph.out_begin(v);
    for (const Vertex u : graph.out(v)) {
      const double capacity = unit ? 1 : graph.weight(slot);
      ++slot;
      if (u == v || capacity == 0 || (places.end(v) && places.enter[v] == places.enter[u])) continue;
      lines.push_back({v, u, capacity});
    }
  }
  return lines;
}

std::vector<Edge> make_lines(const Graph& graph, const Places& places, Disjoint disjoint) {
  if (!graph.has_parallel_edges()) return lines_of(graph, places, disjoint != Disjoint::none);
  std::vector<Edge> edges = graph.edges();
  if (disjoint != Disjoint::none) {
    for (Edge& edge : edges) edge.weight = 1;
  }
  const Graph collapsed = build_graph(graph.vertex_count(), edges, {.directed = graph.directed(), .weighted = true});
  return lines_of(collapsed, places, disjoint == Disjoint::vertex);
}

/// The capacities as weights of a directed graph that holds the reverse of every arc.
Graph make_network(const std::vector<Edge>& lines, const Places& places, bool split) {
  std::vector<Edge> arcs;
  const auto add = [&](Vertex tail, Vertex head, double capacity) {
    arcs.push_back({tail, head, capacity});
    arcs.push_back({head, tail, 0});
  };
  for (const Edge& line : lines) {
    const bool direct = places.end(line.from) && places.end(line.to);
    add(places.leave[line.from], places.enter[line.to], split && !direct ? beyond_vertex : line.weight);
  }
  for (std::size_t v = 0; v < places.enter.size(); ++v) {
    if (places.enter[v] != places.leave[v]) add(places.enter[v], places.leave[v], 1);
  }
  return build_graph(places.nodes, arcs, {.weighted = true});
}

/// The slot of an arc that is there; most often the one after that of the line before.
EdgeIndex slot_of(const Graph& network, Vertex tail, Vertex head, EdgeIndex guess) {
  if (guess >= network.out_begin(tail) && guess < network.out_begin(tail + 1) && network.target(guess) == head)
    return guess;
  const auto row = network.out(tail);
  return network.out_begin(tail) + static_cast<EdgeIndex>(std::lower_bound(row.begin(), row.end(), head) - row.begin());
}

/// Lets flow in both directions of a pair cancel, and drops lines of which nothing is left.
void cancel(std::vector<SetFlow::Line>& flows) {
  const auto before = [](const SetFlow::Line& a, const std::pair<Vertex, Vertex>& ends) {
    return std::pair(a.from, a.to) < ends;
  };
  for (SetFlow::Line& line : flows) {
    const std::pair back(line.to, line.from);
    const auto other = std::lower_bound(flows.begin(), flows.end(), back, before);
    if (other == flows.end() || std::pair(other->from, other->to) != back) continue;
    const double both = std::min(line.flow, other->flow);
    line.flow -= both;
    other->flow -= both;
  }
  std::erase_if(flows, [](const SetFlow::Line& line) { return !(line.flow > 0); });
}

/// Shares the flow along each arc out among the lines it stands for (several where it begins or ends in a set), first
/// come, first served. The two directions of a pair are the reverse of each other in the network, and cancel there,
/// unless vertices are two nodes each.
std::vector<SetFlow::Line> line_flows(const Graph& network, const std::vector<double>& residual,
                                      const std::vector<Edge>& lines, const Places& places, bool split) {
  std::vector<double> left(residual.size());
  for (EdgeIndex slot = 0; slot < left.size(); ++slot) left[slot] = network.weight(slot) - residual[slot];
  std::vector<SetFlow::Line> flows;
  EdgeIndex slot = 0;
  for (const Edge& line : lines) {
    slot = slot_of(network, places.leave[line.from], places.enter[line.to], slot + 1);
    const double flow = std::clamp(left[slot], 0.0, line.weight);
    left[slot] -= flow;
    if (flow > 0) flows.push_back({line.from, line.to, flow, line.weight});
  }
  if (split) cancel(flows);
  return flows;
}

std::vector<SetFlow::Line> cut_lines(const std::vector<bool>& reached, const std::vector<Edge>& lines,
                                     const Places& places) {
  std::vector<SetFlow::Line> cut;
  for (const Edge& line : lines) {
    if (!reached[places.leave[line.from]] || reached[places.enter[line.to]]) continue;
    cut.push_back({line.from, line.to, line.weight, line.weight});
  }
  for (std::size_t i = 0; i < places.enter.size(); ++i) {
    const auto v = static_cast<Vertex>(i);
    if (reached[places.enter[v]] && !reached[places.leave[v]]) cut.push_back({v, v, 1, 1});
  }
  std::sort(cut.begin(), cut.end(), [](const SetFlow::Line& a, const SetFlow::Line& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  });
  return cut;
}

}  // namespace

SetFlow set_flow(const Graph& graph, const SetFlowOptions& options) {
  check_options(graph, options);
  const Places places(graph, options);
  const auto lines = make_lines(graph, places, options.disjoint);
  const bool split = options.disjoint == Disjoint::vertex;
  const Graph network = make_network(lines, places, split);
  check_stop();
  const MaxFlow flow = max_flow(network, source_node, sink_node);
  SetFlow result;
  result.flows = line_flows(network, flow.residuals, lines, places, split);
  result.cut = cut_lines(flow.source_side, lines, places);
  for (const SetFlow::Line& line : result.cut) result.total += line.capacity;
  return result;
}

}  // namespace renmai
