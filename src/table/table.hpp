// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace renmai {

/// What a column holds. `vertex` is a number into the graph (or entity list) the table came from; a face replaces it
/// by id and name (`name_vertices`). Absent values: NaN for real, `Column::absent` for integer and vertex, "" for text.
enum class ColumnType : std::uint8_t { text, integer, real, vertex };

/// Texts of which there are few in many rows: each row holds the number of its word.
struct Words {
  std::shared_ptr<const std::vector<std::string>> words;
  std::vector<std::uint32_t> numbers;

  [[nodiscard]] std::size_t size() const { return numbers.size(); }
  [[nodiscard]] const std::string& operator[](std::size_t row) const { return (*words)[numbers[row]]; }
  /// Row by row, whatever the numbers.
  friend bool operator==(const Words& a, const Words& b);
};

struct Column {
  static constexpr std::int64_t absent = INT64_MIN;
  using Values = std::variant<std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>,
                              std::vector<std::uint32_t>, Words>;  // in the order of ColumnType; Words are text too

  std::string name;
  std::string unit;  ///< "" if it has none: "people", "days", "probability"
  Values values;

  [[nodiscard]] ColumnType type() const {
    return std::holds_alternative<Words>(values) ? ColumnType::text : static_cast<ColumnType>(values.index());
  }
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] const std::string& text(std::size_t row) const {
    if (const Words* words = std::get_if<Words>(&values)) return (*words)[row];
    return std::get<0>(values)[row];
  }
  [[nodiscard]] const std::vector<std::int64_t>& integers() const { return std::get<1>(values); }
  [[nodiscard]] const std::vector<double>& reals() const { return std::get<2>(values); }
  [[nodiscard]] const std::vector<std::uint32_t>& vertices() const { return std::get<3>(values); }
  /// All cells of a column of text.
  [[nodiscard]] std::vector<std::string> texts() const;
  /// The cell as plain text: numbers in shortest form, absent values empty.
  [[nodiscard]] std::string cell(std::size_t row) const;
  /// The cell as a number, NaN for text and absent values.
  [[nodiscard]] double number(std::size_t row) const;
};

/// Vertices of a column may be "no vertex": printed empty.
inline constexpr std::uint32_t no_vertex = UINT32_MAX;

/// What made a result: ordered (key, value) pairs such as selection, grouping, policy, as_of, n, dataset hash.
using Stamp = std::vector<std::pair<std::string, std::string>>;

/// Named, typed columns of equal length with the stamp of how they were made. A value type; rows keep their order.
class Table {
 public:
  Table() = default;

  /// Adds a column. It must be as long as the others and its name new.
  Table& add(std::string name, std::vector<std::string> values, std::string unit = {});
  Table& add(std::string name, std::vector<std::int64_t> values, std::string unit = {});
  Table& add(std::string name, std::vector<double> values, std::string unit = {});
  Table& add(std::string name, std::vector<std::uint32_t> values, std::string unit = {});
  Table& add(std::string name, Words values, std::string unit = {});
  Table& add(Column column);

  [[nodiscard]] std::size_t row_count() const { return columns_.empty() ? 0 : columns_.front().size(); }
  [[nodiscard]] std::span<const Column> columns() const { return columns_; }
  [[nodiscard]] const Column* find(std::string_view name) const;
  /// The column of that name. Throws Error{usage} with the nearest name if there is none.
  [[nodiscard]] const Column& column(std::string_view name) const;

  /// Rows in the given order (may repeat or leave out).
  [[nodiscard]] Table take(std::span<const std::size_t> rows) const;
  /// The first `count` rows, all if 0.
  [[nodiscard]] Table head(std::size_t count) const;
  /// Columns by name, in that order. Throws Error{usage} with the nearest name.
  [[nodiscard]] Table select(std::span<const std::string> names) const;
  /// Rows sorted by columns; a name with a leading '-' sorts downward. Stable; absent values last. Throws Error{usage}.
  [[nodiscard]] Table sorted(std::span<const std::string> keys) const;

  Stamp stamp;

 private:
  std::vector<Column> columns_;
};

}  // namespace renmai
