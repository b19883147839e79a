// SPDX-License-Identifier: Apache-2.0
// The verbs that say what things rest on and how they differ.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <span>
#include <system_error>

#include "ask/compare.hpp"
#include "ask/diff.hpp"
#include "ask/why.hpp"
#include "cli/session.hpp"
#include "cli/verb/record.hpp"

namespace renmai::cli {
namespace {

int run_why(Session& session) {
  const Records& records = session.records();
  if (const auto relation = records.find_relation(session.argument(0))) {
    return session.print(why_relation(session.selected(), *relation));
  }
  return session.print(why_entity(session.selected(), session.entity(session.argument(0), "ID")));
}

/// Whether all of these are dates, and no files of that name.
bool are_dates(std::span<const std::string> texts) {
  std::error_code none;
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
    return parse_date(text).date && !std::filesystem::exists(text, none);
  });
}

/// The selection of the session at another date.
Selection selection_at(Session& session, const std::string& date) {
  Selection selection = session.selected().selection;
  selection.at = date;
  return selection;
}

/// The region or place of that name; null if the name is of something else.
std::unique_ptr<EntitySet> group_named(Session& session, const std::string& name, std::string_view what) {
  const bool region = session.regions().find(name) != nullptr;
  if (!region && session.records().role(session.entity(name, what)) != EntityRole::place) return nullptr;
  return std::make_unique<EntitySet>(session.selected(), name, what);
}

int run_compare(Session& session) {
  const std::vector<std::string> sides{session.argument(0), session.argument(1)};
  if (are_dates(sides)) {
    const Selected a(session.records(), selection_at(session, sides[0]), session.regions());
    const Selected b(session.records(), selection_at(session, sides[1]), session.regions());
    return session.print(compare({a}, {b}));
  }
  const Selected& selected = session.selected();
  const std::unique_ptr<EntitySet> group_a = group_named(session, sides[0], "A");
  const std::unique_ptr<EntitySet> group_b = group_named(session, sides[1], "B");
  if ((group_a == nullptr) != (group_b == nullptr))
    throw Error(ErrorKind::usage, "compare wants two entities, two regions or places, or two dates");
  if (group_a != nullptr)
    return session.print(compare({selected, no_entity, group_a.get()}, {selected, no_entity, group_b.get()}));
  return session.print(compare({selected, session.entity(sides[0], "A")}, {selected, session.entity(sides[1], "B")}));
}

/// Of one dataset at two dates, or of two datasets.
int run_diff(Session& session) {
  std::vector<std::string> sides{session.argument(0), session.argument(1)};
  const Selection& typed = session.settings().selection;
  if (sides[1].empty() && typed.at) sides = {*typed.at, sides[0]};
  if (sides[1].empty())
    throw Error(ErrorKind::usage, "diff wants two datasets or two dates, got one", {},
                "renmai diff OLD NEW, renmai diff 2020 2024 -g DATA");
  if (are_dates(sides)) {
    const Selected before(session.records(), selection_at(session, sides[0]), session.regions());
    const Selected after(session.records(), selection_at(session, sides[1]), session.regions());
    return session.print(diff(before, after));
  }
  LoadOptions options;
  options.max_bad = session.settings().max_bad;
  const auto read = [&](const std::string& path) {
    Report report;
    Loaded loaded = load(std::vector{path}, options, report);
    tell_report(report, session.messages());
    return loaded;
  };
  const Loaded old_data = read(sides[0]);
  const Loaded new_data = read(sides[1]);
  return session.print(diff(Selected(old_data.records, typed), Selected(new_data.records, typed)));
}

}  // namespace

std::vector<Verb> reason_verbs() {
  const std::string section = look_section;
  return {
      {.name = "why",
       .section = section,
       .summary = "What a relation or an entity rests on: sources, merges, contradictions, moves, claims",
       .detail = "A relation is named by its id, as every table that lists relations gives it. `kept` says whether the "
                 "selection counts it, and if not, why. `flow --why` and `moves --why` open the numbers of a flow.",
       .examples = {"renmai why R085", "renmai why DeepSeek -f md"},
       .arguments = {{.name = "ID", .type = ValueType::entity, .summary = "id of a relation, or an entity"}},
       .groups = record_groups,
       .columns = {{"topic", "relation, kept, bounds, identity, contradiction, move, claim or name"},
                   {"statement", "in words"},
                   {"relation", "id, or that of the claim or entity"},
                   {"confidence", ""},
                   {"source", "id"},
                   {"source_title", ""},
                   {"locator", "where in the source"}},
       .selection = {.default_traits =
                         trait_affiliation | trait_study | trait_mentorship | trait_residence | trait_transfer},
       .box_columns = {"topic", "statement", "relation", "confidence", "source", "locator"},
       .run = &run_why},
      {.name = "compare",
       .section = section,
       .summary = "Two entities, two regions or places, or one dataset at two dates, measure by measure",
       .examples = {"renmai compare DeepSeek ByteDance", "renmai compare China 'United States'",
                    "renmai compare 2022 2024 -g graphs/talent"},
       .arguments = {{.name = "A", .type = ValueType::entity, .summary = "an entity, a region or place, or a date"},
                     {.name = "B", .type = ValueType::entity, .summary = "another"}},
       .groups = record_groups,
       .columns = {{"measure", ""}, {"a", "of the first"}, {"b", "of the second"}, {"both", "what both have"}},
       .run = &run_compare},
      {.name = "diff",
       .section = section,
       .summary = "What is different between two datasets, or between two dates",
       .detail =
           "Two paths are two datasets: entities and relations added, removed and changed field by field, moves that "
           "came or went, and ranks by number of links that changed. Two dates are one dataset at both: the relations "
           "that hold at one of them alone.",
       .examples = {"renmai diff old new", "renmai diff 2022 2024 -g graphs/talent"},
       .arguments = {{.name = "BEFORE", .summary = "a dataset, or a date"},
                     {.name = "AFTER", .summary = "another", .required = false}},
       .groups = record_groups,
       .columns = {{"what", "entity, relation, move or rank"},
                   {"change", "added, removed or changed"},
                   {"id", "of the entity or relation"},
                   {"name", "in words"},
                   {"field", "that changed"},
                   {"before", ""},
                   {"after", ""}},
       .selection = {.default_traits =
                         trait_affiliation | trait_study | trait_mentorship | trait_residence | trait_transfer},
       .run = &run_diff},
  };
}

}  // namespace renmai::cli
