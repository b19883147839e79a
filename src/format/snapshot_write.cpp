// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "format/npy.hpp"
#include "format/output.hpp"
#include "format/snapshot.hpp"
#include "format/snapshot_columns.hpp"
#include "records/name_index.hpp"
#include "records/relation_index.hpp"
#include "records/stored_columns.hpp"
#include "table/json_text.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

constexpr std::size_t items_at_once = std::size_t{1} << 18;

/// New numbers in the order of first mention; 0 stays 0.
class Numbering {
 public:
  explicit Numbering(std::size_t count) : new_(count, unmet) { mention(0); }
  void mention(std::uint32_t old) {
    if (new_[old] != unmet) return;
    new_[old] = static_cast<std::uint32_t>(old_.size());
    old_.push_back(old);
  }
  void mention(std::span<const std::uint32_t> all) {
    for (const std::uint32_t old : all) mention(old);
  }
  [[nodiscard]] std::uint32_t operator[](std::uint32_t old) const { return new_[old]; }
  /// The old numbers of all that were met, by their new ones.
  [[nodiscard]] std::span<const std::uint32_t> met() const { return old_; }

 private:
  static constexpr std::uint32_t unmet = UINT32_MAX;
  Array<std::uint32_t> new_;
  Array<std::uint32_t> old_;
};

/// Whether a column says no more than that it is not there.
template <class T>
bool says_nothing(const Items<T>&) {
  return false;
}
template <class T>
bool says_nothing(const Field<T>& column) {
  const auto items = column.stored();
  return std::all_of(items.begin(), items.end(), [&](T item) { return item == column.fallback(); });
}

class SnapshotWriter {
 public:
  SnapshotWriter(const Records& records, OutputFolder& folder)
      : records_(records),
        parts_(records.parts()),
        folder_(folder),
        texts_(parts_.texts.size()),
        dates_(parts_.date_texts.size()),
        attested_(parts_.attested_texts.size()) {
    number();
  }

  void write() {
    visit_stored_columns(parts_, [&](RowsOf rows, std::string_view name, Holds holds, const auto& column) {
      if (says_nothing(column)) return;
      const std::size_t count = rows == RowsOf::entities ? records_.entity_count() : records_.relation_count();
      write_column(name, holds, column, count);
    });
    write_texts();
    write_numbered(snapshot_column::date_text, dates_, parts_.date_texts);
    write_numbered(snapshot_column::attested_text, attested_, parts_.attested_texts);
    write_text_rows(snapshot_column::source, parts_.sources.data(), parts_.sources.size(), source_width);
    write_text_rows(snapshot_column::claim, parts_.claims.data(), parts_.claims.size(), claim_width);
    write_pairs(snapshot_column::after, parts_.after);
    write_pairs(snapshot_column::repeat, parts_.repeats);
    write_plain(snapshot_column::structural, parts_.structural.span());
    write_plain(snapshot_column::placed, parts_.placed.span());
    write_indexes();
  }

  /// Name, type, shape and hash of each column, as JSON.
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }

 private:
  static std::span<const TextId> as_texts(const void* rows, std::size_t count) {
    return {static_cast<const TextId*>(rows), count};
  }

  void number() {
    visit_stored_columns(parts_, [&](RowsOf, std::string_view, Holds holds, const auto& column) {
      if constexpr (std::is_same_v<typename std::decay_t<decltype(stored_items(column))>::value_type, std::uint32_t>) {
        if (holds == Holds::text) texts_.mention(stored_items(column));
        if (holds == Holds::date) dates_.mention(stored_items(column));
        if (holds == Holds::attested) attested_.mention(stored_items(column));
      }
      check_stop();
    });
    texts_.mention(as_texts(parts_.sources.data(), parts_.sources.size() * source_width));
    texts_.mention(as_texts(parts_.claims.data(), parts_.claims.size() * claim_width));
    for (const DateId date : dates_.met()) texts_.mention(parts_.date_texts[date]);
    for (const AttestedId list : attested_.met()) texts_.mention(parts_.attested_texts[list]);
  }

  using Put = std::function<void(const char* bytes, std::size_t size)>;

  /// A file of that head, with what `write` puts after it.
  void write_file(std::string_view name, std::string_view type, std::span<const std::uint64_t> shape,
                  const std::function<void(const Put&)>& write) {
    PieceHash hash;
    folder_.add(std::string(name) + ".npy", [&](std::ostream& out) {
      const Put put = [&](const char* bytes, std::size_t size) {
        hash.add({bytes, size});
        out.write(bytes, static_cast<std::streamsize>(size));
      };
      const std::string head = npy_head(type, shape);
      put(head.data(), head.size());
      write(put);
    });
    std::string sizes;
    for (const std::uint64_t size : shape) sizes += (sizes.empty() ? "" : ", ") + std::to_string(size);
    columns_.push_back("{" + json_pair("name", json_quote(name)) + ", " + json_pair("type", json_quote(type)) + ", " +
                       json_pair("shape", "[" + sizes + "]") + ", " +
                       json_pair("xxh3", json_quote(hex16(hash.value()))) + "}");
  }

  template <class T, class Item>
  void write_items(std::string_view name, const Item& item, const std::vector<std::uint64_t>& shape) {
    std::size_t count = 1;
    for (const std::uint64_t size : shape) count *= size;
    write_file(name, npy_type<T>(), shape, [&](const Put& put) {
      Array<T> piece(std::min(count, items_at_once));
      for (std::size_t begin = 0; begin < count; begin += items_at_once) {
        report_progress("writing " + std::string(name), begin, count);
        const std::size_t size = std::min(items_at_once, count - begin);
        parallel_for(size, [&](std::size_t i) { piece[i] = item(begin + i); });
        put(reinterpret_cast<const char*>(piece.data()), size * sizeof(T));
      }
    });
  }

  template <class T>
  void write_plain(std::string_view name, std::span<const T> items) {
    write_items<T>(name, [&](std::size_t i) { return items[i]; }, {items.size()});
  }

  template <class Column>
  void write_column(std::string_view name, Holds holds, const Column& column, std::size_t count) {
    using T = std::decay_t<decltype(std::as_const(column)[0])>;
    if constexpr (std::is_same_v<T, std::uint32_t>) {
      const Numbering* const numbers = holds == Holds::text       ? &texts_
                                       : holds == Holds::date     ? &dates_
                                       : holds == Holds::attested ? &attested_
                                                                  : nullptr;
      if (numbers != nullptr)
        return write_items<T>(name, [&](std::size_t row) { return (*numbers)[column[row]]; }, {count});
    }
    write_items<T>(name, [&](std::size_t row) { return column[row]; }, {count});
  }

  void write_texts() {
    Array<std::uint64_t> offsets(texts_.met().size() + 1);
    offsets[0] = 0;
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i)
      offsets[i + 1] = offsets[i] + parts_.texts[texts_.met()[i]].size();
    write_plain(snapshot_column::text_offset, std::span<const std::uint64_t>(offsets));
    const std::uint64_t size = offsets.back();
    write_file(snapshot_column::text_bytes, npy_type<char>(), std::span(&size, 1), [&](const Put& put) {
      std::string piece;
      for (const TextId text : texts_.met()) {
        piece += parts_.texts[text];
        if (piece.size() < items_at_once) continue;
        put(piece.data(), piece.size());
        piece.clear();
      }
      put(piece.data(), piece.size());
    });
  }

  void write_numbered(std::string_view name, const Numbering& numbers, const Items<TextId>& texts) {
    write_items<TextId>(name, [&](std::size_t i) { return texts_[texts[numbers.met()[i]]]; }, {numbers.met().size()});
  }

  void write_text_rows(std::string_view name, const void* rows, std::size_t count, std::size_t width) {
    const auto texts = as_texts(rows, count * width);
    write_items<TextId>(name, [&](std::size_t i) { return texts_[texts[i]]; }, {count, width});
  }

  void write_pairs(std::string_view name, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
    write_items<std::uint32_t>(name,
                               [&](std::size_t i) { return i % 2 == 0 ? pairs[i / 2].first : pairs[i / 2].second; },
                               {pairs.size(), pair_width});
  }

  void write_indexes() {
    {
      const NameIndex names = make_name_index(records_);
      write_plain(snapshot_column::name_hash, names.hashes.span());
      write_plain(snapshot_column::name_entity, names.entities.span());
    }
    const RelationIndex rows = make_relation_index(records_);
    write_plain(snapshot_column::entity_row_offset, rows.offsets.span());
    write_plain(snapshot_column::entity_row, rows.relations.span());
  }

  const Records& records_;
  const RecordsParts& parts_;
  OutputFolder& folder_;
  Numbering texts_;
  Numbering dates_;
  Numbering attested_;
  std::vector<std::string> columns_;
};

std::string schema_json(const Schema& schema) {
  std::vector<std::string> relation_kinds;
  for (const RelationKind& kind : schema.relation_kinds()) {
    std::vector<std::string> traits;
    for (const TraitName& trait : trait_names()) {
      if (kind.has(trait.trait)) traits.emplace_back(trait.name);
    }
    relation_kinds.push_back(
        "{" + json_pair("name", json_quote(kind.name)) + ", " + json_pair("summary", json_quote(kind.summary)) + ", " +
        json_pair("traits", json_list(traits)) + ", " + json_pair("primacy", std::to_string(kind.primacy)) + ", " +
        json_pair("identity", json_quote(to_word(kind.identity))) + ", " +
        json_pair("declared", kind.declared ? "true" : "false") + "}");
  }
  std::vector<std::string> entity_kinds;
  for (const EntityKind& kind : schema.entity_kinds()) {
    entity_kinds.push_back("{" + json_pair("name", json_quote(kind.name)) + ", " +
                           json_pair("summary", json_quote(kind.summary)) + ", " +
                           json_pair("role", json_quote(to_word(kind.role))) + ", " +
                           json_pair("declared", kind.declared ? "true" : "false") + "}");
  }
  std::vector<std::string> words;
  for (const auto& [word, status] : schema.status_words())
    words.push_back("{" + json_pair("word", json_quote(word)) + ", " +
                    json_pair("status", json_quote(to_word(status))) + "}");
  const std::string indent = "    ";
  return json_block('{', '}',
                    {json_pair("relation_kinds", json_block('[', ']', relation_kinds, indent)),
                     json_pair("entity_kinds", json_block('[', ']', entity_kinds, indent)),
                     json_pair("status_words", json_block('[', ']', words, indent))},
                    "  ");
}

std::string dataset_json(const DatasetFacts& facts) {
  std::vector<std::string> lines{json_pair("name", json_quote(facts.name)), json_pair("title", json_quote(facts.title)),
                                 json_pair("description", json_quote(facts.description)),
                                 json_pair("license", json_quote(facts.license)),
                                 json_pair("regions_file", json_quote(facts.regions_file))};
  if (facts.as_of) lines.push_back(json_pair("as_of", std::to_string(*facts.as_of)));
  return json_block('{', '}', lines, "  ");
}

std::string findings_json(std::span<const Finding> findings) {
  std::vector<std::string> lines;
  lines.reserve(findings.size());
  for (const Finding& finding : findings) {
    lines.push_back(
        "{" + json_pair("severity", json_quote(to_word(finding.severity))) + ", " +
        json_pair("rule", json_quote(finding.rule)) + ", " + json_pair("record", json_quote(finding.record)) + ", " +
        json_pair("place", json_quote(finding.place)) + ", " + json_pair("message", json_quote(finding.message)) + "}");
  }
  return json_block('[', ']', lines, "  ");
}

std::string property_names(std::span<const Property> properties) {
  std::vector<std::string> names;
  for (const Property& property : properties) names.push_back(property.name);
  return json_list(names);
}

}  // namespace

void write_snapshot(const Records& records, std::string_view regions_text, std::string_view regions_file,
                    std::string_view format, std::span<const std::string> command, const std::string& folder) {
  const RecordsParts& parts = records.parts();
  OutputFolder output(folder,
                      [](std::string_view name) { return name == snapshot_manifest || name.ends_with(".npy"); });
  SnapshotWriter writer(records, output);
  writer.write();
  output.add(
      snapshot_manifest,
      json_block(
          '{', '}',
          {json_pair("renmai_snapshot", std::to_string(snapshot_version)),
           json_pair("command", json_list({command.begin(), command.end()})), json_pair("format", json_quote(format)),
           json_pair("dataset", dataset_json(parts.dataset)), json_pair("as_of", std::to_string(parts.as_of)),
           json_pair("content_hash", json_quote(hex16(parts.content_hash))),
           json_pair("entities", std::to_string(records.entity_count())),
           json_pair("relations", std::to_string(records.relation_count())),
           json_pair("entity_properties", property_names(parts.entities.properties)),
           json_pair("relation_properties", property_names(parts.relations.properties)),
           json_pair("schema", schema_json(parts.schema)), json_pair("files", json_list(parts.files)),
           json_pair("regions_file", json_quote(regions_file)), json_pair("regions_text", json_quote(regions_text)),
           json_pair("findings", findings_json(parts.findings)),
           json_pair("columns", json_block('[', ']', writer.columns(), "  "))},
          "") +
          '\n');
  output.commit();
}

}  // namespace renmai
