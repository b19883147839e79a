// SPDX-License-Identifier: Apache-2.0
#include "format/csv_header.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

using renmai::CsvHeader;
using renmai::Error;
using renmai::ErrorKind;

namespace {

CsvHeader header_of(const std::vector<std::string_view>& names) { return {names, "people.csv:1"}; }

}  // namespace

TEST_CASE("columns are found whatever the case and the blanks around them") {
  const CsvHeader header = header_of({"ID", " Name ", "Início", "", ""});
  CHECK(header.size() == 5);
  CHECK(header.names()[1] == "Name");
  CHECK(header.find("id") == 0);
  CHECK(header.find("NAME") == 1);
  CHECK(header.find("INÍCIO") == 2);
  CHECK_FALSE(header.find("start").has_value());
  CHECK_FALSE(header.find("").has_value());
  CHECK(header.require("Id") == 0);
}

TEST_CASE("two columns of one name are an error that says which") {
  try {
    (void)header_of({"id", "name", "ID "});
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.message() == "columns 1 and 3 have the same name, 'ID'");
    CHECK(error.place() == "people.csv:1");
  }
}

TEST_CASE("a column that must be there is named with the nearest one") {
  try {
    (void)header_of({"id", "person", "organisaton"}).require("organisation");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.message() == "there is no column 'organisation'; the columns are id, person, organisaton");
    CHECK(error.place() == "people.csv:1");
    CHECK(error.hint() == "did you mean 'organisaton'?");
  }
}

TEST_CASE("the message of a very wide file lists only its first columns") {
  std::vector<std::string> names;
  for (int i = 0; i < 1000; ++i) names.push_back("c" + std::to_string(i));
  const std::vector<std::string_view> views(names.begin(), names.end());
  try {
    (void)header_of(views).require("person");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.message().ends_with("c28, c29, ... (1,000 columns)"));
  }
}
