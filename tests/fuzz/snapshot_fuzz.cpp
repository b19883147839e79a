// SPDX-License-Identifier: Apache-2.0
// Changes to the files of a small snapshot, with hashes to match, never crash what opens, uses or verifies it.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/report.hpp"
#include "format/load.hpp"
#include "format/snapshot.hpp"
#include "records/names.hpp"
#include "records/selection.hpp"

using namespace renmai;

namespace {

namespace fs = std::filesystem;

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// A snapshot to change, and its files as they were.
struct Base {
  std::string folder;
  std::map<std::string, std::string> files;

  Base() {
    std::string name = (fs::temp_directory_path() / "renmai-fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    write_file(
        name + "/entities.csv",
        "id,kind,name,aliases,part_of,place,level,flags,note\np1,person,Ann,A;Anna,,,,,\np2,person,安,,,,,pseudonym,x\n"
        "c,company,Corp,,,x,,,\nl,lab,Lab,,c,,,,\nx,place,X,,,y,city,,\ny,place,Y,,,,country,,\n");
    write_file(name + "/relations.csv",
               "id,from,kind,to,start,end,attested,after,status,confidence,weight,source,extra\n"
               "r1,p1,employment,c,2001,2004~,,,,,2,s,\nr2,p1,employment,l,,,2005;2006,r1,,likely,,s,e\n"
               "r3,p2,same_as,p1,,,,,,0.8,,,\nr4,p2,study,c,2001-05,..,,,offered,,,t,\n");
    Report report;
    const std::vector<std::string> paths{name};
    const Loaded data = load(paths, {}, report);
    folder = name + "/s.renmai";
    write_snapshot(data.records, data.regions_text, data.regions_file, data.format, {}, folder);
    for (const auto& entry : fs::directory_iterator(folder)) {
      std::ifstream in(entry.path(), std::ios::binary);
      files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
  }
};

void mend_hash(std::string& manifest, const std::string& file, std::string_view bytes) {
  const std::size_t row = manifest.find("\"" + file.substr(0, file.size() - 4) + "\"");
  const std::size_t at = row == std::string::npos ? row : manifest.find("\"xxh3\": \"", row);
  if (at != std::string::npos && at + 25 < manifest.size()) manifest.replace(at + 9, 16, hex16(hash_bytes(bytes)));
}

template <class Act>
void attempt(const Act& act) {
  try {
    act();
  } catch (const Error&) {
  }
}

void use(const std::string& folder, bool few) {
  Report report;
  LoadOptions options;
  options.few_rows = few;
  const std::vector<std::string> paths{folder};
  const Loaded data = load(paths, options, report);
  Selection selection;
  selection.kinds = {"all"};
  selection.statuses = {"all"};
  for (const std::string_view name : {"Ann", "corp", "an", "nobody"}) {
    for (const Entity e : find_name(data.records, name).found) {
      const Selected about(data.records, selection, {}, std::span(&e, 1));
      for (Fact f = 0; f < about.fact_count(); ++f) static_cast<void>(data.records.relation_id(about.relation(f)));
    }
  }
  if (few) return;
  const Selected all(data.records, selection);
  for (Fact f = 0; f < all.fact_count(); ++f) static_cast<void>(all.spell(f));
  for (Entity e = 0; e < data.records.entity_count(); ++e) static_cast<void>(all.hierarchy.enclosing(e));
}

}  // namespace

/// Of each four bytes: which file, where (two), what.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Base base;
  std::map<std::string, std::string> changed;
  for (std::size_t i = 0; i + 4 <= size && i < 64; i += 4) {
    auto file = base.files.begin();
    std::advance(file, data[i] % base.files.size());
    std::string& bytes = changed.try_emplace(file->first, file->second).first->second;
    const std::size_t at = (std::size_t{data[i + 1]} << 8U | data[i + 2]) % (bytes.size() + 1);
    if (at == bytes.size())
      bytes.resize(bytes.size() * data[i + 3] / 256);
    else
      bytes[at] = static_cast<char>(data[i + 3]);
    if (bytes.empty()) bytes = "x";
  }
  std::string manifest = base.files.at("manifest.json");
  if (const auto own = changed.find("manifest.json"); own != changed.end()) manifest = own->second;
  for (const auto& [file, bytes] : changed) {
    if (file == "manifest.json") continue;
    mend_hash(manifest, file, bytes);
    write_file(base.folder + "/" + file, bytes);
  }
  write_file(base.folder + "/manifest.json", manifest);
  attempt([&] { use(base.folder, true); });
  attempt([&] { use(base.folder, false); });
  attempt([&] { verify_snapshot(base.folder); });
  for (const auto& [file, bytes] : changed) write_file(base.folder + "/" + file, base.files.at(file));
  return 0;
}
