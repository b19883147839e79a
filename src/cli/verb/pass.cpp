// SPDX-License-Identifier: Apache-2.0
// The verbs over passes: named ones first, then one for each other row of the registry.
#include "cli/verb/pass.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "cli/session.hpp"
#include "records/redaction.hpp"

namespace renmai::cli {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

bool is_vertex(const OptionRow& row) { return row.type == OptionType::vertex || row.type == OptionType::vertices; }

/// What completes and checks a value. Texts of these names hold the same in every pass.
ValueType value_type(const OptionRow& row) {
  switch (row.type) {
    case OptionType::boolean: return ValueType::flag;
    case OptionType::integer: return ValueType::integer;
    case OptionType::real: return ValueType::real;
    case OptionType::choice: return ValueType::choice;
    case OptionType::vertex:
    case OptionType::vertices: return ValueType::entity;
    case OptionType::text: break;
  }
  if (row.name == "drop") return ValueType::entity;
  if (row.name == "from" || row.name == "to") return ValueType::group;
  return row.name == "during" ? ValueType::window : ValueType::text;
}

std::string placeholder(const OptionRow& row) {
  switch (value_type(row)) {
    case ValueType::flag: return "";
    case ValueType::integer: return "N";
    case ValueType::real: return "X";
    case ValueType::choice: return upper(row.name);
    case ValueType::window: return "A/B";
    case ValueType::text: return "TEXT";
    default: return "NAME";
  }
}

std::string default_text(const OptionRow& row) {
  const OptionValue value = row.get_default();
  if (row.type == OptionType::choice) {
    return std::string(row.choices[static_cast<std::size_t>(std::get<std::int64_t>(value))]);
  }
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return format_number(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

Option to_option(const OptionRow& row) {
  Option option{.name = std::string(row.name),
                .placeholder = placeholder(row),
                .type = value_type(row),
                .summary = std::string(row.summary)};
  option.fallback = default_text(row);
  option.choices.assign(row.choices.begin(), row.choices.end());
  option.repeated = row.type == OptionType::vertices;
  if (row.type == OptionType::vertices) option.detail = "May be given several times.";
  if (row.type == OptionType::boolean) {
    option.negation = "no-" + option.name;
    if (std::get<bool>(row.get_default())) option.detail = "On unless --" + option.negation + " is given.";
  }
  if (row.type == OptionType::integer || row.type == OptionType::real) {
    constexpr double widest = 9007199254740992;  // bounds of the type alone are not worth telling
    option.low = row.low <= -widest ? -std::numeric_limits<double>::infinity() : row.low;
    option.high =
        row.high >= std::numeric_limits<std::uint32_t>::max() ? std::numeric_limits<double>::infinity() : row.high;
  }
  return option;
}

/// The values typed for a pass's options. `find_vertex` turns a name into a number of the graph or the entity list.
template <class FindVertex>
std::vector<std::pair<std::string, OptionValue>> pass_settings(const Pass& pass, const Settings& settings,
                                                               const FindVertex& find_vertex) {
  std::vector<std::pair<std::string, OptionValue>> values;
  for (const OptionRow& row : pass.options) {
    const std::vector<std::string> typed = settings.values(row.name);
    if (typed.empty()) continue;
    if (!is_vertex(row)) {
      values.emplace_back(row.name, parse_option_value(row, typed.back()));
      continue;
    }
    std::vector<Vertex> vertices;
    vertices.reserve(typed.size());
    for (const std::string& name : typed) vertices.push_back(find_vertex(name, "--" + std::string(row.name)));
    if (row.type == OptionType::vertex) vertices = {vertices.back()};
    values.emplace_back(row.name, std::move(vertices));
  }
  return values;
}

/// What a stamp says of the pass: its name, and the options that were typed.
void stamp_pass(Stamp& stamp, const Pass& pass, Session& session) {
  std::vector<std::string> typed;
  for (const OptionRow& row : pass.options) {
    std::vector<std::string> values = session.settings().values(row.name);
    if (value_type(row) == ValueType::entity || value_type(row) == ValueType::group) {
      for (std::string& value : values) value = shown_as_typed(session.records(), value);
    }
    if (!values.empty()) typed.push_back(std::string(row.name) + "=" + join(values, ", "));
  }
  if (!typed.empty()) stamp.insert(stamp.begin(), {"options", join(typed, "; ")});
  stamp.insert(stamp.begin(), {"pass", std::string(pass.name)});
}

/// The answer from an edge list that was read straight into a graph; nothing if the data are no such list, or a vertex
/// is not named by its id: then records find it.
std::optional<Table> run_on_edge_list(Session& session, const Pass& pass) {
  const EdgeGraph* const read =
      session.edge_graph(pass.direction == Direction::directed, pass.weights == Weights::used);
  if (read == nullptr) return std::nullopt;
  bool all_found = true;
  const auto find_vertex = [&](const std::string& name, const std::string&) {
    const Vertex found = fold_name(name).empty() ? no_vertex : read->ids.find(name);
    all_found = all_found && found != no_vertex;
    return found;
  };
  const auto values = pass_settings(pass, session.settings(), find_vertex);
  if (!all_found) return std::nullopt;
  const Stopwatch stopwatch(session.messages(), pass.name);
  const auto id = [&](Vertex v) { return read->ids[v]; };
  Table table = with_names(pass.run_graph(read->graph, values),
                           {.id = id, .name = id, .kind = [](Vertex) { return std::string("other"); }});
  if (table.stamp.empty()) table.stamp = session.edge_graph_stamp();
  return table;
}

Table run_on_projection(Session& session, const Pass& pass, const Selected& selected, const Projection& projection) {
  const auto find_vertex = [&](const std::string& name, const std::string& what) {
    return session.vertex(selected, projection, name, what);
  };
  const auto values = pass_settings(pass, session.settings(), find_vertex);
  const Stopwatch stopwatch(session.messages(), pass.name);
  Table table = with_names(pass.run_graph(projection.graph, values), session.records(), projection.entities);
  if (table.stamp.empty()) table.stamp = projection.stamp;
  return table;
}

Table run_on_graph(Session& session, const Pass& pass) {
  if (auto table = run_on_edge_list(session, pass)) return std::move(*table);
  const Projection projection =
      session.project(pass.direction == Direction::directed, pass.weights == Weights::used, false);
  return run_on_projection(session, pass, session.selected(), projection);
}

Table run_on_records(Session& session, const Pass& pass) {
  const Selected& selected = session.selected();
  const auto find_entity = [&](const std::string& name, const std::string& what) {
    return selected.identity(session.entity(name, what));
  };
  const auto values = pass_settings(pass, session.settings(), find_entity);
  const Stopwatch stopwatch(session.messages(), pass.name);
  std::vector<Entity> entities(session.records().entity_count());
  std::iota(entities.begin(), entities.end(), Entity{0});
  Table table = with_names(pass.run_records(selected, values), session.records(), entities);
  if (table.stamp.empty()) table.stamp = selected.stamp();
  return table;
}

int run_pass_verb(Session& session) { return session.print(run_pass(session, *session.verb().pass)); }

std::vector<ColumnDoc> pass_columns(const Pass& pass) {
  std::vector<ColumnDoc> columns;
  for (const ColumnRow& column : pass.columns) {
    std::string summary(column.summary);
    if (!column.unit.empty()) summary += " (" + std::string(column.unit) + ')';
    if (column.name == "vertex") {
      columns.push_back({"id", "of the vertex"});
      columns.push_back({"name", ""});
      columns.push_back({"kind", "kind of entity"});
    } else {
      columns.push_back({std::string(column.name), std::move(summary)});
    }
  }
  return columns;
}

/// Those of `flow` and of `moves`: what each table has of them.
std::vector<std::string> box_columns_of_moves() {
  return {"year", "quarter", "month",  "person_name", "from",   "to",   "moves",
          "min",  "max",     "people", "earliest",    "latest", "type", "certainty"};
}

Verb pass_verb(const Pass& pass, std::string name, std::string section) {
  Verb verb{.name = std::move(name), .section = std::move(section), .summary = std::string(pass.summary)};
  verb.arguments = pass_arguments(pass);
  verb.options = pass_options(pass);
  verb.groups = pass_groups;
  verb.columns = pass_columns(pass);
  if (pass.default_traits != 0) verb.selection.default_traits = pass.default_traits;
  if (pass.run_graph == nullptr) verb.groups &= static_cast<std::uint8_t>(~unsigned{group_grouping});
  verb.pass = &pass;
  if (pass.family == "flow" || pass.family == "moves") verb.box_columns = box_columns_of_moves();
  verb.run = &run_pass_verb;
  return verb;
}

/// Verbs of their own name and place in the help; the rest are listed by family.
struct NamedPass {
  std::string_view verb;
  std::string_view pass;
  std::string_view section;
};
constexpr std::array named_passes{
    NamedPass{"flow", "flow", "Moves"},
    NamedPass{"moves", "moves", "Moves"},
    NamedPass{"communities", "communities", "Ranks and structure"},
    NamedPass{"components", "components", "Ranks and structure"},
    NamedPass{"cores", "core", "Ranks and structure"},
    NamedPass{"maxflow", "maxflow", "Ranks and structure"},
};

}  // namespace

Table run_pass(Session& session, const Pass& pass) {
  Table table = pass.run_graph != nullptr ? run_on_graph(session, pass) : run_on_records(session, pass);
  stamp_pass(table.stamp, pass, session);
  return table;
}

Table run_pass_on(Session& session, const Pass& pass, const Selected& selected, RollUp roll_up) {
  Grouping grouping = session.grouping(pass.direction == Direction::directed, pass.weights == Weights::used, false);
  grouping.roll_up = roll_up;
  Table table = run_on_projection(session, pass, selected, project(selected, grouping));
  stamp_pass(table.stamp, pass, session);
  return table;
}

std::vector<double> run_scores(Session& session, const Pass& pass, const Projection& projection, const Graph& graph,
                               const std::string& column) {
  const auto find_vertex = [&](const std::string& name, const std::string& what) {
    return session.vertex(session.selected(), projection, name, what);
  };
  const Table table = pass.run_graph(graph, pass_settings(pass, session.settings(), find_vertex));
  std::vector<double> scores(graph.vertex_count(), std::numeric_limits<double>::quiet_NaN());
  const auto& vertices = table.column("vertex").vertices();
  const Column& values = table.column(column);
  for (std::size_t row = 0; row < vertices.size(); ++row) scores[vertices[row]] = values.number(row);
  return scores;
}

std::vector<Option> pass_options(const Pass& pass) {
  std::vector<Option> options;
  for (const OptionRow& row : pass.options) options.push_back(to_option(row));
  return options;
}

std::vector<Argument> pass_arguments(const Pass& pass) {
  std::vector<Argument> arguments;
  for (const OptionRow& row : pass.options) {
    if (!row.required) continue;
    arguments.push_back({.name = upper(row.name),
                         .type = ValueType::entity,
                         .summary = std::string(row.summary),
                         .option = std::string(row.name)});
  }
  return arguments;
}

std::vector<Verb> pass_verbs() {
  std::vector<Verb> rows;
  const auto add_named = [&](std::string_view section) {
    for (const NamedPass& named : named_passes) {
      const Pass* pass = named.section == section ? find_pass(named.pass) : nullptr;
      if (pass != nullptr) rows.push_back(pass_verb(*pass, std::string(named.verb), std::string(section)));
    }
  };
  add_named("Moves");
  rows.push_back(rank_verb());
  add_named("Ranks and structure");
  for (const Pass* pass : passes()) {
    const auto same_name = [&](const Verb& verb) { return verb.name == pass->name; };
    if (std::any_of(rows.begin(), rows.end(), same_name)) continue;
    rows.push_back(pass_verb(*pass, std::string(pass->name), pass_section(pass->family)));
  }
  return rows;
}

}  // namespace renmai::cli
