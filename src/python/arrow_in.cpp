// SPDX-License-Identifier: Apache-2.0
#include "python/arrow_in.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai::python {

void TextColumn::keep(std::string_view text) {
  constexpr std::size_t page_size = std::size_t{1} << 16;
  if (text.size() > page_left_) {
    page_left_ = std::max(page_size, text.size());
    pages_.push_back(std::make_unique<char[]>(page_left_));
    page_next_ = pages_.back().get();
  }
  std::memcpy(page_next_, text.data(), text.size());
  cells_.emplace_back(page_next_, text.size());
  page_next_ += text.size();
  page_left_ -= text.size();
}

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

template <class Value>
Value value_at(const void* buffer, std::int64_t index) {
  Value value;
  std::memcpy(&value, static_cast<const char*>(buffer) + index * static_cast<std::int64_t>(sizeof(Value)),
              sizeof(Value));
  return value;
}

bool bit_at(const void* buffer, std::int64_t index) {
  constexpr std::int64_t bits = 8;
  return (static_cast<const std::uint8_t*>(buffer)[index / bits] >> (index % bits) & 1) != 0;
}

/// Appends the cells of one array of some format.
class CellReader {
 public:
  CellReader(std::string_view format, const ArrowSchema* dictionary, const std::string& name)
      : format_(format), dictionary_(dictionary), name_(name) {}

  void read(const ArrowArray& array, TextColumn& column) const {
    for (std::int64_t row = 0; row < array.length; ++row) {
      const std::int64_t at = row + array.offset;
      const bool valid =
          array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr || bit_at(array.buffers[0], at);
      if (!valid || format_ == "n")
        column.borrow({});
      else
        read_cell(array, at, column);
    }
  }

 private:
  void read_cell(const ArrowArray& array, std::int64_t at, TextColumn& column) const {
    if (array.dictionary != nullptr) {
      const auto index = integer_at(format_, array.buffers[1], at);
      TextColumn word(name_);
      ArrowArray one = *array.dictionary;
      one.offset += index.value_or(0);
      one.length = 1;
      one.null_count = -1;
      CellReader(dictionary_->format, dictionary_->dictionary, name_).read(one, word);
      return column.keep(word[0]);
    }
    if (format_ == "u" || format_ == "z") return column.borrow(text_at<std::int32_t>(array, at));
    if (format_ == "U" || format_ == "Z") return column.borrow(text_at<std::int64_t>(array, at));
    if (format_ == "vu" || format_ == "vz") return column.borrow(view_at(array, at));
    if (format_ == "b") return column.borrow(bit_at(array.buffers[1], at) ? "true" : "false");
    if (const auto integer = integer_at(format_, array.buffers[1], at)) return column.keep(std::to_string(*integer));
    if (format_ == "L") return column.keep(std::to_string(value_at<std::uint64_t>(array.buffers[1], at)));
    if (format_ == "g") return keep_real(value_at<double>(array.buffers[1], at), column);
    if (format_ == "f") return keep_real(value_at<float>(array.buffers[1], at), column);
    if (const auto scale = decimal_scale()) return keep_decimal(value_at<Wide>(array.buffers[1], at), *scale, column);
    if (const auto day = day_at(array, at)) return column.keep(format_day(static_cast<Day>(*day)));
    throw Error(ErrorKind::usage, "the column '" + name_ + "' is of the Arrow type '" + std::string(format_) +
                                      "'; texts, numbers, truth values and dates can be read");
  }

  template <class Offset>
  static std::string_view text_at(const ArrowArray& array, std::int64_t at) {
    const auto begin = value_at<Offset>(array.buffers[1], at);
    const auto end = value_at<Offset>(array.buffers[1], at + 1);
    return {static_cast<const char*>(array.buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
  }

  /// A text of at most twelve bytes lies in the view itself; others in one of the buffers from the third on.
  static std::string_view view_at(const ArrowArray& array, std::int64_t at) {
    constexpr std::int64_t view_size = 16;
    constexpr std::int32_t short_size = 12;
    const char* const view = static_cast<const char*>(array.buffers[1]) + at * view_size;
    const auto size = value_at<std::int32_t>(view, 0);
    if (size <= short_size) return {view + 4, static_cast<std::size_t>(size)};
    const auto buffer = value_at<std::int32_t>(view, 2);
    const auto offset = value_at<std::int32_t>(view, 3);
    return {static_cast<const char*>(array.buffers[2 + buffer]) + offset, static_cast<std::size_t>(size)};
  }

  static std::optional<std::int64_t> integer_at(std::string_view format, const void* buffer, std::int64_t at) {
    if (format == "l") return value_at<std::int64_t>(buffer, at);
    if (format == "i") return value_at<std::int32_t>(buffer, at);
    if (format == "I") return value_at<std::uint32_t>(buffer, at);
    if (format == "s") return value_at<std::int16_t>(buffer, at);
    if (format == "S") return value_at<std::uint16_t>(buffer, at);
    if (format == "c") return value_at<std::int8_t>(buffer, at);
    if (format == "C") return value_at<std::uint8_t>(buffer, at);
    return std::nullopt;
  }

  /// Dates, and the days of times.
  [[nodiscard]] std::optional<std::int64_t> day_at(const ArrowArray& array, std::int64_t at) const {
    const auto day_of = [&](std::int64_t units_a_second) {
      const std::int64_t units = units_a_second * seconds_a_day;
      const auto value = value_at<std::int64_t>(array.buffers[1], at);
      return value >= 0 ? value / units : -((-value + units - 1) / units);
    };
    constexpr std::int64_t thousand = 1000;
    if (format_ == "tdD") return value_at<std::int32_t>(array.buffers[1], at);
    if (format_ == "tdm" || format_.starts_with("tsm:")) return day_of(thousand);
    if (format_.starts_with("tss:")) return day_of(1);
    if (format_.starts_with("tsu:")) return day_of(thousand * thousand);
    if (format_.starts_with("tsn:")) return day_of(thousand * thousand * thousand);
    return std::nullopt;
  }

  __extension__ using Wide = __int128;

  /// Digits after the point of "d:precision,scale", which takes 128 bits a value; nothing for another type.
  [[nodiscard]] std::optional<int> decimal_scale() const {
    if (!format_.starts_with("d:")) return std::nullopt;
    const std::vector<std::string_view> parts = split_list(format_.substr(2), ',');
    if (parts.size() < 2 || (parts.size() == 3 && parts[2] != "128")) return std::nullopt;
    return static_cast<int>(to_integer(parts[1]).value_or(0));
  }

  static void keep_decimal(Wide value, int scale, TextColumn& column) {
    constexpr int base = 10;
    const bool negative = value < 0;
    std::string backwards;
    for (Wide left = negative ? -value : value; left > 0 || static_cast<int>(backwards.size()) <= scale; left /= base)
      backwards += static_cast<char>('0' + static_cast<int>(left % base));
    std::string text(backwards.rbegin(), backwards.rend());
    if (scale > 0) text.insert(text.size() - static_cast<std::size_t>(scale), ".");
    column.keep(negative ? "-" + text : text);
  }

  static void keep_real(double value, TextColumn& column) {
    if (value != value) return column.borrow({});
    constexpr std::size_t longest = 32;
    char text[longest];
    const auto end = std::to_chars(text, text + longest, value);
    column.keep({text, static_cast<std::size_t>(end.ptr - text)});
  }

  std::string_view format_;
  const ArrowSchema* dictionary_;
  const std::string& name_;
};

/// Releases what a struct holds, once.
template <class Struct>
void release(Struct* held) {
  if (held->release != nullptr) held->release(held);
}

[[noreturn]] void stream_failed(ArrowArrayStream& stream, int code) {
  const char* const told = stream.get_last_error(&stream);
  throw Error(ErrorKind::input,
              "the Arrow stream failed: " + std::string(told != nullptr ? told : std::strerror(code)));
}

}  // namespace

Frame::Frame(ArrowArrayStream stream) {
  const std::unique_ptr<ArrowArrayStream, void (*)(ArrowArrayStream*)> held(&stream, &release<ArrowArrayStream>);
  ArrowSchema schema{};
  if (const int code = stream.get_schema(&stream, &schema); code != 0) stream_failed(stream, code);
  const std::unique_ptr<ArrowSchema, void (*)(ArrowSchema*)> held_schema(&schema, &release<ArrowSchema>);
  if (std::string_view(schema.format) != "+s")
    throw Error(ErrorKind::usage,
                "the Arrow stream holds no table but values of the type '" + std::string(schema.format) + "'");
  columns.reserve(static_cast<std::size_t>(schema.n_children));
  for (std::int64_t k = 0; k < schema.n_children; ++k) columns.emplace_back(schema.children[k]->name);
  while (true) {
    auto batch = std::shared_ptr<ArrowArray>(new ArrowArray{}, [](ArrowArray* array) {
      release(array);
      delete array;
    });
    if (const int code = stream.get_next(&stream, batch.get()); code != 0) stream_failed(stream, code);
    if (batch->release == nullptr) break;
    for (std::int64_t k = 0; k < schema.n_children; ++k) {
      const ArrowSchema& type = *schema.children[k];
      TextColumn& column = columns[static_cast<std::size_t>(k)];
      CellReader(type.format, type.dictionary, column.name).read(*batch->children[k], column);
    }
    batches_.push_back(std::move(batch));
  }
}

}  // namespace renmai::python
