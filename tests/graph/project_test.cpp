// SPDX-License-Identifier: Apache-2.0
#include "graph/project.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/text.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

std::string id(const Projection& p, const Records& records, Vertex v) {
  return std::string(records.entity_id(p.entities.at(v)));
}

/// "a-b" or "a>b", with the weight where it is not 1; then vertices without edges.
std::string shape(const Projection& p, const Records& records) {
  std::string text;
  std::set<Vertex> met;
  for (const Edge& edge : p.graph.edges()) {
    met.insert({edge.from, edge.to});
    if (!text.empty()) text += " ";
    text += id(p, records, edge.from) + (p.graph.directed() ? ">" : "-") + id(p, records, edge.to);
    if (edge.weight != 1) text += "*" + format_number(edge.weight);
  }
  for (const Vertex v : p.graph.vertices()) {
    if (!met.contains(v)) text += (text.empty() ? "" : " ") + id(p, records, v);
  }
  return text;
}

std::size_t component_count(const Graph& graph) {
  std::vector<char> seen(graph.vertex_count(), 0);
  std::size_t count = 0;
  for (const Vertex root : graph.vertices()) {
    if (seen[root] != 0) continue;
    ++count;
    std::vector<Vertex> waiting{root};
    seen[root] = 1;
    while (!waiting.empty()) {
      const Vertex v = waiting.back();
      waiting.pop_back();
      for (const Vertex u : graph.out(v)) {
        if (seen[u] == 0) seen[u] = 1, waiting.push_back(u);
      }
    }
  }
  return count;
}

Records small() {
  test::RecordsFixture f;
  f.entity("ann", "person").entity("ben", "person").entity("many", "person", {.flags = "collective"});
  f.entity("top", "company").entity("c", "company", {.part_of = "top"}).entity("lab", "lab", {.part_of = "c"});
  f.entity("u", "university").entity("alone", "person").entity("now", "company").entity("old", "company");
  f.relation("old", "renamed_to", "now");
  f.relation("ann", "employment", "lab", "2010", "2012", {.id = "R1"})
      .relation("ann", "employment", "lab", "2014", "2015", {.id = "R2"});
  f.relation("ann", "employment", "c", "", "", {.id = "R3", .weight = "2.5"})
      .relation("ann", "study", "u", "", "", {.id = "R4"});
  f.relation("ben", "mentorship", "ann", "", "", {.id = "R5"})
      .relation("ben", "employment", "old", "", "", {.id = "R6"});
  f.relation("many", "employment", "c", "", "", {.id = "R7"}).relation("top", "funding", "lab", "", "", {.id = "R8"});
  return f.finish();
}

TEST_CASE("project: facts become weighted edges between units, undirected and collapsed") {
  const Records records = small();
  const Selected selected(records, {});
  const Projection p = project(selected);
  CHECK(shape(p, records) == "ann-ben ann-c*2.5 ann-lab*2 ann-u ben-now");
  CHECK(std::is_sorted(p.entities.begin(), p.entities.end()));
  CHECK_FALSE(p.directed);
}

TEST_CASE("project: roll-up to organisations and tops adds up what falls together") {
  const Records records = small();
  const Selected selected(records, {});
  CHECK(shape(project(selected, {.roll_up = RollUp::organisation}), records) == "ann-ben ann-c*4.5 ann-u ben-now");
  CHECK(shape(project(selected, {.roll_up = RollUp::top}), records) == "ann-ben ann-top*4.5 ann-u ben-now");
}

TEST_CASE("project: a fact inside one rolled-up organisation is no edge, but its vertex stays") {
  const Records records = small();
  const Selected selected(records, {.kinds = {"funding"}});
  CHECK(shape(project(selected), records) == "lab-top");
  const Projection p = project(selected, {.roll_up = RollUp::top});
  CHECK(shape(p, records) == "top");
  CHECK(p.facts.empty());
}

TEST_CASE("project: directed edges go as written") {
  const Records records = small();
  const Selected selected(records, {});
  CHECK(shape(project(selected, {.directed = true}), records) == "ann>c*2.5 ann>lab*2 ann>u ben>ann ben>now");
}

TEST_CASE("project: parallels kept stay apart, without weights every edge counts one") {
  const Records records = small();
  const Selected selected(records, {});
  const Projection kept = project(selected, {.parallels = Parallels::keep});
  CHECK(shape(kept, records) == "ann-ben ann-c*2.5 ann-lab ann-lab ann-u ben-now");
  CHECK(kept.graph.has_parallel_edges());
  const Projection plain = project(selected, {.weighted = false});
  CHECK(shape(plain, records) == "ann-ben ann-c ann-lab ann-u ben-now");
  CHECK_FALSE(plain.graph.weighted());
}

TEST_CASE("project: isolates are the other entities, once each after identity and roll-up") {
  const Records records = small();
  const Selected selected(records, {});
  CHECK(shape(project(selected, {.isolates = true}), records) == "ann-ben ann-c*2.5 ann-lab*2 ann-u ben-now alone top");
  CHECK(shape(project(selected, {.roll_up = RollUp::top, .isolates = true}), records) ==
        "ann-ben ann-top*4.5 ann-u ben-now alone");
  const Selected all(records, {.collectives = true});
  CHECK(shape(project(all, {.isolates = true}), records) ==
        "ann-ben ann-c*2.5 ann-lab*2 ann-u ben-now c-many alone top");
}

TEST_CASE("project: repeats from other sources weigh once") {
  test::RecordsFixture f;
  f.entity("p", "person").entity("c", "company");
  f.relation("p", "employment", "c", "2010", "", {.source = "s1"})
      .relation("p", "employment", "c", "", "2012", {.source = "s2"});
  const Records records = f.finish();
  const Selected selected(records, {});
  const Projection p = project(selected);
  CHECK(shape(p, records) == "c-p");
  CHECK(p.facts_between(0, 1).size() == 1);
  CHECK(selected.evidence(p.facts_between(0, 1)[0]).size() == 2);
}

TEST_CASE("project: facts between two vertices, in either direction or as directed") {
  test::RecordsFixture f;
  f.entity("a", "person").entity("b", "person").entity("c", "person");
  f.relation("a", "mentorship", "b", "2010", "", {.id = "R1"})
      .relation("b", "mentorship", "a", "2012", "", {.id = "R2"});
  f.relation("a", "mentorship", "b", "2014", "", {.id = "R3"}).relation("c", "mentorship", "b", "", "", {.id = "R4"});
  const Records records = f.finish();
  const Selected selected(records, {});
  const Projection both = project(selected);
  CHECK(both.facts_between(0, 1) == std::vector<Fact>{0, 1, 2});
  CHECK(both.facts_between(1, 0) == std::vector<Fact>{0, 1, 2});
  CHECK(both.facts_between(1, 2) == std::vector<Fact>{3});
  CHECK(both.facts_between(0, 2).empty());
  CHECK(both.facts_between(0, 0).empty());
  const Projection directed = project(selected, {.directed = true});
  CHECK(directed.facts_between(0, 1) == std::vector<Fact>{0, 2});
  CHECK(directed.facts_between(1, 0) == std::vector<Fact>{1});
  CHECK(directed.facts_between(1, 2).empty());
  CHECK(directed.facts_between(2, 1) == std::vector<Fact>{3});
}

TEST_CASE("project: the facts of all edges are the facts of the selection that make edges") {
  for (const bool directed : {false, true}) {
    for (const RollUp level : {RollUp::unit, RollUp::organisation, RollUp::top}) {
      const Selected selected(test::talent(),
                              {.kinds = {"all"}, .statuses = {"all"}, .min_confidence = 0, .collectives = true});
      const Projection p = project(selected, {.roll_up = level, .directed = directed});
      std::vector<Fact> found;
      double weight = 0;
      for (const Edge& edge : p.graph.edges()) {
        const auto facts = p.facts_between(edge.from, edge.to);
        CHECK(static_cast<double>(facts.size()) == edge.weight);
        weight += edge.weight;
        found.insert(found.end(), facts.begin(), facts.end());
      }
      std::sort(found.begin(), found.end());
      auto all = p.facts;
      std::sort(all.begin(), all.end());
      CHECK(found == all);
      CHECK(weight == static_cast<double>(all.size()));
      for (const Vertex v : p.graph.vertices()) CHECK(p.vertex_of(p.entities[v]) == v);
    }
  }
  CHECK(project(Selected(test::talent(), {})).vertex_of(no_entity) == std::nullopt);
}

TEST_CASE("project: no facts, no graph") {
  const Records records = small();
  const Selected none(records, {.kinds = {"visit"}});
  const Projection p = project(none);
  CHECK(p.graph.vertex_count() == 0);
  CHECK(p.facts_between(0, 1).empty());
  test::RecordsFixture empty;
  const Records nothing = empty.finish();
  CHECK(project(Selected(nothing, {}), {.isolates = true}).graph.vertex_count() == 0);
}

TEST_CASE("project: the stamp says how the graph was made") {
  const Selected selected(test::talent(), {});
  const Projection p = project(selected, {.roll_up = RollUp::top, .directed = true, .parallels = Parallels::keep});
  REQUIRE(p.stamp.size() > 2);
  CHECK(p.stamp[0].first == "graph");
  CHECK(p.stamp[0].second == "directed, parallels kept, " + std::to_string(p.graph.vertex_count()) + " vertices, " +
                                 std::to_string(p.graph.edge_count()) + " edges");
  CHECK(p.stamp[1] == std::pair<std::string, std::string>("roll_up", "top"));
}

/// "vertices/edges/components" of persons and organisations by affiliation and study, as the questions on the
/// documents count them: a simple graph with groups of people.
std::string affiliation_graph(double confidence, RollUp level = RollUp::unit, std::vector<std::string> statuses = {}) {
  const Selected selected(test::talent(), {.kinds = {"affiliation", "study"},
                                           .statuses = std::move(statuses),
                                           .min_confidence = confidence,
                                           .collectives = true});
  const Projection p = project(selected, {.roll_up = level});
  return std::to_string(p.graph.vertex_count()) + "/" + std::to_string(p.graph.edge_count()) + "/" +
         std::to_string(component_count(p.graph));
}

TEST_CASE("project: the affiliation graph of the talent dataset has the sizes counted by hand") {
  CHECK(affiliation_graph(0.75) == "60/48/12");
  CHECK(affiliation_graph(0.75, RollUp::top) == "56/46/11");
  CHECK(affiliation_graph(1).starts_with("52/41/"));
  CHECK(affiliation_graph(0.4).starts_with("64/51/"));
  CHECK(affiliation_graph(0.75, RollUp::unit, {"actual", "planned"}).starts_with("61/50/"));
}

TEST_CASE("project: degrees of the talent dataset as counted by hand") {
  const auto degree = [&](std::string_view name, double confidence) {
    const Selected selected(test::talent(),
                            {.kinds = {"affiliation", "study"}, .min_confidence = confidence, .collectives = true});
    const Projection p = project(selected);
    return p.graph.out_degree(*p.vertex_of(test::entity(test::talent(), name)));
  };
  CHECK(degree("c_deepseek", 0.75) == 8);
  CHECK(degree("c_deepseek", 1) == 6);
  CHECK(degree("c_deepseek", 0.4) == 9);
  for (const std::string_view name : {"c_nvidia", "c_waymo", "c_google", "c_shiqi_mi"}) CHECK(degree(name, 0.75) == 2);
  CHECK(degree("p_zheng", 0.75) == 6);  // one job at ByteDance and TopSeed is two units
}

TEST_CASE("project: groups of people are left out unless asked for") {
  const Selected selected(test::talent(), {.kinds = {"all"}, .min_confidence = 0});
  for (const Entity e : project(selected, {.isolates = true}).entities) {
    CHECK_FALSE(test::talent().has_flag(e, flag_collective));
  }
}

TEST_CASE("project: the order of rows never shows") {
  const auto digest = [](const Records& records) {
    const Selected selected(records, {.kinds = {"all"}, .min_confidence = 0});
    const Projection p = project(selected, {.roll_up = RollUp::organisation, .directed = true});
    return shape(p, records) + std::to_string(p.facts.size()) + p.stamp.back().second;
  };
  const std::string first = digest(test::talent());
  Random random(11);
  const Records shuffled = test::talent_records([&](std::vector<std::size_t>& order) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  });
  CHECK(digest(shuffled) == first);
}

TEST_CASE("project: vertex columns become ids, names and kinds") {
  const Records records = small();
  const Selected selected(records, {});
  const Projection p = project(selected);
  Table table;
  table.add("vertex", std::vector<std::uint32_t>{0, no_vertex});
  table.add("parent", std::vector<std::uint32_t>{1, no_vertex});
  table.add("score", std::vector<double>{0.5, 1});
  table.stamp = {{"k", "v"}};
  const Table named = with_names(table, records, p.entities);
  std::vector<std::string> columns;
  for (const Column& column : named.columns())
    columns.push_back(column.name + "=" + column.cell(0) + "," + column.cell(1));
  CHECK(columns == std::vector<std::string>{"id=ann,", "name=ann,", "kind=person,", "parent=ben,", "parent_id=ben,",
                                            "score=0.5,1"});
  CHECK(named.stamp == table.stamp);
}

TEST_CASE("with_names: who is said to be one with a redacted entity is hidden like it") {
  test::RecordsFixture f;
  f.entity("ann", "person").entity("secret", "person", {.flags = "redacted"}).entity("twin", "person");
  f.relation("twin", "same_as", "secret").relation("ann", "mentorship", "twin");
  const Records records = f.finish();
  const Projection p = project(Selected(records, {.identity = IdentityLevel::none}));
  Table table;
  table.add("vertex", std::vector<std::uint32_t>{0, 1});
  const Table named = with_names(table, records, p.entities);
  CHECK(named.column("id").texts() == std::vector<std::string>{"ann", ""});
  CHECK(named.column("name").texts() == std::vector<std::string>{"ann", "(redacted)"});
}

}  // namespace
}  // namespace renmai
