// SPDX-License-Identifier: Apache-2.0
#include "pass/moves.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/random.hpp"
#include "records/talent.hpp"

namespace renmai {
namespace {

constexpr std::uint16_t flow_traits = trait_affiliation | trait_study | trait_residence | trait_transfer;

/// One line a row: the columns that are asked for, joined by blanks, empty ones as `-`.
std::string rows_of(const Table& table, const std::vector<std::string>& columns) {
  std::string text;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (row > 0) text += "; ";
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string cell = table.column(columns[c]).cell(row);
      text += (c > 0 ? " " : "") + (cell.empty() ? "-" : cell);
    }
  }
  return text;
}

Table moves_of(const Records& records, const FlowOptions& options = {}, Selection selection = {},
               Regions regions = {}) {
  selection.default_traits = flow_traits;
  const Selected selected(records, std::move(selection), std::move(regions));
  return moves(selected, options);
}

const std::vector<std::string> brief{"type", "from_id", "to_id", "date", "certainty"};

test::RecordsFixture world() {
  test::RecordsFixture f;
  f.builder.dataset().as_of = day_from_civil(2030, 1, 1);
  for (const std::string_view country : {"A", "B", "C"})
    f.entity(country, "place", {.name = country, .level = "country"});
  f.entity("a", "company", {.place = "A"})
      .entity("b", "company", {.place = "B"})
      .entity("c", "company", {.place = "C"});
  f.entity("p", "person", {.name = "Ann"}).entity("q", "person");
  return f;
}

TEST_CASE("moves: a row has who, where, when, how sure and by which relations") {
  auto f = world();
  f.relation("p", "employment", "a", "2001", "2004-05", {.id = "R1"})
      .relation("p", "employment", "b", "2004-06-15", "..", {.id = "R2"});
  const Table table = moves_of(f.finish());
  CHECK(rows_of(table, {"person", "person_name", "from", "to", "earliest", "latest", "type", "certainty",
                        "relation_from", "relation_to", "date"}) ==
        "p Ann A B 2004-06-15 2004-06-15 onward certain R1 R2 2004-06-15");
  CHECK(table.stamp[0].first == "policy");
}

TEST_CASE("moves: other events are listed if asked for") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2004-01-01")
      .relation("p", "employment", "b", "2002-01-01", "2002-03-01");
  f.relation("p", "employment", "c", "2015-01-01", "2016-01-01");
  const Records records = f.finish();
  CHECK(moves_of(records).row_count() == 0);
  CHECK(rows_of(moves_of(records, {.events = true}), brief) ==
        "entry A A 2001-01-01 certain; visit A B 2002-01-01 certain; exit A A 2004-01-01 certain; "
        "entry C C 2015-01-01 certain; exit C C 2016-01-01 certain");
}

TEST_CASE("moves: at the end an exit needs a stated end, anything else is censored") {
  const auto last = [](std::string_view start, std::string_view end, std::string_view attested) {
    auto f = world();
    f.relation("p", "employment", "a", start, end, {.attested = attested});
    const Table table = moves_of(f.finish(), {.events = true});
    return rows_of(table, brief).substr(rows_of(table, brief).find("; ") + 2);
  };
  CHECK(last("2001-01-01", "2010-01-01", "") == "exit A A 2010-01-01 certain");
  CHECK(last("2001-01-01", "2028-01-01", "") == "censored A A 2030-01-01 certain");  // not yet long enough away
  CHECK(last("2001-01-01", "..", "") == "censored A A 2030-01-01 certain");
  CHECK(last("2001-01-01", "", "") == "censored A A 2030-01-01 certain");
  CHECK(last("", "", "2001-05-05") == "censored A A 2030-01-01 certain");
}

TEST_CASE("moves: after decides the order where the dates leave it open") {
  const auto both = [](std::string_view first, std::string_view second, std::string_view end) {
    auto f = world();
    f.relation("p", "internship", "a", first, first, {.id = "R1"})
        .relation("p", "employment", "b", second, end, {.id = "R2", .after = "R1"});
    return rows_of(moves_of(f.finish()), {"type", "from_id", "to_id", "certainty"});
  };
  CHECK(both("2023", "2023", "2025") == "onward A B certain");
  CHECK(both("2023~", "2022", "..") == "onward A B certain");
  CHECK(both("2023-05", "2023", "") == "onward A B certain");
  auto f = world();
  f.relation("p", "internship", "a", "", "", {.id = "R1", .attested = "2023"});
  f.relation("p", "employment", "b", "2023", "..", {.id = "R2", .after = "R1"});
  CHECK(rows_of(moves_of(f.finish()), {"type", "from_id", "to_id", "certainty"}) == "onward A B certain");
}

TEST_CASE("moves: what is followed has ended, even if it was open when written") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "..", {.id = "R1"})
      .relation("p", "employment", "b", "2031-01-01", "..", {.id = "R2", .after = "R1"});
  CHECK(rows_of(moves_of(f.finish()), {"type", "from_id", "to_id", "date"}) == "onward A B 2031-01-01");
}

TEST_CASE("moves: sets, windows and doubt choose rows") {
  auto f = world();
  f.relation("p", "employment", "a", "2001", "2005").relation("p", "employment", "b", "2005", "2010");
  f.relation("p", "employment", "a", "2010", "..").relation("q", "employment", "b").relation("q", "employment", "c");
  const Records records = f.finish();
  CHECK(rows_of(moves_of(records), {"person", "type", "from_id", "to_id"}) ==
        "p onward A B; p return B A; q possible B C; q possible C B");
  CHECK(rows_of(moves_of(records, {.from = "B"}), {"person", "from_id", "to_id"}) == "p B elsewhere; q B elsewhere");
  CHECK(rows_of(moves_of(records, {.from = "A", .to = "b"}), {"person", "from_id", "to_id"}) == "p A b");
  CHECK(rows_of(moves_of(records, {.during = "2010"}), {"person", "from_id", "to_id"}) == "p B A; q B C; q C B");
  CHECK(rows_of(moves_of(records, {.during = "2006/2009"}), {"person", "from_id", "to_id"}) == "q B C; q C B");
  CHECK(rows_of(moves_of(records, {}, {.certain = true}), {"person", "from_id", "to_id"}) == "p A B; p B A");
  CHECK(moves_of(records, {}, {.where = "from=q"}).row_count() == 2);
}

TEST_CASE("moves: options change the rules") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-01-01")
      .relation("p", "employment", "b", "2004-10-01", "2010-01-01");
  f.relation("p", "employment", "a", "2010-06-01", "2012-01-01")
      .relation("q", "study", "a", "2001-01-01", "2005-01-01");
  f.relation("q", "employment", "b", "2005-06-01", "2010-01-01");
  const Records records = f.finish();
  CHECK(rows_of(moves_of(records), {"person", "from_id", "to_id", "date"}) == "p A B 2004-10-01; p B A 2010-06-01");
  CHECK(rows_of(moves_of(records, {.overlap = 30}), {"person", "from_id", "to_id", "date"}) ==
        "p A B 2005-01-01; p B A 2010-06-01");
  CHECK(rows_of(moves_of(records, {.max_gap = 100}), {"person", "from_id", "to_id"}) == "p A B");
  CHECK(rows_of(moves_of(records, {.study = true}), {"person", "from_id", "to_id"}) == "p A B; p B A; q A B");
  CHECK(moves_of(records, {.backfill = 3000}).row_count() == 0);  // b lies inside one tenure in a
}

TEST_CASE("moves: of the talent dataset by employer") {
  const Regions regions = test::talent_regions();
  CHECK(rows_of(moves_of(test::talent(), {}, {.certain = true}),
                {"person", "from_id", "to_id", "earliest", "latest", "relation_from", "relation_to"}) ==
        "p_pan pl_usa pl_china 2023-01-01 2024-12-31 R080 R085");
  CHECK(rows_of(moves_of(test::talent(), {.from = "china", .to = "us"}, {}, regions),
                {"person", "type", "earliest", "latest"}) ==
        "p_shiqi onward 2024-04-01 2024-06-30; p_shiqi possible 2022-01-01 2024-01-31; p_wang possible - 2025-02-07");
  // Offers, plans and exchange never count; a rename is no move.
  for (const std::string_view person : {"p_zheng", "p_liang"}) {
    CHECK(moves_of(test::talent(), {}, {.where = "from=" + std::string(person)}).row_count() == 0);
  }
}

TEST_CASE("moves: of the talent dataset by place of living") {
  CHECK(rows_of(moves_of(test::talent(), {.basis = Basis::residence}),
                {"person", "type", "from_id", "to_id", "earliest", "latest", "relation_to"}) ==
        "p_pan stated pl_usa pl_china 2023-01-01 2024-12-31 R086; p_shiqi stated pl_china pl_usa 2024-05-01 2024-05-31 "
        "R170; "
        "p_zheng stated pl_china pl_usa 2023-09-01 2023-09-30 R013; p_zheng stated pl_usa pl_china 2024-01-01 "
        "2024-01-31 R014");
}

TEST_CASE("moves: the order of rows never shows") {
  const FlowOptions options{.by = GroupBy::top, .study = true, .events = true};
  const std::vector<std::string> all{"person", "type",      "from_id",       "to_id",       "earliest",
                                     "latest", "certainty", "relation_from", "relation_to", "date"};
  const std::string first = rows_of(moves_of(test::talent(), options), all);
  Random random(23);
  const Records shuffled = test::talent_records([&](std::vector<std::size_t>& order) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  });
  CHECK(rows_of(moves_of(shuffled, options), all) == first);
}

TEST_CASE("moves: people whose careers are long and doubtful are done in good time") {
  auto f = world();
  for (int i = 0; i < 1000; ++i) {
    const std::string id = "R" + std::to_string(10'000 + i);
    const std::string after = i % 3 == 1 ? "R" + std::to_string(10'000 + i - 1) : "";
    f.relation("p", "employment", std::string(1, static_cast<char>('a' + i % 3)), "20XX", i % 5 == 0 ? "" : "2099",
               {.id = id, .after = after});
  }
  for (int i = 0; i < 60; ++i) {
    f.relation("q", "employment", std::string(1, static_cast<char>('a' + i % 3)), std::to_string(1960 + i) + "~",
               std::to_string(1961 + i),
               {.id = "Q" + std::to_string(100 + i), .after = i > 0 ? "Q" + std::to_string(99 + i) : ""});
  }
  CHECK(moves_of(f.finish()).row_count() > 0);
}

}  // namespace
}  // namespace renmai
