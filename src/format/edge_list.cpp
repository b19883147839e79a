// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "format/edge_line.hpp"
#include "format/node_tables.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t lines_between_stops = 1 << 16;

}  // namespace

void read_edge_list(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  require_plain_text(text, file);
  builder.schema().relation_kind("edge");
  const char separator = detail::edge_separator(text);
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (++number % lines_between_stops == 0) check_stop();
    const detail::EdgeLine line = detail::parse_edge_line(text.substr(begin, end - begin), separator);
    begin = end + 1;
    if (line.kind == detail::EdgeLine::Kind::nothing) continue;
    const RowPlace place{.file = file, .line = number};
    if (line.kind == detail::EdgeLine::Kind::bad) {
      report.bad(place.at({}), line.complaint);
      continue;
    }
    for (const std::string_view id : {line.from, line.to}) builder.entity_for(id, "other", id);
    RelationRow row;
    row.from = line.from;
    row.to = line.to;
    row.kind = "edge";
    row.weight = line.weight;
    builder.add_relation(row, place);
  }
  if (separator == '\0') throw Error(ErrorKind::input, "the file holds no edge", std::string(file) + ":1");
}

}  // namespace renmai
