// SPDX-License-Identifier: Apache-2.0
#include "records/fact_joiner.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

#include "base/random.hpp"
#include "support.hpp"

namespace renmai {
namespace {

using Facts = std::vector<std::vector<Relation>>;

/// The definition, by trying every fact so far.
Facts join_slowly(const Records& records, const Identity& identity) {
  const RelationColumns& c = records.relations();
  const auto ends = [&](Relation r) { return std::tuple(identity(c.from[r]), identity(c.to[r]), c.kind[r]); };
  Facts facts;
  std::vector<Spell> spells;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    bool joined = false;
    for (std::size_t f = 0; f < facts.size() && !joined; ++f) {
      const auto bars = [&](Relation other) {
        return ends(other) != ends(r) || c.source[other] == no_source || c.source[other] == c.source[r] ||
               records.status(other) != Status::actual;
      };
      if (c.source[r] == no_source || records.status(r) != Status::actual) break;
      if (std::any_of(facts[f].begin(), facts[f].end(), bars)) continue;
      const auto both = unite(spells[f], records.spell(r));
      if (!both) continue;
      facts[f].push_back(r);
      spells[f] = *both;
      joined = true;
    }
    if (joined) continue;
    facts.push_back({r});
    spells.push_back(records.spell(r));
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

Facts join_all(const Records& records, const Identity& identity) {
  std::vector<Relation> rows(records.relation_count());
  std::iota(rows.begin(), rows.end(), Relation{0});
  std::reverse(rows.begin(), rows.end());
  return join_facts(records, identity, rows);
}

std::string random_date(Random& random, int first_year, int years) {
  const std::string year =
      std::to_string(first_year + static_cast<int>(random.below(static_cast<std::uint64_t>(years))));
  switch (random.below(6)) {
    case 0: return "";
    case 1: return "..";
    case 2: return year + "~";
    case 3: return year + "-0" + std::to_string(1 + random.below(9));
    default: return year;
  }
}

test::RecordsFixture people_and_orgs(std::size_t sources) {
  test::RecordsFixture f;
  f.builder.dataset().as_of = day_from_civil(2030, 1, 1);
  f.entity("p", "person").entity("q", "person").entity("p2", "person").entity("c", "company").entity("d", "company");
  for (std::size_t s = 0; s < sources; ++s) f.builder.add_source({.id = "s" + std::to_string(s), .title = "t"}, {});
  return f;
}

}  // namespace

TEST_CASE("join_facts: what the definition gives, on random rows") {
  std::size_t joined = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const std::size_t sources = 1 + random.below(6);
    test::RecordsFixture f = people_and_orgs(sources);
    f.relation("p2", "same_as", "p", "", "", {.id = "same"});
    const std::size_t rows = random.below(seed % 3 == 0 ? 400 : 40);
    const int years = seed % 2 == 0 ? 3 : 40;
    for (std::size_t i = 0; i < rows; ++i) {
      const std::string id = "R" + std::to_string(i);
      const std::string source = "s" + std::to_string(random.below(sources));
      std::string start = random_date(random, 1980, years);
      if (start == "..") start = "";
      const std::string person = random.below(20) == 0 ? "q" : random.below(5) == 0 ? "p2" : "p";
      const bool named = random.below(12) != 0;
      const bool planned = random.below(15) == 0;
      f.relation(person, random.below(9) == 0 ? "study" : "employment", random.below(9) == 0 ? "d" : "c", start,
                 random_date(random, 1980 + years, years),
                 {.id = id, .status = planned ? "planned" : "", .source = named ? source : ""});
    }
    const Records records = f.finish();
    for (const IdentityLevel level : {IdentityLevel::none, IdentityLevel::certain}) {
      const Identity identity(records, level);
      CAPTURE(seed);
      const Facts facts = join_all(records, identity);
      CHECK(facts == join_slowly(records, identity));
      joined += records.relation_count() - facts.size();
    }
  }
  CHECK(joined > 1000);
}

TEST_CASE("join_facts: many rows between two entities take no more than sorting them") {
  // Trying every fact for each row would take hours here.
  for (const bool dated : {false, true}) {
    test::RecordsFixture f = people_and_orgs(3);
    const std::size_t count = 60'000;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string day = dated ? format_day(static_cast<Day>(i)) : "";
      for (const char* source : {"s0", "s1", "s2"})
        f.relation("p", "employment", "c", day, day, {.id = "R" + std::to_string(i) + source, .source = source});
    }
    const Records records = f.finish();
    CHECK(join_all(records, Identity(records, IdentityLevel::none)).size() == count);
  }
}

}  // namespace renmai
