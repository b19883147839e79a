// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <deque>
#include <string>
#include <vector>

#include "base/interrupt.hpp"
#include "format/dataset.hpp"
#include "format/dataset_fields.hpp"
#include "format/json_lines.hpp"
#include "format/record_lines.hpp"

namespace renmai {
namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

constexpr std::uint64_t lines_between_stops = 1 << 14;
constexpr std::string_view wanted_words = "wanted entity, relation, source, claim or dataset";

/// What a line of the kind `dataset` holds.
struct DatasetRow {
  std::string_view schema{}, facts{};
};
constexpr std::array dataset_columns{
    detail::FieldColumn<DatasetRow>{"schema", &DatasetRow::schema},
    detail::FieldColumn<DatasetRow>{"facts", &DatasetRow::facts},
};

class RecordLinesReader {
 public:
  RecordLinesReader(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report)
      : lines_(text), objects_(text), file_(file), builder_(builder), report_(report) {}

  void read() {
    while (lines_.next()) read_line();
  }

 private:
  void read_line() {
    if (++done_ % lines_between_stops == 0) check_stop();
    columns_.clear();
    const std::string word = find_word();
    if (word == "entity") {
      EntityRow row;
      if (fill(row, detail::entity_columns)) builder_.add_entity(row, place());
    } else if (word == "relation") {
      RelationRow row;
      if (fill(row, detail::relation_columns) && !waits({row.from, row.to, row.place, row.from_place}))
        builder_.add_relation(row, place());
    } else if (word == "source") {
      SourceRow row;
      if (fill(row, detail::source_columns)) builder_.add_source(row, place());
    } else if (word == "claim") {
      ClaimRow row;
      if (fill(row, detail::claim_columns) && !waits({row.subject})) builder_.add_claim(row, place());
    } else if (word == "dataset") {
      DatasetRow row;
      if (fill(row, dataset_columns)) read_dataset_texts(row.schema, row.facts, file_, builder_, report_);
    }
  }

  /// What the line says it is; empty once a line that does not say it is reported.
  std::string find_word() {
    std::string word;
    bool found = false;
    const std::string_view fault =
        objects_.each_key(lines_.current(), [&](std::string_view key, value any) -> std::string_view {
          if (key != "record" || found) return {};
          found = true;
          std::string_view text;
          const std::string_view bad = detail::plain_text(any, text);
          word = text;
          return bad;
        });
    if (!fault.empty()) return bad(objects_.column(), fault), std::string();
    if (!found) return bad(0, "a line without 'record'; " + std::string(wanted_words)), std::string();
    constexpr std::array<std::string_view, 5> words{"entity", "relation", "source", "claim", "dataset"};
    if (std::find(words.begin(), words.end(), word) != words.end()) return word;
    return bad(0, "unknown record '" + word + "'; " + std::string(wanted_words)), std::string();
  }

  /// Sets the fields and properties of a row from this line; false once a fault is reported.
  template <class Row, std::size_t N>
  bool fill(Row& row, const std::array<detail::FieldColumn<Row>, N>& fields) {
    properties_.clear();
    joined_.clear();
    keys_.clear();
    const std::string_view fault =
        objects_.each_key(lines_.current(), [&](std::string_view key, value any) -> std::string_view {
          keys_.push_back(key);
          if (key == "record") return {};
          if (key.find('\0') != std::string_view::npos) return "a key that holds NUL";
          const auto* const found =
              std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == key; });
          if (found != fields.end()) return set_field(row.*(found->field), key, any);
          if constexpr (requires { row.properties; }) return add_property(key, any);
          report_.notice("unknown key", place().at({}), "'" + std::string(key) + "' is not read");
          return {};
        });
    if (!fault.empty()) return bad(objects_.column(), fault), false;
    if (!detail::all_different(keys_)) return bad(0, "a key that stands twice"), false;
    if constexpr (requires { row.properties; }) row.properties = properties_;
    return true;
  }

  std::string_view set_field(std::string_view& field, std::string_view key, value any) {
    columns_.emplace_back(key, objects_.column());
    json_type type{};
    if (any.type().get(type) != simdjson::SUCCESS) return detail::no_flat_object;
    if (type != json_type::array) return detail::plain_text(any, field);
    simdjson::ondemand::array list;
    if (any.get_array().get(list) != simdjson::SUCCESS) return detail::no_flat_object;
    std::string& joined = joined_.emplace_back();
    const std::string_view fault = detail::joined_text(list, joined);
    field = joined;
    return fault;
  }

  std::string_view add_property(std::string_view key, value any) {
    if (key.starts_with(detail::line_property_prefix)) key.remove_prefix(detail::line_property_prefix.size());
    std::string_view text;
    if (const std::string_view fault = detail::any_text(any, text); !fault.empty()) return fault;
    if (text.empty()) return {};
    names_.add(key);
    properties_.emplace_back(key, text);
    return {};
  }

  /// Whether the line is put off, for it names an entity that may stand further down.
  bool waits(std::initializer_list<std::string_view> ids) {
    const bool waits = !lines_.again() && std::any_of(ids.begin(), ids.end(), [&](std::string_view id) {
      return !id.empty() && !builder_.has_entity(id);
    });
    if (waits) lines_.put_off();
    return waits;
  }

  void bad(std::uint64_t column, std::string_view message) {
    std::string where = std::string(file_) + ":" + std::to_string(lines_.line());
    if (column != 0) where += ":" + std::to_string(column);
    report_.bad(where, message);
  }

  [[nodiscard]] RowPlace place() const {
    const auto column_of = [](const void* context, std::string_view field) -> std::uint64_t {
      const auto& columns = static_cast<const RecordLinesReader*>(context)->columns_;
      const auto found =
          std::find_if(columns.begin(), columns.end(), [&](const auto& column) { return column.first == field; });
      return found == columns.end() ? 0 : found->second;
    };
    return {file_, lines_.line(), column_of, this};
  }

  detail::TextLines lines_;
  detail::JsonObjects objects_;
  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  std::vector<NamedText> properties_;
  std::deque<std::string> joined_;      // texts made of lists: views of them must stay valid
  std::vector<std::string_view> keys_;  // of this line
  std::vector<std::pair<std::string_view, std::uint64_t>> columns_;  // of the fields of this line
  detail::KeysMet names_;
  std::uint64_t done_ = 0;
};

}  // namespace

bool begins_as_record_lines(std::string_view text) {
  constexpr std::array<std::string_view, 1> keys{"record"};
  return detail::first_line_has(text, keys);
}

void read_record_lines(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  RecordLinesReader(text, file, builder, report).read();
}

}  // namespace renmai
