// SPDX-License-Identifier: Apache-2.0
#include "records/fact_joiner.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

#include "base/hash.hpp"

namespace renmai {
namespace {

/// The least and greatest days that the spells below a node of the search tree allow.
struct Hull {
  DayRange start{day_after_all, day_before_all};
  DayRange end{day_after_all, day_before_all};

  void cover(const Hull& other) {
    cover(start, other.start);
    cover(end, other.end);
  }
  [[nodiscard]] bool meets(const Spell& spell) const { return meets(start, spell.start) && meets(end, spell.end); }

 private:
  static void cover(DayRange& a, const DayRange& b) {
    a.first = std::min(a.first, b.first);
    a.last = std::max(a.last, b.last);
  }
  static bool meets(const DayRange& a, const DayRange& b) { return a.first <= b.last && b.first <= a.last; }
};

/// The facts so far between two ends that a further row may join, found by their spells and sources.
class OpenFacts {
 public:
  /// The first fact that has no row of the source and whose spell allows this one takes the row. False if none does.
  bool join(Relation row, SourceId source, const Spell& spell) {
    for (std::size_t fact = find(without(source, 0), spell); fact != none;
         fact = find(without(source, fact + 1), spell)) {
      if (without(source, fact) != fact) continue;
      const auto both = unite(spells_[fact], spell);
      if (!both) continue;
      rows_[fact].push_back(row);
      spells_[fact] = *both;
      update(fact);
      beyond_[key(source, fact)] = static_cast<std::uint32_t>(fact + 1);
      return true;
    }
    return false;
  }
  void begin(Relation row, SourceId source, const Spell& spell) {
    const std::size_t fact = rows_.size();
    rows_.push_back({row});
    spells_.push_back(spell);
    update(fact);
    beyond_[key(source, fact)] = static_cast<std::uint32_t>(fact + 1);
  }
  [[nodiscard]] std::vector<std::vector<Relation>>& rows() { return rows_; }

 private:
  static constexpr std::size_t none = ~std::size_t{0};
  static constexpr std::size_t fanout_bits = 3;

  static std::uint64_t key(SourceId source, std::size_t fact) { return std::uint64_t{source} << 32U | fact; }

  /// The first fact from this one on without a row of the source.
  std::size_t without(SourceId source, std::size_t fact) {
    std::size_t last = fact;
    for (auto found = beyond_.find(key(source, last)); found != beyond_.end(); found = beyond_.find(key(source, last)))
      last = found->second;
    while (fact != last) {  // what was passed leads here straight from now on
      auto step = beyond_.find(key(source, fact));
      fact = std::exchange(step.value(), static_cast<std::uint32_t>(last));
    }
    return last;
  }

  /// The first fact from this one on whose hull meets the spell: climbs while a subtree is ruled out, then descends.
  [[nodiscard]] std::size_t find(std::size_t from, const Spell& spell) const {
    std::size_t level = 0;
    std::size_t at = from;
    while (!hulls_.empty() && at < hulls_[level].size()) {
      if (hulls_[level][at].meets(spell)) {
        if (level == 0) return at;
        --level;
        at <<= fanout_bits;
        continue;
      }
      ++at;
      while (level + 1 < hulls_.size() && at % (std::size_t{1} << fanout_bits) == 0 && at < hulls_[level].size()) {
        ++level;
        at >>= fanout_bits;
      }
    }
    return none;
  }

  /// Makes the hulls of a new or narrowed fact and of the nodes above it.
  void update(std::size_t fact) {
    if (hulls_.empty()) hulls_.emplace_back();
    std::size_t at = fact;
    for (std::size_t level = 0;; ++level, at >>= fanout_bits) {
      Hull hull{spells_[fact].start, spells_[fact].end};
      if (level > 0) {
        const std::vector<Hull>& below = hulls_[level - 1];
        const std::size_t end = std::min(below.size(), (at + 1) << fanout_bits);
        hull = Hull();
        for (std::size_t child = at << fanout_bits; child < end; ++child) hull.cover(below[child]);
      }
      if (at == hulls_[level].size()) hulls_[level].emplace_back();
      hulls_[level][at] = hull;
      if (hulls_[level].size() == 1) return;
      if (level + 1 == hulls_.size()) hulls_.push_back({Hull()});
    }
  }

  std::vector<std::vector<Relation>> rows_;
  std::vector<Spell> spells_;                                       // of all rows of a fact
  std::vector<std::vector<Hull>> hulls_;                            // by level; a node covers eight of the level below
  tsl::robin_map<std::uint64_t, std::uint32_t, MixedHash> beyond_;  // (source, fact with a row of it): one to try next
};

}  // namespace

std::vector<std::vector<Relation>> join_facts(const Records& records, const Identity& identity,
                                              std::vector<Relation> rows) {
  const RelationColumns& c = records.relations();
  const auto ends = [&](Relation r) { return std::tuple(identity(c.from[r]), identity(c.to[r]), c.kind[r]); };
  std::sort(rows.begin(), rows.end(),
            [&](Relation a, Relation b) { return std::tuple(ends(a), a) < std::tuple(ends(b), b); });
  std::vector<std::vector<Relation>> facts;
  for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
    while (last < rows.size() && ends(rows[last]) == ends(rows[first])) ++last;
    OpenFacts open;
    for (const Relation row : std::span(rows).subspan(first, last - first)) {
      const SourceId source = c.source[row];
      if (last - first == 1 || source == no_source || records.status(row) != Status::actual) {
        facts.push_back({row});
        continue;
      }
      const Spell spell = records.spell(row);
      if (!open.join(row, source, spell)) open.begin(row, source, spell);
    }
    std::move(open.rows().begin(), open.rows().end(), std::back_inserter(facts));
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

}  // namespace renmai
