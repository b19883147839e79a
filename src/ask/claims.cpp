// SPDX-License-Identifier: Apache-2.0
#include "ask/claims.hpp"

#include <algorithm>

#include "ask/shown.hpp"
#include "base/unicode.hpp"
#include "records/names.hpp"

namespace renmai {
namespace {

/// The one entity that the words name, after identity; none if they are no name, or several entities'.
Entity entity_named(const Selected& selected, std::string_view words) {
  const NameAnswer answer = find_name(selected.records, words);
  const bool surely = answer.match != NameMatch::prefix && answer.found.size() == 1;
  return surely ? selected.identity(answer.found.front()) : no_entity;
}

}  // namespace

Table claims(const Selected& selected, std::string_view about) {
  const Records& records = selected.records;
  const Entity named = about.empty() ? no_entity : entity_named(selected, about);
  const std::string words = fold_name(about);
  std::vector<std::string> claim, metric, subject, comparator, value, unit, population, time, kind, source, locator,
      note, subject_id;
  for (const Claim& row : records.claims()) {
    const auto entity = records.find_entity(records.text(row.subject));
    const auto holds = [&](TextId text) { return fold_name(records.text(text)).find(words) != std::string::npos; };
    const bool of_entity = entity && named != no_entity && selected.identity(*entity) == named;
    if (!of_entity && !holds(row.metric) && !holds(row.subject) && !holds(row.population) && !holds(row.kind)) continue;
    const bool hidden = entity && records.has_flag(*entity, flag_redacted);
    const auto text = [&](TextId id) { return hidden ? std::string() : std::string(records.text(id)); };
    claim.emplace_back(records.text(row.id));
    metric.push_back(text(row.metric));
    subject.push_back(entity ? shown_name(records, *entity) : text(row.subject));
    comparator.push_back(text(row.comparator));
    value.push_back(text(row.value));
    unit.push_back(text(row.unit));
    population.push_back(text(row.population));
    time.push_back(text(row.time));
    kind.push_back(text(row.kind));
    source.push_back(text(row.source));
    locator.push_back(text(row.locator));
    note.push_back(text(row.note));
    subject_id.push_back(entity ? shown_id(records, *entity) : std::string());
  }
  Table table;
  table.add("claim", std::move(claim));
  table.add("metric", std::move(metric));
  table.add("subject", std::move(subject));
  table.add("comparator", std::move(comparator));
  table.add("value", std::move(value));
  table.add("unit", std::move(unit));
  table.add("population", std::move(population));
  table.add("time", std::move(time));
  table.add("kind", std::move(kind));
  table.add("source", std::move(source));
  table.add("locator", std::move(locator));
  table.add("note", std::move(note));
  table.add("subject_id", std::move(subject_id));
  table.stamp = {{"claims", std::to_string(table.row_count()) + " of " + std::to_string(records.claims().size())},
                 {"about", about.empty() ? "everything" : shown_as_typed(records, about)}};
  return table;
}

}  // namespace renmai
