// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <renmai/graph/graph.hpp>
#include <renmai/pass/pagerank.hpp>
#include <renmai/records/builder.hpp>

int main() {
  const std::array<renmai::Edge, 2> edges{{{0, 1}, {1, 2}}};
  const renmai::Graph graph = renmai::build_graph(3, edges);
  const renmai::Table table = renmai::pagerank(graph);
  renmai::Report report;
  renmai::RecordsBuilder builder(report);
  const renmai::Records records = builder.finish();
  std::printf("%zu rows, %u entities\n", table.row_count(), records.entity_count());
  return table.row_count() == 3 ? 0 : 1;
}
