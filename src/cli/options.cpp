// SPDX-License-Identifier: Apache-2.0
// The catalogue of shared options: parser, help, man pages and completions are all made from these rows.
#include <algorithm>
#include <cstdint>

#include "base/text.hpp"
#include "cli/option.hpp"
#include "records/schema.hpp"
#include "table/write.hpp"

namespace renmai::cli {
namespace {

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> words;
  for (const std::string_view word : split_list(text, ',')) words.emplace_back(word);
  return words;
}

bool is_true(const std::string& value) { return value == "true"; }

std::uint64_t to_count(const std::string& value) { return static_cast<std::uint64_t>(to_integer(value).value_or(0)); }

std::vector<std::string> status_choices() {
  std::vector<std::string> words{"all"};
  for (std::size_t i = 0; i < status_count; ++i) words.emplace_back(to_word(static_cast<Status>(i)));
  return words;
}

std::vector<std::string> form_choices() {
  std::vector<std::string> words{"table"};
  for (const TableForm& form : table_forms()) {
    if (form.name != "box") words.emplace_back(form.name);
  }
  return words;
}

/// The largest whole number that every double between holds exactly: bounds of counts and seeds.
constexpr double most_count = 9007199254740992;

void add_data(std::vector<Option>& rows) {
  rows.push_back({.name = "graph",
                  .letter = 'g',
                  .placeholder = "DATA",
                  .type = ValueType::data,
                  .group = group_data,
                  .summary = "the data: a dataset folder, a file, or - for standard input",
                  .detail = "May be given several times; the parts are read as one dataset. Without it the variable "
                            "RENMAI_GRAPH is used, then the current folder if it is a dataset.",
                  .repeated = true,
                  .set = [](Settings& s, const std::string& value) { s.graphs.push_back(value); }});
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
                  .high = most_count,
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

void add_time(std::vector<Option>& rows) {
  rows.push_back({.name = "at",
                  .placeholder = "DATE",
                  .type = ValueType::date,
                  .group = group_selection,
                  .summary = "only relations that hold on this date",
                  .detail = "An EDTF date: 2024, 2024-05, 2024-05-17, 2024-05~, 201X. A date of several days asks for "
                            "any of them.",
                  .set = [](Settings& s, const std::string& value) { s.selection.at = value; }});
  rows.push_back({.name = "during",
                  .placeholder = "A/B",
                  .type = ValueType::window,
                  .group = group_selection,
                  .summary = "only relations that hold at some time from A to B",
                  .set = [](Settings& s, const std::string& value) { s.selection.during = value; }});
  rows.push_back({.name = "during-rule",
                  .placeholder = "RULE",
                  .type = ValueType::choice,
                  .group = group_selection,
                  .summary = "whether --during asks for any overlap or for all of the spell",
                  .fallback = "any",
                  .choices = {"any", "all"},
                  .set = [](Settings& s, const std::string& value) {
                    s.selection.during_rule = value == "all" ? DuringRule::all : DuringRule::any;
                  }});
  rows.push_back({.name = "certain",
                  .group = group_selection,
                  .summary = "keep only what certainly holds, whatever the unknown dates turn out to be",
                  .set = [](Settings& s, const std::string& value) { s.selection.certain = is_true(value); }});
  rows.push_back({.name = "known-by",
                  .placeholder = "DATE",
                  .type = ValueType::date,
                  .group = group_selection,
                  .summary = "only what sources published or retrieved by this date say",
                  .set = [](Settings& s, const std::string& value) { s.selection.known_by = value; }});
}

void add_selection(std::vector<Option>& rows) {
  add_time(rows);
  rows.push_back({.name = "min-confidence",
                  .placeholder = "X",
                  .type = ValueType::confidence,
                  .group = group_selection,
                  .summary = "only relations at least this sure",
                  .detail = "A number from 0 to 1, or certain (1), likely (0.75), inferred (0.4).",
                  .fallback = "0.5",
                  .set = [](Settings& s, const std::string& value) {
                    s.selection.min_confidence = parse_confidence(value).value_or(0);
                  }});
  rows.push_back({.name = "status",
                  .placeholder = "WORDS",
                  .type = ValueType::choices,
                  .group = group_selection,
                  .summary = "only relations of these statuses, comma-separated",
                  .fallback = "actual",
                  .choices = status_choices(),
                  .set = [](Settings& s, const std::string& value) { s.selection.statuses = list_of(value); }});
  rows.push_back({.name = "kinds",
                  .placeholder = "KINDS",
                  .type = ValueType::relation_kinds,
                  .group = group_selection,
                  .summary = "only relations of these kinds or traits, comma-separated; `all` for every kind",
                  .detail = "Traits are affiliation, study, mentorship, residence, transfer, offer and so on; a trait "
                            "stands for all its kinds. Unless said otherwise a verb starts from affiliation, study "
                            "and mentorship.",
                  .set = [](Settings& s, const std::string& value) { s.selection.kinds = list_of(value); }});
  rows.push_back({.name = "identity",
                  .placeholder = "LEVEL",
                  .type = ValueType::choice,
                  .group = group_selection,
                  .summary = "which claims that two names mean one thing are believed",
                  .fallback = "likely",
                  .choices = {"none", "certain", "likely"},
                  .set = [](Settings& s, const std::string& value) {
                    s.selection.identity = value == "none"      ? IdentityLevel::none
                                           : value == "certain" ? IdentityLevel::certain
                                                                : IdentityLevel::likely;
                  }});
  rows.push_back({.name = "regions",
                  .placeholder = "FILE|NAMES",
                  .type = ValueType::region,
                  .group = group_selection,
                  .summary = "the regions to use: a regions.toml, or comma-separated names of the dataset's regions",
                  .set = [](Settings& s, const std::string& value) { s.regions = value; }});
  rows.push_back({.name = "collectives",
                  .group = group_selection,
                  .summary = "count groups written as one node as if they were one person",
                  .set = [](Settings& s, const std::string& value) { s.selection.collectives = is_true(value); }});
  rows.push_back({.name = "where",
                  .placeholder = "CONDITIONS",
                  .type = ValueType::text,
                  .group = group_selection,
                  .summary = "only relations whose columns meet the conditions",
                  .detail = "`column op value`, joined by ` and `; op is one of = != < <= > >= ~ (contains). Columns "
                            "of the ends are from.NAME and to.NAME: --where \"role ~ intern and to.kind = company\".",
                  .set = [](Settings& s, const std::string& value) { s.selection.where = value; }});
}

void add_grouping(std::vector<Option>& rows) {
  rows.push_back(
      {.name = "roll-up",
       .placeholder = "LEVEL",
       .type = ValueType::choice,
       .group = group_grouping,
       .summary = "how far units are rolled up before they become vertices",
       .fallback = "unit",
       .choices = {"unit", "organisation", "top"},
       .set = [](Settings& s, const std::string& value) {
         s.roll_up = value == "top" ? RollUp::top : value == "organisation" ? RollUp::organisation : RollUp::unit;
       }});
  rows.push_back({.name = "directed",
                  .group = group_grouping,
                  .summary = "whether edges have a direction; default: as the definition of the verb says",
                  .negation = "undirected",
                  .set = [](Settings& s, const std::string& value) { s.directed = is_true(value); }});
  rows.push_back({.name = "isolates",
                  .group = group_grouping,
                  .summary = "also entities without a kept relation",
                  .set = [](Settings& s, const std::string& value) { s.isolates = is_true(value); }});
}

void add_table(std::vector<Option>& rows) {
  rows.push_back({.name = "format",
                  .letter = 'f',
                  .placeholder = "FORM",
                  .type = ValueType::choice,
                  .group = group_table,
                  .summary = "form of the output",
                  .detail = "Unless given, the ending of --output decides, then a box on a terminal and CSV elsewhere.",
                  .choices = form_choices(),
                  .set = [](Settings& s, const std::string& value) { s.form = value; }});
  rows.push_back({.name = "limit",
                  .letter = 'n',
                  .placeholder = "N",
                  .type = ValueType::integer,
                  .group = group_table,
                  .summary = "at most N rows; 0 for all",
                  .detail = "All rows unless given; only `rank` and verbs with a row a vertex show 20 on a terminal "
                            "and say how many more there are.",
                  .low = 0,
                  .high = most_count,
                  .set = [](Settings& s, const std::string& value) { s.limit = to_count(value); }});
  rows.push_back({.name = "sort",
                  .placeholder = "COLUMNS",
                  .type = ValueType::columns,
                  .group = group_table,
                  .summary = "sort by these columns, comma-separated; -NAME sorts downward",
                  .set = [](Settings& s, const std::string& value) { s.sort = list_of(value); }});
  rows.push_back({.name = "cols",
                  .placeholder = "COLUMNS",
                  .type = ValueType::columns,
                  .group = group_table,
                  .summary = "print only these columns, comma-separated, in this order",
                  .set = [](Settings& s, const std::string& value) { s.columns = list_of(value); }});
  rows.push_back({.name = "no-header",
                  .group = group_table,
                  .summary = "leave out the line of column names",
                  .negation = "header",
                  .set = [](Settings& s, const std::string& value) { s.header = !is_true(value); }});
  rows.push_back({.name = "guard-formulas",
                  .group = group_table,
                  .summary = "in csv and tsv, put ' before text that a spreadsheet would run as a formula",
                  .set = [](Settings& s, const std::string& value) { s.guard_formulas = is_true(value); }});
}

void add_output(std::vector<Option>& rows) {
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

void add_run(std::vector<Option>& rows) {
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
                  .high = most_count,
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

}  // namespace

const std::vector<Option>& shared_options() {
  static const std::vector<Option> options = [] {
    std::vector<Option> rows;
    add_data(rows);
    add_selection(rows);
    add_grouping(rows);
    add_table(rows);
    add_output(rows);
    add_run(rows);
    return rows;
  }();
  return options;
}

const std::vector<GroupTitle>& group_titles() {
  static const std::vector<GroupTitle> titles{
      {group_own, "Options"},
      {group_data, "Data"},
      {group_selection, "Which relations count"},
      {group_grouping, "Which graph"},
      {group_table, "Table"},
      {group_output, "Output"},
      {group_run, "Run"},
  };
  return titles;
}

}  // namespace renmai::cli
