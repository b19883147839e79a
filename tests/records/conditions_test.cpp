// SPDX-License-Identifier: Apache-2.0
#include "records/conditions.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

Records small() {
  test::RecordsFixture f;
  const std::vector<NamedText> chips{{"sector", "chips"}, {"size", "12"}};
  const std::vector<NamedText> team{{"team", "Red"}, {"level", "9"}};
  f.entity("p", "person", {.name = "Ann", .aliases = "A;B", .flags = "pseudonym;unnamed", .note = "n"});
  f.entity("x", "place", {.level = "city"}).entity("c", "company", {.place = "x", .properties = chips});
  f.entity("lab", "lab", {.part_of = "c"});
  f.relation(
      "p", "employment", "c", "2010", "2012-05",
      {.id = "R1", .role = "Research Lead", .weight = "2.5", .source = "s1", .locator = "l", .properties = team});
  f.relation("p", "study", "lab", "", "", {.id = "R2", .attested = "2011", .after = "R1", .confidence = "likely"});
  f.relation("p", "transfer", "x", "", "",
             {.id = "R3", .place = "x", .from_place = "x", .status = "planned", .confidence = "0.4"});
  return f.finish();
}

/// Ids of the relations for which the conditions hold.
std::string kept(std::string_view where, const Records& records) {
  const Conditions conditions(where, records);
  std::string ids;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (conditions.hold(records, r)) ids += (ids.empty() ? "" : " ") + records.relation_id(r);
  }
  return ids;
}

TEST_CASE("conditions: every column of a relation by its name") {
  const Records records = small();
  const auto keep = [&](std::string_view where) { return kept(where, records); };
  CHECK(keep("") == "R1 R2 R3");
  CHECK(keep("id=R1") == "R1");
  CHECK(keep("from=p") == "R1 R2 R3");
  CHECK(keep("to = lab") == "R2");
  CHECK(keep("kind=study") == "R2");
  CHECK(keep("role=Research Lead") == "R1");
  CHECK(keep("start=2010") == "R1");
  CHECK(keep("end=2012-05") == "R1");
  CHECK(keep("attested=2011") == "R2");
  CHECK(keep("after=R1") == "R2");
  CHECK(keep("place=x") == "R3");
  CHECK(keep("from_place=x") == "R3");
  CHECK(keep("status=planned") == "R3");
  CHECK(keep("weight=2.50") == "R1");
  CHECK(keep("source=s1") == "R1");
  CHECK(keep("locator=l") == "R1");
  CHECK(keep("trait=study") == "R2");
  CHECK(keep("team=Red") == "R1");
  CHECK(keep("team=") == "R2 R3");
}

TEST_CASE("conditions: columns of both ends") {
  const Records records = small();
  CHECK(kept("to.kind=company", records) == "R1");
  CHECK(kept("to.sector=chips", records) == "R1");
  CHECK(kept("to.size>11.5", records) == "R1");
  CHECK(kept("to.level=city", records) == "R3");
  CHECK(kept("to.part_of=c", records) == "R2");
  CHECK(kept("to.place=x", records) == "R1");
  CHECK(kept("to.name=lab", records) == "R2");
  CHECK(kept("from.flags~pseudonym", records) == "R1 R2 R3");
  CHECK(kept("from.name=Ann and from.aliases=A;B and from.note=n and from.id=p", records) == "R1 R2 R3");
}

TEST_CASE("conditions: operators, with numbers as numbers and unknown values neither below nor above") {
  const Records records = small();
  const auto keep = [&](std::string_view where) { return kept(where, records); };
  CHECK(keep("confidence>0.4") == "R1 R2");
  CHECK(keep("confidence>=0.4") == "R1 R2 R3");
  CHECK(keep("confidence<0.75") == "R3");
  CHECK(keep("confidence<=0.75") == "R2 R3");
  CHECK(keep("confidence!=1") == "R2 R3");
  CHECK(keep("weight<10") == "R1 R2 R3");  // as text 2.5 would not be
  CHECK(keep("level<10") == "R1");
  CHECK(keep("start<2011") == "R1");
  CHECK(keep("start>2009") == "R1");
  CHECK(keep("start!=2010") == "R2 R3");
  CHECK(keep("end<2012-06") == "R1");
  CHECK(keep("role~research") == "R1");
  CHECK(keep("role~RESEARCH LEAD") == "R1");
  CHECK(keep("role~x").empty());
  CHECK(keep("kind=study AND confidence=0.75") == "R2");
  CHECK(keep("kind=study and confidence=1").empty());
}

TEST_CASE("conditions: words of confidence and status in any of their spellings") {
  const Records records = small();
  CHECK(kept("confidence>=likely", records) == "R1 R2");
  CHECK(kept("confidence=certain", records) == "R1");
  CHECK(kept("confidence = inferred", records) == "R3");
  CHECK(kept("status=offer-extended", test::talent()) == kept("status=offered", test::talent()));
  CHECK_FALSE(kept("status=offer-extended", test::talent()).empty());
}

TEST_CASE("conditions: an unknown column is refused with the nearest, and so is what is no condition") {
  const Records records = small();
  const auto fault = [&](std::string_view where) {
    try {
      (void)Conditions(where, records);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      return error.message() + " [" + error.hint() + "]";
    }
    return std::string("good");
  };
  CHECK(fault("rolle=x") == "there is no column 'rolle' to put a condition on [did you mean 'role'?]");
  CHECK(fault("to.secttor=x") == "there is no column 'secttor' to put a condition on [did you mean 'sector'?]");
  CHECK(fault("sector=x").starts_with("there is no column 'sector'"));
  CHECK(fault("from.start=x").starts_with("there is no column 'start'"));
  CHECK(fault("role").starts_with("'role' is no condition; wanted COLUMN=VALUE"));
  CHECK(fault("=x").starts_with("'=x' is no condition"));
  CHECK(fault("role=x and").starts_with("good"));
  CHECK(fault("role=x and ").starts_with("'' is no condition"));
  CHECK(fault("role=x and and role=y").starts_with("there is no column 'and role'"));
  CHECK(fault("   ") == "good");
}

TEST_CASE("conditions: values of relations and entities for other readers") {
  const Records records = small();
  const Relation r = test::relation(records, "R1");
  CHECK(relation_value(records, r, "weight") == "2.5");
  CHECK(relation_value(records, r, "trait") == "affiliation");
  CHECK(relation_value(records, r, "team") == "Red");
  CHECK(relation_value(records, r, "none") == std::nullopt);
  CHECK(entity_value(records, test::entity(records, "c"), "size") == "12");
  CHECK(entity_value(records, test::entity(records, "p"), "size") == "");
  CHECK(entity_value(records, test::entity(records, "p"), "flags") == "pseudonym;unnamed");
  CHECK(entity_value(records, test::entity(records, "p"), "start") == std::nullopt);
}

}  // namespace
}  // namespace renmai
