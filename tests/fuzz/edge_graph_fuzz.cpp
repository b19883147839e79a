// SPDX-License-Identifier: Apache-2.0
// The first byte chooses the options, the rest is an edge list; any difference from the way through records aborts.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "format/edge_graph.hpp"
#include "format/load.hpp"
#include "graph/project.hpp"

namespace {

using namespace renmai;

struct Seen {
  std::vector<Edge> edges;
  std::vector<std::string> ids;
  std::uint64_t hash = 0;
  std::string error;
  std::uint64_t bad = 0;
  std::uint64_t repeats = 0;
  friend bool operator==(const Seen&, const Seen&) = default;
};

template <class Read>
Seen see(const Read& read) {
  Seen seen;
  Report report;
  try {
    read(seen, report);
  } catch (const Error& error) {
    seen = {};
    seen.error = error.place() + error.message();
  }
  seen.bad = report.bad_count();
  seen.repeats = report.notice_count("exact repeat");
  return seen;
}

/// A file of this process in memory, or as near to that as there is.
class Scratch {
 public:
  Scratch(const std::uint8_t* bytes, std::size_t size) : path_("/tmp/renmai-edge-fuzz-XXXXXX") {
    const int file = ::mkstemp(path_.data());
    if (file < 0 || ::write(file, bytes, size) != static_cast<ssize_t>(size)) std::abort();
    ::close(file);
  }
  ~Scratch() { ::unlink(path_.c_str()); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool directed = (data[0] & 1U) != 0;
  const bool weighted = (data[0] & 2U) != 0;
  const std::uint64_t max_bad = (data[0] & 4U) != 0 ? size : 0;
  const Scratch file(data + 1, size - 1);
  const Seen straight = see([&](Seen& seen, Report& report) {
    const Input input(file.path());
    const EdgeGraph read = read_edge_graph(
        input, {.directed = directed, .weighted = weighted, .content_hash = true, .max_bad = max_bad}, report);
    seen.edges = read.graph.edges();
    for (Vertex v = 0; v < read.ids.size(); ++v) seen.ids.push_back(read.ids[v]);
    seen.hash = read.content_hash.value_or(0);
  });
  const Seen through_records = see([&](Seen& seen, Report& report) {
    const Loaded loaded =
        load(std::vector<std::string>{file.path()}, {.format = "edges", .mapping = {}, .max_bad = max_bad}, report);
    Selection all;
    all.kinds = {"all"};
    const Selected selected(loaded.records, all);
    const Projection projection = project(selected, {.directed = directed, .weighted = weighted});
    seen.edges = projection.graph.edges();
    for (const Entity e : projection.entities) seen.ids.emplace_back(loaded.records.entity_id(e));
    seen.hash = loaded.records.content_hash();
  });
  if (!(straight == through_records)) std::abort();
  return 0;
}
