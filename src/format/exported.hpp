// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "records/builder.hpp"
#include "records/records.hpp"

namespace renmai {

/// What every exporter writes of records, in canonical order: all but redacted entities, their relations and the claims
/// about them. References to a redacted entity are left empty. What is left out is counted in the report ("redacted
/// entity", "redacted relation", "redacted claim"), never named.
class Exported {
 public:
  /// The records and the report must outlive this.
  Exported(const Records& records, Report& report);

  [[nodiscard]] const Records& records() const { return records_; }
  /// For what a form cannot hold.
  [[nodiscard]] Report& report() const { return report_; }
  /// Counts every claim as left out, for forms that hold none ("claim left out").
  void notice_claims() const;
  [[nodiscard]] std::span<const Entity> entities() const { return entities_; }
  [[nodiscard]] std::span<const Relation> relations() const { return relations_; }
  [[nodiscard]] std::span<const Claim> claims() const { return claims_; }

  /// The rows as text; fields of their usual value (status actual, confidence and weight 1) are empty. Valid until the
  /// next call.
  [[nodiscard]] const EntityRow& entity(Entity e);
  [[nodiscard]] const RelationRow& relation(Relation r);
  /// Names of properties that some exported row has, ascending.
  [[nodiscard]] std::vector<std::string> entity_properties() const;
  [[nodiscard]] std::vector<std::string> relation_properties() const;

 private:
  [[nodiscard]] std::string_view id_of(Entity e) const;
  void set_after(Relation r);
  void set_properties(std::span<const Property> properties, std::size_t row);

  const Records& records_;
  Report& report_;
  std::vector<Entity> entities_;
  std::vector<Relation> relations_;
  std::vector<Claim> claims_;
  std::vector<std::string> hidden_ids_;  // of relations, sorted
  EntityRow entity_;
  RelationRow relation_;
  std::string flags_, after_, confidence_, weight_;
  std::vector<NamedText> properties_;
};

/// The value of a property in a row, empty if it has none.
[[nodiscard]] std::string_view property_of(std::span<const NamedText> properties, std::string_view name);

/// A claim and a source as rows of text.
[[nodiscard]] ClaimRow claim_row(const Records& records, const Claim& claim);
[[nodiscard]] SourceRow source_row(const Records& records, const Source& source);

/// The text of a dataset.toml; `regions_file` empty if there are no regions. Empty if there is nothing to say.
[[nodiscard]] std::string dataset_toml(const DatasetFacts& facts, std::string_view regions_file);
/// The text of a schema.toml with the kinds and words by which a schema differs from the built-in one; empty if none.
[[nodiscard]] std::string schema_toml(const Schema& schema);

}  // namespace renmai
