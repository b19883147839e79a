// SPDX-License-Identifier: Apache-2.0
#include "records/regions.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

std::string fault_of(std::string_view toml) {
  try {
    (void)Regions(toml, "regions.toml", test::talent());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.place() + ": " + error.message() + (error.hint().empty() ? "" : " [" + error.hint() + "]");
  }
  return "good";
}

class Talent {
 public:
  [[nodiscard]] bool in(std::string_view region, std::string_view id) const {
    const Region* found = regions.find(region);
    REQUIRE_MESSAGE(found != nullptr, region);
    return lies_in(hierarchy, *found, test::entity(test::talent(), id));
  }
  Regions regions = test::talent_regions();
  Identity identity{test::talent(), IdentityLevel::likely};
  Hierarchy hierarchy{test::talent(), identity};
};

TEST_CASE("regions: an entity is in one if one of its places is in a member and none in an excluded place") {
  const Talent t;
  CHECK(t.in("silicon-valley", "c_nvidia"));
  CHECK(t.in("silicon-valley", "pl_sunnyvale"));
  CHECK(t.in("silicon-valley", "pl_sv"));
  CHECK_FALSE(t.in("silicon-valley", "pl_usa"));  // a part of it lies there, it does not
  CHECK_FALSE(t.in("silicon-valley", "c_shiqi_sf"));
  CHECK_FALSE(t.in("silicon-valley", "u_seattle_host"));
  CHECK(t.in("silicon-valley+sf", "c_shiqi_sf"));
  CHECK(t.in("silicon-valley+sf", "c_nvidia"));
  CHECK_FALSE(t.in("us-not-silicon-valley", "c_nvidia"));
  CHECK(t.in("us-not-silicon-valley", "c_shiqi_sf"));
  CHECK(t.in("us-not-silicon-valley", "c_shiqi_mi"));
  CHECK(t.in("china", "u_hkust"));
  CHECK(t.in("hong-kong", "u_hkust"));
  CHECK_FALSE(t.in("mainland", "u_hkust"));
  CHECK(t.in("mainland", "c_deepseek"));
  CHECK(t.in("mainland", "l_hw_crd"));  // through what it is part of
  CHECK(t.in("north-america", "c_google"));
  CHECK_FALSE(t.in("us", "c_yutori"));
  CHECK_FALSE(t.in("china", "pl_unknown"));
}

TEST_CASE("regions: found by id, name and alias, whatever the case") {
  const Talent t;
  const auto id = [&](std::string_view name) {
    const Region* region = t.regions.find(name);
    return region == nullptr ? std::string("-") : region->id;
  };
  CHECK(id("us") == "us");
  CHECK(id("USA") == "us");
  CHECK(id("united states") == "us");
  CHECK(id("Silicon-Valley+SF") == "silicon-valley+sf");
  CHECK(id("silicon-valley-and-sf") == "silicon-valley+sf");
  CHECK(id("Mainland China") == "mainland");
  CHECK(id("europe") == "-");
  CHECK(id("") == "-");
  CHECK(t.regions.version() == "2026-11");
  CHECK(t.regions.file() == "regions.toml");
}

TEST_CASE("regions: an id goes before a name, a name before an alias") {
  const Regions regions(R"(
[region.a]
aliases = ["b", "see"]
members = ["pl_china"]
[region.b]
aliases = ["Sea"]
members = ["pl_usa"]
[region.c]
name = "See"
members = ["pl_usa"]
)",
                        "r.toml", test::talent());
  CHECK(regions.find("b")->id == "b");
  CHECK(regions.find("see")->id == "c");
  CHECK(regions.find("sea")->id == "b");
}

TEST_CASE("regions: in the order of their ids, and chosen ones too") {
  const Talent t;
  for (std::size_t i = 1; i < t.regions.all().size(); ++i) CHECK(t.regions.all()[i - 1].id < t.regions.all()[i].id);
  const std::vector<std::string> names{"us", "china", "United States"};
  const Regions two = t.regions.chosen(names);
  REQUIRE(two.all().size() == 2);
  CHECK(two.all()[0].id == "china");
  CHECK(two.all()[1].id == "us");
  CHECK(two.version() == t.regions.version());
  const std::vector<std::string> wrong{"mainlnd"};
  try {
    (void)t.regions.chosen(wrong);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::not_found);
    CHECK(error.message() == "there is no region 'mainlnd'");
    CHECK(error.hint() == "did you mean 'mainland'?");
  }
  const std::vector<std::string> nothing{"atlantis"};
  try {
    (void)two.chosen(nothing);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.hint() == "known: china, us");
  }
}

TEST_CASE("regions: faults are named at file, line and column") {
  CHECK(fault_of("[region.x]\nmembers = [\"pl_china\",\n  \"pl_chna\"]\n") ==
        "regions.toml:3:3: unknown place 'pl_chna' [did you mean 'pl_china'?]");
  CHECK(fault_of("[region.x]\nmembers = [\"pl_china\"]\nexcluded = [\"nowhere at all\"]\n") ==
        "regions.toml:3:13: unknown place 'nowhere at all'");
  CHECK(fault_of("[region.x]\nmembers = [\"c_nvidia\"]\n") == "regions.toml:2:12: 'c_nvidia' is a company, no place");
  CHECK(fault_of("[region.x]\nmembers = \"pl_china\"\n") == "regions.toml:2:11: 'members' wants a list of places");
  CHECK(fault_of("[region.x]\nmembers = []\n") == "regions.toml:1:1: a region wants 'members'");
  CHECK(fault_of("[region.x]\nmembers = [\"pl_china\"]\naliases = \"y\"\n") ==
        "regions.toml:3:11: 'aliases' wants a list of texts in quotes");
  CHECK(fault_of("[region.x]\nmembers = [\"pl_china\"]\nname = 3\n") ==
        "regions.toml:3:8: 'name' wants a text in quotes");
  CHECK(fault_of("version = 2026\n") == "regions.toml:1:11: 'version' wants a text in quotes");
  CHECK(fault_of("[region]\nx = 1\n") == "regions.toml:2:5: a region wants a table");
  CHECK(fault_of("region = 1\n") == "regions.toml:1:10: 'region' wants a table");
  CHECK(fault_of("[region.x]\nmembers = [\"pl_china\"]\n[region.x]\nmembers = [\"pl_usa\"]\n")
            .starts_with("regions.toml:3:"));
  CHECK(fault_of("[region.x\n").starts_with("regions.toml:1:"));
  CHECK(fault_of("") == "good");
}

TEST_CASE("regions: a member that was merged with another place still counts") {
  test::RecordsFixture f;
  f.entity("bombay", "place").entity("mumbai", "place").entity("c", "company", {.place = "mumbai"});
  f.entity("d", "company", {.place = "bombay"}).relation("bombay", "renamed_to", "mumbai");
  const Records records = f.finish();
  const Regions regions("[region.r]\nmembers = [\"bombay\"]\n", "r.toml", records);
  const Identity identity(records, IdentityLevel::certain);
  const Hierarchy hierarchy(records, identity);
  CHECK(lies_in(hierarchy, regions.all()[0], test::entity(records, "c")));
  CHECK(lies_in(hierarchy, regions.all()[0], test::entity(records, "d")));
  const Identity none(records, IdentityLevel::none);
  const Hierarchy apart(records, none);
  CHECK_FALSE(lies_in(apart, regions.all()[0], test::entity(records, "c")));
}

TEST_CASE("regions: membership follows containments in time") {
  test::RecordsFixture f;
  f.entity("x", "place").entity("y", "place").entity("c", "company");
  f.relation("c", "located_in", "x", "2000-01-01", "2010-01-01").relation("c", "located_in", "y", "2010-01-01", "..");
  const Records records = f.finish();
  const Regions regions("[region.r]\nmembers = [\"x\"]\n", "r.toml", records);
  const Identity identity(records, IdentityLevel::certain);
  const Hierarchy hierarchy(records, identity);
  const Entity c = test::entity(records, "c");
  CHECK(lies_in(hierarchy, regions.all()[0], c, day_from_civil(2005, 1, 1)));
  CHECK_FALSE(lies_in(hierarchy, regions.all()[0], c, day_from_civil(2010, 1, 1)));
  CHECK(lies_in(hierarchy, regions.all()[0], c));
}

}  // namespace
}  // namespace renmai
