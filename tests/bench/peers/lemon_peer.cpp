// SPDX-License-Identifier: Apache-2.0
// LEMON's max-flow with flows as a driver of scripts/bench. It uses one thread.
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>

#include <memory>
#include <string>

#include "edges.hpp"
#include "protocol.hpp"

int main() {
  using lemon::SmartDigraph;
  std::unique_ptr<SmartDigraph> graph;
  std::unique_ptr<SmartDigraph::ArcMap<long>> capacity;
  return bench::serve([&](const bench::Request& request) -> bench::Reply {
    const bench::Stopwatch stopwatch;
    if (request.kernel == "load") {
      const bench::Edges read = bench::read_edges(request.text("file"));
      graph = std::make_unique<SmartDigraph>();
      capacity = std::make_unique<SmartDigraph::ArcMap<long>>(*graph);
      for (renmai::Vertex v = 0; v < read.vertex_count; ++v) graph->addNode();
      for (const renmai::Edge& edge : read.edges) {
        const auto arc =
            graph->addArc(graph->nodeFromId(static_cast<int>(edge.from)), graph->nodeFromId(static_cast<int>(edge.to)));
        (*capacity)[arc] = static_cast<long>(edge.weight);
      }
      return {stopwatch.seconds(), std::to_string(read.edges.size())};
    }
    if (request.kernel != "maxflow") throw std::invalid_argument("no kernel " + request.kernel);
    lemon::Preflow<SmartDigraph, SmartDigraph::ArcMap<long>> flow(
        *graph, *capacity, graph->nodeFromId(static_cast<int>(request.vertex("source"))),
        graph->nodeFromId(static_cast<int>(request.vertex("sink"))));
    flow.run();
    return {stopwatch.seconds(), std::to_string(flow.flowValue())};
  });
}
