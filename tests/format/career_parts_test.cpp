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

Mapping mapping() {
  Mapping mapping;
  mapping.person.name = {.column = "who"};
  mapping.organisation.name = {.column = "where"};
  mapping.start.whole = {.column = "from"};
  mapping.end.whole = {.column = "to"};
  mapping.role = {.column = "as"};
  return mapping;
}

constexpr std::string_view header = "who,where,from,to,as,grade\n";
constexpr std::string_view bad_row = "somebody,somewhere,2013-13,,,\n";

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
    text += pick({"", "intern", "a longer role of the person"}) + "," + pick({"", "A", "B"}) + "\n";
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
            std::string(records.relation_property(r, "grade")) + "\n";
  }
  return text;
}

std::string read(const std::string& text, std::uint64_t max_bad, Duplicates duplicates) {
  Report report;
  return all_of(read_careers(text, "t.csv", RowsForm::csv, mapping(), duplicates, max_bad, report));
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
bool in_parts(const std::string& text, const Mapping& how = mapping()) {
  Report report;
  const Rows rows(text, "t.csv", RowsForm::csv, report);
  RecordsBuilder builder(report);
  return read_careers_in_parts(rows, how, builder).has_value();
}

TEST_CASE("careers in parts: what is plain and what is not") {
  CHECK(in_parts(random_table(5, 100)));
  CHECK(in_parts(std::string(header)));
  CHECK_FALSE(in_parts(random_table(5, 100) + std::string(bad_row)));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,2015,2010,,\n"));  // ends before it starts
  CHECK_FALSE(in_parts(std::string(header) + ",b,2015,,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,,2015,,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,..,,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,2015,,\n"));
  CHECK_FALSE(in_parts(std::string(header) + "a,b,2015,,\"open,\n"));
  Mapping placed = mapping();
  placed.organisation.place.name = {.column = "grade"};
  CHECK_FALSE(in_parts(random_table(5, 10), placed));
}

TEST_CASE("careers in parts: a quoted cell that runs over many lines is read as one") {
  std::string text(header);
  const std::string many_lines = "\"" + std::string(3'000'000, '\n') + "\"";
  text += "a,b,2010,2011,,\n" + std::string("c,d,2012,,") + many_lines + ",\ne,f,2013,,,\n";
  CHECK((read(text, 0, Duplicates::drop) == read(text + std::string(bad_row), 1, Duplicates::drop)));
}

}  // namespace
}  // namespace renmai
