// SPDX-License-Identifier: Apache-2.0
#include "ask/lineage.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "ask/shown.hpp"

namespace renmai {
namespace {

/// A mentorship seen from `via`: `person` is its mentor or mentee.
struct Tie {
  Entity via = no_entity;
  Entity person = no_entity;
  Fact fact = 0;
};

struct Step {
  bool descendant = false;
  std::uint32_t generation = 0;
  Tie tie;
};

struct Row {
  std::string line;
  std::int64_t generation = 0;
  std::string person, name, via, relation, role, start, end, certainty;
  double confidence = 0;
  std::string via_id, attested, source, also;
};

/// Mentorships sorted by the end they are followed from.
std::vector<Tie> ties(const Selected& selected, bool descendants) {
  std::vector<Tie> all;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    if (!selected.kind(f).has(trait_mentorship)) continue;
    if (descendants)
      all.push_back({selected.from(f), selected.to(f), f});
    else
      all.push_back({selected.to(f), selected.from(f), f});
  }
  std::sort(all.begin(), all.end(),
            [](const Tie& a, const Tie& b) { return std::tie(a.via, a.fact) < std::tie(b.via, b.fact); });
  return all;
}

void follow(const Selected& selected, Entity root, bool descendants, std::uint32_t generations,
            std::vector<Step>& steps) {
  const auto all = ties(selected, descendants);
  std::vector<char> met(selected.records.entity_count(), 0);
  met[root] = 1;
  std::vector<Entity> level{root};
  for (std::uint32_t generation = 1; !level.empty() && (generations == 0 || generation <= generations); ++generation) {
    std::vector<Entity> next;
    for (const Entity via : level) {
      auto tie = std::lower_bound(all.begin(), all.end(), via, [](const Tie& t, Entity e) { return t.via < e; });
      for (; tie != all.end() && tie->via == via; ++tie) {
        steps.push_back({descendants, generation, *tie});
        if (met[tie->person] != 0) continue;
        met[tie->person] = 1;
        next.push_back(tie->person);
      }
    }
    level = std::move(next);
  }
}

Row row_of(const Selected& selected, const Step& step) {
  const Records& records = selected.records;
  FactText text = describe(selected, step.tie.fact);
  Row row;
  row.line = step.descendant ? "descendant" : "ancestor";
  row.generation = step.generation;
  row.person = shown_id(records, step.tie.person);
  row.name = shown_name(records, step.tie.person);
  row.via = shown_name(records, step.tie.via);
  row.relation = std::move(text.relation);
  row.role = std::move(text.role);
  row.start = std::move(text.start);
  row.end = std::move(text.end);
  row.certainty = std::move(text.certainty);
  row.confidence = text.confidence;
  row.via_id = shown_id(records, step.tie.via);
  row.attested = std::move(text.attested);
  row.source = std::move(text.source);
  row.also = std::move(text.also);
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("line", column(rows, &Row::line));
  table.add("generation", column(rows, &Row::generation));
  table.add("person", column(rows, &Row::person));
  table.add("name", column(rows, &Row::name));
  table.add("via", column(rows, &Row::via));
  table.add("relation", column(rows, &Row::relation));
  table.add("role", column(rows, &Row::role));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("certainty", column(rows, &Row::certainty));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("via_id", column(rows, &Row::via_id));
  table.add("attested", column(rows, &Row::attested));
  table.add("source", column(rows, &Row::source));
  table.add("also", column(rows, &Row::also));
  return table;
}

}  // namespace

Table lineage(const Selected& selected, Entity person, const LineageOptions& options) {
  const Entity root = selected.identity(person);
  std::vector<Step> steps;
  const bool hidden = selected.records.has_flag(root, flag_redacted);
  if (!hidden && options.direction != LineageDirection::descendants) {
    follow(selected, root, false, options.generations, steps);
  }
  if (!hidden && options.direction != LineageDirection::ancestors) {
    follow(selected, root, true, options.generations, steps);
  }

  struct Dated {
    Step step;
    Day best;
  };
  std::vector<Dated> dated;
  for (const Step& step : steps) {
    const Day best = best_day(selected.spell(step.tie.fact));
    dated.push_back({step, best == no_day ? day_after_all : best});  // undated last
  }
  const auto key = [](const Dated& d) {
    return std::tuple(d.step.descendant, d.step.generation, d.best, d.step.tie.person, d.step.tie.via, d.step.tie.fact);
  };
  std::sort(dated.begin(), dated.end(), [&](const Dated& a, const Dated& b) { return key(a) < key(b); });
  std::vector<Row> rows;
  rows.reserve(dated.size());
  for (const Dated& d : dated) rows.push_back(row_of(selected, d.step));
  Table table = table_of(rows);
  table.stamp = selected.stamp();
  table.stamp.emplace_back("person", shown_name(selected.records, root));
  table.stamp.emplace_back("generations", options.generations == 0 ? "all" : std::to_string(options.generations));
  return table;
}

}  // namespace renmai
