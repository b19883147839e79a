// SPDX-License-Identifier: Apache-2.0
// Plain tables are read in parts; a row that is bad sends the same table to the reader that goes row by row. Both must
// come to the same records.
#include "format/career_parts.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "format/careers.hpp"
#include "records/names.hpp"

namespace renmai {
namespace {

enum Places : unsigned { no_place = 0, seat = 1, relation_place = 2, all_places = 3, constant_places = 4 };

Mapping mapping(unsigned places) {
  Mapping mapping;
  if ((places & seat) != 0) mapping.organisation.place = {{.column = "seat"}, PlaceLevel::city};
  if ((places & relation_place) != 0) mapping.place.name = {.column = "at"};
  if ((places & constant_places) != 0) {
    mapping.organisation.place = {{.column = {}, .constant = "Mars"}, PlaceLevel::country};
    mapping.place = {{.column = {}, .constant = "Phobos"}, PlaceLevel::site};
  }
  mapping.person.name = {.column = "who"};
  mapping.organisation.name = {.column = "where"};
  mapping.start.whole = {.column = "from"};
  mapping.end.whole = {.column = "to"};
  mapping.role = {.column = "as"};
  return mapping;
}

constexpr std::string_view header = "who,where,from,to,as,seat,at,grade\n";
constexpr std::string_view bad_row = "somebody,somewhere,2013-13,,,,,\n";

std::string random_table(std::uint64_t seed, int rows) {
  Random random(seed);
  const auto pick = [&](std::initializer_list<const char*> words) {
    return std::string(words.begin()[random.below(words.size())]);
  };
  std::string text(header);
  for (int i = 0; i < rows; ++i) {
    const std::string person =
        random.below(4) == 0 ? pick({"潘子正", "a@b.com", R"(back\slash)", "\"Quoted \"\"Q\"\" Name\"", " blanks "})
                             : "person with a longer name " + std::to_string(random.below(300));
    text += person + "," + pick({"NVIDIA", "DeepSeek", "\"ByteDance, Beijing\"", "x@y", "北京大学"}) + ",";
    text += pick({"", "2010", "2011-05", "2012-06-01", "2013~"}) + "," + pick({"", "..", "2015", "2016-01"}) + ",";
    text += pick({"", "intern", "a longer role of the person"}) + "," + pick({"", "Rome", "r@me"}) + ",";
    text += pick({"", "", "attic"}) + "," + pick({"", "A", "B"}) + "\n";
  }
  return text;
}

/// Everything of the relations, in canonical order.
std::string all_of(const Records& records) {
  std::string text = hex16(records.content_hash()) + "\n";
  for (Relation r = 0; r < records.relation_count(); ++r) {
    const RelationColumns& c = records.relations();
    text += records.relation_id(r) + " " + records.relation_place(r) + " " + std::string(records.entity_id(c.from[r])) +
            " " + std::string(records.entity_name(c.from[r])) + " " + std::string(records.entity_id(c.to[r])) + " " +
            std::string(records.entity_name(c.to[r])) + " " + std::string(records.date_text(c.start[r])) + " " +
            std::string(records.date_text(c.end[r])) + " " + std::string(records.text(c.role[r])) + " " +
            std::string(records.relation_property(r, "grade"));
    for (const Entity place : {c.place[r], records.entities().place[c.to[r]]}) {
      if (place == no_entity) continue;
      text += " " + std::string(records.entity_id(place)) + " " + std::string(records.entity_name(place)) + " " +
              std::string(to_word(static_cast<PlaceLevel>(records.entities().level[place])));
    }
    text += "\n";
  }
  return text;
}

std::string read(const std::string& text, std::uint64_t max_bad, Duplicates duplicates, unsigned places = no_place) {
  Report report;
  return all_of(read_careers(text, "t.csv", RowsForm::csv, mapping(places), duplicates, max_bad, report));
}

TEST_CASE("careers in parts: organisations and relations in places, given by columns or the same everywhere") {
  const std::string text = random_table(4, 3000);
  for (const unsigned places : {+seat, +relation_place, +all_places, +constant_places}) {
    CAPTURE(places);
    const std::string expected = read(text + std::string(bad_row), 1, Duplicates::drop, places);
    const std::string_view known = places == relation_place ? "attic" : places == constant_places ? "Phobos" : "Rome";
    CHECK(expected.find(known) != std::string::npos);
    CHECK((read(text, 0, Duplicates::drop, places) == expected));
  }
}

TEST_CASE("careers in parts: the records that the reader of single rows makes, at any thread count") {
  for (const auto& size : {std::pair(1, 20), std::pair(2, 2000), std::pair(3, 60'000)}) {
    const int seed = size.first;
    const int rows = size.second;
    CAPTURE(seed);
    const std::string text = random_table(static_cast<std::uint64_t>(seed), rows);
    for (const Duplicates duplicates : {Duplicates::drop, Duplicates::keep}) {
      const std::string expected = read(text + std::string(bad_row), 1, duplicates);
      for (const int threads : {1, 2, 7}) {
        CAPTURE(threads);
        set_thread_count(threads);
        CHECK((read(text, 0, duplicates) == expected));
      }
      set_thread_count(0);
    }
  }
}

/// Whether the table is read in parts.
bool in_parts(const std::string& text, const Mapping& how = mapping(no_place)) {
  Report report;
  const Rows rows(text, "t.csv", RowsForm::csv, report);
  RecordsBuilder builder(report);
  return read_careers_in_parts(rows, how, builder).has_value();
}

TEST_CASE("careers in parts: what is plain and what is not") {
  CHECK(in_parts(random_table(5, 100)));
  CHECK(in_parts(std::string(header)));
  CHECK_FALSE(in_parts(random_table(5, 100) + std::string(bad_row)));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,2015,2010,,,,\n"));  // ends before it starts
  CHECK_FALSE(in_parts(std::string(header) + ",b,2015,,,,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,,2015,,,,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,..,,,,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,2015,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,2015,,\"open,,,\n"));
  CHECK(in_parts(random_table(5, 10), mapping(all_places)));
  Mapping placed = mapping(no_place);
  placed.person.place.name = {.column = "grade"};
  CHECK_FALSE(in_parts(random_table(5, 10), placed));
}

TEST_CASE("careers in parts: a quoted cell that runs over many lines is read as one") {
  std::string text(header);
  const std::string many_lines = "\"" + std::string(3'000'000, '\n') + "\"";
  text += "a,b,2010,2011,,,,\n" + std::string("c,d,2012,,") + many_lines + ",,,\ne,f,2013,,,,,\n";
  CHECK((read(text, 0, Duplicates::drop) == read(text + std::string(bad_row), 1, Duplicates::drop)));
}

}  // namespace
}  // namespace renmai
