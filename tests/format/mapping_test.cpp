// SPDX-License-Identifier: Apache-2.0
#include "format/mapping.hpp"

#include <doctest/doctest.h>

#include "files.hpp"

using namespace renmai;
using renmai::test::error_of;

TEST_CASE("a mapping file says the same as a Mapping") {
  const Mapping mapping = read_mapping(R"(
form = "moves"
missing = ["NA", "-"]
rest = "drop"
max_bad = 7
[person]
column = "who"
id = "orcid"
kind = "person"
properties = { sex = "g" }
[origin]
column = "from"
kind = "university"
place = { constant = "BRASIL", level = "country" }
[destination]
column = "to"
translate = { "UCL" = "University College London" }
place = "town"
[relation]
kind = "exchange"
role = { column = "level", constant = "student" }
start = { year = "y", month = { column = "m", translate = { "ago" = "08" } } }
end = "until"
[relation.properties]
field = "f"
)",
                                       "m.toml");
  CHECK(mapping.form == Mapping::Form::moves);
  CHECK(mapping.missing == std::vector<std::string>{"NA", "-"});
  CHECK_FALSE(mapping.keep_rest);
  CHECK(mapping.max_bad == 7);
  CHECK(mapping.person.name.column == "who");
  CHECK(mapping.person.id.column == "orcid");
  CHECK(mapping.person.properties.at(0).first == "sex");
  CHECK(mapping.origin.place.name.constant == "BRASIL");
  CHECK(mapping.origin.place.level == PlaceLevel::country);
  CHECK(mapping.destination.name.translate.at(0).second == "University College London");
  CHECK(mapping.destination.place.name.column == "town");
  CHECK(mapping.kind.constant == "exchange");
  CHECK(mapping.role.column == "level");
  CHECK(mapping.role.constant == "student");
  CHECK(mapping.start.year.column == "y");
  CHECK(mapping.start.month.translate.at(0).second == "08");
  CHECK(mapping.end.whole.column == "until");
  CHECK(mapping.properties.at(0).second.column == "f");
  check_mapping(mapping);
}

TEST_CASE("what is wrong in a mapping file is said with its place") {
  const auto refused = [](std::string_view text) { return error_of([&] { (void)read_mapping(text, "m.toml"); }); };
  CHECK(refused("form = \"spels\"").place() == "m.toml:1:8");
  CHECK(refused("form = \"spels\"").hint() == "did you mean 'spells'?");
  CHECK(refused("form = ").place().starts_with("m.toml:1"));
  CHECK(refused("\n[persn]\ncolumn = \"a\"").message() == "unknown key 'persn'");
  CHECK(refused("\n[persn]\ncolumn = \"a\"").hint() == "did you mean 'person'?");
  CHECK(refused("[person]\ncolumn = 3").place() == "m.toml:2:10");
  CHECK(refused("[person]\nkind = \"person\"").message() == "a column or a constant is wanted here");
  CHECK(refused("[origin]\ncolumn = \"a\"\nplace = { column = \"b\", level = \"contry\" }").hint() ==
        "did you mean 'country'?");
  CHECK(refused("max_bad = -1").message() == "a count from 0 is wanted here");
  CHECK(refused("missing = \"NA\"").message() == "a list of texts is wanted here");
  CHECK(refused("[relation]\nstart = { year = \"y\", day = \"d\" }").message() == "a day wants a month");
  CHECK(refused("person = 1").message() == "an end wants a table");
}

TEST_CASE("a mapping without its ends is refused") {
  Mapping mapping;
  CHECK(error_of([&] { check_mapping(mapping); }).kind() == ErrorKind::usage);
  mapping.person.name.column = "p";
  CHECK(error_of([&] { check_mapping(mapping); }).message() ==
        "the mapping does not say which column holds the organisation");
  mapping.form = Mapping::Form::moves;
  CHECK(error_of([&] { check_mapping(mapping); }).message() ==
        "the mapping does not say which column holds the origin");
  mapping.origin.name.constant = mapping.destination.name.column = "x";
  check_mapping(mapping);
  mapping.properties.emplace_back("start", CellSource{.column = "s"});
  CHECK(error_of([&] { check_mapping(mapping); }).message().find("'start'") != std::string::npos);
  mapping.properties.clear();
  mapping.start.whole.column = mapping.period.column = "s";
  CHECK(error_of([&] { check_mapping(mapping); }).kind() == ErrorKind::usage);
}

TEST_CASE("usual column names need no mapping") {
  const auto spells = guess_mapping({"Person", "Organisation", "start_date", "End Date", "Title"});
  REQUIRE(spells);
  CHECK(spells->form == Mapping::Form::spells);
  CHECK(spells->organisation.name.column == "Organisation");
  CHECK(spells->start.whole.column == "start_date");
  CHECK(spells->end.whole.column == "End Date");
  CHECK(spells->role.column == "Title");
  const auto moves = guess_mapping({"person", "origin", "destination", "date"});
  REQUIRE(moves);
  CHECK(moves->form == Mapping::Form::moves);
  CHECK(moves->start.whole.column == "date");
  CHECK_FALSE(guess_mapping({"a", "b"}));
  CHECK_FALSE(guess_mapping({"person", "start"}));
}
