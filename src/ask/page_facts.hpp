// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "records/contradictions.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

using NamedTables = std::vector<std::pair<std::string, Table>>;

/// Everything recorded, ready to be shown entity by entity and fact by fact, as the tables of a page have it (see
/// page_tables.hpp). Redacted entities and their facts are left out of every table.
class PageFacts {
 public:
  /// `selected` tells which facts are the usual ones. Both must outlive it. Cost: O(relations log relations), and 8
  /// bytes a fact.
  PageFacts(const Selected& everything, const Selected& selected);

  [[nodiscard]] const Records& records() const { return everything_.records; }
  [[nodiscard]] const Selected& everything() const { return everything_; }
  /// The facts with this entity at either end, ascending.
  [[nodiscard]] std::span<const Fact> facts_of(Entity representative) const;
  /// Whether both ends are shown.
  [[nodiscard]] bool shows(Fact fact) const;

  /// The table `entities`.
  [[nodiscard]] Table entity_table(std::span<const Entity> listed) const;
  /// The tables `facts` and `rows`, of facts that are shown, in the order given.
  void add_facts(std::span<const Fact> listed, NamedTables& tables) const;

 private:
  const Selected& everything_;
  std::shared_ptr<const Contradictions> contradictions_;
  std::vector<char> usual_;         // by relation: whether the selection keeps it
  std::vector<std::size_t> begin_;  // by entity: its first fact in facts_
  std::vector<Fact> facts_;
};

/// Vertices of a table as names, by the numbers of entities.
[[nodiscard]] Table with_entity_names(const Records& records, const Table& table);

}  // namespace renmai
