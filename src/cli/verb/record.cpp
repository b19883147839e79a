// SPDX-License-Identifier: Apache-2.0
// The verbs that read records by name: what is known of whom, who was where, how two are linked.
#include "cli/verb/record.hpp"

#include <algorithm>
#include <span>

#include "ask/ancestry.hpp"
#include "ask/at.hpp"
#include "ask/check.hpp"
#include "ask/claims.hpp"
#include "ask/entities.hpp"
#include "ask/facts.hpp"
#include "ask/info.hpp"
#include "ask/lineage.hpp"
#include "ask/near.hpp"
#include "ask/overlap.hpp"
#include "ask/path.hpp"
#include "ask/timeline.hpp"
#include "ask/who.hpp"
#include "base/text.hpp"
#include "cli/options/rows.hpp"
#include "cli/session.hpp"

namespace renmai::cli {
namespace {

constexpr std::uint8_t graph_groups = record_groups | group_grouping;

constexpr int exit_problems = 4;

Option count_option(std::string name, std::string summary, std::string fallback) {
  constexpr double most = 1e9;
  return {.name = std::move(name),
          .placeholder = "N",
          .type = ValueType::integer,
          .summary = std::move(summary),
          .fallback = std::move(fallback),
          .low = 0,
          .high = most};
}

/// Of verbs whose rows can be opened.
Option why_option() {
  return {.name = "why", .summary = "list the relations, the rules and the sources behind each row instead"};
}

int run_info(Session& session) {
  if (session.settings().flag("estimate")) return session.print(session.load_estimate());
  return session.print(info(session.selected(), session.edges()));
}

int run_check(Session& session) {
  if (session.settings().flag("deep")) session.verify_snapshot();
  Table table = check(session.selected());
  const std::string fails = session.settings().value("fail-on").value_or("error");
  const std::vector<std::string> found = table.column("severity").texts();
  const bool failed = std::any_of(found.begin(), found.end(), [&](const std::string& severity) {
    return severity == "error" || fails == "note" || (fails == "warning" && severity == "warning");
  });
  session.print(std::move(table));
  return failed ? exit_problems : 0;
}

int run_who(Session& session) {
  const Entity entity = session.entity(session.argument(0), "NAME");
  return session.print(who(session.selected_about(std::span(&entity, 1)), entity));
}

int run_at(Session& session) {
  const Entity organisation = session.entity(session.argument(0), "ORG", NameScope::organisations);
  const Date date = require_date(session.argument(1), "DATE");
  if (session.settings().flag("why"))
    return session.print(at_evidence(session.selected(), organisation, date), BoxColumns::all);
  return session.print(at(session.selected(), organisation, date));
}

int run_claims(Session& session) { return session.print(claims(session.selected(), session.argument(0))); }

int run_facts(Session& session) {
  const std::string columns = session.settings().value("count-by").value_or("");
  Table table = facts(session.selected());
  if (columns.empty()) return session.print(std::move(table));
  return session.print(count_by(table, to_list(columns)), BoxColumns::all);
}

int run_entities(Session& session) {
  EntityFilter filter{.kind = session.settings().value("of").value_or(""),
                      .isolated = session.settings().flag("isolated")};
  if (!filter.kind.empty()) require_entity_kind(session.records(), filter.kind);
  const std::string word = session.settings().value("flag").value_or("");
  for (const FlagName& flag : flag_names()) {
    if (flag.name == word) filter.flag = flag.flag;
  }
  return session.print(entities(session.selected(), filter));
}

int run_timeline(Session& session) {
  std::vector<Entity> entities;
  for (const Typed::Word& name : session.typed().arguments) entities.push_back(session.entity(name.text, "NAME"));
  return session.print(timeline(session.selected(), entities));
}

int run_near(Session& session) {
  const Entity entity = session.entity(session.argument(0), "NAME");
  const auto hops = static_cast<std::uint32_t>(session.settings().count("hops", 1));
  return session.print(near(session.selected(), session.project(false), entity, hops));
}

const std::vector<std::string>& goal_choices() {
  static const std::vector<std::string> words{"foremost", "latest", "fastest", "fewest"};
  return words;
}

std::optional<TimedGoal> goal_of(const Settings& settings) {
  const auto word = settings.value("goal");
  if (!word) return std::nullopt;
  return static_cast<TimedGoal>(std::find(goal_choices().begin(), goal_choices().end(), *word) -
                                goal_choices().begin());
}

/// The first possible day of --set-out.
std::optional<Day> set_out_of(const Settings& settings) {
  const auto text = settings.value("set-out");
  if (!text) return std::nullopt;
  return require_date(*text, "--set-out").bounds.first;
}

int run_path(Session& session) {
  const Entity from = session.entity(session.argument(0), "A");
  const Entity to = session.entity(session.argument(1), "B");
  const PathOptions options{.count = session.settings().count("count", 1),
                            .concurrent = session.settings().flag("concurrent"),
                            .certain = session.settings().selection.certain,
                            .goal = goal_of(session.settings()),
                            .strict = session.settings().flag("strict"),
                            .why = session.settings().flag("why"),
                            .set_out = set_out_of(session.settings())};
  if (options.goal && options.concurrent)
    throw Error(ErrorKind::usage,
                "--concurrent wants all relations on one day, --goal one after the other; give one of them");
  if (!options.goal && (options.strict || options.set_out))
    throw Error(ErrorKind::usage,
                "--strict and --set-out say how a path goes through time; --goal says which one is wanted", {},
                "--goal foremost");
  return session.print(path(session.selected(), session.project(false), from, to, options),
                       options.why ? BoxColumns::all : BoxColumns::usual);
}

int run_overlap(Session& session) {
  const Entity a = session.entity(session.argument(0), "A");
  const std::string second = session.argument(1);
  const std::optional<Entity> b = second.empty() ? std::nullopt : std::optional(session.entity(second, "B"));
  const OverlapOptions options{.roll_up = session.settings().roll_up.value_or(RollUp::unit)};
  const auto before = session.settings().value("before");
  if (session.settings().flag("through")) {
    if (!b)
      throw Error(ErrorKind::usage, "--through wants two persons, and who may have introduced them is the answer");
    const auto day = before ? std::optional(require_date(*before, "--before").bounds.first) : std::nullopt;
    return session.print(introductions(session.selected(), a, *b, day, options), BoxColumns::all);
  }
  if (before) throw Error(ErrorKind::usage, "--before belongs to --through", {}, "overlap A B --through --before 2020");
  return session.print(overlap(session.selected(), a, b, options));
}

int run_lineage(Session& session) {
  const std::string direction = session.settings().value("direction").value_or("both");
  const auto person_of = [&](std::size_t k, std::string_view what) {
    const std::string typed = session.argument(k);
    return typed.empty() ? std::nullopt : std::optional(session.entity(typed, what, NameScope::persons));
  };
  const auto person = person_of(0, "NAME");
  const auto other = person_of(1, "OTHER");
  const LineageOptions options{.direction = direction == "ancestors"     ? LineageDirection::ancestors
                                            : direction == "descendants" ? LineageDirection::descendants
                                                                         : LineageDirection::both,
                               .generations = static_cast<std::uint32_t>(session.settings().count("generations", 0))};
  if (session.settings().flag("longest")) {
    if (other) throw Error(ErrorKind::usage, "--longest is of one person, or of all");
    return session.print(longest_line(session.selected(), person, options.direction), BoxColumns::all);
  }
  if (!person) throw Error(ErrorKind::usage, "lineage wants NAME: the person", {}, "renmai lineage --longest");
  if (other) return session.print(common_ancestors(session.selected(), *person, *other), BoxColumns::all);
  return session.print(lineage(session.selected(), *person, options));
}

std::vector<std::string> flag_choices() {
  std::vector<std::string> words;
  for (const FlagName& flag : flag_names()) words.emplace_back(flag.name);
  return words;
}

std::vector<Verb> look_verbs() {
  return {
      {.name = "info",
       .section = look_section,
       .summary = "What a dataset holds",
       .detail =
           "Counts of entities, relations, sources and claims are of all records; facts and the graph are of what "
           "the selection keeps.",
       .examples = {"renmai info -g graphs/talent", "renmai info --estimate -g edges.el"},
       .options = {{.name = "estimate",
                    .summary = "instead tell how much memory an edge list or a table of careers will want, unread"}},
       .groups = record_groups,
       .columns = {{"measure", "what is counted"}, {"value", ""}},
       .run = &run_info},
      {.name = "check",
       .section = look_section,
       .summary = "What is wrong or doubtful in a dataset",
       .detail = "An error would make an answer wrong, a warning may, a note is worth knowing. The exit code is 4 if "
                 "anything of the level of --fail-on or worse is found.",
       .examples = {"renmai check -g graphs/talent --fail-on warning"},
       .options = {{.name = "fail-on",
                    .placeholder = "LEVEL",
                    .type = ValueType::choice,
                    .summary = "the least severity that makes the exit code 4",
                    .fallback = "error",
                    .choices = {"error", "warning", "note"}},
                   {.name = "deep",
                    .summary = "verify a snapshot first: the hash of every column and all that its arrays must hold"}},
       .groups = record_groups,
       .columns = {{"severity", "error, warning or note"},
                   {"rule", ""},
                   {"record", "id"},
                   {"place", "file:line"},
                   {"message", ""}},
       .run = &run_check},
      {.name = "who",
       .section = look_section,
       .summary = "What is recorded of one entity",
       .detail =
           "Every kind, status and confidence is shown unless an option says otherwise; each row is a relation as "
           "its source states it.",
       .examples = {"renmai who 'Zizheng Pan'", "renmai who 潘子正 --kinds affiliation"},
       .arguments = {{.name = "NAME", .type = ValueType::entity, .summary = "the entity"}},
       .groups = record_groups,
       .selection = selection_of_everything(),
       .box_columns = {"relation_kind", "other", "role", "start", "end", "status", "source", "relation"},
       .few_rows = true,
       .run = &run_who},
  };
}

std::vector<Verb> list_verbs() {
  return {
      {.name = "facts",
       .section = look_section,
       .summary = "Every fact that the selection keeps, or how many of each sort",
       .detail = "A fact is a relation, or several that say the same from different sources. The options of selection "
                 "say which, for instance --kinds, --status and --where.",
       .examples = {"renmai facts --kinds offer --status all --count-by to,status",
                    "renmai facts --where 'from.kind = person' --sort source_count"},
       .options = {{.name = "count-by",
                    .placeholder = "COLUMNS",
                    .type = ValueType::columns,
                    .summary = "count the facts by these columns, comma-separated, instead of listing them"}},
       .groups = record_groups,
       .columns = {{"relation", "id"},
                   {"from", ""},
                   {"kind", ""},
                   {"to", ""},
                   {"role", ""},
                   {"start", ""},
                   {"end", ""},
                   {"status", ""},
                   {"certainty", "certain or possible"},
                   {"confidence", ""},
                   {"sources", "ids"},
                   {"source_count", ""},
                   {"place", ""},
                   {"from_place", ""},
                   {"attested", ""},
                   {"also", "ids of further relations that say the same"},
                   {"from_id", ""},
                   {"to_id", ""},
                   {"from_kind", "kind of entity"},
                   {"to_kind", "kind of entity"}},
       .box_columns = {"relation", "from", "kind", "to", "start", "end", "status", "sources", "facts", "role"},
       .run = &run_facts},
      {.name = "entities",
       .section = look_section,
       .summary = "Every entity, or those of a kind or flag, or without a fact",
       .detail =
           "Facts are counted as the selection keeps them; by default --isolated lists who has none of them, with "
           "--kinds all --status all --min-confidence 0 --collectives who has no relation at all.",
       .examples = {"renmai entities --of person --flag unnamed", "renmai entities --isolated --kinds all"},
       .options = {{.name = "of",
                    .placeholder = "KIND",
                    .type = ValueType::entity_kind,
                    .summary = "only entities of this kind, such as person"},
                   {.name = "flag",
                    .placeholder = "FLAG",
                    .type = ValueType::choice,
                    .summary = "only entities with this flag",
                    .choices = flag_choices()},
                   {.name = "isolated", .summary = "only entities without a fact that the selection keeps"}},
       .groups = record_groups,
       .columns = {{"id", ""},
                   {"name", ""},
                   {"kind", ""},
                   {"facts", "that the selection keeps"},
                   {"flags", ""},
                   {"part_of", "the whole it belongs to"},
                   {"place", ""},
                   {"aliases", ""}},
       .box_columns = {"id", "name", "kind", "facts", "flags", "part_of", "place"},
       .run = &run_entities},
      {.name = "claims",
       .section = look_section,
       .summary = "What sources say of numbers and trends",
       .detail = "Claims are shown beside results and never added to them. Words that name one entity give the claims "
                 "about it and those that mention the words.",
       .examples = {"renmai claims 'flow US to China'", "renmai claims Waymo"},
       .arguments = {{.name = "WORDS", .type = ValueType::entity, .summary = "an entity, or words", .required = false}},
       .groups = record_groups,
       .columns = {{"claim", "id"}, {"metric", ""}, {"subject", ""}, {"comparator", "= < <= > >= or ~"}, {"value", ""}},
       .box_columns = {"claim", "metric", "subject", "comparator", "value", "unit", "population", "time", "source"},
       .run = &run_claims},
  };
}

std::vector<Verb> time_verbs() {
  return {
      {.name = "timeline",
       .section = look_section,
       .summary = "What entities did in the order of time, with every bound",
       .examples = {"renmai timeline 'Zizheng Pan' 'Liang Wenfeng'"},
       .arguments = {{.name = "NAME", .type = ValueType::entity, .summary = "the entities", .repeated = true}},
       .groups = record_groups,
       .box_columns = {"name", "start", "end", "kind", "role", "other", "certainty", "source"},
       .run = &run_timeline},
      {.name = "at",
       .section = look_section,
       .summary = "Who was at an organisation on a date",
       .detail = "Units below the organisation are included. A date of several days, such as 2024-05, asks for any of "
                 "them.",
       .examples = {"renmai at DeepSeek 2024-05"},
       .arguments = {{.name = "ORG", .type = ValueType::organisation, .summary = "the organisation"},
                     {.name = "DATE", .type = ValueType::date, .summary = "an EDTF date"}},
       .options = {why_option()},
       .groups = record_groups,
       .columns = {{"person", "id"},
                   {"name", ""},
                   {"kind", ""},
                   {"role", ""},
                   {"start", ""},
                   {"end", ""},
                   {"certainty", "certain or possible"},
                   {"confidence", ""},
                   {"sources", "ids"}},
       .box_columns = {"name", "kind", "role", "start", "end", "certainty", "sources"},
       .run = &run_at},
  };
}

std::vector<Verb> link_verbs() {
  const std::string section = "Links";
  const Argument name{.name = "NAME", .type = ValueType::entity, .summary = "the entity"};
  return {
      {.name = "near",
       .section = section,
       .summary = "Who and what is within some steps of an entity",
       .examples = {"renmai near 'Zizheng Pan' --hops 2"},
       .arguments = {name},
       .options = {count_option("hops", "how many steps away at most", "1")},
       .groups = graph_groups,
       .box_columns = {"step", "name", "kind", "via", "relation_kind", "start", "end", "source"},
       .run = &run_near},
      {.name = "path",
       .section = section,
       .summary = "How two entities are linked: the shortest paths",
       .examples = {"renmai path 'Zizheng Pan' 'Liang Wenfeng'", "renmai path A B --concurrent --count 3",
                    "renmai path A B --goal foremost --set-out 2020"},
       .arguments = {{.name = "A", .type = ValueType::entity, .summary = "where the path begins"},
                     {.name = "B", .type = ValueType::entity, .summary = "where it ends"}},
       .options =
           {count_option("count", "how many paths at most; 0 for all", "1"),
            {.name = "concurrent", .summary = "only paths whose relations all hold on one day"},
            {.name = "goal",
             .placeholder = "GOAL",
             .type = ValueType::choice,
             .summary =
                 "the path that time allows and that arrives first, sets out last, takes the fewest days or has the "
                 "fewest steps",
             .choices = goal_choices()},
            {.name = "strict", .summary = "with --goal: each step at least a day after the one before"},
            {.name = "set-out",
             .placeholder = "DATE",
             .type = ValueType::date,
             .summary = "with --goal: not before this date"},
            why_option()},
       .groups = graph_groups,
       .columns = {{"step", "from 1"},
                   {"from", ""},
                   {"relation", "id"},
                   {"to", ""},
                   {"kind", "of the relation"},
                   {"start", ""},
                   {"end", ""},
                   {"confidence", ""},
                   {"source", "ids"}},
       .box_columns = {"step", "from", "relation", "to", "kind", "start", "end", "source"},
       .run = &run_path},
      {.name = "overlap",
       .section = section,
       .summary = "Who was at the same organisation at the same time",
       .detail = "A person alone: everybody who was there together with them. Two persons: these two. A person twice: "
                 "the person's own spells that share days. A person and an organisation, or two organisations, narrow "
                 "it down to these.",
       .examples = {"renmai overlap 'Zizheng Pan'", "renmai overlap 'Zizheng Pan' 'Zhiding Yu'",
                    "renmai overlap 'Zizheng Pan' 'Luo Fuli' --through --before 2024-06"},
       .arguments = {{.name = "A", .type = ValueType::entity, .summary = "a person or organisation"},
                     {.name = "B", .type = ValueType::entity, .summary = "another one", .required = false}},
       .options = {{.name = "through",
                    .summary = "of two persons: who was together with the one and with the other, and could have "
                               "introduced them"},
                   {.name = "before",
                    .placeholder = "DATE",
                    .type = ValueType::date,
                    .summary = "with --through: having met both before this date"}},
       .groups = graph_groups,
       .box_columns = {"name", "organisation", "other", "earliest", "latest", "days_min", "days_max", "certainty"},
       .run = &run_overlap},
  };
}

std::vector<Verb> line_verbs() {
  return {
      {.name = "lineage",
       .section = look_section,
       .summary = "Mentors and their mentors, mentees and theirs",
       .detail =
           "With a second person: from whom both descend. --longest gives the longest line that passes the person, "
           "or that there is where no person is named.",
       .examples = {"renmai lineage 'Zizheng Pan' --direction ancestors", "renmai lineage --longest"},
       .arguments = {{.name = "NAME", .type = ValueType::entity, .summary = "the person", .required = false},
                     {.name = "OTHER", .type = ValueType::entity, .summary = "another", .required = false}},
       .options = {{.name = "direction",
                    .placeholder = "WHICH",
                    .type = ValueType::choice,
                    .summary = "which line to follow",
                    .fallback = "both",
                    .choices = {"ancestors", "descendants", "both"}},
                   count_option("generations", "how many at most; 0 for all", "0"),
                   {.name = "longest", .summary = "the longest line of descent, generation after generation"}},
       .groups = record_groups,
       .box_columns = {"line", "generation", "name", "via", "role", "start", "end", "source"},
       .run = &run_lineage},
  };
}

}  // namespace

std::vector<Verb> record_verbs() {
  std::vector<Verb> rows;
  for (const auto& part : {look_verbs(), reason_verbs(), list_verbs(), time_verbs(), link_verbs(), line_verbs()})
    rows.insert(rows.end(), part.begin(), part.end());
  return rows;
}

}  // namespace renmai::cli
