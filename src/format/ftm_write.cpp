// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "format/dataset_fields.hpp"
#include "format/ftm.hpp"
#include "format/ftm_model.hpp"
#include "format/output.hpp"
#include "format/record_lines.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

/// The schema of an entity of a kind; empty for what is no person and no organisation.
std::string_view schema_of(const EntityKind& kind) {
  switch (kind.role) {
    case EntityRole::person: return "Person";
    case EntityRole::organisation:
    case EntityRole::unit:
      return kind.name == "company" ? "Company" : kind.name == "agency" ? "PublicBody" : "Organization";
    case EntityRole::place: return {};
    case EntityRole::other: return kind.name == "product" || kind.name == "event" ? "" : "LegalEntity";
  }
  return {};
}

/// One line on its way, property by property.
class FtmLine {
 public:
  FtmLine(std::string_view id, std::string_view schema) : schema_(schema) {
    text_ = "{\"id\": " + json_quote(id) + ", \"schema\": " + json_quote(schema) + ", \"properties\": {";
  }

  void add(std::string_view property, const std::vector<std::string>& values) {
    if (values.empty()) return;
    text_ += (any_ ? ", " : "") + json_quote(property) + ": [";
    for (std::size_t k = 0; k < values.size(); ++k) text_ += (k > 0 ? ", " : "") + json_quote(values[k]);
    text_ += ']';
    any_ = true;
  }
  void add(std::string_view property, std::string_view value) {
    if (!value.empty()) add(property, std::vector<std::string>{std::string(value)});
  }
  /// What has no property.
  void keep(std::string_view field, std::string_view value) {
    if (value.empty()) return;
    if (!rest_.empty()) rest_ += ", ";
    rest_ += json_quote(field) + ": " + json_quote(value);
  }
  /// The properties of a row, each as one of FollowTheMoney if it has such a one that takes the value.
  template <class Row, std::size_t N>
  void add_properties(const Row& row, const std::array<detail::FieldColumn<Row>, N>& fields) {
    for (const auto& [name, value] : row.properties) {
      const std::string_view own = name.starts_with("input_") ? name.substr(6) : name;
      const bool taken = own == name || detail::is_ftm(schema_, "Interval");
      if (taken && add_own(own, value)) continue;
      keep(detail::line_property_key(name, fields), value);
    }
  }
  std::string finish() {
    if (!rest_.empty()) descriptions_.push_back(std::string(detail::ftm_rest) + "{" + rest_ + "}");
    add("description", descriptions_);
    return std::move(text_) + "}}\n";
  }

 private:
  /// Adds a property of FollowTheMoney, a list as several values; false if there is none that takes the value.
  bool add_own(std::string_view name, std::string_view value) {
    std::vector<std::string> parts;
    for (const std::string_view part : split_list(value, ';')) parts.emplace_back(part);
    if (detail::is_ftm_prose(name) || join_distinct(parts) != value) parts = {std::string(value)};
    for (const std::string& part : parts) {
      if (!detail::takes_ftm(schema_, name, part)) return false;
    }
    if (name == "description")
      descriptions_ = std::move(parts);
    else
      add(name, parts);
    return true;
  }

  std::string_view schema_;
  std::string text_;
  std::vector<std::string> descriptions_;
  std::string rest_;
  bool any_ = false;
};

class FtmWriter {
 public:
  FtmWriter(Exported& exported, std::ostream& out)
      : exported_(exported), records_(exported.records()), report_(exported.report()), out_(out) {
    for (const EntityKind& kind : records_.schema().entity_kinds()) schema_of_kind_.push_back(schema_of(kind));
  }

  void write() {
    tell_left_out();
    for (const Entity e : exported_.entities()) {
      if (is_written(e))
        add_entity(e);
      else
        report_.notice("entity left out", {}, "an entity that is a place, a product or an event is left out");
      pass_if_long(text_, out_);
    }
    for (const Relation r : exported_.relations()) {
      if (is_written(records_.relations().from[r]) && is_written(records_.relations().to[r]))
        add_relation(r);
      else
        report_.notice("relation left out", {}, "a relation of a place, a product or an event is left out");
      pass_if_long(text_, out_);
    }
    out_ << text_;
  }

 private:
  [[nodiscard]] std::string_view schema(Entity e) const { return schema_of_kind_[records_.entities().kind[e]]; }
  [[nodiscard]] bool is_written(Entity e) const { return !schema(e).empty(); }

  void tell_left_out() {
    exported_.notice_claims();
    for (const Source& source : records_.sources()) {
      if (Source{.id = source.id} != source)
        report_.notice("source left out", {}, "what is said of a source, but for its id, is left out");
    }
    if (!dataset_toml(records_.dataset(), {}).empty() || !schema_toml(records_.schema()).empty())
      report_.notice("dataset left out", {}, "the schema and the facts of the dataset are left out");
  }

  void add_entity(Entity e) {
    const EntityRow& row = exported_.entity(e);
    FtmLine line(detail::ftm_id(row.id), schema(e));
    line.add("name", row.name);
    add_aliases(line, row.aliases);
    if (row.kind != detail::find_ftm_thing(schema(e))->kind || schema(e) == "LegalEntity")
      line.add("classification", row.kind);
    line.add("notes", row.note);
    add_surroundings(line, e, row);
    line.keep("level", row.level);
    line.keep("flags", row.flags);
    line.add_properties(row, detail::entity_columns);
    text_ += line.finish();
  }

  static void add_aliases(FtmLine& line, std::string_view aliases) {
    std::vector<std::string> list;
    for (const std::string_view alias : split_list(aliases, ';')) list.emplace_back(alias);
    line.add("alias", list);
  }

  void add_surroundings(FtmLine& line, Entity e, const EntityRow& row) {
    const Entity whole = records_.entities().part_of[e];
    const Entity where = records_.entities().place[e];
    if (!row.part_of.empty() && is_written(whole)) line.add("parent", detail::ftm_id(row.part_of));
    if (!row.part_of.empty() && !is_written(whole))
      report_.notice("place left out", {}, "that something is part of a place is left out");
    if (row.place.empty()) return;
    line.add("address", records_.entity_name(where));
    report_.notice("place left out", {},
                   "that something lies in a place is left out, but for the name of it as address");
  }

  void add_relation(Relation r) {
    const RelationRow& row = exported_.relation(r);
    const detail::FtmLink& link = link_of(r);
    FtmLine line(relation_id(r), link.schema);
    line.add(link.source, detail::ftm_id(row.from));
    line.add(link.target, detail::ftm_id(row.to));
    line.add(link.role, row.role);
    if (row.kind != link.kind) line.keep("kind", row.kind);
    add_date(line, "startDate", "start", row.start);
    add_date(line, "endDate", "end", row.end);
    add_attested(line, row.attested);
    line.add("publisher", row.source);
    add_locator(line, row.locator);
    line.keep("after", row.after);
    line.keep("status", row.status);
    line.keep("confidence", row.confidence);
    line.keep("weight", row.weight);
    add_place(line, "place", records_.relations().place[r], row.place);
    add_place(line, "from_place", records_.relations().from_place[r], row.from_place);
    line.add_properties(row, detail::relation_columns);
    text_ += line.finish();
  }

  /// The first schema that reads as the kind and may stand between these ends.
  [[nodiscard]] const detail::FtmLink& link_of(Relation r) const {
    const RelationKind& kind = records_.relation_kind(r);
    const std::string_view from = schema(records_.relations().from[r]);
    const std::string_view to = schema(records_.relations().to[r]);
    const detail::FtmLink* affiliation = nullptr;
    for (const detail::FtmLink& link : detail::ftm_links()) {
      if (!detail::is_ftm(from, link.source_range) || !detail::is_ftm(to, link.target_range)) continue;
      if (link.kind == kind.name) return link;
      if (link.schema == "Employment") affiliation = &link;
    }
    return affiliation != nullptr && kind.has(trait_affiliation) ? *affiliation : detail::ftm_links().back();
  }

  /// Entities and relations share their ids in FollowTheMoney.
  std::string relation_id(Relation r) {
    std::string id = records_.relation_id(r);
    if (!records_.find_entity(id)) return detail::ftm_id(id);
    report_.notice("id", {}, "a relation with the id of an entity gets another one");
    return detail::ftm_id(id + " (relation)");
  }

  static void add_date(FtmLine& line, std::string_view property, std::string_view field, std::string_view date) {
    if (detail::is_ftm_date(date)) return line.add(property, date);
    if (date.size() > 4 && detail::is_ftm_date(date.substr(0, 4))) line.add(property, date.substr(0, 4));
    line.keep(field, date);
  }

  static void add_attested(FtmLine& line, std::string_view attested) {
    std::vector<std::string> dates;
    for (const std::string_view date : split_list(attested, ';')) dates.emplace_back(date);
    const bool plain =
        std::all_of(dates.begin(), dates.end(), [](const auto& date) { return detail::is_ftm_date(date); });
    if (plain && join(dates, ";") == attested)
      line.add("date", dates);
    else
      line.keep("attested", attested);
  }

  static void add_locator(FtmLine& line, std::string_view locator) {
    if (detail::takes_ftm("Person", "sourceUrl", locator))
      line.add("sourceUrl", locator);
    else
      line.keep("locator", locator);
  }

  void add_place(FtmLine& line, std::string_view field, Entity where, std::string_view id) {
    if (id.empty()) return;
    if (is_written(where)) return line.keep(field, id);
    report_.notice("place left out", {}, "where a relation took place is left out");
  }

  Exported& exported_;
  const Records& records_;
  Report& report_;
  std::ostream& out_;
  std::vector<std::string_view> schema_of_kind_;
  std::string text_;
};

}  // namespace

void write_ftm(Exported& exported, std::ostream& out) { FtmWriter(exported, out).write(); }

}  // namespace renmai
