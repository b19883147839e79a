// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "python/arrow_abi.hpp"

namespace renmai::python {

/// One column of a frame, read as text: what is absent is empty, dates are written as in ISO 8601, numbers in shortest
/// form.
class TextColumn {
 public:
  explicit TextColumn(std::string column_name) : name(std::move(column_name)) {}
  std::string name;

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t row) const { return cells_[row]; }
  /// A text that lives as long as the frame.
  void borrow(std::string_view text) { cells_.push_back(text); }
  /// A text that the column keeps.
  void keep(std::string_view text);

 private:
  std::vector<std::string_view> cells_;
  std::vector<std::unique_ptr<char[]>> pages_;
  std::size_t page_left_ = 0;
  char* page_next_ = nullptr;
};

/// The columns of a table that came as an Arrow stream, and the memory that they lie in.
class Frame {
 public:
  Frame() = default;
  /// Takes the stream over and reads it to its end. Throws Error{usage} for a column of a type that is no text, number,
  /// truth value or date (naming it), Error{input} for a stream that fails.
  explicit Frame(ArrowArrayStream stream);
  Frame(Frame&&) = default;
  Frame& operator=(Frame&&) = default;

  [[nodiscard]] std::size_t row_count() const { return columns.empty() ? 0 : columns.front().size(); }

  std::vector<TextColumn> columns;

 private:
  std::vector<std::shared_ptr<ArrowArray>> batches_;
};

}  // namespace renmai::python
