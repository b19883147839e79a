// SPDX-License-Identifier: Apache-2.0
#include "pass/flow.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "pass/flow/bootstrap.hpp"
#include "pass/flow/chances.hpp"
#include "pass/flow/claims.hpp"
#include "pass/flow/count.hpp"
#include "pass/flow/evidence.hpp"
#include "pass/flow/settings.hpp"
#include "pass/flow/suppress.hpp"

namespace renmai {
namespace {

/// One column of names (or ids) of groups.
Words words_of(const Array<FlowCell>& cells, Group FlowCell::*end,
               std::shared_ptr<const std::vector<std::string>> words) {
  Words column{std::move(words), std::vector<std::uint32_t>(cells.size())};
  parallel_for(cells.size(), [&](std::size_t row) { column.numbers[row] = cells[row].*end; });
  return column;
}

std::vector<std::int64_t> counts_of(const Array<FlowCell>& cells, std::uint32_t FlowCell::*count) {
  std::vector<std::int64_t> column(cells.size());
  parallel_for(cells.size(), [&](std::size_t row) { column[row] = cells[row].*count; });
  return column;
}

/// Cells come by period.
Words periods_of(const Array<FlowCell>& cells, Period per) {
  std::vector<std::string> texts;
  Words column;
  column.numbers.reserve(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (row == 0 || cells[row].period != cells[row - 1].period) texts.push_back(period_text(cells[row].period, per));
    column.numbers.push_back(static_cast<std::uint32_t>(texts.size() - 1));
  }
  column.words = std::make_shared<const std::vector<std::string>>(std::move(texts));
  return column;
}

}  // namespace

namespace {

/// Moves, bounds and what else is told of each cell, hidden where it must be.
struct CellTable {
  const Array<FlowCell>& cells;
  std::vector<bool> hidden;  // empty if nothing is

  [[nodiscard]] std::vector<std::int64_t> shown(std::vector<std::int64_t> column) const {
    for (std::size_t row = 0; row < hidden.size(); ++row) {
      if (hidden[row]) column[row] = Column::absent;
    }
    return column;
  }
};

/// One row for each origin (of each period), one column for each destination: 0 for a pair without a move; hidden cells
/// and the diagonal, where nobody moves, are empty.
Table wide_table(const CellTable& table, const Groups& groups, Period per) {
  const Array<FlowCell>& cells = table.cells;
  const auto by_id = [&](Group a, Group b) { return std::tie(groups.id(a), a) < std::tie(groups.id(b), b); };
  std::vector<Group> destinations;
  std::vector<std::pair<std::uint32_t, Group>> origins;
  for (const FlowCell& cell : cells) {
    destinations.push_back(cell.to);
    origins.emplace_back(cell.period, cell.from);
  }
  std::sort(destinations.begin(), destinations.end(), by_id);
  destinations.erase(std::unique(destinations.begin(), destinations.end()), destinations.end());
  std::sort(origins.begin(), origins.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : by_id(a.second, b.second);
  });
  origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  constexpr std::size_t most_columns = 2000;
  if (destinations.size() > most_columns) {
    throw Error(ErrorKind::limit, "a matrix of " + format_count(destinations.size()) + " columns is too wide to read",
                {}, "count by larger groups, or leave out --wide");
  }
  std::map<std::pair<std::uint32_t, Group>, std::size_t> row_of;
  std::map<Group, std::size_t> column_of;
  for (std::size_t k = 0; k < origins.size(); ++k) row_of[origins[k]] = k;
  for (std::size_t k = 0; k < destinations.size(); ++k) column_of[destinations[k]] = k;
  std::vector<std::vector<std::int64_t>> columns(destinations.size(), std::vector<std::int64_t>(origins.size(), 0));
  for (std::size_t k = 0; k < origins.size(); ++k) {
    if (const auto own = column_of.find(origins[k].second); own != column_of.end())
      columns[own->second][k] = Column::absent;
  }
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const bool hidden = !table.hidden.empty() && table.hidden[k];
    columns[column_of[cells[k].to]][row_of[{cells[k].period, cells[k].from}]] =
        hidden ? Column::absent : cells[k].moves;
  }
  Table wide;
  std::vector<std::string> period, from;
  for (const auto& [number, group] : origins) {
    period.push_back(period_text(number, per));
    from.push_back(groups.name(group));
  }
  if (per != Period::none)
    wide.add(std::string(flow_rows::period_words.at(static_cast<std::size_t>(per))), std::move(period));
  wide.add("from", std::move(from));
  std::set<std::string> taken{"from", "year", "quarter", "month"};
  for (std::size_t k = 0; k < destinations.size(); ++k) {
    const Group group = destinations[k];
    const std::string name = taken.insert(groups.name(group)).second
                                 ? groups.name(group)
                                 : groups.name(group) + " (" + groups.id(group) + ")";
    wide.add(name, std::move(columns[k]), "moves");
  }
  return wide;
}

/// The intervals of --bootstrap.
void add_intervals(Table& table, const CellTable& cells, const std::vector<MovesByPerson::Interval>& intervals) {
  std::vector<std::int64_t> low, high;
  for (const MovesByPerson::Interval& interval : intervals) {
    low.push_back(interval.low);
    high.push_back(interval.high);
  }
  table.add("low", cells.shown(std::move(low)), "moves");
  table.add("high", cells.shown(std::move(high)), "moves");
}

/// What the null model gives of each cell.
void add_chances(Table& table, const CellTable& cells, const std::vector<ChanceOf>& chances) {
  std::vector<double> expected, sd, z, p;
  for (std::size_t row = 0; row < chances.size(); ++row) {
    const bool hidden = !cells.hidden.empty() && cells.hidden[row];
    const double none = std::numeric_limits<double>::quiet_NaN();
    expected.push_back(hidden ? none : chances[row].expected);
    sd.push_back(hidden ? none : chances[row].sd);
    z.push_back(hidden ? none : chances[row].z);
    p.push_back(hidden ? none : chances[row].p);
  }
  table.add("expected", std::move(expected), "moves");
  table.add("sd", std::move(sd), "moves");
  table.add("z", std::move(z));
  table.add("p", std::move(p), "probability");
}

}  // namespace

Table flow(const Selected& selected, const FlowOptions& options) {
  if (!options.claim.empty() && options.sensitivity.empty() && !options.merges)
    throw Error(ErrorKind::usage, "--claim is asked of several settings; name their axes", {}, "--sensitivity all");
  if (options.why) return move_evidence(selected, options);
  if (!options.sensitivity.empty()) return flow_sensitivity(selected, options);
  if (options.merges) return flow_merges(selected, options);
  if (!options.drop.empty()) return flow_without(selected, options);
  if (options.claims) return flow_claims(selected, options);
  if (options.bases) return compare_bases(selected, options);
  Groups groups = make_groups(selected, options);
  const Moves moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  FlowCounts counts(options, groups, moves.part_count());
  MovesByPerson people(options, moves.part_count());
  std::vector<MoveTally> tallies(moves.part_count());
  std::vector<std::vector<Event>> kept_events(moves.part_count());  // of the person at hand
  const std::uint64_t undated = moves.visit([&](std::size_t part, std::span<const Event> events) {
    std::vector<Event>& kept = kept_events[part];
    kept.clear();
    for (const Event& event : events) {
      if (!is_move(event.type) || !wanted(event)) continue;
      kept.push_back(event);
      tallies[part].add(event);
    }
    counts.add(part, kept);
    if (options.bootstrap > 0) people.add(part, kept);
  });
  auto cells = counts.finish();
  const bool two_sets = !options.from.empty() || !options.to.empty();
  if (cells.empty() && two_sets && options.per == Period::none) cells.push_back(FlowCell::empty(0, 1, 2));
  const CellTable shown{cells, options.suppress > 0 ? hidden_cells(cells, static_cast<std::uint32_t>(options.suppress))
                                                    : std::vector<bool>()};

  Table table;
  if (options.wide) {
    table = wide_table(shown, groups, options.per);
  } else {
    const auto names = std::make_shared<const std::vector<std::string>>(groups.names());
    const auto ids = std::make_shared<const std::vector<std::string>>(groups.ids());
    if (options.per != Period::none) {
      table.add(std::string(flow_rows::period_words.at(static_cast<std::size_t>(options.per))),
                periods_of(cells, options.per));
    }
    table.add("from", words_of(cells, &FlowCell::from, names));
    table.add("to", words_of(cells, &FlowCell::to, names));
    table.add("moves", shown.shown(counts_of(cells, &FlowCell::moves)), "moves");
    table.add("min", shown.shown(counts_of(cells, &FlowCell::min)), "moves");
    table.add("max", shown.shown(counts_of(cells, &FlowCell::max)), "moves");
    table.add("people", shown.shown(counts_of(cells, &FlowCell::people)), "people");
    if (options.bootstrap > 0) {
      add_intervals(
          table, shown,
          people.intervals(cells, moves.person_count(), static_cast<std::size_t>(options.bootstrap), options.seed));
    }
    if (options.null != FlowNull::none) add_chances(table, shown, flow_chances(cells, options));
    table.add("from_id", words_of(cells, &FlowCell::from, ids));
    table.add("to_id", words_of(cells, &FlowCell::to, ids));
  }
  MoveTally tally;
  for (const MoveTally& part : tallies) tally.add(part);
  table.stamp =
      flow_stamp({.people = moves.person_count(), .undated = undated, .tally = tally}, groups, selected, options);
  if (options.suppress > 0) {
    const auto hidden = std::count(shown.hidden.begin(), shown.hidden.end(), true);
    table.stamp.emplace_back("hidden", std::to_string(hidden) + " cells, those under " +
                                           std::to_string(options.suppress) + " and what would tell them");
  }
  if (options.null != FlowNull::none) {
    const bool margins = options.null == FlowNull::margins;
    table.stamp.emplace_back(
        "null", std::string(margins ? "keeps how many leave and enter each group in each period"
                                    : "keeps how many take each corridor and move in each period") +
                    "; " + std::to_string(options.samples) + " draws, seed " + std::to_string(options.seed));
  }
  if (options.bootstrap > 0)
    table.stamp.emplace_back("interval", "2.5 to 97.5 % of " + std::to_string(options.bootstrap) +
                                             " draws of people, seed " + std::to_string(options.seed));
  return table;
}

namespace {

constexpr std::array options{
    flow_rows::by,          flow_rows::policy,   flow_rows::from,     flow_rows::to,        flow_rows::per,
    flow_rows::basis,       flow_rows::during,   flow_rows::study,    flow_rows::why,       flow_rows::bases,
    flow_rows::sensitivity, flow_rows::claim,    flow_rows::merges,   flow_rows::drop,      flow_rows::claims,
    flow_rows::null,        flow_rows::samples,  flow_rows::suppress, flow_rows::bootstrap, flow_rows::seed,
    flow_rows::wide,        flow_rows::backfill, flow_rows::max_gap,  flow_rows::visit,     flow_rows::overlap};
constexpr std::array columns{
    ColumnRow{"year", "", "with --per alone, named after it: the period; empty for undated moves"},
    ColumnRow{"from", "", "group left; ? is unknown"},
    ColumnRow{"to", "", "group entered; ? is unknown"},
    ColumnRow{"moves", "moves", "by best days"},
    ColumnRow{"min", "moves", "what every completion of the dates has"},
    ColumnRow{"max", "moves", "what some completion of the dates may have"},
    ColumnRow{"people", "people", "who made the counted moves"},
    ColumnRow{"low", "moves", "with --bootstrap: 2.5 per cent of the draws have fewer"},
    ColumnRow{"high", "moves", "with --bootstrap: 2.5 per cent of the draws have more"},
    ColumnRow{"expected", "moves", "with --null: the mean of the draws"},
    ColumnRow{"sd", "moves", "with --null: their standard deviation"},
    ColumnRow{"z", "", "with --null: (moves - expected) / sd"},
    ColumnRow{"p", "probability", "with --null: of a draw as far from expected, two-sided"},
    ColumnRow{"from_id", "", "id of the group left"},
    ColumnRow{"to_id", "", "id of the group entered"},
};

}  // namespace

extern constinit const Pass flow_pass{
    .name = "flow",
    .family = "flow",
    .summary = "How many moved from each group to each other, with bounds",
    .definition =
        "Counts of the moves that `moves` lists: by best days, and from bounds on the dates the least (min) and "
        "most (max) a period can hold; min <= moves <= max. The diagonal, people who stayed, is never in it. "
        "`?` is the unknown group.",
    .trap =
        "A move dated by two years belongs to either of them: a sum of best days is one answer of several, which min "
        "and max bound.",
    .cost = "as moves, and O(moves log groups)",
    .paper = "Bell et al. 2002, doi:10.1111/1467-985X.00247",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "--per year",
                .expected = "year,from,to,moves,min,max\n"
                            "2006,CN,US,1,1,1\n"
                            "2008,CN,US,3,3,3\n"
                            "2009,GB,US,1,1,1\n"
                            "2010,CN,GB,1,1,1\n"
                            "2010,US,GB,1,1,1\n"
                            "2012,US,CN,1,1,1\n"
                            "2013,US,GB,1,1,1\n"},
    .run_records = &Runner<&flow, options, FlowOptions>::run_records,
};

}  // namespace renmai
