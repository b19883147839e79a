// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "records/policy_states.hpp"

namespace renmai {
namespace {

/// The first group and the last one, nothing between them.
class FirstLast : States {
 public:
  using States::States;

  void run() {
    std::optional<std::pair<Group, Group>> counted;
    if (!person_.order.empty()) {
      const Tenure& first = person_.tenures.front();
      const Tenure& last =
          *std::max_element(person_.tenures.begin(), person_.tenures.end(), [&](const Tenure& a, const Tenure& b) {
            return std::tuple(end_of(a), a.start, std::string_view(id(b.group))) <
                   std::tuple(end_of(b), b.start, std::string_view(id(a.group)));
          });
      const State home{first.group, first.last_stay};
      const State end{last.group, last.first_stay};
      const bool sure = exact_ || (surely_first(first.group) && surely_last(last.group));
      add(EventType::entry, home, home, first.start, first.starts, exact_ || surely_first(first.group));
      if (first.group != last.group) {
        counted.emplace(first.group, last.group);
        add_move(home, end, last.start, sure && exact_ ? last.starts : hull(last.starts, starts_of(last.group)), sure);
      }
      add_end({last.group, last.last_stay}, {last.start, end_of(last) - 1}, stays_[last.last_stay].spell);
    }
    if (exact_) return;
    for (const std::uint32_t a : one_each(&FirstLast::maybe_first)) {
      for (const std::uint32_t b : one_each(&FirstLast::maybe_last)) {
        const Group from = stays_[a].group;
        const Group to = stays_[b].group;
        if (from != to && counted != std::pair(from, to)) add_possible(a, b, starts_of(to));
      }
    }
  }

 private:
  /// Stays that `asked` holds for, one of each group.
  std::vector<std::uint32_t> one_each(bool (FirstLast::*asked)(std::uint32_t) const) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const auto same = [&](std::uint32_t other) { return stays_[other].group == stays_[i].group; };
      if ((this->*asked)(i) && std::none_of(found.begin(), found.end(), same)) found.push_back(i);
    }
    return found;
  }
  bool maybe_first(std::uint32_t i) const {
    return std::none_of(stays_.begin(), stays_.end(), [&](const Stay& other) {
      return other.group != stays_[i].group && other.spell.start.last < stays_[i].spell.start.first;
    });
  }
  bool maybe_last(std::uint32_t i) const {
    for (std::uint32_t k = 0; k < stays_.size(); ++k) {
      if (stays_[k].group != stays_[i].group && surely_to(k) > stay_days_[i].maybe.last) return false;
    }
    return true;
  }
  bool surely_first(Group group) const {
    return std::any_of(stays_.begin(), stays_.end(), [&](const Stay& first) {
      return first.group == group && std::all_of(stays_.begin(), stays_.end(), [&](const Stay& other) {
               return other.group == group || first.spell.start.last < other.spell.start.first;
             });
    });
  }
  bool surely_last(Group group) const {
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      if (stays_[i].group != group) continue;
      bool last = true;
      for (std::uint32_t k = 0; k < stays_.size(); ++k)
        last = last && (stays_[k].group == group || stay_days_[k].maybe.last < surely_to(i));
      if (last) return true;
    }
    return false;
  }
  /// The day to which a stay lasts at least.
  [[nodiscard]] Day surely_to(std::uint32_t i) const {
    return std::max(stay_days_[i].surely.last, std::min(stays_[i].spell.start.first, stay_days_[i].maybe.last));
  }
  [[nodiscard]] DayRange starts_of(Group group) const {
    std::optional<DayRange> starts;
    for (const Stay& stay : stays_) {
      if (stay.group == group) starts = starts ? hull(*starts, stay.spell.start) : stay.spell.start;
    }
    return *starts;
  }
};

}  // namespace

void run_first_last(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  FirstLast(person, context, events).run();
}

}  // namespace renmai
