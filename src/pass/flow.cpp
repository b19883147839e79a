// SPDX-License-Identifier: Apache-2.0
#include "pass/flow.hpp"

#include <memory>

#include "base/parallel.hpp"
#include "pass/flow/count.hpp"

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

Table flow(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const Moves moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  FlowCounts counts(options, groups, moves.part_count());
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
  });
  auto cells = counts.finish();
  const bool two_sets = !options.from.empty() || !options.to.empty();
  if (cells.empty() && two_sets && options.per == Period::none) cells.push_back(FlowCell::empty(0, 1, 2));

  const auto names = std::make_shared<const std::vector<std::string>>(groups.names());
  const auto ids = std::make_shared<const std::vector<std::string>>(groups.ids());
  Table table;
  if (options.per != Period::none) {
    table.add(std::string(flow_rows::period_words.at(static_cast<std::size_t>(options.per))),
              periods_of(cells, options.per));
  }
  table.add("from", words_of(cells, &FlowCell::from, names));
  table.add("to", words_of(cells, &FlowCell::to, names));
  table.add("moves", counts_of(cells, &FlowCell::moves), "moves");
  table.add("min", counts_of(cells, &FlowCell::min), "moves");
  table.add("max", counts_of(cells, &FlowCell::max), "moves");
  table.add("people", counts_of(cells, &FlowCell::people), "people");
  table.add("from_id", words_of(cells, &FlowCell::from, ids));
  table.add("to_id", words_of(cells, &FlowCell::to, ids));
  MoveTally tally;
  for (const MoveTally& part : tallies) tally.add(part);
  table.stamp =
      flow_stamp({.people = moves.person_count(), .undated = undated, .tally = tally}, groups, selected, options);
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
