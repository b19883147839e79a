// SPDX-License-Identifier: Apache-2.0
#include "table/table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <type_traits>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

bool is_absent(const std::string& value) { return value.empty(); }
bool is_absent(std::int64_t value) { return value == Column::absent; }
bool is_absent(double value) { return std::isnan(value); }
bool is_absent(std::uint32_t value) { return value == no_vertex; }

/// Sorts `rows` by one column, keeping the order of equal rows; absent values come last whichever way is asked for.
void sort_by(std::vector<std::size_t>& rows, const Column& column, bool downward) {
  std::visit(
      [&](const auto& values) {
        const auto present =
            std::stable_partition(rows.begin(), rows.end(), [&](std::size_t row) { return !is_absent(values[row]); });
        std::stable_sort(rows.begin(), present, [&](std::size_t a, std::size_t b) {
          return downward ? values[b] < values[a] : values[a] < values[b];
        });
      },
      column.values);
}

}  // namespace

bool operator==(const Words& a, const Words& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t row = 0; row < a.size(); ++row) {
    if (a[row] != b[row]) return false;
  }
  return true;
}

std::size_t Column::size() const {
  return std::visit([](const auto& cells) { return cells.size(); }, values);
}

std::vector<std::string> Column::texts() const {
  if (const auto* texts = std::get_if<0>(&values)) return *texts;
  std::vector<std::string> texts;
  texts.reserve(size());
  for (std::size_t row = 0; row < size(); ++row) texts.push_back(text(row));
  return texts;
}

std::string Column::cell(std::size_t row) const {
  return std::visit(
      [&](const auto& cells) -> std::string {
        const auto& value = cells[row];
        using Value = std::remove_cvref_t<decltype(value)>;
        if (is_absent(value)) return {};
        if constexpr (std::is_same_v<Value, std::string>) {
          return value;
        } else if constexpr (std::is_same_v<Value, double>) {
          return format_number(value);
        } else {
          return std::to_string(value);
        }
      },
      values);
}

double Column::number(std::size_t row) const {
  return std::visit(
      [&](const auto& cells) -> double {
        const auto& value = cells[row];
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>) {
          return std::numeric_limits<double>::quiet_NaN();
        } else {
          return is_absent(value) ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(value);
        }
      },
      values);
}

Table& Table::add(std::string name, std::vector<std::string> values, std::string unit) {
  return add(Column{std::move(name), std::move(unit), std::move(values)});
}
Table& Table::add(std::string name, std::vector<std::int64_t> values, std::string unit) {
  return add(Column{std::move(name), std::move(unit), std::move(values)});
}
Table& Table::add(std::string name, std::vector<double> values, std::string unit) {
  return add(Column{std::move(name), std::move(unit), std::move(values)});
}
Table& Table::add(std::string name, std::vector<std::uint32_t> values, std::string unit) {
  return add(Column{std::move(name), std::move(unit), std::move(values)});
}

Table& Table::add(std::string name, Words values, std::string unit) {
  return add(Column{std::move(name), std::move(unit), std::move(values)});
}

Table& Table::add(Column column) {
  EXPECT(columns_.empty() || column.size() == row_count());
  EXPECT(find(column.name) == nullptr);
  columns_.push_back(std::move(column));
  return *this;
}

const Column* Table::find(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name; });
  return found == columns_.end() ? nullptr : &*found;
}

const Column& Table::column(std::string_view name) const {
  if (const Column* found = find(name)) return *found;
  std::vector<std::string> names;
  names.reserve(columns_.size());
  for (const Column& column : columns_) names.push_back(column.name);
  const std::string there = names.empty() ? "the table has no columns" : "the columns are " + join(names, ", ");
  throw Error(ErrorKind::usage, "there is no column '" + std::string(name) + "'; " + there, {},
              did_you_mean<std::string>(name, names));
}

Table Table::take(std::span<const std::size_t> rows) const {
  Table result;
  result.stamp = stamp;
  for (const Column& column : columns_) {
    Column kept{column.name, column.unit, {}};
    kept.values = std::visit(
        [&](const auto& values) -> Column::Values {
          using Values = std::remove_cvref_t<decltype(values)>;
          const auto chosen = [&](const auto& list) {
            std::remove_cvref_t<decltype(list)> kept_rows;
            kept_rows.reserve(rows.size());
            for (const std::size_t row : rows) kept_rows.push_back(list.at(row));
            return kept_rows;
          };
          if constexpr (std::is_same_v<Values, Words>) {
            return Words{values.words, chosen(values.numbers)};
          } else {
            return chosen(values);
          }
        },
        column.values);
    result.columns_.push_back(std::move(kept));
  }
  return result;
}

Table Table::head(std::size_t count) const {
  if (count == 0 || count >= row_count()) return *this;
  std::vector<std::size_t> rows(count);
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return take(rows);
}

Table Table::select(std::span<const std::string> names) const {
  Table result;
  result.stamp = stamp;
  for (const std::string& name : names) {
    const Column& chosen = column(name);
    if (result.find(name) != nullptr) throw Error(ErrorKind::usage, "column '" + name + "' is named twice");
    result.columns_.push_back(chosen);
  }
  return result;
}

Table Table::sorted(std::span<const std::string> keys) const {
  std::vector<std::size_t> rows(row_count());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  // Stable sorts from the last key to the first leave the rows ordered by all of them.
  const std::vector<std::string> last_first(keys.rbegin(), keys.rend());
  for (const std::string& key : last_first) {
    const bool downward = key.starts_with('-');
    sort_by(rows, column(std::string_view(key).substr(downward ? 1 : 0)), downward);
  }
  return take(rows);
}

}  // namespace renmai
