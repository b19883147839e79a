// SPDX-License-Identifier: Apache-2.0
#include "pass/flow.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "pass/moves.hpp"
#include "records/talent.hpp"

namespace renmai {
namespace {

constexpr std::uint16_t flow_traits = trait_affiliation | trait_study | trait_residence | trait_transfer;

/// Rows as "year from>to moves/min/max people"; without the last where it equals the moves.
std::string rows_of(const Table& table) {
  std::string text;
  const bool by_period = table.columns()[0].name != "from";
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto cell = [&](std::string_view name) { return table.column(name).cell(row); };
    if (row > 0) text += "; ";
    if (by_period) text += (table.columns()[0].cell(row).empty() ? "-" : table.columns()[0].cell(row)) + " ";
    text += cell("from_id") + ">" + cell("to_id") + " " + cell("moves") + "/" + cell("min") + "/" + cell("max");
    if (cell("people") != cell("moves")) text += " p" + cell("people");
  }
  return text;
}

std::string flow_of(const Records& records, const FlowOptions& options = {}, Selection selection = {},
                    Regions regions = {}) {
  selection.default_traits = flow_traits;
  const Selected selected(records, std::move(selection), std::move(regions));
  return rows_of(flow(selected, options));
}

std::string talent_flow(const FlowOptions& options, Selection selection = {}) {
  return flow_of(test::talent(), options, std::move(selection), test::talent_regions());
}

/// Companies a to e in countries A to E, f in an unknown place; persons p and q.
test::RecordsFixture world() {
  test::RecordsFixture f;
  f.builder.dataset().as_of = day_from_civil(2030, 1, 1);
  for (const std::string_view country : {"A", "B", "C", "D", "E"}) f.entity(country, "place", {.level = "country"});
  f.entity("a", "company", {.place = "A"})
      .entity("b", "company", {.place = "B"})
      .entity("c", "company", {.place = "C"});
  f.entity("d", "company", {.place = "D"}).entity("e", "company", {.place = "E"}).entity("f", "company");
  f.entity("p", "person").entity("q", "person").entity("many", "person", {.flags = "collective"});
  return f;
}

TEST_CASE("flow: moves, people and bounds by pair, most first") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-01-01")
      .relation("p", "employment", "b", "2005-01-01", "2009-01-01");
  f.relation("p", "employment", "a", "2009-01-01", "2012-01-01").relation("p", "employment", "b", "2012-01-01", "..");
  f.relation("q", "employment", "a", "2001-01-01", "2005-03-01").relation("q", "employment", "b", "2005-03-01", "..");
  CHECK(flow_of(f.finish()) == "A>B 3/3/3 p2; B>A 1/1/1");
}

TEST_CASE("flow: a row for each year, quarter or month") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-05-20").relation("p", "employment", "b", "2005-05-20", "..");
  f.relation("q", "employment", "a", "2001-01-01", "2005-11").relation("q", "employment", "b", "2005-11", "..");
  const Records records = f.finish();
  CHECK(flow_of(records, {.per = Period::year}) == "2005 A>B 2/2/2");
  CHECK(flow_of(records, {.per = Period::quarter}) == "2005-Q2 A>B 1/1/1; 2005-Q4 A>B 1/1/1");
  CHECK(flow_of(records, {.per = Period::month}) == "2005-05 A>B 1/1/1; 2005-11 A>B 1/1/1");
  const Selected selected(records, {});
  CHECK(flow(selected, {.per = Period::quarter}).columns()[0].name == "quarter");
  CHECK(flow(selected, {.per = Period::month}).columns()[0].name == "month");
  CHECK(flow(selected, {}).columns()[0].name == "from");
}

TEST_CASE("flow: a move over several periods counts where it is best and may be in each") {
  auto f = world();
  f.relation("p", "employment", "a", "2001", "2004").relation("p", "employment", "b", "[2004-06..2006-02]", "..");
  const Records records = f.finish();
  CHECK(flow_of(records) == "A>B 1/1/1");
  CHECK(flow_of(records, {.per = Period::year}) == "2004 A>B 0/0/1; 2005 A>B 1/0/1; 2006 A>B 0/0/1");
}

TEST_CASE("flow: periods before the year 0 and over the year's end") {
  auto f = world();
  f.relation("p", "employment", "a", "-0010-01-01", "-0005-12-31")
      .relation("p", "employment", "b", "-0005-12-31", "0001-01-01");
  const Records records = f.finish();
  CHECK(flow_of(records, {.per = Period::year}) == "-5 A>B 1/1/1");
  CHECK(flow_of(records, {.per = Period::month}) == "-5-12 A>B 1/1/1");
}

TEST_CASE("flow: the window counts what is in it, surely or perhaps") {
  auto f = world();
  f.relation("p", "employment", "a", "2001", "2004").relation("p", "employment", "b", "2005", "..");
  f.relation("q", "employment", "a", "2001", "2006").relation("q", "employment", "b", "2007-03-01", "..");
  const Records records = f.finish();
  CHECK(flow_of(records, {.during = "2005"}) == "A>B 1/1/1");
  CHECK(flow_of(records, {.during = "2005-01/2005-03"}) == "A>B 0/0/1");
  CHECK(flow_of(records, {.during = "2005-06/2007"}) == "A>B 2/1/2");
  CHECK(flow_of(records, {.during = "../2004"}).empty());
  CHECK(flow_of(records, {.during = "2005-06/2007", .per = Period::year}) == "2005 A>B 1/0/1; 2007 A>B 1/1/1");
  CHECK_THROWS_AS(flow_of(records, {.during = "2007/2005"}), Error);
}

TEST_CASE("flow: undated moves are in the row with the empty period, in max only") {
  auto f = world();
  f.relation("p", "employment", "a")
      .relation("p", "employment", "b")
      .relation("p", "internship", "b")
      .relation("p", "internship", "a");
  const Records records = f.finish();
  CHECK(flow_of(records, {.per = Period::year}) == "- A>B 0/0/1; - B>A 0/0/1");
  CHECK(flow_of(records) == "A>B 0/0/1; B>A 0/0/1");
}

TEST_CASE("flow: stated moves count as written, with a day or without") {
  auto f = world();
  f.relation("p", "transfer", "b", "2005-05", "", {.from_place = "a"})
      .relation("q", "transfer", "b", "", "", {.from_place = "a"});
  const Records records = f.finish();
  CHECK(flow_of(records) == "A>B 2/2/2");
  CHECK(flow_of(records, {.per = Period::year}) == "2005 A>B 1/1/1; - A>B 1/1/1");
  // Without a day it may be in any window, and is surely in none.
  CHECK(flow_of(records, {.during = "2005"}) == "A>B 1/1/2");
  CHECK(flow_of(records, {.during = "2006"}) == "A>B 0/0/1");
}

TEST_CASE("flow: an unknown place is a group of its own") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-01-01")
      .relation("p", "employment", "f", "2005-01-01", "2008-01-01");
  f.relation("p", "employment", "b", "2008-01-01", "..");
  const Records records = f.finish();
  CHECK(flow_of(records) == "?>B 1/1/1; A>? 1/1/1");
  const Selected selected(records, {});
  const Table table = flow(selected, {});
  CHECK(std::find(table.stamp.begin(), table.stamp.end(),
                  std::pair<std::string, std::string>("moves", "2, both ends known in 0")) != table.stamp.end());
}

TEST_CASE("flow: certain only") {
  auto f = world();
  f.relation("p", "employment", "a", "2001", "2005").relation("p", "employment", "b", "2005", "..");
  f.relation("q", "employment", "a", "2001", "2005~").relation("q", "employment", "b", "2004~", "2006~");
  const Records records = f.finish();
  CHECK(flow_of(records) == "A>B 2/1/2");
  CHECK(flow_of(records, {}, {.certain = true}) == "A>B 1/1/1");
}

TEST_CASE("flow: groups of people move only if asked for") {
  auto f = world();
  f.relation("many", "employment", "a", "2001-01-01", "2005-01-01")
      .relation("many", "employment", "b", "2005-01-01", "..");
  const Records records = f.finish();
  CHECK(flow_of(records).empty());
  CHECK(flow_of(records, {}, {.collectives = true}) == "A>B 1/1/1");
}

TEST_CASE("flow: possible moves that exclude each other are not added up") {
  auto f = world();
  // One job at home, then either of two abroad: at most one move out.
  f.relation("p", "employment", "a", "2021", "2023-12~")
      .relation("p", "employment", "b", "[2022-01..2022-05]", "[2022-03..2023-12]");
  f.relation("p", "employment", "b", "2024-05~", "..");
  const Records records = f.finish();
  CHECK(flow_of(records) == "A>B 1/0/1");
  CHECK(flow_of(records, {.per = Period::year}) == "2022 A>B 0/0/1; 2023 A>B 0/0/1; 2024 A>B 1/0/1");
}

TEST_CASE("flow: two sets print one row, also where nobody moved") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-01-01")
      .relation("p", "employment", "b", "2005-01-01", "2009-01-01");
  f.relation("p", "employment", "c", "2009-01-01", "..");
  const Records records = f.finish();
  CHECK(flow_of(records, {.from = "A", .to = "B"}) == "A>B 1/1/1");
  CHECK(flow_of(records, {.from = "A", .to = "C"}) == "A>C 0/0/0");  // by way of B
  CHECK(flow_of(records, {.from = "B", .to = "A", .per = Period::year}).empty());
  CHECK(flow_of(records, {.from = "A"}) == "A>elsewhere 1/1/1");
  CHECK(flow_of(records, {.to = "C"}) == "elsewhere>C 1/1/1");
  CHECK(flow_of(records, {.from = "D"}) == "D>elsewhere 0/0/0");
  CHECK(flow_of(records, {.from = "a", .to = "b"}) == "a>b 1/1/1");
  CHECK_THROWS_AS(flow_of(records, {.from = "atlantis"}), Error);
}

TEST_CASE("flow: who leaves for a place unknown is neither elsewhere nor lost") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-01-01").relation("p", "employment", "f", "2005-01-01", "..");
  const Records records = f.finish();
  CHECK(flow_of(records, {.from = "A"}) == "A>elsewhere 0/0/0");
  CHECK(flow_of(records) == "A>? 1/1/1");
  CHECK(flow_of(records, {.from = "a"}) == "a>elsewhere 1/1/1");  // another employer, wherever it is
}

TEST_CASE("flow: overlapping regions are refused as groups and taken as two sets") {
  auto f = world();
  f.relation("p", "employment", "a", "2001-01-01", "2005-01-01")
      .relation("p", "employment", "b", "2005-01-01", "2009-01-01");
  f.relation("p", "employment", "c", "2009-01-01", "..");
  f.relation("q", "employment", "a", "2001-01-01", "2005-01-01").relation("q", "employment", "c", "2005-01-01", "..");
  const Records records = f.finish();
  const auto regions = [&] {
    return Regions(
        "[region.ab]\nmembers = [\"A\", \"B\"]\n[region.bc]\nmembers = [\"B\", \"C\"]\n[region.d]\nmembers = [\"D\"]\n",
        "r.toml", records);
  };
  CHECK_THROWS_WITH_AS(flow_of(records, {.by = GroupBy::region}, {}, regions()),
                       "regions 'ab' and 'bc' overlap: B is in both", Error);
  const std::vector<std::string> apart{"ab", "d"};
  CHECK(flow_of(records, {.by = GroupBy::region}, {}, regions().chosen(apart)) == "ab>? 2/2/2");
  // q goes from A, in ab alone, to C, in bc alone; p passes through B, which is in both.
  CHECK(flow_of(records, {.from = "ab", .to = "bc"}, {}, regions()) == "ab>bc 1/1/1");
}

TEST_CASE("flow: of the talent dataset by country and year") {
  CHECK(talent_flow({.per = Period::year}) ==
        "2022 pl_china>pl_usa 0/0/1; "                              // the side job for Michigan
        "2023 pl_usa>pl_china 1/0/1; 2023 pl_china>pl_usa 0/0/1; "  // Pan
        "2024 pl_china>pl_usa 1/0/1; 2024 pl_usa>pl_china 0/0/1; "  // Shi Qi
        "- ?>pl_china 0/0/1; - ?>pl_usa 0/0/1; - pl_china>? 0/0/1; - pl_china>pl_usa 0/0/1; - pl_usa>? 0/0/1; "
        "- pl_usa>pl_china 0/0/1");  // Wang, whose affiliations have no dates
  CHECK(talent_flow({.from = "us", .to = "china"}) == "us>china 1/1/2");
  CHECK(talent_flow({.from = "china", .to = "us"}) == "china>us 1/0/2");
}

TEST_CASE("flow: of the talent dataset between Silicon Valley and China, by either definition") {
  CHECK(talent_flow({.from = "silicon-valley", .to = "china"}) == "silicon-valley>china 1/1/1");
  CHECK(talent_flow({.from = "silicon-valley", .to = "china", .per = Period::year}) ==
        "2023 silicon-valley>china 1/0/1; 2024 silicon-valley>china 0/0/1");
  CHECK(talent_flow({.from = "china", .to = "silicon-valley"}) == "china>silicon-valley 0/0/0");
  CHECK(talent_flow({.from = "china", .to = "silicon-valley+sf"}) == "china>silicon-valley+sf 1/0/1");
  CHECK(talent_flow({.from = "nvidia", .to = "deepseek"}) == "c_nvidia>c_deepseek 1/1/1");
  CHECK(talent_flow({.from = "deepseek", .to = "nvidia"}) == "c_deepseek>c_nvidia 0/0/0");
  CHECK(talent_flow({.from = "c_magicsquare", .to = "c_huawei"}) == "c_deepseek>c_huawei 1/0/1");
  CHECK(talent_flow({.from = "pl_sf"}) == "pl_sf>elsewhere 0/0/0");
}

TEST_CASE("flow: where people lived is another table") {
  CHECK(
      talent_flow({.basis = Basis::residence, .per = Period::year}) ==
      "2023 pl_china>pl_usa 1/1/1; 2023 pl_usa>pl_china 1/0/1; 2024 pl_usa>pl_china 1/1/2; 2024 pl_china>pl_usa 1/1/1");
  CHECK(talent_flow({.basis = Basis::site, .per = Period::year}, {.kinds = {"employment", "internship"}}) ==
        "2023 pl_usa>pl_china 1/0/1; 2024 pl_china>pl_usa 1/1/1; 2024 pl_usa>pl_china 0/0/1");
}

TEST_CASE("flow: the order of rows never shows") {
  const FlowOptions options{.by = GroupBy::top, .study = true, .per = Period::year};
  const std::string first = flow_of(test::talent(), options);
  Random random(17);
  const Records shuffled = test::talent_records([&](std::vector<std::size_t>& order) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  });
  CHECK(flow_of(shuffled, options) == first);
}

// ---- bounds against completions ----

struct Job {
  std::string org, start, end, attested, after;
};

std::vector<Job> random_career(Random& random) {
  const auto date = [&](int year) {
    const std::string text = std::to_string(year);
    switch (random.below(9)) {
      case 0: return text + "~";
      case 1: return text + "-06";
      case 2: return text + "-06-15";
      case 3: return "[" + text + ".." + std::to_string(year + 1 + static_cast<int>(random.below(4))) + "]";
      case 4: return text + "-21~";
      default: return text;
    }
  };
  std::vector<Job> jobs;
  const std::uint64_t count = 2 + random.below(4);
  for (std::uint64_t i = 0; i < count; ++i) {
    const int start = 2000 + static_cast<int>(random.below(10));
    const int end = start + static_cast<int>(random.below(5));
    Job job{std::string(1, static_cast<char>('a' + random.below(3))), date(start), date(end), {}, {}};
    const auto form = random.below(10);
    if (form == 0) job.start.clear();
    if (form == 1) job.end.clear();
    if (form == 2) job.end = "..";
    if (form == 3) job.start.clear(), job.end.clear(), job.attested = date(start);
    if (form == 4) job.attested = date((start + end) / 2);
    if (i > 0 && random.below(4) == 0) job.after = "R" + std::to_string(random.below(i));
    jobs.push_back(job);
  }
  return jobs;
}

Records career_records(const std::vector<Job>& jobs, std::uint64_t& bad) {
  auto f = world();
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    f.relation("p", "employment", jobs[i].org, jobs[i].start, jobs[i].end,
               {.id = "R" + std::to_string(i), .attested = jobs[i].attested, .after = jobs[i].after});
  }
  Records records = f.finish(100);
  bad = f.report.bad_count() + records.findings().size();
  return records;
}

/// Days for all jobs that the records allow; empty if a few tries find none.
std::vector<Job> complete(const std::vector<Job>& jobs, const Records& records, Random& random) {
  constexpr Day least = -3650;
  const Day most = day_from_civil(2029, 12, 1);  // nothing later is known in 2030
  const auto draw = [&](Day low, Day high) {
    if (random.below(4) == 0) return low;
    if (random.below(4) == 0) return high;
    return low + static_cast<Day>(random.below(static_cast<std::uint64_t>(high - low + 1)));
  };
  for (int attempt = 0; attempt < 60; ++attempt) {
    std::vector<Job> days = jobs;
    std::vector<std::pair<Day, Day>> spells;
    bool good = true;
    for (std::size_t i = 0; i < jobs.size() && good; ++i) {
      const Spell spell = records.spell(test::relation(records, "R" + std::to_string(i)));
      Day low = std::max(spell.start.first, least);
      if (!jobs[i].after.empty()) low = std::max(low, spells.at(std::stoul(jobs[i].after.substr(1))).second);
      const Day high = std::min(spell.start.last, most);
      if (spell.conflict || low > high) good = false;
      if (!good) break;
      const Day start = draw(low, high);
      const Day first_end = std::max(start + 1, spell.end.first);
      const Day last_end = std::min(spell.end.last, most);
      if (first_end > last_end) good = false;
      if (!good) break;
      spells.emplace_back(start, draw(first_end, last_end));
      days[i].start = format_day(spells[i].first);
      days[i].end = format_day(spells[i].second);
      days[i].attested.clear();
    }
    if (good) return days;
  }
  return {};
}

using Counts = std::map<std::string, std::array<std::int64_t, 3>>;

Counts counts_of(const Records& records, Period per) {
  const Selected selected(records, {});
  const Table table = flow(selected, {.per = per});
  Counts counts;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string period = per == Period::none ? "" : table.columns()[0].cell(row);
    const auto number = [&](std::string_view name) { return table.column(name).integers()[row]; };
    const std::string key = period + " " + table.column("from_id").cell(row) + ">" + table.column("to_id").cell(row);
    counts[key] = {number("moves"), number("min"), number("max")};
    CHECK(number("min") <= number("moves"));
    CHECK(number("moves") <= number("max"));
    CHECK(number("people") <= number("moves"));
  }
  return counts;
}

TEST_CASE("flow: the bounds of every cell hold for every completion that was drawn") {
  int drawn = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    Random random(seed * 31337);
    const auto jobs = random_career(random);
    std::uint64_t bad = 0;
    const Records records = career_records(jobs, bad);
    if (bad > 0) continue;
    const Counts total = counts_of(records, Period::none);
    const Counts yearly = counts_of(records, Period::year);
    for (int turn = 0; turn < 8; ++turn) {
      const auto days = complete(jobs, records, random);
      if (days.empty()) continue;
      ++drawn;
      const Records exact = career_records(days, bad);
      std::string story;
      for (std::size_t i = 0; i < jobs.size(); ++i) {
        story += "\n" + jobs[i].org + " " + jobs[i].start + " / " + jobs[i].end + " att " + jobs[i].attested +
                 " after " + jobs[i].after + " : " + days[i].start + " / " + days[i].end;
      }
      CAPTURE(seed);
      CAPTURE(story);
      for (const auto& entry : counts_of(exact, Period::none)) {
        const std::string& key = entry.first;
        const auto& made = entry.second;
        CAPTURE(key);
        const auto found = total.find(key);
        CHECK(made[0] <= (found == total.end() ? 0 : found->second[2]));
      }
      const Counts exact_total = counts_of(exact, Period::none);
      for (const auto& entry : total) {
        const std::string& key = entry.first;
        const auto& bounds = entry.second;
        CAPTURE(key);
        const auto found = exact_total.find(key);
        CHECK(bounds[1] <= (found == exact_total.end() ? 0 : found->second[0]));
      }
      const Counts exact_yearly = counts_of(exact, Period::year);
      for (const auto& entry : exact_yearly) {
        const std::string& key = entry.first;
        const auto& made = entry.second;
        CAPTURE(key);
        if (made[0] == 0) continue;
        const auto found = yearly.find(key);
        const auto undated = yearly.find(key.substr(key.find(' ')));
        CHECK(made[0] <=
              (found == yearly.end() ? 0 : found->second[2]) + (undated == yearly.end() ? 0 : undated->second[2]));
      }
      for (const auto& entry : yearly) {
        const std::string& key = entry.first;
        const auto& bounds = entry.second;
        CAPTURE(key);
        const auto found = exact_yearly.find(key);
        CHECK(bounds[1] <= (found == exact_yearly.end() ? 0 : found->second[0]));
      }
    }
  }
  CHECK(drawn > 5000);
}

}  // namespace
}  // namespace renmai
