// SPDX-License-Identifier: Apache-2.0
#include "ask/overlap.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ask/shown.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"

namespace renmai {
namespace {

struct Stay {
  Entity group = no_entity;  // the organisation as rolled up
  Entity person = no_entity;
  Fact fact = 0;
};

/// Two facts that share a day.
struct Pair {
  Fact mine = 0;
  Fact theirs = 0;
  Certainty certainty = Certainty::no;
  DayRange days;  // on which both may hold
  std::int64_t least = 0;
  std::int64_t most = Column::absent;
};

std::vector<Stay> all_stays(const Selected& selected, RollUp roll_up) {
  std::vector<Stay> stays;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    if (!is_roster(selected.kind(f)) || selected.records.role(selected.from(f)) != EntityRole::person) continue;
    stays.push_back({selected.hierarchy.roll_up(selected.to(f), roll_up), selected.from(f), f});
  }
  std::sort(stays.begin(), stays.end(),
            [](const Stay& a, const Stay& b) { return std::tie(a.group, a.fact) < std::tie(b.group, b.fact); });
  return stays;
}

/// The bounds of what two spells share, given that they may share a day.
void measure(const Spell& a, const Spell& b, Pair& pair) {
  const auto last_day = [](const Spell& s) {
    return s.instant ? s.start.last : s.end.last >= day_after_all ? day_after_all : s.end.last - 1;
  };
  pair.days = {std::max(a.start.first, b.start.first), std::min(last_day(a), last_day(b))};
  const bool bounded = pair.days.first > day_before_all && pair.days.last < day_after_all;
  if (a.instant || b.instant)
    pair.most = 1;
  else if (bounded)
    pair.most = std::int64_t{pair.days.last} - pair.days.first + 1;
  if (pair.certainty != Certainty::certain) return;
  pair.least = 1;
  if (a.instant || b.instant) return;
  pair.least = std::max<std::int64_t>(
      1, std::int64_t{std::min(a.end.first, b.end.first)} - std::max(a.start.last, b.start.last));
}

void add_pair(const Selected& selected, Fact mine, Fact theirs, std::vector<Pair>& pairs) {
  const Spell a = selected.spell(mine);
  const Spell b = selected.spell(theirs);
  Pair pair{mine, theirs, overlap(a, b), {}, 0, Column::absent};
  if (pair.certainty < (selected.selection.certain ? Certainty::certain : Certainty::possible)) return;
  if (selected.follows(mine, theirs) || selected.follows(theirs, mine)) return;
  measure(a, b, pair);
  pairs.push_back(pair);
}

std::vector<Pair> own_pairs(const Selected& selected, std::span<const Stay> stays, Entity person) {
  std::vector<Fact> facts;
  for (const Stay& stay : stays) {
    if (stay.person == person) facts.push_back(stay.fact);
  }
  std::sort(facts.begin(), facts.end());
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    check_stop();
    for (std::size_t k = i + 1; k < facts.size(); ++k) add_pair(selected, facts[i], facts[k], pairs);
  }
  return pairs;
}

/// Whether a fact is at an organisation or a unit below it; anything is, where no organisation is named.
class Within {
 public:
  Within(const Selected& selected, std::optional<Entity> organisation) : selected_(selected) {
    if (!organisation) return;
    units_ = selected.hierarchy.units_of(*organisation);
    std::sort(units_.begin(), units_.end());
  }
  [[nodiscard]] bool operator()(Fact fact) const {
    return units_.empty() || std::binary_search(units_.begin(), units_.end(), selected_.to(fact));
  }

 private:
  const Selected& selected_;
  std::vector<Entity> units_;
};

/// Pairs of a person with everybody else, or with `other` alone, at one organisation.
std::vector<Pair> pairs_with_others(const Selected& selected, std::span<const Stay> stays, Entity person,
                                    std::optional<Entity> other, std::optional<Entity> organisation) {
  const Within within(selected, organisation);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < stays.size();) {
    std::size_t next = i;
    while (next < stays.size() && stays[next].group == stays[i].group) ++next;
    const auto group = stays.subspan(i, next - i);
    for (const Stay& mine : group) {
      if (mine.person != person || !within(mine.fact)) continue;
      check_stop();
      for (const Stay& theirs : group) {
        if (theirs.person == person || (other && theirs.person != *other) || !within(theirs.fact)) continue;
        add_pair(selected, mine.fact, theirs.fact, pairs);
      }
    }
    i = next;
  }
  return pairs;
}

/// Pairs of facts of one person, the one at `a`, the other at `b`; where units are shared, each pair once.
std::vector<Pair> pairs_at_both(const Selected& selected, std::vector<Stay> stays, Entity a, Entity b) {
  const Within at_a(selected, a);
  const Within at_b(selected, b);
  std::sort(stays.begin(), stays.end(),
            [](const Stay& x, const Stay& y) { return std::tie(x.person, x.fact) < std::tie(y.person, y.fact); });
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < stays.size(); ++i) {
    for (std::size_t k = i + 1; k < stays.size() && stays[k].person == stays[i].person; ++k) {
      const Fact first = stays[i].fact;
      const Fact second = stays[k].fact;
      if (at_a(first) && at_b(second))
        add_pair(selected, first, second, pairs);
      else if (at_a(second) && at_b(first))
        add_pair(selected, second, first, pairs);
    }
  }
  return pairs;
}

bool is_person(const Records& records, Entity e) {
  const EntityRole role = records.role(e);
  if (role == EntityRole::person) return true;
  if (role == EntityRole::organisation || role == EntityRole::unit) return false;
  throw Error(ErrorKind::usage, "'" + shown_name(records, e) + "' is a " + records.entity_kind(e).name +
                                    "; overlap wants persons and organisations");
}

std::vector<Pair> find_pairs(const Selected& selected, Entity a, std::optional<Entity> b, RollUp roll_up) {
  const Records& records = selected.records;
  const bool a_person = is_person(records, a);
  const bool b_person = b && is_person(records, *b);
  if (!a_person && (!b || *b == a)) {
    throw Error(ErrorKind::usage, "overlap of '" + shown_name(records, a) + "' alone: with whom?", {},
                "give a person, a person and an organisation, or two organisations");
  }
  for (const Entity e : {a, b.value_or(a)}) {
    if (records.has_flag(e, flag_redacted)) return {};
  }
  auto stays = all_stays(selected, roll_up);
  if (a_person && b && *b == a) return own_pairs(selected, stays, a);
  if (a_person && !b) return pairs_with_others(selected, stays, a, {}, {});
  if (a_person && b_person) return pairs_with_others(selected, stays, a, b, {});
  if (a_person) return pairs_with_others(selected, stays, a, {}, b);
  if (b_person) return pairs_with_others(selected, stays, *b, {}, a);
  return pairs_at_both(selected, std::move(stays), a, *b);
}

struct Row {
  std::string name, organisation, kind, other, other_organisation, other_kind, earliest, latest;
  std::int64_t days_min = 0, days_max = Column::absent;
  std::string certainty;
  double confidence = 0;
  std::string relation, other_relation, start, end, other_start, other_end;
  std::string id, organisation_id, other_id, other_organisation_id;
};

Row row_of(const Selected& selected, const Pair& pair) {
  const Records& records = selected.records;
  FactText mine = describe(selected, pair.mine);
  FactText theirs = describe(selected, pair.theirs);
  Row row;
  row.name = shown_name(records, selected.from(pair.mine));
  row.organisation = shown_name(records, selected.to(pair.mine));
  row.kind = std::move(mine.kind);
  row.other = shown_name(records, selected.from(pair.theirs));
  row.other_organisation = shown_name(records, selected.to(pair.theirs));
  row.other_kind = std::move(theirs.kind);
  row.earliest = shown_day(pair.days.first);
  row.latest = shown_day(pair.days.last);
  row.days_min = pair.least;
  row.days_max = pair.most;
  row.certainty = to_word(pair.certainty);
  row.confidence = std::min(mine.confidence, theirs.confidence);
  row.relation = std::move(mine.relation);
  row.other_relation = std::move(theirs.relation);
  row.start = std::move(mine.start);
  row.end = std::move(mine.end);
  row.other_start = std::move(theirs.start);
  row.other_end = std::move(theirs.end);
  row.id = shown_id(records, selected.from(pair.mine));
  row.organisation_id = shown_id(records, selected.to(pair.mine));
  row.other_id = shown_id(records, selected.from(pair.theirs));
  row.other_organisation_id = shown_id(records, selected.to(pair.theirs));
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("name", column(rows, &Row::name));
  table.add("organisation", column(rows, &Row::organisation));
  table.add("kind", column(rows, &Row::kind));
  table.add("other", column(rows, &Row::other));
  table.add("other_organisation", column(rows, &Row::other_organisation));
  table.add("other_kind", column(rows, &Row::other_kind));
  table.add("earliest", column(rows, &Row::earliest));
  table.add("latest", column(rows, &Row::latest));
  table.add("days_min", column(rows, &Row::days_min), "days");
  table.add("days_max", column(rows, &Row::days_max), "days");
  table.add("certainty", column(rows, &Row::certainty));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("relation", column(rows, &Row::relation));
  table.add("other_relation", column(rows, &Row::other_relation));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("other_start", column(rows, &Row::other_start));
  table.add("other_end", column(rows, &Row::other_end));
  table.add("id", column(rows, &Row::id));
  table.add("organisation_id", column(rows, &Row::organisation_id));
  table.add("other_id", column(rows, &Row::other_id));
  table.add("other_organisation_id", column(rows, &Row::other_organisation_id));
  return table;
}

/// Of a go-between with one of the two: the surest overlap, then the one that begins first.
struct Meeting {
  Pair pair;
  Day surely_by = day_after_all;  ///< the last day on which the first shared day may be
};

/// By go-between.
std::map<Entity, Meeting> meetings_of(const Selected& selected, std::span<const Stay> stays, Entity person,
                                      std::optional<Day> before) {
  std::map<Entity, Meeting> meetings;
  for (const Pair& pair : pairs_with_others(selected, stays, person, {}, {})) {
    Meeting meeting{pair, std::max(selected.spell(pair.mine).start.last, selected.spell(pair.theirs).start.last)};
    if (before && meeting.pair.days.first >= *before) continue;
    if (before && meeting.surely_by >= *before) meeting.pair.certainty = Certainty::possible;
    const auto better = [](const Meeting& x, const Meeting& y) {
      return std::tuple(y.pair.certainty, x.pair.days.first, x.pair.mine, x.pair.theirs) <
             std::tuple(x.pair.certainty, y.pair.days.first, y.pair.mine, y.pair.theirs);
    };
    const auto [known, added] = meetings.try_emplace(selected.from(pair.theirs), meeting);
    if (!added && better(meeting, known->second)) known->second = meeting;
  }
  return meetings;
}

struct GoBetween {
  std::string name, since, certainty, with_a, with_b, relation_a, relation_b;
  double confidence = 1;
  std::string id;
};

}  // namespace

Table introductions(const Selected& selected, Entity a, Entity b, std::optional<Day> before,
                    const OverlapOptions& options) {
  const Records& records = selected.records;
  a = selected.identity(a);
  b = selected.identity(b);
  if (!is_person(records, a) || !is_person(records, b) || a == b)
    throw Error(ErrorKind::usage, "introductions are of two different persons");
  std::vector<std::tuple<int, Day, Entity, GoBetween>> found;
  if (!records.has_flag(a, flag_redacted) && !records.has_flag(b, flag_redacted)) {
    const auto stays = all_stays(selected, options.roll_up);
    const auto with_a = meetings_of(selected, stays, a, before);
    const auto with_b = meetings_of(selected, stays, b, before);
    for (const auto& [person, one] : with_a) {
      const auto other = with_b.find(person);
      if (person == b || other == with_b.end()) continue;
      const Pair& x = one.pair;
      const Pair& y = other->second.pair;
      const Day since = std::max(x.days.first, y.days.first);
      GoBetween row;
      row.name = shown_name(records, person);
      row.since = shown_day(since);
      const Certainty certainty = both(x.certainty, y.certainty);
      row.certainty = to_word(certainty);
      row.with_a = shown_name(records, selected.to(x.theirs));
      row.with_b = shown_name(records, selected.to(y.theirs));
      row.relation_a = records.relation_id(selected.relation(x.theirs));
      row.relation_b = records.relation_id(selected.relation(y.theirs));
      row.confidence = std::min({selected.confidence(x.mine), selected.confidence(x.theirs),
                                 selected.confidence(y.mine), selected.confidence(y.theirs)});
      row.id = shown_id(records, person);
      found.emplace_back(-static_cast<int>(certainty), since, person, std::move(row));
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& x, const auto& y) {
    return std::tie(std::get<0>(x), std::get<1>(x), std::get<2>(x)) <
           std::tie(std::get<0>(y), std::get<1>(y), std::get<2>(y));
  });
  std::vector<GoBetween> rows;
  rows.reserve(found.size());
  for (auto& of : found) rows.push_back(std::move(std::get<3>(of)));
  Table table;
  table.add("name", column(rows, &GoBetween::name));
  table.add("since", column(rows, &GoBetween::since));
  table.add("certainty", column(rows, &GoBetween::certainty));
  table.add("with_a", column(rows, &GoBetween::with_a));
  table.add("with_b", column(rows, &GoBetween::with_b));
  table.add("relation_a", column(rows, &GoBetween::relation_a));
  table.add("relation_b", column(rows, &GoBetween::relation_b));
  table.add("confidence", column(rows, &GoBetween::confidence));
  table.add("id", column(rows, &GoBetween::id));
  table.stamp = selected.stamp();
  table.stamp.emplace_back("a", shown_name(records, a));
  table.stamp.emplace_back("b", shown_name(records, b));
  if (before) table.stamp.emplace_back("before", format_day(*before));
  return table;
}

Table overlap(const Selected& selected, Entity a, std::optional<Entity> b, const OverlapOptions& options) {
  a = selected.identity(a);
  if (b) b = selected.identity(*b);
  auto pairs = find_pairs(selected, a, b, options.roll_up);
  std::sort(pairs.begin(), pairs.end(), [&](const Pair& x, const Pair& y) {
    const Entity x_other = selected.from(x.theirs);
    const Entity y_other = selected.from(y.theirs);
    return std::tie(y.certainty, y.least, x_other, x.mine, x.theirs) <
           std::tie(x.certainty, x.least, y_other, y.mine, y.theirs);
  });
  std::vector<Row> rows;
  rows.reserve(pairs.size());
  for (const Pair& pair : pairs) rows.push_back(row_of(selected, pair));
  Table table = table_of(rows);
  table.stamp = selected.stamp();
  table.stamp.emplace_back("roll_up", std::string(to_word(options.roll_up)));
  return table;
}

}  // namespace renmai
