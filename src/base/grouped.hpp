// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace renmai {

/// The items 0, 1, ... put together by group, ascending within each: a counting sort.
class Grouped {
 public:
  Grouped() = default;
  /// group_of(item) is below `groups`, and is asked twice of each. Cost: O(count + groups).
  template <class GroupOf>
  Grouped(std::uint32_t count, std::size_t groups, const GroupOf& group_of) : items_(count), begin_(groups + 1, 0) {
    for (std::uint32_t item = 0; item < count; ++item) ++begin_[group_of(item) + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (std::uint32_t item = 0; item < count; ++item) items_[next[group_of(item)]++] = item;
  }

  /// How many groups there are.
  [[nodiscard]] std::size_t size() const { return begin_.empty() ? 0 : begin_.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t group) const {
    return std::span(items_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }

 private:
  std::vector<std::uint32_t> items_;
  std::vector<std::size_t> begin_;  // by group: its first item
};

}  // namespace renmai
