// SPDX-License-Identifier: Apache-2.0
// Times every registered graph pass on seeded graphs at 1 and 2 threads. The digest of each answer is a counter, so a
// run that is fast because it is wrong shows.
#include <benchmark/benchmark.h>

#include <cmath>
#include <string>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "graph/graph.hpp"
#include "pass/pass.hpp"

namespace {

using namespace renmai;

/// A Kronecker graph (A = .57, B = C = .19) of 2^scale vertices and 8 edges a vertex, vertices shuffled.
Graph kronecker(unsigned scale, bool directed) {
  Random random(scale);
  const Vertex count = Vertex{1} << scale;
  std::vector<Edge> edges;
  for (std::uint64_t i = 0; i < std::uint64_t{count} * 8; ++i) {
    Vertex from = 0;
    Vertex to = 0;
    for (unsigned bit = 0; bit < scale; ++bit) {
      const double draw = random.unit();
      from = from * 2 + (draw >= 0.76 ? 1 : 0);
      to = to * 2 + ((draw >= 0.57 && draw < 0.76) || draw >= 0.95 ? 1 : 0);
    }
    const auto spread = [&](Vertex v) { return static_cast<Vertex>((v * std::uint64_t{0x9e3779b1} + 12345) & (count - 1)); };
    edges.push_back({spread(from), spread(to), 1});
  }
  return build_graph(count, edges, {.directed = directed, .loops = Loops::drop});
}

/// Hash of all cells, reals rounded to six digits.
std::uint64_t digest(const Table& table) {
  std::uint64_t hash = 0;
  for (const Column& column : table.columns()) {
    for (std::size_t row = 0; row < column.size(); ++row) {
      const double value = column.number(row);
      const auto rounded = std::isnan(value) ? std::int64_t{-1} : static_cast<std::int64_t>(std::llround(value * 1e6));
      hash = mix64(hash ^ static_cast<std::uint64_t>(rounded));
    }
  }
  return hash;
}

/// Values for the options a pass cannot do without: the first vertices.
std::vector<std::pair<std::string, OptionValue>> needed_settings(const Pass& pass) {
  std::vector<std::pair<std::string, OptionValue>> settings;
  for (const OptionRow& row : pass.options) {
    if (row.required) settings.emplace_back(std::string(row.name), std::vector<Vertex>{static_cast<Vertex>(settings.size())});
  }
  return settings;
}

void run_pass(benchmark::State& state, const Pass& pass, const Graph& graph, int threads) {
  set_thread_count(threads);
  const auto settings = needed_settings(pass);
  std::uint64_t answer = 0;
  for (auto _ : state) answer = digest(pass.run_graph(graph, settings));
  state.counters["digest"] = static_cast<double>(answer >> 20U);  // 44 bits, exact in a double
  state.counters["edges_per_second"] =
      benchmark::Counter(static_cast<double>(graph.edge_count()), benchmark::Counter::kIsIterationInvariantRate);
}

}  // namespace

int main(int argc, char** argv) {
  const Graph undirected_graph = kronecker(12, false);
  const Graph directed_graph = kronecker(12, true);
  for (const Pass* pass : passes()) {
    if (pass->run_graph == nullptr) continue;
    const Graph& graph = pass->direction == Direction::directed ? directed_graph : undirected_graph;
    for (const int threads : {1, 2}) {
      benchmark::RegisterBenchmark((std::string(pass->name) + "/kron12/threads:" + std::to_string(threads)).c_str(),
                                   [pass, &graph, threads](benchmark::State& state) { run_pass(state, *pass, graph, threads); })
          ->Unit(benchmark::kMillisecond)
          ->MinTime(0.2);
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
