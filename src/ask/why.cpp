// SPDX-License-Identifier: Apache-2.0
#include "ask/why.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ask/shown.hpp"
#include "base/text.hpp"
#include "records/contradictions.hpp"

namespace renmai {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

class Reasons {
 public:
  Reasons(const Selected& selected, const MoveRules& rules)
      : selected_(selected), records_(selected.records), rules_(rules) {}

  /// A row as written, in words.
  void add_relation(Relation r) {
    const RelationColumns& c = records_.relations();
    std::string text = shown_name(records_, c.from[r]) + " - " + records_.relation_kind(r).name;
    if (!is_redacted(records_, r) && c.role[r] != 0) text += " (" + std::string(records_.text(c.role[r])) + ")";
    text += " - " + shown_name(records_, c.to[r]);
    const auto add_date = [&](const char* what, std::string_view date) {
      if (!date.empty()) text += std::string(", ") + what + " " + std::string(date);
    };
    add_date("from", records_.date_text(c.start[r]));
    add_date("to", records_.date_text(c.end[r]));
    add_date("attested", records_.attested_text(r));
    if (records_.status(r) != Status::actual) text += ", " + std::string(to_word(records_.status(r)));
    add("relation", std::move(text), r);
  }

  void add_bounds(Relation r) {
    const Spell spell = records_.spell(r);
    std::string text = "begins " + format_range(spell.start) + ", ends " + format_range(spell.end);
    if (spell.has_best_start()) text += "; best start " + format_day(spell.best_start);
    if (spell.has_best_end()) text += "; best end " + format_day(spell.best_end);
    if (spell.conflict) text += "; what is written cannot all be true";
    add("bounds", std::move(text), r);
  }

  /// Merges that the entity stands for or with, and merges refused.
  void add_identity(Entity entity) {
    const auto is_member = [&](Entity e) { return selected_.identity(e) == selected_.identity(entity); };
    for (Relation r = 0; r < records_.relation_count(); ++r) {
      const RelationKind& kind = records_.relation_kind(r);
      const RelationColumns& c = records_.relations();
      if (kind.identity == IdentityRole::none || (!is_member(c.from[r]) && !is_member(c.to[r]))) continue;
      const bool one = selected_.identity(c.from[r]) == selected_.identity(c.to[r]);
      const char* const outcome = kind.identity == IdentityRole::different
                                      ? (one ? "kept together all the same" : "kept apart")
                                  : one ? "one entity"
                                        : "not believed at this level";
      add("identity",
          shown_name(records_, c.from[r]) + " - " + kind.name + " - " + shown_name(records_, c.to[r]) + ": " + outcome,
          r);
    }
  }

  void add_contradictions(Relation r) {
    if (!contradictions_) contradictions_.emplace(records_, selected_.identity);
    const std::string others = contradictions_->of(r);
    if (!others.empty()) add("contradiction", "cannot be true beside " + others, r);
  }

  /// Moves of a person that leave or enter a fact; all of the person's for no_fact.
  void add_moves(Entity person, Fact fact) {
    if (records_.role(person) != EntityRole::person) return;
    const Entity one = selected_.identity(person);
    const Selected own(records_, selected_.selection, selected_.regions, std::span(&one, 1));
    Groups groups(own, rules_.by, rules_.basis);
    const auto is_of = [&](Fact of_own) { return own.relation(of_own) == selected_.relation(fact); };
    for (const Event& event : derive_moves(own, groups, rules_).events) {
      if (event.person != one || !is_move(event.type)) continue;
      if (fact != no_fact && !is_of(event.from_fact) && !is_of(event.to_fact)) continue;
      std::string text = groups.name(event.from) + " > " + groups.name(event.to) + ", ";
      text += event.counted
                  ? std::string(to_word(event.type)) + (event.date == no_day ? "" : " " + format_day(event.date))
                  : "possible";
      text += ", " + format_range(event.dates) + ", " + std::string(to_word(event.certainty));
      add("move", std::move(text), own.relation(event.to_fact));
    }
  }

  void add_claims(Entity entity) {
    if (records_.has_flag(entity, flag_redacted)) return;
    for (const Claim& claim : records_.claims()) {
      const auto subject = records_.find_entity(records_.text(claim.subject));
      if (!subject || selected_.identity(*subject) != selected_.identity(entity)) continue;
      const auto text = [&](TextId id) { return std::string(records_.text(id)); };
      std::string statement = text(claim.metric) + " " + text(claim.comparator) + " " + text(claim.value);
      if (claim.unit != 0) statement += " " + text(claim.unit);
      if (claim.population != 0) statement += " (" + text(claim.population) + ")";
      if (claim.time != 0) statement += ", " + text(claim.time);
      push("claim", std::move(statement), text(claim.id), undefined, claim.source, text(claim.locator));
    }
  }

  void add_names(Entity entity) {
    const EntityColumns& columns = records_.entities();
    selected_.identity.for_members(selected_.identity(entity), [&](Entity e) {
      std::string text = shown_name(records_, e);
      if (!records_.has_flag(e, flag_redacted) && columns.aliases[e] != 0)
        text += ": " + std::string(records_.text(columns.aliases[e]));
      push("name", std::move(text), shown_id(records_, e), undefined, 0, {});
    });
  }

  /// Whether the selection counts the relation; the fact that has it, or no_fact.
  Fact add_kept(Relation r) {
    for (Fact f = 0; f < selected_.fact_count(); ++f) {
      const auto rows = selected_.evidence(f);
      if (std::find(rows.begin(), rows.end(), r) == rows.end()) continue;
      add("kept", "counts, with " + std::to_string(rows.size()) + (rows.size() == 1 ? " row" : " rows"), r);
      return f;
    }
    add("kept", "does not count: " + join(reasons_against(r), "; "), r);
    return no_fact;
  }

  void add_evidence(Fact fact, Relation but) {
    for (const Relation r : selected_.evidence(fact)) {
      if (r != but) add_relation(r);
    }
  }

  Table table() && {
    Table table;
    table.add("topic", std::move(topic_));
    table.add("statement", std::move(statement_));
    table.add("relation", std::move(relation_));
    table.add("confidence", std::move(confidence_));
    table.add("source", std::move(source_));
    table.add("source_title", std::move(title_));
    table.add("locator", std::move(locator_));
    table.stamp = selected_.stamp();
    return table;
  }

 private:
  [[nodiscard]] std::vector<std::string> reasons_against(Relation r) const {
    const Selection& selection = selected_.selection;
    std::vector<std::string> reasons;
    if (records_.confidence(r) < selection.min_confidence)
      reasons.push_back("its confidence " + format_number(records_.confidence(r)) + " is under " +
                        format_number(selection.min_confidence));
    if (selection.statuses.empty() && records_.status(r) != Status::actual)
      reasons.push_back("it is " + std::string(to_word(records_.status(r))) + ", not actual");
    const RelationColumns& c = records_.relations();
    if (!selected_.admits(c.from[r]) || !selected_.admits(c.to[r])) reasons.emplace_back("an end is a collective");
    if (const auto winner = selected_.outweighed_by(r))
      reasons.push_back("it contradicts " + records_.relation_id(*winner) + ", which counts by --resolve " +
                        std::string(to_word(selection.resolve)));
    if (reasons.empty())
      reasons.push_back("the kinds, dates or conditions selected leave out its kind '" +
                        records_.relation_kind(r).name + "' or its time");
    return reasons;
  }

  void add(const char* topic, std::string statement, Relation r) {
    const RelationColumns& c = records_.relations();
    const std::string locator(is_redacted(records_, r) ? std::string_view() : records_.text(c.locator[r]));
    const TextId source = c.source[r] == no_source ? 0 : records_.sources()[c.source[r]].id;
    push(topic, std::move(statement), records_.relation_id(r), records_.confidence(r), source, locator);
  }

  void push(const char* topic, std::string statement, std::string id, double confidence, TextId source,
            std::string locator) {
    topic_.emplace_back(topic);
    statement_.push_back(std::move(statement));
    relation_.push_back(std::move(id));
    confidence_.push_back(confidence);
    source_.emplace_back(records_.text(source));
    const auto found = std::find_if(records_.sources().begin(), records_.sources().end(),
                                    [&](const Source& s) { return source != 0 && s.id == source; });
    title_.emplace_back(found == records_.sources().end() ? std::string_view() : records_.text(found->title));
    locator_.push_back(std::move(locator));
  }

  const Selected& selected_;
  const Records& records_;
  const MoveRules& rules_;
  std::optional<Contradictions> contradictions_;
  std::vector<std::string> topic_, statement_, relation_, source_, title_, locator_;
  std::vector<double> confidence_;
};

}  // namespace

Table why_relation(const Selected& selected, Relation relation, const MoveRules& rules) {
  Reasons reasons(selected, rules);
  const RelationColumns& columns = selected.records.relations();
  reasons.add_relation(relation);
  const Fact fact = reasons.add_kept(relation);
  if (fact != no_fact) reasons.add_evidence(fact, relation);
  reasons.add_bounds(relation);
  for (const Entity end : {columns.from[relation], columns.to[relation]}) reasons.add_identity(end);
  reasons.add_contradictions(relation);
  if (fact != no_fact) reasons.add_moves(columns.from[relation], fact);
  for (const Entity end : {columns.from[relation], columns.to[relation]}) reasons.add_claims(end);
  return std::move(reasons).table();
}

Table why_entity(const Selected& selected, Entity entity, const MoveRules& rules) {
  Reasons reasons(selected, rules);
  entity = selected.identity(entity);
  reasons.add_names(entity);
  if (selected.records.has_flag(entity, flag_redacted)) return std::move(reasons).table();
  reasons.add_identity(entity);
  std::vector<Relation> rows;
  for (const Fact fact : selected.facts_of(entity)) {
    for (const Relation r : selected.evidence(fact)) rows.push_back(r);
  }
  for (const Relation r : rows) reasons.add_relation(r);
  for (const Relation r : rows) reasons.add_contradictions(r);
  reasons.add_moves(entity, no_fact);
  reasons.add_claims(entity);
  return std::move(reasons).table();
}

}  // namespace renmai
