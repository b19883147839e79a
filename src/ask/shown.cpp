// SPDX-License-Identifier: Apache-2.0
#include "ask/shown.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace renmai {
namespace {

/// The date of the row whose bounds are narrowest; an open end gives way to any date, an unknown one to anything.
std::string_view narrowest(const Records& records, std::span<const Relation> rows, const Field<DateId>& dates) {
  std::string_view text;
  std::int64_t least = INT64_MAX;
  for (const Relation r : rows) {
    const Date& date = records.date(dates[r]);
    const std::int64_t days = date.known()                    ? std::int64_t{date.bounds.last} - date.bounds.first
                              : date.form == Date::Form::open ? INT64_MAX - 1
                                                              : INT64_MAX;
    if (days >= least) continue;
    least = days;
    text = records.date_text(dates[r]);
  }
  return text;
}

}  // namespace

std::string shown_flags(const Records& records, Entity e) {
  std::vector<std::string> names;
  for (const FlagName& flag : flag_names()) {
    if (records.has_flag(e, flag.flag)) names.emplace_back(flag.name);
  }
  return join(names, "; ");
}

Day best_day(const Spell& spell) { return spell.has_best_start() ? spell.best_start : spell.best_end; }

bool earlier_best(Day a, Day b) {
  if (a == no_day || b == no_day) return a != no_day && b == no_day;
  return a < b;
}

bool is_roster(const RelationKind& kind) { return kind.has(trait_affiliation | trait_study) && !kind.has(trait_event); }

FactText describe(const Selected& selected, Fact fact) {
  const Records& records = selected.records;
  const RelationColumns& columns = records.relations();
  const auto rows = selected.evidence(fact);
  const bool redacted =
      records.has_flag(selected.from(fact), flag_redacted) || records.has_flag(selected.to(fact), flag_redacted);
  FactText text;
  text.kind = selected.kind(fact).name;
  if (!redacted) text.role = selected.roles(fact);
  text.start = narrowest(records, rows, columns.start);
  text.end = narrowest(records, rows, columns.end);
  std::vector<std::string> attested;
  std::vector<std::string> others;
  for (const Relation r : rows) {
    attested.emplace_back(records.attested_text(r));
    if (r != rows.front()) others.push_back(records.relation_id(r));
  }
  text.attested = join_distinct(attested);
  text.status = to_word(records.status(rows.front()));
  text.certainty = to_word(selected.certainty(fact));
  text.source = selected.sources(fact);
  text.relation = records.relation_id(rows.front());
  text.also = join(others, "; ");
  text.confidence = selected.confidence(fact);
  text.spell = selected.spell(fact);
  return text;
}

Fact surest(const Selected& selected, std::span<const Fact> facts) {
  Fact best = facts.front();
  for (const Fact fact : facts.subspan(1)) {
    if (selected.confidence(fact) > selected.confidence(best)) best = fact;
  }
  return best;
}

}  // namespace renmai
