// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/node_tables.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t lines_between_stops = 1 << 16;
constexpr std::size_t max_line_bytes = std::size_t{16} << 20;

bool is_comment(std::string_view line) { return line.empty() || line.front() == '#' || line.front() == '%'; }

/// The lines of a text, trimmed, with their numbers.
template <class Use>
void each_line(std::string_view text, const Use& use) {
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (++number % lines_between_stops == 0) check_stop();
    const std::string_view line = trim(text.substr(begin, end - begin));
    if (!is_comment(line) && !use(line, number)) return;
    begin = end + 1;
  }
}

/// At most `most` fields; a blank separator stands for any run of blanks and tabs.
void split_fields(std::string_view line, char separator, std::size_t most, std::vector<std::string_view>& fields) {
  fields.clear();
  while (!line.empty() && fields.size() < most) {
    const std::size_t end = separator == ' ' ? line.find_first_of(" \t") : line.find(separator);
    fields.push_back(trim(line.substr(0, end)));
    line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
    if (separator == ' ') line = trim(line);
  }
}

}  // namespace

void read_edge_list(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  require_plain_text(text, file);
  builder.schema().relation_kind("edge");
  char separator = '\0';
  std::vector<std::string_view> fields;
  each_line(text, [&](std::string_view line, std::uint64_t number) {
    if (line.size() > max_line_bytes) {
      report.bad(std::string(file) + ":" + std::to_string(number), "this line has " + format_count(line.size()) +
                                                                       " bytes; at most " +
                                                                       format_count(max_line_bytes) + " are read");
      return true;
    }
    if (separator == '\0') {
      separator = line.find('\t') != std::string_view::npos  ? '\t'
                  : line.find(',') != std::string_view::npos ? ','
                                                             : ' ';
    }
    split_fields(line, separator, 4, fields);
    const RowPlace place{.file = file, .line = number};
    if (fields.size() < 2 || fields.size() > 3) {
      report.bad(place.at({}), "two ids and perhaps a weight are wanted on a line");
      return true;
    }
    RelationRow row;
    row.from = fields[0];
    row.to = fields[1];
    row.kind = "edge";
    if (fields.size() == 3) row.weight = fields[2];
    if (!row.weight.empty() && !to_number(row.weight)) {
      report.bad(place.at({}), "'" + std::string(row.weight) + "' is no weight; a number is wanted");
      return true;
    }
    for (const std::string_view id : {row.from, row.to}) {
      if (!id.empty()) builder.entity_for(id, "other", id);
    }
    builder.add_relation(row, place);
    return true;
  });
  if (separator == '\0') throw Error(ErrorKind::input, "the file holds no edge", std::string(file) + ":1");
}

}  // namespace renmai
