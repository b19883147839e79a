// SPDX-License-Identifier: Apache-2.0
#include "ask/diff.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Thing {
  std::string name;
  Fields fields;
};
/// By id.
using Things = std::map<std::string, Thing>;

Things entities_of(const Records& records) {
  Things things;
  const EntityColumns& c = records.entities();
  const auto id_of = [&](Entity e) { return e == no_entity ? std::string() : shown_id(records, e); };
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (records.has_flag(e, flag_redacted)) continue;
    things[std::string(records.entity_id(e))] = {shown_name(records, e),
                                                 {{"kind", records.entity_kind(e).name},
                                                  {"name", shown_name(records, e)},
                                                  {"aliases", std::string(records.text(c.aliases[e]))},
                                                  {"part_of", id_of(c.part_of[e])},
                                                  {"place", id_of(c.place[e])},
                                                  {"level", std::string(to_word(static_cast<PlaceLevel>(c.level[e])))},
                                                  {"flags", shown_flags(records, e)},
                                                  {"note", std::string(records.text(c.note[e]))}}};
  }
  return things;
}

void add_relation(Things& things, const Records& records, Relation r) {
  if (is_redacted(records, r)) return;
  const RelationColumns& c = records.relations();
  const auto id_of = [&](Entity e) { return e == no_entity ? std::string() : shown_id(records, e); };
  const auto text = [&](TextId id) { return std::string(records.text(id)); };
  const std::string& kind = records.relation_kind(r).name;
  things[records.relation_id(r)] = {
      shown_name(records, c.from[r]) + " - " + kind + " - " + shown_name(records, c.to[r]),
      {{"from", id_of(c.from[r])},
       {"kind", kind},
       {"to", id_of(c.to[r])},
       {"role", text(c.role[r])},
       {"start", std::string(records.date_text(c.start[r]))},
       {"end", std::string(records.date_text(c.end[r]))},
       {"attested", std::string(records.attested_text(r))},
       {"place", id_of(c.place[r])},
       {"from_place", id_of(c.from_place[r])},
       {"status", std::string(to_word(records.status(r)))},
       {"confidence", format_number(records.confidence(r))},
       {"source", std::string(records.source_id(r))},
       {"locator", text(c.locator[r])}}};
}

Things relations_of(const Selected& selected, bool kept_alone) {
  Things things;
  const Records& records = selected.records;
  if (!kept_alone) {
    for (Relation r = 0; r < records.relation_count(); ++r) add_relation(things, records, r);
    return things;
  }
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    for (const Relation r : selected.evidence(f)) add_relation(things, records, r);
  }
  return things;
}

Things moves_of(const Selected& selected, const MoveRules& rules) {
  Things things;
  Groups groups(selected, rules.by, rules.basis);
  for (const Event& event : derive_moves(selected, groups, rules).events) {
    if (!is_move(event.type) || !event.counted || selected.records.has_flag(event.person, flag_redacted)) continue;
    const std::string way = groups.name(event.from) + " > " + groups.name(event.to);
    const std::string day = event.date == no_day ? "" : " " + format_day(event.date);
    things[shown_id(selected.records, event.person) + ": " + groups.id(event.from) + " > " + groups.id(event.to) +
           day] = {shown_name(selected.records, event.person) + ": " + way,
                   {{"certainty", std::string(to_word(event.certainty))}}};
  }
  return things;
}

/// Rank by the number of others.
Things ranks_of(const Selected& selected) {
  const Records& records = selected.records;
  std::map<Entity, std::set<Entity>> others;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    const Entity a = selected.from(f);
    const Entity b = selected.to(f);
    if (a == b || !selected.admits(a) || !selected.admits(b)) continue;
    others[a].insert(b);
    others[b].insert(a);
  }
  std::vector<std::pair<std::size_t, Entity>> order;
  order.reserve(others.size());
  for (const auto& [entity, met] : others) order.emplace_back(met.size(), entity);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  Things things;
  std::size_t rank = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    if (k == 0 || order[k].first != order[k - 1].first) rank = k + 1;
    const Entity e = order[k].second;
    if (!records.has_flag(e, flag_redacted))
      things[shown_id(records, e)] = {shown_name(records, e), {{"rank", std::to_string(rank)}}};
  }
  return things;
}

class Rows {
 public:
  /// `changes_alone`: what only one side has is not told.
  void add(const char* what, const Things& before, const Things& after, bool changes_alone = false) {
    for (const auto& [id, thing] : before) {
      const auto now = after.find(id);
      if (now != after.end())
        add_changes(what, id, thing, now->second);
      else if (!changes_alone)
        push(what, "removed", id, thing.name, {}, {}, {});
    }
    for (const auto& [id, thing] : after) {
      if (!changes_alone && !before.contains(id)) push(what, "added", id, thing.name, {}, {}, {});
    }
    std::stable_sort(row_.begin() + static_cast<std::ptrdiff_t>(sort_from_), row_.end(),
                     [](const Row& a, const Row& b) { return a.id < b.id; });
    sort_from_ = row_.size();
  }

  Table table() && {
    Table table;
    table.add("what", column(row_, &Row::what));
    table.add("change", column(row_, &Row::change));
    table.add("id", column(row_, &Row::id));
    table.add("name", column(row_, &Row::name));
    table.add("field", column(row_, &Row::field));
    table.add("before", column(row_, &Row::before));
    table.add("after", column(row_, &Row::after));
    return table;
  }

 private:
  struct Row {
    std::string what, change, id, name, field, before, after;
  };

  void add_changes(const char* what, const std::string& id, const Thing& before, const Thing& after) {
    for (std::size_t k = 0; k < before.fields.size(); ++k) {
      const auto& [field, old] = before.fields[k];
      if (old != after.fields[k].second) push(what, "changed", id, after.name, field, old, after.fields[k].second);
    }
  }

  void push(const char* what, const char* change, const std::string& id, const std::string& name,
            const std::string& field, const std::string& before, const std::string& after) {
    row_.push_back({what, change, id, name, field, before, after});
  }

  std::vector<Row> row_;
  std::size_t sort_from_ = 0;  // where the rows of this sort begin
};

}  // namespace

Table diff(const Selected& before, const Selected& after, const MoveRules& rules) {
  const bool one_dataset = &before.records == &after.records;
  Rows rows;
  if (!one_dataset) rows.add("entity", entities_of(before.records), entities_of(after.records));
  rows.add("relation", relations_of(before, one_dataset), relations_of(after, one_dataset));
  if (!one_dataset) rows.add("move", moves_of(before, rules), moves_of(after, rules));
  rows.add("rank", ranks_of(before), ranks_of(after), true);
  Table table = std::move(rows).table();
  const auto about = [](const Selected& selected) {
    std::vector<std::string> parts;
    for (const auto& [key, value] : selected.stamp()) {
      if (key == "time" || key == "at" || key == "facts" || key == "dataset" || key == "hash") {
        parts.push_back(key);
        parts.back() += " " + value;
      }
    }
    return join(parts, ", ");
  };
  table.stamp = {{"before", about(before)}, {"after", about(after)}};
  return table;
}

}  // namespace renmai
