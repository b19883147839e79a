// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/members.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "pass/flow/count.hpp"

namespace renmai {
namespace {

void require_entities(GroupBy among) {
  if (among != GroupBy::kind && among != GroupBy::sector && among != GroupBy::region) return;
  throw Error(ErrorKind::usage,
              "--among " + std::string(flow_rows::by_words.at(static_cast<std::size_t>(among))) +
                  " names groups, not members of groups",
              {}, "--among organisation");
}

}  // namespace

std::vector<std::pair<Vertex, Vertex>> MemberMoves::distinct() const {
  std::vector<std::pair<Vertex, Vertex>> pairs = moves;
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

MemberMoves member_moves(const Selected& selected, const FlowOptions& options) {
  require_entities(options.among);
  FlowOptions among = options;
  among.by = options.among;
  Groups members = make_groups(selected, among);
  const Career career = derive_moves(selected, members, among.rules());
  const WantedEvents wanted(members, selected, among);
  const DayRange window = window_of(options);
  MoveTally tally;
  std::map<std::string, std::vector<std::size_t>> ends;  // by id of a member: places in `flat`
  std::vector<Group> flat;                               // origin and destination, move after move
  for (const Event& event : career.events) {
    if (!is_move(event.type) || !wanted(event) || !counts_in(event, window)) continue;
    tally.add(event);
    if (event.from == unknown_group || event.to == unknown_group) continue;
    for (const Group end : {event.from, event.to}) {
      ends[members.id(end)].push_back(flat.size());
      flat.push_back(end);
    }
  }
  MemberMoves found;
  found.groups.push_back({"?", "?"});
  Groups groups(selected, options.by, options.basis);
  std::map<Group, std::uint32_t> place{{unknown_group, 0}};
  std::vector<Vertex> vertex_at(flat.size());
  for (const auto& [id, at] : ends) {
    const auto entity = selected.records.find_entity(id);
    const Group group = entity ? groups.of(selected.identity(*entity), no_entity, std::nullopt) : unknown_group;
    const auto [known, added] = place.try_emplace(group, static_cast<std::uint32_t>(found.groups.size()));
    if (added) found.groups.push_back({groups.id(group), groups.name(group)});
    for (const std::size_t k : at) vertex_at[k] = static_cast<Vertex>(found.members.size());
    found.members.push_back({id, members.name(flat[at.front()]), known->second});
  }
  for (std::size_t k = 0; k < vertex_at.size(); k += 2) found.moves.emplace_back(vertex_at[k], vertex_at[k + 1]);
  std::sort(found.moves.begin(), found.moves.end());
  found.stamp = flow_stamp({.people = career.person_count, .undated = career.undated_count, .tally = tally}, members,
                           selected, among);
  found.stamp.emplace_back("groups", std::string(flow_rows::by_words.at(static_cast<std::size_t>(options.by))));
  return found;
}

}  // namespace renmai
