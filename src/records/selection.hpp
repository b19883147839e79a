// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/conditions.hpp"
#include "records/containment.hpp"
#include "records/identity.hpp"
#include "records/records.hpp"
#include "records/regions.hpp"

namespace renmai {

enum class DuringRule : std::uint8_t { any, all };

/// Which of two relations that contradict each other counts: both; that of the source published (or retrieved) later,
/// a dated source before an undated one; that whose dates leave fewer days open. Where this decides nothing the other
/// rule does, then the confidence, then the first counts.
enum class Resolve : std::uint8_t { all, latest, most_precise };
[[nodiscard]] std::string_view to_word(Resolve resolve);

/// Which relations count, and which entities are one. The defaults are those of the design: affiliation, study and
/// mentorship; actual; confidence at least 0.5; identity certain and likely; any time; no collectives.
struct Selection {
  std::vector<std::string> kinds{};  ///< kinds or traits by name, `all` for every kind; empty: `default_traits`
  std::uint16_t default_traits = trait_affiliation | trait_study | trait_mentorship;
  std::vector<std::string> statuses{};  ///< empty: actual; `all` for every status
  double min_confidence = 0.5;
  IdentityLevel identity = IdentityLevel::likely;
  std::optional<std::string> at{};      ///< an EDTF date; a date of several days asks for any of them
  std::optional<std::string> during{};  ///< an EDTF interval
  DuringRule during_rule = DuringRule::any;
  bool certain = false;                   ///< keep only what certainly holds at the time asked for
  std::optional<std::string> known_by{};  ///< only what a source published or retrieved by then says; undated: perhaps
  std::string where{};                    ///< conditions on columns; see Conditions
  bool collectives = false;
  Resolve resolve = Resolve::all;
  std::vector<Entity> without{};  ///< persons and organisations whose relations do not count, nor those of their units
  std::vector<Relation> flipped{};  ///< identity relations of which the level's answer is turned round
};

/// Every kind, status and confidence, collectives too: what `who` starts from, which shows all that is recorded.
[[nodiscard]] Selection selection_of_everything();

/// The (key, value) pairs of a stamp that a selection tells without data: kinds, status, confidence, identity, time,
/// where.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> stamp_of(const Selection& selection);

/// One fact of a selection: a relation, or several that say the same from different sources.
using Fact = std::uint32_t;

/// The facts that a selection keeps, with what every reader of them needs. Holds references: the Records must outlive
/// it.
struct Selected {
  /// Throws Error{usage} for an unknown kind, status, date or condition, with the nearest word.
  Selected(const Records& all, Selection choice, Regions chosen_regions = {});
  /// The facts that have one of these entities, under any name, at either end. Cost: as Records::relations_of.
  Selected(const Records& all, Selection choice, Regions chosen_regions, std::span<const Entity> about);
  Selected(const Selected&) = delete;
  Selected& operator=(const Selected&) = delete;

  const Records& records;
  const Selection selection;
  const Identity identity;
  const Hierarchy hierarchy;
  const Regions regions;

  [[nodiscard]] Fact fact_count() const {
    return static_cast<Fact>(offsets_.empty() ? order_.size() : offsets_.size() - 1);
  }
  /// The relations that say it, ascending; the first stands for all.
  [[nodiscard]] std::span<const Relation> evidence(Fact f) const {
    return offsets_.empty() ? std::span(order_).subspan(f, 1)
                            : std::span(order_).subspan(offsets_[f], offsets_[f + 1] - offsets_[f]);
  }
  [[nodiscard]] Relation relation(Fact f) const { return evidence(f).front(); }
  [[nodiscard]] const RelationKind& kind(Fact f) const { return records.relation_kind(relation(f)); }
  /// Ends after identity.
  [[nodiscard]] Entity from(Fact f) const { return identity(records.relations().from[relation(f)]); }
  [[nodiscard]] Entity to(Fact f) const { return identity(records.relations().to[relation(f)]); }
  /// The greatest of its rows' confidences.
  [[nodiscard]] double confidence(Fact f) const;
  /// United over its rows.
  [[nodiscard]] Spell spell(Fact f) const;
  /// How surely it holds at the time asked for, and was known by the date asked for; certain if nothing is asked for.
  [[nodiscard]] Certainty certainty(Fact f) const;
  /// Roles of all rows, without repeats, joined by "; ".
  [[nodiscard]] std::string roles(Fact f) const;
  /// Ids of the sources of all rows, without repeats, joined by "; ".
  [[nodiscard]] std::string sources(Fact f) const;
  /// Whether two facts are stated to follow each other (`later` after `earlier`).
  [[nodiscard]] bool follows(Fact later, Fact earlier) const;
  /// The facts of this entity (either end), ascending.
  [[nodiscard]] std::vector<Fact> facts_of(Entity representative) const;
  /// (key, value) pairs of a stamp: kinds, status, confidence, identity, time, where, regions, as-of, n, dataset.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> stamp() const;
  /// The relation that contradicts this one and counts in its place, if `resolve` says so.
  [[nodiscard]] std::optional<Relation> outweighed_by(Relation r) const;
  /// Whether relations of the entity take part: not a collective, unless asked for.
  [[nodiscard]] bool admits(Entity e) const { return selection.collectives || !records.has_flag(e, flag_collective); }

 private:
  struct Prepared {};
  Selected(const Records& all, Selection choice, Regions chosen_regions, Prepared);
  template <class EachRelation>
  void keep(const EachRelation& each_relation);
  void keep_in_time();
  [[nodiscard]] Certainty known(Relation r) const;

  std::vector<Relation> order_;         // kept relations; equal facts side by side
  std::vector<std::uint32_t> offsets_;  // by fact; empty if every fact is one relation
  std::optional<DayRange> window_;
  std::optional<Day> known_by_;
  std::vector<std::pair<Relation, Relation>> outweighed_;  // (relation, the one that counts), sorted
};

}  // namespace renmai
