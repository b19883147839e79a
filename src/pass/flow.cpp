// SPDX-License-Identifier: Apache-2.0
#include "pass/flow.hpp"

#include <algorithm>
#include <map>

namespace renmai {
namespace {

constexpr std::int64_t no_period = INT64_MAX;  // sorts last
constexpr std::int64_t most_years = 60;

std::int64_t periods_a_year(Period per) { return per == Period::month ? 12 : per == Period::quarter ? 4 : 1; }

/// Number of the period that holds a day: years, quarters or months since year 0; 0 if there are no periods.
std::int64_t period_of(Day day, Period per) {
  if (per == Period::none) return 0;
  const CivilDay civil = civil_from_day(day);
  const std::int64_t count = periods_a_year(per);
  return civil.year * count + static_cast<std::int64_t>(civil.month - 1) * count / 12;
}

std::string period_text(std::int64_t period, Period per) {
  if (period == no_period) return {};
  const std::int64_t count = periods_a_year(per);
  const std::int64_t part = (period % count + count) % count;
  const std::string year = std::to_string((period - part) / count);
  if (per == Period::year) return year;
  if (per == Period::quarter) return year + "-Q" + std::to_string(part + 1);
  return year + (part < 9 ? "-0" : "-") + std::to_string(part + 1);
}

bool bounded(DayRange dates) { return dates.first > day_before_all && dates.last < day_after_all; }

bool inside(DayRange inner, DayRange outer) { return inner.first >= outer.first && inner.last <= outer.last; }

struct Cell {
  std::int64_t moves = 0;
  std::int64_t min = 0;
  std::int64_t max = 0;
  std::int64_t people = 0;
  Entity last_person = no_entity;
  Entity last_possible = no_entity;  // the person last counted in max,
  std::uint32_t possible_count = 0;  // and with how many derived moves
};

struct Key {
  std::int64_t period;
  Group from;
  Group to;
  friend auto operator<=>(const Key&, const Key&) = default;
};

class Counter {
 public:
  Counter(Period per, DayRange window) : per_(per), window_(window) {}

  void add(const Event& event) {
    const bool dated = event.counted && event.date != no_day;
    // A stated move without a day is certain, but in no window it can be shown to be.
    const bool in_window = dated ? event.date >= window_.first && event.date <= window_.last : window_ == DayRange{};
    const std::int64_t best = dated ? period_of(event.date, per_) : per_ == Period::none ? 0 : no_period;
    if (event.counted && in_window) count_move(cell(event, best), event.person);
    add_to_min(event);
    add_to_max(event, event.counted && in_window ? best : no_period);
  }

  [[nodiscard]] std::map<Key, Cell>& cells() { return cells_; }

 private:
  Cell& cell(const Event& event, std::int64_t period) { return cells_[{period, event.from, event.to}]; }

  static void count_move(Cell& cell, Entity person) {
    ++cell.moves;
    if (cell.last_person != person) ++cell.people;  // events come person by person
    cell.last_person = person;
  }

  void add_to_min(const Event& event) {
    if (!event.counted || event.certainty != Certainty::certain || !inside(event.dates, window_)) return;
    if (per_ == Period::none) {
      ++cell(event, 0).min;
    } else if (bounded(event.dates)) {
      const std::int64_t first = period_of(event.dates.first, per_);
      if (first == period_of(event.dates.last, per_)) ++cell(event, first).min;
    } else if (event.date == no_day) {
      ++cell(event, no_period).min;  // stated without a date: certain, and counted in that row
    }
  }

  /// Several possible moves of one pair may exclude each other: no more are counted than the person can make.
  static void raise_max(Cell& cell, const Event& event) {
    if (cell.last_possible != event.person) cell.possible_count = 0;  // events come person by person
    cell.last_possible = event.person;
    if (event.type != EventType::stated && cell.possible_count++ >= event.pair_limit) return;
    ++cell.max;
  }

  /// `best` is the period where the move is counted, which its max may not miss.
  void add_to_max(const Event& event, std::int64_t best) {
    if (per_ == Period::none) {
      raise_max(cell(event, 0), event);
      return;
    }
    DayRange dates{std::max(event.dates.first, window_.first), std::min(event.dates.last, window_.last)};
    if (bounded(dates)) {
      const std::int64_t first = period_of(dates.first, per_);
      const std::int64_t last = period_of(dates.last, per_);
      if (last - first < most_years * periods_a_year(per_)) {
        for (std::int64_t period = first; period <= last; ++period) raise_max(cell(event, period), event);
        if (best != no_period && (best < first || best > last)) raise_max(cell(event, best), event);
        return;
      }
    }
    raise_max(cell(event, no_period), event);
    if (best != no_period) raise_max(cell(event, best), event);
  }

  Period per_;
  DayRange window_;
  std::map<Key, Cell> cells_;
};

std::vector<std::pair<Key, Cell>> sorted_cells(const std::map<Key, Cell>& cells, const Groups& groups) {
  std::vector<std::pair<Key, Cell>> rows(cells.begin(), cells.end());
  std::erase_if(rows, [](const auto& row) { return row.second.moves == 0 && row.second.max == 0; });
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    if (a.first.period != b.first.period) return a.first.period < b.first.period;
    if (a.second.moves != b.second.moves) return a.second.moves > b.second.moves;
    if (a.second.max != b.second.max) return a.second.max > b.second.max;
    return std::tie(groups.id(a.first.from), groups.id(a.first.to)) <
           std::tie(groups.id(b.first.from), groups.id(b.first.to));
  });
  return rows;
}

}  // namespace

Table flow(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  Career career = derive_moves(selected, groups, options.rules());
  keep_wanted(career, groups, selected, options);
  Counter counter(options.per, window_of(options));
  for (const Event& event : career.events) {
    if (is_move(event.type)) counter.add(event);
  }
  auto rows = sorted_cells(counter.cells(), groups);
  const bool two_sets = !options.from.empty() || !options.to.empty();
  if (rows.empty() && two_sets && options.per == Period::none) rows.push_back({Key{0, 1, 2}, Cell{}});

  std::vector<std::string> period, from, to, from_id, to_id;
  std::vector<std::int64_t> moves, min, max, people;
  for (const auto& [key, cell] : rows) {
    period.push_back(period_text(key.period, options.per));
    from.push_back(groups.name(key.from));
    to.push_back(groups.name(key.to));
    moves.push_back(cell.moves);
    min.push_back(cell.min);
    max.push_back(cell.max);
    people.push_back(cell.people);
    from_id.push_back(groups.id(key.from));
    to_id.push_back(groups.id(key.to));
  }
  Table table;
  if (options.per != Period::none) {
    table.add(std::string(flow_rows::period_words.at(static_cast<std::size_t>(options.per))), std::move(period));
  }
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("moves", std::move(moves), "moves");
  table.add("min", std::move(min), "moves");
  table.add("max", std::move(max), "moves");
  table.add("people", std::move(people), "people");
  table.add("from_id", std::move(from_id));
  table.add("to_id", std::move(to_id));
  table.stamp = flow_stamp(career, groups, selected, options);
  return table;
}

namespace {

constexpr std::array options{flow_rows::by,      flow_rows::from,   flow_rows::to,     flow_rows::per,
                             flow_rows::basis,   flow_rows::during, flow_rows::study,  flow_rows::backfill,
                             flow_rows::max_gap, flow_rows::visit,  flow_rows::overlap};
constexpr std::array columns{
    ColumnRow{"year", "", "with --per alone, named after it: the period; empty for undated moves"},
    ColumnRow{"from", "", "group left; ? is unknown"},
    ColumnRow{"to", "", "group entered; ? is unknown"},
    ColumnRow{"moves", "moves", "by best days"},
    ColumnRow{"min", "moves", "what every completion of the dates has"},
    ColumnRow{"max", "moves", "what some completion of the dates may have"},
    ColumnRow{"people", "people", "who made the counted moves"},
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
    .cost = "as moves, and O(moves log groups)",
    .paper = "Bell et al. 2002, doi:10.1111/1467-985X.00247",
    .default_traits = trait_affiliation | trait_study | trait_residence | trait_transfer,
    .options = options,
    .columns = columns,
    .run_records = &Runner<&flow, options, FlowOptions>::run_records,
};

}  // namespace renmai
