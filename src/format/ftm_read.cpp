// SPDX-License-Identifier: Apache-2.0
#include <tsl/robin_set.h>

#include <algorithm>
#include <array>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/dataset_fields.hpp"
#include "format/ftm.hpp"
#include "format/ftm_entity.hpp"
#include "format/ftm_model.hpp"
#include "format/json_lines.hpp"
#include "format/mapping.hpp"
#include "format/record_lines.hpp"

namespace renmai {
namespace {

using simdjson::ondemand::value;

constexpr std::uint64_t lines_between_stops = 1 << 14;
constexpr std::size_t most_pairs = 4096;  // of ends of one relation

class FtmReader {
 public:
  FtmReader(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report)
      : lines_(text), objects_(text), file_(file), builder_(builder), report_(report) {}

  void read() {
    builder_.schema().entity_kind("organization", EntityRole::organisation);
    while (lines_.next()) {
      if (++done_ % lines_between_stops == 0) check_stop();
      properties_.clear();
      kept_.clear();
      if (const std::string_view fault = line_.read(objects_, lines_.current()); !fault.empty()) {
        report_.bad(place().at({}) + ":" + std::to_string(std::max<std::uint64_t>(objects_.column(), 1)), fault);
        continue;
      }
      add_line();
    }
  }

 private:
  [[nodiscard]] RowPlace place() const { return {.file = file_, .line = lines_.line()}; }

  void add_line() {
    if (line_.id.empty() || line_.schema.empty())
      return report_.bad(place().at({}), "an entity wants an id and a schema");
    if (const detail::FtmThing* const thing = detail::find_ftm_thing(line_.schema)) return add_thing(*thing);
    if (const detail::FtmLink* const link = detail::find_ftm_link(line_.schema)) return add_link(*link);
    left_out_.insert(hash_bytes(line_.id));
    report_.notice("schema", place().at({}), "an entity of the schema '" + line_.schema + "' is left out");
  }

  std::string_view take_joined(std::string_view name) { return keep(join_distinct(line_.take(name))); }
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  void add_thing(const detail::FtmThing& thing) {
    EntityRow row;
    row.id = line_.id;
    std::vector<std::string> names = line_.take("name");
    if (!names.empty()) {
      row.name = keep(names.front());
      names.erase(names.begin());
    }
    for (const std::string_view more : {"alias", "weakAlias", "previousName"}) {
      for (std::string& name : line_.take(more)) names.push_back(std::move(name));
    }
    row.aliases = keep(join_distinct(names));
    row.note = take_joined("notes");
    if (const std::vector<std::string> parents = line_.take("parent"); parents.size() == 1)
      row.part_of = keep(detail::from_ftm_id(parents[0]));
    else if (!parents.empty())
      add_property("parent", join_distinct(parents), &is_entity_field);
    row.kind = kind_of(thing);
    fill(row, detail::entity_columns, &is_entity_field);
    row.properties = properties_;
    builder_.add_entity(row, place());
  }

  /// The kind that the classification or the schema tells.
  std::string_view kind_of(const detail::FtmThing& thing) {
    const auto said =
        std::find_if(line_.values.begin(), line_.values.end(), [](const detail::FtmEntity::Values& values) {
          return values.name == "classification" && values.texts.size() == 1;
        });
    if (thing.classified && said != line_.values.end()) {
      const auto known = builder_.schema().find_entity_kind(said->texts[0]);
      if (known && fits(builder_.schema().entity_kinds()[*known], thing))
        return keep(std::exchange(said->texts, {})[0]);
    }
    if (thing.role == EntityRole::other) add_property("schema", std::string(thing.schema), &is_entity_field);
    return thing.kind;
  }
  [[nodiscard]] static bool fits(const EntityKind& kind, const detail::FtmThing& thing) {
    const bool unit = kind.role == EntityRole::unit && thing.role == EntityRole::organisation;
    return kind.declared && (unit || kind.role == thing.role);
  }

  void add_link(const detail::FtmLink& link) {
    const std::vector<std::string> from = take_ids(link.source);
    const std::vector<std::string> to = take_ids(link.target);
    if (from.empty() || to.empty())
      return report_.bad(place().at({}),
                         "a relation wants '" + std::string(from.empty() ? link.source : link.target) + "'");
    if (from.size() > most_pairs || to.size() > most_pairs || from.size() * to.size() > most_pairs)
      return report_.bad(place().at({}), "a relation of more than 4,096 pairs");
    if (waits(from) || waits(to)) return lines_.put_off();
    if (is_left_out(from) || is_left_out(to))
      return report_.notice("schema", place().at({}), "a relation of an entity that is left out");
    RelationRow row;
    row.kind = link.kind;
    builder_.schema().relation_kind(link.kind);
    row.role = take_joined(link.role);
    row.start = keep(detail::ftm_date_of(line_.take("startDate")));
    row.end = keep(detail::ftm_date_of(line_.take("endDate")));
    std::vector<std::string> days = line_.take("date");
    for (std::string& day : days) day = detail::without_time(std::move(day));
    row.attested = keep(join(days, ";"));
    row.source = take_joined("publisher");
    row.locator = take_joined("sourceUrl");
    fill(row, detail::relation_columns, &is_relation_field);
    row.properties = properties_;
    add_pairs(row, from, to);
  }

  void add_pairs(RelationRow& row, const std::vector<std::string>& from, const std::vector<std::string>& to) {
    std::size_t count = 0;
    for (const std::string& one : from) {
      for (const std::string& other : to) {
        const std::string id = ++count == 1 ? line_.id : line_.id + "-" + std::to_string(count);
        row.id = id;
        row.from = one;
        row.to = other;
        builder_.add_relation(row, place());
      }
    }
  }

  std::vector<std::string> take_ids(std::string_view name) {
    std::vector<std::string> ids = line_.take(name);
    for (std::string& id : ids) id = detail::from_ftm_id(id);
    return ids;
  }
  /// Whether an entity may stand further down.
  [[nodiscard]] bool waits(const std::vector<std::string>& ids) const {
    return !lines_.again() &&
           std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return !builder_.has_entity(id); });
  }
  [[nodiscard]] bool is_left_out(const std::vector<std::string>& ids) const {
    return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
      return left_out_.contains(hash_bytes(id)) && !builder_.has_entity(id);
    });
  }

  /// Everything that was not taken: what write_ftm had no property for as fields and properties, the rest as
  /// properties.
  template <class Row, std::size_t N>
  void fill(Row& row, const std::array<detail::FieldColumn<Row>, N>& fields, bool (*is_field)(std::string_view)) {
    for (detail::FtmEntity::Values& values : line_.values) {
      if (values.name == "description") {
        std::erase_if(values.texts, [&](const std::string& text) {
          return text.starts_with(detail::ftm_rest) && read_rest(text.substr(detail::ftm_rest.size()), row, fields);
        });
      }
      add_property(values.name, join_distinct(values.texts), is_field);
    }
  }

  template <class Row, std::size_t N>
  bool read_rest(std::string_view text, Row& row, const std::array<detail::FieldColumn<Row>, N>& fields) {
    detail::JsonObjects rest(text);
    const std::string_view fault = rest.each_key(text, [&](std::string_view key, value any) -> std::string_view {
      std::string_view one;
      if (const std::string_view bad = detail::plain_text(any, one); !bad.empty()) return bad;
      const std::string_view kept = keep(std::string(one));
      if (detail::set_field(fields, row, key, kept)) return {};
      if (key.starts_with(detail::line_property_prefix)) key.remove_prefix(detail::line_property_prefix.size());
      names_.add(key);
      properties_.emplace_back(keep(std::string(key)), kept);
      return {};
    });
    return fault.empty();
  }

  void add_property(std::string_view name, std::string text, bool (*is_field)(std::string_view)) {
    if (text.empty()) return;
    names_.add(name);
    const std::string_view kept = keep((is_field(name) ? "input_" : "") + std::string(name));
    properties_.emplace_back(kept, keep(std::move(text)));
  }

  detail::TextLines lines_;
  detail::JsonObjects objects_;
  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  detail::FtmEntity line_;
  std::vector<NamedText> properties_;
  std::deque<std::string> kept_;  // texts of this line: views of them must stay valid
  detail::KeysMet names_;
  tsl::robin_set<std::uint64_t> left_out_;  // hashes of ids
  std::uint64_t done_ = 0;
};

}  // namespace

bool begins_as_ftm(std::string_view text) {
  constexpr std::array<std::string_view, 2> keys{"schema", "properties"};
  return detail::first_line_has(text, keys);
}

void read_ftm(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  FtmReader(text, file, builder, report).read();
}

}  // namespace renmai
