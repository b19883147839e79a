// SPDX-License-Identifier: Apache-2.0
// renmai as a driver of scripts/bench (see protocol.hpp): a kernel is the name of a pass, its options are the pass's.
// Besides them there are
//     load          file=F [directed=1]   a graph, or a table of careers (.csv); vertices are numbered as the peers do
//     read          file=F [directed=1]   an edge list as the program reads it, with names of any kind; not kept
//     load-and-PASS file=F ...            both, timed together
//     passes                              the names of the passes that run on what is loaded
//     answer=C:HOW  what of the table is the answer: column C as values, as a partition, as a unit vector, as its sum
//     or
//                   as its first value; without it all columns as values
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "edges.hpp"
#include "format/edge_graph.hpp"
#include "format/input.hpp"
#include "format/load.hpp"
#include "graph/graph.hpp"
#include "pass/pass.hpp"
#include "protocol.hpp"
#include "records/selection.hpp"

namespace {

using namespace renmai;
using bench::Reply;
using bench::Request;
using bench::Stopwatch;

double answer_of(const Column& column, std::string_view how) {
  const auto value = [&](std::size_t row) { return column.number(row); };
  const std::size_t count = column.size();
  if (how == "values") return bench::project(count, value);
  if (how == "first") return count == 0 ? 0 : value(0);
  if (how == "partition") {
    const std::vector<std::size_t> least = bench::least_members(count, value);
    return bench::project(count, [&](std::size_t row) { return least[row]; });
  }
  double sum = 0;
  for (std::size_t row = 0; row < count; ++row) sum += how == "sum" ? value(row) : value(row) * value(row);
  if (how == "sum") return sum;
  if (how == "unit") return bench::project(count, value) / std::sqrt(sum);
  throw std::invalid_argument("an answer is values, partition, unit, sum or first");
}

double answer_of(const Table& table, const std::string& wanted) {
  if (!wanted.empty()) {
    const std::size_t colon = wanted.find(':');
    return answer_of(table.column(wanted.substr(0, colon)), wanted.substr(colon + 1));
  }
  double sum = 0;
  for (const Column& column : table.columns()) {
    if (column.type() != ColumnType::text) sum += answer_of(column, "values");
  }
  return sum;
}

OptionValue parse_value(const OptionRow& row, const std::string& text) {
  if (row.type != OptionType::vertex && row.type != OptionType::vertices) return parse_option_value(row, text);
  std::vector<Vertex> vertices;
  for (const std::string_view word : split_list(text, ',')) {
    vertices.push_back(static_cast<Vertex>(std::stoul(std::string(word))));
  }
  return vertices;
}

/// The options named in the request. A vertex that the pass cannot do without and the request does not name is 0, 1 ...
std::vector<std::pair<std::string, OptionValue>> settings_of(const Pass& pass, const Request& request) {
  std::vector<std::pair<std::string, OptionValue>> settings;
  Vertex next = 0;
  for (const OptionRow& row : pass.options) {
    const std::string text = request.text(row.name, row.required ? std::to_string(next++) : std::string());
    if (!text.empty()) settings.emplace_back(row.name, parse_value(row, text));
  }
  return settings;
}

class Driver {
 public:
  Reply operator()(const Request& request) {
    set_thread_count(request.threads);
    if (request.kernel == "load") return load(request);
    if (request.kernel == "read") return read(request);
    if (request.kernel == "passes") return {.answer = pass_names()};
    constexpr std::string_view with_load = "load-and-";
    const bool loads = request.kernel.starts_with(with_load);
    const Pass& pass = require_pass(loads ? request.kernel.substr(with_load.size()) : request.kernel);
    const auto settings = settings_of(pass, request);
    const Stopwatch stopwatch;
    if (loads) load(request);
    const Table table = run(pass, settings);
    return {.seconds = stopwatch.seconds(), .answer = bench::number_text(answer_of(table, request.text("answer")))};
  }

 private:
  Reply load(const Request& request) {
    graph_.reset();
    records_.reset();
    const std::string path = request.text("file");
    const Stopwatch stopwatch;
    if (path.ends_with(".csv")) {
      Report report;
      records_ = std::make_unique<Records>(renmai::load(std::vector{path}, {}, report).records);
      return {.seconds = stopwatch.seconds(), .answer = std::to_string(records_->relation_count())};
    }
    const bench::Edges read = bench::read_edges(path);
    graph_ = build_graph(read.vertex_count, read.edges,
                         {.directed = request.number("directed", 0) != 0, .weighted = !path.ends_with(".el")});
    return {.seconds = stopwatch.seconds(), .answer = std::to_string(graph_->edge_count())};
  }

  static Reply read(const Request& request) {
    const Stopwatch stopwatch;
    Report report;
    const Input input(request.text("file"));
    const EdgeGraph read = read_edge_graph(input, {.directed = request.number("directed", 0) != 0}, report);
    return {.seconds = stopwatch.seconds(), .answer = std::to_string(read.graph.edge_count())};
  }

  [[nodiscard]] Table run(const Pass& pass, Settings settings) const {
    if (pass.run_graph != nullptr && graph_) return pass.run_graph(*graph_, settings);
    if (pass.run_records != nullptr && records_) {
      const Selected selected(*records_, {.default_traits = pass.default_traits});
      return pass.run_records(selected, settings);
    }
    throw std::invalid_argument(std::string(pass.name) + " does not run on what is loaded");
  }

  [[nodiscard]] std::string pass_names() const {
    std::vector<std::string> names;
    for (const Pass* pass : passes()) {
      if (graph_ ? pass->run_graph != nullptr : pass->run_records != nullptr) names.emplace_back(pass->name);
    }
    return join(names, ",");
  }

  std::optional<Graph> graph_;
  std::unique_ptr<Records> records_;
};

}  // namespace

int main() {
  Driver driver;
  return bench::serve([&](const Request& request) { return driver(request); });
}
