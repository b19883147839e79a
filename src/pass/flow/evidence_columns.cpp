// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/evidence_columns.hpp"

#include <utility>

#include "records/redaction.hpp"

namespace renmai {

EvidenceColumns::EvidenceColumns(const Selected& selected)
    : EvidenceColumns(selected.records, std::make_shared<const Contradictions>(selected.records, selected.identity)) {}

EvidenceColumns::EvidenceColumns(const Records& records, std::shared_ptr<const Contradictions> contradictions)
    : records_(records), contradictions_(std::move(contradictions)) {}

void EvidenceColumns::add(Relation r) {
  const RelationColumns& c = records_.relations();
  const bool redacted = is_redacted(records_, r);
  const bool sourced = c.source[r] != no_source;
  relation_.push_back(records_.relation_id(r));
  kind_.push_back(records_.relation_kind(r).name);
  role_.emplace_back(redacted ? std::string_view() : records_.text(c.role[r]));
  start_.emplace_back(records_.date_text(c.start[r]));
  end_.emplace_back(records_.date_text(c.end[r]));
  attested_.emplace_back(records_.attested_text(r));
  confidence_.push_back(records_.confidence(r));
  source_.emplace_back(records_.source_id(r));
  source_title_.emplace_back(sourced ? records_.text(records_.sources()[c.source[r]].title) : std::string_view());
  locator_.emplace_back(redacted ? std::string_view() : records_.text(c.locator[r]));
  contradicts_.push_back(contradictions_->of(r));
}

void EvidenceColumns::append_to(Table& table) && {
  table.add("relation", std::move(relation_));
  table.add("kind", std::move(kind_));
  table.add("role", std::move(role_));
  table.add("start", std::move(start_));
  table.add("end", std::move(end_));
  table.add("attested", std::move(attested_));
  table.add("confidence", std::move(confidence_));
  table.add("source", std::move(source_));
  table.add("source_title", std::move(source_title_));
  table.add("locator", std::move(locator_));
  table.add("contradicts", std::move(contradicts_));
}

}  // namespace renmai
