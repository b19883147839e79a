// SPDX-License-Identifier: Apache-2.0
#include "ask/timeline.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

TEST_CASE("the timeline of Zheng follows what the document orders") {
  const Selected selected(talent(), {});
  const std::vector<Entity> asked{entity(talent(), "p_zheng")};
  const Table table = timeline(selected, asked);
  const auto rows = lines(table, {"relation"});
  const auto place = [&](std::string_view id) { return std::find(rows.begin(), rows.end(), id) - rows.begin(); };
  CHECK(place("R003") < place("R012"));
  CHECK(place("R012") < place("R035"));
  CHECK(place("R035") < place("R044"));
  CHECK(place("R044") < place("R050"));
  const auto all =
      lines(table, {"relation", "start", "end", "earliest_start", "latest_start", "earliest_end", "latest_end"});
  CHECK(all[static_cast<std::size_t>(place("R012"))] ==
        "R012|2023-09|2024-01|2023-09-01|2023-09-30|2024-01-01|2024-01-31");
  const auto days = lines(table, {"relation", "days_min", "days_max"});
  CHECK(days[static_cast<std::size_t>(place("R012"))] == "R012|93|152");
}

TEST_CASE("a timeline gives bounds, best days and both directions") {
  Data data;
  data.as_of("2025-01-01").company("c").person("p").person("m");
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .start = "2020", .end = ".."});
  data.relation({.id = "2", .from = "m", .kind = "mentorship", .to = "p", .attested = "2019-03"});
  data.relation({.id = "3", .from = "p", .kind = "study", .to = "c"});
  const Records records = data.records();
  const Selected selected(records, {});
  const std::vector<Entity> asked{entity(records, "p"), entity(records, "m"), entity(records, "p")};
  const Table table = timeline(selected, asked);
  CHECK(lines(table, {"person", "relation", "direction", "other", "start", "end", "attested"}) ==
        Lines{"p|2|in|m|||2019-03", "p|1|out|c|2020|..|", "p|3|out|c|||", "m|2|out|p|||2019-03"});
  CHECK(lines(table, {"earliest_start", "latest_start", "earliest_end", "latest_end", "best_start", "best_end"}) ==
        Lines{"|2019-03-31|2019-03-02||2019-03-16|2019-03-17", "2020-01-01|2020-12-31|2025-01-02||2020-07-01|", "|||||",
              "|2019-03-31|2019-03-02||2019-03-16|2019-03-17"});
}

TEST_CASE("two sources of one fact are one row with the narrower dates") {
  Data data;
  data.company("c").person("p").source({.id = "s"}).source({.id = "t"});
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .start = "2020", .source = "s"});
  data.relation(
      {.id = "2", .from = "p", .kind = "employment", .to = "c", .start = "2020-05", .end = "2021", .source = "t"});
  const Records records = data.records();
  const Selected selected(records, {});
  const std::vector<Entity> asked{entity(records, "p")};
  CHECK(lines(timeline(selected, asked), {"start", "end", "relation", "also", "source"}) ==
        Lines{"2020-05|2021|1|2|s; t"});
}
