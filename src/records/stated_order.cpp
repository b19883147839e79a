// SPDX-License-Identifier: Apache-2.0
#include "records/stated_order.hpp"

#include <tsl/robin_map.h>

#include <algorithm>

namespace renmai {
namespace {

/// The facts that relations lead to through `after`, each relation looked at once. Circles were taken out on loading.
class Search {
 public:
  Search(const Records& records, std::size_t words) : records_(records), words_(words) {}

  void add_goal(Relation r, std::uint32_t fact) { goals_.emplace_back(r, fact); }
  void sort_goals() { std::sort(goals_.begin(), goals_.end()); }

  /// Adds what the relation leads to.
  void collect(Relation r, std::span<std::uint64_t> found) {
    if (records_.after(r).empty()) return;
    visit(r);
    add(r, found);
  }

 private:
  struct Step {
    Relation relation;
    std::size_t next;
  };

  void visit(Relation root) {
    enter(root);
    while (!path_.empty()) {
      Step& step = path_.back();
      const auto edges = records_.after(step.relation);
      if (step.next < edges.size()) {
        enter(edges[step.next++].second);
        continue;
      }
      const std::uint32_t row = rows_.find(step.relation)->second;
      for (const auto& [later, earlier] : edges) {
        const std::span<std::uint64_t> found = std::span(bits_).subspan(row * words_, words_);
        add(earlier, found);
        auto goal = std::lower_bound(goals_.begin(), goals_.end(), std::pair(earlier, std::uint32_t{0}));
        for (; goal != goals_.end() && goal->first == earlier; ++goal)
          found[goal->second / 64] |= std::uint64_t{1} << (goal->second % 64);
      }
      path_.pop_back();
    }
  }

  void enter(Relation r) {
    if (records_.after(r).empty() || !rows_.try_emplace(r, static_cast<std::uint32_t>(rows_.size())).second) return;
    bits_.resize(rows_.size() * words_, 0);
    path_.push_back({r, 0});
  }

  void add(Relation r, std::span<std::uint64_t> found) const {
    const auto row = rows_.find(r);
    if (row == rows_.end()) return;
    for (std::size_t w = 0; w < words_; ++w) found[w] |= bits_[row->second * words_ + w];
  }

  const Records& records_;
  std::size_t words_;
  std::vector<std::pair<Relation, std::uint32_t>> goals_;  // relations of the facts
  tsl::robin_map<Relation, std::uint32_t> rows_;           // of relations that follow others, in bits_
  std::vector<std::uint64_t> bits_;
  std::vector<Step> path_;
};

}  // namespace

void StatedOrder::assign(const Selected& selected, std::span<const Fact> facts) {
  words_ = 0;
  const Records& records = selected.records;
  if (!records.has_order() || facts.size() < 2) return;
  const auto is_later = [&](Fact fact) {
    const auto rows = selected.evidence(fact);
    return std::any_of(rows.begin(), rows.end(), [&](Relation r) { return !records.after(r).empty(); });
  };
  if (std::none_of(facts.begin(), facts.end(), is_later)) return;

  words_ = (facts.size() + 63) / 64;
  bits_.assign(facts.size() * words_, 0);
  Search search(records, words_);
  for (std::uint32_t f = 0; f < facts.size(); ++f) {
    for (const Relation r : selected.evidence(facts[f])) search.add_goal(r, f);
  }
  search.sort_goals();
  for (std::uint32_t f = 0; f < facts.size(); ++f) {
    for (const Relation r : selected.evidence(facts[f]))
      search.collect(r, std::span(bits_).subspan(f * words_, words_));
  }
}

}  // namespace renmai
