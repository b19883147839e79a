// SPDX-License-Identifier: Apache-2.0
#include "ask/at.hpp"

#include "base/error.hpp"
#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

Date date(std::string_view text) { return require_date(text, "date"); }

Lines roster(const Selected& selected, std::string_view organisation, std::string_view day) {
  return lines(at(selected, entity(selected.records, organisation), date(day)), {"person", "certainty"});
}

}  // namespace

TEST_CASE("the roster of DeepSeek on 2024-05-15 is the one worked out by hand") {
  const Selected selected(talent(), {});
  const Table table = at(selected, entity(talent(), "c_deepseek"), date("2024-05-15"));
  CHECK(lines(table, {"name", "certainty", "confidence"}) ==
        Lines{"Liang Wenfeng|certain|1", "(unnamed) Wang's mentor at DeepSeek|possible|1", "Song Junxiao|possible|1",
              "Zheng Size|possible|1", "Zihan Wang|possible|1", "Zizheng Pan|possible|1",
              "(unnamed) young DeepSeek researcher who had the MLA idea|possible|0.75"});
  // Two documents attest Liang before and after the day; his founding of the company is an event and no spell.
  CHECK(lines(table.head(1), {"person", "kind", "role", "sources", "relations", "attested"}) ==
        Lines{"p_liang|leadership|CEO; speaks for the company|000; 004|R055; R204|2024-04; 2024-07~"});
  CHECK(stamp_value(table, "organisation") == "DeepSeek");
  CHECK(stamp_value(table, "on") == "2024-05-15");
}

TEST_CASE("a collective is on the roster only if the selection admits it") {
  Selection selection;
  selection.collectives = true;
  const Selected with(talent(), selection);
  const auto names = lines(at(with, entity(talent(), "c_deepseek"), date("2024-05-15")), {"person"});
  CHECK(std::count(names.begin(), names.end(), "p_pkuchinese_staff") == 1);
  CHECK(std::count(names.begin(), names.end(), "p_classmates_hz") == 0);  // inferred: below the least confidence
}

TEST_CASE("an old name asks for the organisation it is merged with, unless identity is off") {
  const Selected merged(talent(), {});
  CHECK(roster(merged, "c_magicsquare", "2024-05-15") == roster(merged, "c_deepseek", "2024-05-15"));
  Selection selection;
  selection.identity = IdentityLevel::none;
  const Selected apart(talent(), selection);
  CHECK(roster(apart, "c_magicsquare", "2024-05-15").empty());
}

TEST_CASE("units below the organisation count, and the unit is named") {
  const Selected selected(talent(), {});
  const Table table = at(selected, entity(talent(), "c_huawei"), date("2024-05"));
  CHECK(lines(table, {"person", "certainty", "organisation_id"}) ==
        Lines{"p_zheng|possible|l_hw_crd", "p_liaobo|possible|c_hisilicon"});
}

TEST_CASE("dates of a day, of a month, open and unknown ends") {
  Data data;
  data.company("c").person("p_open").person("p_unknown").person("p_month").person("p_event").person("p_gone");
  data.source({.id = "s", .published = "2024-03-01"}).source({.id = "t", .published = "2024-03-01"});
  data.relation(
      {.id = "1", .from = "p_open", .kind = "employment", .to = "c", .start = "2020", .end = "..", .source = "s"});
  data.relation({.id = "2", .from = "p_unknown", .kind = "employment", .to = "c", .start = "2020", .source = "s"});
  data.relation(
      {.id = "3", .from = "p_month", .kind = "study", .to = "c", .start = "2024-01", .end = "2024-01", .source = "s"});
  data.relation({.id = "4",
                 .from = "p_event",
                 .kind = "founding",
                 .to = "c",
                 .start = "2024-01",
                 .end = "2024-01",
                 .source = "s"});
  data.relation(
      {.id = "5", .from = "p_gone", .kind = "employment", .to = "c", .start = "2019", .end = "2021", .source = "s"});
  const Records records = data.records();
  const Selected selected(records, {});
  // Open: it held when the source was published; later is possible. Start and end in one month: an event on one day.
  CHECK(roster(selected, "c", "2024-01-10") == Lines{"p_open|certain", "p_month|possible", "p_unknown|possible"});
  CHECK(roster(selected, "c", "2024-01") == Lines{"p_month|certain", "p_open|certain", "p_unknown|possible"});
  CHECK(roster(selected, "c", "2024-03-02") == Lines{"p_open|possible", "p_unknown|possible"});
  CHECK(roster(selected, "c", "2020-07-01") == Lines{"p_gone|certain", "p_open|possible", "p_unknown|possible"});
  CHECK(roster(selected, "c", "2018").empty());
  Selection selection;
  selection.certain = true;
  const Selected certain(records, selection);
  CHECK(roster(certain, "c", "2020-07-01") == Lines{"p_gone|certain"});
}

TEST_CASE("one row per person joins kinds and roles, the surest first") {
  Data data;
  data.company("c").company("lab", "c").person("p").person("q", "redacted");
  data.relation({.id = "1",
                 .from = "p",
                 .kind = "internship",
                 .to = "c",
                 .role = "intern",
                 .start = "2020",
                 .end = "2022",
                 .confidence = "likely"});
  data.relation(
      {.id = "2", .from = "p", .kind = "employment", .to = "lab", .role = "engineer", .start = "2019", .end = "2023"});
  data.relation(
      {.id = "3", .from = "q", .kind = "employment", .to = "c", .role = "secret", .start = "2019", .end = "2023"});
  const Records records = data.records();
  const Selected selected(records, {});
  const Table table = at(selected, entity(records, "c"), date("2021-06-01"));
  CHECK(lines(table, {"person", "name", "kind", "role", "start", "end", "certainty", "confidence", "organisation"}) ==
        Lines{"|(redacted)|employment||2019|2023|certain|1|c",
              "p|p|employment; internship|engineer; intern|2019|2023|certain|1|lab; c"});
}

TEST_CASE("a roster wants an organisation and a date") {
  const Selected selected(talent(), {});
  CHECK_THROWS_AS((void)at(selected, entity(talent(), "p_zheng"), date("2024")), Error);
  CHECK_THROWS_AS((void)at(selected, entity(talent(), "pl_china"), date("2024")), Error);
  CHECK_THROWS_AS((void)at(selected, entity(talent(), "c_deepseek"), date("")), Error);
  CHECK_THROWS_AS((void)at(selected, entity(talent(), "c_deepseek"), date("..")), Error);
}
