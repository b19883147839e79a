// SPDX-License-Identifier: Apache-2.0
// Which data, and how it is read.
#include "cli/options/rows.hpp"
#include "format/load.hpp"

namespace renmai::cli {

namespace {

std::vector<std::string> readable_forms() {
  std::vector<std::string> names;
  for (const FormatRow& form : formats()) {
    if (form.can_read()) names.emplace_back(form.name);
  }
  return names;
}

}  // namespace

void add_data_options(std::vector<Option>& rows) {
  rows.push_back({.name = "graph",
                  .letter = 'g',
                  .placeholder = "DATA",
                  .type = ValueType::data,
                  .group = group_data,
                  .summary = "the data: a dataset folder, a snapshot, a file, or - for standard input",
                  .detail = "May be given several times; the parts are read as one dataset. Without it the variable "
                            "RENMAI_GRAPH is used, then the current folder if it is a dataset or a snapshot.",
                  .repeated = true,
                  .set = [](Settings& s, const std::string& value) { s.graphs.push_back(value); }});
  rows.push_back({.name = "read-as",
                  .placeholder = "FORM",
                  .type = ValueType::choice,
                  .group = group_data,
                  .summary = "form of the data, where name and content do not tell it",
                  .choices = readable_forms(),
                  .set = [](Settings& s, const std::string& value) { s.read_as = value; }});
  rows.push_back({.name = "mapping",
                  .placeholder = "FILE",
                  .type = ValueType::file,
                  .group = group_data,
                  .summary = "how the columns of a table of careers map to the model, as TOML",
                  .detail = "Says the same as --person, --org and the like, and more: year and month columns, "
                            "constants, properties of either end.",
                  .set = [](Settings& s, const std::string& value) { s.mapping_file = value; }});
  const auto column = [&](std::string name, std::string summary, void (*set)(Settings&, const std::string&)) {
    rows.push_back({.name = std::move(name),
                    .placeholder = "COLUMN",
                    .type = ValueType::text,
                    .group = group_data,
                    .summary = std::move(summary),
                    .set = set});
  };
  column("person", "column of the input that names the person",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("person", value); });
  column("org", "column that names the organisation of a spell",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("org", value); });
  column("start", "column of the start of a spell or move",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("start", value); });
  column("end", "column of the end of a spell or move",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("end", value); });
  column("role", "column of the role",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("role", value); });
  column("place", "column of the place of a spell",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("place", value); });
  column("kind", "column of the kind of relation",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("kind", value); });
  column("origin", "column of the origin of a stated move",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("origin", value); });
  column("destination", "column of the destination of a stated move",
         [](Settings& s, const std::string& value) { s.mapping.emplace_back("destination", value); });
  rows.push_back({.name = "max-bad",
                  .placeholder = "N",
                  .type = ValueType::integer,
                  .group = group_data,
                  .summary = "accept up to N bad rows",
                  .detail = "The bad rows are reported and left out; without this any bad row ends the run with exit "
                            "code 3.",
                  .fallback = "0",
                  .low = 0,
                  .set = [](Settings& s, const std::string& value) { s.max_bad = to_count(value); }});
  rows.push_back({.name = "duplicates",
                  .placeholder = "WHAT",
                  .type = ValueType::choice,
                  .group = group_data,
                  .summary = "rows that repeat another one exactly",
                  .fallback = "drop",
                  .choices = {"drop", "keep"},
                  .set = [](Settings& s, const std::string& value) { s.keep_duplicates = value == "keep"; }});
}

}  // namespace renmai::cli
