// SPDX-License-Identifier: Apache-2.0
#include "pass/moves.hpp"

#include "pass/flow/compare.hpp"
#include "pass/flow/evidence.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

std::string bound_text(Day day) {
  return day <= day_before_all || day >= day_after_all ? std::string() : format_day(day);
}

std::string fact_id(const Selected& selected, Fact fact) {
  return fact == no_fact ? std::string() : selected.records.relation_id(selected.relation(fact));
}

}  // namespace

Table moves(const Selected& selected, const FlowOptions& options) {
  if (options.why) return move_evidence(selected, options);
  if (options.compare) return compare_policies(selected, options);
  Groups groups = make_groups(selected, options);
  const Career career = derive_moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  MoveTally tally;
  std::vector<std::string> person, person_name, from, to, earliest, latest, type, certainty, relation_from, relation_to,
      date, from_id, to_id;
  for (const Event& event : career.events) {
    if (!wanted(event)) continue;
    tally.add(event);
    if (!is_move(event.type) && !options.events) continue;
    person.push_back(shown_id(selected.records, event.person));
    person_name.push_back(shown_name(selected.records, event.person));
    from.push_back(groups.name(event.from));
    to.push_back(groups.name(event.to));
    earliest.push_back(bound_text(event.dates.first));
    latest.push_back(bound_text(event.dates.last));
    type.emplace_back(event.counted ? to_word(event.type) : "possible");
    certainty.emplace_back(to_word(event.certainty));
    relation_from.push_back(fact_id(selected, event.from_fact));
    relation_to.push_back(fact_id(selected, event.to_fact));
    date.push_back(event.date == no_day ? std::string() : bound_text(event.date));
    from_id.push_back(groups.id(event.from));
    to_id.push_back(groups.id(event.to));
  }
  Table table;
  table.add("person", std::move(person));
  table.add("person_name", std::move(person_name));
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("earliest", std::move(earliest));
  table.add("latest", std::move(latest));
  table.add("type", std::move(type));
  table.add("certainty", std::move(certainty));
  table.add("relation_from", std::move(relation_from));
  table.add("relation_to", std::move(relation_to));
  table.add("date", std::move(date));
  table.add("from_id", std::move(from_id));
  table.add("to_id", std::move(to_id));
  table.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, groups,
                           selected, options);
  return table;
}

namespace {

constexpr std::array options{flow_rows::by,      flow_rows::policy, flow_rows::basis,    flow_rows::from,
                             flow_rows::to,      flow_rows::during, flow_rows::study,    flow_rows::events,
                             flow_rows::compare, flow_rows::why,    flow_rows::backfill, flow_rows::max_gap,
                             flow_rows::visit,   flow_rows::overlap};
constexpr std::array columns{
    ColumnRow{"person", "", "id of the person"},
    ColumnRow{"person_name", "", "display name"},
    ColumnRow{"from", "", "group left; ? is unknown"},
    ColumnRow{"to", "", "group entered; ? is unknown"},
    ColumnRow{"earliest", "", "first day it may have happened"},
    ColumnRow{"latest", "", "last day it may have happened"},
    ColumnRow{"type", "", "onward, return, stated or possible; with --events also the events that are no moves"},
    ColumnRow{"certainty", "", "certain if every completion of the dates makes it, else possible"},
    ColumnRow{"relation_from", "", "relation left"},
    ColumnRow{"relation_to", "", "relation entered"},
    ColumnRow{"date", "", "day by best days; empty if only possible"},
    ColumnRow{"from_id", "", "id of the group left"},
    ColumnRow{"to_id", "", "id of the group entered"},
    ColumnRow{"tenure", "moves",
              "with --compare, which has the columns of people and those from here on: moves of that policy"},
    ColumnRow{"mode-year", "moves", "with --compare: moves of that policy"},
    ColumnRow{"first-last", "moves", "with --compare: moves of that policy"},
    ColumnRow{"primary", "moves", "with --compare: moves of that policy"},
    ColumnRow{"differs", "", "with --compare: policies whose moves are not those of tenure"},
    ColumnRow{"why", "", "with --compare: what in the career they see differently"},
    ColumnRow{"paths", "", "with --compare: the groups that each policy goes through"},
};

}  // namespace

extern constinit const Pass moves_pass{
    .name = "moves",
    .family = "moves",
    .summary = "Who moved where and when",
    .definition =
        "Of four policies. tenure: spells of one group whose gap is at most --backfill are one tenure; tenures in "
        "order of start "
        "(longer first) change a person's home unless they lie inside it (a visit, or dual if --visit or longer) or "
        "come "
        "more than --max-gap after it (exit, entry); after an overlap of more than --overlap the move happens when the "
        "old tenure ends. mode-year: from the group that holds most days of a year to that of the next. first-last: "
        "from "
        "the group entered first to the one left last. primary: changes of the main affiliation (highest primacy of "
        "its "
        "kind, then in the longer tenure). Stated moves count as written. Offers, plans, visits and renames never "
        "count.",
    .trap =
        "Overlaps decide the headline: of scholars called mobile 72.7 per cent are travellers, not migrants "
        "(Robinson-Garcia et al. 2019). Always name the policy; --compare shows where it matters.",
    .cost = "O(facts log facts) time, and O(n^3) per person with n affiliations",
    .paper = "Robinson-Garcia et al. 2019, doi:10.1016/j.joi.2018.11.002",
    .default_traits = trait_affiliation | trait_study | trait_residence | trait_transfer,
    .options = options,
    .columns = columns,
    .example = {.careers = flow_rows::example_careers,
                .options = "",
                .expected = "person_name,from,to,earliest,latest,type,certainty\n"
                            "ana,CN,US,2006-01-01,2006-12-31,onward,certain\n"
                            "ana,US,CN,2012-01-01,2012-12-31,return,certain\n"
                            "bo,US,GB,2010-01-01,2010-12-31,onward,certain\n"
                            "chen,CN,US,2008-01-01,2008-12-31,onward,certain\n"
                            "dee,CN,US,2008-01-01,2008-12-31,onward,certain\n"
                            "dee,US,GB,2013-01-01,2013-12-31,onward,certain\n"
                            "eva,CN,US,2008-01-01,2008-12-31,onward,certain\n"
                            "fay,GB,US,2009-01-01,2009-12-31,onward,certain\n"
                            "gus,CN,GB,2010-01-01,2010-12-31,onward,certain\n"},
    .run_records = &Runner<&moves, options, FlowOptions>::run_records,
};

}  // namespace renmai
