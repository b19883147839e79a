// SPDX-License-Identifier: Apache-2.0
#include "format/snapshot.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "files.hpp"
#include "format/load.hpp"
#include "records/names.hpp"
#include "records/selection.hpp"
#include "records/stored_columns.hpp"
#include "support.hpp"

using namespace renmai;
using renmai::test::error_of;
using renmai::test::files_in;
using renmai::test::load_paths;
using renmai::test::read_file;
using renmai::test::TestFolder;

namespace fs = std::filesystem;

namespace {

const std::vector<std::string> command{"renmai", "import", "-g", "it's here", "-o", "x.renmai"};

void write(const Loaded& data, const std::string& folder) {
  write_snapshot(data.records, data.regions_text, data.regions_file, data.format, command, folder);
}

Loaded talent() { return load_paths({std::string(RENMAI_SOURCE_DIR) + "/graphs/talent"}); }

/// Every column as text, texts and dates as what they are, so that numberings do not show.
std::string all_rows(const Records& records) {
  std::string text;
  visit_stored_columns(records.parts(), [&](RowsOf rows, std::string_view name, Holds holds, const auto& column) {
    text += "\n" + std::string(name);
    const std::size_t count = rows == RowsOf::entities ? records.entity_count() : records.relation_count();
    for (std::size_t row = 0; row < count; ++row) {
      const auto item = column[row];
      text += "|";
      if (holds == Holds::text)
        text += records.text(static_cast<TextId>(item));
      else if (holds == Holds::date)
        text += records.date_text(static_cast<DateId>(item));
      else if (holds == Holds::attested)
        text += records.attested_text(static_cast<Relation>(row));
      else
        text += std::to_string(item);
    }
  });
  return text;
}

/// What a verb that reads every row meets.
void use_all(const std::string& folder) {
  const Loaded data = load_paths({folder});
  const Selected selected(data.records, selection_of_everything());
  std::size_t bytes = 0;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    bytes += data.records.entity_name(selected.from(f)).size() + data.records.relation_id(selected.relation(f)).size();
    bytes += selected.sources(f).size() + static_cast<std::size_t>(selected.spell(f).open);
  }
  for (Entity e = 0; e < data.records.entity_count(); ++e) bytes += selected.hierarchy.enclosing(e).size();
  CHECK(bytes > 0);
}

/// What a verb meets that looks at one entity, found by name.
void use_few(const std::string& folder, const std::string& name) {
  Report report;
  LoadOptions options;
  options.few_rows = true;
  const Loaded data = load_paths({folder}, report, options);
  for (const Entity e : find_name(data.records, name).found) {
    const Selected selected(data.records, selection_of_everything(), {}, std::span(&e, 1));
    std::size_t bytes = 0;
    for (Fact f = 0; f < selected.fact_count(); ++f)
      bytes += data.records.relation_id(selected.relation(f)).size() + selected.roles(f).size();
    CHECK((selected.fact_count() == 0 || bytes > 0));
  }
}

void overwrite(const std::string& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("snapshot: every cell, date, finding and answer comes back") {
  const TestFolder folder;
  const Loaded data = talent();
  write(data, folder.at("t.renmai"));
  verify_snapshot(folder.at("t.renmai"));
  const Loaded back = load_paths({folder.at("t.renmai")});
  CHECK(back.format == "dataset");
  CHECK(back.regions_text == data.regions_text);
  CHECK(all_rows(back.records) == all_rows(data.records));
  CHECK(back.records.content_hash() == data.records.content_hash());
  CHECK(back.records.as_of() == data.records.as_of());
  CHECK(back.records.containments().size() == data.records.containments().size());
  CHECK(back.records.findings().size() == data.records.findings().size());
  for (Relation r = 0; r < data.records.relation_count(); ++r) {
    CHECK(back.records.spell(r) == data.records.spell(r));
    CHECK(back.records.relation_id(r) == data.records.relation_id(r));
    CHECK(back.records.known_on(r) == data.records.known_on(r));
    CHECK(std::ranges::equal(back.records.after(r), data.records.after(r)));
  }
}

TEST_CASE("snapshot: an index answers every name as a search among all does") {
  const TestFolder folder;
  const Loaded data = talent();
  write(data, folder.at("t.renmai"));
  const Loaded back = load_paths({folder.at("t.renmai")});
  std::vector<std::string> names{"pan zizheng", "ZIZHENG-PAN", "deep", "liang", "nobody at all", "R017", "c_deepseek"};
  for (Entity e = 0; e < data.records.entity_count(); ++e) {
    names.emplace_back(data.records.entity_id(e));
    names.emplace_back(data.records.entity_name(e));
  }
  for (const std::string& name : names) {
    for (const NameScope scope : {NameScope::all, NameScope::persons, NameScope::places}) {
      const NameAnswer a = find_name(data.records, name, scope);
      const NameAnswer b = find_name(back.records, name, scope);
      CHECK_MESSAGE((a.found == b.found && a.match == b.match && a.suggestion == b.suggestion), name);
    }
  }
}

TEST_CASE("snapshot: the facts of one entity are those among all facts") {
  const TestFolder folder;
  write(talent(), folder.at("t.renmai"));
  const Loaded back = load_paths({folder.at("t.renmai")});
  const Selected all(back.records, selection_of_everything());
  for (Entity e = 0; e < back.records.entity_count(); ++e) {
    const Selected few(back.records, selection_of_everything(), {}, std::span(&e, 1));
    std::vector<Relation> expected;
    for (const Fact fact : all.facts_of(all.identity(e))) {
      for (const Relation r : all.evidence(fact)) expected.push_back(r);
    }
    std::vector<Relation> found;
    for (Fact fact = 0; fact < few.fact_count(); ++fact) {
      for (const Relation r : few.evidence(fact)) found.push_back(r);
    }
    CHECK(found == expected);
  }
}

TEST_CASE("snapshot: equal records give equal bytes, at any number of threads, and again from a snapshot") {
  const TestFolder folder;
  std::string rows = "person,org,start,end,note\n";
  std::string reversed;
  for (int i = 0; i < 20'000; ++i) {
    const std::string row = "p" + std::to_string(i % 7000) + ",o" + std::to_string(i % 90) + "," +
                            std::to_string(1990 + i % 30) + "," + std::to_string(2020 + i % 4) + ",n" +
                            std::to_string(i) + "\n";
    rows += row;
    reversed.insert(0, row);
  }
  const auto imported = [&](const std::string& text, const std::string& name, int threads) {
    set_thread_count(threads);
    write(load_paths({folder.write(name + ".csv", text)}), folder.at(name + ".renmai"));
    set_thread_count(0);
    return files_in(folder.at(name + ".renmai"));
  };
  const auto one = imported(rows, "a", 1);
  CHECK(one == imported(rows, "a", 3));
  auto other = imported("person,org,start,end,note\n" + reversed, "b", 2);
  CHECK(other.size() == one.size());
  for (const auto& [file, bytes] : one) {
    const std::string& name = file;
    if (name != "relation_line.npy" && name != "manifest.json") CHECK_MESSAGE(bytes == other[name], name);
  }
  write(load_paths({folder.at("a.renmai")}), folder.at("again.renmai"));
  CHECK(files_in(folder.at("again.renmai")) == one);
}

TEST_CASE("snapshot: rows kept although they repeat, and rows that follow others, come back") {
  const TestFolder folder;
  folder.write("d/entities.csv", "id,kind\np,person\nc,company\nd,company\n");
  folder.write(
      "d/relations.csv",
      "id,from,kind,to,start,end,after\n,p,employment,c,2001,,\n,p,employment,c,2001,,\n,p,employment,c,2001,,\n"
      "x,p,employment,d,,,y\ny,p,employment,c,1999,2000,\n");
  LoadOptions options;
  options.duplicates = Duplicates::keep;
  const Loaded data = load_paths({folder.at("d")}, options);
  write(data, folder.at("d.renmai"));
  verify_snapshot(folder.at("d.renmai"));
  const Loaded back = load_paths({folder.at("d.renmai")});
  REQUIRE(back.records.relation_count() == 5);
  for (Relation r = 0; r < 5; ++r) {
    CHECK(back.records.relation_id(r) == data.records.relation_id(r));
    CHECK(back.records.spell(r) == data.records.spell(r));
  }
}

TEST_CASE("snapshot: of no records at all") {
  const TestFolder folder;
  folder.write("d/entities.csv", "id,kind\n");
  folder.write("d/relations.csv", "from,kind,to\n");
  write(load_paths({folder.at("d")}), folder.at("d.renmai"));
  verify_snapshot(folder.at("d.renmai"));
  CHECK(load_paths({folder.at("d.renmai")}).records.entity_count() == 0);
}

TEST_CASE("snapshot: it replaces an older one, and nothing else") {
  const TestFolder folder;
  const Loaded data = talent();
  write(data, folder.at("t.renmai"));
  write(data, folder.at("t.renmai"));
  CHECK(fs::exists(folder.at("t.renmai/manifest.json")));
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
  folder.write("other/thesis.txt", "years of work");
  CHECK(error_of([&] { write(data, folder.at("other")); }).kind() == ErrorKind::output);
  CHECK(fs::exists(folder.at("other/thesis.txt")));
}

TEST_CASE("snapshot: what a killed writer left goes when the next one writes, what a living one fills stays") {
  const TestFolder folder;
  folder.write("t.renmai.new-abc123/half.npy", "half");
  folder.write("t.renmai.new-notes/keep.txt", "no such name is ours: its end is too short");
  write(talent(), folder.at("t.renmai"));
  CHECK_FALSE(fs::exists(folder.at("t.renmai.new-abc123")));
  CHECK(fs::exists(folder.at("t.renmai.new-notes")));
}

TEST_CASE("snapshot: another version is refused with the command that makes it anew") {
  const TestFolder folder;
  write(talent(), folder.at("t.renmai"));
  std::string manifest = read_file(folder.at("t.renmai/manifest.json"));
  manifest.replace(manifest.find("\"renmai_snapshot\": 1"), 20, "\"renmai_snapshot\": 7");
  overwrite(folder.at("t.renmai/manifest.json"), manifest);
  const Error error = error_of([&] { static_cast<void>(load_paths({folder.at("t.renmai")})); });
  CHECK(error.kind() == ErrorKind::input);
  CHECK(error.message().find("version 7") != std::string::npos);
  CHECK(error.hint() == "make it anew: renmai import -g 'it'\\''s here' -o x.renmai");
}

TEST_CASE("snapshot: a file that is cut off, longer or missing is refused when it is opened") {
  const TestFolder folder;
  write(talent(), folder.at("t.renmai"));
  for (const auto& [file, bytes] : files_in(folder.at("t.renmai"))) {
    const std::string& name = file;
    const std::string path = folder.at("t.renmai/" + name);
    const auto refused = [&] {
      return error_of([&] { use_few(folder.at("t.renmai"), "Pan"); }).kind() == ErrorKind::input;
    };
    overwrite(path, bytes.substr(0, bytes.size() - 1));
    if (name != "manifest.json") CHECK_MESSAGE(refused(), name);  // of which a line end can be spared
    overwrite(path, bytes.substr(0, bytes.size() / 2));
    CHECK_MESSAGE(refused(), name);
    overwrite(path, "");
    CHECK_MESSAGE(refused(), name);
    if (name != "manifest.json") {
      overwrite(path, bytes + '\0');
      CHECK_MESSAGE(refused(), name);
      fs::remove(path);
      CHECK_MESSAGE(refused(), name);
    }
    overwrite(path, bytes);
  }
  verify_snapshot(folder.at("t.renmai"));
}

TEST_CASE("snapshot: a deep check finds every single byte that changed") {
  const TestFolder folder;
  write(talent(), folder.at("t.renmai"));
  Random random(11);
  for (const auto& [file, bytes] : files_in(folder.at("t.renmai"))) {
    const std::string& name = file;
    if (name == "manifest.json") continue;
    const std::string path = folder.at("t.renmai/" + name);
    for (int i = 0; i < 8; ++i) {
      std::string changed = bytes;
      const std::size_t at = random.below(bytes.size());
      changed[at] = static_cast<char>(changed[at] ^ (1 << random.below(8)));
      overwrite(path, changed);
      CHECK_MESSAGE(error_of([&] { verify_snapshot(folder.at("t.renmai")); }).kind() == ErrorKind::input, name);
    }
    overwrite(path, bytes);
  }
}

namespace {

/// Puts the hash of a changed file into the manifest, as somebody would who means harm.
void mend_hash(const std::string& folder, const std::string& column) {
  std::string manifest = read_file(folder + "/manifest.json");
  const std::size_t row = manifest.find("\"name\": \"" + column + "\", \"type\"");
  REQUIRE(row != std::string::npos);
  const std::size_t at = manifest.find("\"xxh3\": \"", row) + 9;
  manifest.replace(at, 16, hex16(hash_bytes(read_file(folder + "/" + column + ".npy"))));
  overwrite(folder + "/manifest.json", manifest);
}

bool passes(const std::function<void()>& act) {
  try {
    act();
    return true;
  } catch (const Error& error) {
    CHECK((error.kind() == ErrorKind::input || error.kind() == ErrorKind::limit));
    return false;
  }
}

}  // namespace

TEST_CASE("snapshot: hostile columns with hashes to match crash nothing, and a deep check finds them all") {
  const TestFolder folder;
  const std::string snapshot = folder.at("t.renmai");
  write(talent(), snapshot);
  const std::string manifest = read_file(snapshot + "/manifest.json");
  Random random(5);
  std::size_t refused = 0;
  for (const auto& [name, bytes] : files_in(snapshot)) {
    if (name == "manifest.json") continue;
    const std::string column = name.substr(0, name.size() - 4);
    const std::size_t head = bytes.find('\n') + 1;
    if (head == bytes.size()) continue;
    for (int i = 0; i < 12; ++i) {
      std::string changed = bytes;
      for (std::uint64_t k = 0; k <= random.below(3); ++k) {
        const std::size_t at = head + random.below(bytes.size() - head);
        const auto byte = static_cast<unsigned char>(changed[at]);
        changed[at] = static_cast<char>(random.below(2) == 0 ? random.below(256) : byte + std::uint64_t{1});
      }
      if (changed == bytes) continue;
      overwrite(snapshot + "/" + name, changed);
      mend_hash(snapshot, column);
      passes([&] { use_few(snapshot, "Pan"); });
      passes([&] { use_few(snapshot, "c_deepseek"); });
      passes([&] { use_all(snapshot); });
      const bool sound = passes([&] { verify_snapshot(snapshot); });
      refused += sound ? 0 : 1;
      // Where a row stood in its file is told, and nothing else hangs on it.
      if (!column.ends_with("_line") && !column.ends_with("_file")) CHECK_MESSAGE(!sound, column);
    }
    overwrite(snapshot + "/" + name, bytes);
    overwrite(snapshot + "/manifest.json", manifest);
  }
  CHECK(refused > 300);
  verify_snapshot(snapshot);
}

TEST_CASE("snapshot: hostile manifests are refused or read, never worse") {
  const TestFolder folder;
  const std::string snapshot = folder.at("t.renmai");
  write(talent(), snapshot);
  const std::string manifest = read_file(snapshot + "/manifest.json");
  Random random(6);
  for (int i = 0; i < 600; ++i) {
    std::string changed = manifest;
    for (std::uint64_t k = 0; k <= random.below(4); ++k) {
      const std::size_t at = random.below(changed.size());
      switch (random.below(3)) {
        case 0: changed[at] = static_cast<char>("0123456789\"{}[],:-xn"[random.below(20)]); break;
        case 1: changed.erase(at, random.below(30)); break;
        default: changed.insert(at, changed.substr(random.below(changed.size()), random.below(40))); break;
      }
    }
    overwrite(snapshot + "/manifest.json", changed);
    passes([&] { use_few(snapshot, "Pan"); });
    passes([&] { use_all(snapshot); });
    passes([&] { verify_snapshot(snapshot); });
  }
}
