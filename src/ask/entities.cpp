// SPDX-License-Identifier: Apache-2.0
#include "ask/entities.hpp"

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

struct Row {
  std::string id, name, kind;
  std::int64_t facts = 0;
  std::string flags, part_of, place, aliases, part_of_id, place_id;
};

std::string aliases_of(const Selected& selected, Entity e) {
  const Records& records = selected.records;
  std::vector<std::string> names;
  selected.identity.for_members(e, [&](Entity member) {
    if (member != e) names.push_back(shown_name(records, member));
    for (const auto alias : split_list(records.text(records.entities().aliases[member]), ';'))
      names.emplace_back(alias);
  });
  return join_distinct(names);
}

Row row_of(const Selected& selected, Entity e) {
  const Records& records = selected.records;
  Row row;
  row.id = shown_id(records, e);
  row.name = shown_name(records, e);
  row.kind = records.entity_kind(e).name;
  row.flags = shown_flags(records, e);
  if (records.has_flag(e, flag_redacted)) return row;
  row.aliases = aliases_of(selected, e);
  const auto name_of = [&](Entity whole, std::string& name, std::string& id) {
    if (whole == no_entity) return;
    name = shown_name(records, selected.identity(whole));
    id = shown_id(records, selected.identity(whole));
  };
  name_of(records.entities().part_of[e], row.part_of, row.part_of_id);
  name_of(records.entities().place[e], row.place, row.place_id);
  return row;
}

}  // namespace

Table entities(const Selected& selected, const EntityFilter& filter) {
  const Records& records = selected.records;
  std::vector<std::int64_t> facts(records.entity_count(), 0);
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    ++facts[selected.from(f)];
    if (selected.to(f) != selected.from(f)) ++facts[selected.to(f)];
  }
  std::vector<Entity> listed;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (selected.identity(e) != e) continue;
    if (!filter.kind.empty() && records.entity_kind(e).name != filter.kind) continue;
    if (filter.flag && !records.has_flag(e, *filter.flag)) continue;
    if (filter.isolated && facts[e] > 0) continue;
    listed.push_back(e);
  }
  return entities(selected, listed, [&](Entity e) { return facts[e]; });
}

Table entities(const Selected& selected, std::span<const Entity> listed,
               const std::function<std::int64_t(Entity)>& facts) {
  std::vector<Row> rows;
  rows.reserve(listed.size());
  for (const Entity e : listed) {
    rows.push_back(row_of(selected, e));
    rows.back().facts = facts(e);
  }
  Table table;
  table.add("id", column(rows, &Row::id));
  table.add("name", column(rows, &Row::name));
  table.add("kind", column(rows, &Row::kind));
  table.add("facts", column(rows, &Row::facts), "facts");
  table.add("flags", column(rows, &Row::flags));
  table.add("part_of", column(rows, &Row::part_of));
  table.add("place", column(rows, &Row::place));
  table.add("aliases", column(rows, &Row::aliases));
  table.add("part_of_id", column(rows, &Row::part_of_id));
  table.add("place_id", column(rows, &Row::place_id));
  table.stamp = selected.stamp();
  return table;
}

}  // namespace renmai
