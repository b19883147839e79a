// SPDX-License-Identifier: Apache-2.0
#include "ask/compare.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ask/shown.hpp"

namespace renmai {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

struct Summary {
  std::map<std::string, double> facts;                 // by kind
  std::map<EntityRole, std::set<std::string>> others;  // ids
  std::set<std::string> sources;
  double confidence = 0;
  double count = 0;
  double first = undefined;
  double last = undefined;

  void see_year(Day day) {
    if (day == no_day) return;
    const double year = year_of(day);
    first = first <= year ? first : year;
    last = last >= year ? last : year;
  }
};

Summary summary_of(const CompareSide& side) {
  const Selected& selected = side.selected;
  const Records& records = selected.records;
  Summary summary;
  const auto see = [&](Fact fact) {
    ++summary.count;
    ++summary.facts[selected.kind(fact).name];
    summary.confidence += selected.confidence(fact);
    for (const Relation r : selected.evidence(fact)) {
      if (!records.source_id(r).empty()) summary.sources.emplace(records.source_id(r));
    }
    for (const Entity end : {selected.from(fact), selected.to(fact)}) {
      if (end != side.entity) summary.others[records.role(end)].emplace(records.entity_id(end));
    }
    const Spell spell = selected.spell(fact);
    summary.see_year(spell.best_start);
    summary.see_year(spell.best_end);
  };
  if (side.entity == no_entity) {
    for (Fact f = 0; f < selected.fact_count(); ++f) {
      const Spell spell = selected.spell(f);
      const auto day = spell.has_best_start() ? std::optional(spell.best_start) : std::nullopt;
      if (side.group == nullptr || side.group->contains(selected.to(f), day)) see(f);
    }
  } else {
    for (const Fact f : selected.facts_of(side.entity)) see(f);
  }
  return summary;
}

double shared(const std::set<std::string>& a, const std::set<std::string>& b) {
  return static_cast<double>(std::count_if(a.begin(), a.end(), [&](const std::string& id) { return b.contains(id); }));
}

}  // namespace

Table compare(const CompareSide& a, const CompareSide& b) {
  const CompareSide side_a{a.selected, a.entity == no_entity ? no_entity : a.selected.identity(a.entity), a.group};
  const CompareSide side_b{b.selected, b.entity == no_entity ? no_entity : b.selected.identity(b.entity), b.group};
  Summary x = summary_of(side_a);
  Summary y = summary_of(side_b);
  std::vector<std::string> measure;
  std::vector<double> of_a, of_b, of_both;
  const auto add = [&](std::string name, double left, double right, double both = undefined) {
    measure.push_back(std::move(name));
    of_a.push_back(left);
    of_b.push_back(right);
    of_both.push_back(both);
  };
  add("facts", x.count, y.count);
  std::set<std::string> kinds;
  for (const Summary* side : {&x, &y}) {
    for (const auto& [kind, count] : side->facts) kinds.insert(kind);
  }
  for (const std::string& kind : kinds) add("facts: " + kind, x.facts[kind], y.facts[kind]);
  add("sources", static_cast<double>(x.sources.size()), static_cast<double>(y.sources.size()),
      shared(x.sources, y.sources));
  double common = 0;
  double all = 0;
  for (const EntityRole role :
       {EntityRole::person, EntityRole::organisation, EntityRole::unit, EntityRole::place, EntityRole::other}) {
    const auto& left = x.others[role];
    const auto& right = y.others[role];
    if (left.empty() && right.empty()) continue;
    const double both = shared(left, right);
    common += both;
    all += static_cast<double>(left.size() + right.size()) - both;
    add("others: " + std::string(to_word(role)), static_cast<double>(left.size()), static_cast<double>(right.size()),
        both);
  }
  add("shared", undefined, undefined, all == 0 ? undefined : common / all);
  add("first year", x.first, y.first);
  add("last year", x.last, y.last);
  add("mean confidence", x.count == 0 ? undefined : x.confidence / x.count,
      y.count == 0 ? undefined : y.confidence / y.count);
  Table table;
  table.add("measure", std::move(measure));
  table.add("a", std::move(of_a));
  table.add("b", std::move(of_b));
  table.add("both", std::move(of_both));
  const auto name = [](const CompareSide& side) {
    if (side.group != nullptr) return side.group->name();
    if (side.entity != no_entity) return shown_name(side.selected.records, side.entity);
    return side.selected.selection.at.value_or("all dates");
  };
  table.stamp = {{"a", name(side_a)}, {"b", name(side_b)}};
  const Stamp selection = a.selected.stamp();
  table.stamp.insert(table.stamp.end(), selection.begin(), selection.end());
  return table;
}

}  // namespace renmai
