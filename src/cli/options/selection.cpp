// SPDX-License-Identifier: Apache-2.0
// Which relations count, and which graph they make.
#include "cli/options/rows.hpp"
#include "records/schema.hpp"

namespace renmai::cli {
namespace {

std::vector<std::string> status_choices() {
  std::vector<std::string> words{"all"};
  for (std::size_t i = 0; i < status_count; ++i) words.emplace_back(to_word(static_cast<Status>(i)));
  return words;
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

}  // namespace

void add_selection_options(std::vector<Option>& rows) {
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
                  .set = [](Settings& s, const std::string& value) { s.selection.statuses = to_list(value); }});
  rows.push_back({.name = "kinds",
                  .placeholder = "KINDS",
                  .type = ValueType::relation_kinds,
                  .group = group_selection,
                  .summary = "only relations of these kinds or traits, comma-separated; `all` for every kind",
                  .detail = "Traits are affiliation, study, mentorship, residence, transfer, offer and so on; a trait "
                            "stands for all its kinds. Unless said otherwise a verb starts from affiliation, study "
                            "and mentorship; from transfer where the data holds none of these but states moves.",
                  .set = [](Settings& s, const std::string& value) { s.selection.kinds = to_list(value); }});
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
  rows.push_back({.name = "resolve",
                  .placeholder = "RULE",
                  .type = ValueType::choice,
                  .group = group_selection,
                  .summary = "of relations that contradict each other, which count",
                  .detail = "all: every one, which `check` lists; latest: that of the source published later; "
                            "most-precise: that whose dates leave fewer days open. `why` tells which one counts.",
                  .fallback = "all",
                  .choices = {"all", "latest", "most-precise"},
                  .set = [](Settings& s, const std::string& value) {
                    s.selection.resolve = value == "latest"         ? Resolve::latest
                                          : value == "most-precise" ? Resolve::most_precise
                                                                    : Resolve::all;
                  }});
  rows.push_back({.name = "where",
                  .placeholder = "CONDITIONS",
                  .type = ValueType::text,
                  .group = group_selection,
                  .summary = "only relations whose columns meet the conditions",
                  .detail = "`column op value`, joined by ` and `; op is one of = != < <= > >= ~ (contains). Columns "
                            "of the ends are from.NAME and to.NAME: --where \"role ~ intern and to.kind = company\".",
                  .set = [](Settings& s, const std::string& value) { s.selection.where = value; }});
}

void add_grouping_options(std::vector<Option>& rows) {
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
  rows.push_back(
      {.name = "edges",
       .placeholder = "WHAT",
       .type = ValueType::choice,
       .group = group_grouping,
       .summary = "what an edge is: a relation between its ends, a stated move from origin to destination, or two "
                  "people at one organisation at one time",
       .detail = "Unless given: relations, but moves where the data states moves and holds no affiliation, "
                 "study or mentorship. The stamp says which. An edge of people together weighs their shared days, a "
                 "day among n people counting 1 / (n - 1).",
       .choices = {"relations", "moves", "together"},
       .set = [](Settings& s, const std::string& value) {
         s.edges = value == "moves" ? EdgesOf::moves : value == "together" ? EdgesOf::together : EdgesOf::relations;
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

}  // namespace renmai::cli
