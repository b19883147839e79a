// SPDX-License-Identifier: Apache-2.0
// Rules about mentors and mentees.
#include <algorithm>
#include <map>

#include "ask/check/findings.hpp"
#include "ask/shown.hpp"
#include "base/text.hpp"
#include "graph/graph.hpp"
#include "pass/scc.hpp"

namespace renmai {
namespace {

std::vector<Relation> mentorships(const Records& records) {
  std::vector<Relation> found;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (records.relation_kind(r).has(trait_mentorship) && records.status(r) == Status::actual) found.push_back(r);
  }
  return found;
}

void check_circles(const Selected& selected, std::span<const Relation> found, FindingList& findings) {
  const Records& records = selected.records;
  std::vector<Edge> edges;
  std::vector<char> own(records.entity_count(), 0);  // stated to be their own mentor
  for (const Relation r : found) {
    const Entity mentor = selected.identity(records.relations().from[r]);
    const Entity mentee = selected.identity(records.relations().to[r]);
    if (mentor == mentee) own[mentor] = 1;
    edges.push_back({mentor, mentee, 1});
  }
  const auto labels = strong_labels(build_graph(records.entity_count(), edges, {.loops = Loops::drop}));
  std::map<Vertex, std::vector<Entity>> circles;  // by label, only of those in a mentorship
  for (const Edge& edge : edges) {
    for (const Vertex v : {edge.from, edge.to}) circles[labels[v]].push_back(v);
  }
  for (auto& [label, people] : circles) {
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    if (people.size() < 2 && own[people.front()] == 0) continue;
    std::vector<std::string> names;
    for (const Entity e : std::span(people).first(std::min<std::size_t>(people.size(), 10))) {
      names.push_back(named(records, e));
    }
    if (people.size() > names.size()) names.push_back(format_count(people.size() - names.size()) + " more");
    findings.error("mentorship-cycle", shown_id(records, people.front()), records.entity_place(people.front()),
                   "mentors of themselves through each other: " + join(names, ", ") +
                       "; turn round or remove one mentorship among them");
  }
}

/// When the career on record of each person begins.
struct Beginning {
  Day earliest = day_after_all;  // it cannot begin before
  Day latest = day_after_all;    // it has begun by then
};

std::vector<Beginning> beginnings(const Selected& selected) {
  const Records& records = selected.records;
  std::vector<Beginning> all(records.entity_count());
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (!is_roster(records.relation_kind(r)) || records.status(r) != Status::actual) continue;
    const Spell spell = records.spell(r);
    Beginning& own = all[selected.identity(records.relations().from[r])];
    own.earliest = std::min(own.earliest, spell.start.first);
    own.latest = std::min(own.latest, spell.start.last);
  }
  return all;
}

}  // namespace

void check_mentorship(const Selected& selected, FindingList& findings) {
  const Records& records = selected.records;
  const auto found = mentorships(records);
  if (found.empty()) return;
  check_circles(selected, found, findings);
  const auto begins = beginnings(selected);
  for (const Relation r : found) {
    const Entity mentor = selected.identity(records.relations().from[r]);
    const Entity mentee = selected.identity(records.relations().to[r]);
    if (begins[mentor].earliest >= day_after_all || begins[mentee].latest >= begins[mentor].earliest) continue;
    findings.note("mentee-before-mentor", records.relation_id(r), records.relation_place(r),
                  "the record of " + named(records, mentee) + " begins by " + format_day(begins[mentee].latest) +
                      ", that of " + named(records, mentor) + ", the mentor, not before " +
                      format_day(begins[mentor].earliest) +
                      "; check the direction, or add the mentor's earlier career");
  }
}

}  // namespace renmai
