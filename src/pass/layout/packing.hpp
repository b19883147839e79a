// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "pass/layout/quadtree.hpp"

namespace renmai {

/// Turns a drawing about its centre so that it is widest from left to right, and puts its lower left corner to 0, 0.
void lay_flat(std::vector<Spot>& spots);

/// Moves drawings that begin at 0, 0 beside each other in rows, the tallest first, so that the whole is about three
/// wide and two high, with `gap` between them; returns its height. Equals stay in order.
double pack(std::vector<std::vector<Spot>>& drawings, double gap);

}  // namespace renmai
