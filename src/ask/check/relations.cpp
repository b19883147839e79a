// SPDX-License-Identifier: Apache-2.0
// Rules about single relations, and about two that speak of one pair.
#include <algorithm>
#include <tuple>

#include "ask/check/findings.hpp"
#include "records/contradictions.hpp"

namespace renmai {
namespace {

std::string article_of(EntityRole role) {
  switch (role) {
    case EntityRole::person: return "a person";
    case EntityRole::organisation: return "an organisation";
    case EntityRole::unit: return "a unit";
    case EntityRole::place: return "a place";
    default: return "neither person nor organisation";
  }
}

std::string wrong_end(const Records& records, Entity e, std::string_view column) {
  return "'" + std::string(column) + "' is " + named(records, e) + ", " + article_of(records.role(e));
}

/// What is wrong with the ends of an affiliation, study or mentorship; empty if nothing is.
std::string ends_fault(const Records& records, Relation r) {
  const RelationKind& kind = records.relation_kind(r);
  const Entity from = records.relations().from[r];
  const Entity to = records.relations().to[r];
  const auto is = [&](Entity e, EntityRole role) { return records.role(e) == role; };
  if (kind.has(trait_mentorship)) {
    for (const auto& [e, end] : {std::pair(from, "from"), std::pair(to, "to")}) {
      if (!is(e, EntityRole::person) && !records.has_flag(e, flag_collective)) {
        return "a mentorship joins two persons, but " + wrong_end(records, e, end);
      }
    }
    return {};
  }
  if (!kind.has(trait_affiliation | trait_study)) return {};
  if (!is(from, EntityRole::person) && !is(from, EntityRole::other)) {
    return kind.name + " leads from a person, but " + wrong_end(records, from, "from");
  }
  if (is(to, EntityRole::person) || is(to, EntityRole::place)) {
    return kind.name + " leads to an organisation, but " + wrong_end(records, to, "to");
  }
  return {};
}

/// The last day on which a source may have been published; nothing if it is undated.
std::optional<Day> last_publication(const Records& records, Relation r) {
  const SourceId source = records.relations().source[r];
  if (source == no_source) return std::nullopt;
  const DateParse parse = parse_date(records.text(records.sources()[source].published));
  if (!parse.date || !parse.date->known() || parse.date->bounds.last == day_after_all) return std::nullopt;
  return parse.date->bounds.last;
}

void check_dates_of(const Records& records, Relation r, FindingList& findings) {
  const RelationColumns& columns = records.relations();
  const Date& start = records.date(columns.start[r]);
  const Date& end = records.date(columns.end[r]);
  const Spell spell = records.spell(r);
  const auto id = [&] { return records.relation_id(r); };
  if (spell.conflict) {
    findings.error("date-conflict", id(), records.relation_place(r),
                   "start '" + std::string(records.date_text(columns.start[r])) + "', end '" +
                       std::string(records.date_text(columns.end[r])) + "' and attested '" +
                       std::string(records.attested_text(r)) + "' cannot all be true; correct one of them");
  }
  if (start.known() && end.known() && end.written.last < start.written.first) {
    findings.warning("end-before-start", id(), records.relation_place(r),
                     "the end '" + std::string(records.date_text(columns.end[r])) + "' is before the start '" +
                         std::string(records.date_text(columns.start[r])) +
                         "' but for the doubt marked with ~, ? or %; correct one of them");
  }
  if (records.status(r) != Status::actual) return;
  const auto published = last_publication(records, r);
  if (!published || spell.start.first <= *published || spell.start.first >= day_after_all) return;
  findings.warning("after-publication", id(), records.relation_place(r),
                   "begins on " + format_day(spell.start.first) + " at the earliest, after its source " +
                       std::string(records.source_id(r)) + " was published (" + format_day(*published) +
                       " at the latest); correct a date, or set the status to planned");
}

void report_contradiction(const Records& records, Relation a, Relation b, FindingList& findings) {
  const auto dates = [&](Relation r) {
    const RelationColumns& columns = records.relations();
    std::string text = "start '" + std::string(records.date_text(columns.start[r])) + "', end '" +
                       std::string(records.date_text(columns.end[r])) + "'";
    if (!records.attested_text(r).empty()) text += ", attested '" + std::string(records.attested_text(r)) + "'";
    return text;
  };
  findings.warning("contradiction", records.relation_id(a), records.relation_place(a),
                   "says " + dates(a) + " where " + records.relation_id(b) + " says " + dates(b) +
                       "; keep both if the sources differ, or give the earlier spell an end if they are two");
}

}  // namespace

void check_ends(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    const std::string fault = ends_fault(records, r);
    if (fault.empty()) continue;
    findings.error("wrong-end", records.relation_id(r), records.relation_place(r),
                   fault + "; correct the end, its kind, or the kind of the relation");
  }
}

void check_dates(const Selected& selected, FindingList& findings) {
  for (Relation r = 0; r < selected.records.relation_count(); ++r) check_dates_of(selected.records, r, findings);
}

void check_contradictions(const Selected& selected, FindingList& findings) {
  const Contradictions contradictions(selected.records, selected.identity);
  for (const auto& [a, b] : contradictions.pairs()) report_contradiction(selected.records, a, b, findings);
}

}  // namespace renmai
