// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace renmai {

/// The column names of a delimited file, found by name: case, width and surrounding blanks do not matter (fold_name).
class CsvHeader {
 public:
  /// `place` is where the header stands ("file:1"). Columns without a name are allowed and never found.
  /// Throws Error{input} if two names are equal.
  CsvHeader(std::span<const std::string_view> names, std::string place);

  /// Names as written, blanks around them trimmed; one per column.
  [[nodiscard]] std::span<const std::string> names() const { return names_; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  /// The column of that name, nothing if there is none.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// As find, but throws Error{input} with the columns there are and the nearest one.
  [[nodiscard]] std::size_t require(std::string_view name) const;

 private:
  std::string place_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> columns_;  ///< by folded name
};

}  // namespace renmai
