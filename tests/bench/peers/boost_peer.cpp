// SPDX-License-Identifier: Apache-2.0
// Boost.Graph as a driver of scripts/bench, on our rows by way of graph/bgl.hpp; only kernels that follow out-edges,
// which that costs nothing. It uses one thread. Max-flow needs edges that know their reverse, so it has an
// adjacency_list of its own.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edges.hpp"
#include "graph/bgl.hpp"
#include "graph/graph.hpp"
#include "protocol.hpp"

namespace {

using namespace renmai;
using bench::Reply;
using bench::Request;
using bench::Stopwatch;

constexpr double far = std::numeric_limits<double>::max();

/// A property map over a vector of one value a vertex.
template <class T>
auto by_vertex(std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(), boost::typed_identity_property_map<Vertex>());
}

template <class T>
Reply timed(const Stopwatch& stopwatch, const std::vector<T>& values) {
  const double seconds = stopwatch.seconds();
  return {seconds, bench::number_text(bench::project(values.size(), [&](std::size_t v) {
            const auto value = static_cast<double>(values[v]);
            return value == far ? -1.0 : value;
          }))};
}

Reply partition(const Stopwatch& stopwatch, const std::vector<int>& labels) {
  const double seconds = stopwatch.seconds();
  const auto least = bench::least_members(labels.size(), [&](std::size_t v) { return labels[v]; });
  return {seconds, bench::number_text(bench::project(labels.size(), [&](std::size_t v) { return least[v]; }))};
}

Reply bfs(const Graph& graph, const Request& request) {
  const Stopwatch stopwatch;
  std::vector<double> distance(graph.vertex_count(), far);
  distance[request.vertex("source")] = 0;
  boost::breadth_first_search(
      graph, request.vertex("source"),
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(by_vertex(distance), boost::on_tree_edge())))
          .vertex_index_map(boost::typed_identity_property_map<Vertex>()));
  return timed(stopwatch, distance);
}

Reply sssp(const Graph& graph, const Request& request) {
  const Stopwatch stopwatch;
  std::vector<double> distance(graph.vertex_count(), far);
  const auto weight = boost::make_function_property_map<EdgeDescriptor, double>(
      [&](const EdgeDescriptor& edge) { return graph.weight(edge.slot); });
  boost::dijkstra_shortest_paths(graph, request.vertex("source"),
                                 boost::distance_map(by_vertex(distance))
                                     .weight_map(weight)
                                     .distance_inf(far)
                                     .vertex_index_map(boost::typed_identity_property_map<Vertex>()));
  return timed(stopwatch, distance);
}

Reply strong_components(const Graph& graph, const Request&) {
  const Stopwatch stopwatch;
  std::vector<int> labels(graph.vertex_count());
  boost::strong_components(graph, by_vertex(labels),
                           boost::vertex_index_map(boost::typed_identity_property_map<Vertex>()));
  return partition(stopwatch, labels);
}

Reply betweenness(const Graph& graph, const Request&) {
  const Stopwatch stopwatch;
  std::vector<double> score(graph.vertex_count());
  boost::brandes_betweenness_centrality(
      graph, boost::centrality_map(by_vertex(score)).vertex_index_map(boost::typed_identity_property_map<Vertex>()));
  if (!graph.directed()) {  // each pair was counted from both ends
    for (double& value : score) value /= 2;
  }
  return timed(stopwatch, score);
}

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
struct Arc {
  long capacity = 0;
  long residual = 0;
  Traits::edge_descriptor reverse;
};
using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Arc>;

Reply maxflow(const Graph& graph, const Request& request) {
  Network network(graph.vertex_count());
  for (const Edge& edge : graph.edges()) {
    const auto forward = add_edge(edge.from, edge.to, network).first;
    const auto backward = add_edge(edge.to, edge.from, network).first;
    network[forward].capacity = static_cast<long>(edge.weight);
    network[forward].reverse = backward;
    network[backward].reverse = forward;
  }
  const Stopwatch stopwatch;
  const long total = boost::push_relabel_max_flow(network, request.vertex("source"), request.vertex("sink"),
                                                  get(&Arc::capacity, network), get(&Arc::residual, network),
                                                  get(&Arc::reverse, network), get(boost::vertex_index, network));
  return {stopwatch.seconds(), std::to_string(total)};
}

using Kernel = Reply (*)(const Graph&, const Request&);
const std::map<std::string_view, Kernel> kernels{
    {"bfs", &bfs}, {"sssp", &sssp}, {"scc", &strong_components}, {"betweenness", &betweenness}, {"maxflow", &maxflow}};

}  // namespace

int main() {
  Graph graph;
  return bench::serve([&](const Request& request) -> Reply {
    if (request.kernel == "load") {
      const std::string path = request.text("file");
      const Stopwatch stopwatch;
      const bench::Edges read = bench::read_edges(path);
      graph = build_graph(read.vertex_count, read.edges,
                          {.directed = request.number("directed", 0) != 0, .weighted = !path.ends_with(".el")});
      return {stopwatch.seconds(), std::to_string(graph.edge_count())};
    }
    const auto found = kernels.find(request.kernel);
    if (found == kernels.end()) throw std::invalid_argument("no kernel " + request.kernel);
    return found->second(graph, request);
  });
}
