// SPDX-License-Identifier: Apache-2.0
#include "format/matrix_market_head.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "format/matrix_market.hpp"
#include "records/parts.hpp"

namespace renmai {
namespace {

constexpr std::string_view banner = "%%matrixmarket";
constexpr std::string_view name_comment = "% vertex ";

class HeadReader {
 public:
  HeadReader(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  detail::MatrixHead read() {
    read_banner(next_line());
    while (head_.end < text_.size()) {
      const std::string_view line = next_line();
      if (line.starts_with(name_comment)) head_.names.push_back({line.substr(name_comment.size()), head_.line});
      if (line.starts_with('%') || trim(line).empty()) continue;
      read_sizes(line);
      return std::move(head_);
    }
    refuse("the file ends before the sizes of the matrix");
  }

 private:
  std::string_view next_line() {
    const std::size_t end = std::min(text_.find('\n', head_.end), text_.size());
    const std::string_view line = text_.substr(head_.end, end - head_.end);
    head_.end = std::min(end + 1, text_.size());
    ++head_.line;
    return line;
  }

  [[nodiscard]] std::string place() const { return std::string(file_) + ":" + std::to_string(head_.line); }
  [[noreturn]] void refuse(const std::string& message, std::string hint = {}) const {
    throw Error(ErrorKind::input, message, place(), std::move(hint));
  }

  void read_banner(std::string_view line) {
    detail::LineWords words(line);
    if (lower_ascii(words.take()) != banner) refuse("this is no Matrix Market file; it begins with %%MatrixMarket");
    const std::string object = lower_ascii(words.take());
    const std::string form = lower_ascii(words.take());
    const std::string field = lower_ascii(words.take());
    const std::string symmetry = lower_ascii(words.take());
    if (object != "matrix") refuse("'" + object + "' is not read; a matrix is wanted");
    if (form != "coordinate" && form != "array") refuse("unknown form '" + form + "'; wanted coordinate or array");
    head_.array = form == "array";
    if (field == "complex") refuse("a complex matrix is not read: a weight is one number");
    head_.pattern = field == "pattern";
    const bool number = field == "real" || field == "double" || field == "integer" || field == "unsigned-integer";
    if (!number && !head_.pattern) refuse("unknown field '" + field + "'; wanted real, integer or pattern");
    if (head_.array && head_.pattern) refuse("an array cannot be a pattern");
    if (symmetry == "skew-symmetric" || symmetry == "hermitian") {
      refuse("a " + symmetry + " matrix is not read: an entry would be one edge and another one of another weight back",
             "write it as general");
    }
    head_.symmetric = symmetry == "symmetric";
    if (symmetry != "general" && !head_.symmetric)
      refuse("unknown symmetry '" + symmetry + "'; wanted general or symmetric");
  }

  void read_sizes(std::string_view line) {
    detail::LineWords words(line);
    const auto rows = words.take_number<std::uint64_t>();
    const auto columns = words.take_number<std::uint64_t>();
    const auto entries = head_.array ? std::optional<std::uint64_t>(0) : words.take_number<std::uint64_t>();
    if (!rows || !columns || !entries || !words.at_end())
      refuse(head_.array ? "the numbers of rows and columns are wanted here"
                         : "the numbers of rows, columns and entries are wanted here");
    constexpr std::uint64_t most = no_entity / 2;
    if (*rows > most || *columns > most) throw Error(ErrorKind::limit, "more than 2147483647 rows or columns", place());
    head_.rows = *rows;
    head_.columns = *columns;
    if (head_.symmetric && !head_.square()) refuse("a symmetric matrix has as many rows as columns");
    head_.entries = !head_.array ? *entries : head_.symmetric ? *rows * (*rows + 1) / 2 : *rows * *columns;
  }

  std::string_view text_;
  std::string_view file_;
  detail::MatrixHead head_;
};

}  // namespace

detail::MatrixHead detail::read_matrix_head(std::string_view text, std::string_view file) {
  return HeadReader(text, file).read();
}

bool begins_as_matrix_market(std::string_view text) { return lower_ascii(text.substr(0, banner.size())) == banner; }

LoadEstimate estimate_matrix_market(std::string_view text) {
  constexpr std::uint64_t peak_entry = 80;
  constexpr std::uint64_t loaded_entry = 24;
  constexpr std::uint64_t vertex = 100;
  try {
    const detail::MatrixHead head = detail::read_matrix_head(text, {});
    return {.rows = head.entries,
            .peak_bytes = head.entries * peak_entry + head.vertices() * vertex,
            .loaded_bytes = head.entries * loaded_entry + head.vertices() * vertex};
  } catch (const Error&) {
    return {};
  }
}

}  // namespace renmai
