// SPDX-License-Identifier: Apache-2.0
#include "pass/seeded.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "pass/flow/count.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

struct Coming {
  Entity person;
  Group group;
  Day date;
};

/// By person and group, the first day they came there.
std::vector<Coming> comings_of(const Career& career, const WantedEvents& wanted, DayRange window) {
  std::vector<Coming> comings;
  for (const Event& event : career.events) {
    const bool comes = is_move(event.type) || event.type == EventType::entry;
    if (!comes || event.to == unknown_group || !wanted(event) || !counts_in(event, window)) continue;
    comings.push_back({event.person, event.to, event.date});
  }
  std::sort(comings.begin(), comings.end(), [](const Coming& a, const Coming& b) {
    return std::tie(a.person, a.group, a.date) < std::tie(b.person, b.group, b.date);
  });
  const auto same = [](const Coming& a, const Coming& b) { return a.person == b.person && a.group == b.group; };
  comings.erase(std::unique(comings.begin(), comings.end(), same), comings.end());
  return comings;
}

/// Who taught whom, by teacher.
std::vector<std::pair<Entity, Entity>> taught(const Selected& selected) {
  std::vector<std::pair<Entity, Entity>> pairs;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    if (selected.kind(f).has(trait_mentorship)) pairs.emplace_back(selected.from(f), selected.to(f));
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

/// Those reached from a mentor, with their generation.
std::vector<std::pair<Entity, std::int64_t>> line_of(Entity mentor, std::span<const std::pair<Entity, Entity>> pairs,
                                                     std::vector<Entity>& met_from) {
  std::vector<std::pair<Entity, std::int64_t>> line{{mentor, 0}};
  met_from[mentor] = mentor;
  for (std::size_t next = 0; next < line.size(); ++next) {
    const auto [teacher, generation] = line[next];
    auto pair = std::lower_bound(pairs.begin(), pairs.end(), std::pair(teacher, Entity{0}));
    for (; pair != pairs.end() && pair->first == teacher; ++pair) {
      if (met_from[pair->second] == mentor) continue;
      met_from[pair->second] = mentor;
      line.emplace_back(pair->second, generation + 1);
    }
  }
  line.erase(line.begin());
  return line;
}

struct Row {
  Entity mentor;
  Group group;
  std::int64_t line;
  std::int64_t nearest = 0;
  Day first = no_day;
  std::vector<Entity> people;
};

void add_line(std::vector<Row>& rows, Entity mentor, const std::vector<std::pair<Entity, std::int64_t>>& line,
              const std::vector<Coming>& comings) {
  std::map<Group, Row> by_group;
  for (const auto& [person, generation] : line) {
    auto coming = std::lower_bound(comings.begin(), comings.end(), person,
                                   [](const Coming& c, Entity of) { return c.person < of; });
    for (; coming != comings.end() && coming->person == person; ++coming) {
      Row& row = by_group.try_emplace(coming->group, Row{mentor, coming->group, 0, 0, no_day, {}}).first->second;
      if (row.people.empty()) row.nearest = generation;  // the line comes by generation
      row.people.push_back(person);
      if (coming->date != no_day && (row.first == no_day || coming->date < row.first)) row.first = coming->date;
    }
  }
  for (auto& [group, row] : by_group) {
    row.line = static_cast<std::int64_t>(line.size());
    rows.push_back(std::move(row));
  }
}

}  // namespace

Table seeded(const Selected& selected, const FlowOptions& options) {
  const Records& records = selected.records;
  FlowOptions rules = options;
  rules.by = options.among;
  Groups groups = make_groups(selected, rules);
  const Career career = derive_moves(selected, groups, rules.rules());
  const WantedEvents wanted(groups, selected, rules);
  MoveTally tally;
  for (const Event& event : career.events) tally.add(event);
  const std::vector<Coming> comings = comings_of(career, wanted, window_of(options));
  const auto pairs = taught(selected);
  std::vector<Row> rows;
  std::vector<Entity> met_from(records.entity_count(), no_entity);
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    const Entity mentor = pairs[k].first;
    if (k > 0 && pairs[k - 1].first == mentor) continue;
    report_progress("seeded", k, pairs.size());
    if (!records.has_flag(mentor, flag_redacted)) add_line(rows, mentor, line_of(mentor, pairs, met_from), comings);
  }
  std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return std::tuple(b.people.size(), a.mentor, groups.id(a.group)) <
           std::tuple(a.people.size(), b.mentor, groups.id(b.group));
  });
  std::vector<std::string> mentor, group, first, names, id, group_id;
  std::vector<std::int64_t> descendants, of, nearest;
  for (const Row& row : rows) {
    std::vector<std::string> shown;
    shown.reserve(row.people.size());
    for (const Entity person : row.people) shown.push_back(shown_name(records, person));
    mentor.push_back(shown_name(records, row.mentor));
    group.push_back(groups.name(row.group));
    descendants.push_back(static_cast<std::int64_t>(row.people.size()));
    of.push_back(row.line);
    nearest.push_back(row.nearest);
    first.push_back(row.first == no_day ? std::string() : format_day(row.first));
    names.push_back(join_distinct(shown));
    id.push_back(shown_id(records, row.mentor));
    group_id.push_back(groups.id(row.group));
  }
  Table table;
  table.add("mentor", std::move(mentor));
  table.add("group", std::move(group));
  table.add("descendants", std::move(descendants), "people");
  table.add("of", std::move(of), "people");
  table.add("nearest", std::move(nearest), "generations");
  table.add("first", std::move(first));
  table.add("names", std::move(names));
  table.add("id", std::move(id));
  table.add("group_id", std::move(group_id));
  table.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, groups,
                           selected, rules);
  return table;
}

namespace {

constexpr std::array options{
    choice<&FlowOptions::among>("by", "groups that descendants came to", flow_rows::by_words),
    flow_rows::policy,
    flow_rows::basis,
    flow_rows::during,
    flow_rows::study,
    flow_rows::backfill,
    flow_rows::max_gap,
    flow_rows::visit,
    flow_rows::overlap,
};
constexpr std::array columns{
    ColumnRow{"mentor", "", "whose line it is"},
    ColumnRow{"group", "", "by name"},
    ColumnRow{"descendants", "people", "of the line who came there"},
    ColumnRow{"of", "people", "of the line, wherever they went"},
    ColumnRow{"nearest", "generations", "between the mentor and the nearest of them"},
    ColumnRow{"first", "", "day on which the first of them came"},
    ColumnRow{"names", "", "of those who came"},
    ColumnRow{"id", "", "of the mentor"},
    ColumnRow{"group_id", "", "of the group"},
};

}  // namespace

extern constinit const Pass seeded_pass{
    .name = "seeded",
    .family = "lineage",
    .summary = "Which lines of descent came to which organisations: lineage joined to moves",
    .definition =
        "The line of a mentor are those they taught, those these taught and so on. Of each line and organisation: how "
        "many of the line came there, by a first affiliation or a counted move.",
    .trap = "Lines overlap: a student of two mentors counts in both lines, so rows of one group do not add up.",
    .cost = "as moves, and the sum over mentors of their descendants",
    .paper = "Malmgren, Ottino & Amaral 2010, doi:10.1038/nature09040",
    .default_traits = flow_rows::traits | trait_mentorship,
    .options = options,
    .columns = columns,
    .example = {.careers = "id,kind,place,level\nBaidu,company,,\nStanford,university,,\n"
                           "ana,person,,\nbo,person,,\nchen,person,,\n\n"
                           "from,kind,to,start,end\nana,mentorship,bo,2000,2004\nbo,mentorship,chen,2006,2010\n"
                           "bo,employment,Stanford,2004-09-01,..\nchen,employment,Baidu,2010-09-01,..\n",
                .options = "",
                .expected = "mentor,group,descendants,of,nearest,first\nana,Baidu,1,2,2,2010-09-01\n"
                            "ana,Stanford,1,2,1,2004-09-01\nbo,Baidu,1,1,1,2010-09-01\n"},
    .run_records = &Runner<&seeded, options, FlowOptions>::run_records,
};

}  // namespace renmai
