// SPDX-License-Identifier: Apache-2.0
#include "pass/score/weights.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

bool in_range(double weight, bool zero_too) {
  return (weight >= least_weight && weight <= greatest_weight) || (zero_too && weight == 0);
}

/// Whether all is well; by all threads, for it nearly always is.
bool all_in_range(const Graph& graph, bool zero_too) {
  std::atomic<bool> good{true};
  constexpr std::size_t block = 1024;  // vertices
  const std::size_t blocks = (graph.vertex_count() + block - 1) / block;
  const auto look = [&](std::size_t b) {
    bool all = true;
    const std::size_t end = std::min<std::size_t>(graph.vertex_count(), (b + 1) * block);
    for (auto v = static_cast<Vertex>(b * block); v < end; ++v) {
      for (const double weight : graph.out_weights(v)) all = all && in_range(weight, zero_too);
    }
    if (!all) good.store(false, std::memory_order_relaxed);
  };
  parallel_for(blocks, look, 1);
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
