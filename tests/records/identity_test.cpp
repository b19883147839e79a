// SPDX-License-Identifier: Apache-2.0
#include "records/identity.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

struct Claimed {
  std::string from, kind, to, confidence = {}, id = {}, status = {};
};

/// Persons a to f and pseudonyms x, y.
Records people(const std::vector<Claimed>& rows) {
  test::RecordsFixture f;
  for (const std::string_view id : {"a", "b", "c", "d", "e", "f"}) f.entity(id, "person");
  for (const std::string_view id : {"x", "y"}) f.entity(id, "person", {.flags = "pseudonym"});
  for (const Claimed& row : rows) {
    f.relation(row.from, row.kind, row.to, "", "", {.id = row.id, .status = row.status, .confidence = row.confidence});
  }
  return f.finish();
}

/// "a=b c=d": every entity that stands for another, with its representative.
std::string merges(const Records& records, IdentityLevel level) {
  const Identity identity(records, level);
  std::string text;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    CHECK(identity(identity(e)) == identity(e));
    if (identity(e) == e) continue;
    if (!text.empty()) text += " ";
    text += std::string(records.entity_id(e)) + "=" + std::string(records.entity_id(identity(e)));
  }
  CHECK(identity.merges() == !text.empty());
  return text;
}

std::string merges(const std::vector<Claimed>& rows, IdentityLevel level = IdentityLevel::likely) {
  return merges(people(rows), level);
}

std::vector<Entity> members(const Identity& identity, Entity e) {
  std::vector<Entity> found;
  identity.for_members(e, [&](Entity member) { found.push_back(member); });
  return found;
}

TEST_CASE("identity: levels believe certain claims, likely ones too, or none") {
  const Records records =
      people({{"b", "same_as", "a"}, {"d", "same_as", "c", "likely"}, {"f", "same_as", "e", "0.7"}});
  CHECK(merges(records, IdentityLevel::none).empty());
  CHECK(merges(records, IdentityLevel::certain) == "b=a");
  CHECK(merges(records, IdentityLevel::likely) == "b=a d=c");
  const Identity none(records, IdentityLevel::none);
  CHECK(none.merge_count() == 0);
  CHECK(members(none, 1) == std::vector<Entity>{1});
  const Identity likely(records, IdentityLevel::likely);
  CHECK(likely.merge_count() == 2);
  CHECK(members(likely, 0) == std::vector<Entity>{0, 1});
  CHECK(members(likely, 1) == std::vector<Entity>{0, 1});
  CHECK(members(likely, 4) == std::vector<Entity>{4});
}

TEST_CASE("identity: only actual claims merge, and nothing merges with itself") {
  CHECK(merges({{"b", "same_as", "a", "", "", "planned"}}).empty());
  CHECK(merges({{"a", "same_as", "a"}, {"b", "not_same_as", "b"}}).empty());
}

TEST_CASE("identity: same_as is symmetric and transitive, the least id stands for all") {
  CHECK(merges({{"c", "same_as", "b"}, {"a", "same_as", "c"}}) == "b=a c=a");
  CHECK(merges({{"a", "same_as", "b"}, {"b", "same_as", "a"}}) == "b=a");
}

TEST_CASE("identity: not_same_as forbids a merge, directly and through others") {
  CHECK(merges({{"a", "same_as", "b"}, {"b", "not_same_as", "a"}}).empty());
  SUBCASE("of a chain the weakest link is left out") {
    CHECK(merges({{"a", "same_as", "b", "0.9"}, {"b", "same_as", "c", "0.8"}, {"a", "not_same_as", "c"}}) == "b=a");
    CHECK(merges({{"a", "same_as", "b", "0.8"}, {"b", "same_as", "c", "0.9"}, {"a", "not_same_as", "c"}}) == "c=b");
  }
  SUBCASE("of equal links the later by id is left out") {
    CHECK(merges({{"a", "same_as", "b", "", "I2"},
                  {"b", "same_as", "c", "", "I1"},
                  {"a", "not_same_as", "c", "", "I3"}}) == "c=b");
  }
  SUBCASE("two groups with a forbidden pair between any of their members stay apart") {
    const Records records = people({{"a", "same_as", "b", "", "I1"},
                                    {"c", "same_as", "d", "", "I2"},
                                    {"b", "not_same_as", "d", "", "I3"},
                                    {"a", "same_as", "c", "", "I4"},
                                    {"e", "same_as", "c", "", "I5"},
                                    {"e", "same_as", "b", "", "I6"}});
    CHECK(merges(records, IdentityLevel::likely) == "b=a d=c e=c");
    const Identity identity(records, IdentityLevel::likely);
    REQUIRE(identity.findings().size() == 2);
    CHECK(identity.findings()[0].rule == "identity-refused");
    CHECK(identity.findings()[0].record == "I4");
    CHECK(identity.findings()[1].record == "I6");
    CHECK(identity.findings()[0].place.starts_with("relations.csv:"));
  }
  SUBCASE("a level that does not believe the denial does not heed it") {
    const Records records = people({{"a", "same_as", "b"}, {"a", "not_same_as", "b", "likely"}});
    CHECK(merges(records, IdentityLevel::certain) == "b=a");
    CHECK(merges(records, IdentityLevel::likely).empty());
  }
}

TEST_CASE("identity: a pseudonym is never merged with a real person") {
  CHECK(merges({{"x", "same_as", "a"}}).empty());
  CHECK(merges({{"a", "renamed_to", "x"}}).empty());
  CHECK(merges({{"x", "same_as", "y"}}) == "y=x");
  CHECK(merges({{"x", "same_as", "y"}, {"y", "same_as", "a"}}).empty() == false);
  CHECK(merges({{"x", "same_as", "y"}, {"y", "same_as", "a"}}) == "y=x");
  const Records records = people({{"x", "same_as", "a", "", "I1"}});
  const Identity identity(records, IdentityLevel::certain);
  REQUIRE(identity.findings().size() == 1);
  CHECK(identity.findings()[0].message == "a pseudonym is never merged with a real person");
}

TEST_CASE("identity: the newest name of a chain of renames stands for all") {
  CHECK(merges({{"a", "renamed_to", "c"}}) == "a=c");
  CHECK(merges({{"a", "renamed_to", "c"}, {"c", "renamed_to", "b"}}) == "a=b c=b");
  CHECK(merges({{"c", "renamed_to", "b"}, {"a", "renamed_to", "c"}, {"d", "same_as", "a"}}) == "a=b c=b d=b");
  SUBCASE("of two new names the surer counts") {
    CHECK(merges({{"a", "renamed_to", "b", "0.8"}, {"a", "renamed_to", "c", "0.9"}}) == "a=c b=c");
  }
  SUBCASE("a rename that is forbidden names nothing") {
    CHECK(merges({{"a", "renamed_to", "b"}, {"a", "not_same_as", "b"}, {"c", "same_as", "a"}}) == "c=a");
  }
  SUBCASE("circles end somewhere, the same for all") {
    CHECK(merges({{"a", "renamed_to", "b", "", "I1"}, {"b", "renamed_to", "a", "", "I2"}}) == "a=b");
    CHECK(merges({{"a", "renamed_to", "b", "", "I1"},
                  {"b", "renamed_to", "c", "", "I2"},
                  {"c", "renamed_to", "a", "", "I3"}}) == "a=c b=c");
    CHECK(merges({{"d", "renamed_to", "a", "", "I1"},
                  {"a", "renamed_to", "b", "", "I2"},
                  {"b", "renamed_to", "a", "", "I3"}}) == "a=b d=b");
  }
}

TEST_CASE("identity: the talent dataset merges Magic Square AI into DeepSeek, and nobody else") {
  const Records& records = test::talent();
  CHECK(merges(records, IdentityLevel::certain).empty());
  CHECK(merges(records, IdentityLevel::likely) == "c_magicsquare=c_deepseek");
  CHECK(Identity(records, IdentityLevel::likely).findings().empty());
}

/// What the rules say, by brute force: links from the surest down, a set is refused if it would hold a forbidden pair.
std::vector<int> slow_merges(const std::vector<Claimed>& rows, int count) {
  std::vector<int> set(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) set[static_cast<std::size_t>(i)] = i;
  const auto number = [](const std::string& id) { return static_cast<std::size_t>(id[0] - 'a'); };
  for (const Claimed& row : rows) {
    if (row.kind != "same_as") continue;
    auto joined = set;
    const int old_set = joined[number(row.from)];
    for (int& s : joined) s = s == old_set ? joined[number(row.to)] : s;
    bool good = true;
    for (const Claimed& other : rows) {
      good = good && !(other.kind == "not_same_as" && joined[number(other.from)] == joined[number(other.to)]);
    }
    if (good) set = joined;
  }
  return set;
}

TEST_CASE("identity: random claims agree with the rules applied one by one") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Claimed> rows;
    const auto person = [&] { return std::string(1, static_cast<char>('a' + random.below(6))); };
    for (std::uint64_t i = 0; i < 3 + random.below(12); ++i) {
      Claimed row{person(), random.below(4) == 0 ? "not_same_as" : "same_as", person()};
      row.id = "I" + std::to_string(10 + i);
      if (row.from != row.to) rows.push_back(row);
    }
    const Records records = people(rows);
    const Identity identity(records, IdentityLevel::certain);
    const auto slow = slow_merges(rows, 6);
    for (Entity a = 0; a < 6; ++a) {
      for (Entity b = 0; b < 6; ++b) CHECK((identity(a) == identity(b)) == (slow[a] == slow[b]));
      CHECK(identity(a) <= a);
    }
  }
}

TEST_CASE("identity: thousands of claims about one thing end quickly") {
  test::RecordsFixture f;
  constexpr int count = 20'000;
  const auto id = [](int i) { return "n" + std::to_string(100'000 + i); };
  for (int i = 0; i <= count; ++i) f.entity(id(i), "person");
  for (int i = 0; i < count; ++i) f.relation(id(i), "renamed_to", id(i + 1));
  for (int i = 1; i < count; i += 2) f.relation(id(i), "not_same_as", id(0), "", "", {.confidence = "likely"});
  const Records records = f.finish();
  const Identity certain(records, IdentityLevel::certain);
  CHECK(certain(0) == count);
  CHECK(certain.merge_count() == count);
  const Identity likely(records, IdentityLevel::likely);
  CHECK(likely(0) != likely(1));
}

TEST_CASE("identity: of a flipped relation the level's answer is turned round") {
  test::RecordsFixture f;
  f.entity("a", "person").entity("b", "person").entity("c", "person");
  f.relation("a", "same_as", "b", "", "", {.id = "sure", .confidence = "1"});
  f.relation("b", "same_as", "c", "", "", {.id = "weak", .confidence = "0.4"});
  const Records records = f.finish();
  const auto merged = [&](IdentityLevel level, std::vector<std::string_view> ids) {
    std::vector<Relation> flipped;
    for (const auto id : ids) flipped.push_back(*records.find_relation(id));
    const Identity identity(records, level, flipped);
    std::string text;
    for (Entity e = 0; e < records.entity_count(); ++e) text += records.entity_id(identity(e));
    return text;
  };
  CHECK(merged(IdentityLevel::likely, {}) == "aac");
  CHECK(merged(IdentityLevel::likely, {"sure"}) == "abc");
  CHECK(merged(IdentityLevel::likely, {"weak"}) == "aaa");
  CHECK(merged(IdentityLevel::none, {"weak"}) == "abb");
  CHECK(merged(IdentityLevel::certain, {"sure", "weak"}) == "abb");
}

}  // namespace
}  // namespace renmai
