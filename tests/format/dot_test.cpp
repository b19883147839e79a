// SPDX-License-Identifier: Apache-2.0
#include "format/dot.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "files.hpp"
#include "format/dot_scan.hpp"

using namespace renmai;
using renmai::test::error_of;

namespace {

Records read(std::string_view text, Report& report, std::uint64_t max_bad = 0) {
  RecordsBuilder builder(report);
  read_dot(text, "g.dot", builder, report);
  return builder.finish(max_bad);
}
Records read(std::string_view text) {
  Report report;
  return read(text, report);
}
Error refused(std::string_view text) {
  return error_of([&] { (void)read(text); });
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("vertices and edges of DOT become entities and relations") {
  const Records records = read(R"(/* a comment */ digraph "g" {
  // another
  # and another
  node [shape=box];
  ann [label="Ann\nLee" kind=person];
  ibm [label="\N" kind=company shape=oval sector="IT"]
  ann -> ibm [kind=employment label="engineer" start="2010" end=".." weight=2.5 note="x"];
  subgraph cluster_1 { label="the lab"; subgraph cluster_2 { bob } eve }
  bob -> { eve ann }
})");
  CHECK(records.entity_count() == 4);
  CHECK(records.relation_count() == 3);
  const Entity ann = records.find_entity("ann").value();
  CHECK(records.entity_name(ann) == "Ann\nLee");
  CHECK(records.entity_kind(ann).name == "person");
  CHECK(records.entity_property(ann, "shape") == "box");
  const Entity ibm = records.find_entity("ibm").value();
  CHECK(records.entity_name(ibm) == "ibm");
  CHECK(records.entity_property(ibm, "shape") == "oval");
  CHECK(records.entity_property(ibm, "sector") == "IT");
  CHECK(records.entity_property(records.find_entity("bob").value(), "group") == "cluster_2");
  CHECK(records.entity_property(records.find_entity("eve").value(), "group") == "the lab");
  CHECK(records.entity_kind(records.find_entity("bob").value()).name == "other");
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (records.relations().from[r] != ann) {
      CHECK(records.relation_kind(r).name == "edge");
      CHECK(records.relation_kind(r).traits == trait_other);
      continue;
    }
    CHECK(records.relation_kind(r).name == "employment");
    CHECK(records.text(records.relations().role[r]) == "engineer");
    CHECK(records.date_text(records.relations().start[r]) == "2010");
    CHECK(records.relations().weight[r] == 2.5);
    CHECK(records.relation_property(r, "note") == "x");
  }
}

TEST_CASE("undirected, strict and odd but valid graphs") {
  CHECK(read("graph { a -- b; b -- a }").relation_count() == 2);
  CHECK(read("strict graph { a -- b; b -- a }").relation_count() == 1);
  CHECK(read("GRAPH{a--b}").relation_property(0, "direction") == "undirected");
  CHECK(read("digraph { \"%5\" -> \"%x\"; \"%x\" -> a }").find_entity("%5"));
  CHECK(read("digraph { a:n -> b:s:x; -.5 -> 7; <i <b>x</b>> -> \"a\" + \"b\" }").find_entity("i <b>x</b>"));
  CHECK(read("digraph { }").entity_count() == 0);
  CHECK(read("digraph { a -> b \r\n }\r\n# end\n").relation_count() == 1);
  CHECK(read("digraph { a [place=\"Rome\" id=7] }").entity_property(0, "input_place") == "Rome");
  CHECK(read("# 77 \"other.dot\"\ndigraph { a /* \" */ }").entity_count() == 1);
}

TEST_CASE("text that is no DOT graph has one error with its line, and the next graph is read as ever") {
  const auto check = [](std::string_view text, std::string_view place, std::string_view message) {
    const Error error = refused(text);
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.place() == place);
    CHECK(error.message() == message);
    CHECK(read("digraph { a -> b }").relation_count() == 1);
  };
  check("digraph {\n a -> \n}", "g.dot:3", "this is no DOT graph: syntax error near '}'");
  check("digraph { a -> b\n c -- d }", "g.dot:2", "this is no DOT graph: syntax error near '--'");
  check("graph { a -> b }", "g.dot:1", "this is no DOT graph: syntax error near '->'");
  check("digraph {\n a [label=\"x];\n}", "g.dot:2", "this quote is never closed");
  check("digraph {\n a [label=<x];\n}", "g.dot:2", "this HTML text is never closed");
  check("digraph {\n /* a\n}", "g.dot:2", "this comment is never closed");
  check("digraph { a", "g.dot:1", "the graph is never closed");
  check("", "g.dot:1", "the file holds no graph");
  check("// nothing\n", "g.dot:2", "the file holds no graph");
  check("digraph { a }\ndigraph { b }", "g.dot:2", "text after the end of the graph; one graph a file is read");
  check("digraph { a } }", "g.dot:1", "text after the end of the graph; one graph a file is read");
  check("digraph {\n@ }", "g.dot:2", "unexpected '@'");
  check("}", "g.dot:1", "unexpected '}'");
  check("id,kind\na,b\n", "g.dot:3", "the file holds no graph");
  check("\nx {}", "g.dot:2", "this is no DOT graph: syntax error near 'x'");
  check("# 77 \"other.dot\"\ndigraph { a -> }", "g.dot:2", "this is no DOT graph: syntax error near '}'");
  check(std::string_view("digraph {\n \0 }", 14), "g.dot:2:2", "a NUL byte; UTF-8 text is wanted");
  check("digraph { \xff }", "g.dot:1:11", "this is not UTF-8; convert the file to UTF-8");
}

TEST_CASE("warnings of the parser become notices") {
  Report report;
  CHECK(read("digraph {\n 3a -> b }", report).entity_count() == 3);
  REQUIRE(report.notice_count("dot") == 1);
  CHECK(report.notices()[0].first[0].place == "g.dot:2");
}

TEST_CASE("a bad date or weight of an edge is a bad row that names the edge") {
  Report report;
  CHECK(read("digraph { a -> b [start=\"2021-13\"]; a -> c [weight=big]; a -> d }", report, 2).relation_count() == 1);
  REQUIRE(report.bad_count() == 2);
  CHECK(report.faults()[0].place == "g.dot");
  CHECK(report.faults()[0].message.starts_with("edge 'a' to 'b': '2021-13' is no date: "));
  CHECK(report.faults()[1].message == "edge 'a' to 'c': weight 'big' is no number");
}

TEST_CASE("graphs that would grow without bound are refused before they are built") {
  std::string many = "{";
  for (int i = 0; i < 3000; ++i) many += " n" + std::to_string(i);
  many += " }";
  CHECK(refused("digraph { " + many + " -> " + many + " }").kind() == ErrorKind::limit);
  CHECK(refused("digraph { subgraph s " + many + "; subgraph s -> subgraph s }").kind() == ErrorKind::limit);
  CHECK(refused("digraph { subgraph s " + many + " -> subgraph t " + many + " }").kind() == ErrorKind::limit);
  CHECK(refused("digraph { subgraph s " + many + "; { subgraph s } -> { subgraph s } }").kind() == ErrorKind::limit);
  CHECK(refused("digraph { " + repeat("{ ", 101) + repeat("} ", 101) + "}").message() ==
        "subgraphs are nested deeper than 100");
  std::string attributes = "digraph { n [";
  for (int i = 0; i < 30000; ++i) attributes += " a" + std::to_string(i) + "=1";
  CHECK(refused(attributes + "] " + many.substr(1, many.size() - 2) + " }").kind() == ErrorKind::limit);
  // What is large but plain is read.
  const auto chain = [](std::size_t links) { return "digraph { a" + repeat(" -> {{b}}", links) + " }"; };
  CHECK(read(chain(1800)).entity_count() == 2);
  CHECK(refused(chain(1801)).message() == "more than 1,800 edges in one statement; write them as several");
  CHECK(
      read("digraph { " + repeat("a -> {", 90) + "b" + repeat(" -> c", 1700) + repeat("}", 90) + " }").entity_count() ==
      3);
  CHECK(refused("digraph { " + repeat("a -> {", 90) + "b" + repeat(" -> c", 1711) + repeat("}", 90) + " }").kind() ==
        ErrorKind::limit);
  CHECK(read("digraph { " + repeat("a -> b; c -> d e -> f ", 2000) + "}").entity_count() == 6);
  CHECK(read("digraph { a -> " + many + " -> b }").relation_count() == 6000);
}

TEST_CASE("comments and line directives are blanked line for line") {
  CHECK(detail::prepare_dot("digraph /* x\ny */ {a\n# 3 \"f\"\n} // z", "g") ==
        "digraph     \n     {a\n       \n}     ");
  CHECK(detail::prepare_dot("digraph { \"# /*\" <// <x>> }", "g") == "digraph { \"# /*\" <// <x>> }");
}

TEST_CASE("texts survive the escapes of DOT") {
  for (const std::string text : {"", "a", "\\", "\\\\", "\"", "\\\"", "a\nb", "a\r\nb", "\\n", "%", "end\\"}) {
    std::string seen = detail::encode_dot(text);  // what the parser makes of it
    for (std::size_t i = 0; i + 1 < seen.size(); ++i) {
      if (seen[i] == '\\' && seen[i + 1] == '\\')
        ++i;
      else if (seen[i] == '\\' && seen[i + 1] == '"')
        seen.erase(i, 1);
    }
    CHECK(detail::decode_dot(seen) == text);
  }
}

TEST_CASE("graphs are read by several threads at once") {
  std::vector<std::thread> threads;
  std::vector<int> good(4);
  for (std::size_t t = 0; t < good.size(); ++t) {
    threads.emplace_back([&good, t] {
      for (int i = 0; i < 50; ++i) {
        try {
          good[t] += read("digraph { a -> b -> c }").relation_count() == 2 ? 1 : 0;
          (void)read("digraph { a -> }");
        } catch (const Error&) {
          ++good[t];
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(good == std::vector<int>(4, 100));
}
