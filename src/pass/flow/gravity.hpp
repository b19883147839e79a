// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "pass/flow/matrix.hpp"

namespace renmai {

/// A fit of E_ij = from_i to_j w_ij^exponent, i != j, with the margins observed.
struct GravityFit {
  std::vector<double> from;
  std::vector<double> to;
  double exponent = 0;
};

/// The Poisson maximum-likelihood fit of moves on ln w_ij with a constant for each origin and each destination: margins
/// are met by proportional fitting, and the exponent is where sum (M - E) ln w = 0, by Newton's method. `log_weight(i,
/// j)` is ln w_ij. Nothing if it does not converge. Cost: O(n^2) a round.
[[nodiscard]] std::optional<GravityFit> fit_gravity(const FlowMatrix& matrix,
                                                    const std::function<double(std::size_t, std::size_t)>& log_weight);

}  // namespace renmai
