// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "records/contradictions.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What every table of evidence says of a relation, as its source states it: relation (id), kind, role, start, end,
/// attested, confidence, source (id), source_title, locator, contradicts (ids of relations that cannot be true beside
/// it). Where an end is redacted, role and locator stay out.
class EvidenceColumns {
 public:
  explicit EvidenceColumns(const Selected& selected);
  /// With contradictions that were looked for before.
  EvidenceColumns(const Records& records, std::shared_ptr<const Contradictions> contradictions);

  void add(Relation r);
  /// Puts the columns behind those the table has.
  void append_to(Table& table) &&;

 private:
  const Records& records_;
  std::shared_ptr<const Contradictions> contradictions_;
  std::vector<std::string> relation_, kind_, role_, start_, end_, attested_, source_, source_title_, locator_,
      contradicts_;
  std::vector<double> confidence_;
};

}  // namespace renmai
