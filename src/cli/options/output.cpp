// SPDX-License-Identifier: Apache-2.0
// How a table is shown, where it goes, and how the program runs.
#include "cli/options/rows.hpp"
#include "table/write.hpp"

namespace renmai::cli {
namespace {

std::vector<std::string> form_choices() {
  std::vector<std::string> words{"table"};
  for (const TableForm& form : table_forms()) {
    if (form.name != "box") words.emplace_back(form.name);
  }
  return words;
}

void add_table(std::vector<Option>& rows) {
  rows.push_back({.name = "format",
                  .letter = 'f',
                  .placeholder = "FORM",
                  .type = ValueType::choice,
                  .group = group_table,
                  .summary = "form of the output",
                  .detail =
                      "Unless given, the ending of --output decides, then a box on a terminal and CSV elsewhere. "
                      "A box shows the main columns, cut to the terminal or to the width in the variable COLUMNS; "
                      "the other forms show all.",
                  .choices = form_choices(),
                  .set = [](Settings& s, const std::string& value) { s.form = value; }});
  rows.push_back(
      {.name = "limit",
       .letter = 'n',
       .placeholder = "N",
       .type = ValueType::integer,
       .group = group_table,
       .summary = "at most N rows; 0 for all",
       .detail = "All rows unless given; only `rank` shows 20 on a terminal and says how many more there are.",
       .low = 0,
       .set = [](Settings& s, const std::string& value) { s.limit = to_count(value); }});
  rows.push_back({.name = "sort",
                  .placeholder = "COLUMNS",
                  .type = ValueType::columns,
                  .group = group_table,
                  .summary = "sort by these columns, comma-separated; -NAME sorts downward",
                  .set = [](Settings& s, const std::string& value) { s.sort = to_list(value); }});
  rows.push_back({.name = "cols",
                  .placeholder = "COLUMNS",
                  .type = ValueType::columns,
                  .group = group_table,
                  .summary = "print only these columns, comma-separated, in this order",
                  .set = [](Settings& s, const std::string& value) { s.columns = to_list(value); }});
  rows.push_back({.name = "no-header",
                  .group = group_table,
                  .summary = "leave out the line of column names",
                  .set = [](Settings& s, const std::string& value) { s.header = !is_true(value); }});
  rows.push_back({.name = "guard-formulas",
                  .group = group_table,
                  .summary = "in csv and tsv, put ' before text that a spreadsheet would run as a formula",
                  .set = [](Settings& s, const std::string& value) { s.guard_formulas = is_true(value); }});
}

}  // namespace

void add_output_options(std::vector<Option>& rows) {
  add_table(rows);
  rows.push_back({.name = "output",
                  .letter = 'o',
                  .placeholder = "FILE",
                  .type = ValueType::file,
                  .group = group_output,
                  .summary = "write to FILE instead of standard output; - is standard output",
                  .detail = "The file is written beside its place and renamed at the end, so it is never half "
                            "written.",
                  .set = [](Settings& s, const std::string& value) { s.output = value; }});
  rows.push_back({.name = "manifest",
                  .placeholder = "FILE",
                  .type = ValueType::file,
                  .group = group_output,
                  .summary = "write what is needed to repeat the result, as JSON",
                  .detail = "Version, command line, inputs with size and xxh3, options and the stamp of the result.",
                  .set = [](Settings& s, const std::string& value) { s.manifest = value; }});
}

void add_run_options(std::vector<Option>& rows) {
  rows.push_back({.name = "threads",
                  .placeholder = "N",
                  .type = ValueType::integer,
                  .group = group_run,
                  .summary = "threads to use; 0 for every core; no answer depends on it",
                  .fallback = "0",
                  .low = 0,
                  .high = 4096,
                  .set = [](Settings& s, const std::string& value) { s.threads = static_cast<int>(to_count(value)); }});
  rows.push_back({.name = "seed",
                  .placeholder = "N",
                  .type = ValueType::integer,
                  .group = group_run,
                  .summary = "seed of methods that draw random numbers",
                  .low = 0,
                  .set = [](Settings& s, const std::string& value) { s.seed = to_count(value); }});
  rows.push_back(
      {.name = "color",
       .placeholder = "WHEN",
       .type = ValueType::choice,
       .group = group_run,
       .summary = "colours on a terminal",
       .detail = "`auto` heeds the variable NO_COLOR.",
       .fallback = "auto",
       .choices = {"auto", "always", "never"},
       .set = [](Settings& s, const std::string& value) {
         s.color = value == "always" ? ColorMode::always : value == "never" ? ColorMode::never : ColorMode::automatic;
       }});
  rows.push_back({.name = "quiet",
                  .letter = 'q',
                  .group = group_run,
                  .summary = "no progress, notices or stamps on standard error; errors stay",
                  .set = [](Settings& s, const std::string& value) { s.quiet = is_true(value); }});
  rows.push_back({.name = "verbose",
                  .letter = 'v',
                  .group = group_run,
                  .summary = "tell the time each step took and the first notices of each kind",
                  .set = [](Settings& s, const std::string& value) { s.verbose = is_true(value); }});
  rows.push_back({.name = "version",
                  .group = group_run,
                  .summary = "print the version and leave",
                  .set = [](Settings& s, const std::string& value) { s.version = is_true(value); }});
  rows.push_back(
      {.name = "help",
       .letter = 'h',
       .group = group_run,
       .summary = "print help and leave; -h is short, --help is complete",
       .set = [](Settings& s, const std::string& value) { (value == "short" ? s.short_help : s.long_help) = true; }});
}

}  // namespace renmai::cli
