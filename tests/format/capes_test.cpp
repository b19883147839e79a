// SPDX-License-Identifier: Apache-2.0
// The scholarships of CAPES against a slow obvious reader of our own.
#include <doctest/doctest.h>
#include <zlib.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "files.hpp"

using namespace renmai;

namespace {

const std::string capes_file = std::string(RENMAI_SOURCE_DIR) + "/graphs/capes/capes.csv.gz";
const std::string capes_mapping = std::string(RENMAI_SOURCE_DIR) + "/scripts/mappings/capes.toml";

using Row = std::vector<std::string>;

/// Every byte looked at on its own.
std::vector<Row> slow_rows(const std::string& path) {
  std::string text;
  gzFile file = gzopen(path.c_str(), "rb");
  REQUIRE(file != nullptr);
  std::array<char, 65536> buffer{};
  for (int count = 0; (count = gzread(file, buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  gzclose(file);
  std::vector<Row> rows(1, Row(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && text[i] == '\n') {
      rows.emplace_back(1);
    } else {
      rows.back().back() += text[i];
    }
  }
  if (rows.back() == Row(1)) rows.pop_back();
  return rows;
}

enum Columns : std::uint8_t {
  process,
  level,
  start_year,
  start_month,
  end_year,
  end_month,
  home,
  home_state,
  host,
  host_country
};

struct Expected {
  std::uint64_t rows = 0, bad = 0, repeats = 0, loaded = 0;
  std::set<std::string> people;
  std::map<std::string, std::uint64_t> by_country;  // of the rows that are loaded
  std::set<std::pair<std::string, std::string>> hosts;
  std::vector<std::uint64_t> first_bad_lines, first_repeat_lines;
};

Expected expected() {
  const std::vector<Row> rows = slow_rows(capes_file);
  Expected result;
  std::set<Row> seen;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row& row = rows[i];
    ++result.rows;
    const bool repeats = !seen.insert(row).second;
    const int start = std::stoi(row[start_year]) * 12 + std::stoi(row[start_month]);
    const int end = std::stoi(row[end_year]) * 12 + std::stoi(row[end_month]);
    result.repeats += repeats ? 1U : 0U;
    if (end < start) {
      ++result.bad;
      if (result.first_bad_lines.size() < 10) result.first_bad_lines.push_back(i + 1);
      continue;
    }
    if (repeats) {
      if (result.first_repeat_lines.size() < 10) result.first_repeat_lines.push_back(i + 1);
      continue;
    }
    ++result.loaded;
    ++result.by_country[row[host_country]];
    result.people.insert(row[process]);
    if (row[host] != "NA") result.hosts.emplace(row[host], row[host_country]);
  }
  return result;
}

}  // namespace

TEST_CASE("the counts of the CAPES scholarships agree with a slow reader") {
  const Expected wanted = expected();
  CHECK(wanted.rows == 146'036);
  CHECK(wanted.bad == 43);
  CHECK(wanted.repeats == 47'108);

  LoadOptions options;
  const Input mapping(capes_mapping);
  options.mapping = read_mapping(mapping.text(), mapping.name());
  Report report;
  const Records records = test::load_paths({capes_file}, report, options).records;
  CHECK(records.relation_count() == wanted.loaded);
  CHECK(report.bad_count() == wanted.bad);
  CHECK(report.notice_count("exact repeat") == wanted.repeats);
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(report.faults()[i].place.starts_with(capes_file + ":" + std::to_string(wanted.first_bad_lines[i]) + ":"));
  }
  for (const Report::Notices& notices : report.notices()) {
    if (notices.kind != "exact repeat") continue;
    for (std::size_t i = 0; i < 10; ++i) {
      CHECK(notices.first[i].place == capes_file + ":" + std::to_string(wanted.first_repeat_lines[i]));
    }
  }

  std::map<std::string, std::uint64_t> by_country;
  std::set<std::pair<std::string, std::string>> hosts;
  std::set<std::string> people;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    const Entity to = records.relations().to[r];
    const Entity country = records.entities().place[to];
    REQUIRE(country != no_entity);
    ++by_country[std::string(records.entity_name(country))];
    if (records.entity_name(to) != "?") hosts.emplace(records.entity_name(to), records.entity_name(country));
    people.emplace(records.entity_name(records.relations().from[r]));
  }
  CHECK(by_country == wanted.by_country);
  CHECK(hosts == wanted.hosts);
  CHECK(people == wanted.people);
  std::uint64_t persons = 0;
  for (Entity e = 0; e < records.entity_count(); ++e) persons += records.role(e) == EntityRole::person ? 1U : 0U;
  CHECK(persons == wanted.people.size());
}
