// SPDX-License-Identifier: Apache-2.0
#include "records/schema.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"

namespace renmai {
namespace {

const RelationKind& kind(const Schema& schema, std::string_view name) {
  const auto found = schema.find_relation_kind(name);
  REQUIRE_MESSAGE(found.has_value(), name);
  return schema.relation_kinds()[*found];
}

/// "place: message [hint]" of the error that an extension throws.
std::string fault_of(std::string_view toml) {
  Schema schema;
  try {
    schema.extend(toml, "schema.toml");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.place() + ": " + error.message() + (error.hint().empty() ? "" : " [" + error.hint() + "]");
  }
  return "no error";
}

TEST_CASE("schema: the kinds out of the box have the traits of the design") {
  const Schema schema;
  for (const std::string_view name : {"employment", "internship", "leadership", "founding", "affiliation"}) {
    CAPTURE(name);
    CHECK(kind(schema, name).has(trait_affiliation));
  }
  CHECK(kind(schema, "founding").has(trait_event));
  CHECK_FALSE(kind(schema, "employment").has(trait_event));
  for (const std::string_view name : {"study", "exchange"}) {
    CHECK(kind(schema, name).has(trait_study));
    CHECK_FALSE(kind(schema, name).has(trait_affiliation));
  }
  CHECK(kind(schema, "mentorship").has(trait_mentorship));
  CHECK(kind(schema, "part_of").has(trait_containment));
  CHECK(kind(schema, "located_in").has(trait_containment));
  CHECK(kind(schema, "resides_in").has(trait_residence));
  CHECK(kind(schema, "works_at_site").has(trait_residence));
  CHECK(kind(schema, "transfer").has(trait_transfer));
  CHECK(kind(schema, "visit").has(trait_visit));
  CHECK(kind(schema, "offer").has(trait_offer));
  for (const std::string_view name : {"funding", "recruits_from", "contact"}) {
    CHECK(kind(schema, name).traits == trait_other);
  }
  CHECK(kind(schema, "same_as").identity == IdentityRole::same);
  CHECK(kind(schema, "not_same_as").identity == IdentityRole::different);
  CHECK(kind(schema, "renamed_to").identity == IdentityRole::renamed);
  for (const std::string_view name : {"person", "company", "university", "lab", "fund", "school", "agency", "media",
                                      "place", "region", "product", "event", "group", "other"}) {
    CAPTURE(name);
    CHECK(schema.find_entity_kind(name).has_value());
  }
  CHECK_FALSE(schema.find_relation_kind("no such kind").has_value());
}

TEST_CASE("schema: a main affiliation goes before a side one by primacy") {
  const Schema schema;
  CHECK(kind(schema, "leadership").primacy > kind(schema, "employment").primacy);
  CHECK(kind(schema, "employment").primacy > kind(schema, "internship").primacy);
}

TEST_CASE("schema: an extension adds kinds, changes kinds and maps words of status") {
  Schema schema;
  schema.extend(R"(
[relation.postdoc]
traits = ["affiliation", "study"]
primacy = 35
summary = "after the PhD"
[relation.contact]
summary = "changed"
[entity.observatory]
role = "organisation"
[entity.lab]
summary = "a unit"
[status]
"in Aussicht" = "planned"
)",
                "schema.toml");
  CHECK(kind(schema, "postdoc").traits == (trait_affiliation | trait_study));
  CHECK(kind(schema, "postdoc").primacy == 35);
  CHECK(kind(schema, "contact").traits == trait_other);
  CHECK(kind(schema, "contact").summary == "changed");
  CHECK(schema.entity_kinds()[*schema.find_entity_kind("observatory")].role == EntityRole::organisation);
  CHECK(schema.entity_kinds()[*schema.find_entity_kind("lab")].role == EntityRole::unit);
  CHECK(schema.parse_status("in Aussicht") == Status::planned);
  REQUIRE(schema.status_words().size() == 1);
  CHECK(schema.status_words()[0].first == "in Aussicht");
}

TEST_CASE("schema: a bad extension is refused at its place with the nearest word") {
  CHECK(fault_of("[relation.x]\ntraits = [\"study\", \"afiliation\"]\n") ==
        "schema.toml:2:20: unknown trait 'afiliation' [did you mean 'affiliation'?]");
  CHECK(fault_of("[entity.x]\nrole = \"persn\"\n") == "schema.toml:2:8: unknown role 'persn' [did you mean 'person'?]");
  CHECK(fault_of("[status]\nhired = \"actul\"\n") ==
        "schema.toml:2:9: unknown status 'actul' [did you mean 'actual'?]");
  CHECK(fault_of("[status]\nhired = 3\n").starts_with("schema.toml:2:9: unknown status"));
  CHECK(fault_of("[relation.x]\ntraits = \"study\"\n") == "schema.toml:2:10: 'traits' wants a list of traits");
  CHECK(fault_of("[relation.x]\nprimacy = \"high\"\n") == "schema.toml:2:11: 'primacy' wants a whole number");
  CHECK(fault_of("[relation.x]\nprimacy = 99999999999\n") == "schema.toml:2:11: 'primacy' is too large");
  CHECK(fault_of("[relation]\nx = 1\n") == "schema.toml:2:5: a relation kind wants a table");
  CHECK(fault_of("relation = 1\n") == "schema.toml:1:12: 'relation' wants a table");
  CHECK(fault_of("[relation.x\n").starts_with("schema.toml:1:"));
  CHECK(fault_of("[relation.x]\nsummary = \"fine\"\n") == "no error");
}

TEST_CASE("schema: words of status, of offers and of datasets") {
  const Schema schema;
  CHECK(schema.parse_status("") == Status::actual);
  CHECK(schema.parse_status("actual") == Status::actual);
  CHECK(schema.parse_status("offer-extended") == Status::offered);
  CHECK(schema.parse_status("extended") == Status::offered);
  CHECK(schema.parse_status("offer-accepted") == Status::accepted);
  CHECK(schema.parse_status("offer-declined") == Status::declined);
  CHECK(schema.parse_status("on-hold") == Status::on_hold);
  CHECK(schema.parse_status("on hold") == Status::on_hold);
  CHECK(schema.parse_status("on_hold") == Status::on_hold);
  CHECK_FALSE(schema.parse_status("Actual").has_value());
  CHECK_FALSE(schema.parse_status("hired").has_value());
  // An offer never turns into something that feeds a metric.
  CHECK_FALSE(schema.parse_status("offer-actual").has_value());
  CHECK_FALSE(schema.parse_status("offer-planned").has_value());
  for (std::size_t i = 0; i < status_count; ++i) {
    const auto status = static_cast<Status>(i);
    CHECK(schema.parse_status(to_word(status)) == status);
  }
}

TEST_CASE("schema: confidence is a number from 0 to 1 or a grade") {
  CHECK(parse_confidence("") == 1.0);
  CHECK(parse_confidence("certain") == 1.0);
  CHECK(parse_confidence("likely") == 0.75);
  CHECK(parse_confidence("inferred") == 0.4);
  CHECK(parse_confidence("0.33") == 0.33);
  CHECK(parse_confidence("0") == 0.0);
  for (const std::string_view bad : {"1.01", "-0.1", "sure", "50%", "nan", "inf", " 1", "Certain"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_confidence(bad).has_value());
  }
  CHECK(format_confidence(1) == "certain");
  CHECK(format_confidence(0.75) == "likely");
  CHECK(format_confidence(0.4) == "inferred");
  CHECK(format_confidence(0.5) == "0.5");
}

TEST_CASE("schema: kinds that rows bring along are ordered by name, whatever came first") {
  Schema schema;
  const auto z = schema.relation_kind("zz");
  const auto a = schema.relation_kind("aa");
  const auto thing = schema.entity_kind("thing");
  CHECK(schema.relation_kind("zz") == z);
  const auto renumbering = schema.sort_added();
  CHECK(renumbering.relation_kinds[z] == a);
  CHECK(renumbering.relation_kinds[a] == z);
  CHECK(renumbering.relation_kinds[0] == 0);
  CHECK(renumbering.entity_kinds[thing] == thing);
  CHECK(schema.find_relation_kind("aa") == z);
  CHECK(schema.relation_kinds()[a].name == "zz");
  CHECK(schema.relation_kinds()[a].traits == trait_other);
}

TEST_CASE("schema: more than 255 kinds are refused") {
  Schema schema;
  const auto fill = [&] {
    for (int i = 0; i < 300; ++i) schema.relation_kind("kind " + std::to_string(i));
  };
  CHECK_THROWS_AS(fill(), Error);
  CHECK(schema.relation_kinds().size() == 255);
}

TEST_CASE("schema: levels of places by their words") {
  for (const PlaceLevel level : {PlaceLevel::none, PlaceLevel::site, PlaceLevel::city, PlaceLevel::state,
                                 PlaceLevel::country, PlaceLevel::supranational}) {
    CHECK(parse_place_level(to_word(level)) == level);
  }
  CHECK_FALSE(parse_place_level("town").has_value());
}

}  // namespace
}  // namespace renmai
