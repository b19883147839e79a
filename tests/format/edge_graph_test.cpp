// SPDX-License-Identifier: Apache-2.0
#include "format/edge_graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "format/edge_scan.hpp"
#include "format/files.hpp"
#include "format/load.hpp"
#include "graph/project.hpp"

namespace renmai {
namespace {

/// All that a reader of either way can see, as text.
struct Seen {
  std::string graph;
  std::string told;
};

void add_report(Seen& seen, const Report& report) {
  seen.told += std::to_string(report.bad_count()) + " bad\n";
  for (const Fault& fault : report.faults()) seen.told += fault.place + ": " + fault.message + '\n';
  for (const Report::Notices& notices : report.notices()) {
    seen.told += notices.kind + " " + std::to_string(notices.count) + '\n';
    for (const Fault& first : notices.first) seen.told += first.place + ": " + first.message + '\n';
  }
}

void add_error(Seen& seen, const Error& error) { seen.told += error.place() + "! " + error.message() + error.hint(); }

template <class Ids>
void add_graph(Seen& seen, const Graph& graph, const Ids& id) {
  seen.graph += std::to_string(graph.vertex_count()) + " vertices, " + std::to_string(graph.edge_count()) + " edges, " +
                std::to_string(graph.loop_count()) + " loops, degree " + std::to_string(graph.max_out_degree()) + '\n';
  for (const Vertex v : graph.vertices()) {
    seen.graph += id(v) + ':';
    for (std::size_t k = 0; k < graph.out_degree(v); ++k) {
      seen.graph += ' ' + std::to_string(graph.out(v)[k]) + '*' + std::to_string(graph.weight(graph.out_begin(v) + k));
    }
    seen.graph += " from";
    for (std::size_t k = 0; k < graph.in_degree(v); ++k) {
      const auto weights = graph.in_weights(v);
      seen.graph += ' ' + std::to_string(graph.in(v)[k]) + '*' + std::to_string(weights.empty() ? 1.0 : weights[k]);
    }
    seen.graph += '\n';
  }
}

Seen through_records(const std::string& path, bool directed, bool weighted, std::uint64_t max_bad) {
  Seen seen;
  Report report;
  try {
    const Loaded loaded =
        load(std::vector<std::string>{path}, {.format = "edges", .mapping = {}, .max_bad = max_bad}, report);
    Selection selection;
    selection.kinds = {"all"};
    const Selected selected(loaded.records, selection);
    const Projection projection = project(selected, {.directed = directed, .weighted = weighted});
    add_graph(seen, projection.graph,
              [&](Vertex v) { return std::string(loaded.records.entity_id(projection.entities[v])); });
    seen.graph +=
        std::to_string(selected.fact_count()) + " facts, hash " + std::to_string(loaded.records.content_hash());
  } catch (const Error& error) {
    add_error(seen, error);
  }
  add_report(seen, report);
  return seen;
}

Seen straight(const std::string& path, bool directed, bool weighted, std::uint64_t max_bad) {
  Seen seen;
  Report report;
  try {
    const Input input(path);
    const EdgeGraph read = read_edge_graph(
        input, {.directed = directed, .weighted = weighted, .content_hash = true, .max_bad = max_bad}, report);
    add_graph(seen, read.graph, [&](Vertex v) { return read.ids[v]; });
    seen.graph += std::to_string(read.fact_count) + " facts, hash " + std::to_string(read.content_hash.value_or(0));
    for (Vertex v = 0; v < read.ids.size(); ++v) CHECK(read.ids.find(read.ids[v]) == v);
  } catch (const Error& error) {
    add_error(seen, error);
  }
  add_report(seen, report);
  return seen;
}

void check_both_ways(std::string_view text) {
  const test::TestFolder folder;
  const std::string path = folder.write("list.el", text);
  for (const bool directed : {false, true}) {
    for (const bool weighted : {false, true}) {
      for (const std::uint64_t max_bad : {std::uint64_t{0}, std::uint64_t{1000}}) {
        CAPTURE(text.substr(0, 200));
        CAPTURE(directed);
        CAPTURE(weighted);
        CAPTURE(max_bad);
        const Seen expected = through_records(path, directed, weighted, max_bad);
        const Seen seen = straight(path, directed, weighted, max_bad);
        CHECK(seen.graph == expected.graph);
        CHECK(seen.told == expected.told);
      }
    }
  }
}

}  // namespace

TEST_CASE("an edge list makes the same graph with and without records between") {
  for (const std::string_view text : std::initializer_list<std::string_view>{
           "0 1\n1 2\n2 0\n",
           "1 2\n10 2\n2 1\n1 2\n1 2\n9 9\n",                   // turned round, repeated, a loop
           "5 5\n",                                             // nothing but a loop
           "a b\nb c\nc a\na b\n",                              // names
           "a\tb c\nb c\td\n",                                  // tabs: blanks belong to the ids
           "1,2\n2, 3\n3 ,1,\n1,2,\n",                          // commas; an empty weight
           "# head\n% more\n\n1 2\n  # indented\n2 3\n",        // comments
           "1 2\r\n2 3\r\n\r\n3 1",                             // CRLF, no last end
           "1 2 0.5\n1 2 0.5\n1 2 1.5\n2 1 1.5\n2 3\n3 3 2\n",  // weights: repeats and facts apart
           "1 2 -0\n1 2 0\n1 2 -0\n1 2 1\n",                    // zeros of both signs
           "1 2 0.5\n2 1 0.5\n",                                // a sum of 1
           "1 2\n1\n1 2 3 4\n2 3 x\n3 4\n",                     // bad rows
           ",2\n1,\n,\n1,2\n2,3,4,5\n1,2\n",                    // empty ids
           "007 7\n7 07\n",                                     // zeros in front: other ids
           "4294967296 1\n1 99999999999\n2 4294967295\n",       // beyond 32 bits
           "2147483648 2147483647\n3000000000 1\n",             // beyond a dense range
           "12345678 123456789\n1234567890 12345678\n",         // eight digits and more
           "1  2\n1 \t 3\n 1 4 \n",                             // runs of blanks
           "1 2\nx 3\n3 1\n",                                   // one name among numbers
           "",
           "# nothing\n",
           "\n\n",
           "1 2\n\xff 3\n",                       // no UTF-8
           "1 2\n# \xc3\n",                       // nor in a comment
           std::string_view("1 2\n3\0 4\n", 10),  // NUL
           "\xef\xbb\xbf"
           "1 2\n",                                        // byte order mark
           "\xe7\x8e\x8b \xe6\x9d\x8e\n\xe6\x9d\x8e a\n",  // names beyond ASCII
           "+1 2\n-1 2\n1.0 2\n",
       }) {
    check_both_ways(text);
  }
}

TEST_CASE("random edge lists make the same graph with and without records between") {
  constexpr std::array separators{" ", "\t", ","};
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    const bool names = random.below(3) == 0;
    const bool weights = random.below(3) == 0;
    const bool faults = random.below(4) == 0;
    const std::string separator = separators[random.below(3)];
    const std::uint64_t range = 1 + random.below(200);
    std::string text = random.below(2) == 0 ? "# generated\n" : "";
    for (std::uint64_t row = 0; row < 300; ++row) {
      if (faults && random.below(40) == 0) text += "one\n";
      const auto id = [&] { return (names ? "n" : "") + std::to_string(random.below(range)); };
      text += id() + separator + id();
      if (weights && random.below(2) == 0) text += separator + std::to_string(random.below(3));
      text += random.below(50) == 0 ? "\r\n" : "\n";
    }
    check_both_ways(text);
  }
}

TEST_CASE("long edge lists are the same at 1, 2 and 7 threads") {
  const test::TestFolder folder;
  for (const bool names : {false, true}) {
    Random random(names ? 5 : 6);
    std::string text;
    while (text.size() < (std::size_t{5} << 20)) {  // several chunks
      const auto id = [&] { return (names ? "v" : "") + std::to_string(random.below(random.below(30'000) + 1)); };
      text += id() + ' ' + id() + '\n';
    }
    const std::string path = folder.write("long.el", text);
    for (const bool directed : {false, true}) {
      const Seen expected = through_records(path, directed, true, 0);
      for (const int threads : {1, 2, 7}) {
        set_thread_count(threads);
        const Seen seen = straight(path, directed, true, 0);
        CHECK((seen.graph == expected.graph));  // too long to print
        CHECK(seen.told == expected.told);
      }
    }
    set_thread_count(0);
  }
}

TEST_CASE("numbers are read eight digits at a time") {
  const auto scan = [](std::string_view row) {
    const std::string text = std::string(row) + "\n" + std::string(40, ' ');
    detail::EdgeScan lines(text, ' ', std::uint64_t{1} << 31);
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    return lines.take_numbers(from, to) ? std::to_string(from) + ' ' + std::to_string(to) : "refused";
  };
  for (const char* row : {"0 0", "1 2", "12 345", "1234567 7654321", "12345678 87654321", "123456789 1234567890",
                          "2147483647 1000000000", "99999999 100000000"}) {
    CHECK(scan(row) == row);
  }
  CHECK(scan("1  2") == "1 2");
  CHECK(scan("1 2\r") == "1 2");
  for (const char* row : {"", "1", "1 ", "01 2", "1 02", "00 1", "2147483648 1", "1 4294967297", "1 12345678901", "a 1",
                          "1 a", "1 2 3", "-1 2", "1:2", "1 2x", "\xb1 2", "1\xb2 2"}) {
    CHECK(scan(row) == "refused");
  }
}

TEST_CASE("an edge list that cannot fit is refused before it is read") {
  const test::TestFolder folder;
  std::string text;
  while (text.size() < (std::size_t{24} << 20)) text += "123456 654321\n";
  const Input input(folder.write("big.el", text));
  const LoadEstimate estimate = estimate_edge_list(input.text());
  CHECK(estimate.rows > text.size() / 15);
  CHECK(estimate.rows < text.size() / 13);
  CHECK(estimate.peak_bytes > estimate.loaded_bytes);
  Report report;
  try {
    static_cast<void>(read_edge_graph(input, {.free_memory = [] { return std::uint64_t{1000}; }}, report));
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
    CHECK(error.place().ends_with("big.el"));
    CHECK(error.message().find("1,000 bytes are free") != std::string::npos);
  }
}

}  // namespace renmai
