// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "pass/flow/options.hpp"

namespace renmai {

/// Counted moves between groups and the time people were at risk of moving, which flow figures are made of. The
/// unknown group takes part in nothing; moves that begin or end there are counted apart.
struct FlowMatrix {
  struct Cell {
    std::uint32_t from;  ///< places in `groups`
    std::uint32_t to;
    double moves;
  };
  std::vector<Group> groups;         ///< by id: those with a move in or out, or time at home
  std::vector<Cell> cells;           ///< of at least one move, by from, then to
  std::vector<double> in;            ///< by place: D
  std::vector<double> out;           ///< O
  std::vector<double> person_years;  ///< P: days at home there, cut at the as-of date and the window, over 365.25
  double moves = 0;                  ///< M
  double moves_of_unknown = 0;       ///< left out: an end is unknown
  double time = 0;                   ///< sum of person_years
  std::uint64_t people = 0;          ///< with any affiliation or stated move
  std::uint64_t undated = 0;         ///< affiliations without a best day
  MoveTally tally;

  [[nodiscard]] std::size_t size() const { return groups.size(); }
};

/// The matrix of the moves that the options ask for, counted by best days. Home is where the policy has a person
/// between an entry or a move and the next move, exit or the as-of date.
[[nodiscard]] FlowMatrix make_flow_matrix(const Selected& selected, Groups& groups, const FlowOptions& options);

/// part / whole; NaN for a whole of 0: that is undefined, not 0.
[[nodiscard]] inline double ratio(double part, double whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN() : part / whole;
}

/// The Gini coefficient sum |x_i - x_j| / (2 n^2 mean), n = number of values, or with `unbiased` over 2 n (n - 1) mean.
/// NaN for no value (or only one, if unbiased) and for values that sum to 0.
[[nodiscard]] double gini(std::vector<double> values, bool unbiased);

/// a_i and b_j such that a_i b_j, i != j, has the margins `out` and `in`: quasi-independence with a structural zero
/// diagonal, by iterative proportional fitting. Both empty if it does not converge, as where a margin exceeds all
/// others together. Cost: O(n) a round.
struct Expected {
  std::vector<double> from;
  std::vector<double> to;
};
[[nodiscard]] Expected quasi_independence(const std::vector<double>& out, const std::vector<double>& in);

}  // namespace renmai
