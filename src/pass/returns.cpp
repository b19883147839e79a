// SPDX-License-Identifier: Apache-2.0
#include "pass/returns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/unicode.hpp"
#include "pass/flow/count.hpp"

namespace renmai {
namespace {

/// One leaving: how long it was followed, and whether it ended with a return.
struct Subject {
  std::int64_t days;
  bool returned;
};

using Cohorts = std::map<std::uint32_t, std::vector<Subject>>;

/// The groups that the name means; every known group if there is none.
std::vector<bool> groups_left(const Groups& groups, const std::string& name) {
  std::vector<bool> left(groups.size(), name.empty());
  left[unknown_group] = false;
  if (name.empty()) return left;
  const std::string wanted = fold_name(name);
  bool any = false;
  for (Group g = 1; g < groups.size(); ++g) {
    left[g] = groups.id(g) == name || fold_name(groups.name(g)) == wanted;
    any = any || left[g];
  }
  if (!any) {
    throw Error(ErrorKind::not_found, "--from: nobody was ever in a group called '" + name + "'", {},
                did_you_mean(name, std::span<const std::string>(groups.names())));
  }
  return left;
}

/// The events of one person, in the order of time.
void add_person(Cohorts& cohorts, std::span<const Event> events, const std::vector<bool>& left,
                const FlowOptions& options, Day as_of) {
  const DayRange window = window_of(options);
  for (std::size_t e = 0; e < events.size(); ++e) {
    const Event& leaving = events[e];
    const auto period = counted_period(leaving, options.per, window);
    if (!is_move(leaving.type) || !period || leaving.date == no_day || !left[leaving.from]) continue;
    Day seen = as_of;
    bool returned = false;
    for (std::size_t k = e + 1; k < events.size() && !returned; ++k) {
      const Event& later = events[k];
      if (!later.counted || later.date == no_day) continue;
      if (later.type == EventType::exit) seen = later.date;
      if (later.type != EventType::entry && !is_move(later.type)) continue;
      seen = as_of;
      returned = later.to == leaving.from;
      if (returned) seen = later.date;
    }
    cohorts[*period].push_back({std::max<std::int64_t>(0, std::int64_t{seen} - leaving.date), returned});
  }
}

/// Rows of the curves of all cohorts.
class Curves {
 public:
  void add(const std::string& cohort, std::vector<Subject> subjects) {
    // At one time returns come before what is censored.
    std::sort(subjects.begin(), subjects.end(), [](const Subject& a, const Subject& b) {
      return a.days != b.days ? a.days < b.days : a.returned > b.returned;
    });
    auto at_risk = static_cast<double>(subjects.size());
    double away = 1;
    double greenwood = 0;
    std::int64_t censored = 0;
    for (std::size_t begin = 0; begin < subjects.size();) {
      const std::int64_t days = subjects[begin].days;
      std::int64_t returned = 0;
      std::int64_t here = 0;
      std::size_t end = begin;
      for (; end < subjects.size() && subjects[end].days == days; ++end) ++(subjects[end].returned ? returned : here);
      censored += here;
      if (returned > 0 || end == subjects.size()) {
        const auto d = static_cast<double>(returned);
        away *= 1 - d / at_risk;
        greenwood += d == 0 ? 0 : d / (at_risk * (at_risk - d));
        cohort_.push_back(cohort);
        days_.push_back(days);
        at_risk_.push_back(static_cast<std::int64_t>(at_risk));
        returned_.push_back(returned);
        censored_.push_back(censored);
        add_estimate(away, greenwood);
        censored = 0;
      }
      at_risk -= static_cast<double>(end - begin);
      begin = end;
    }
  }

  Table table(Period per) && {
    Table table;
    if (per != Period::none) table.add("cohort", std::move(cohort_));
    table.add("days", std::move(days_), "days");
    table.add("at_risk", std::move(at_risk_), "leavings");
    table.add("returned", std::move(returned_), "leavings");
    table.add("censored", std::move(censored_), "leavings");
    table.add("away", std::move(away_), "share");
    table.add("error", std::move(error_), "share");
    table.add("low", std::move(low_), "share");
    table.add("high", std::move(high_), "share");
    return table;
  }

 private:
  void add_estimate(double away, double greenwood) {
    constexpr double normal = 1.959963984540054;  // 97.5 per cent
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    away_.push_back(away);
    const bool defined = away > 0;
    error_.push_back(defined ? away * std::sqrt(greenwood) : undefined);
    const double spread = defined && away < 1 ? normal * std::sqrt(greenwood) / std::log(away) : 0;
    low_.push_back(defined ? std::pow(away, std::exp(-spread)) : undefined);
    high_.push_back(defined ? std::pow(away, std::exp(spread)) : undefined);
    if (defined && low_.back() > high_.back()) std::swap(low_.back(), high_.back());
  }

  std::vector<std::string> cohort_;
  std::vector<std::int64_t> days_, at_risk_, returned_, censored_;
  std::vector<double> away_, error_, low_, high_;
};

}  // namespace

Table returns(const Selected& selected, const FlowOptions& options) {
  FlowOptions partition = options;
  partition.from.clear();
  Groups groups = make_groups(selected, partition);
  const Moves moves(selected, groups, options.rules());
  const std::vector<bool> left = groups_left(groups, options.from);
  std::vector<Cohorts> parts(moves.part_count());
  std::vector<MoveTally> tallies(moves.part_count());
  const Day as_of = selected.records.as_of();
  const std::uint64_t undated = moves.visit([&](std::size_t part, std::span<const Event> events) {
    for (const Event& event : events) tallies[part].add(event);
    add_person(parts[part], events, left, options, as_of);
  });
  Cohorts all;
  MoveTally tally;
  for (const Cohorts& part : parts) {
    for (const auto& [period, subjects] : part) all[period].insert(all[period].end(), subjects.begin(), subjects.end());
  }
  for (const MoveTally& part : tallies) tally.add(part);
  Curves curves;
  for (auto& [period, subjects] : all) curves.add(period_text(period, options.per), std::move(subjects));
  Table table = std::move(curves).table(options.per);
  table.stamp =
      flow_stamp({.people = moves.person_count(), .undated = undated, .tally = tally}, groups, selected, partition);
  if (!options.from.empty()) table.stamp.emplace_back("left", options.from);
  return table;
}

namespace {

constexpr auto options = flow_rows::with_rules(
    std::array{option<&FlowOptions::from>("from", "only leavings of this group, by name or id"), flow_rows::per});
constexpr std::array columns{
    ColumnRow{"cohort", "", "with --per alone: the period in which they left"},
    ColumnRow{"days", "days", "since leaving"},
    ColumnRow{"at_risk", "leavings", "still away and followed just before"},
    ColumnRow{"returned", "leavings", "at this time"},
    ColumnRow{"censored", "leavings", "not followed further, since the row before"},
    ColumnRow{"away", "share", "Kaplan-Meier estimate of those still away after this time"},
    ColumnRow{"error", "share", "standard error (Greenwood)"},
    ColumnRow{"low", "share", "lower end of the 95 per cent interval (log-log)"},
    ColumnRow{"high", "share", "upper end of it"},
};

}  // namespace

extern constinit const Pass returns_pass{
    .name = "returns",
    .family = "flow",
    .summary = "How long those who left took to come back: Kaplan-Meier by cohort",
    .definition =
        "A subject is a move out of a known group; its event the person's next move or entry into it; else it is "
        "censored "
        "where the person is last seen. S(t) = product of 1 - returned / at risk; Greenwood's error; log-log interval.",
    .trap = "Who has not come back yet has not stayed away: leaving out the censored makes returns look sure.",
    .cost = "as moves",
    .paper = "Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "--from CN",
                .expected = "days,at_risk,returned,censored,away,low,high\n"
                            "2191,5,1,0,0.8,0.203809,0.96918\n"
                            "3105,3,0,4,0.8,0.203809,0.96918\n"},
    .run_records = &Runner<&returns, options, FlowOptions>::run_records,
};

}  // namespace renmai
