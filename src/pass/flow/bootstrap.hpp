// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "pass/flow/count.hpp"

namespace renmai {

/// The counted moves of each person, kept so that people can be drawn again. Moves of one person depend on each other,
/// so it is people that are drawn, not moves.
class MovesByPerson {
 public:
  MovesByPerson(const FlowOptions& options, std::size_t parts);

  /// Keeps what the events of one person, all of them moves and wanted, add to the cells by best days.
  void add(std::size_t part, std::span<const Event> moves);

  struct Interval {
    std::int64_t low;   ///< the draw at 2.5 per cent, by nearest rank
    std::int64_t high;  ///< at 97.5 per cent
  };
  /// For each cell, over `draws` samples of as many people as there are, with replacement. The same for a seed whatever
  /// the threads. Throws Error{limit} if draws times cells exceeds 200 million. Cost: O(draws (people + moves)).
  /// Paper: Efron 1979, doi:10.1214/aos/1176344552.
  [[nodiscard]] std::vector<Interval> intervals(std::span<const FlowCell> cells, std::uint64_t people,
                                                std::size_t draws, std::uint64_t seed) const;

 private:
  struct Move {
    std::uint32_t period;
    Group from;
    Group to;
  };
  struct Part {
    std::vector<Move> moves;
    std::vector<std::size_t> ends;  // of the moves of each person who has any
  };
  Period per_;
  DayRange window_;
  std::vector<Part> parts_;
};

}  // namespace renmai
