// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace renmai {

/// Rows that come one by one as one text for each column: JSON lines, or what a query of a database gives. `Rows` reads
/// it.
class RowSource {
 public:
  RowSource() = default;
  virtual ~RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  RowSource(RowSource&&) = delete;
  RowSource& operator=(RowSource&&) = delete;

  /// Goes on to the next row, good or bad; false at the end.
  virtual bool next() = 0;
  /// Reads this row; the fault, empty if there is none. Both it and the fields are valid until the next call of next().
  [[nodiscard]] virtual std::string_view read() = 0;
  /// One field for each column; an absent one is empty.
  [[nodiscard]] virtual std::span<const std::string_view> fields() const = 0;
  /// The line of this row, or its number from 1; 0 before the first.
  [[nodiscard]] virtual std::uint64_t line() const = 0;
};

}  // namespace renmai
