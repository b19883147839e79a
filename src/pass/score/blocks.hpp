// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Cuts rows into blocks of about equal work, whatever the thread count: where each begins, and the end.
template <class Length>
[[nodiscard]] std::vector<std::size_t> cut_evenly(std::size_t rows, EdgeIndex block_work, const Length& length) {
  constexpr EdgeIndex row_work = 4;  // what a row costs beside its edges, in edges
  std::vector<std::size_t> starts{0};
  EdgeIndex work = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    work += length(i) + row_work;
    if (work < block_work && i + 1 < rows) continue;
    starts.push_back(i + 1);
    work = 0;
  }
  return starts;
}

}  // namespace renmai
