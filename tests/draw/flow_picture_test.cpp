// SPDX-License-Identifier: Apache-2.0
#include "draw/flow_picture.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support.hpp"

using renmai::draw_flow;
using renmai::Error;
using renmai::Table;
using renmai::test::caption_of;
using renmai::test::holds;
using renmai::test::read_dot;
using renmai::test::ReadEdge;

namespace {

using Texts = std::vector<std::string>;
using Counts = std::vector<std::int64_t>;

struct Row {
  std::string year, from, to;
  std::int64_t moves, min, max;
};

Table flow_table(const std::vector<Row>& rows, bool by_year) {
  Texts year, from, to;
  Counts moves, min, max;
  for (const Row& row : rows) {
    year.push_back(row.year);
    from.push_back(row.from);
    to.push_back(row.to);
    moves.push_back(row.moves);
    min.push_back(row.min);
    max.push_back(row.max);
  }
  const auto ids = [](Texts names) {
    for (std::string& name : names) name = name == "?" ? "" : "id_" + name;
    return names;
  };
  Table table;
  if (by_year) table.add("year", year);
  table.add("from", from).add("to", to).add("moves", moves).add("min", min).add("max", max).add("people", moves);
  table.add("from_id", ids(from)).add("to_id", ids(to));
  table.stamp = {{"policy", "tenure"}};
  return table;
}

const std::vector<Row> example{{"", "China", "US", 100, 90, 120},
                               {"", "US", "China", 25, 25, 25},
                               {"", "?", "US", 4, 0, 9},
                               {"", "US", "?", 0, 0, 1}};

const ReadEdge& edge(const std::vector<ReadEdge>& edges, const std::string& from, const std::string& to) {
  for (const ReadEdge& e : edges) {
    if (e.from == from && e.to == to) return e;
  }
  FAIL("no edge ", from, " -> ", to);
  return edges.front();
}

}  // namespace

TEST_CASE("flows are labelled with moves and bounds and are as wide as the root of moves") {
  const auto dot = read_dot(draw_flow(flow_table(example, false)));
  REQUIRE(dot.edges.size() == 4);
  const auto& most = edge(dot.edges, "id_China", "id_US");
  const auto& back = edge(dot.edges, "id_US", "id_China");
  CHECK(most.label() == "100 (90–120)");
  CHECK(back.label() == "25");
  const double widest = std::stod(most.attributes.at("penwidth"));
  const double half = std::stod(back.attributes.at("penwidth"));
  const double none = std::stod(edge(dot.edges, "id_US", "~").attributes.at("penwidth"));
  CHECK((half - none) / (widest - none) == doctest::Approx(0.5));
  CHECK(holds(caption_of(dot), "square root of moves"));
  CHECK(holds(caption_of(dot), "policy: tenure"));
}

TEST_CASE("flows that need not have happened are dashed and the unknown group is marked") {
  const auto dot = read_dot(draw_flow(flow_table(example, false)));
  CHECK(edge(dot.edges, "~", "id_US").attributes.at("style") == "dashed");
  CHECK(edge(dot.edges, "id_US", "~").label() == "0 (0–1)");
  CHECK(edge(dot.edges, "id_China", "id_US").attributes.at("style").empty());
  CHECK(holds(dot.nodes.at("~").at("label"), "? unknown"));
  CHECK(holds(dot.nodes.at("~").at("style"), "dashed"));
  CHECK(holds(dot.nodes.at("id_US").at("label"), "out 25 · in 104"));
  CHECK(dot.title.find("Moves") != std::string::npos);
}

TEST_CASE("periods are summed and the title says the span") {
  const std::vector<Row> rows{{"2019", "A", "B", 1, 1, 2}, {"2024", "A", "B", 2, 0, 3}, {"", "A", "B", 0, 0, 4}};
  const auto dot = read_dot(draw_flow(flow_table(rows, true), {.title = "By city"}));
  REQUIRE(dot.edges.size() == 1);
  CHECK(dot.edges.front().label() == "3 (1–9)");
  CHECK(holds(dot.title, "By city, 2019 – 2024 and undated"));
  CHECK(holds(caption_of(dot), "Summed over years"));
}

TEST_CASE("only the largest flows are drawn and the rest are summed in a note") {
  std::vector<Row> rows;
  for (std::int64_t i = 1; i <= 10; ++i) rows.push_back({"", "A" + std::to_string(i), "B", i, i, i + 1});
  const auto dot = read_dot(draw_flow(flow_table(rows, false), {.max_flows = 3}));
  CHECK(dot.edges.size() == 3);
  CHECK(dot.nodes.count("id_A10") == 1);
  CHECK(dot.nodes.count("id_A7") == 0);
  CHECK(holds(caption_of(dot), "Not drawn: 7 smaller flows with 28 (28–35) moves."));
  CHECK(holds(dot.nodes.at("id_B").at("label"), "in 55"));  // all flows of the table
  CHECK(read_dot(draw_flow(flow_table(rows, false), {.max_flows = 0})).edges.size() == 10);
}

TEST_CASE("the order of rows does not show") {
  std::vector<Row> rows;
  for (int i = 0; i < 30; ++i) {
    rows.push_back(
        {std::to_string(2000 + i % 5), "G" + std::to_string(i % 4), "G" + std::to_string(5 + i % 3), i % 7, 0, 9});
  }
  const std::string first = draw_flow(flow_table(rows, true), {.max_flows = 8});
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    renmai::Random random(seed);
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random.below(i)]);
    CHECK(draw_flow(flow_table(rows, true), {.max_flows = 8}) == first);
  }
}

TEST_CASE("no flows, no ids, missing columns and too many groups") {
  const auto empty = read_dot(draw_flow(flow_table({}, true)));
  CHECK(empty.well_formed);
  CHECK(holds(caption_of(empty), "No moves."));

  Table table;
  table.add("from", Texts{"A"}).add("to", Texts{"B"}).add("moves", Counts{1});
  CHECK_THROWS_AS((void)draw_flow(table), Error);
  table.add("min", Counts{renmai::Column::absent}).add("max", Counts{2});
  CHECK(read_dot(draw_flow(table)).edges.front().label() == "1 (0–2)");
  CHECK_THROWS_AS((void)draw_flow(table, {.max_vertices = 1}), Error);
}

TEST_CASE("groups with hostile names read back") {
  std::vector<Row> rows;
  for (const std::string& name : renmai::test::hostile_names()) rows.push_back({"", name, "x" + name, 1, 1, 1});
  const auto dot = read_dot(draw_flow(flow_table(rows, false), {.max_flows = 0}));
  REQUIRE(dot.well_formed);
  CHECK(dot.edges.size() == rows.size());
  CHECK(dot.nodes.size() == rows.size() * 2);
}
