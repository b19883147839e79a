// SPDX-License-Identifier: Apache-2.0
#include "format/edge_line.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t max_line_bytes = std::size_t{16} << 20;

bool is_comment(std::string_view line) { return line.empty() || line.front() == '#' || line.front() == '%'; }

/// Splits into at most four fields; returns how many.
std::size_t split_fields(std::string_view line, char separator, std::array<std::string_view, 4>& fields) {
  std::size_t count = 0;
  while (!line.empty() && count < fields.size()) {
    const std::size_t end = separator == ' ' ? line.find_first_of(" \t") : line.find(separator);
    fields[count++] = trim(line.substr(0, end));
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
    if (separator == ' ') line = trim(line);
  }
  return count;
}

EdgeLine bad_line(std::string complaint) {
  EdgeLine line{.kind = EdgeLine::Kind::bad};
  line.complaint = std::move(complaint);
  return line;
}

}  // namespace

char edge_separator(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trim(text.substr(begin, end - begin));
    begin = end + 1;
    if (is_comment(line) || line.size() > max_line_bytes) continue;
    if (line.find('\t') != std::string_view::npos) return '\t';
    return line.find(',') != std::string_view::npos ? ',' : ' ';
  }
  return '\0';
}

EdgeLine parse_edge_line(std::string_view text, char separator) {
  const std::string_view line = trim(text);
  if (is_comment(line)) return {};
  if (line.size() > max_line_bytes) {
    return bad_line("this line has " + format_count(line.size()) + " bytes; at most " + format_count(max_line_bytes) +
                    " are read");
  }
  std::array<std::string_view, 4> fields;
  const std::size_t count = split_fields(line, separator, fields);
  if (count < 2 || count > 3) return bad_line("two ids and perhaps a weight are wanted on a line");
  EdgeLine edge{.kind = EdgeLine::Kind::edge, .from = fields[0], .to = fields[1]};
  if (count == 3) edge.weight = fields[2];
  if (!edge.weight.empty()) {
    const auto value = to_number(edge.weight);
    if (!value) return bad_line("'" + std::string(edge.weight) + "' is no weight; a number is wanted");
    edge.weight_value = *value;
  }
  if (edge.from.empty()) return bad_line("a relation wants 'from'");
  if (edge.to.empty()) return bad_line("a relation wants 'to'");
  return edge;
}

}  // namespace renmai::detail
