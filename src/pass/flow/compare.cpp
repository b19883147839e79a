// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/compare.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

constexpr std::size_t policy_count = flow_rows::policy_words.size();
constexpr auto tenure = static_cast<std::size_t>(MovePolicy::tenure);

/// The events of one person under each policy.
struct Careers {
  std::array<std::vector<Event>, policy_count> events;
};

std::vector<std::pair<Group, Group>> moves_of(const std::vector<Event>& events, const WantedEvents& wanted) {
  std::vector<std::pair<Group, Group>> moves;
  for (const Event& event : events) {
    if (is_move(event.type) && event.counted && wanted(event)) moves.emplace_back(event.from, event.to);
  }
  return moves;
}

/// "A > B > C", a new start after " | ".
std::string path_of(const std::vector<Event>& events, const Groups& groups) {
  std::string path;
  Group home = no_group;
  for (const Event& event : events) {
    const bool begins = event.type == EventType::entry;
    if (!event.counted || (!begins && !is_move(event.type))) continue;
    if (begins || home != event.from) path += (path.empty() ? "" : " | ") + groups.name(event.from);
    if (!begins) path += " > " + groups.name(event.to);
    home = event.to;
  }
  return path;
}

/// What a career holds that policies see differently, as the policy `tenure` names it.
std::vector<std::string> reasons_of(const Careers& careers, const Groups& groups) {
  std::vector<std::string> reasons;
  std::size_t moves = 0;
  int last_year = INT32_MIN;
  for (const Event& event : careers.events[tenure]) {
    if (!event.counted) continue;
    const bool beside = event.type == EventType::visit || event.type == EventType::dual;
    if (beside || event.type == EventType::ambiguous) {
      reasons.push_back(std::string(to_word(event.type)) + " of " + groups.name(event.to) + " beside " +
                        groups.name(event.from));
    }
    if (event.type == EventType::exit) reasons.push_back("a gap after " + groups.name(event.from));
    if (!is_move(event.type) || event.type == EventType::stated) continue;
    ++moves;
    if (event.type == EventType::back) reasons.push_back("a return to " + groups.name(event.to));
    const int year = event.date == no_day ? INT32_MIN : year_of(event.date);
    if (year != INT32_MIN && year == last_year) reasons.push_back("several moves in " + std::to_string(year));
    last_year = year;
  }
  if (moves > 1) reasons.emplace_back("groups between the first and the last");
  if (reasons.empty()) reasons.emplace_back("dates of affiliations that overlap or leave gaps");
  return reasons;
}

}  // namespace

Table compare_policies(const Selected& selected, const FlowOptions& options) {
  Groups groups = make_groups(selected, options);
  std::map<Entity, Careers> people;
  FlowCoverage coverage;
  for (std::size_t p = 0; p < policy_count; ++p) {
    MoveRules rules = options.rules();
    rules.policy = static_cast<MovePolicy>(p);
    Career career = derive_moves(selected, groups, rules);
    coverage.people = career.person_count;
    coverage.undated = career.undated_count;
    for (const Event& event : career.events) people[event.person].events[p].push_back(event);
  }
  const WantedEvents wanted(groups, selected, options);
  std::vector<std::string> person{""}, person_name{"all people"}, differs{""}, why{""}, paths{""};
  std::array<std::vector<std::int64_t>, policy_count> counts;
  for (auto& column : counts) column.push_back(0);
  std::size_t differing = 0;
  for (const auto& [entity, careers] : people) {
    std::array<std::vector<std::pair<Group, Group>>, policy_count> moves;
    std::vector<std::string> others;
    for (std::size_t p = 0; p < policy_count; ++p) {
      moves[p] = moves_of(careers.events[p], wanted);
      counts[p].front() += static_cast<std::int64_t>(moves[p].size());
      if (moves[p] != moves[tenure]) others.emplace_back(flow_rows::policy_words[p]);
    }
    for (const Event& event : careers.events[tenure]) {
      if (wanted(event)) coverage.tally.add(event);
    }
    if (others.empty()) continue;
    ++differing;
    person.push_back(shown_id(selected.records, entity));
    person_name.push_back(shown_name(selected.records, entity));
    for (std::size_t p = 0; p < policy_count; ++p) counts[p].push_back(static_cast<std::int64_t>(moves[p].size()));
    differs.push_back(join(others, "; "));
    why.push_back(join_distinct(reasons_of(careers, groups)));
    std::vector<std::string> ways;
    for (std::size_t p = 0; p < policy_count; ++p)
      ways.push_back(std::string(flow_rows::policy_words[p]) + ": " + path_of(careers.events[p], groups));
    paths.push_back(join(ways, "; "));
  }
  Table table;
  table.add("person", std::move(person));
  table.add("person_name", std::move(person_name));
  for (std::size_t p = 0; p < policy_count; ++p)
    table.add(std::string(flow_rows::policy_words[p]), std::move(counts[p]), "moves");
  table.add("differs", std::move(differs));
  table.add("why", std::move(why));
  table.add("paths", std::move(paths));
  table.stamp = flow_stamp(coverage, groups, selected, options);
  table.stamp.front() = {"policy", "each; they differ on " + std::to_string(differing) + " of " +
                                       std::to_string(coverage.people) + " people"};
  return table;
}

}  // namespace renmai
