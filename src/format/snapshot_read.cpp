// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/input.hpp"
#include "format/npy.hpp"
#include "format/snapshot.hpp"
#include "format/snapshot_columns.hpp"
#include "records/soundness.hpp"
#include "records/stored_columns.hpp"

namespace renmai {
namespace {

namespace fs = std::filesystem;
using Json = simdjson::dom::element;

/// The values of a manifest. What is missing or of another type is an error with the key.
class Manifest {
 public:
  explicit Manifest(const std::string& folder) : path_(folder + "/" + std::string(snapshot_manifest)) {
    const Input file(path_);
    const simdjson::padded_string text(file.text());
    if (parser_.parse(text).get(root_) != simdjson::SUCCESS) refuse("it is no JSON");
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Json root() const { return root_; }
  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(ErrorKind::input, "this snapshot cannot be read: " + why, path_, "make it anew with `renmai import`");
  }
  template <class Value>
  [[nodiscard]] Value get(Json object, std::string_view key) const {
    Value value{};
    if (object[key].get(value) != simdjson::SUCCESS) refuse("'" + std::string(key) + "' is not what it should be");
    return value;
  }
  [[nodiscard]] std::string text(Json object, std::string_view key) const {
    return std::string(get<std::string_view>(object, key));
  }
  /// A whole number from `least` to `most`.
  [[nodiscard]] std::int64_t number(Json object, std::string_view key, std::int64_t least, std::int64_t most) const {
    const auto value = get<std::int64_t>(object, key);
    if (value < least || value > most) refuse("'" + std::string(key) + "' is out of range");
    return value;
  }
  [[nodiscard]] simdjson::dom::array list(Json object, std::string_view key) const {
    return get<simdjson::dom::array>(object, key);
  }
  [[nodiscard]] std::vector<std::string> texts(Json object, std::string_view key) const {
    std::vector<std::string> values;
    for (const Json item : list(object, key)) {
      std::string_view value;
      if (item.get(value) != simdjson::SUCCESS) refuse("'" + std::string(key) + "' wants texts");
      values.emplace_back(value);
    }
    return values;
  }
  /// The value of an enumeration whose words to_word tells.
  template <class Word>
  [[nodiscard]] Word word(Json object, std::string_view key, Word last) const {
    const auto wanted = get<std::string_view>(object, key);
    for (int i = 0; i <= static_cast<int>(last); ++i) {
      if (to_word(static_cast<Word>(i)) == wanted) return static_cast<Word>(i);
    }
    refuse("'" + std::string(key) + "' is '" + std::string(wanted) + "'");
  }

 private:
  std::string path_;
  simdjson::dom::parser parser_;
  Json root_;
};

/// With the command that makes it anew, as it was typed then.
void require_version(const Manifest& manifest) {
  constexpr std::int64_t far = 1'000'000'000;
  const std::int64_t version = manifest.number(manifest.root(), "renmai_snapshot", 0, far);
  if (version == snapshot_version) return;
  std::string command;
  for (const std::string& word : manifest.texts(manifest.root(), "command")) command += " " + shell_quoted(word);
  throw Error(ErrorKind::input,
              "this snapshot is of version " + std::to_string(version) + "; version " +
                  std::to_string(snapshot_version) + " is read",
              manifest.path(), "make it anew:" + command);
}

std::vector<RelationKind> relation_kinds(const Manifest& manifest, Json schema) {
  std::vector<RelationKind> kinds;
  for (const Json row : manifest.list(schema, "relation_kinds")) {
    RelationKind& kind = kinds.emplace_back();
    kind.name = manifest.text(row, "name");
    kind.summary = manifest.text(row, "summary");
    kind.traits = 0;
    for (const std::string& word : manifest.texts(row, "traits")) {
      const auto known = trait_names();
      const auto found = std::ranges::find(known, word, &TraitName::name);
      if (found == known.end()) manifest.refuse("there is no trait '" + word + "'");
      kind.traits = static_cast<std::uint16_t>(kind.traits | found->trait);
    }
    kind.primacy = static_cast<std::int32_t>(manifest.number(row, "primacy", INT32_MIN, INT32_MAX));
    kind.identity = manifest.word(row, "identity", IdentityRole::renamed);
    kind.declared = manifest.get<bool>(row, "declared");
  }
  return kinds;
}

std::vector<EntityKind> entity_kinds(const Manifest& manifest, Json schema) {
  std::vector<EntityKind> kinds;
  for (const Json row : manifest.list(schema, "entity_kinds")) {
    EntityKind& kind = kinds.emplace_back();
    kind.name = manifest.text(row, "name");
    kind.summary = manifest.text(row, "summary");
    kind.role = manifest.word(row, "role", EntityRole::other);
    kind.declared = manifest.get<bool>(row, "declared");
  }
  return kinds;
}

Schema schema_of(const Manifest& manifest) {
  const auto schema = manifest.get<Json>(manifest.root(), "schema");
  std::vector<std::pair<std::string, Status>> words;
  for (const Json row : manifest.list(schema, "status_words"))
    words.emplace_back(manifest.text(row, "word"), manifest.word(row, "status", Status::on_hold));
  auto relations = relation_kinds(manifest, schema);
  auto entities = entity_kinds(manifest, schema);
  if (relations.size() > UINT8_MAX || entities.size() > UINT8_MAX) manifest.refuse("it has more than 255 kinds");
  return {std::move(relations), std::move(entities), std::move(words)};
}

DatasetFacts dataset_of(const Manifest& manifest) {
  const auto row = manifest.get<Json>(manifest.root(), "dataset");
  DatasetFacts facts;
  facts.name = manifest.text(row, "name");
  facts.title = manifest.text(row, "title");
  facts.description = manifest.text(row, "description");
  facts.license = manifest.text(row, "license");
  facts.regions_file = manifest.text(row, "regions_file");
  Json as_of;
  if (row["as_of"].get(as_of) == simdjson::SUCCESS)
    facts.as_of = static_cast<Day>(manifest.number(row, "as_of", day_before_all, day_after_all));
  return facts;
}

std::vector<Finding> findings_of(const Manifest& manifest) {
  std::vector<Finding> findings;
  for (const Json row : manifest.list(manifest.root(), "findings")) {
    findings.push_back({manifest.word(row, "severity", Finding::Severity::error), manifest.text(row, "rule"),
                        manifest.text(row, "record"), manifest.text(row, "place"), manifest.text(row, "message")});
  }
  return findings;
}

/// The columns that a manifest lists, mapped one by one.
class Columns {
 public:
  Columns(const Manifest& manifest, std::string folder) : folder_(std::move(folder)) {
    for (const Json row : manifest.list(manifest.root(), "columns")) {
      Column column{.type = manifest.text(row, "type"), .shape = {}, .xxh3 = manifest.text(row, "xxh3")};
      for (const Json size : manifest.list(row, "shape")) {
        std::uint64_t value = 0;
        if (size.get(value) != simdjson::SUCCESS) manifest.refuse("'shape' wants whole numbers");
        column.shape.push_back(value);
      }
      if (!columns_.try_emplace(manifest.text(row, "name"), std::move(column)).second)
        manifest.refuse("it lists a column twice");
    }
  }

  [[nodiscard]] bool has(std::string_view name) const { return columns_.contains(std::string(name)); }
  /// The items of a column that must be there, in rows of `width`.
  template <class T>
  std::span<const T> items(std::string_view name, std::size_t width = 1) {
    const auto found = columns_.find(std::string(name));
    if (found == columns_.end()) refuse(name, "the manifest does not list it");
    Column& column = found->second;
    const bool fits = column.type == npy_type<T>() && column.shape.size() == (width == 1 ? 1U : 2U) &&
                      (width == 1 || column.shape[1] == width);
    if (!fits) refuse(name, "it is of another type or shape");
    const std::uint64_t count = column.shape[0];
    if (count > most_bytes / sizeof(T) / width) refuse(name, "it is too long");
    column.read = true;
    const Input& file = files_->emplace_back(path_of(name));
    const std::string head = npy_head(column.type, column.shape);
    const std::size_t bytes = count * width * sizeof(T);
    if (!file.text().starts_with(head)) refuse(name, "its head is not the one that the manifest tells");
    if (file.text().size() != head.size() + bytes) refuse(name, "it is cut off or too long");
    return {reinterpret_cast<const T*>(file.text().data() + head.size()), count * width};
  }
  /// The items of a column that has one for each of so many rows.
  template <class T>
  std::span<const T> row_items(std::string_view name, std::size_t count) {
    const auto all = items<T>(name);
    if (all.size() != count) refuse(name, "it has not one item for each row");
    return all;
  }
  void require_all_read(const Manifest& manifest) const {
    for (const auto& [name, column] : columns_) {
      if (!column.read) manifest.refuse("it lists the column '" + name + "', which no version 1 has");
    }
  }
  void require_hashes() const {
    std::uint64_t done = 0;
    for (const auto& [name, column] : columns_) {
      report_progress("checking columns", done++, columns_.size());
      if (hex16(hash_bytes(Input(path_of(name)).text())) != column.xxh3)
        refuse(name, "its bytes are not those that were written");
    }
  }
  [[nodiscard]] std::shared_ptr<const void> memory() const { return files_; }

 private:
  static constexpr std::uint64_t most_bytes = std::uint64_t{1} << 48U;
  struct Column {
    std::string type{};
    std::vector<std::uint64_t> shape{};
    std::string xxh3{};
    bool read = false;
  };
  [[nodiscard]] std::string path_of(std::string_view name) const { return folder_ + "/" + std::string(name) + ".npy"; }
  [[noreturn]] void refuse(std::string_view name, const std::string& why) const {
    throw Error(ErrorKind::input, "this column of the snapshot is damaged: " + why, path_of(name),
                "make the snapshot anew with `renmai import`");
  }

  std::string folder_;
  std::unordered_map<std::string, Column> columns_;
  std::shared_ptr<std::vector<Input>> files_ = std::make_shared<std::vector<Input>>();
};

template <class T>
void take(Items<T>& column, Columns& columns, std::string_view name, std::size_t rows) {
  column = Items<T>(columns.row_items<T>(name, rows));
}
template <class T>
void take(Field<T>& column, Columns& columns, std::string_view name, std::size_t rows) {
  if (columns.has(name)) column.assign(Items<T>(columns.row_items<T>(name, rows)));
}

template <class Row>
std::vector<Row> text_rows(Columns& columns, std::string_view name) {
  constexpr std::size_t width = sizeof(Row) / sizeof(TextId);
  const auto texts = columns.items<TextId>(name, width);
  std::vector<Row> rows(texts.size() / width);
  if (!rows.empty()) std::memcpy(static_cast<void*>(rows.data()), texts.data(), texts.size_bytes());
  return rows;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs(Columns& columns, std::string_view name) {
  const auto numbers = columns.items<std::uint32_t>(name, pair_width);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> read(numbers.size() / pair_width);
  for (std::size_t i = 0; i < read.size(); ++i) read[i] = {numbers[2 * i], numbers[2 * i + 1]};
  return read;
}

void read_rows(const Manifest& manifest, Columns& columns, RecordsParts& parts) {
  constexpr std::int64_t most_rows = UINT32_MAX - 1;
  const auto entities = static_cast<std::size_t>(manifest.number(manifest.root(), "entities", 0, most_rows));
  const auto relations = static_cast<std::size_t>(manifest.number(manifest.root(), "relations", 0, most_rows));
  for (std::string& name : manifest.texts(manifest.root(), "entity_properties"))
    parts.entities.properties.push_back({std::move(name), Field<TextId>()});
  for (std::string& name : manifest.texts(manifest.root(), "relation_properties"))
    parts.relations.properties.push_back({std::move(name), Field<TextId>()});
  visit_stored_columns(parts, [&](RowsOf rows, std::string_view name, Holds, auto& column) {
    take(column, columns, name, rows == RowsOf::entities ? entities : relations);
  });
  take(parts.entity_row_offsets, columns, snapshot_column::entity_row_offset, entities + 1);
}

RecordsParts parts_of(const Manifest& manifest, Columns& columns) {
  RecordsParts parts;
  parts.schema = schema_of(manifest);
  parts.dataset = dataset_of(manifest);
  const auto offsets = columns.items<std::uint64_t>(snapshot_column::text_offset);
  const auto bytes = columns.items<char>(snapshot_column::text_bytes);
  if (offsets.size() < 2 || offsets.size() > UINT32_MAX) manifest.refuse("it has no texts, or too many");
  parts.texts = Texts(offsets, {bytes.data(), bytes.size()});
  read_rows(manifest, columns, parts);
  parts.sources = text_rows<Source>(columns, snapshot_column::source);
  parts.claims = text_rows<Claim>(columns, snapshot_column::claim);
  parts.date_texts = Items<TextId>(columns.items<TextId>(snapshot_column::date_text));
  parts.attested_texts = Items<TextId>(columns.items<TextId>(snapshot_column::attested_text));
  parts.after = pairs(columns, snapshot_column::after);
  parts.repeats = pairs(columns, snapshot_column::repeat);
  parts.structural = Items<Relation>(columns.items<Relation>(snapshot_column::structural));
  parts.placed = Items<Entity>(columns.items<Entity>(snapshot_column::placed));
  parts.name_hashes = Items<std::uint32_t>(columns.items<std::uint32_t>(snapshot_column::name_hash));
  take(parts.name_entities, columns, snapshot_column::name_entity, parts.name_hashes.size());
  parts.entity_rows = Items<Relation>(columns.items<Relation>(snapshot_column::entity_row));
  parts.findings = findings_of(manifest);
  parts.files = manifest.texts(manifest.root(), "files");
  parts.as_of = static_cast<Day>(manifest.number(manifest.root(), "as_of", day_before_all, day_after_all));
  const auto hash = from_hex16(manifest.text(manifest.root(), "content_hash"));
  if (!hash) manifest.refuse("'content_hash' wants sixteen hexadecimal digits");
  parts.content_hash = *hash;
  parts.memory = columns.memory();
  columns.require_all_read(manifest);
  return parts;
}

}  // namespace

bool is_snapshot_folder(const std::string& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder + "/" + std::string(snapshot_manifest), ignored);
}

SnapshotContent open_snapshot(const std::string& folder) {
  const Manifest manifest(folder);
  require_version(manifest);
  Columns columns(manifest, folder);
  return {.records = Records(parts_of(manifest, columns)),
          .regions_text = manifest.text(manifest.root(), "regions_text"),
          .regions_file = manifest.text(manifest.root(), "regions_file"),
          .format = manifest.text(manifest.root(), "format")};
}

void verify_snapshot(const std::string& folder) {
  const Manifest manifest(folder);
  require_version(manifest);
  Columns columns(manifest, folder);
  columns.require_hashes();
  const Records records(parts_of(manifest, columns));
  require_sound(records);
  require_canonical(records);
}

}  // namespace renmai
