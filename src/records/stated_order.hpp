// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "records/selection.hpp"

namespace renmai {

/// Which of a few facts are stated to follow which, directly or through any others: Selected::follows of all pairs at
/// once. Made once a thread and filled again and again.
class StatedOrder {
 public:
  /// Cost: O(f) if none of the f facts is stated to follow anything, else O(f + r f / 64) for the r relations that
  /// these lead to through `after`.
  void assign(const Selected& selected, std::span<const Fact> facts);

  /// Whether any of the facts follows anything.
  [[nodiscard]] bool any() const { return words_ > 0; }
  /// By places in the list of facts.
  [[nodiscard]] bool follows(std::uint32_t later, std::uint32_t earlier) const {
    return any() && (bits_[later * words_ + earlier / 64] >> (earlier % 64) & 1U) != 0;
  }

 private:
  std::size_t words_ = 0;  // of a row, one bit a fact; 0 if nothing follows anything
  std::vector<std::uint64_t> bits_;
};

}  // namespace renmai
