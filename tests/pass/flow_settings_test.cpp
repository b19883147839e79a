// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "movers.hpp"
#include "pass/flow.hpp"
#include "pass/flow/bootstrap.hpp"
#include "pass/flow/suppress.hpp"
#include "records/talent.hpp"

namespace renmai {
namespace {

Selection flow_selection() {
  return {.default_traits = trait_affiliation | trait_study | trait_residence | trait_transfer};
}

Table flow_of(const Records& records, const FlowOptions& options, Regions regions = {}) {
  return flow(Selected(records, flow_selection(), std::move(regions)), options);
}

std::string stamp(const Table& table, std::string_view key) {
  for (const auto& [name, value] : table.stamp) {
    if (name == key) return value;
  }
  return {};
}

TEST_CASE("flow --sensitivity: least, median and most over the settings, the chosen one among them") {
  const Records records = test::movers({{0, 3}, {1, 0}});
  const Table table = flow_of(records, {.sensitivity = "policy"});
  CHECK(stamp(table, "sensitivity") == "policy: 4 settings");
  CHECK(table.column("chosen").integers() == std::vector<std::int64_t>{3, 1});
  CHECK(table.column("least").integers() == std::vector<std::int64_t>{3, 1});
  CHECK(table.column("most").integers() == std::vector<std::int64_t>{3, 1});
  CHECK(table.column("present").integers() == std::vector<std::int64_t>{4, 4});
}

TEST_CASE("flow --sensitivity: which settings turn a claim over") {
  // One who comes home after ten years moved under every policy but first-last.
  auto fixture = test::countries(2);
  fixture.entity("p", "person");
  fixture.relation("p", "employment", "org A", "2000-01-01", "2003-01-01")
      .relation("p", "employment", "org B", "2003-01-01", "2013-01-01");
  fixture.relation("p", "employment", "org A", "2013-01-01", "..");
  const Records records = fixture.finish();
  const Table table = flow_of(records, {.sensitivity = "policy", .claim = "flow(A, B) > 0"});
  CHECK(table.column("policy").texts() == std::vector<std::string>{"tenure", "mode-year", "first-last", "primary"});
  CHECK(table.column("holds").texts() == std::vector<std::string>{"yes", "yes", "no", "yes"});
  CHECK(stamp(table, "claim") == "flow(A, B) > 0: holds in 3 of 4 settings");
  const Table net = flow_of(records, {.sensitivity = "all", .claim = "net(A) = out(A)"});
  CHECK(net.row_count() == 3 * 3 * 4 * 2 + 3 * 4 * 2);  // 0.5, the confidence chosen, is one more
}

TEST_CASE("flow --sensitivity: unknown axes and groups are refused with the nearest") {
  const Records records = test::movers({{0, 1}, {0, 0}});
  CHECK_THROWS_AS(flow_of(records, {.sensitivity = "polcy"}), Error);
  CHECK_THROWS_AS(flow_of(records, {.sensitivity = "policy", .claim = "net(Z) > 0"}), Error);
  CHECK_THROWS_AS(flow_of(records, {.sensitivity = "policy", .claim = "net(A) over 0"}), Error);
  CHECK_THROWS_AS(flow_of(records, {.claim = "net(A) > 0"}), Error);
}

TEST_CASE("flow --bases: the three side by side, each as alone") {
  const Table all = flow_of(test::talent(), {.bases = true}, test::talent_regions());
  for (std::size_t b = 0; b < flow_rows::basis_words.size(); ++b) {
    const Table alone = flow_of(test::talent(), {.basis = static_cast<Basis>(b)}, test::talent_regions());
    std::map<std::string, std::int64_t> moves;
    for (std::size_t row = 0; row < alone.row_count(); ++row)
      moves[alone.column("from_id").text(row) + ">" + alone.column("to_id").text(row)] =
          alone.column("moves").integers()[row];
    const auto& column = all.column(flow_rows::basis_words[b]).integers();
    for (std::size_t row = 0; row < all.row_count(); ++row)
      CHECK(column[row] == moves[all.column("from_id").text(row) + ">" + all.column("to_id").text(row)]);
  }
}

TEST_CASE("flow --wide: the matrix, its diagonal empty") {
  const Table table = flow_of(test::movers(test::example_matrix()), {.wide = true});
  CHECK(table.column("from").texts() == std::vector<std::string>{"A", "B", "C", "D"});
  CHECK(table.column("B").integers() == std::vector<std::int64_t>{12, Column::absent, 4, 2});
}

/// Whether a hidden cell's value follows from the sums of rows and columns and what is shown: it does if no other table
/// of whole numbers fits.
bool can_be_told(const std::vector<FlowCell>& cells, const std::vector<bool>& hidden, std::size_t which) {
  // Another table fits if some closed way of hidden cells goes through this one; by growing the two sides of the graph.
  std::map<std::pair<int, Group>, std::set<std::size_t>> at;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    if (!hidden[k] || k == which) continue;
    at[{0, cells[k].from}].insert(k);
    at[{1, cells[k].to}].insert(k);
  }
  std::set<std::pair<int, Group>> met{{0, cells[which].from}};
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [end, edges] : at) {
      if (!met.contains(end)) continue;
      for (const std::size_t k : edges) {
        grew = met.insert({0, cells[k].from}).second || grew;
        grew = met.insert({1, cells[k].to}).second || grew;
      }
    }
  }
  return !met.contains({1, cells[which].to});
}

TEST_CASE("suppression: small cells are hidden, and none follows from the sums of rows and columns") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<FlowCell> cells;
    for (Group from = 1; from <= 6; ++from) {
      for (Group to = 1; to <= 6; ++to) {
        if (from == to || random.below(4) == 0) continue;
        const auto moves = static_cast<std::uint32_t>(1 + random.below(12));
        cells.push_back({1, moves, moves, moves, moves, from, to});
      }
    }
    const std::vector<bool> hidden = hidden_cells(cells, 4);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      CAPTURE(k);
      if (cells[k].moves < 4) CHECK(hidden[k]);
      if (!hidden[k] || !can_be_told(cells, hidden, k)) continue;
      // Nothing was left to hide beside it.
      for (std::size_t other = 0; other < cells.size(); ++other) {
        if (cells[other].from == cells[k].from || cells[other].to == cells[k].to) CHECK(hidden[other]);
      }
    }
  }
}

TEST_CASE("suppression: hidden cells are empty in the table, the rest as they were") {
  const Records records = test::movers(test::example_matrix());
  const Table open = flow_of(records, {});
  const Table table = flow_of(records, {.suppress = 3});
  std::size_t hidden = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::int64_t moves = table.column("moves").integers()[row];
    hidden += moves == Column::absent ? 1 : 0;
    if (moves != Column::absent) CHECK(moves == open.column("moves").integers()[row]);
    CHECK((moves == Column::absent) == (table.column("max").integers()[row] == Column::absent));
    if (open.column("moves").integers()[row] < 3) CHECK(moves == Column::absent);
  }
  CHECK(hidden >= 3);
}

TEST_CASE("bootstrap: intervals of people, the same at any thread count, near those of a binomial") {
  const Records records = test::movers({{0, 40, 0}, {60, 0, 0}, {0, 0, 0}});
  const FlowOptions options{.bootstrap = 2000, .seed = 7};
  const Table table = flow_of(records, options);
  // 60 of 100 people: 2.5 to 97.5 per cent of B(100, 0.6) are 50 and 69 (scipy.stats.binom.ppf).
  CHECK(table.column("low").integers()[0] == doctest::Approx(50).epsilon(0.03));
  CHECK(table.column("high").integers()[0] == doctest::Approx(69).epsilon(0.03));
  set_thread_count(1);
  const Table alone = flow_of(records, options);
  set_thread_count(0);
  CHECK(alone.column("low").integers() == table.column("low").integers());
  CHECK(alone.column("high").integers() == table.column("high").integers());
}

TEST_CASE("flow --drop: what goes through one organisation, and what goes straight without it") {
  auto fixture = test::countries(3);
  fixture.entity("p", "person").entity("q", "person");
  fixture.relation("p", "employment", "org A", "2000-01-01", "2003-01-01")
      .relation("p", "employment", "org B", "2003-01-01", "2005-01-01")
      .relation("p", "employment", "org C", "2005-01-01", "..");
  fixture.relation("q", "employment", "org A", "2000-01-01", "2003-01-01")
      .relation("q", "employment", "org C", "2003-01-01", "..");
  const Records records = fixture.finish();
  const Table table = flow_of(records, {.drop = "org B"});
  CHECK(table.column("from").texts() == std::vector<std::string>{"A", "B", "A"});
  CHECK(table.column("to").texts() == std::vector<std::string>{"B", "C", "C"});
  CHECK(table.column("moves").integers() == std::vector<std::int64_t>{1, 1, 1});
  CHECK(table.column("without").integers() == std::vector<std::int64_t>{0, 0, 2});  // p went from A to C
  CHECK(table.column("lost").integers() == std::vector<std::int64_t>{1, 1, -1});
  CHECK(stamp(table, "dropped") == "org B");
  CHECK_THROWS_AS(flow_of(records, {.drop = "nobody"}), Error);
  CHECK_THROWS_AS(flow_of(records, {.drop = "A"}), Error);  // a place
}

TEST_CASE("flow --merges: the merge that makes a move, the one that makes none, and one that is refused") {
  auto fixture = test::countries(2);
  for (const char* id : {"p", "P", "q", "Q", "r", "R"}) fixture.entity(id, "person");
  const auto career = [&](const char* before, const char* after) {
    fixture.relation(before, "employment", "org A", "2000-01-01", "2003-01-01");
    fixture.relation(after, "employment", "org B", "2003-01-01", "..");
  };
  career("p", "P");
  career("r", "R");
  fixture.relation("p", "same_as", "P", "", "", {.id = "makes", .confidence = "0.8"});
  fixture.relation("q", "same_as", "Q", "", "", {.id = "idle", .confidence = "1"});
  fixture.relation("r", "same_as", "R", "", "", {.id = "refused", .confidence = "0.4"});
  const Records records = fixture.finish();
  const Table table = flow_of(records, {.claim = "flow(A, B) = 1", .merges = true});
  CHECK(table.column("relation").texts() == std::vector<std::string>{"makes", "refused", "idle"});
  CHECK(table.column("believed").texts() == std::vector<std::string>{"yes", "no", "yes"});
  CHECK(table.column("changed").integers() == std::vector<std::int64_t>{1, 1, 0});
  CHECK(table.column("difference").reals() == std::vector<double>{1, 1, 0});
  CHECK(table.column("holds").texts() == std::vector<std::string>{"no", "no", "yes"});
  CHECK(stamp(table, "claim").find("holds as chosen") != std::string::npos);
}

TEST_CASE("flow --claims: statements beside their cell, never added; another population is not compared") {
  auto fixture = test::countries(2);
  fixture.entity("p", "person");
  fixture.relation("p", "employment", "org A", "2000-01-01", "2003-01-01")
      .relation("p", "employment", "org B", "2003-01-01", "..");
  fixture.builder.schema().relation_kind("some_moved", trait_aggregate);
  fixture.relation("org A", "some_moved", "org B", "2004", "", {.id = "R9"});
  const auto claim = [&](const char* id, const char* unit, const char* population) {
    fixture.builder.add_claim(
        {.id = id, .metric = "moved", .comparator = "=", .value = "70", .unit = unit, .population = population}, {});
  };
  claim("C1", "people", "flow A to B");
  claim("C2", "people", "engineers; flow A to B");
  claim("C3", "percent", "flow A to B");
  claim("C4", "people", "flow B to A");
  claim("C5", "people", "flow Atlantis to B");
  claim("C6", "people", "engineers");
  const Records records = fixture.finish();
  const Table table = flow_of(records, {.claims = true});
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    rows.push_back(table.column("statement").text(row) + " " + table.column("from").text(row) + ">" +
                   table.column("to").text(row) + " " + table.column("moves").cell(row) + " " +
                   table.column("compares").text(row));
  }
  CHECK(rows == std::vector<std::string>{"C1 A>B 1 yes", "C2 A>B 1 no: of another population",
                                         "C3 A>B 1 no: not a number of people", "R9 A>B 1 no: none is named or counted",
                                         "C5 Atlantis>B  yes", "C4 B>A 0 yes"});
  CHECK(flow_of(records, {}).column("moves").integers() == std::vector<std::int64_t>{1});
}

TEST_CASE("flow --null: margins and corridors are kept, and the mean comes near what they make likely") {
  const Records records = test::movers(test::example_matrix());
  FlowOptions options;
  options.null = FlowNull::margins;
  options.samples = 400;
  const Table table = flow_of(records, options);
  double expected = 0;
  for (const double of : table.column("expected").reals()) expected += of;
  CHECK(expected == doctest::Approx(69).epsilon(0.02));  // the one cell without a move takes the rest
  // A chain over tables of these margins without a diagonal, written in Python: 6.842; quasi-independence has 6.856.
  CHECK(table.column("moves").integers()[0] == 12);
  CHECK(table.column("expected").reals()[0] == doctest::Approx(6.842).epsilon(0.04));
  CHECK(flow_of(records, options).column("p").reals() == table.column("p").reals());
  options.null = FlowNull::corridors;
  const Table fixed = flow_of(records, options);  // one period: nothing is left to chance
  for (std::size_t row = 0; row < fixed.row_count(); ++row) {
    CHECK(fixed.column("expected").reals()[row] == doctest::Approx(fixed.column("moves").number(row)));
    CHECK(fixed.column("p").reals()[row] == 1);
  }
}

}  // namespace
}  // namespace renmai
