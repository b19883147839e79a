// SPDX-License-Identifier: Apache-2.0
#include "pass/stages.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "movers.hpp"

namespace renmai {
namespace {

std::vector<std::string> courses(const Table& table) {
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row)
    rows.push_back(table.column("study").text(row) + ">" + table.column("graduate").text(row) + ">" +
                   table.column("work").text(row) + " " + table.column("people").cell(row));
  return rows;
}

TEST_CASE("stages: first study, last study, the first work that outlasts it") {
  auto f = test::countries(3);
  const auto person = [&](const char* id) { f.entity(id, "person"); };
  person("a");  // a side job while studying is no stage, an internship after it neither
  f.relation("a", "study", "org A", "2000-01-01", "2004-01-01")
      .relation("a", "study", "org B", "2004-01-01", "2009-01-01");
  f.relation("a", "employment", "org A", "2005-01-01", "2006-01-01")
      .relation("a", "internship", "org A", "2009-01-01", "2009-06-01")
      .relation("a", "employment", "org C", "2009-06-01", "..");
  person("b");  // a job begun before the degree and kept
  f.relation("b", "study", "org A", "2000-01-01", "2004-01-01")
      .relation("b", "employment", "org B", "2003-01-01", "..");
  person("c");  // an exchange is no study; no work is known
  f.relation("c", "study", "org A", "2000-01-01", "2004-01-01")
      .relation("c", "exchange", "org B", "2002-01-01", "2003-01-01");
  person("d");  // works, studied nowhere
  f.relation("d", "employment", "org A", "2000-01-01", "..");
  person("e");  // the order of study and work is not known
  f.relation("e", "study", "org A").relation("e", "employment", "org B", "2000-01-01", "..");
  person("g");  // one study, no date: order does not matter
  f.relation("g", "study", "org C");
  const Records records = f.finish();
  const Selected selected(records, {.default_traits = trait_affiliation | trait_study});
  const Table table = stages(selected);
  CHECK(courses(table) == std::vector<std::string>{"A>A> 1", "A>A>B 1", "A>B>C 1", "C>C> 1"});
  double share = 0;
  for (const double of : table.column("share").reals()) share += of;
  CHECK(share == doctest::Approx(1));
  bool told = false;
  for (const auto& [key, value] : table.stamp) told = told || (key == "undated" && value.starts_with("1 people"));
  CHECK(told);
  CHECK_THROWS_AS(stages(selected, {.basis = Basis::residence}), Error);
}

}  // namespace
}  // namespace renmai
