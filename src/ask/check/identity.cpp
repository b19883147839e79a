// SPDX-License-Identifier: Apache-2.0
// Rules about which records are one thing.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "ask/check/findings.hpp"
#include "ask/shown.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

using EntityPair = std::pair<Entity, Entity>;

EntityPair pair_of(const Records& records, Relation r) {
  return std::minmax({records.relations().from[r], records.relations().to[r]});
}

/// The actual identity relations of a role.
std::vector<Relation> identity_relations(const Records& records, IdentityRole role) {
  std::vector<Relation> found;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (records.relation_kind(r).identity == role && records.status(r) == Status::actual) found.push_back(r);
  }
  return found;
}

/// A name or alias of an entity, by the hash of its folded form.
struct NameKey {
  std::uint64_t hash = 0;
  Entity entity = no_entity;  ///< after identity
  bool is_name = false;       ///< the name itself, else an alias
};

std::vector<NameKey> name_keys(const Selected& selected) {
  const Records& records = selected.records;
  std::vector<NameKey> keys;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (records.has_flag(e, flag_unnamed) || records.has_flag(e, flag_redacted)) continue;
    const Entity shown = selected.identity(e);
    const auto add = [&](std::string_view text, bool is_name) {
      const std::string folded = fold_name(text);
      if (!folded.empty()) keys.push_back({hash_bytes(folded), shown, is_name});
    };
    add(records.stated_name(e), true);
    for (const std::string_view alias : split_list(records.text(records.entities().aliases[e]), ';')) add(alias, false);
  }
  std::sort(keys.begin(), keys.end(), [](const NameKey& a, const NameKey& b) {
    return std::tie(a.hash, a.entity, b.is_name) < std::tie(b.hash, b.entity, a.is_name);
  });
  // Of one entity the name stands before an equal alias and is enough.
  const auto same = [](const NameKey& a, const NameKey& b) { return a.hash == b.hash && a.entity == b.entity; };
  keys.erase(std::unique(keys.begin(), keys.end(), same), keys.end());
  return keys;
}

/// Reports entities that share a name: `group` is ascending by entity and has two or more.
void report_shared(const Selected& selected, std::span<const NameKey> group, const std::set<EntityPair>& told_apart,
                   FindingList& findings) {
  constexpr std::size_t listed = 5;
  const Records& records = selected.records;
  const bool all_names = std::all_of(group.begin(), group.end(), [](const NameKey& key) { return key.is_name; });
  // Held against the first few only: a name of a thousand people is reported once, not half a million times.
  const auto head = group.first(std::min<std::size_t>(group.size(), 50));
  bool open = group.size() > head.size();
  for (std::size_t i = 0; i < head.size() && !open; ++i) {
    for (std::size_t k = i + 1; k < head.size() && !open; ++k) {
      open = !told_apart.contains(std::minmax(head[i].entity, head[k].entity));
    }
  }
  if (all_names && !open) return;
  std::vector<std::string> others;
  for (const NameKey& key : group.subspan(1, std::min(group.size() - 1, listed))) {
    others.push_back(named(records, key.entity));
  }
  if (group.size() > listed + 1) others.push_back(format_count(group.size() - listed - 1) + " more");
  const Entity first = group.front().entity;
  if (all_names) {
    findings.note("equal-names", shown_id(records, first), records.entity_place(first),
                  named(records, first) + " has the name of " + join(others, ", ") +
                      "; say same_as if they are one, not_same_as if they are not");
  } else {
    findings.note("shared-alias", shown_id(records, first), records.entity_place(first),
                  named(records, first) + " shares a name or alias with " + join(others, ", ") +
                      "; by that name lookup lists them all, so ask by id");
  }
}

/// By old name: the relation that says it was given up for a name it is merged with.
std::map<Entity, Relation> renames(const Selected& selected) {
  const Records& records = selected.records;
  std::map<Entity, Relation> old_names;
  for (const Relation r : identity_relations(records, IdentityRole::renamed)) {
    const Entity from = records.relations().from[r];
    if (selected.identity(from) == selected.identity(records.relations().to[r]) && selected.identity(from) != from) {
      old_names.try_emplace(from, r);
    }
  }
  return old_names;
}

}  // namespace

void check_identity(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  std::set<EntityPair> apart;
  for (const Relation r : identity_relations(records, IdentityRole::different)) apart.insert(pair_of(records, r));
  std::set<std::string> told;  // identity refuses some of these too; once is enough
  const auto tell = [&](Relation r, std::string rule, std::string message) {
    told.insert(records.relation_id(r));
    findings.error(std::move(rule), records.relation_id(r), records.relation_place(r), std::move(message));
  };
  for (const IdentityRole role : {IdentityRole::same, IdentityRole::renamed}) {
    for (const Relation r : identity_relations(records, role)) {
      const auto [a, b] = pair_of(records, r);
      if (records.has_flag(a, flag_pseudonym) != records.has_flag(b, flag_pseudonym)) {
        const Entity hidden = records.has_flag(a, flag_pseudonym) ? a : b;
        tell(r, "pseudonym-merged",
             named(records, hidden) + " is a pseudonym and must stay closed; remove this relation");
      }
      if (role == IdentityRole::same && apart.contains({a, b})) {
        tell(r, "same-and-not",
             "says that " + named(records, a) + " and " + named(records, b) +
                 " are one, which a not_same_as denies; remove the one that is wrong");
      }
    }
  }
  for (const Finding& finding : selected.identity.findings()) {
    if (!told.contains(finding.record)) findings.add(finding);
  }
}

void check_old_names(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  const auto old_names = renames(selected);
  if (old_names.empty()) return;
  std::map<Entity, std::size_t> uses;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (records.relation_kind(r).has(trait_identity)) continue;
    for (const Entity e : {records.relations().from[r], records.relations().to[r]}) {
      const auto found = old_names.find(e);
      if (found == old_names.end()) continue;
      ++uses[e];
      const Spell rename = records.spell(found->second);
      if (rename.start.last >= day_after_all || records.spell(r).start.first <= rename.start.last) continue;
      findings.warning("old-name-late", records.relation_id(r), records.relation_place(r),
                       "names " + named(records, e) + " after it became " + named(records, selected.identity(e)) +
                           " (" + records.relation_id(found->second) + "); name the new one, or correct a date");
    }
  }
  for (const auto& [e, count] : uses) {
    findings.note("old-name", shown_id(records, e), records.entity_place(e),
                  format_count(count) + (count == 1 ? " relation names " : " relations name ") + named(records, e) +
                      ", an old name of " + named(records, selected.identity(e)) +
                      ", and count for it; right where the source used that name");
  }
}

void check_names(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  std::set<EntityPair> told_apart;
  for (const IdentityRole role : {IdentityRole::different, IdentityRole::same}) {
    for (const Relation r : identity_relations(records, role)) {
      const auto [a, b] = pair_of(records, r);
      told_apart.insert(std::minmax({selected.identity(a), selected.identity(b)}));
    }
  }
  const auto keys = name_keys(selected);
  for (std::size_t i = 0; i < keys.size();) {
    std::size_t next = i + 1;
    while (next < keys.size() && keys[next].hash == keys[i].hash) ++next;
    if (next - i > 1) report_shared(selected, std::span(keys).subspan(i, next - i), told_apart, findings);
    i = next;
  }
}

}  // namespace renmai
