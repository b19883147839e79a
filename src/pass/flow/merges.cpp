// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/merges.hpp"

#include <algorithm>
#include <utility>

#include "base/interrupt.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

std::vector<Relation> identity_relations(const Records& records) {
  std::vector<Relation> found;
  const RelationColumns& c = records.relations();
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (records.relation_kind(r).identity == IdentityRole::none || records.status(r) != Status::actual) continue;
    if (c.from[r] != c.to[r]) found.push_back(r);
  }
  return found;
}

Table table_of(const Selected& selected, const std::vector<MergeEffect>& effects, std::string_view changed_unit,
               std::string_view difference_unit) {
  const Records& records = selected.records;
  const RelationColumns& c = records.relations();
  std::vector<std::string> relation, one, other, kind, believed, holds, source, locator, one_id, other_id;
  std::vector<double> confidence, difference;
  std::vector<std::int64_t> changed;
  bool with_claim = false;
  for (const MergeEffect& effect : effects) {
    const Relation r = effect.relation;
    const bool one_now = selected.identity(c.from[r]) == selected.identity(c.to[r]);
    const bool says_same = records.relation_kind(r).identity != IdentityRole::different;
    relation.push_back(records.relation_id(r));
    one.push_back(shown_name(records, c.from[r]));
    other.push_back(shown_name(records, c.to[r]));
    kind.push_back(records.relation_kind(r).name);
    confidence.push_back(records.confidence(r));
    believed.emplace_back(one_now == says_same ? "yes" : "no");
    changed.push_back(effect.changed);
    difference.push_back(effect.difference);
    holds.push_back(effect.holds);
    with_claim = with_claim || !effect.holds.empty();
    source.emplace_back(records.source_id(r));
    locator.emplace_back(is_redacted(records, r) ? std::string_view() : records.text(c.locator[r]));
    one_id.push_back(shown_id(records, c.from[r]));
    other_id.push_back(shown_id(records, c.to[r]));
  }
  Table table;
  table.add("relation", std::move(relation));
  table.add("one", std::move(one));
  table.add("other", std::move(other));
  table.add("kind", std::move(kind));
  table.add("confidence", std::move(confidence));
  table.add("believed", std::move(believed));
  table.add("changed", std::move(changed), std::string(changed_unit));
  table.add("difference", std::move(difference), std::string(difference_unit));
  if (with_claim) table.add("holds", std::move(holds));
  table.add("source", std::move(source));
  table.add("locator", std::move(locator));
  table.add("one_id", std::move(one_id));
  table.add("other_id", std::move(other_id));
  return table;
}

}  // namespace

Table effects_of_merges(const Selected& selected, const std::function<MergeEffect(const Selected& turned)>& effect,
                        std::string_view changed_unit, std::string_view difference_unit) {
  const std::vector<Relation> relations = identity_relations(selected.records);
  std::vector<MergeEffect> effects;
  effects.reserve(relations.size());
  for (const Relation r : relations) {
    report_progress("merges", effects.size(), relations.size());
    Selection selection = selected.selection;
    selection.flipped.push_back(r);
    effects.push_back(effect(Selected(selected.records, std::move(selection), selected.regions)));
    effects.back().relation = r;
  }
  std::stable_sort(effects.begin(), effects.end(), [](const MergeEffect& a, const MergeEffect& b) {
    return a.difference != b.difference ? a.difference > b.difference : a.changed > b.changed;
  });
  return table_of(selected, effects, changed_unit, difference_unit);
}

}  // namespace renmai
