// SPDX-License-Identifier: Apache-2.0
#include "records/containment.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

/// A hierarchy with all it refers to.
struct World {
  explicit World(Records all, IdentityLevel level = IdentityLevel::likely)
      : records(std::move(all)), identity(records, level), hierarchy(records, identity) {}

  std::string id(Entity e) const { return e == no_entity ? "-" : std::string(records.entity_id(e)); }
  std::string ids(const std::vector<Entity>& entities) const {
    std::string text;
    for (const Entity e : entities) text += (text.empty() ? "" : " ") + id(e);
    return text;
  }
  Entity operator[](std::string_view name) const { return test::entity(records, name); }
  std::string roll_up(std::string_view name, RollUp level, std::optional<Day> day = {}) const {
    return id(hierarchy.roll_up((*this)[name], level, day));
  }

  Records records;
  Identity identity;
  Hierarchy hierarchy;
};

test::RecordsFixture organisations() {
  test::RecordsFixture f;
  f.entity("group", "company").entity("c", "company", {.part_of = "group"}).entity("dept", "lab", {.part_of = "c"});
  f.entity("lab", "lab", {.part_of = "dept"}).entity("loose_lab", "lab").entity("p", "person");
  return f;
}

TEST_CASE("containment: roll-up stays, climbs to the nearest organisation, or to the top") {
  const World w(organisations().finish());
  CHECK(w.roll_up("lab", RollUp::unit) == "lab");
  CHECK(w.roll_up("lab", RollUp::organisation) == "c");
  CHECK(w.roll_up("lab", RollUp::top) == "group");
  CHECK(w.roll_up("dept", RollUp::organisation) == "c");
  CHECK(w.roll_up("c", RollUp::organisation) == "c");
  CHECK(w.roll_up("c", RollUp::top) == "group");
  CHECK(w.roll_up("loose_lab", RollUp::organisation) == "loose_lab");
  CHECK(w.roll_up("loose_lab", RollUp::top) == "loose_lab");
  CHECK(w.roll_up("p", RollUp::top) == "p");
  CHECK(w.ids(w.hierarchy.enclosing(w["lab"])) == "lab dept c group");
  CHECK(w.ids(w.hierarchy.units_of(w["c"])) == "c dept lab");
  CHECK(w.ids(w.hierarchy.units_of(w["group"])) == "group c dept lab");
  CHECK(w.ids(w.hierarchy.units_of(w["lab"])) == "lab");
  CHECK(w.hierarchy.circles().empty());
}

TEST_CASE("containment: of several wholes the surest counts, then the least id") {
  auto f = organisations();
  f.entity("b_co", "company").entity("z_co", "company").entity("joint", "lab").entity("other", "lab");
  f.relation("joint", "part_of", "b_co", "", "", {.confidence = "likely"}).relation("joint", "part_of", "z_co");
  f.relation("other", "part_of", "z_co").relation("other", "part_of", "b_co");
  const World w(f.finish());
  CHECK(w.roll_up("joint", RollUp::top) == "z_co");
  CHECK(w.roll_up("other", RollUp::top) == "b_co");
  CHECK(w.ids(w.hierarchy.units_of(w["b_co"])) == "b_co joint other");
}

TEST_CASE("containment: a place is no organisation to roll up to") {
  test::RecordsFixture f;
  f.entity("x", "place").entity("lab", "lab", {.part_of = "x"}).entity("c", "company", {.place = "x"});
  const World w(f.finish());
  CHECK(w.roll_up("lab", RollUp::top) == "lab");
  CHECK(w.ids(w.hierarchy.places(w["lab"])) == "x");
  CHECK(w.ids(w.hierarchy.units_of(w["x"])) == "x");
}

TEST_CASE("containment: circles never hang, and all of one roll up to its least id") {
  test::RecordsFixture f;
  f.entity("a", "company").entity("b", "company").entity("c", "company").entity("below", "lab").entity("self", "lab");
  f.entity("above", "company");
  f.relation("b", "part_of", "c").relation("c", "part_of", "a").relation("a", "part_of", "b");
  f.relation("below", "part_of", "c").relation("self", "part_of", "self");
  f.relation("c", "part_of", "above", "", "", {.confidence = "0.4"});
  const World w(f.finish());
  for (const std::string_view id : {"a", "b", "c", "below"}) {
    CAPTURE(id);
    CHECK(w.roll_up(id, RollUp::top) == "a");
  }
  CHECK(w.roll_up("below", RollUp::organisation) == "c");
  CHECK(w.roll_up("self", RollUp::top) == "self");
  CHECK(w.ids(w.hierarchy.circles()) == "a b c");
  CHECK(w.ids(w.hierarchy.units_of(w["a"])) == "a b below c");
  CHECK(w.hierarchy.enclosing(w["a"]).size() == 4);
  CHECK(w.hierarchy.places(w["a"]).empty());
}

TEST_CASE("containment: a circle of units, and circles of every length") {
  for (int length = 1; length <= 20; ++length) {
    for (int tail = 0; tail <= 8; ++tail) {
      test::RecordsFixture f;
      const auto id = [](int i) { return "u" + std::to_string(100 + i); };
      const int count = length + tail;
      for (int i = 0; i < count; ++i) f.entity(id(i), "lab");
      // The last `length` units form the circle, the first `tail` lead to it.
      for (int i = 0; i < count; ++i) {
        const int next = i + 1 < count ? i + 1 : tail;
        if (next != i) f.relation(id(i), "part_of", id(next));
      }
      const World w(f.finish());
      CAPTURE(length);
      CAPTURE(tail);
      for (int i = 0; i < count; ++i) {
        CHECK(w.roll_up(id(i), RollUp::organisation) == id(tail));
        CHECK(w.roll_up(id(i), RollUp::top) == id(tail));
      }
      CHECK(w.hierarchy.circles().size() == static_cast<std::size_t>(length == 1 ? 0 : length));
    }
  }
}

TEST_CASE("containment: nesting is followed 256 deep, in a line or a circle, and refused beyond") {
  const auto id = [](int i) { return "u" + std::to_string(100'000 + i); };
  const auto nested = [&](int count, bool circle) {
    test::RecordsFixture f;
    for (int i = 0; i < count; ++i) f.entity(id(i), "company");
    for (int i = 0; i + 1 < count; ++i) f.relation(id(i), "part_of", id(i + 1));
    if (circle) f.relation(id(count - 1), "part_of", id(0));
    return f.finish();
  };
  const World line(nested(256, false));
  CHECK(line.roll_up(id(0), RollUp::top) == id(255));
  CHECK(line.hierarchy.enclosing(line[id(0)]).size() == 256);
  CHECK(line.hierarchy.units_of(line[id(255)]).size() == 256);
  CHECK(line.hierarchy.circles().empty());
  const World circle(nested(256, true));
  CHECK(circle.roll_up(id(9), RollUp::top) == id(0));
  CHECK(circle.hierarchy.circles().size() == 256);
  for (const auto& [count, round] : {std::pair(257, false), std::pair(30'000, false), std::pair(257, true)}) {
    try {
      World(nested(count, round));
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::limit);
      CHECK(error.message().starts_with("'u100000' is nested " + format_count(static_cast<std::uint64_t>(count)) +
                                        " deep"));
    }
  }
}

TEST_CASE("containment: dated containments hold in their time, undated ones always") {
  auto f = organisations();
  f.entity("startup", "company").entity("buyer", "company");
  f.relation("startup", "part_of", "buyer", "2015-06-01", "2020");
  const World w(f.finish());
  const auto on = [&](int year, unsigned month) {
    return w.roll_up("startup", RollUp::top, day_from_civil(year, month, 1));
  };
  CHECK(on(2015, 5) == "startup");
  CHECK(on(2015, 6) == "buyer");
  CHECK(on(2020, 12) == "buyer");  // it may have lasted till then
  CHECK(on(2021, 1) == "startup");
  CHECK(w.roll_up("startup", RollUp::top) == "buyer");
  CHECK(w.ids(w.hierarchy.units_of(w["buyer"], day_from_civil(2021, 1, 1))) == "buyer");
  CHECK(w.ids(w.hierarchy.units_of(w["buyer"], day_from_civil(2016, 1, 1))) == "buyer startup");
  CHECK(w.roll_up("lab", RollUp::top, day_from_civil(1900, 1, 1)) == "group");
}

test::RecordsFixture places() {
  test::RecordsFixture f;
  f.entity("eu", "region", {.level = "supranational"}).entity("de", "place", {.part_of = "eu", .level = "country"});
  f.entity("fr", "place", {.part_of = "eu", .level = "country"})
      .entity("by", "place", {.part_of = "de", .level = "state"});
  f.entity("muc", "place", {.part_of = "by", .level = "city"})
      .entity("road", "place", {.part_of = "muc", .level = "site"});
  f.entity("c", "company", {.place = "muc"}).entity("lab", "lab", {.part_of = "c"});
  f.entity("lab_fr", "lab", {.part_of = "c", .place = "fr"}).entity("nowhere", "company");
  return f;
}

TEST_CASE("containment: places come from the entity, else from what it is part of, nearest first") {
  const World w(places().finish());
  CHECK(w.ids(w.hierarchy.places(w["c"])) == "muc");
  CHECK(w.ids(w.hierarchy.places(w["lab"])) == "muc");
  CHECK(w.ids(w.hierarchy.places(w["lab_fr"])) == "fr");
  CHECK(w.ids(w.hierarchy.places(w["road"])) == "road");
  CHECK(w.hierarchy.places(w["nowhere"]).empty());
  CHECK(w.ids(w.hierarchy.enclosing_places(w["lab"])) == "muc by de eu");
  CHECK(w.ids(w.hierarchy.enclosing_places(w["road"])) == "road muc by de eu");
  const auto at = [&](std::string_view id, PlaceLevel level) { return w.id(w.hierarchy.at_level(w[id], level)); };
  CHECK(at("lab", PlaceLevel::city) == "muc");
  CHECK(at("lab", PlaceLevel::state) == "by");
  CHECK(at("lab", PlaceLevel::country) == "de");
  CHECK(at("lab", PlaceLevel::supranational) == "eu");
  CHECK(at("lab", PlaceLevel::site) == "-");
  CHECK(at("lab_fr", PlaceLevel::city) == "-");
  CHECK(at("lab_fr", PlaceLevel::country) == "fr");
  CHECK(at("de", PlaceLevel::country) == "de");
  CHECK(at("nowhere", PlaceLevel::country) == "-");
}

TEST_CASE("containment: two countries at one distance are both found, the surer first") {
  auto f = places();
  f.entity("border", "place", {.level = "city"}).entity("o", "company", {.place = "border"});
  f.relation("border", "part_of", "de", "", "", {.confidence = "0.9"}).relation("border", "part_of", "fr");
  // Nearer beats surer: de is one step away, fr two.
  f.entity("near", "company").relation("near", "located_in", "de", "", "", {.confidence = "0.4"});
  f.entity("fr_city", "place", {.part_of = "fr", .level = "city"}).relation("near", "located_in", "fr_city");
  const World w(f.finish());
  CHECK(w.ids(w.hierarchy.all_at_level(w["o"], PlaceLevel::country)) == "fr de");
  CHECK(w.id(w.hierarchy.at_level(w["o"], PlaceLevel::country)) == "fr");
  CHECK(w.ids(w.hierarchy.all_at_level(w["near"], PlaceLevel::country)) == "de");
  CHECK(w.ids(w.hierarchy.all_at_level(w["c"], PlaceLevel::country)) == "de");
}

TEST_CASE("containment: a place may change its country with time") {
  test::RecordsFixture f;
  f.entity("old", "place", {.level = "country"}).entity("new", "place", {.level = "country"});
  f.entity("city", "place", {.level = "city"}).entity("c", "company", {.place = "city"});
  f.relation("city", "part_of", "old", "", "1990-10-03").relation("city", "part_of", "new", "1990-10-03", "..");
  const World w(f.finish());
  const auto country = [&](int year) {
    return w.ids(w.hierarchy.all_at_level(w["c"], PlaceLevel::country, day_from_civil(year, 6, 1)));
  };
  CHECK(country(1980) == "old");
  CHECK(country(1999) == "new");
  CHECK(w.ids(w.hierarchy.all_at_level(w["c"], PlaceLevel::country)) == "new old");
}

TEST_CASE("containment: confidence does not matter, status does") {
  test::RecordsFixture f;
  f.entity("x", "place").entity("y", "place").entity("c", "company");
  f.relation("c", "located_in", "x", "", "", {.confidence = "0.01"})
      .relation("c", "located_in", "y", "", "", {.status = "planned"});
  const World w(f.finish());
  CHECK(w.ids(w.hierarchy.places(w["c"])) == "x");
}

TEST_CASE("containment: what was renamed is where its new name is, and the other way round") {
  test::RecordsFixture f;
  f.entity("x", "place")
      .entity("old", "company", {.place = "x"})
      .entity("now", "company")
      .entity("lab", "lab", {.part_of = "old"});
  f.relation("old", "renamed_to", "now", "", "", {.confidence = "likely"});
  const Records records = f.finish();
  const Identity identity(records, IdentityLevel::likely);
  const Hierarchy hierarchy(records, identity);
  const auto id = [&](Entity e) { return std::string(records.entity_id(e)); };
  CHECK(id(hierarchy.places(test::entity(records, "now")).at(0)) == "x");
  CHECK(id(hierarchy.roll_up(test::entity(records, "lab"), RollUp::top)) == "now");
  const Identity apart(records, IdentityLevel::none);
  const Hierarchy plain(records, apart);
  CHECK(plain.places(test::entity(records, "now")).empty());
  CHECK(id(plain.roll_up(test::entity(records, "lab"), RollUp::top)) == "old");
}

TEST_CASE("containment: organisations and places of the talent dataset") {
  const Records& records = test::talent();
  const Identity identity(records, IdentityLevel::likely);
  const Hierarchy hierarchy(records, identity);
  const auto top = [&](std::string_view id) {
    return std::string(records.entity_id(hierarchy.roll_up(test::entity(records, id), RollUp::top)));
  };
  CHECK(top("l_ascend") == "c_huawei");
  CHECK(top("l_google_ailab") == "c_alphabet");
  CHECK(top("c_magicsquare") == "c_deepseek");
  CHECK(top("f_highflyer") == "f_highflyer");  // funding is not part of
  CHECK(top("l_msra") == "c_microsoft");
  const auto country = [&](std::string_view id) {
    const auto all = hierarchy.all_at_level(test::entity(records, id), PlaceLevel::country);
    return all.size() == 1 ? std::string(records.entity_id(all[0])) : std::to_string(all.size());
  };
  CHECK(country("c_nvidia") == "pl_usa");
  CHECK(country("c_deepseek") == "pl_china");
  CHECK(country("u_hkust") == "pl_china");
  CHECK(country("l_msra") == "pl_china");  // by its own site
  CHECK(country("c_microsoft") == "pl_usa");
  CHECK(country("u_seattle_host") == "pl_usa");
  CHECK(country("c_yutori") == "0");
  CHECK(country("pl_unknown") == "0");
  CHECK(hierarchy.circles().empty());
}

}  // namespace
}  // namespace renmai
