// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/edge_scan.hpp"
#include "format/matrix_market.hpp"
#include "format/matrix_market_head.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t vertices_always = 1'048'576;
constexpr std::uint64_t lines_between_stops = 1 << 16;

class MatrixReader {
 public:
  MatrixReader(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report)
      : text_(text), file_(file), builder_(builder), report_(report) {}

  void read() {
    require_plain_text(text_, file_);
    head_ = detail::read_matrix_head(text_, file_);
    require_room();
    add_vertices();
    from_.reserve(head_.entries);  // no more than the text has room for
    to_.reserve(head_.entries);
    lines_.reserve(head_.entries);
    if (!head_.pattern) weights_.reserve(head_.entries);
    if (head_.array)
      read_array();
    else
      read_coordinates();
    adopt();
  }

 private:
  [[noreturn]] void refuse(const std::string& message, std::string hint = {}) const {
    throw Error(ErrorKind::input, message, std::string(file_) + ":" + std::to_string(head_.line), std::move(hint));
  }

  /// Sizes that lie are refused before anything is made of them.
  void require_room() const {
    constexpr std::uint64_t shortest_line = 2;  // a digit, or what is no entry, with its line end
    if (head_.entries > (text_.size() - head_.end + 1) / shortest_line)
      refuse("the header tells of " + format_count(head_.entries) + " entries, for which the text is too short");
    if (head_.vertices() > vertices_always + text_.size()) {
      throw Error(ErrorKind::limit,
                  format_count(head_.vertices()) + " rows and columns are too many for a text of " +
                      format_count(text_.size()) + " bytes",
                  place());
    }
    require_memory(estimate_matrix_market(text_), "entries", free_memory(), std::string(file_));
  }

  [[nodiscard]] std::string place() const { return std::string(file_) + ":" + std::to_string(head_.line); }

  void add_vertices() {
    std::vector<std::string> named(head_.names.empty() ? 0 : head_.vertices());
    for (const detail::MatrixHead::Name& name : head_.names) read_name(name, named);
    for (std::uint64_t v = 0; v < head_.vertices(); ++v) {
      std::string id = head_.square()   ? std::to_string(v + 1)
                       : v < head_.rows ? "r" + std::to_string(v + 1)
                                        : "c" + std::to_string(v + 1 - head_.rows);
      if (v < named.size() && !named[v].empty()) id = std::move(named[v]);
      if (builder_.has_entity(id)) refuse("two vertices have the id '" + id + "'");
      builder_.entity_for(id, "other", id);
      if (v % lines_between_stops == 0) check_stop();
    }
  }

  /// A comment `N "ID"`; any other is only a comment.
  void read_name(const detail::MatrixHead::Name& name, std::vector<std::string>& named) {
    detail::LineWords words(name.text);
    const auto number = words.take_number<std::uint64_t>();
    if (!number || !words.rest().starts_with('"')) return;
    const simdjson::padded_string padded(words.rest());
    simdjson::ondemand::document document;
    std::string_view id;
    const char* rest = nullptr;
    const bool good = parser_.iterate(padded).get(document) == simdjson::SUCCESS &&
                      document.get_string().get(id) == simdjson::SUCCESS &&
                      document.current_location().get(rest) != simdjson::SUCCESS;
    if (!good || id.empty() || id.find('\0') != std::string_view::npos) return;
    if (*number == 0 || *number > named.size()) {
      report_.bad(std::string(file_) + ":" + std::to_string(name.line),
                  "there is no vertex " + std::to_string(*number));
      return;
    }
    named[*number - 1] = id;
  }

  void read_coordinates() {
    const std::uint64_t behind = head_.square() ? 0 : head_.rows;
    detail::EdgeScan scan(text_.substr(head_.end), ' ', head_.vertices() + 1);
    std::uint64_t met = 0;
    for (std::uint64_t line = head_.line + 1; !scan.at_end(); ++line) {
      if (line % lines_between_stops == 0) check_stop();
      std::uint32_t row = 0;
      std::uint32_t column = 0;
      double weight = 1;
      if (!head_.pattern || !scan.take_numbers(row, column)) {
        const std::string_view text = scan.take_line();
        if (text.starts_with('%') || trim(text).empty()) continue;
        ++met;
        if (!read_entry(text, line, row, column, weight)) continue;
      } else {
        ++met;
      }
      if (row == 0 || row > head_.rows || column == 0 || column > head_.columns) {
        bad(line, 1, "row " + std::to_string(row) + " and column " + std::to_string(column) + " are not in the matrix");
        continue;
      }
      add(row - 1, static_cast<Entity>(behind + column - 1), weight, line);
    }
    require_met(met);
  }

  bool read_entry(std::string_view text, std::uint64_t line, std::uint32_t& row, std::uint32_t& column,
                  double& weight) {
    detail::LineWords words(text);
    for (std::uint32_t* const number : {&row, &column}) {
      const std::uint64_t at = words.column();
      const auto taken = words.take_number<std::uint32_t>();
      if (!taken) return bad(line, at, "the numbers of a row and a column are wanted"), false;
      *number = *taken;
    }
    return (head_.pattern || read_value(words, line, weight)) && require_end(words, line);
  }

  bool read_value(detail::LineWords& words, std::uint64_t line, double& value) {
    const std::uint64_t at = words.column();
    const auto taken = words.take_number<double>();
    if (!taken || !std::isfinite(*taken)) return bad(line, at, "a finite number is wanted as the value"), false;
    value = *taken;
    return true;
  }

  bool require_end(const detail::LineWords& words, std::uint64_t line) {
    if (!words.at_end()) bad(line, words.column(), "there is more on this line than an entry has");
    return words.at_end();
  }

  /// Values column by column, of a symmetric matrix from the diagonal down.
  void read_array() {
    const std::uint64_t behind = head_.square() ? 0 : head_.rows;
    detail::EdgeScan scan(text_.substr(head_.end), ' ', 0);
    std::uint64_t met = 0;
    std::uint64_t row = 0;
    std::uint64_t column = 0;
    for (std::uint64_t line = head_.line + 1; !scan.at_end(); ++line) {
      if (line % lines_between_stops == 0) check_stop();
      const std::string_view text = scan.take_line();
      if (text.starts_with('%') || trim(text).empty()) continue;
      if (++met > head_.entries) continue;
      detail::LineWords words(text);
      double weight = 0;
      if (read_value(words, line, weight) && require_end(words, line) && weight != 0)
        add(static_cast<Entity>(row), static_cast<Entity>(behind + column), weight, line);
      if (++row < head_.rows) continue;
      ++column;
      row = head_.symmetric ? column : 0;
    }
    require_met(met);
  }

  void add(Entity from, Entity to, double weight, std::uint64_t line) {
    from_.push_back(from);
    to_.push_back(to);
    if (!head_.pattern) weights_.push_back(weight);
    weighted_ = weighted_ || weight != 1;
    lines_.push_back(static_cast<std::uint32_t>(line));
  }

  void require_met(std::uint64_t met) const {
    if (met == head_.entries) return;
    refuse("the header tells of " + format_count(head_.entries) + " entries, the file holds " + format_count(met));
  }

  void bad(std::uint64_t line, std::uint64_t column, std::string_view message) {
    report_.bad(std::string(file_) + ":" + std::to_string(line) + ":" + std::to_string(column), message);
  }

  void adopt() {
    const std::size_t count = from_.size();
    RelationColumns relations;
    relations.from = Items<Entity>(std::move(from_));
    relations.to = Items<Entity>(std::move(to_));
    relations.kind.resize(count, builder_.schema().relation_kind("edge"));
    if (weighted_) relations.weight.assign(std::move(weights_));
    if (head_.symmetric && count > 0) {
      relations.properties.push_back({"direction", Field<TextId>()});
      relations.properties.back().values.assign(Array<TextId>(count, builder_.text("undirected")));
    }
    builder_.adopt(std::move(relations), std::move(lines_), file_);
  }

  std::string_view text_;
  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  detail::MatrixHead head_;
  Array<Entity> from_;
  Array<Entity> to_;
  Array<double> weights_;
  Array<std::uint32_t> lines_;
  bool weighted_ = false;  // some weight is not 1
  simdjson::ondemand::parser parser_;
};

}  // namespace

void read_matrix_market(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  MatrixReader(text, file, builder, report).read();
}

}  // namespace renmai
