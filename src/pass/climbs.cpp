// SPDX-License-Identifier: Apache-2.0
#include "pass/climbs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "pass/flow/matrix.hpp"
#include "pass/flow/members.hpp"
#include "pass/null/models.hpp"
#include "pass/null/rewire.hpp"
#include "pass/springrank.hpp"

namespace renmai {
namespace {

constexpr double same_rank = 1e-7;  // ranks are solved for, not exact

using MoveList = std::vector<std::pair<Vertex, Vertex>>;
using Corridor = std::pair<std::uint32_t, std::uint32_t>;

struct Steps {
  double moves = 0;
  double up = 0;
  double down = 0;

  [[nodiscard]] double share() const { return ratio(up, up + down); }
};

std::vector<double> ranks_of(Vertex count, const MoveList& moves) {
  std::vector<Edge> edges;
  edges.reserve(moves.size());
  for (const auto& [from, to] : moves) edges.push_back({from, to, 1});
  const Graph graph = build_graph(count, edges, {.directed = true, .weighted = true});
  return springrank(graph).column("score").reals();
}

/// By pair of groups, and over all moves under {0, 0}: no move has unknown groups on both sides of that key, as they
/// are counted from 1 here.
std::map<Corridor, Steps> count_steps(const MemberMoves& network, const MoveList& moves,
                                      const std::vector<double>& rank) {
  std::map<Corridor, Steps> steps;
  for (const auto& [from, to] : moves) {
    const double fall = rank[from] - rank[to];
    for (const Corridor& key :
         {Corridor{0, 0}, Corridor{network.members[from].group + 1, network.members[to].group + 1}}) {
      Steps& of = steps[key];
      of.moves += 1;
      if (fall > same_rank) of.down += 1;
      if (fall < -same_rank) of.up += 1;
    }
  }
  return steps;
}

/// Slope of the logarithm of the likelihood.
double slope_at(double beta, std::span<const std::pair<double, double>> steps) {
  double slope = 0;
  for (const auto& [fall, weight] : steps) slope += 2 * fall * weight / (1 + std::exp(2 * beta * fall));
  return slope;
}

}  // namespace

double inverse_temperature(std::span<const std::pair<double, double>> steps) {
  if (!(slope_at(0, steps) > 0)) return 0;
  const bool none_up =
      std::all_of(steps.begin(), steps.end(), [](const auto& step) { return step.first >= 0 || step.second == 0; });
  if (none_up) return std::numeric_limits<double>::infinity();
  double high = 1;
  while (slope_at(high, steps) > 0) high *= 2;
  double low = 0;
  constexpr int halvings = 100;
  for (int k = 0; k < halvings; ++k) {
    const double middle = (low + high) / 2;
    (slope_at(middle, steps) > 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

Table climbs(const Selected& selected, const FlowOptions& options) {
  const MemberMoves network = member_moves(selected, options);
  const auto count = static_cast<Vertex>(network.members.size());
  const std::vector<double> rank = ranks_of(count, network.moves);
  const auto steps = count_steps(network, network.moves, rank);
  std::vector<std::map<Corridor, Steps>> draws(static_cast<std::size_t>(options.samples));
  for (std::size_t d = 0; d < draws.size(); ++d) {
    report_progress("climbs", d, draws.size());
    Random random(mix64(options.seed) + d);
    MoveList moves = network.moves;
    rewire(moves, true, Rewiring::repeats, rewire_tries * moves.size(), random);
    draws[d] = count_steps(network, moves, ranks_of(count, moves));
  }
  const auto chance_of = [&](const Corridor& key, const Steps& of) {
    std::vector<double> drawn;
    drawn.reserve(draws.size());
    for (const auto& draw : draws) {
      const auto found = draw.find(key);
      drawn.push_back(found == draw.end() ? std::numeric_limits<double>::quiet_NaN() : found->second.share());
    }
    return ChanceOf(of.share(), drawn);
  };
  std::vector<std::pair<Corridor, Steps>> rows;
  for (const auto& [key, of] : steps) {
    if (key != Corridor{0, 0}) rows.emplace_back(key, of);
  }
  const auto id = [&](std::uint32_t group) -> const std::string& { return network.groups[group - 1].id; };
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    return std::tie(b.second.moves, id(a.first.first), id(a.first.second)) <
           std::tie(a.second.moves, id(b.first.first), id(b.first.second));
  });
  std::vector<std::string> from, to, from_id, to_id;
  std::vector<std::int64_t> moves, up, down;
  std::vector<double> share, expected, sd, z, p;
  for (const auto& [key, of] : rows) {
    from.push_back(network.groups[key.first - 1].name);
    to.push_back(network.groups[key.second - 1].name);
    from_id.push_back(id(key.first));
    to_id.push_back(id(key.second));
    moves.push_back(static_cast<std::int64_t>(of.moves));
    up.push_back(static_cast<std::int64_t>(of.up));
    down.push_back(static_cast<std::int64_t>(of.down));
    const ChanceOf chance = chance_of(key, of);
    share.push_back(of.share());
    expected.push_back(chance.expected);
    sd.push_back(chance.sd);
    z.push_back(chance.z);
    p.push_back(chance.p);
  }
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("moves", std::move(moves), "moves");
  table.add("up", std::move(up), "moves");
  table.add("down", std::move(down), "moves");
  table.add("share_up", std::move(share));
  table.add("expected", std::move(expected));
  table.add("sd", std::move(sd));
  table.add("z", std::move(z));
  table.add("p", std::move(p), "probability");
  table.add("from_id", std::move(from_id));
  table.add("to_id", std::move(to_id));
  table.stamp = network.stamp;
  std::vector<std::pair<double, double>> falls;
  falls.reserve(network.moves.size());
  for (const auto& [a, b] : network.moves) falls.emplace_back(rank[a] - rank[b], 1.0);
  const double beta = inverse_temperature(falls);
  table.stamp.emplace_back("temperature", beta == 0          ? "infinite: the ranks say nothing"
                                          : std::isinf(beta) ? "0: no move goes up"
                                                             : format_number(1 / beta));
  if (const auto all = steps.find({0, 0}); all != steps.end()) {
    const ChanceOf chance = chance_of(all->first, all->second);
    table.stamp.emplace_back("all", "share up " + format_number(all->second.share()) + ", expected " +
                                        format_number(chance.expected) + ", p " + format_number(chance.p));
  }
  table.stamp.emplace_back("null", "keeps how many moves leave and enter each member; " +
                                       std::to_string(options.samples) + " draws, seed " +
                                       std::to_string(options.seed));
  return table;
}

namespace {

constexpr auto options = flow_rows::with_rules(
    std::array{flow_rows::among, option<&FlowOptions::samples>("samples", "draws of the null model", 0, 100000),
               option<&FlowOptions::seed>("seed", "of the draws")});
constexpr std::array columns{
    ColumnRow{"from", "", "group left; ? is unknown"},
    ColumnRow{"to", "", "group entered"},
    ColumnRow{"moves", "moves", "between their members"},
    ColumnRow{"up", "moves", "to a member of higher rank"},
    ColumnRow{"down", "moves", "to one of lower rank"},
    ColumnRow{"share_up", "", "up / (up + down)"},
    ColumnRow{"expected", "", "its mean over the draws of the null model"},
    ColumnRow{"sd", "", "its standard deviation there"},
    ColumnRow{"z", "", "(share_up - expected) / sd"},
    ColumnRow{"p", "probability", "of a draw as far from expected, two-sided"},
    ColumnRow{"from_id", "", "id of the group left"},
    ColumnRow{"to_id", "", "id of the group entered"},
};

}  // namespace

extern constinit const Pass climbs_pass{
    .name = "climbs",
    .family = "flow",
    .summary = "How many moves between groups go up or down the hierarchy of organisations, against chance",
    .definition =
        "Organisations are ranked by SpringRank over all counted moves, a -> b read as a above b; a move is up if it "
        "goes to a higher rank. The null model keeps how many moves leave and enter each organisation, shuffles who "
        "goes where and ranks anew. The stamp has the temperature: near 0 where moves obey the ranks.",
    .trap =
        "Ranks fitted to noise put most moves downward too: a share of moves up says nothing without what the same "
        "numbers of moves, shuffled, have.",
    .cost = "as moves and springrank, the latter once more for each draw",
    .paper =
        "De Bacco, Larremore & Moore 2018, doi:10.1126/sciadv.aar8260; Fosdick et al. 2018, "
        "doi:10.1137/16M1087175",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "--samples 0",
                .expected = "from,to,moves,up,down,share_up\nCN,US,4,0,4,0\nUS,GB,2,0,2,0\nCN,GB,1,0,1,0\n"
                            "GB,US,1,1,0,1\nUS,CN,1,1,0,1\n"},
    .run_records = &Runner<&climbs, options, FlowOptions>::run_records,
};

}  // namespace renmai
