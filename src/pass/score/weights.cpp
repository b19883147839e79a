// SPDX-License-Identifier: Apache-2.0
#include "pass/score/weights.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <span>
#include <string>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

/// Whether a weight will do. Without branches, for it is asked of every edge.
bool in_range(double weight, bool zero_too) {
  const unsigned inside =
      static_cast<unsigned>(weight >= least_weight) & static_cast<unsigned>(weight <= greatest_weight);
  return (inside | (static_cast<unsigned>(zero_too) & static_cast<unsigned>(weight == 0))) != 0;
}

/// Whether all is well; by all threads, for it nearly always is.
bool all_in_range(const Graph& graph, bool zero_too) {
  if (!graph.weighted()) return true;
  const std::span weights(graph.out_weights(0).data(), graph.slot_count());
  constexpr std::size_t block = std::size_t{1} << 16;
  std::atomic<bool> good{true};
  const auto look = [&](std::size_t b) {
    unsigned bad = 0;
    for (const double weight : weights.subspan(b * block, std::min(block, weights.size() - b * block))) {
      bad |= static_cast<unsigned>(!in_range(weight, zero_too));
    }
    if (bad != 0) good.store(false, std::memory_order_relaxed);
  };
  parallel_for((weights.size() + block - 1) / block, look, 1);
  return good;
}

void require_range(const Graph& graph, std::string_view pass, bool zero_too) {
  if (all_in_range(graph, zero_too)) return;
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
