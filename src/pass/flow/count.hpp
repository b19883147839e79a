// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pass/flow/options.hpp"

namespace renmai {

/// One cell of a table of flows.
struct FlowCell {
  std::uint32_t period;  ///< number for period_text; no_period for moves that no period holds
  std::uint32_t moves;
  std::uint32_t min;
  std::uint32_t max;
  std::uint32_t people;
  Group from;
  Group to;

  [[nodiscard]] static constexpr FlowCell empty(std::uint32_t period, Group from, Group to) {
    return {period, 0, 0, 0, 0, from, to};
  }
};

inline constexpr std::uint32_t no_period = UINT32_MAX;  // sorts last

/// Number of the period that holds a day: years, quarters or months; the same for every day if there are no periods.
[[nodiscard]] std::uint32_t period_of(Day day, Period per);
/// Whether a move counts by best days, in a window; one without a day only if there is none.
[[nodiscard]] inline bool counts_in(const Event& move, DayRange window) {
  if (!move.counted) return false;
  return move.date == no_day ? window == DayRange{} : move.date >= window.first && move.date <= window.last;
}
/// The period in which a move is counted by best days: no_period for one without a day; nothing if it is only possible
/// or outside the window.
[[nodiscard]] std::optional<std::uint32_t> counted_period(const Event& move, Period per, DayRange window);
/// "2024", "2024-Q3", "2024-07"; empty for no_period.
[[nodiscard]] std::string period_text(std::uint32_t period, Period per);

/// Counts moves by period and pair of groups. Parts are counted apart, each by one thread, and added up in the end; the
/// sums are of whole numbers, so their order does not show. Memory: 16 bytes for a cell of a part at the most, and
/// where many moves share a cell far less.
class FlowCounts {
 public:
  FlowCounts(const FlowOptions& options, const Groups& groups, std::size_t parts);

  /// Counts the events of one person, all of which are moves and wanted.
  void add(std::size_t part, std::span<const Event> moves);

  /// Cells with a move or a possible one: by period (no_period last), then moves and max downward, then ids of groups.
  /// Call once, last.
  [[nodiscard]] Array<FlowCell> finish();

 private:
  /// What some moves add to a cell; `added` holds moves, min, max and people.
  struct Addition {
    std::uint32_t period;
    std::uint32_t from;  // ranks of groups by id, so that numbers sort as ids do
    std::uint32_t to;
    std::array<std::uint8_t, 4> added{};
  };
  /// What one move adds to a cell, before those of one person are taken together.
  struct Share {
    std::uint64_t pair = 0;  // from << 32 | to
    std::uint32_t period = 0;
    std::uint32_t limit = 0;  // of derived moves that the person can make of this pair
    std::uint32_t moves = 0;
    std::uint32_t min = 0;
    std::uint32_t derived = 0;
    std::uint32_t stated = 0;
  };
  struct Part {
    std::vector<Share> person;   // of the person at hand
    std::vector<Addition> last;  // a slot for each hash of a cell: what was added to it last
    Array<Addition> additions;   // what had to leave its slot
    std::uint32_t first_period = no_period;
    std::uint32_t last_period = 0;
  };

  [[nodiscard]] std::uint32_t period_of(Day day) const {
    const std::int64_t known = std::int64_t{day} - first_known_day;
    return known >= 0 && known < static_cast<std::int64_t>(periods_.size()) ? periods_[static_cast<std::size_t>(known)]
                                                                            : renmai::period_of(day, per_);
  }
  void share(std::vector<Share>& shares, const Event& move) const;
  void share_max(std::vector<Share>& shares, const Event& move, std::uint32_t best) const;
  static Share& share_of(std::vector<Share>& shares, const Event& move, std::uint32_t period);
  void add_person(Part& part);
  static void add(Part& part, const Addition& addition);
  static void leave(Part& part, const Addition& addition);
  struct ByPeriod {
    Array<Addition> additions;
    std::vector<std::size_t> begins;  // where each period that has any begins, and the last ends
  };
  [[nodiscard]] ByPeriod by_period();
  [[nodiscard]] Array<FlowCell> cells_of(std::span<const Addition> additions) const;

  static constexpr Day first_known_day = -51'134;  // in 1830
  static constexpr std::size_t known_days = 80'000;

  Period per_;
  DayRange window_;
  std::vector<std::uint32_t> periods_;  // of known days; working one out takes longer than looking it up
  std::vector<std::uint32_t> rank_;     // by group
  std::vector<Group> group_of_rank_;
  std::vector<Part> parts_;
};

}  // namespace renmai
