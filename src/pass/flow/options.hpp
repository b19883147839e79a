// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "pass/pass.hpp"
#include "records/moves.hpp"

namespace renmai {

/// What moves to expect between groups; see corridors.hpp.
enum class CorridorModel : std::uint8_t { quasi_independence, gravity };
/// Moves left to chance but for what the model is named by; see flow_chances.
enum class FlowNull : std::uint8_t { none, margins, corridors };
enum class Period : std::uint8_t { none, year, quarter, month };

/// What `moves` and `flow` take. Which facts they read is said by the selection; what a move is, here.
struct FlowOptions {
  // affect which moves there are
  MovePolicy policy = MovePolicy::tenure;
  GroupBy by = GroupBy::country;
  Basis basis = Basis::employer;
  bool study = false;
  std::int32_t backfill = MoveRules{}.backfill;
  std::int32_t max_gap = MoveRules{}.max_gap;
  std::int32_t visit = MoveRules{}.visit;
  std::int32_t overlap = MoveRules{}.overlap;
  // affect which are shown, and how
  std::string from{};
  std::string to{};
  std::string during{};
  Period per = Period::none;
  bool events = false;
  bool compare = false;
  bool why = false;
  bool bases = false;
  std::string sensitivity{};
  std::string claim{};
  bool merges = false;
  std::string drop{};
  bool claims = false;
  std::int64_t suppress = 0;
  std::int64_t bootstrap = 0;
  std::uint64_t seed = 1;
  bool wide = false;
  // of `lift-outs` alone
  std::int32_t people = 3;
  std::int32_t days = 183;
  // of `corridors` alone
  CorridorModel model = CorridorModel::quasi_independence;
  bool zeros = false;
  // of passes that look at moves among the members of groups
  FlowNull null = FlowNull::none;
  GroupBy among = GroupBy::organisation;
  std::int32_t samples = 200;

  [[nodiscard]] MoveRules rules() const {
    return {.policy = policy,
            .by = by,
            .basis = basis,
            .study = study,
            .backfill = backfill,
            .max_gap = max_gap,
            .visit = visit,
            .overlap = overlap};
  }
};

namespace flow_rows {

/// Of the worked examples: seven careers between three countries, dated by years.
inline constexpr std::string_view example_careers =
    "person,org,country,start,end\n"
    "ana,Tsinghua,CN,2000,2006\n"
    "ana,Stanford,US,2006,2012\n"
    "ana,Tsinghua,CN,2012,..\n"
    "bo,Stanford,US,2004,2010\n"
    "bo,Oxford,GB,2010,2016\n"
    "chen,Tsinghua,CN,2003,2008\n"
    "chen,Stanford,US,2008,..\n"
    "dee,Tsinghua,CN,2002,2008\n"
    "dee,Stanford,US,2008,2013\n"
    "dee,Oxford,GB,2013,..\n"
    "eva,Tsinghua,CN,2001,2008\n"
    "eva,Stanford,US,2008,2015\n"
    "fay,Oxford,GB,2003,2009\n"
    "fay,Stanford,US,2009,..\n"
    "gus,Tsinghua,CN,2004,2010\n"
    "gus,Oxford,GB,2010,..\n";

inline constexpr std::array<std::string_view, 9> by_words{"unit", "organisation", "top",     "kind",  "sector",
                                                          "city", "state",        "country", "region"};
inline constexpr std::array<std::string_view, 3> basis_words{"employer", "site", "residence"};
inline constexpr std::array<std::string_view, 4> period_words{"none", "year", "quarter", "month"};

inline constexpr std::array<std::string_view, 4> policy_words{"tenure", "mode-year", "first-last", "primary"};
inline constexpr auto policy = choice<&FlowOptions::policy>(
    "policy",
    "how affiliations become moves: changes of home, of the year's main group, from first to last, of the "
    "main affiliation of each day",
    policy_words);
inline constexpr auto by = choice<&FlowOptions::by>("by", "count moves between these groups", by_words);
inline constexpr auto basis = choice<&FlowOptions::basis>(
    "basis", "place a person by the employer's legal home, the site of work, or residence", basis_words);
inline constexpr auto study = option<&FlowOptions::study>("study", "study and exchange count as affiliations too");
inline constexpr auto from =
    option<&FlowOptions::from>("from", "only moves out of this region, place or organisation (and not in --to before)");
inline constexpr auto to =
    option<&FlowOptions::to>("to", "only moves into this region, place or organisation (and not in --from after)");
inline constexpr auto during = option<&FlowOptions::during>("during", "only moves in this interval, such as 2020/2024");
inline constexpr auto per = choice<&FlowOptions::per>("per", "a row for each period", period_words);
inline constexpr auto events =
    option<&FlowOptions::events>("events", "list entries, exits, gaps, visits, dual and ambiguous affiliations too");
inline constexpr auto compare = option<&FlowOptions::compare>(
    "compare", "count the moves of each policy, and list the people on whom they differ, and why");
inline constexpr auto why = option<&FlowOptions::why>("why",
                                                      "list the people, the relations and the sources behind the "
                                                      "numbers instead; --from, --to and --during choose a cell");
inline constexpr auto bases =
    option<&FlowOptions::bases>("bases", "moves by employer, site and residence side by side, with the gap");
inline constexpr auto sensitivity = option<&FlowOptions::sensitivity>(
    "sensitivity", "rerun under every setting of these axes: confidence, identity, policy, basis, or all; by commas");
inline constexpr auto claim =
    option<&FlowOptions::claim>("claim",
                                "with --sensitivity or --merges: in which settings this holds, such as 'net(China) > "
                                "0' or 'flow(A, B) > flow(B, A)'");
inline constexpr auto merges = option<&FlowOptions::merges>(
    "merges", "which merges of names matter: the change with each of them believed the other way round");
inline constexpr auto drop =
    option<&FlowOptions::drop>("drop", "what is lost without this person or organisation and its units");
inline constexpr auto claims = option<&FlowOptions::claims>(
    "claims", "what sources say of these flows as a whole, beside the moves counted; never added to them");
inline constexpr std::array<std::string_view, 3> null_words{"none", "margins", "corridors"};
inline constexpr auto null = choice<&FlowOptions::null>(
    "null",
    "what chance would give, keeping how many leave and enter each group (in each period), or how many take "
    "each corridor and move in each period",
    null_words);
inline constexpr auto samples = option<&FlowOptions::samples>("samples", "draws of --null", 1, 100000);
inline constexpr auto suppress = option<&FlowOptions::suppress>(
    "suppress", "hide cells of fewer moves than this, and others from which they could be told", 0, 1000000);
inline constexpr auto bootstrap = option<&FlowOptions::bootstrap>(
    "bootstrap", "so many draws of people give an interval (2.5 to 97.5 per cent) for each cell", 0, 100000);
inline constexpr auto seed = option<&FlowOptions::seed>("seed", "of the draws of --bootstrap and --null");
inline constexpr auto wide =
    option<&FlowOptions::wide>("wide", "a matrix: a row for each origin, a column for each destination");
inline constexpr auto among =
    choice<&FlowOptions::among>("among",
                                "who moves are among: unit, organisation, top, city, state or country; each "
                                "belongs to a group of --by",
                                by_words);
inline constexpr auto backfill =
    option<&FlowOptions::backfill>("backfill", "days: spells in one group this close are one tenure", 0, 36600);
inline constexpr auto max_gap =
    option<&FlowOptions::max_gap>("max-gap", "days: after a longer gap a person exits and enters again", 0, 36600);
inline constexpr auto visit =
    option<&FlowOptions::visit>("visit", "days: a tenure inside another is a visit if shorter", 0, 36600);
inline constexpr auto overlap = option<&FlowOptions::overlap>(
    "overlap", "days: after a longer overlap the move happens when the old tenure ends", 0, 36600);

/// The kinds of relation that passes over moves select unless told.
inline constexpr std::uint16_t traits = trait_affiliation | trait_study | trait_residence | trait_transfer;

/// Rows of a pass's own, then those that say what a move is and between which groups.
template <std::size_t N>
constexpr std::array<OptionRow, N + 9> with_rules(const std::array<OptionRow, N>& own) {
  constexpr std::array rules{by, policy, basis, during, study, backfill, max_gap, visit, overlap};
  std::array<OptionRow, N + 9> rows{};
  std::copy(own.begin(), own.end(), rows.begin());
  std::copy(rules.begin(), rules.end(), rows.begin() + N);
  return rows;
}

}  // namespace flow_rows

/// The groups that the options ask for.
[[nodiscard]] Groups make_groups(const Selected& selected, const FlowOptions& options);

/// Which events are asked for: between --from and --to, in --during, certain ones alone under --certain.
class WantedEvents {
 public:
  WantedEvents(const Groups& groups, const Selected& selected, const FlowOptions& options);
  [[nodiscard]] bool operator()(const Event& event) const;

 private:
  const Groups& groups_;
  bool certain_;
  DayRange window_;
};

/// How many moves are counted.
struct MoveTally {
  std::uint64_t moves = 0;
  std::uint64_t known = 0;  ///< with both ends known

  void add(const Event& event) {
    if (!is_move(event.type) || !event.counted) return;
    ++moves;
    if (event.from != unknown_group && event.to != unknown_group) ++known;
  }
  void add(const MoveTally& other) {
    moves += other.moves;
    known += other.known;
  }
};

/// What a stamp says of the events behind a result.
struct FlowCoverage {
  std::uint64_t people = 0;
  std::uint64_t undated = 0;
  MoveTally tally;
};

/// The window of --during; unbounded if there is none.
[[nodiscard]] DayRange window_of(const FlowOptions& options);

/// Stamp of a flow result: policy, groups, coverage, then the selection.
[[nodiscard]] Stamp flow_stamp(const FlowCoverage& coverage, const Groups& groups, const Selected& selected,
                               const FlowOptions& options);

}  // namespace renmai
