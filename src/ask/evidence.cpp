// SPDX-License-Identifier: Apache-2.0
#include "ask/evidence.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ask/vertex.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "records/redaction.hpp"

namespace renmai {

void Evidence::add(std::int64_t row, const std::string& what, const std::string& rule, Fact fact) {
  const Records& records = selected_.records;
  const RelationColumns& c = records.relations();
  for (const Relation r : selected_.evidence(fact)) {
    row_.push_back(row);
    what_.push_back(what);
    rule_.push_back(rule);
    one_.push_back(shown_name(records, c.from[r]));
    other_.push_back(shown_name(records, c.to[r]));
    relations_.add(r);
  }
}

Table Evidence::table() && {
  Table table;
  table.add("row", std::move(row_));
  table.add("what", std::move(what_));
  table.add("rule", std::move(rule_));
  table.add("one", std::move(one_));
  table.add("other", std::move(other_));
  std::move(relations_).append_to(table);
  return table;
}

namespace {

constexpr std::array<std::string_view, 2> openable{"degree", "strength"};

}  // namespace

Table rank_evidence(const Selected& selected, const Projection& projection, const Pass& pass, Entity entity) {
  if (std::find(openable.begin(), openable.end(), pass.name) == openable.end())
    throw Error(
        ErrorKind::usage,
        "a score of '" + std::string(pass.name) + "' comes from the whole graph, not from relations that can be listed",
        {}, "--why opens degree and strength; --drop tells what a rank loses without somebody");
  const auto vertex = vertex_for(selected, projection, entity);
  if (!vertex) throw Error(ErrorKind::usage, not_in_graph(selected, selected.identity(entity)));
  std::vector<Vertex> others;
  for (const auto row : {projection.graph.out(*vertex), projection.graph.in(*vertex)})
    others.insert(others.end(), row.begin(), row.end());
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  Evidence evidence(selected);
  std::int64_t number = 0;
  for (const Vertex other : others) {
    ++number;
    std::vector<Fact> facts = projection.facts_between(*vertex, other);
    if (projection.directed) {
      const auto back = projection.facts_between(other, *vertex);
      facts.insert(facts.end(), back.begin(), back.end());
    }
    const std::string rule = facts.size() == 1 ? "the relation of the two"
                                               : "one of " + std::to_string(facts.size()) + " relations of the two";
    const std::string what = "linked with " + shown_name(selected.records, projection.entities[other]);
    for (const Fact fact : facts) evidence.add(number, what, rule, fact);
  }
  Table table = std::move(evidence).table();
  table.stamp = projection.stamp;
  table.stamp.insert(table.stamp.begin(),
                     {"why", shown_name(selected.records, projection.entities[*vertex]) + ": " +
                                 std::string(pass.name) + " by " + std::to_string(number) + " others"});
  return table;
}

}  // namespace renmai
