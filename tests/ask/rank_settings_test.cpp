// SPDX-License-Identifier: Apache-2.0
#include "ask/rank_settings.hpp"

#include "base/error.hpp"
#include "pass/degree.hpp"
#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

/// By degree, best first.
Table by_degree(const Selected& selected, RollUp roll_up) {
  const Projection projection = project(selected, {.roll_up = roll_up});
  const Table scored = with_names(degree(projection.graph), selected.records, projection.entities);
  const std::vector<std::string> keys{"-total", "id"};
  const Table sorted = scored.sorted(keys);
  Table table;
  for (const char* name : {"id", "name", "kind"}) table.add(sorted.column(name));
  Column score = sorted.column("total");
  score.name = "score";
  table.add(std::move(score));
  return table;
}

}  // namespace

TEST_CASE("rank --sensitivity: best, median and worst rank over the settings") {
  const Selected selected(talent(), {});
  const Table table = rank_sensitivity(selected, RollUp::unit, by_degree, "confidence", "");
  CHECK(table.column("id").text(0) == "c_deepseek");
  CHECK(table.column("best").integers()[0] == 1);
  CHECK(table.column("settings").integers()[0] == 4);  // 1, 0.75, 0.4 and 0.5, the one chosen
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    CHECK(table.column("best").integers()[row] <= table.column("worst").integers()[row]);
    CHECK(static_cast<double>(table.column("best").integers()[row]) <= table.column("median").reals()[row]);
  }
}

TEST_CASE("rank --sensitivity: in which settings a claim holds, and who is first") {
  const Selected selected(talent(), {});
  const Table table = rank_sensitivity(selected, RollUp::unit, by_degree, "all", "top(DeepSeek) <= 1");
  CHECK(table.row_count() == 4 * 3 * 2);
  CHECK(table.stamp.front().first == "claim");
  for (const std::string& holds : table.column("holds").texts()) CHECK((holds == "yes" || holds == "no"));
  const Table never =
      rank_sensitivity(selected, RollUp::unit, by_degree, "identity", "score(DeepSeek) < score(\"Zizheng Pan\")");
  for (const std::string& holds : never.column("holds").texts()) CHECK(holds == "no");
}

TEST_CASE("rank --sensitivity: unknown axes, names and words are refused") {
  const Selected selected(talent(), {});
  CHECK_THROWS_AS(static_cast<void>(rank_sensitivity(selected, RollUp::unit, by_degree, "colour", "")), Error);
  CHECK_THROWS_AS(
      static_cast<void>(rank_sensitivity(selected, RollUp::unit, by_degree, "all", "top(Nobody At All) = 1")), Error);
  CHECK_THROWS_AS(static_cast<void>(rank_sensitivity(selected, RollUp::unit, by_degree, "all", "best(DeepSeek) = 1")),
                  Error);
}
