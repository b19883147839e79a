// SPDX-License-Identifier: Apache-2.0
#include "format/career_columns.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace renmai::detail {
namespace {

std::string kind_prefix(std::string_view kind) {
  std::string prefix = parse_place_level(kind) ? "\\" : "";
  append_escaped(prefix, kind, "\\:@?");
  return prefix;
}

}  // namespace

bool has_any(std::string_view text, std::string_view bytes) {
  return std::any_of(text.begin(), text.end(), [&](char c) {  // find_first_of calls memchr for every byte
    bool met = false;
    for (const char one : bytes) met = met || c == one;
    return met;
  });
}

void append_escaped(std::string& text, std::string_view raw, std::string_view special) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (!has_any(raw.substr(i, 1), special)) continue;
    text += raw.substr(done, i - done);
    text += '\\';
    done = i;
  }
  text += raw.substr(done);
}

std::string_view cell_text(const BoundCell& cell, std::span<const std::string_view> fields,
                           const std::vector<std::string>& missing) {
  std::string_view text = cell.column == no_column ? std::string_view() : fields[cell.column];
  const auto may_be_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  if (!text.empty() && (may_be_blank(text.front()) || may_be_blank(text.back()))) text = trim(text);
  if (!cell.translate.empty()) {
    if (const auto found = cell.translate.find(text); found != cell.translate.end()) text = found->second;
  }
  if (!text.empty() && std::find(missing.begin(), missing.end(), text) != missing.end()) text = {};
  return text.empty() ? std::string_view(cell.constant) : text;
}

CareerColumns::CareerColumns(const Rows& rows, const Mapping& mapping, Schema& schema)
    : moves(mapping.form == Mapping::Form::moves), missing(mapping.missing), rows_(&rows) {
  kind = bind(mapping.kind);
  if (kind.constant.empty()) kind.constant = moves ? "transfer" : "employment";
  person = bind(mapping.person, "person", "person", EntityRole::person, schema);
  if (moves) {
    origin = bind(mapping.origin, "origin", "company", EntityRole::organisation, schema);
    target = bind(mapping.destination, "destination", "company", EntityRole::organisation, schema);
  } else {
    target = bind(mapping.organisation, "organisation", "company", EntityRole::organisation, schema);
  }
  place = bind(mapping.place);
  start = bind(mapping.start);
  end = bind(mapping.end);
  period = bind(mapping.period);
  has_period = mapping.period.given();
  bind_plain_fields(mapping);
  for (const auto& [name, source] : mapping.properties) properties.push_back({name, bind(source), {}});
  if (mapping.keep_rest) keep_rest();
  note_places();
}

BoundCell CareerColumns::bind(const CellSource& source) {
  BoundCell cell;
  cell.constant = source.constant;
  for (const auto& [from, to] : source.translate) cell.translate.emplace(from, to);
  if (source.column.empty()) return cell;
  cell.column = rows_->require(source.column);
  used.insert(cell.column);
  return cell;
}

BoundPlace CareerColumns::bind(const PlaceSource& source) {
  BoundPlace bound;
  bound.name = bind(source.name);
  bound.level = source.level;
  bound.prefix = source.level == PlaceLevel::none ? "place:" : std::string(to_word(source.level)) + ":";
  return bound;
}

BoundDate CareerColumns::bind(const DateSource& source) {
  return {bind(source.whole), bind(source.year), bind(source.month), bind(source.day), source.year.given(), {}};
}

BoundEnd CareerColumns::bind(const EndSource& source, std::string_view what, std::string_view usual_kind,
                             EntityRole role, Schema& schema) {
  BoundEnd bound;
  bound.what = what;
  bound.kind = source.kind.empty() ? usual_kind : source.kind;
  schema.entity_kind(bound.kind, role);
  bound.prefix = kind_prefix(bound.kind) + ":";
  bound.prefix_without_id = kind_prefix(bound.kind) + "?:";
  bound.name = bind(source.name);
  bound.own_id = bind(source.id);
  bound.has_id = source.id.given();
  bound.place = bind(source.place);
  for (const auto& [name, property] : source.properties) bound.properties.push_back({name, bind(property), {}});
  return bound;
}

void CareerColumns::bind_plain_fields(const Mapping& mapping) {
  for (const auto& [source, field, name] :
       {std::tuple(&mapping.id, &RelationRow::id, "id"), std::tuple(&mapping.role, &RelationRow::role, "role"),
        std::tuple(&mapping.attested, &RelationRow::attested, "attested"),
        std::tuple(&mapping.status, &RelationRow::status, "status"),
        std::tuple(&mapping.confidence, &RelationRow::confidence, "confidence"),
        std::tuple(&mapping.weight, &RelationRow::weight, "weight"),
        std::tuple(&mapping.source, &RelationRow::source, "source"),
        std::tuple(&mapping.locator, &RelationRow::locator, "locator")}) {
    if (!source->given()) continue;
    plain_fields.emplace_back(field, bind(*source));
    places.columns.emplace_back(name, plain_fields.back().second.column);
  }
}

/// Columns the mapping does not name become properties; one that is named like a field gets another name.
void CareerColumns::keep_rest() {
  for (std::size_t column = 0; column < rows_->names().size(); ++column) {
    if (!used.insert(column).second) continue;
    std::string name = rows_->names()[column];
    if (is_relation_field(name)) name.insert(0, "input_");
    BoundCell rest;
    rest.column = column;
    properties.push_back({std::move(name), std::move(rest), {}});
  }
}

void CareerColumns::note_places() {
  const auto date_column = [&](const BoundDate& date) {
    if (has_period) return period.column;
    return date.in_parts ? date.year.column : date.whole.column;
  };
  places.rows = rows_;
  places.columns.emplace_back("from", person.name.column);
  places.columns.emplace_back("to", target.name.column);
  places.columns.emplace_back("from_place", origin.name.column);
  places.columns.emplace_back("place", place.name.column);
  places.columns.emplace_back("kind", kind.column);
  places.columns.emplace_back("start", date_column(start));
  places.columns.emplace_back("end", date_column(end));
  std::erase_if(places.columns, [](const auto& column) { return column.second == no_column; });
}

}  // namespace renmai::detail
