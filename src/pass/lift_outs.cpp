// SPDX-License-Identifier: Apache-2.0
#include "pass/lift_outs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

struct Going {
  Day date;
  Entity person;
};

/// A stretch of the goings of one pair.
struct Stretch {
  Group from;
  Group to;
  std::size_t people;
  std::vector<Going> goings;
};

void add_stretches(std::vector<Stretch>& found, Group from, Group to, std::vector<Going>& goings,
                   const FlowOptions& options) {
  std::sort(goings.begin(), goings.end(),
            [](const Going& a, const Going& b) { return std::tie(a.date, a.person) < std::tie(b.date, b.person); });
  std::size_t reached = 0;  // end of the stretch before: one that reaches no further lies inside it
  for (std::size_t begin = 0; begin < goings.size(); ++begin) {
    std::size_t end = begin;
    std::set<Entity> people;
    for (; end < goings.size() && std::int64_t{goings[end].date} - goings[begin].date <= options.days; ++end)
      people.insert(goings[end].person);
    if (end <= reached) continue;
    reached = end;
    if (people.size() < static_cast<std::size_t>(options.people)) continue;
    found.push_back(
        {from,
         to,
         people.size(),
         {goings.begin() + static_cast<std::ptrdiff_t>(begin), goings.begin() + static_cast<std::ptrdiff_t>(end)}});
  }
}

}  // namespace

Table lift_outs(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const Career career = derive_moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  std::map<std::pair<Group, Group>, std::vector<Going>> pairs;
  MoveTally tally;
  for (const Event& event : career.events) {
    if (!is_move(event.type) || !event.counted || !wanted(event)) continue;
    tally.add(event);
    if (event.date == no_day || event.from == unknown_group || event.to == unknown_group) continue;
    pairs[{event.from, event.to}].push_back({event.date, event.person});
  }
  std::vector<Stretch> found;
  for (auto& [pair, goings] : pairs) add_stretches(found, pair.first, pair.second, goings, options);
  std::stable_sort(found.begin(), found.end(), [&](const Stretch& a, const Stretch& b) {
    if (a.people != b.people) return a.people > b.people;
    if (a.goings.front().date != b.goings.front().date) return a.goings.front().date < b.goings.front().date;
    return std::tie(groups.id(a.from), groups.id(a.to)) < std::tie(groups.id(b.from), groups.id(b.to));
  });
  std::vector<std::string> from, to, first, last, persons, names, from_id, to_id;
  std::vector<std::int64_t> people;
  for (const Stretch& stretch : found) {
    std::vector<std::string> ids, shown;
    for (const Going& going : stretch.goings) {
      ids.push_back(shown_id(selected.records, going.person));
      shown.push_back(shown_name(selected.records, going.person));
    }
    from.push_back(groups.name(stretch.from));
    to.push_back(groups.name(stretch.to));
    people.push_back(static_cast<std::int64_t>(stretch.people));
    first.push_back(format_day(stretch.goings.front().date));
    last.push_back(format_day(stretch.goings.back().date));
    persons.push_back(join_distinct(ids));
    names.push_back(join_distinct(shown));
    from_id.push_back(groups.id(stretch.from));
    to_id.push_back(groups.id(stretch.to));
  }
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("people", std::move(people), "people");
  table.add("first", std::move(first));
  table.add("last", std::move(last));
  table.add("persons", std::move(persons));
  table.add("names", std::move(names));
  table.add("from_id", std::move(from_id));
  table.add("to_id", std::move(to_id));
  table.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, groups,
                           selected, options);
  table.stamp.emplace_back("lift-out", "at least " + std::to_string(options.people) + " people within " +
                                           std::to_string(options.days) + " days");
  return table;
}

namespace {

constexpr std::array options{option<&FlowOptions::people>("people", "so many at least", 2, 1000000),
                             option<&FlowOptions::days>("days", "within so many days of the first", 0, 36600),
                             flow_rows::by,
                             flow_rows::policy,
                             flow_rows::from,
                             flow_rows::to,
                             flow_rows::basis,
                             flow_rows::during,
                             flow_rows::study,
                             flow_rows::backfill,
                             flow_rows::max_gap,
                             flow_rows::visit,
                             flow_rows::overlap};
constexpr std::array columns{
    ColumnRow{"from", "", "group left"},
    ColumnRow{"to", "", "group entered"},
    ColumnRow{"people", "people", "who went"},
    ColumnRow{"first", "", "day of the first move"},
    ColumnRow{"last", "", "day of the last"},
    ColumnRow{"persons", "", "ids by date"},
    ColumnRow{"names", "", "of them"},
    ColumnRow{"from_id", "", "id of the group left"},
    ColumnRow{"to_id", "", "id of the group entered"},
};

}  // namespace

extern constinit const Pass lift_outs_pass{
    .name = "lift-outs",
    .family = "moves",
    .summary = "Teams that went the same way together",
    .definition =
        "At least --people different persons with a counted move from one group to another within --days of the "
        "first of them; a stretch that lies inside another is not listed.",
    .trap =
        "Two people of a large firm go the same way within half a year by chance; ask for more people or fewer days.",
    .cost = "as moves",
    .paper = "Groysberg & Abrahams 2006, Harvard Business Review 84(12):133-140",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "--by organisation",
                .expected = "from,to,people,first,last,names\n"
                            "Tsinghua,Stanford,3,2008-07-01,2008-07-01,chen; dee; eva\n"},
    .run_records = &Runner<&lift_outs, options, FlowOptions>::run_records,
};

}  // namespace renmai
