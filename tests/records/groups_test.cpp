// SPDX-License-Identifier: Apache-2.0
#include "records/groups.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

class Grouped {
 public:
  Grouped(const Records& records, GroupBy by, Basis basis = Basis::employer, Regions regions = {})
      : selected_(records, {}, std::move(regions)), groups_(selected_, by, basis) {}
  Grouped(const Records& records, const std::string& from, const std::string& to, Basis basis = Basis::employer,
          Regions regions = {})
      : selected_(records, {}, std::move(regions)), groups_(selected_, basis, from, to) {}

  std::string of(std::string_view where, std::string_view place = {}, std::optional<Day> day = {}) {
    const Records& r = selected_.records;
    return groups_.id(groups_.of(test::entity(r, where), place.empty() ? no_entity : test::entity(r, place), day));
  }
  std::uint32_t number(std::string_view where) {
    return groups_.of(test::entity(selected_.records, where), no_entity, {});
  }
  Groups& groups() { return groups_; }

 private:
  Selected selected_;
  Groups groups_;
};

TEST_CASE("groups: of an organisation by every partition") {
  const Records& records = test::talent();
  const auto by = [&](GroupBy g, std::string_view where, Basis basis = Basis::employer) {
    return Grouped(records, g, basis).of(where);
  };
  CHECK(by(GroupBy::unit, "l_ascend") == "l_ascend");
  CHECK(by(GroupBy::organisation, "l_ascend") == "c_huawei");
  CHECK(by(GroupBy::organisation, "c_google") == "c_google");
  CHECK(by(GroupBy::top, "c_google") == "c_alphabet");
  CHECK(by(GroupBy::kind, "l_ascend") == "company");
  CHECK(by(GroupBy::kind, "u_pku") == "university");
  CHECK(by(GroupBy::country, "l_ascend") == "pl_china");
  CHECK(by(GroupBy::city, "u_pku") == "pl_beijing");
  CHECK(by(GroupBy::city, "c_huawei") == "?");
  CHECK(by(GroupBy::state, "u_hkust") == "pl_hongkong");
  CHECK(by(GroupBy::state, "c_shiqi_mi") == "pl_michigan");
  CHECK(by(GroupBy::country, "c_yutori") == "?");
  CHECK(by(GroupBy::unit, "c_magicsquare") == "c_deepseek");  // a rename is no other group
}

TEST_CASE("groups: the legal home of the employer, the site of work, or where a person lives") {
  const Records& records = test::talent();
  CHECK(Grouped(records, GroupBy::country, Basis::employer).of("l_msra") == "pl_usa");
  CHECK(Grouped(records, GroupBy::country, Basis::site).of("l_msra") == "pl_china");
  CHECK(Grouped(records, GroupBy::country, Basis::employer).of("c_shiqi_mi", "pl_china") == "pl_usa");
  CHECK(Grouped(records, GroupBy::country, Basis::site).of("c_shiqi_mi", "pl_china") == "pl_china");
  CHECK(Grouped(records, GroupBy::city, Basis::site).of("l_hw_crd", "pl_beijing") == "pl_beijing");
  CHECK(Grouped(records, GroupBy::country, Basis::residence).of("pl_sunnyvale") == "pl_usa");
  CHECK(Grouped(records, GroupBy::unit, Basis::residence).of("pl_sunnyvale") == "pl_sunnyvale");
  CHECK(Grouped(records, GroupBy::unit, Basis::employer).of("pl_sunnyvale") == "?");
}

TEST_CASE("groups: an absent organisation or place is the bucket ?") {
  Grouped grouped(test::talent(), GroupBy::country);
  CHECK(grouped.groups().of(no_entity, no_entity, {}) == unknown_group);
  CHECK(grouped.groups().id(unknown_group) == "?");
  CHECK(grouped.groups().wanted(0, 5));
}

TEST_CASE("groups: a sector is a property of the unit, the organisation or the top") {
  test::RecordsFixture f;
  const std::vector<NamedText> chips{{"sector", "chips"}};
  const std::vector<NamedText> cars{{"sector", "cars"}};
  f.entity("top", "company", {.properties = cars}).entity("c", "company", {.part_of = "top"});
  f.entity("lab", "lab", {.part_of = "c", .properties = chips}).entity("none", "company");
  const Records records = f.finish();
  Grouped grouped(records, GroupBy::sector);
  CHECK(grouped.of("lab") == "chips");
  CHECK(grouped.of("c") == "cars");
  CHECK(grouped.of("none") == "?");
}

TEST_CASE("groups: by region, if the regions share no place") {
  const Regions all = test::talent_regions();
  const auto chosen = [&](const std::vector<std::string>& names) { return all.chosen(names); };
  Grouped grouped(test::talent(), GroupBy::region, Basis::employer,
                  chosen({"china", "silicon-valley", "us-not-silicon-valley"}));
  CHECK(grouped.of("c_nvidia") == "silicon-valley");
  CHECK(grouped.of("c_shiqi_sf") == "us-not-silicon-valley");
  CHECK(grouped.of("l_ascend") == "china");
  CHECK(grouped.of("o_tuoitre") == "?");
  const auto fault = [&](const std::vector<std::string>& names) {
    try {
      Grouped bad(test::talent(), GroupBy::region, Basis::employer, chosen(names));
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      return error.message();
    }
    return std::string("good");
  };
  CHECK(fault({"us", "silicon-valley"}) == "regions 'silicon-valley' and 'us' overlap: Sunnyvale is in both");
  CHECK(fault({"silicon-valley", "silicon-valley+sf"}).find("overlap") != std::string::npos);
  CHECK(fault({"china", "mainland"}).find("overlap") != std::string::npos);
  CHECK(fault({"mainland", "hong-kong"}) == "good");
  CHECK(fault({"silicon-valley+sf", "us-not-silicon-valley+sf", "china"}) == "good");
  try {
    Grouped none(test::talent(), GroupBy::region);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.hint() == "name a regions.toml with --regions");
  }
}

TEST_CASE("groups: two sets of places, in one alone, in both, in neither, or not known") {
  Grouped sets(test::talent(), "silicon-valley+sf", "us", Basis::employer, test::talent_regions());
  CHECK(sets.of("c_nvidia") == "both");
  CHECK(sets.of("c_shiqi_mi") == "us");
  CHECK(sets.of("c_deepseek") == "neither");
  CHECK(sets.of("c_yutori") == "?");
  CHECK(sets.groups().wanted(1, 2));
  for (const auto& ends :
       {std::pair(2U, 1U), std::pair(1U, 3U), std::pair(3U, 2U), std::pair(1U, 4U), std::pair(0U, 2U)}) {
    CHECK_FALSE(sets.groups().wanted(ends.first, ends.second));
  }
  CHECK(sets.of("c_openai") == "both");
  CHECK(sets.groups().id(1) == "silicon-valley+sf");
  CHECK(sets.groups().name(2) == "United States");
}

TEST_CASE("groups: one set and everywhere else") {
  Grouped out(test::talent(), "china", "", Basis::employer, test::talent_regions());
  CHECK(out.number("c_deepseek") == 1);
  CHECK(out.number("c_nvidia") == 2);
  CHECK(out.number("c_yutori") == 0);
  CHECK(out.groups().name(2) == "elsewhere");
  Grouped in(test::talent(), "", "china", Basis::employer, test::talent_regions());
  CHECK(in.number("c_deepseek") == 2);
  CHECK(in.number("c_nvidia") == 1);
  CHECK(in.groups().name(1) == "elsewhere");
}

TEST_CASE("groups: sets of organisations hold their units, at any level, placed or not") {
  Grouped units(test::talent(), "l_hw_crd", "c_bytedance");
  CHECK(units.number("l_ascend") == 1);
  CHECK(units.number("l_hw_crd") == 1);
  CHECK(units.number("l_topseed") == 2);
  CHECK(units.number("c_huawei") == 4);  // the whole is not in its part
  CHECK(units.number("c_yutori") == 4);  // of unknown place, but surely neither
  Grouped companies(test::talent(), "Google", "c_yutori");
  CHECK(companies.number("l_google_ailab") == 1);
  CHECK(companies.number("c_google") == 1);
  CHECK(companies.number("c_alphabet") == 4);
  CHECK(companies.number("c_yutori") == 2);
  Grouped renamed(test::talent(), "c_magicsquare", "nvidia");
  CHECK(renamed.number("c_deepseek") == 1);
}

TEST_CASE("groups: a place is a set of all that lies in it") {
  Grouped places(test::talent(), "pl_eastchina", "Seattle");
  CHECK(places.number("u_sjtu") == 1);
  CHECK(places.number("c_deepseek") == 1);
  CHECK(places.number("u_seattle_host") == 2);
  CHECK(places.number("u_pku") == 4);
}

TEST_CASE("groups: sets that are unknown, ambiguous or the same are refused") {
  const auto fault = [](const std::string& from, const std::string& to) {
    try {
      Grouped bad(test::talent(), from, to, Basis::employer, test::talent_regions());
    } catch (const Error& error) {
      return std::to_string(static_cast<int>(error.kind())) + " " + error.message() + " [" + error.hint() + "]";
    }
    return std::string("good");
  };
  CHECK(fault("chna", "us") == "0 --from: no region, place or organisation is called 'chna' [did you mean 'china'?]");
  CHECK(fault("us", "Deapseek") ==
        "0 --to: no region, place or organisation is called 'Deapseek' [did you mean 'DeepSeek'?]");
  CHECK(fault("幻方", "us").starts_with("0 --from: '幻方' may mean 2 entities:"));
  CHECK(fault("us", "USA") == "1 --from and --to are the same set, 'us' []");
  CHECK(fault("c_magicsquare", "c_deepseek").starts_with("1 --from and --to are the same set"));
}

TEST_CASE("groups: names of sets never mix with the names of what is left over") {
  test::RecordsFixture f;
  f.entity("elsewhere", "place")
      .entity("both", "place")
      .entity("c", "company", {.place = "elsewhere"})
      .entity("d", "company", {.place = "both"});
  const Records records = f.finish();
  Grouped one(records, "elsewhere", "");
  CHECK(one.number("c") == 1);
  CHECK(one.number("d") == 2);
  Grouped two(records, "both", "elsewhere");
  CHECK(two.number("d") == 1);
  CHECK(two.number("c") == 2);
}

TEST_CASE("groups: follow containments in time") {
  test::RecordsFixture f;
  f.entity("x", "place", {.level = "country"}).entity("y", "place", {.level = "country"}).entity("c", "company");
  f.relation("c", "located_in", "x", "2000-01-01", "2010-01-01").relation("c", "located_in", "y", "2010-01-01", "..");
  const Records records = f.finish();
  Grouped grouped(records, GroupBy::country);
  CHECK(grouped.of("c", "", day_from_civil(2005, 1, 1)) == "x");
  CHECK(grouped.of("c", "", day_from_civil(2011, 1, 1)) == "y");
  CHECK(grouped.of("c", "", day_from_civil(2005, 1, 1)) == "x");
}

}  // namespace
}  // namespace renmai
