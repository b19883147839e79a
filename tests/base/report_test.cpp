// SPDX-License-Identifier: Apache-2.0
#include "base/report.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using renmai::Fault;
using renmai::Report;

TEST_CASE("an empty report has met nothing") {
  const Report report;
  CHECK(report.bad_count() == 0);
  CHECK(report.faults().empty());
  CHECK(report.notices().empty());
  CHECK(report.notice_count("exact repeat") == 0);
}

TEST_CASE("every bad row is counted and the first hundred are kept in order") {
  Report report;
  for (int i = 1; i <= 225; ++i) report.bad("file:" + std::to_string(i), "broken " + std::to_string(i));
  CHECK(report.bad_count() == 225);
  REQUIRE(report.faults().size() == Report::kept);
  CHECK(report.faults()[0] == Fault{"file:1", "broken 1"});
  CHECK(report.faults()[99] == Fault{"file:100", "broken 100"});
}

TEST_CASE("notices are counted by kind and are not bad rows") {
  Report report;
  for (int i = 0; i < 120; ++i) report.notice("exact repeat", "a:" + std::to_string(i), "as row 1");
  report.notice("widened date", "a:7", "2024~");
  CHECK(report.bad_count() == 0);
  REQUIRE(report.notices().size() == 2);
  CHECK(report.notices()[0].kind == "exact repeat");
  CHECK(report.notices()[0].first.size() == Report::kept);
  CHECK(report.notices()[1].first[0] == Fault{"a:7", "2024~"});
  CHECK(report.notice_count("exact repeat") == 120);
  CHECK(report.notice_count("widened date") == 1);
}

TEST_CASE("reports of parts appended in order equal one report of the whole") {
  Report whole;
  Report parts[4];
  for (int i = 0; i < 40; ++i) {
    const std::string place = "f:" + std::to_string(i);
    Report& part = parts[i / 10];
    if (i % 3 == 0) {
      whole.bad(place, "bad");
      part.bad(place, "bad");
    } else {
      const std::string kind = i % 3 == 1 ? "one" : "two";
      whole.notice(kind, place, "note");
      part.notice(kind, place, "note");
    }
  }
  Report joined;
  for (const Report& part : parts) joined.append(part);
  CHECK(joined.bad_count() == whole.bad_count());
  CHECK(std::vector(joined.faults().begin(), joined.faults().end()) ==
        std::vector(whole.faults().begin(), whole.faults().end()));
  REQUIRE(joined.notices().size() == whole.notices().size());
  for (std::size_t i = 0; i < whole.notices().size(); ++i) {
    CHECK(joined.notices()[i].kind == whole.notices()[i].kind);
    CHECK(joined.notices()[i].count == whole.notices()[i].count);
    CHECK(joined.notices()[i].first == whole.notices()[i].first);
  }
}
