// SPDX-License-Identifier: Apache-2.0
#include "pass/career_memory.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace renmai {
namespace {

using Path = std::tuple<Group, Group, Group>;

/// Counts of a -> b -> c.
std::map<Path, double> paths_of(const Career& career) {
  std::map<Path, double> paths;
  const Event* before = nullptr;  // the last move of the person, nothing having come between
  for (const Event& event : career.events) {
    if (!event.counted) continue;
    if (event.type == EventType::exit || event.type == EventType::entry) before = nullptr;
    if (!is_move(event.type)) continue;
    const bool known = event.from != unknown_group && event.to != unknown_group;
    if (before != nullptr && before->person == event.person && before->to == event.from && known &&
        before->from != unknown_group)
      ++paths[{before->from, event.from, event.to}];
    before = &event;
  }
  return paths;
}

}  // namespace

Table career_memory(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const Career career = derive_moves(selected, groups, options.rules());
  MoveTally tally;
  for (const Event& event : career.events) tally.add(event);
  const auto paths = paths_of(career);
  std::map<std::pair<Group, Group>, double> ab, bc;
  std::map<Group, double> b_all;
  std::map<Group, std::set<Group>> origins, destinations;
  double all = 0;
  double returns = 0;
  for (const auto& [path, count] : paths) {
    const auto& [a, b, c] = path;
    ab[{a, b}] += count;
    bc[{b, c}] += count;
    b_all[b] += count;
    origins[b].insert(a);
    destinations[b].insert(c);
    all += count;
    if (a == c) returns += count;
  }
  double ratio = 0;
  double first_order = 0;
  double second_order = 0;
  for (const auto& [path, count] : paths) {
    const auto& [a, b, c] = path;
    const double given_b = bc.at({b, c}) / b_all.at(b);
    const double given_ab = count / ab.at({a, b});
    first_order += count * std::log(given_b);
    second_order += count * std::log(given_ab);
    ratio += 2 * count * std::log(given_ab / given_b);
  }
  double freedom = 0;
  double first_parameters = 0;
  double second_parameters = 0;
  for (const auto& [b, from] : origins) {
    const auto to = static_cast<double>(destinations.at(b).size());
    freedom += (static_cast<double>(from.size()) - 1) * (to - 1);
    first_parameters += to - 1;
    second_parameters += static_cast<double>(from.size()) * (to - 1);
  }
  double p = std::numeric_limits<double>::quiet_NaN();
  if (freedom > 0)
    p = boost::math::cdf(boost::math::complement(boost::math::chi_squared(freedom), std::max(0.0, ratio)));
  Table table;
  table.add("measure", std::vector<std::string>{"pairs of moves", "paths", "returns", "G", "degrees of freedom", "p",
                                                "AIC of the first order", "AIC of the second order"});
  table.add("value", std::vector<double>{all, static_cast<double>(paths.size()), returns, ratio, freedom, p,
                                         2 * (first_parameters - first_order), 2 * (second_parameters - second_order)});
  table.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, groups,
                           selected, options);
  return table;
}

namespace {

constexpr std::array options{flow_rows::by,       flow_rows::policy,  flow_rows::basis, flow_rows::study,
                             flow_rows::backfill, flow_rows::max_gap, flow_rows::visit, flow_rows::overlap};
constexpr std::array columns{
    ColumnRow{"measure", "", "what is measured"},
    ColumnRow{"value", "", "p is undefined without degrees of freedom"},
};

}  // namespace

extern constinit const Pass career_memory_pass{
    .name = "career-memory",
    .family = "flow",
    .summary = "Whether where somebody goes next depends on where they came from",
    .definition =
        "Likelihood ratio of a second-order chain of moves a -> b -> c against a first-order one: G = 2 sum n_abc "
        "ln(n_abc "
        "n_b / (n_ab n_bc)), with sum over b of (origins - 1) (destinations - 1) degrees of freedom, only paths that "
        "can be "
        "counted; p by chi-squared, crude where most counts are small.",
    .trap =
        "Careers that end after one move tell nothing of memory, and paths that cannot be must not count as degrees of "
        "freedom.",
    .cost = "as moves",
    .paper = "Anderson & Goodman 1957, doi:10.1214/aoms/1177707039",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "",
                .expected = "measure,value\n"
                            "pairs of moves,2\n"
                            "paths,2\n"
                            "returns,1\n"
                            "G,0\n"
                            "degrees of freedom,0\n"
                            "p,\n"
                            "AIC of the first order,4.77259\n"
                            "AIC of the second order,4.77259\n"},
    .run_records = &Runner<&career_memory, options, FlowOptions>::run_records,
};

}  // namespace renmai
