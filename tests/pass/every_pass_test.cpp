// SPDX-License-Identifier: Apache-2.0
// What holds for every pass on a graph, tested over the whole registry: a new pass is covered by being registered.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "oracle/graphs.hpp"
#include "pass/pass.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using oracle::SettingList;

std::vector<const Pass*> graph_passes() {
  std::vector<const Pass*> list;
  for (const Pass* pass : passes()) {
    if (pass->run_graph != nullptr) list.push_back(pass);
  }
  return list;
}

/// A value for each option that must be given: vertex 0 for the first, 1 for the second, ... as far as there are any.
SettingList required_settings(const Pass& pass, const Graph& graph) {
  SettingList settings;
  for (const OptionRow& row : pass.options) {
    if (!row.required) continue;
    const auto n = std::max<Vertex>(1, graph.vertex_count());
    const auto v = static_cast<Vertex>(settings.size() % n);
    settings.emplace_back(row.name, std::vector<Vertex>{v});
  }
  return settings;
}

/// One round of an iteration is like another: a few are enough where time counts.
void limit_rounds(const Pass& pass, SettingList& settings) {
  for (const OptionRow& row : pass.options) {
    if (row.name == "max-rounds") settings.emplace_back(row.name, std::int64_t{10});
    if (row.name == "chains" || row.name == "samples") settings.emplace_back(row.name, std::int64_t{2});
  }
}

/// Fewer vertices than options that want one: a pass may refuse, but only as a usage error.
bool may_refuse(const Pass& pass, const Graph& graph) {
  return required_settings(pass, graph).size() > graph.vertex_count();
}

std::optional<Table> run(const Pass& pass, const Graph& graph) {
  try {
    return pass.run_graph(graph, required_settings(pass, graph));
  } catch (const Error& error) {
    CAPTURE(error.message());
    CHECK(may_refuse(pass, graph));
    CHECK(error.kind() == ErrorKind::usage);
    return std::nullopt;
  }
}

/// The message of the usage error that the settings lead to, empty if they are taken.
std::string refusal(const Pass& pass, const Graph& graph, const SettingList& settings) {
  try {
    static_cast<void>(pass.run_graph(graph, settings));
    return {};
  } catch (const Error& error) {
    CAPTURE(error.message());
    CHECK(error.kind() == ErrorKind::usage);
    return error.message() + " " + error.hint();
  }
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// A small graph on which no pass has cause to refuse.
Graph easy_graph(const Pass& pass) {
  return oracle::random_graph(12, 0.4, pass.direction == Direction::directed, 3, true);
}

/// Whether the option check takes this value: it looks at settings in turn, so the fault it meets is the one after.
bool accepted(const Pass& pass, const OptionRow& row, const OptionValue& value) {
  const std::string message =
      refusal(pass, easy_graph(pass), {{std::string(row.name), value}, {"no-such-option-at-all", true}});
  const bool taken = contains(message, "no-such-option-at-all");
  CHECK((taken || contains(message, row.name)));
  return taken;
}

void check_columns(const Pass& pass, const Table& table) {
  REQUIRE(table.columns().size() == pass.columns.size());
  for (std::size_t c = 0; c < pass.columns.size(); ++c) {
    const Column& column = table.columns()[c];
    CHECK(column.name == pass.columns[c].name);
    CHECK(column.unit == pass.columns[c].unit);
    CHECK(column.size() == table.row_count());
  }
}

void check_no_nan(const Table& table) {
  for (const Column& column : table.columns()) {
    if (column.type() != ColumnType::real) continue;
    CAPTURE(column.name);
    CHECK(std::none_of(column.reals().begin(), column.reals().end(), [](double x) { return std::isnan(x); }));
  }
}

/// Numbers of the score column; of a pass without one, those of every real column.
std::vector<double> scores(const Pass& pass, const Table& table) {
  std::vector<double> numbers;
  for (const Column& column : table.columns()) {
    const bool wanted = pass.score.empty() ? column.type() == ColumnType::real : column.name == pass.score;
    for (std::size_t row = 0; wanted && row < column.size(); ++row) numbers.push_back(column.number(row));
  }
  return numbers;
}

/// Where each vertex stands in a table with one row per vertex.
std::vector<std::size_t> rows_by_vertex(const Table& table, Vertex count) {
  std::vector<std::size_t> rows(count, table.row_count());
  const auto& vertices = table.column("vertex").vertices();
  REQUIRE(vertices.size() == count);
  for (std::size_t row = 0; row < vertices.size(); ++row) rows.at(vertices[row]) = row;
  CHECK(std::count(rows.begin(), rows.end(), table.row_count()) == 0);
  return rows;
}

/// Whether row `i` of one column and row `j` of the other agree, vertices after renaming. Group numbers are equal if
/// they have been matched to each other wherever they occur: `matches` remembers.
bool cells_agree(const Column& a, std::size_t i, const Column& b, std::size_t j, const std::vector<Vertex>& order,
                 std::map<std::int64_t, std::int64_t>* matches) {
  switch (a.type()) {
    case ColumnType::text: return a.text(i) == b.text(j);
    case ColumnType::real: return oracle::near(a.reals()[i], b.reals()[j]);
    case ColumnType::vertex: {
      const Vertex v = a.vertices()[i];
      return (v == no_vertex ? no_vertex : order.at(v)) == b.vertices()[j];
    }
    case ColumnType::integer: break;
  }
  if (matches == nullptr) return a.integers()[i] == b.integers()[j];
  return matches->try_emplace(a.integers()[i], b.integers()[j]).first->second == b.integers()[j];
}

void check_relabelling(const Pass& pass, const Graph& graph, bool groups) {
  const auto order = oracle::random_order(graph.vertex_count(), 77);
  SettingList settings = required_settings(pass, graph);
  const Table before = pass.run_graph(graph, settings);
  for (auto& [name, value] : settings) {
    for (Vertex& v : std::get<std::vector<Vertex>>(value)) v = order[v];
  }
  const Table after = pass.run_graph(oracle::relabelled(graph, order), settings);
  const auto from = rows_by_vertex(before, graph.vertex_count());
  const auto to = rows_by_vertex(after, graph.vertex_count());
  for (std::size_t c = 0; c < before.columns().size(); ++c) {
    const Column& a = before.columns()[c];
    const Column& b = after.columns()[c];
    CAPTURE(a.name);
    std::map<std::int64_t, std::int64_t> matches;
    std::map<std::int64_t, std::int64_t> matches_back;
    for (const Vertex v : graph.vertices()) {
      CAPTURE(v);
      const std::size_t i = from[v];
      const std::size_t j = to[order[v]];
      CHECK(cells_agree(a, i, b, j, order, groups ? &matches : nullptr));
      if (groups && a.type() == ColumnType::integer) CHECK(cells_agree(b, j, a, i, order, &matches_back));
    }
  }
}

/// Rows of the doubled graph that speak of the first copy alone must be the rows of the graph alone.
void check_second_copy(const Pass& pass, const Graph& graph) {
  const SettingList settings = required_settings(pass, graph);
  const Table one = pass.run_graph(graph, settings);
  Table two = pass.run_graph(oracle::doubled(graph), settings);
  std::vector<std::size_t> kept;
  for (std::size_t row = 0; row < two.row_count(); ++row) {
    const auto beyond = [&](const Column& column) {
      return column.type() == ColumnType::vertex && column.vertices()[row] != no_vertex &&
             column.vertices()[row] >= graph.vertex_count();
    };
    if (std::none_of(two.columns().begin(), two.columns().end(), beyond)) kept.push_back(row);
  }
  two = two.take(kept);
  REQUIRE(two.row_count() == one.row_count());
  const auto same_vertices = oracle::random_order(0, 0);
  for (std::size_t c = 0; c < one.columns().size(); ++c) {
    const Column& a = one.columns()[c];
    CAPTURE(a.name);
    if (a.type() == ColumnType::vertex) {
      CHECK(a.vertices() == two.columns()[c].vertices());
      continue;
    }
    for (std::size_t row = 0; row < one.row_count(); ++row) {
      CHECK(cells_agree(a, row, two.columns()[c], row, same_vertices, nullptr));
    }
  }
}

bool is_kebab_case(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.front() != '-' && name.back() != '-' && std::all_of(name.begin(), name.end(), fits);
}

bool is_phrase(std::string_view text) { return !text.empty() && text.back() != '.' && !contains(text, "\n"); }

const std::vector<oracle::NamedGraph>& graphs() {
  static const std::vector<oracle::NamedGraph> list = oracle::awkward_graphs();
  return list;
}

}  // namespace

TEST_CASE("every registry row is complete and names are unique") {
  const std::set<std::string_view> families{"centrality", "structure", "community", "path", "flow", "lineage", "moves"};
  std::set<std::string_view> names;
  CHECK_FALSE(passes().empty());
  for (const Pass* pass : passes()) {
    CAPTURE(pass->name);
    CHECK(is_kebab_case(pass->name));
    CHECK(names.insert(pass->name).second);
    CHECK(find_pass(pass->name) == pass);
    CHECK(families.count(pass->family) == 1);
    CHECK(is_phrase(pass->summary));
    CHECK_FALSE(pass->definition.empty());
    CHECK_FALSE(pass->cost.empty());
    CHECK_FALSE(pass->paper.empty());
    CHECK_FALSE(pass->columns.empty());
    CHECK((pass->run_graph == nullptr) != (pass->run_records == nullptr));
    std::set<std::string_view> columns;
    for (const ColumnRow& column : pass->columns) {
      CHECK(columns.insert(column.name).second);
      CHECK(is_phrase(column.summary));
    }
    CHECK((pass->score.empty() || columns.count(pass->score) == 1));
    if ((pass->laws & (law_relabel | law_relabel_groups)) != 0) CHECK(pass->columns.front().name == "vertex");
    if ((pass->laws & law_sums_to_one) != 0) CHECK_FALSE(pass->score.empty());
    std::set<std::string_view> options;
    for (const OptionRow& row : pass->options) {
      CAPTURE(row.name);
      CHECK(is_kebab_case(row.name));
      CHECK(options.insert(row.name).second);
      CHECK(is_phrase(row.summary));
      CHECK((row.type == OptionType::choice) == !row.choices.empty());
      const bool vertices = row.type == OptionType::vertex || row.type == OptionType::vertices;
      CHECK((!row.required || vertices));
      const OptionValue value = row.get_default();
      if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        CHECK(static_cast<double>(*whole) >= row.low);
        CHECK(static_cast<double>(*whole) <= row.high);
      }
      if (const auto* real = std::get_if<double>(&value)) {
        CHECK(*real >= row.low);
        CHECK(*real <= row.high);
      }
    }
  }
}

TEST_CASE("every pass gives the declared columns on every graph, and NaN only where declared") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    for (const oracle::NamedGraph& named : graphs()) {
      const Graph& graph = named.graph;
      CAPTURE(named.name);
      const auto table = run(*pass, graph);
      if (!table) continue;
      check_columns(*pass, *table);
      if ((pass->laws & law_may_be_nan) == 0) check_no_nan(*table);
    }
  }
}

TEST_CASE("every pass gives the same bits with 1, 2 and 7 threads") {
  // The last two are wide enough for every parallel loop to use the threads, and of small components, so that all-pairs
  // passes end soon.
  std::vector<oracle::NamedGraph> list = graphs();
  list.push_back({"wide, directed", oracle::sprinkled_graph(33'000, 20'000, true, 21, true)});
  list.push_back({"wide, undirected", oracle::sprinkled_graph(33'000, 12'000, false, 22, true)});
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    for (const oracle::NamedGraph& named : list) {
      const Graph& graph = named.graph;
      CAPTURE(named.name);
      if (may_refuse(*pass, graph)) continue;
      const bool wide = graph.vertex_count() > 1000;
      SettingList settings = required_settings(*pass, graph);
      if (wide) limit_rounds(*pass, settings);
      set_thread_count(1);
      const Table one = pass->run_graph(graph, settings);
      for (const int threads : {2, 7}) {
        CAPTURE(threads);
        set_thread_count(threads);
        CHECK(oracle::same_bits(one, pass->run_graph(graph, settings)));
      }
      set_thread_count(0);
    }
  }
}

TEST_CASE("every pass gives the same bits whatever the order of the edges") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    for (const oracle::NamedGraph& named : graphs()) {
      const Graph& graph = named.graph;
      CAPTURE(named.name);
      const auto table = run(*pass, graph);
      if (table) CHECK(oracle::same_bits(*table, *run(*pass, oracle::reshuffled(graph, 31))));
    }
  }
}

TEST_CASE("the laws that a pass declares hold") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    for (const oracle::NamedGraph& named : graphs()) {
      const Graph& graph = named.graph;
      if (may_refuse(*pass, graph)) continue;
      CAPTURE(named.name);
      if ((pass->laws & law_relabel) != 0) check_relabelling(*pass, graph, false);
      if ((pass->laws & law_relabel_groups) != 0) check_relabelling(*pass, graph, true);
      if ((pass->laws & law_adds_over_components) != 0) check_second_copy(*pass, graph);
      if ((pass->laws & (law_sums_to_one | law_never_negative)) == 0) continue;
      const auto numbers = scores(*pass, *run(*pass, graph));
      double sum = 0;
      for (const double number : numbers) sum += number;
      if ((pass->laws & law_sums_to_one) != 0 && graph.vertex_count() > 0) CHECK(oracle::near(sum, 1));
      if ((pass->laws & law_never_negative) != 0) {
        CHECK(std::none_of(numbers.begin(), numbers.end(), [](double x) { return x < 0; }));
      }
    }
  }
}

TEST_CASE("every option takes its least and greatest value and refuses what lies just outside") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    for (const OptionRow& row : pass->options) {
      CAPTURE(row.name);
      if (row.type == OptionType::real) {
        const double infinity = std::numeric_limits<double>::infinity();
        CHECK_FALSE(accepted(*pass, row, std::numeric_limits<double>::quiet_NaN()));
        for (const auto& side : {std::pair(row.low, -infinity), std::pair(row.high, infinity)}) {
          if (std::isinf(side.first)) continue;
          CHECK(accepted(*pass, row, side.first));
          CHECK_FALSE(accepted(*pass, row, std::nextafter(side.first, side.second)));
        }
      }
      if (row.type == OptionType::integer || row.type == OptionType::choice) {
        for (const auto& side : {std::pair(row.low, -1), std::pair(row.high, 1)}) {
          if (std::abs(side.first) > 9e15) continue;  // not a whole number of its own in a double
          const auto end = static_cast<std::int64_t>(side.first);
          CHECK(accepted(*pass, row, end));
          CHECK_FALSE(accepted(*pass, row, end + side.second));
        }
      }
      if (row.type == OptionType::vertex || row.type == OptionType::vertices) {
        CHECK(accepted(*pass, row, std::vector<Vertex>{11}));
        CHECK_FALSE(accepted(*pass, row, std::vector<Vertex>{12}));  // easy_graph has 12
      }
    }
  }
}

TEST_CASE("every pass runs with each option at its ends") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    const Graph graph = easy_graph(*pass);
    for (const OptionRow& row : pass->options) {
      CAPTURE(row.name);
      std::vector<OptionValue> values;
      if (row.type == OptionType::boolean) values = {false, true};
      if (row.type == OptionType::real) {
        for (const double end : {row.low, row.high}) {
          if (!std::isinf(end)) values.emplace_back(end);
        }
      }
      if (row.type == OptionType::integer || row.type == OptionType::choice) {
        for (const double end : {row.low, row.high}) {
          if (std::abs(end) <= 1000) values.emplace_back(static_cast<std::int64_t>(end));  // more may mean more work
        }
      }
      for (const OptionValue& value : values) {
        SettingList settings = required_settings(*pass, graph);
        settings.emplace_back(row.name, value);
        check_columns(*pass, pass->run_graph(graph, settings));
      }
    }
  }
}

TEST_CASE("defaults written out give the same bits as defaults left out") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    const Graph graph = easy_graph(*pass);
    SettingList settings = required_settings(*pass, graph);
    for (const OptionRow& row : pass->options) {
      if (!row.required && row.type != OptionType::vertex) settings.emplace_back(row.name, row.get_default());
    }
    CHECK(oracle::same_bits(pass->run_graph(graph, settings), *run(*pass, graph)));
  }
}

TEST_CASE("unknown options, wrong types and missing vertices are refused with what was wanted") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    const Graph graph = easy_graph(*pass);
    CHECK(contains(refusal(*pass, graph, {{"qqqqqqqq", true}}), "qqqqqqqq"));
    for (const OptionRow& row : pass->options) {
      CAPTURE(row.name);
      const std::string name(row.name);
      CHECK(contains(refusal(*pass, graph, {{name + "x", true}}), "did you mean '" + name + "'?"));
      const OptionValue wrong = row.type == OptionType::text ? OptionValue(true) : OptionValue(std::string("word"));
      CHECK(contains(refusal(*pass, graph, {{name, wrong}}), name));
      if (row.required) CHECK(contains(refusal(*pass, graph, {}), "must be given"));
    }
  }
}

TEST_CASE("every pass that is asked to stop either ends or says it was interrupted") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    const Graph graph = easy_graph(*pass);
    request_stop();
    try {
      check_columns(*pass, pass->run_graph(graph, required_settings(*pass, graph)));
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::interrupted);
    }
    clear_stop();
  }
}

TEST_CASE("the example of every pass gives what its row says") {
  for (const Pass* pass : graph_passes()) {
    CAPTURE(pass->name);
    auto letters = oracle::parse_letters(pass->example.edges);
    const auto settings = oracle::parse_settings(*pass, pass->example.options, letters);
    const Table table = pass->run_graph(letters.graph(pass->direction == Direction::directed), settings);
    const auto lines = split_list(pass->example.expected, '\n');
    REQUIRE_FALSE(lines.empty());
    const auto header = split_list(lines.front(), ',');
    REQUIRE_FALSE(header.empty());
    std::string met = join(std::vector<std::string>(header.begin(), header.end()), ",");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      std::vector<std::string> cells;
      for (const std::string_view name : header) {
        cells.push_back(oracle::example_cell(table.column(name), row, letters.names));
      }
      met += "\n" + join(cells, ",");
    }
    CHECK(met + "\n" == std::string(pass->example.expected));
  }
}

}  // namespace renmai
