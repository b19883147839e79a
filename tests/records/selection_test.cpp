// SPDX-License-Identifier: Apache-2.0
#include "records/selection.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

/// The facts as ids of their rows: "R1 R2+R3".
std::string facts(const Selected& selected) {
  std::string text;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    if (f > 0) text += " ";
    const auto rows = selected.evidence(f);
    for (std::size_t i = 0; i < rows.size(); ++i) text += (i > 0 ? "+" : "") + selected.records.relation_id(rows[i]);
  }
  return text;
}

std::string facts(const Records& records, Selection selection) {
  return facts(Selected(records, std::move(selection)));
}

Fact fact_of(const Selected& selected, std::string_view id) {
  const Relation r = test::relation(selected.records, id);
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    const auto rows = selected.evidence(f);
    if (std::find(rows.begin(), rows.end(), r) != rows.end()) return f;
  }
  FAIL("no fact of " << id);
  return 0;
}

std::string usage_fault(Selection selection) {
  try {
    const Selected selected(test::talent(), std::move(selection));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.message() + (error.hint().empty() ? "" : " [" + error.hint() + "]");
  }
  return "good";
}

test::RecordsFixture ends() {
  test::RecordsFixture f;
  f.builder.dataset().as_of = day_from_civil(2030, 1, 1);
  f.entity("p", "person").entity("q", "person").entity("many", "person", {.flags = "collective"});
  f.entity("c", "company").entity("u", "university").entity("x", "place");
  return f;
}

Records kinds() {
  auto f = ends();
  f.relation("p", "employment", "c", "", "", {.id = "R1"}).relation("p", "study", "u", "", "", {.id = "R2"});
  f.relation("q", "mentorship", "p", "", "", {.id = "R3"})
      .relation("c", "offer", "p", "", "", {.id = "R4", .status = "offered"});
  f.relation("p", "visit", "x", "", "", {.id = "R5"}).relation("c", "located_in", "x", "", "", {.id = "R6"});
  f.relation("p", "founding", "c", "", "", {.id = "R7"})
      .relation("p", "internship", "c", "", "", {.id = "R8", .confidence = "inferred"});
  f.relation("many", "employment", "c", "", "", {.id = "R9"})
      .relation("q", "employment", "c", "", "", {.id = "R91", .status = "planned"});
  f.relation("q", "study", "u", "", "", {.id = "R92", .confidence = "0.5"});
  return f.finish();
}

TEST_CASE("selection: by default affiliation, study and mentorship, actual, at least 0.5, no collectives") {
  CHECK(facts(kinds(), {}) == "R1 R2 R3 R7 R92");
}

TEST_CASE("selection: kinds and traits by name") {
  const Records records = kinds();
  CHECK(facts(records, {.kinds = {"study"}}) == "R2 R92");
  CHECK(facts(records, {.kinds = {"employment"}}) == "R1");
  CHECK(facts(records, {.kinds = {"affiliation"}}) == "R1 R7");
  CHECK(facts(records, {.kinds = {"event"}}) == "R7");
  CHECK(facts(records, {.kinds = {"visit", "containment"}}) == "R5 R6");
  CHECK(facts(records, {.kinds = {"all"}}) == "R1 R2 R3 R5 R6 R7 R92");
  CHECK(facts(records, {.kinds = {"internship"}, .min_confidence = 0.4}) == "R8");
  CHECK(facts(records, {.default_traits = trait_mentorship}) == "R3");
  CHECK(usage_fault({.kinds = {"empolyment"}}) ==
        "there is no kind or trait 'empolyment' [did you mean 'employment'?]");
  CHECK(usage_fault({.kinds = {"employment", "stuff"}}).starts_with("there is no kind or trait 'stuff'"));
}

TEST_CASE("selection: statuses by any of their words") {
  const Records records = kinds();
  CHECK(facts(records, {.kinds = {"all"}, .statuses = {"planned"}}) == "R91");
  CHECK(facts(records, {.kinds = {"all"}, .statuses = {"offer-extended", "planned"}}) == "R4 R91");
  CHECK(facts(records, {.kinds = {"employment"}, .statuses = {"all"}}) == "R1 R91");
  CHECK(usage_fault({.statuses = {"planed"}}) == "there is no status 'planed' [did you mean 'planned'?]");
}

TEST_CASE("selection: least confidence") {
  const Records records = kinds();
  CHECK(facts(records, {.min_confidence = 1}) == "R1 R2 R3 R7");
  CHECK(facts(records, {.min_confidence = 0.4}) == "R1 R2 R3 R7 R8 R92");
  CHECK(facts(records, {.min_confidence = 0.51}) == "R1 R2 R3 R7");
}

TEST_CASE("selection: collectives take part only if asked for") {
  CHECK(facts(kinds(), {.kinds = {"employment"}, .collectives = true}) == "R1 R9");
}

TEST_CASE("selection: conditions") {
  CHECK(facts(kinds(), {.where = "to=u and from=q"}) == "R92");
  CHECK(usage_fault({.where = "rolle=x"}).starts_with("there is no column 'rolle'"));
}

Records dated() {
  auto f = ends();
  f.relation("p", "employment", "c", "2010-01-01", "2012-01-01", {.id = "R1"});
  f.relation("p", "employment", "c", "2013", "2015", {.id = "R2"})
      .relation("p", "employment", "c", "", "", {.id = "R3"});
  f.relation("p", "employment", "c", "2020", "..", {.id = "R4"})
      .relation("p", "study", "u", "2014-06", "2014-06", {.id = "R5"});
  return f.finish();
}

TEST_CASE("selection: at a day, certain or possible") {
  const Records records = dated();
  CHECK(facts(records, {.at = "2011-06-01"}) == "R1 R3");
  CHECK(facts(records, {.at = "2011-06-01", .certain = true}) == "R1");
  CHECK(facts(records, {.at = "2012-01-01"}) == "R3");
  CHECK(facts(records, {.at = "2013-06-01"}) == "R2 R3");
  CHECK(facts(records, {.at = "2013-06-01", .certain = true}).empty());
  CHECK(facts(records, {.at = "2014-06-10", .certain = true}) == "R2");
  CHECK(facts(records, {.at = "2014-06-10"}) == "R2 R3 R5");
  CHECK(facts(records, {.at = "2029", .certain = true}) == "R4");
  CHECK(facts(records, {.at = "2040"}) == "R3 R4");
  CHECK(facts(records, {.at = "2014-06", .certain = true}) == "R2 R5");  // any of its days
  const Selected selected(records, {.at = "2013-06-01"});
  CHECK(selected.certainty(fact_of(selected, "R2")) == Certainty::possible);
  const Selected later(records, {.at = "2014-06-01"});
  CHECK(later.certainty(fact_of(later, "R2")) == Certainty::certain);
}

TEST_CASE("selection: during any of an interval, or all of it inside") {
  const Records records = dated();
  CHECK(facts(records, {.during = "2011/2013"}) == "R1 R2 R3");
  CHECK(facts(records, {.during = "2011/2013", .certain = true}) == "R1 R2");
  CHECK(facts(records, {.during = "2011/2013", .during_rule = DuringRule::all}) == "R3");
  CHECK(facts(records, {.during = "2010/2011", .during_rule = DuringRule::all, .certain = true}) == "R1");
  CHECK(facts(records, {.during = "2010/2015", .during_rule = DuringRule::all, .certain = true}) == "R1 R2 R5");
  CHECK(facts(records, {.during = "../2009"}) == "R3");
  CHECK(facts(records, {.during = "2041/"}) == "R3 R4");
  CHECK(facts(records, {.during = "../..", .certain = true}) == "R1 R2 R3 R4 R5");
}

TEST_CASE("selection: bad times are refused") {
  CHECK(usage_fault({.at = "2024-13"}).starts_with("--at: "));
  CHECK(usage_fault({.at = ""}) == "--at wants a date, got ''");
  CHECK(usage_fault({.at = ".."}) == "--at wants a date, got '..'");
  CHECK(usage_fault({.at = "2024/2025"}).starts_with("--at: "));
  CHECK(usage_fault({.during = "2025/2024"}) != "good");
  CHECK(usage_fault({.at = "2024", .during = "2024"}).starts_with("--at and --during exclude each other"));
  CHECK(usage_fault({.known_by = "soon"}).starts_with("--known-by: "));
  CHECK(usage_fault({.known_by = ".."}) == "--known-by wants a date, got '..'");
  CHECK(usage_fault({.known_by = ""}) == "--known-by wants a date, got ''");
}

TEST_CASE("selection: known by a day, through the publication or the retrieval of the source") {
  auto f = ends();
  f.builder.add_source({.id = "book", .title = "t", .published = "2015-03-01"}, {});
  f.builder.add_source({.id = "page", .title = "t", .retrieved = "2018-05-05"}, {});
  f.builder.add_source({.id = "year", .title = "t", .published = "2016"}, {});
  f.builder.add_source({.id = "none", .title = "t"}, {});
  for (const auto& [id, source] :
       {std::pair("R1", "book"), std::pair("R2", "page"), std::pair("R3", "year"), std::pair("R4", "none")}) {
    f.relation("p", "employment", "c", std::string("200") + id[1], std::string("200") + id[1],
               {.id = id, .source = source});
  }
  const Records records = f.finish();
  CHECK(facts(records, {.known_by = "2015-02"}) == "R4");
  CHECK(facts(records, {.known_by = "2015-03-01"}) == "R1 R4");
  CHECK(facts(records, {.known_by = "2016-06-01"}) == "R1 R3 R4");
  CHECK(facts(records, {.certain = true, .known_by = "2016-06-01"}) == "R1");
  CHECK(facts(records, {.certain = true, .known_by = "2016"}) == "R1 R3");
  CHECK(facts(records, {.known_by = "2020"}) == "R1 R2 R3 R4");
  CHECK(facts(records, {.certain = true, .known_by = "2020"}) == "R1 R2 R3");
  const Selected selected(records, {.known_by = "2016-06-01"});
  CHECK(selected.certainty(fact_of(selected, "R1")) == Certainty::certain);
  CHECK(selected.certainty(fact_of(selected, "R3")) == Certainty::possible);
  CHECK(selected.certainty(fact_of(selected, "R4")) == Certainty::possible);
}

struct Said {
  std::string id, source, start, end, attested = {}, confidence = {}, status = {}, role = {};
};

Records said(const std::vector<Said>& rows) {
  auto f = ends();
  for (const Said& row : rows) {
    f.relation("p", "employment", "c", row.start, row.end,
               {.id = row.id,
                .role = row.role,
                .attested = row.attested,
                .status = row.status,
                .confidence = row.confidence,
                .source = row.source});
  }
  f.relation("q", "study", "u", "", "", {.id = "Z", .source = "other"});
  return f.finish();
}

std::string said_facts(const std::vector<Said>& rows, Selection selection = {}) {
  selection.kinds = {"employment"};
  return facts(said(rows), std::move(selection));
}

TEST_CASE("selection: one statement by several sources is one fact and keeps its rows") {
  CHECK(said_facts({{"R1", "s1", "2010", "2012"}, {"R2", "s2", "2010-05", ""}, {"R3", "s3", "", ""}}) == "R1+R2+R3");
  SUBCASE("of the same source they stay apart: two spells") {
    CHECK(said_facts({{"R1", "s1", "2010", ""}, {"R2", "s1", "2010", "2012"}}) == "R1 R2");
  }
  SUBCASE("without a source nothing says they are different ones") {
    CHECK(said_facts({{"R1", "", "2010", "2012"}, {"R2", "", "2010", "2012", "2011"}, {"R3", "s1", "2010", "2012"}}) ==
          "R1 R2 R3");
  }
  SUBCASE("incompatible dates stay apart") {
    CHECK(said_facts({{"R1", "s1", "2010", "2012"}, {"R2", "s2", "2014", "2016"}}) == "R1 R2");
    CHECK(said_facts({{"R1", "s1", "2010", "2012"}, {"R2", "s2", "", "", "2013"}}) == "R1 R2");
  }
  SUBCASE("pairwise is not enough: all rows of a fact must fit together") {
    // R3 fits each of R1 and R2, which exclude each other.
    CHECK(said_facts({{"R1", "s1", "2010", "2012"}, {"R2", "s2", "2014", "2016"}, {"R3", "s3", "", ""}}) == "R1+R3 R2");
    // R2 fits R1 and R3 fits R1, but not both: S in 2010 or in 2011.
    CHECK(said_facts({{"R1", "s1", "201X", ""}, {"R2", "s2", "2010", ""}, {"R3", "s3", "2011", ""}}) == "R1+R2 R3");
  }
  SUBCASE("only what is actual") {
    CHECK(said_facts({{"R1", "s1", "", "", "", "", "planned"}, {"R2", "s2", "", "", "", "", "planned"}},
                     {.statuses = {"planned"}}) == "R1 R2");
    CHECK(said_facts({{"R1", "s1", "", ""}, {"R2", "s2", "", "", "", "", "planned"}}, {.statuses = {"all"}}) ==
          "R1 R2");
  }
  SUBCASE("a row that is filtered out is no evidence") {
    CHECK(said_facts({{"R1", "s1", "2010", "2012"}, {"R2", "s2", "2010", "2012", "", "0.4"}}) == "R1");
  }
}

TEST_CASE("selection: of another kind or other ends is another fact") {
  auto f = ends();
  f.relation("p", "employment", "c", "", "", {.id = "R1", .source = "s1"})
      .relation("p", "leadership", "c", "", "", {.id = "R2", .source = "s2"});
  f.relation("q", "employment", "c", "", "", {.id = "R3", .source = "s2"})
      .relation("p", "employment", "u", "", "", {.id = "R4", .source = "s2"});
  CHECK(facts(f.finish(), {}) == "R1 R2 R3 R4");
}

TEST_CASE("selection: ends are compared after identity") {
  auto f = ends();
  f.entity("old", "company").relation("old", "renamed_to", "c", "", "", {.id = "I1", .confidence = "likely"});
  f.relation("p", "employment", "c", "", "", {.id = "R1", .source = "s1"})
      .relation("p", "employment", "old", "", "", {.id = "R2", .source = "s2"});
  const Records records = f.finish();
  CHECK(facts(records, {}) == "R1+R2");
  CHECK(facts(records, {.identity = IdentityLevel::certain}) == "R1 R2");
  CHECK(facts(records, {.identity = IdentityLevel::none}) == "R1 R2");
  const Selected selected(records, {});
  CHECK(selected.to(0) == test::entity(records, "c"));
  CHECK(selected.facts_of(test::entity(records, "c")) == std::vector<Fact>{0});
}

TEST_CASE("selection: attestations of one fact unite before the time test") {
  const std::vector<Said> rows{{"R1", "s1", "", "", "2024-04"}, {"R2", "s2", "", "", "2024-07~"}};
  CHECK(said_facts(rows, {.at = "2024-05-15", .certain = true}) == "R1+R2");
  CHECK(said_facts({rows[0]}, {.at = "2024-05-15", .certain = true}).empty());
}

TEST_CASE("selection: what a fact says of all its rows") {
  const Records records = said({{"R1", "s2", "2010", "", "", "0.5", "", "engineer"},
                                {"R2", "s1", "", "2012", "", "0.75", "", "lead"},
                                {"R3", "s3", "", "", "2011", "0.6", "", "engineer"}});
  const Selected selected(records, {.kinds = {"employment"}});
  REQUIRE(facts(selected) == "R1+R2+R3");
  CHECK(selected.confidence(0) == 0.75);
  CHECK(selected.roles(0) == "engineer; lead");
  CHECK(selected.sources(0) == "s2; s1; s3");
  CHECK(selected.relation(0) == test::relation(records, "R1"));
  CHECK(selected.kind(0).name == "employment");
  CHECK(format_range(selected.spell(0).start) == "2010-01-01..2010-12-31");
  CHECK(format_range(selected.spell(0).end) == "2012-01-01..2012-12-31");
}

TEST_CASE("selection: a fact follows another if any row of it follows any of the other's") {
  auto f = ends();
  f.relation("p", "employment", "c", "", "", {.id = "R1", .source = "s1"})
      .relation("p", "employment", "c", "", "", {.id = "R2", .source = "s2"});
  f.relation("p", "study", "u", "", "", {.id = "R3", .after = "R2", .source = "s2"});
  f.relation("q", "mentorship", "p", "", "", {.id = "R4", .after = "R3", .source = "s2"});
  const Records records = f.finish();
  const Selected selected(records, {});
  const Fact work = fact_of(selected, "R1");
  CHECK(work == fact_of(selected, "R2"));
  CHECK(selected.follows(fact_of(selected, "R3"), work));
  CHECK(selected.follows(fact_of(selected, "R4"), work));
  CHECK_FALSE(selected.follows(work, fact_of(selected, "R3")));
}

TEST_CASE("selection: facts are ordered by their first row, whatever the sources") {
  Random random(3);
  for (int turn = 0; turn < 60; ++turn) {
    auto f = ends();
    for (int i = 0; i < 12; ++i) {
      f.relation(random.below(2) == 0 ? "p" : "q", "employment", random.below(2) == 0 ? "c" : "u",
                 random.below(2) == 0 ? "" : std::to_string(2010 + random.below(3)), "",
                 {.id = "R" + std::to_string(10 + i), .source = random.below(2) == 0 ? "s1" : "s2"});
    }
    const Records records = f.finish();
    const Selected selected(records, {});
    std::vector<Relation> all;
    for (Fact fact = 0; fact < selected.fact_count(); ++fact) {
      const auto rows = selected.evidence(fact);
      CHECK(std::is_sorted(rows.begin(), rows.end()));
      if (fact > 0) CHECK(selected.relation(fact - 1) < selected.relation(fact));
      all.insert(all.end(), rows.begin(), rows.end());
      for (std::size_t i = 1; i < rows.size(); ++i) CHECK(records.source_id(rows[i]) != records.source_id(rows[0]));
    }
    std::sort(all.begin(), all.end());
    CHECK(all.size() == records.relation_count());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  }
}

TEST_CASE("selection: the stamp says what was chosen") {
  const Selected plain(test::talent(), {});
  const auto value = [](const Selected& selected, std::string_view key) {
    for (const auto& [name, text] : selected.stamp()) {
      if (name == key) return text;
    }
    return std::string("(absent)");
  };
  CHECK(value(plain, "kinds") == "affiliation+study+mentorship");
  CHECK(value(plain, "status") == "actual");
  CHECK(value(plain, "confidence") == ">= 0.5");
  CHECK(value(plain, "identity") == "likely");
  CHECK(value(plain, "as_of") == "2025-02-07");
  CHECK(value(plain, "dataset") == "talent");
  CHECK(value(plain, "facts") == std::to_string(plain.fact_count()));
  CHECK(value(plain, "hash").size() == 16);
  CHECK(value(plain, "at") == "(absent)");
  const Selected other(test::talent(), {.kinds = {"study", "offer"},
                                        .statuses = {"all"},
                                        .during = "2020/2024",
                                        .during_rule = DuringRule::all,
                                        .certain = true,
                                        .known_by = "2025",
                                        .where = "from=p_zheng",
                                        .collectives = true});
  CHECK(value(other, "kinds") == "study+offer");
  CHECK(value(other, "status") == "all");
  CHECK(value(other, "during") == "2020/2024 (all of it)");
  CHECK(value(other, "time") == "certain only");
  CHECK(value(other, "known_by") == "2025");
  CHECK(value(other, "where") == "from=p_zheng");
  CHECK(value(other, "collectives") == "in");
}

TEST_CASE("selection: who was at DeepSeek on 2024-05-15, with and without doubt") {
  const Records& records = test::talent();
  const auto people = [&](bool certain, double confidence) {
    const Selected selected(records, {.kinds = {"affiliation"},
                                      .min_confidence = confidence,
                                      .at = "2024-05-15",
                                      .certain = certain,
                                      .collectives = true});
    std::vector<std::string> names;
    for (const Fact f : selected.facts_of(test::entity(records, "c_deepseek"))) {
      if (!selected.kind(f).has(trait_event)) names.emplace_back(records.entity_id(selected.from(f)));
    }
    std::sort(names.begin(), names.end());
    return names;
  };
  using Names = std::vector<std::string>;
  CHECK(people(true, 0.5) == Names{"p_liang"});
  CHECK(people(false, 0.5) ==
        Names{"p_liang", "p_mla", "p_pan", "p_pkuchinese_staff", "p_song", "p_wang", "p_wang_mentor", "p_zheng"});
  CHECK(people(false, 0.4).size() == 9);  // and the classmates, who are only inferred
}

TEST_CASE("selection: repeats in the talent dataset count once") {
  const Records& records = test::talent();
  const Selected all(records, {.kinds = {"all"}, .min_confidence = 0, .collectives = true});
  CHECK(all.evidence(fact_of(all, "R094")).size() == 2);  // founding, by 001 and 002
  CHECK(fact_of(all, "R094") == fact_of(all, "R132"));
  CHECK(fact_of(all, "R055") == fact_of(all, "R204"));  // leadership, by 000 and 004
  CHECK(fact_of(all, "R098") == fact_of(all, "R130"));
  CHECK(fact_of(all, "R034") != fact_of(all, "R048"));  // two calls
  CHECK(fact_of(all, "R186") != fact_of(all, "R230"));  // one source contradicts itself
}

Records contradicting() {
  test::RecordsFixture f;
  f.entity("p", "person").entity("x", "company").entity("lab", "lab", {.part_of = "x"}).entity("y", "company");
  f.builder.add_source({.id = "old", .title = "old", .published = "2010"}, {});
  f.builder.add_source({.id = "new", .title = "new", .published = "2020"}, {});
  f.builder.add_source({.id = "no-date", .title = "no date"}, {});
  // Spells that overlap but cannot be one: one source has it end in 2005, the other in 2008.
  f.relation("p", "employment", "x", "2001-02-03", "2005-06-07", {.id = "precise", .source = "old"});
  f.relation("p", "employment", "x", "2001", "2008", {.id = "late", .source = "new"});
  f.relation("p", "employment", "y", "2011", "2012", {.id = "undated", .source = "no-date"});
  f.relation("p", "employment", "y", "2011", "2014", {.id = "dated", .source = "old"});
  f.relation("p", "employment", "lab", "2015", "2016", {.id = "alone", .source = "old"});
  return f.finish();
}

TEST_CASE("selection: of relations that contradict each other all count, or the later, or the more precise") {
  const Records records = contradicting();
  CHECK(facts(records, {}) == "alone dated late precise undated");
  CHECK(facts(records, {.resolve = Resolve::latest}) == "alone dated late");
  CHECK(facts(records, {.resolve = Resolve::most_precise}) == "alone dated precise");
  const Selected latest(records, {.resolve = Resolve::latest});
  CHECK(latest.outweighed_by(test::relation(records, "precise")) == test::relation(records, "late"));
  CHECK_FALSE(latest.outweighed_by(test::relation(records, "alone")));
  CHECK(Selected(records, {}).stamp() != latest.stamp());
}

TEST_CASE("selection: without an organisation and its units, or a person") {
  const Records records = contradicting();
  CHECK(facts(records, {.without = {test::entity(records, "x")}}) == "dated undated");
  CHECK(facts(records, {.without = {test::entity(records, "lab")}}) == "dated late precise undated");
  CHECK(facts(records, {.without = {test::entity(records, "p")}}).empty());
}

TEST_CASE("selection: without the origin of a stated move the move is gone; a place cannot be left out") {
  test::RecordsFixture f;
  f.entity("p", "person").entity("x", "company").entity("y", "company").entity("CN", "place", {.level = "country"});
  f.relation("p", "transfer", "y", "2010", "", {.id = "move", .from_place = "x"});
  const Records records = f.finish();
  const auto without = [&](const char* id) {
    return facts(records, {.kinds = {"transfer"}, .without = {test::entity(records, id)}});
  };
  CHECK(without("x").empty());
  CHECK_THROWS_AS(without("CN"), Error);
}

}  // namespace
}  // namespace renmai
