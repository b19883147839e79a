// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace renmai {

/// What reading a text will want, told from its size and a sample of its rows.
struct LoadEstimate {
  std::uint64_t rows = 0;
  std::uint64_t peak_bytes = 0;    ///< while loading, beside the text
  std::uint64_t loaded_bytes = 0;  ///< afterwards
};

/// Of an edge list read into a graph. Cost: O(1); looks at three places of 64 KiB.
[[nodiscard]] LoadEstimate estimate_edge_list(std::string_view text);
/// Of a wide table of careers read into records: figures of a table with a person, an organisation and two dates, as
/// measured; further columns take more. Cost: as above.
[[nodiscard]] LoadEstimate estimate_careers(std::string_view text);

/// Throws Error{limit} at `place` if loading would want more memory than `free_bytes`. `rows` names them: "edges".
void require_memory(const LoadEstimate& wanted, std::string_view rows, std::uint64_t free_bytes,
                    const std::string& place);

/// Bytes of memory that can be had without swapping (MemAvailable of Linux); the most there is if that is unknown.
[[nodiscard]] std::uint64_t free_memory();

}  // namespace renmai
