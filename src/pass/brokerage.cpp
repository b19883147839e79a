// SPDX-License-Identifier: Apache-2.0
#include "pass/brokerage.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "graph/graph.hpp"
#include "pass/flow/members.hpp"
#include "pass/structure/ties.hpp"

namespace renmai {
namespace {

enum Role : std::size_t { coordinator, itinerant, gatekeeper, representative, liaison, role_count };
using Triples = std::array<std::int64_t, role_count>;

Role role_of(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  if (a == b) return b == c ? coordinator : representative;
  if (b == c) return gatekeeper;
  return a == c ? itinerant : liaison;
}

/// The far ends of each vertex's edges as bits, vertices put in the order of their groups: what one has and another has
/// not, by group, is counted 64 at a time.
class FarEnds {
 public:
  FarEnds(const Graph& graph, const std::vector<MemberMoves::Member>& members, std::size_t groups)
      : members_(members), words_((members.size() + bits - 1) / bits), begins_(groups + 1, 0), place_(members.size()) {
    for (const MemberMoves::Member& member : members) ++begins_[member.group + std::size_t{1}];
    for (std::size_t g = 0; g < groups; ++g) begins_[g + 1] += begins_[g];
    std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
    for (std::size_t v = 0; v < members.size(); ++v) place_[v] = next[members[v].group]++;
    rows_.resize(words_ * members.size(), 0);
    for (const Vertex v : graph.vertices()) {
      for (const Vertex to : graph.out(v))
        rows_[v * words_ + place_[to] / bits] |= std::uint64_t{1} << place_[to] % bits;
    }
  }

  /// How many of known groups b leads to and a does not, a itself left out; and how many of these are of the group of b
  /// and of a.
  struct Counts {
    std::int64_t all, of_b, of_a;
  };
  [[nodiscard]] Counts beyond(Vertex a, Vertex b) const {
    const std::uint32_t group_a = members_[a].group;
    const std::uint32_t group_b = members_[b].group;
    const auto has_a = static_cast<std::int64_t>(rows_[b * words_ + place_[a] / bits] >> place_[a] % bits & 1U);
    return {count(a, b, begins_[1], members_.size()) - has_a,
            count(a, b, begins_[group_b], begins_[group_b + std::size_t{1}]) - (group_a == group_b ? has_a : 0),
            count(a, b, begins_[group_a], begins_[group_a + std::size_t{1}]) - has_a};
  }

 private:
  static constexpr std::size_t bits = 64;

  [[nodiscard]] std::int64_t count(Vertex a, Vertex b, std::size_t begin, std::size_t end) const {
    std::int64_t sum = 0;
    for (std::size_t word = begin / bits; word * bits < end; ++word) {
      std::uint64_t left = rows_[b * words_ + word] & ~rows_[a * words_ + word];
      if (word * bits < begin) left &= ~std::uint64_t{0} << (begin - word * bits);
      if ((word + 1) * bits > end) left &= ~std::uint64_t{0} >> ((word + 1) * bits - end);
      sum += std::popcount(left);
    }
    return sum;
  }

  const std::vector<MemberMoves::Member>& members_;
  std::size_t words_;                // of a row
  std::vector<std::size_t> begins_;  // where each group begins among the places, and the last ends
  std::vector<std::size_t> place_;   // by vertex
  std::vector<std::uint64_t> rows_;  // by vertex
};

/// With bits, which take memory that grows with the square of the members.
Triples triples_of(const Graph& graph, const std::vector<MemberMoves::Member>& members, const FarEnds& ends, Vertex b) {
  Triples triples{};
  for (const Vertex a : graph.in(b)) {
    if (a == b || members[a].group == 0) continue;
    const FarEnds::Counts beyond = ends.beyond(a, b);
    if (members[a].group == members[b].group) {
      triples[coordinator] += beyond.of_b;
      triples[representative] += beyond.all - beyond.of_b;
    } else {
      triples[gatekeeper] += beyond.of_b;
      triples[itinerant] += beyond.of_a;
      triples[liaison] += beyond.all - beyond.of_b - beyond.of_a;
    }
  }
  return triples;
}

/// One by one, for more members than bits have room for.
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
  constexpr std::size_t most_with_bits = 40'000;
  std::optional<FarEnds> ends;
  if (network.members.size() <= most_with_bits) ends.emplace(graph, network.members, network.groups.size());
  std::vector<Triples> all(network.members.size());
  for_vertices_in_slices(graph, "brokerage", [&](Vertex v) {
    if (network.members[v].group == 0) return;
    all[v] = ends ? triples_of(graph, network.members, *ends, v) : triples_of(graph, network.members, v);
  });
  for (const Vertex v : graph.vertices()) {
    const std::int64_t total = std::accumulate(all[v].begin(), all[v].end(), std::int64_t{0});
    if (total > 0) rows.push_back({v, all[v], total});
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
