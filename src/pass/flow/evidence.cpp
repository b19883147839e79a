// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/evidence.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "pass/flow/count.hpp"
#include "pass/flow/evidence_columns.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

/// What made the move, in words.
std::string rule_of(const Event& event, const Selected& selected, const FlowOptions& options) {
  if (event.type == EventType::stated) return "stated as a move";
  if (!event.counted) return "only some completion of the dates makes it";
  const std::string back = event.type == EventType::back ? ", back to an earlier one" : "";
  switch (options.policy) {
    case MovePolicy::mode_year:
      return "holds most days of " + std::to_string(year_of(event.date)) + ", the other of the year before" + back;
    case MovePolicy::first_last: return "the first group and the one that ends last";
    case MovePolicy::primary: return "the main affiliation changes" + back;
    case MovePolicy::tenure: break;
  }
  const Spell entered = selected.spell(event.to_fact);
  if (entered.best_start == event.date) return "home changes where the new tenure starts" + back;
  const Spell left = selected.spell(event.from_fact);
  if (left.best_end == event.date)
    return "home changes where the old tenure ends, after more than " + std::to_string(options.overlap) +
           " days of both" + back;
  return "home changes with the move before it" + back;
}

class Rows {
 public:
  Rows(const Selected& selected, const Groups& groups, const FlowOptions& options)
      : selected_(selected),
        records_(selected.records),
        groups_(groups),
        options_(options),
        window_(window_of(options)),
        relations_(selected) {}

  void add(const Event& event) {
    first_ = true;
    if (event.type == EventType::stated) return add_fact(event, event.to_fact, "stated");
    add_fact(event, event.from_fact, "left");
    add_fact(event, event.to_fact, "entered");
  }

  Table table() && {
    Table table;
    if (options_.per != Period::none)
      table.add(std::string(flow_rows::period_words.at(static_cast<std::size_t>(options_.per))), std::move(period_));
    table.add("from", std::move(from_));
    table.add("to", std::move(to_));
    table.add("moves", std::move(moves_), "moves");
    table.add("person", std::move(person_));
    table.add("person_name", std::move(person_name_));
    table.add("date", std::move(date_));
    table.add("earliest", std::move(earliest_));
    table.add("latest", std::move(latest_));
    table.add("certainty", std::move(certainty_));
    table.add("rule", std::move(rule_));
    table.add("side", std::move(side_));
    table.add("at", std::move(at_));
    std::move(relations_).append_to(table);
    table.add("from_id", std::move(from_id_));
    table.add("to_id", std::move(to_id_));
    return table;
  }

 private:
  void add_fact(const Event& event, Fact fact, const char* side) {
    for (const Relation r : selected_.evidence(fact)) add_relation(event, r, side);
  }

  void add_relation(const Event& event, Relation r, const char* side) {
    const RelationColumns& c = records_.relations();
    const auto period = counted_period(event, options_.per, window_);
    period_.push_back(period ? period_text(*period, options_.per) : std::string());
    from_.push_back(groups_.name(event.from));
    to_.push_back(groups_.name(event.to));
    moves_.push_back(std::exchange(first_, false) && period ? 1 : 0);
    person_.push_back(shown_id(records_, event.person));
    person_name_.push_back(shown_name(records_, event.person));
    date_.push_back(shown_day(event.date));
    earliest_.push_back(shown_day(event.dates.first));
    latest_.push_back(shown_day(event.dates.last));
    certainty_.emplace_back(to_word(event.certainty));
    rule_.push_back(rule_of(event, selected_, options_));
    side_.emplace_back(side);
    at_.push_back(shown_name(records_, c.to[r]));
    relations_.add(r);
    from_id_.push_back(groups_.id(event.from));
    to_id_.push_back(groups_.id(event.to));
  }

  const Selected& selected_;
  const Records& records_;
  const Groups& groups_;
  const FlowOptions& options_;
  DayRange window_;
  EvidenceColumns relations_;
  bool first_ = true;  // the next row is the first of its move
  std::vector<std::string> period_, from_, to_, person_, person_name_, date_, earliest_, latest_, certainty_, rule_,
      side_, at_, from_id_, to_id_;
  std::vector<std::int64_t> moves_;
};

}  // namespace

Table move_evidence(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  const Career career = derive_moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  Rows rows(selected, groups, options);
  MoveTally tally;
  for (const Event& event : career.events) {
    if (!is_move(event.type) || !wanted(event)) continue;
    tally.add(event);
    rows.add(event);
  }
  Table table = std::move(rows).table();
  table.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, groups,
                           selected, options);
  return table;
}

}  // namespace renmai
