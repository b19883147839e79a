// SPDX-License-Identifier: Apache-2.0
#include "ask/page_facts.hpp"

#include <numeric>
#include <set>
#include <string_view>

#include "ask/entities.hpp"
#include "ask/facts.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "graph/project.hpp"
#include "pass/flow/evidence_columns.hpp"

namespace renmai {
namespace {

/// What a search may meet in the names of an entity: folded as names are, and in Latin letters without marks.
std::string search_keys(const std::string& name, const std::string& aliases) {
  std::set<std::string> keys;
  const auto add = [&](std::string_view text) {
    if (trim(text).empty()) return;
    keys.insert(fold_name(text));
    for (std::string& key : latin_keys(text)) keys.insert(std::move(key));
  };
  add(name);
  for (const std::string_view alias : split_list(aliases, ';')) add(alias);
  return join(std::vector<std::string>(keys.begin(), keys.end()), "\n");
}

}  // namespace

PageFacts::PageFacts(const Selected& everything, const Selected& selected)
    : everything_(everything),
      contradictions_(std::make_shared<const Contradictions>(everything.records, everything.identity)),
      usual_(everything.records.relation_count(), 0),
      begin_(std::size_t{everything.records.entity_count()} + 1, 0) {
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    for (const Relation r : selected.evidence(f)) usual_[r] = 1;
  }
  const auto each_end = [&](const auto& visit) {
    for (Fact f = 0; f < everything.fact_count(); ++f) {
      visit(everything.from(f), f);
      if (everything.to(f) != everything.from(f)) visit(everything.to(f), f);
    }
  };
  each_end([&](Entity e, Fact) { ++begin_[e + 1]; });
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  facts_.resize(begin_.back());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  each_end([&](Entity e, Fact f) { facts_[next[e]++] = f; });
}

std::span<const Fact> PageFacts::facts_of(Entity representative) const {
  return std::span(facts_).subspan(begin_[representative], begin_[representative + 1] - begin_[representative]);
}

bool PageFacts::shows(Fact fact) const {
  return !records().has_flag(everything_.from(fact), flag_redacted) &&
         !records().has_flag(everything_.to(fact), flag_redacted);
}

Table PageFacts::entity_table(std::span<const Entity> listed) const {
  std::vector<Entity> shown;
  for (const Entity e : listed) {
    if (!records().has_flag(e, flag_redacted)) shown.push_back(e);
  }
  Table table = entities(everything_, shown, [&](Entity e) { return static_cast<std::int64_t>(facts_of(e).size()); });
  std::vector<std::string> keys;
  keys.reserve(shown.size());
  for (std::size_t row = 0; row < shown.size(); ++row)
    keys.push_back(search_keys(table.column("name").text(row), table.column("aliases").text(row)));
  table.add("keys", std::move(keys));
  return table;
}

void PageFacts::add_facts(std::span<const Fact> listed, NamedTables& tables) const {
  std::vector<std::string> first, sure_first, sure_last, last;
  std::vector<std::int64_t> usual, fact_of_row;
  EvidenceColumns evidence(records(), contradictions_);
  for (const Fact fact : listed) {
    const Spell spell = everything_.spell(fact);
    first.push_back(shown_day(spell.start.first));
    sure_first.push_back(shown_day(spell.start.last));
    sure_last.push_back(shown_day(spell.end.first));
    last.push_back(shown_day(spell.end.last));
    bool kept = false;
    for (const Relation r : everything_.evidence(fact)) {
      kept = kept || usual_[r] != 0;
      fact_of_row.push_back(static_cast<std::int64_t>(usual.size()));
      evidence.add(r);
    }
    usual.push_back(kept ? 1 : 0);
  }
  Table table = facts(everything_, listed);
  table.add("first", std::move(first)).add("sure_first", std::move(sure_first));
  table.add("sure_last", std::move(sure_last)).add("last", std::move(last)).add("usual", std::move(usual));
  tables.emplace_back("facts", std::move(table));
  Table rows;
  rows.add("fact", std::move(fact_of_row));
  std::move(evidence).append_to(rows);
  tables.emplace_back("rows", std::move(rows));
}

Table with_entity_names(const Records& records, const Table& table) {
  std::vector<Entity> entities(records.entity_count());
  std::iota(entities.begin(), entities.end(), Entity{0});
  return with_names(table, records, entities);
}

}  // namespace renmai
