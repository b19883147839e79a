// SPDX-License-Identifier: Apache-2.0
#include "python/arrow_out.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace renmai::python {
namespace {

// What a struct of the interface points to is kept by its private_data; release frees it and, as the specification
// asks, releases the children that were not taken away.

struct SchemaParts {
  std::string format;
  std::string name;
  std::deque<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  std::unique_ptr<ArrowSchema> dictionary;
};

void release_schema(ArrowSchema* schema) {
  const std::unique_ptr<SchemaParts> parts(static_cast<SchemaParts*>(schema->private_data));
  for (ArrowSchema& child : parts->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (parts->dictionary && parts->dictionary->release != nullptr) parts->dictionary->release(parts->dictionary.get());
  schema->release = nullptr;
}

void finish_schema(std::unique_ptr<SchemaParts> parts, ArrowSchema* out) {
  for (ArrowSchema& child : parts->children) parts->pointers.push_back(&child);
  *out = {.format = parts->format.c_str(),
          .name = parts->name.c_str(),
          .metadata = nullptr,
          .flags = arrow_flag_nullable,
          .n_children = static_cast<std::int64_t>(parts->pointers.size()),
          .children = parts->pointers.data(),
          .dictionary = parts->dictionary.get(),
          .release = &release_schema,
          .private_data = nullptr};
  out->private_data = parts.release();
}

void leaf_schema(std::string format, std::string name, ArrowSchema* out) {
  auto parts = std::make_unique<SchemaParts>();
  parts->format = std::move(format);
  parts->name = std::move(name);
  finish_schema(std::move(parts), out);
}

void column_schema(const Column& column, ArrowSchema* out) {
  auto parts = std::make_unique<SchemaParts>();
  parts->name = column.name;
  if (std::holds_alternative<Words>(column.values)) {
    parts->format = "I";
    parts->dictionary = std::make_unique<ArrowSchema>();
    leaf_schema("U", "", parts->dictionary.get());
  } else {
    constexpr std::array<const char*, 4> formats{"U", "l", "g", "I"};  // in the order of ColumnType
    parts->format = formats.at(static_cast<std::size_t>(column.type()));
  }
  finish_schema(std::move(parts), out);
}

struct ArrayParts {
  std::shared_ptr<const Table> table;
  std::vector<const void*> buffers;
  std::vector<std::uint8_t> valid;
  std::vector<std::int64_t> offsets;
  std::string bytes;
  std::deque<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::unique_ptr<ArrowArray> dictionary;
};

void release_array(ArrowArray* array) {
  const std::unique_ptr<ArrayParts> parts(static_cast<ArrayParts*>(array->private_data));
  for (ArrowArray& child : parts->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (parts->dictionary && parts->dictionary->release != nullptr) parts->dictionary->release(parts->dictionary.get());
  array->release = nullptr;
}

void finish_array(std::unique_ptr<ArrayParts> parts, std::size_t length, std::int64_t nulls, ArrowArray* out) {
  for (ArrowArray& child : parts->children) parts->pointers.push_back(&child);
  *out = {.length = static_cast<std::int64_t>(length),
          .null_count = nulls,
          .offset = 0,
          .n_buffers = static_cast<std::int64_t>(parts->buffers.size()),
          .n_children = static_cast<std::int64_t>(parts->pointers.size()),
          .buffers = parts->buffers.data(),
          .children = parts->pointers.data(),
          .dictionary = parts->dictionary.get(),
          .release = &release_array,
          .private_data = nullptr};
  out->private_data = parts.release();
}

/// One bit a row, set where there is a value. Returns how many have none.
template <class IsAbsent>
std::int64_t mark_valid(std::vector<std::uint8_t>& valid, std::size_t rows, const IsAbsent& is_absent) {
  std::int64_t absent = 0;
  for (std::size_t row = 0; row < rows; ++row) absent += is_absent(row) ? 1 : 0;
  if (absent == 0) return 0;
  constexpr std::size_t bits = 8;
  valid.assign((rows + bits - 1) / bits, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!is_absent(row)) valid[row / bits] = static_cast<std::uint8_t>(valid[row / bits] | 1U << row % bits);
  }
  return absent;
}

void text_array(std::shared_ptr<const Table> table, const std::vector<std::string>& texts, bool empty_is_null,
                ArrowArray* out) {
  auto parts = std::make_unique<ArrayParts>();
  parts->table = std::move(table);
  std::size_t size = 0;
  for (const std::string& text : texts) size += text.size();
  parts->bytes.reserve(size);
  parts->offsets.reserve(texts.size() + 1);
  for (const std::string& text : texts) {
    parts->offsets.push_back(static_cast<std::int64_t>(parts->bytes.size()));
    parts->bytes += text;
  }
  parts->offsets.push_back(static_cast<std::int64_t>(parts->bytes.size()));
  std::int64_t nulls = 0;
  if (empty_is_null)
    nulls = mark_valid(parts->valid, texts.size(), [&](std::size_t row) { return texts[row].empty(); });
  parts->buffers = {parts->valid.empty() ? nullptr : parts->valid.data(), parts->offsets.data(), parts->bytes.data()};
  finish_array(std::move(parts), texts.size(), nulls, out);
}

template <class Value, class IsAbsent>
void number_array(std::shared_ptr<const Table> table, const std::vector<Value>& values, const IsAbsent& is_absent,
                  std::unique_ptr<ArrowArray> dictionary, ArrowArray* out) {
  auto parts = std::make_unique<ArrayParts>();
  parts->table = std::move(table);
  parts->dictionary = std::move(dictionary);
  const std::int64_t nulls =
      mark_valid(parts->valid, values.size(), [&](std::size_t row) { return is_absent(values[row]); });
  parts->buffers = {parts->valid.empty() ? nullptr : parts->valid.data(), values.data()};
  finish_array(std::move(parts), values.size(), nulls, out);
}

void column_array(const std::shared_ptr<const Table>& table, const Column& column, ArrowArray* out) {
  if (const Words* words = std::get_if<Words>(&column.values)) {
    auto dictionary = std::make_unique<ArrowArray>();
    text_array(table, *words->words, false, dictionary.get());
    const std::vector<std::string>& texts = *words->words;
    number_array(
        table, words->numbers, [&](std::uint32_t number) { return texts[number].empty(); }, std::move(dictionary), out);
    return;
  }
  switch (column.type()) {
    case ColumnType::text: return text_array(table, std::get<0>(column.values), true, out);
    case ColumnType::integer:
      return number_array(
          table, column.integers(), [](std::int64_t value) { return value == Column::absent; }, nullptr, out);
    case ColumnType::real:
      return number_array(
          table, column.reals(), [](double) { return false; }, nullptr, out);
    case ColumnType::vertex:
      return number_array(
          table, column.vertices(), [](std::uint32_t value) { return value == no_vertex; }, nullptr, out);
  }
}

struct Stream {
  std::shared_ptr<const Table> table;
  bool given = false;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  const Table& table = *static_cast<Stream*>(stream->private_data)->table;
  auto parts = std::make_unique<SchemaParts>();
  parts->format = "+s";
  for (const Column& column : table.columns()) column_schema(column, &parts->children.emplace_back());
  finish_schema(std::move(parts), out);
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* state = static_cast<Stream*>(stream->private_data);
  if (std::exchange(state->given, true)) {
    *out = {};
    return 0;
  }
  auto parts = std::make_unique<ArrayParts>();
  parts->table = state->table;
  parts->buffers = {nullptr};
  for (const Column& column : state->table->columns())
    column_array(state->table, column, &parts->children.emplace_back());
  finish_array(std::move(parts), state->table->row_count(), 0, out);
  return 0;
}

const char* get_last_error(ArrowArrayStream* /*stream*/) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Stream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

void export_stream(std::shared_ptr<const Table> table, ArrowArrayStream* out) {
  *out = {.get_schema = &get_schema,
          .get_next = &get_next,
          .get_last_error = &get_last_error,
          .release = &release_stream,
          .private_data = new Stream{std::move(table)}};
}

}  // namespace renmai::python
