// SPDX-License-Identifier: Apache-2.0
#include "ask/check.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

Lines findings(const Records& records, IdentityLevel identity = IdentityLevel::likely) {
  Selection selection;
  selection.identity = identity;
  const Selected selected(records, selection);
  return lines(check(selected), {"severity", "rule", "record"});
}

std::string message(const Records& records, std::string_view rule) {
  const Selected selected(records, {});
  const Table table = check(selected);
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.column("rule").cell(row) == rule) return table.column("message").cell(row);
  }
  return "(absent)";
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// Two persons and two companies, none isolated.
Data start() {
  Data data;
  data.person("p").person("q").company("c").company("d");
  data.relation({.id = "base1", .from = "p", .kind = "employment", .to = "c"});
  data.relation({.id = "base2", .from = "q", .kind = "study", .to = "d"});
  return data;
}

}  // namespace

TEST_CASE("the talent dataset has one warning, which its sources explain, and no error") {
  CHECK(findings(talent()) == Lines{"warning|contradiction|R186", "note|isolated|", "note|old-name|c_magicsquare",
                                    "note|shared-alias|c_deepseek", "note|unnamed-name|c_alphabet"});
  CHECK(contains(message(talent(), "contradiction"), "R230"));
  CHECK(contains(message(talent(), "shared-alias"), "f_highflyer"));
  const Selected selected(talent(), {});
  CHECK(check(selected).column("place").cell(0).ends_with("relations.csv:187"));
}

TEST_CASE("a clean dataset has no finding") { CHECK(findings(start().records()).empty()); }

TEST_CASE("an organisation in two countries at one distance, and one that lies in itself") {
  Data data = start();
  data.entity({.id = "x", .kind = "region", .level = "country"})
      .entity({.id = "y", .kind = "region", .level = "country"});
  data.relation({.id = "1", .from = "c", .kind = "located_in", .to = "x"});
  data.relation({.id = "2", .from = "c", .kind = "located_in", .to = "y"});
  data.company("e", "f").company("f", "e");
  const Records records = data.records();
  CHECK(findings(records) == Lines{"error|part-of-cycle|e", "error|part-of-cycle|f", "error|two-countries|c"});
  CHECK(contains(message(records, "two-countries"), "x (x), y (y)"));
}

TEST_CASE("ends of the wrong sort") {
  Data data = start();
  data.entity({.id = "town", .kind = "place"}).person("band", "collective");
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "q"});
  data.relation({.id = "2", .from = "p", .kind = "study", .to = "town"});
  data.relation({.id = "3", .from = "c", .kind = "employment", .to = "d"});
  data.relation({.id = "4", .from = "c", .kind = "mentorship", .to = "p"});
  data.relation({.id = "5", .from = "band", .kind = "mentorship", .to = "p"});
  data.relation({.id = "6", .from = "p", .kind = "employment", .to = "q", .status = "planned"});
  const Records records = data.records();
  CHECK(findings(records) ==
        Lines{"error|wrong-end|1", "error|wrong-end|2", "error|wrong-end|3", "error|wrong-end|4", "error|wrong-end|6"});
  CHECK(contains(message(records, "wrong-end"), "'to' is q (q), a person"));
}

TEST_CASE("dates that cannot be, that need their doubt, and that come after the source") {
  Data data = start();
  data.source({.id = "s", .published = "2020-03"});
  data.relation(
      {.id = "1", .from = "p", .kind = "employment", .to = "d", .start = "2020", .end = "2021", .attested = "2018"});
  data.relation({.id = "2", .from = "q", .kind = "employment", .to = "d", .start = "2020-06~", .end = "2020-05"});
  data.relation({.id = "3", .from = "q", .kind = "internship", .to = "c", .start = "2020-04", .source = "s"});
  data.relation({.id = "4", .from = "p", .kind = "internship", .to = "c", .start = "2020-04~", .source = "s"});
  data.relation({.id = "5",
                 .from = "p",
                 .kind = "internship",
                 .to = "d",
                 .start = "2020-04",
                 .status = "planned",
                 .source = "s"});
  CHECK(findings(data.records()) ==
        Lines{"error|date-conflict|1", "warning|after-publication|3", "warning|end-before-start|2"});
}

TEST_CASE("contradictions name each other; spells apart, posts and repeats are none") {
  Data data = start();
  data.source({.id = "s"}).source({.id = "t"});
  const auto add = [&](std::string_view id, std::string_view kind, std::string_view begin, std::string_view end,
                       std::string_view role, std::string_view source) {
    data.relation(
        {.id = id, .from = "p", .kind = kind, .to = "d", .role = role, .start = begin, .end = end, .source = source});
  };
  add("1", "employment", "2010", "2015", "", "s");
  add("2", "employment", "2012", "2016", "", "t");
  add("3", "employment", "2018", "2019", "", "t");  // a spell of its own
  add("4", "leadership", "2010", "2015", "dean", "s");
  add("5", "leadership", "2012", "2016", "rector", "s");  // another post
  add("6", "study", "2010", "", "", "s");
  add("7", "study", "2010-05", "2011", "", "t");  // says the same
  const Records records = data.records();
  CHECK(findings(records) == Lines{"warning|contradiction|1"});
  CHECK(contains(message(records, "contradiction"), "2 says start '2012', end '2016'"));
}

TEST_CASE("an order that is stated is no contradiction") {
  Data data = start();
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "d", .start = "2010"});
  data.relation({.id = "2", .from = "p", .kind = "employment", .to = "d", .start = "2012", .after = "1"});
  CHECK(findings(data.records()).empty());
}

TEST_CASE("same and not the same, pseudonyms, refused merges") {
  Data data = start();
  data.person("hidden", "pseudonym").person("r").person("t");
  data.relation({.id = "1", .from = "p", .kind = "same_as", .to = "q"});
  data.relation({.id = "2", .from = "q", .kind = "not_same_as", .to = "p"});
  data.relation({.id = "3", .from = "hidden", .kind = "same_as", .to = "r", .confidence = "inferred"});
  data.relation({.id = "4", .from = "p", .kind = "same_as", .to = "t"});
  data.relation({.id = "5", .from = "t", .kind = "same_as", .to = "q"});
  const Records records = data.records();
  CHECK(findings(records) == Lines{"error|identity-refused|5", "error|pseudonym-merged|3", "error|same-and-not|1"});
  CHECK(findings(records, IdentityLevel::none) == Lines{"error|pseudonym-merged|3", "error|same-and-not|1"});
}

TEST_CASE("old names are noted, and warned of once the new one was in use") {
  Data data = start();
  data.company("old");
  data.relation({.id = "1", .from = "old", .kind = "renamed_to", .to = "c", .start = "2020", .end = "2020"});
  data.relation({.id = "2", .from = "p", .kind = "employment", .to = "old", .start = "2018"});
  data.relation({.id = "3", .from = "q", .kind = "employment", .to = "old", .start = "2021"});
  const Records records = data.records();
  CHECK(findings(records) == Lines{"warning|old-name-late|3", "note|old-name|old"});
  CHECK(contains(message(records, "old-name"), "2 relations name old (old)"));
  CHECK(findings(records, IdentityLevel::none).empty());
}

TEST_CASE("equal names and shared aliases are noted unless it is said what they are") {
  Data data;
  data.entity({.id = "1", .kind = "person", .name = "Wei Wang"})
      .entity({.id = "2", .kind = "person", .name = "WEI  WANG"});
  data.entity({.id = "3", .kind = "person", .name = "Li Na"}).entity({.id = "4", .kind = "person", .name = "Li Na"});
  data.entity({.id = "5", .kind = "person", .name = "Ann", .aliases = "A.;李"});
  data.entity({.id = "6", .kind = "person", .name = "Bob", .aliases = "李"});
  data.entity({.id = "7", .kind = "person", .name = "(unnamed)", .flags = "unnamed"});
  data.entity({.id = "8", .kind = "person", .name = "(unnamed)", .flags = "unnamed"});
  data.entity({.id = "9", .kind = "person", .name = "Somebody", .flags = "unnamed"});
  data.relation({.id = "a", .from = "3", .kind = "not_same_as", .to = "4"});
  const Records records = data.records();
  CHECK(findings(records) ==
        Lines{"note|equal-names|1", "note|isolated|", "note|shared-alias|5", "note|unnamed-name|9"});
  CHECK(contains(message(records, "isolated"), "7 entities have no relation"));
}

TEST_CASE("circles of mentors, and a mentee whose record is the older one") {
  Data data = start();
  data.person("m").person("n");
  data.relation({.id = "1", .from = "m", .kind = "mentorship", .to = "n"});
  data.relation({.id = "2", .from = "n", .kind = "mentorship", .to = "m"});
  data.relation({.id = "3", .from = "m", .kind = "employment", .to = "c", .start = "2010", .end = "2012"});
  data.relation({.id = "4", .from = "n", .kind = "study", .to = "d", .start = "2001", .end = "2005"});
  data.relation({.id = "5", .from = "p", .kind = "mentorship", .to = "p"});
  const Records records = data.records();
  CHECK(findings(records) ==
        Lines{"error|mentorship-cycle|m", "error|mentorship-cycle|p", "note|mentee-before-mentor|1"});
  CHECK(contains(message(records, "mentorship-cycle"), "m (m), n (n)"));
}

TEST_CASE("unknown kinds and sources") {
  Data data = start();
  data.source({.id = "used"}).source({.id = "idle"});
  data.entity({.id = "e", .kind = "gadget"});
  data.relation({.id = "1", .from = "p", .kind = "employmnt", .to = "e", .source = "used"});
  data.claim({.id = "k", .metric = "people", .source = "lost"});
  CHECK(findings(data.records()) == Lines{"warning|unknown-kind|employmnt", "warning|unknown-kind|gadget",
                                          "warning|unknown-source|k", "note|unused-source|idle"});
}

TEST_CASE("of a rule with very many findings the first thousand are listed and the others counted") {
  Data data = start();
  for (int i = 0; i < 1005; ++i) {
    data.relation({.id = "w" + std::to_string(i), .from = "p", .kind = "employment", .to = "q"});
  }
  const Records records = data.records();
  const Selected selected(records, {});
  const Table table = check(selected);
  REQUIRE(table.row_count() == 1001);
  CHECK(table.column("record").cell(1000).empty());
  CHECK(table.column("message").cell(1000) == "5 more are not listed; mend these first");
}
