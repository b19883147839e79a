// SPDX-License-Identifier: Apache-2.0
#include "pass/score/weights.hpp"

#include <cstddef>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

/// Whether a weight will do.
bool in_range(double weight, bool zero_too) {
  return (weight >= least_weight && weight <= greatest_weight) || (zero_too && weight == 0);
}

void require_range(const Graph& graph, std::string_view pass, bool zero_too) {
  const WeightRange& range = graph.weight_range();
  if ((range.least > 0 || (zero_too && range.least == 0)) && range.least_above_zero >= least_weight &&
      range.greatest <= greatest_weight) {
    return;
  }
  for (const Vertex v : graph.vertices()) {
    const auto weights = graph.out_weights(v);
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const double weight = weights[k];
      if (in_range(weight, zero_too)) continue;
      throw Error(ErrorKind::usage, std::string(pass) + " wants weights " + (zero_too ? "of 0 or " : "") + "from " +
                                        format_number(least_weight) + " to " + format_number(greatest_weight) +
                                        ", but the edge between vertices " + std::to_string(v) + " and " +
                                        std::to_string(graph.out(v)[k]) + " weighs " + format_number(weight));
    }
  }
}

}  // namespace

void require_weights(const Graph& graph, std::string_view pass) { require_range(graph, pass, true); }
void require_lengths(const Graph& graph, std::string_view pass) { require_range(graph, pass, false); }

}  // namespace renmai
