// SPDX-License-Identifier: Apache-2.0
#include "pass/moves.hpp"

#include <tsl/robin_map.h>

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "pass/flow/compare.hpp"
#include "pass/flow/evidence.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

std::string fact_id(const Selected& selected, Fact fact) {
  return fact == no_fact ? std::string() : selected.records.relation_id(selected.relation(fact));
}

/// The events to list, in parts that follow each other, and what a stamp tells of all of them.
struct Listed {
  std::vector<std::vector<Event>> parts;
  FlowCoverage coverage;
  std::size_t count = 0;

  template <class Visit>
  void each(const Visit& visit) const {
    for (const auto& part : parts) {
      for (const Event& event : part) visit(event);
    }
  }
};

Listed listed_events(const Selected& selected, Groups& groups, const FlowOptions& options) {
  const Moves moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  Listed listed;
  listed.parts.resize(moves.part_count());
  std::vector<MoveTally> tallies(moves.part_count());
  listed.coverage.people = moves.person_count();
  listed.coverage.undated = moves.visit([&](std::size_t part, std::span<const Event> events) {
    for (const Event& event : events) {
      if (!wanted(event)) continue;
      tallies[part].add(event);
      if (is_move(event.type) || options.events) listed.parts[part].push_back(event);
    }
  });
  for (const MoveTally& tally : tallies) listed.coverage.tally.add(tally);
  for (const auto& part : listed.parts) listed.count += part.size();
  return listed;
}

/// A column in which few texts stand in many rows: `number_of(event)` is a row's key, `text_of(key)` its text.
template <class NumberOf, class TextOf>
Words column_of(const Listed& listed, const NumberOf& number_of, const TextOf& text_of) {
  using Key = std::decay_t<decltype(number_of(std::declval<const Event&>()))>;
  tsl::robin_map<Key, std::uint32_t> places;
  std::vector<std::string> texts;
  Words column;
  column.numbers.reserve(listed.count);
  listed.each([&](const Event& event) {
    const Key key = number_of(event);
    const auto [place, is_new] = places.try_emplace(key, static_cast<std::uint32_t>(texts.size()));
    if (is_new) texts.push_back(text_of(key));
    column.numbers.push_back(place->second);
  });
  column.words = std::make_shared<const std::vector<std::string>>(std::move(texts));
  return column;
}

}  // namespace

Table moves(const Selected& selected, const FlowOptions& options) {
  if (options.why) return move_evidence(selected, options);
  if (options.compare) return compare_policies(selected, options);
  Groups groups = make_groups(selected, options);
  const Listed listed = listed_events(selected, groups, options);
  const auto person = [&](const auto& text_of) {
    return column_of(
        listed, [](const Event& e) { return e.person; }, text_of);
  };
  const auto group = [&](Group Event::*end, const std::vector<std::string>& texts) {
    return column_of(
        listed, [end](const Event& e) { return e.*end; }, [&texts](Group g) { return texts[g]; });
  };
  const auto day = [&](const auto& day_of) { return column_of(listed, day_of, [](Day d) { return shown_day(d); }); };
  const auto relation = [&](Fact Event::*side) {
    std::vector<std::string> ids;
    ids.reserve(listed.count);
    listed.each([&](const Event& event) { ids.push_back(fact_id(selected, event.*side)); });
    return ids;
  };
  const auto type = [](const Event& e) { return e.counted ? static_cast<int>(e.type) : -1; };
  const auto type_word = [](int t) { return std::string(t < 0 ? "possible" : to_word(static_cast<EventType>(t))); };
  const auto certainty = [](const Event& e) { return static_cast<int>(e.certainty); };
  Table table;
  table.add("person", person([&](Entity e) { return shown_id(selected.records, e); }));
  table.add("person_name", person([&](Entity e) { return shown_name(selected.records, e); }));
  table.add("from", group(&Event::from, groups.names()));
  table.add("to", group(&Event::to, groups.names()));
  table.add("earliest", day([](const Event& e) { return e.dates.first; }));
  table.add("latest", day([](const Event& e) { return e.dates.last; }));
  table.add("type", column_of(listed, type, type_word));
  table.add("certainty",
            column_of(listed, certainty, [](int c) { return std::string(to_word(static_cast<Certainty>(c))); }));
  table.add("relation_from", relation(&Event::from_fact));
  table.add("relation_to", relation(&Event::to_fact));
  table.add("date", day([](const Event& e) { return e.date; }));
  table.add("from_id", group(&Event::from, groups.ids()));
  table.add("to_id", group(&Event::to, groups.ids()));
  table.stamp = flow_stamp(listed.coverage, groups, selected, options);
  return table;
}

namespace {

/// A career for every type of event but `stated`, which no affiliation makes.
constexpr std::string_view example_careers =
    "person,org,country,start,end\n"
    "visit,Tsinghua,CN,2000-01-01,2010-01-01\n"
    "visit,Stanford,US,2004-01-01,2004-07-01\n"
    "dual,Tsinghua,CN,2000-01-01,2010-01-01\n"
    "dual,Stanford,US,2004-01-01,2006-01-01\n"
    "twins,Tsinghua,CN,2000-01-01,2002-01-01\n"
    "twins,Stanford,US,2000-01-01,2002-01-01\n"
    "gap,Tsinghua,CN,2000-01-01,2002-01-01\n"
    "gap,Tsinghua,CN,2004-01-01,2006-01-01\n"
    "away,Tsinghua,CN,2000-01-01,2003-01-01\n"
    "away,Stanford,US,2010-01-01,2012-01-01\n"
    "return,Tsinghua,CN,2000-01-01,2003-01-01\n"
    "return,Stanford,US,2003-01-01,2006-01-01\n"
    "return,Tsinghua,CN,2006-01-01,..\n"
    "undated,Tsinghua,CN,,\n"
    "undated,Stanford,US,2005-01-01,2007-01-01\n";
constexpr std::array options{flow_rows::by,      flow_rows::policy, flow_rows::basis,    flow_rows::from,
                             flow_rows::to,      flow_rows::during, flow_rows::study,    flow_rows::events,
                             flow_rows::compare, flow_rows::why,    flow_rows::backfill, flow_rows::max_gap,
                             flow_rows::visit,   flow_rows::overlap};
constexpr std::array columns{
    ColumnRow{"person", "", "id of the person"},
    ColumnRow{"person_name", "", "display name"},
    ColumnRow{"from", "", "group left; ? is unknown"},
    ColumnRow{"to", "", "group entered; ? is unknown"},
    ColumnRow{"earliest", "", "first day it may have happened"},
    ColumnRow{"latest", "", "last day it may have happened"},
    ColumnRow{"type", "", "onward, return, stated or possible; with --events also the events that are no moves"},
    ColumnRow{"certainty", "", "certain if every completion of the dates makes it, else possible"},
    ColumnRow{"relation_from", "", "relation left"},
    ColumnRow{"relation_to", "", "relation entered"},
    ColumnRow{"date", "", "day by best days; empty if only possible"},
    ColumnRow{"from_id", "", "id of the group left"},
    ColumnRow{"to_id", "", "id of the group entered"},
    ColumnRow{"tenure", "moves",
              "with --compare, which has the columns of people and those from here on: moves of that policy"},
    ColumnRow{"mode-year", "moves", "with --compare: moves of that policy"},
    ColumnRow{"first-last", "moves", "with --compare: moves of that policy"},
    ColumnRow{"primary", "moves", "with --compare: moves of that policy"},
    ColumnRow{"differs", "", "with --compare: policies whose moves are not those of tenure"},
    ColumnRow{"why", "", "with --compare: what in the career they see differently"},
    ColumnRow{"paths", "", "with --compare: the groups that each policy goes through"},
};

}  // namespace

extern constinit const Pass moves_pass{
    .name = "moves",
    .family = "moves",
    .summary = "Who moved where and when",
    .definition =
        "Of four policies. tenure: spells of one group whose gap is at most --backfill are one tenure; tenures in "
        "order of start "
        "(longer first) change a person's home unless they lie inside it (a visit, or dual if --visit or longer) or "
        "come "
        "more than --max-gap after it (exit, entry); after an overlap of more than --overlap the move happens when the "
        "old tenure ends. mode-year: from the group that holds most days of a year to that of the next. first-last: "
        "from "
        "the group entered first to the one left last. primary: changes of the main affiliation (highest primacy of "
        "its "
        "kind, then in the longer tenure). Stated moves count as written. Offers, plans, visits and renames never "
        "count.",
    .trap =
        "Overlaps decide the headline: of scholars called mobile 72.7 per cent are travellers, not migrants "
        "(Robinson-Garcia et al. 2019). Always name the policy; --compare shows where it matters.",
    .cost = "O(facts log facts) time, and O(n^3) per person with n affiliations",
    .paper = "Robinson-Garcia et al. 2019, doi:10.1016/j.joi.2018.11.002",
    .default_traits = flow_rows::traits,
    .options = options,
    .columns = columns,
    .example = {.careers = example_careers,
                .options = "--events",
                .expected = "person_name,from,to,type,date,certainty\n"
                            "away,CN,CN,entry,2000-01-01,certain\n"
                            "away,CN,CN,exit,2003-01-01,certain\n"
                            "away,US,US,entry,2010-01-01,certain\n"
                            "away,US,US,censored,2012-01-01,certain\n"
                            "dual,CN,CN,entry,2000-01-01,certain\n"
                            "dual,CN,US,dual,2004-01-01,certain\n"
                            "dual,CN,CN,censored,2012-01-01,certain\n"
                            "gap,CN,CN,entry,2000-01-01,certain\n"
                            "gap,CN,CN,gap,2004-01-01,certain\n"
                            "gap,CN,CN,exit,2006-01-01,certain\n"
                            "return,CN,CN,entry,2000-01-01,certain\n"
                            "return,CN,US,onward,2003-01-01,certain\n"
                            "return,US,CN,return,2006-01-01,certain\n"
                            "return,CN,CN,censored,2012-01-01,certain\n"
                            "twins,CN,CN,entry,2000-01-01,possible\n"
                            "twins,CN,US,ambiguous,2000-01-01,possible\n"
                            "twins,CN,CN,exit,2002-01-01,possible\n"
                            "undated,US,US,entry,2005-01-01,possible\n"
                            "undated,US,US,exit,2007-01-01,possible\n"
                            "undated,CN,US,possible,,possible\n"
                            "undated,US,CN,possible,,possible\n"
                            "visit,CN,CN,entry,2000-01-01,certain\n"
                            "visit,CN,US,visit,2004-01-01,certain\n"
                            "visit,CN,CN,censored,2012-01-01,certain\n"},
    .run_records = &Runner<&moves, options, FlowOptions>::run_records,
};

}  // namespace renmai
