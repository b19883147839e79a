// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/claims.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "pass/flow.hpp"
#include "pass/flow/count.hpp"
#include "records/names.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

/// "flow A to B" in one part of a population, and what the other parts say.
struct Spoken {
  std::string from;
  std::string to;
  std::string population;
};

std::optional<Spoken> spoken_of(std::string_view text) {
  constexpr std::string_view head = "flow ";
  constexpr std::string_view middle = " to ";
  std::optional<Spoken> found;
  std::vector<std::string> others;
  for (const std::string_view part : split_list(text, ';')) {
    const std::size_t to = part.find(middle);
    if (!found && part.starts_with(head) && to != std::string_view::npos) {
      found = Spoken{std::string(trim(part.substr(head.size(), to - head.size()))),
                     std::string(trim(part.substr(to + middle.size()))),
                     {}};
    } else {
      others.emplace_back(part);
    }
  }
  if (found) found->population = join(others, "; ");
  return found;
}

struct Row {
  std::string from, to, from_id, to_id;
  std::string compares, metric, comparator, value, unit, population, time, statement, source, locator;
};

/// Finds the groups that statements speak of.
class Speakers {
 public:
  Speakers(const Selected& selected, const FlowOptions& options)
      : selected_(selected), options_(options), groups_(make_groups(selected, options)) {}

  /// By a name that a source uses: id and name of a group, or the name alone.
  std::pair<std::string, std::string> group_of(const std::string& name) {
    if (!options_.from.empty() || !options_.to.empty()) return of_set(name);
    const NameAnswer answer = find_name(selected_.records, name);
    if (answer.found.size() != 1 || answer.match == NameMatch::prefix) return {"", name};
    return group_of(selected_.identity(answer.found.front()));
  }
  /// Whether a statement of these groups is asked for: with --from and --to only that of the two.
  [[nodiscard]] bool wanted(const std::string& from_id, const std::string& to_id) const {
    const bool two_sets = !options_.from.empty() || !options_.to.empty();
    return !two_sets || (from_id == groups_.id(1) && to_id == groups_.id(2));
  }
  std::pair<std::string, std::string> group_of(Entity entity) {
    const Group group = groups_.of(entity, no_entity, std::nullopt);
    if (group == unknown_group) return {"", shown_name(selected_.records, entity)};
    return {groups_.id(group), groups_.name(group)};
  }

 private:
  /// One of the two sets, if the name means it.
  std::pair<std::string, std::string> of_set(const std::string& name) {
    try {
      const EntitySet set(selected_, name, "a claim");
      for (const Group group : {Group{1}, Group{2}}) {
        if (groups_.id(group) == set.id()) return {set.id(), set.name()};
      }
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::not_found) throw;  // a name that only the source knows
    }
    return {"", name};
  }

  const Selected& selected_;
  const FlowOptions& options_;
  Groups groups_;
};

void add_claims(const Selected& selected, Speakers& speakers, std::vector<Row>& rows) {
  const Records& records = selected.records;
  for (const Claim& claim : records.claims()) {
    const auto text = [&](TextId id) { return std::string(records.text(id)); };
    auto spoken = spoken_of(text(claim.population));
    if (!spoken) spoken = spoken_of(text(claim.subject));
    if (!spoken) continue;
    Row row;
    std::tie(row.from_id, row.from) = speakers.group_of(spoken->from);
    std::tie(row.to_id, row.to) = speakers.group_of(spoken->to);
    row.metric = text(claim.metric);
    row.comparator = text(claim.comparator);
    row.value = text(claim.value);
    row.unit = text(claim.unit);
    row.population = spoken->population;
    row.time = text(claim.time);
    row.statement = text(claim.id);
    row.source = text(claim.source);
    row.locator = text(claim.locator);
    const bool of_people = row.unit == "people" || row.unit == "moves";
    row.compares = !row.population.empty() ? "no: of another population"
                   : !of_people            ? "no: not a number of people"
                                           : "yes";
    rows.push_back(std::move(row));
  }
}

void add_aggregates(const Selected& selected, Speakers& speakers, std::vector<Row>& rows) {
  const Records& records = selected.records;
  const RelationColumns& c = records.relations();
  for (Relation r = 0; r < records.relation_count(); ++r) {
    const RelationKind& kind = records.relation_kind(r);
    if (!kind.has(trait_aggregate) || records.status(r) != Status::actual) continue;
    if (is_redacted(records, r) || records.confidence(r) < selected.selection.min_confidence) continue;
    Row row;
    std::tie(row.from_id, row.from) = speakers.group_of(selected.identity(c.from[r]));
    std::tie(row.to_id, row.to) = speakers.group_of(selected.identity(c.to[r]));
    row.metric = kind.name;
    row.value = records.text(c.role[r]);
    row.time = records.date_text(c.start[r]);
    if (c.end[r] != 0) row.time += "/" + std::string(records.date_text(c.end[r]));
    row.statement = records.relation_id(r);
    row.source = records.source_id(r);
    row.locator = records.text(c.locator[r]);
    row.compares = "no: none is named or counted";
    rows.push_back(std::move(row));
  }
}

}  // namespace

Table flow_claims(const Selected& selected, const FlowOptions& options) {
  FlowOptions plain = options;
  plain.claims = false;
  plain.per = Period::none;
  plain.suppress = 0;
  plain.bootstrap = 0;
  plain.wide = false;
  const Table cells = flow(selected, plain);
  std::map<std::pair<std::string, std::string>, std::size_t> row_of;
  for (std::size_t k = 0; k < cells.row_count(); ++k)
    row_of[{cells.column("from_id").text(k), cells.column("to_id").text(k)}] = k;

  Speakers speakers(selected, options);
  std::vector<Row> rows;
  add_claims(selected, speakers, rows);
  add_aggregates(selected, speakers, rows);
  std::erase_if(rows, [&](const Row& row) {
    const bool stays = !row.from_id.empty() && row.from_id == row.to_id;
    return stays || !speakers.wanted(row.from_id, row.to_id);
  });
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.from, a.to, a.statement) < std::tie(b.from, b.to, b.statement);
  });
  const auto texts = [&](std::string Row::*member) {
    std::vector<std::string> column;
    column.reserve(rows.size());
    for (const Row& row : rows) column.push_back(row.*member);
    return column;
  };
  const auto counts = [&](std::string_view name) {
    const auto& of = cells.column(name).integers();
    std::vector<std::int64_t> column;
    column.reserve(rows.size());
    for (const Row& row : rows) {
      const auto cell = row_of.find({row.from_id, row.to_id});
      const bool known = !row.from_id.empty() && !row.to_id.empty();
      column.push_back(!known ? Column::absent : cell == row_of.end() ? 0 : of[cell->second]);
    }
    return column;
  };
  Table table;
  table.add("from", texts(&Row::from));
  table.add("to", texts(&Row::to));
  for (const char* const name : {"moves", "min", "max"}) table.add(name, counts(name), "moves");
  table.add("compares", texts(&Row::compares));
  table.add("metric", texts(&Row::metric));
  table.add("comparator", texts(&Row::comparator));
  table.add("value", texts(&Row::value));
  table.add("unit", texts(&Row::unit));
  table.add("population", texts(&Row::population));
  table.add("time", texts(&Row::time));
  table.add("statement", texts(&Row::statement));
  table.add("source", texts(&Row::source));
  table.add("locator", texts(&Row::locator));
  table.add("from_id", texts(&Row::from_id));
  table.add("to_id", texts(&Row::to_id));
  table.stamp = cells.stamp;
  table.stamp.insert(table.stamp.begin(), {"claims", "beside the moves counted, never added to them"});
  return table;
}

}  // namespace renmai
