// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "pass/pass.hpp"
#include "records/moves.hpp"

namespace renmai {

enum class Period : std::uint8_t { none, year, quarter, month };

/// What `moves` and `flow` take. Which facts they read is said by the selection; what a move is, here.
struct FlowOptions {
  // affect which moves there are
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

  [[nodiscard]] MoveRules rules() const {
    return {.by = by,
            .basis = basis,
            .study = study,
            .backfill = backfill,
            .max_gap = max_gap,
            .visit = visit,
            .overlap = overlap};
  }
};

namespace flow_rows {

inline constexpr std::array<std::string_view, 9> by_words{"unit", "organisation", "top",     "kind",  "sector",
                                                          "city", "state",        "country", "region"};
inline constexpr std::array<std::string_view, 3> basis_words{"employer", "site", "residence"};
inline constexpr std::array<std::string_view, 4> period_words{"none", "year", "quarter", "month"};

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
inline constexpr auto backfill =
    option<&FlowOptions::backfill>("backfill", "days: spells in one group this close are one tenure", 0, 36600);
inline constexpr auto max_gap =
    option<&FlowOptions::max_gap>("max-gap", "days: after a longer gap a person exits and enters again", 0, 36600);
inline constexpr auto visit =
    option<&FlowOptions::visit>("visit", "days: a tenure inside another is a visit if shorter", 0, 36600);
inline constexpr auto overlap = option<&FlowOptions::overlap>(
    "overlap", "days: after a longer overlap the move happens when the old tenure ends", 0, 36600);

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
