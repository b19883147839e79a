// SPDX-License-Identifier: Apache-2.0
#include "ask/info.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

std::string value(const Table& table, std::string_view measure) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.column("measure").cell(row) == measure) return table.column("value").cell(row);
  }
  return "(absent)";
}

}  // namespace

TEST_CASE("the talent dataset in numbers") {
  const Loaded& loaded = loaded_talent();
  const Selected selected(talent(), {}, Regions(loaded.regions_text, loaded.regions_file, talent()));
  const Table table = info(selected);
  CHECK(value(table, "dataset") == "talent");
  CHECK(value(table, "license") == "CC0-1.0");
  CHECK(value(table, "regions version") == "2026-11");
  CHECK(value(table, "regions").starts_with("china; hong-kong; mainland"));
  CHECK(value(table, "entities") == "175");
  CHECK(value(table, "relations") == "249");
  CHECK(value(table, "claims") == "91");
  CHECK(value(table, "sources") == "7");
  CHECK(value(table, "persons") == "30");     // 36 nodes of the kind, of which 6 are groups
  CHECK(value(table, "collectives") == "7");  // and a group of companies
  CHECK(value(table, "pseudonyms") == "5");
  CHECK(value(table, "merged names") == "1");
  CHECK(value(table, "as of") == "2025-02-07");
  CHECK(value(table, "status: actual") != "(absent)");
  CHECK(value(table, "redacted") == "0");
  CHECK(value(table, "content hash").size() == 16);
}

TEST_CASE("parts add up to their whole") {
  const Selected selected(talent(), {});
  const Table table = info(selected);
  const auto sum = [&](std::string_view prefix) {
    double total = 0;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (table.column("measure").cell(row).starts_with(prefix)) total += std::stod(table.column("value").cell(row));
    }
    return total;
  };
  CHECK(sum("entities: ") == 175);
  CHECK(sum("relations: ") == 249);
  CHECK(sum("status: ") == 249);
  CHECK(sum("confidence: ") == 249);
  CHECK(sum("share dated: ") == doctest::Approx(1).epsilon(0.001));
}

TEST_CASE("the graph of the selection with collectives is the one of the questions") {
  Selection selection;
  selection.kinds = {"affiliation", "study"};
  selection.collectives = true;
  const Selected selected(talent(), selection);
  const Table table = info(selected);
  CHECK(value(table, "graph vertices") == "60");
  CHECK(value(table, "graph edges") == "48");
  CHECK(value(table, "graph components") == "12");
}

TEST_CASE("dates are counted by the finest of a relation") {
  Data data;
  data.person("p").company("c");
  data.relation({.id = "1", .from = "p", .kind = "study", .to = "c", .start = "2020", .end = "2021-05-06"});
  data.relation({.id = "2", .from = "p", .kind = "study", .to = "c", .attested = "2019-03;2018"});
  data.relation({.id = "3", .from = "p", .kind = "study", .to = "c", .start = "[..2015]", .end = ".."});
  data.relation({.id = "4", .from = "p", .kind = "study", .to = "c"});
  const Records records = data.records();
  const Selected selected(records, {});
  const Table table = info(selected);
  CHECK(value(table, "earliest day") == "2018-01-01");  // [..2015] has no first day
  CHECK(value(table, "latest day") == "2021-05-06");
  for (const auto* grain : {"day", "month", "coarser", "none"}) {
    CHECK(value(table, "share dated: " + std::string(grain)) == "0.25");
  }
  CHECK(value(table, "share dated: year") == "0");
}

TEST_CASE("an empty dataset has its lines too") {
  Data data;
  const Records records = data.records();
  const Selected selected(records, {});
  const Table table = info(selected);
  CHECK(value(table, "entities") == "0");
  CHECK(value(table, "graph components") == "0");
  CHECK(value(table, "earliest day") == "(absent)");
}
