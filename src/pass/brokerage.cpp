// SPDX-License-Identifier: Apache-2.0
#include "pass/brokerage.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "base/interrupt.hpp"
#include "graph/graph.hpp"
#include "pass/flow/members.hpp"

namespace renmai {
namespace {

enum Role : std::size_t { coordinator, itinerant, gatekeeper, representative, liaison, role_count };
using Triples = std::array<std::int64_t, role_count>;

Role role_of(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  if (a == b) return b == c ? coordinator : representative;
  if (b == c) return gatekeeper;
  return a == c ? itinerant : liaison;
}

Triples triples_of(const Graph& graph, const std::vector<MemberMoves::Member>& members, Vertex b) {
  Triples triples{};
  for (const Vertex a : graph.in(b)) {
    if (a == b || members[a].group == 0) continue;
    const auto onward = graph.out(a);
    for (const Vertex c : graph.out(b)) {
      if (c == a || c == b || members[c].group == 0 || std::binary_search(onward.begin(), onward.end(), c)) continue;
      ++triples.at(role_of(members[a].group, members[b].group, members[c].group));
    }
  }
  return triples;
}

}  // namespace

Table brokerage(const Selected& selected, const FlowOptions& options) {
  const MemberMoves network = member_moves(selected, options);
  std::vector<Edge> edges;
  for (const auto& [from, to] : network.distinct()) edges.push_back({from, to, 1});
  const Graph graph = build_graph(static_cast<Vertex>(network.members.size()), edges, {.directed = true});
  struct Row {
    Vertex member;
    Triples triples;
    std::int64_t total;
  };
  std::vector<Row> rows;
  for (const Vertex v : graph.vertices()) {
    report_progress("brokerage", v, graph.vertex_count());
    if (network.members[v].group == 0) continue;
    const Triples triples = triples_of(graph, network.members, v);
    const std::int64_t total = std::accumulate(triples.begin(), triples.end(), std::int64_t{0});
    if (total > 0) rows.push_back({v, triples, total});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.total > b.total; });
  constexpr std::array<const char*, role_count> role_names{"coordinator", "itinerant", "gatekeeper", "representative",
                                                           "liaison"};
  std::vector<std::string> member, group, id, group_id;
  std::array<std::vector<std::int64_t>, role_count> counts;
  std::vector<std::int64_t> total;
  for (const Row& row : rows) {
    const MemberMoves::Member& of = network.members[row.member];
    member.push_back(of.name);
    group.push_back(network.groups[of.group].name);
    id.push_back(of.id);
    group_id.push_back(network.groups[of.group].id);
    for (std::size_t role = 0; role < role_count; ++role) counts[role].push_back(row.triples[role]);
    total.push_back(row.total);
  }
  Table table;
  table.add("member", std::move(member));
  table.add("group", std::move(group));
  for (std::size_t role = 0; role < role_count; ++role) table.add(role_names[role], std::move(counts[role]), "triples");
  table.add("total", std::move(total), "triples");
  table.add("id", std::move(id));
  table.add("group_id", std::move(group_id));
  table.stamp = network.stamp;
  return table;
}

namespace {

constexpr auto options = flow_rows::with_rules(std::array{flow_rows::among});
constexpr std::array columns{
    ColumnRow{"member", "", "the organisation, or what --among says"},
    ColumnRow{"group", "", "it lies in"},
    ColumnRow{"coordinator", "triples", "all three of one group"},
    ColumnRow{"itinerant", "triples", "both others of one group, it of another"},
    ColumnRow{"gatekeeper", "triples", "lets people of another group into its own"},
    ColumnRow{"representative", "triples", "passes people of its group on to another"},
    ColumnRow{"liaison", "triples", "all three of different groups"},
    ColumnRow{"total", "triples", "of all roles"},
    ColumnRow{"id", "", "of the member"},
    ColumnRow{"group_id", "", "of its group"},
};

}  // namespace

extern constinit const Pass brokerage_pass{
    .name = "brokerage",
    .family = "flow",
    .summary = "Through whom people pass between groups: the five roles of brokers in the network of moves",
    .definition =
        "a -> b if anybody moved from a to b. b brokers each triple a -> b -> c without a -> c, as coordinator (all of "
        "one group), itinerant (a and c of one), gatekeeper (b and c), representative (a and b) or liaison (none).",
    .trap = "The three need not be one person's career: a broker is between organisations, and may pass on nobody.",
    .cost = "as moves, and the sum over members of origins times destinations",
    .paper = "Gould & Fernandez 1989, doi:10.2307/270949",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = "person,org,country,start,end\n"
                           "ana,Tsinghua,CN,2000,2006\nana,Peking,CN,2006,2012\nana,Stanford,US,2012,..\n"
                           "bo,Oxford,GB,2003,2009\nbo,Peking,CN,2009,..\n",
                .options = "",
                .expected = "member,group,coordinator,itinerant,gatekeeper,representative,liaison,total\n"
                            "Peking,CN,0,0,0,1,1,2\n"},
    .run_records = &Runner<&brokerage, options, FlowOptions>::run_records,
};

}  // namespace renmai
