// SPDX-License-Identifier: Apache-2.0
#include "records/conditions.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 17> relation_columns{
    "id",    "from",       "kind",   "to",         "role",   "start",  "end",     "attested", "after",
    "place", "from_place", "status", "confidence", "weight", "source", "locator", "trait"};
constexpr std::array<std::string_view, 9> entity_columns{"id",    "kind",  "name",  "aliases", "part_of",
                                                         "place", "level", "flags", "note"};
constexpr std::array<std::string_view, 7> operators{"!=", "<=", ">=", "=", "<", ">", "~"};

std::string id_of(const Records& records, Entity e) {
  return e == no_entity ? std::string() : std::string(records.entity_id(e));
}

template <class Names>
bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_property(std::span<const Property> properties, std::string_view name) {
  return std::any_of(properties.begin(), properties.end(), [&](const Property& p) { return p.name == name; });
}

/// The value as the column shows it: words of confidence and status have other spellings.
std::string canonical(const Records& records, std::string_view column, std::string value) {
  if (column == "confidence" && !value.empty()) {
    if (const auto confidence = parse_confidence(value)) return format_number(*confidence);
  }
  if (column == "status" && !value.empty()) {
    if (const auto status = records.schema().parse_status(value)) return std::string(to_word(*status));
  }
  return value;
}

/// The parts of a text between " and " (any case).
std::vector<std::string_view> split_and(std::string_view text) {
  std::vector<std::string_view> parts;
  const std::string lower = lower_ascii(text);
  std::size_t begin = 0;
  for (std::size_t at = lower.find(" and "); at != std::string::npos; at = lower.find(" and ", begin)) {
    parts.push_back(trim(text.substr(begin, at - begin)));
    begin = at + 5;
  }
  parts.push_back(trim(text.substr(begin)));
  return parts;
}

}  // namespace

std::optional<std::string> relation_value(const Records& records, Relation r, std::string_view column) {
  const RelationColumns& c = records.relations();
  const auto text = [&](TextId id) { return std::string(records.text(id)); };
  if (column == "id") return records.relation_id(r);
  if (column == "from") return id_of(records, c.from[r]);
  if (column == "to") return id_of(records, c.to[r]);
  if (column == "kind") return records.relation_kind(r).name;
  if (column == "role") return text(c.role[r]);
  if (column == "start") return std::string(records.date_text(c.start[r]));
  if (column == "end") return std::string(records.date_text(c.end[r]));
  if (column == "attested") return std::string(records.attested_text(r));
  if (column == "after") return text(c.after[r]);
  if (column == "place") return id_of(records, c.place[r]);
  if (column == "from_place") return id_of(records, c.from_place[r]);
  if (column == "status") return std::string(to_word(records.status(r)));
  if (column == "confidence") return format_number(records.confidence(r));
  if (column == "weight") return format_number(c.weight[r]);
  if (column == "source") return std::string(records.source_id(r));
  if (column == "locator") return text(c.locator[r]);
  if (column == "trait") {
    std::vector<std::string> names;
    for (const TraitName& trait : trait_names()) {
      if (records.relation_kind(r).has(trait.trait)) names.emplace_back(trait.name);
    }
    return join(names, ";");
  }
  if (!has_property(c.properties, column)) return std::nullopt;
  return std::string(records.relation_property(r, column));
}

std::optional<std::string> entity_value(const Records& records, Entity e, std::string_view column) {
  const EntityColumns& c = records.entities();
  if (column == "id") return id_of(records, e);
  if (column == "kind") return records.entity_kind(e).name;
  if (column == "name") return std::string(records.entity_name(e));
  if (column == "aliases") return std::string(records.text(c.aliases[e]));
  if (column == "part_of") return id_of(records, c.part_of[e]);
  if (column == "place") return id_of(records, c.place[e]);
  if (column == "level") return std::string(to_word(static_cast<PlaceLevel>(c.level[e])));
  if (column == "flags") {
    std::vector<std::string> names;
    for (const FlagName& flag : flag_names()) {
      if (records.has_flag(e, flag.flag)) names.emplace_back(flag.name);
    }
    return join(names, ";");
  }
  if (column == "note") return std::string(records.text(c.note[e]));
  if (!has_property(c.properties, column)) return std::nullopt;
  return std::string(records.entity_property(e, column));
}

Conditions::Conditions(std::string_view text, const Records& records) {
  if (trim(text).empty()) return;
  for (const std::string_view part : split_and(text)) {
    std::size_t at = std::string_view::npos;
    std::string_view op;
    for (const std::string_view candidate : operators) {
      const std::size_t found = part.find(candidate);
      if (found < at) at = found, op = candidate;
    }
    if (op.empty() || trim(part.substr(0, at)).empty()) {
      throw Error(ErrorKind::usage,
                  "'" + std::string(part) + "' is no condition; wanted COLUMN=VALUE, or != < <= > >= ~", {},
                  "join conditions by ' and '");
    }
    Condition condition;
    std::string_view column = trim(part.substr(0, at));
    if (column.starts_with("from."))
      condition.subject = Condition::Subject::from, column.remove_prefix(5);
    else if (column.starts_with("to."))
      condition.subject = Condition::Subject::to, column.remove_prefix(3);
    const bool of_relation = condition.subject == Condition::Subject::relation;
    const auto& properties = of_relation ? records.relations().properties : records.entities().properties;
    const bool known = (of_relation ? holds(relation_columns, column) : holds(entity_columns, column)) ||
                       has_property(properties, column);
    if (!known) {
      std::vector<std::string_view> names;
      if (of_relation)
        names.assign(relation_columns.begin(), relation_columns.end());
      else
        names.assign(entity_columns.begin(), entity_columns.end());
      for (const Property& property : properties) names.emplace_back(property.name);
      throw Error(ErrorKind::usage, "there is no column '" + std::string(column) + "' to put a condition on", {},
                  did_you_mean(column, std::span<const std::string_view>(names)));
    }
    condition.column = column;
    condition.op = op;
    condition.value = trim(part.substr(at + op.size()));
    if (of_relation) condition.value = canonical(records, column, std::move(condition.value));
    condition.number = to_number(condition.value);
    conditions_.push_back(std::move(condition));
  }
}

bool Conditions::hold(const Records& records, Relation r) const {
  return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& condition) {
    const auto value = condition.subject == Condition::Subject::relation
                           ? relation_value(records, r, condition.column)
                           : entity_value(records,
                                          condition.subject == Condition::Subject::from ? records.relations().from[r]
                                                                                        : records.relations().to[r],
                                          condition.column);
    if (!value) return false;
    if (condition.op == "~") return fold_name(*value).find(fold_name(condition.value)) != std::string::npos;
    const auto number = to_number(*value);
    const int order = number && condition.number ? (*number < *condition.number ? -1 : *number > *condition.number)
                                                 : value->compare(condition.value);
    if (condition.op == "=") return order == 0;
    if (condition.op == "!=") return order != 0;
    if (value->empty()) return false;  // an unknown value is neither below nor above
    if (condition.op == "<") return order < 0;
    if (condition.op == "<=") return order <= 0;
    if (condition.op == ">") return order > 0;
    return order >= 0;
  });
}

}  // namespace renmai
