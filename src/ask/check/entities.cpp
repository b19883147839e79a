// SPDX-License-Identifier: Apache-2.0
// Rules about entities and what they lie in, kinds, and what nothing uses.
#include <algorithm>

#include "ask/check/findings.hpp"
#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

std::string list_of(const Records& records, std::span<const Entity> entities, std::size_t most) {
  std::vector<std::string> names;
  for (const Entity e : entities.first(std::min(most, entities.size()))) names.push_back(named(records, e));
  if (entities.size() > most) names.emplace_back("...");
  return join(names, ", ");
}

/// By entity: whether a relation, or a part_of or place column, names it.
std::vector<char> named_somewhere(const Records& records) {
  std::vector<char> used(records.entity_count(), 0);
  const auto use = [&](Entity e) {
    if (e != no_entity) used[e] = 1;
  };
  const RelationColumns& columns = records.relations();
  for (Relation r = 0; r < records.relation_count(); ++r) {
    for (const Entity e : {columns.from[r], columns.to[r], columns.place[r], columns.from_place[r]}) use(e);
  }
  for (Entity e = 0; e < records.entity_count(); ++e) {
    for (const Entity whole : {records.entities().part_of[e], records.entities().place[e]}) {
      if (whole == no_entity) continue;
      use(e);
      use(whole);
    }
  }
  return used;
}

void check_sources(const Records& records, FindingList& findings) {
  std::vector<char> used(records.sources().size(), 0);
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (const SourceId source = records.relations().source[r]; source != no_source) used[source] = 1;
  }
  for (const Claim& claim : records.claims()) {
    const auto source = std::find_if(records.sources().begin(), records.sources().end(),
                                     [&](const Source& s) { return s.id == claim.source; });
    if (source != records.sources().end()) {
      used[static_cast<std::size_t>(source - records.sources().begin())] = 1;
    } else if (claim.source != 0) {
      findings.warning("unknown-source", std::string(records.text(claim.id)), {},
                       "the claim names source '" + std::string(records.text(claim.source)) +
                           "', which is not listed; add it to sources.csv or correct the id");
    }
  }
  for (std::size_t s = 0; s < used.size(); ++s) {
    if (used[s] != 0) continue;
    findings.note("unused-source", std::string(records.text(records.sources()[s].id)), {},
                  "no relation or claim names this source; drop it, or name it where it is used");
  }
}

}  // namespace

void check_containment(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  for (const Entity e : selected.hierarchy.circles()) {
    findings.error(
        "part-of-cycle", shown_id(records, e), records.entity_place(e),
        shown_name(records, e) + " lies in itself through others; remove one part_of or located_in of the circle");
  }
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (selected.identity(e) != e) continue;
    const auto countries = selected.hierarchy.all_at_level(e, PlaceLevel::country);
    if (countries.size() < 2) continue;
    findings.error(
        "two-countries", shown_id(records, e), records.entity_place(e),
        "lies in " + list_of(records, countries, 5) +
            " at one distance, so a flow by country cannot place it; keep one, or give it a place of its own");
  }
}

void check_kinds(const Selected& selected, FindingList& findings) {
  const Schema& schema = selected.records.schema();
  for (const RelationKind& kind : schema.relation_kinds()) {
    if (kind.declared) continue;
    findings.warning(
        "unknown-kind", kind.name, {},
        "nothing says what relations of this kind mean, so no graph or move uses them; correct the word, or "
        "give it traits and a summary in schema.toml");
  }
  for (const EntityKind& kind : schema.entity_kinds()) {
    if (kind.declared) continue;
    findings.warning(
        "unknown-kind", kind.name, {},
        "nothing says what entities of this kind are; correct the word, or give it a role and a summary in "
        "schema.toml");
  }
}

void check_use(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  check_sources(records, findings);
  const auto used = named_somewhere(records);
  std::vector<Entity> isolated;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (used[e] == 0) isolated.push_back(e);
    const std::string_view name = records.entity_name(e);
    if (records.has_flag(e, flag_unnamed) && name != records.entity_id(e) && !name.starts_with('(')) {
      findings.note("unnamed-name", shown_id(records, e), records.entity_place(e),
                    "is flagged unnamed but has the name '" + std::string(name) +
                        "'; put a label in brackets, such as '(unnamed) ...', or drop the flag");
    }
  }
  if (isolated.empty()) return;
  findings.note("isolated", {}, {},
                format_count(isolated.size()) + (isolated.size() == 1 ? " entity has" : " entities have") +
                    " no relation: " + list_of(records, isolated, 5) + "; nothing to do unless one was forgotten");
}

}  // namespace renmai
