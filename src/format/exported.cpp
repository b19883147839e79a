// SPDX-License-Identifier: Apache-2.0
#include "format/exported.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace renmai {
namespace {

template <class Rows>
std::vector<std::string> used_names(std::span<const Property> properties, const Rows& rows) {
  std::vector<std::string> names;
  for (const Property& property : properties) {
    if (std::any_of(rows.begin(), rows.end(), [&](auto row) { return property.values[row] != 0; })) {
      names.push_back(property.name);
    }
  }
  return names;
}

}  // namespace

Exported::Exported(const Records& records, Report& report) : records_(records), report_(report) {
  const auto hidden = [&](Entity e) { return e != no_entity && records.has_flag(e, flag_redacted); };
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (hidden(e)) {
      report.notice("redacted entity", {}, "an entity flagged redacted is left out");
    } else {
      entities_.push_back(e);
    }
  }
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (hidden(records.relations().from[r]) || hidden(records.relations().to[r])) {
      report.notice("redacted relation", {}, "a relation of a redacted entity is left out");
      hidden_ids_.push_back(records.relation_id(r));
    } else {
      relations_.push_back(r);
    }
  }
  std::sort(hidden_ids_.begin(), hidden_ids_.end());
  for (const Claim& claim : records.claims()) {
    const auto subject = records.find_entity(records.text(claim.subject));
    if (subject && hidden(*subject)) {
      report.notice("redacted claim", {}, "a claim about a redacted entity is left out");
    } else {
      claims_.push_back(claim);
    }
  }
}

void Exported::notice_claims() const {
  for (std::size_t k = 0; k < claims_.size(); ++k) report_.notice("claim left out", {}, "a claim is left out");
}

std::string_view Exported::id_of(Entity e) const {
  return e == no_entity || records_.has_flag(e, flag_redacted) ? std::string_view() : records_.entity_id(e);
}

const EntityRow& Exported::entity(Entity e) {
  const EntityColumns& c = records_.entities();
  flags_.clear();
  for (const FlagName& flag : flag_names()) {
    if (!records_.has_flag(e, flag.flag)) continue;
    if (!flags_.empty()) flags_ += ';';
    flags_ += flag.name;
  }
  entity_.id = records_.entity_id(e);
  entity_.kind = records_.entity_kind(e).name;
  entity_.name = records_.entity_name(e);
  entity_.aliases = records_.text(c.aliases[e]);
  entity_.part_of = id_of(c.part_of[e]);
  entity_.place = id_of(c.place[e]);
  entity_.level = to_word(static_cast<PlaceLevel>(c.level[e]));
  entity_.flags = flags_;
  entity_.note = records_.text(c.note[e]);
  set_properties(c.properties, e);
  entity_.properties = properties_;
  return entity_;
}

const RelationRow& Exported::relation(Relation r) {
  const RelationColumns& c = records_.relations();
  const double confidence = records_.confidence(r);
  const double weight = c.weight[r];
  confidence_ = confidence == 1.0 ? std::string() : format_confidence(confidence);
  weight_ = weight == 1.0 ? std::string() : format_number(weight);
  set_after(r);
  relation_.id = records_.text(c.id[r]);
  relation_.from = records_.entity_id(c.from[r]);
  relation_.kind = records_.relation_kind(r).name;
  relation_.to = records_.entity_id(c.to[r]);
  relation_.role = records_.text(c.role[r]);
  relation_.start = records_.date_text(c.start[r]);
  relation_.end = records_.date_text(c.end[r]);
  relation_.attested = records_.attested_text(r);
  relation_.after = after_;
  relation_.place = id_of(c.place[r]);
  relation_.from_place = id_of(c.from_place[r]);
  relation_.status = records_.status(r) == Status::actual ? std::string_view() : to_word(records_.status(r));
  relation_.confidence = confidence_;
  relation_.weight = weight_;
  relation_.source = records_.source_id(r);
  relation_.locator = records_.text(c.locator[r]);
  set_properties(c.properties, r);
  relation_.properties = properties_;
  return relation_;
}

/// As written, but for ids of relations that are left out.
void Exported::set_after(Relation r) {
  const std::string_view written = records_.text(records_.relations().after[r]);
  after_ = written;
  if (hidden_ids_.empty() || written.empty()) return;
  std::vector<std::string> kept;
  bool dropped = false;
  for (const std::string_view id : split_list(written, ';')) {
    const bool hides = std::binary_search(hidden_ids_.begin(), hidden_ids_.end(), id);
    if (!hides) kept.emplace_back(id);
    dropped = dropped || hides;
  }
  if (dropped) after_ = join(kept, ";");
}

void Exported::set_properties(std::span<const Property> properties, std::size_t row) {
  properties_.clear();
  for (const Property& property : properties) {
    if (property.values[row] != 0) properties_.emplace_back(property.name, records_.text(property.values[row]));
  }
}

std::vector<std::string> Exported::entity_properties() const {
  return used_names(records_.entities().properties, entities_);
}

std::vector<std::string> Exported::relation_properties() const {
  return used_names(records_.relations().properties, relations_);
}

std::string_view property_of(std::span<const NamedText> properties, std::string_view name) {
  const auto found = std::find_if(properties.begin(), properties.end(),
                                  [&](const NamedText& property) { return property.first == name; });
  return found == properties.end() ? std::string_view() : found->second;
}

ClaimRow claim_row(const Records& records, const Claim& claim) {
  const auto text = [&](TextId id) { return records.text(id); };
  return {text(claim.id),     text(claim.metric),  text(claim.subject),    text(claim.comparator),
          text(claim.value),  text(claim.unit),    text(claim.population), text(claim.time),
          text(claim.source), text(claim.locator), text(claim.kind),       text(claim.note)};
}

SourceRow source_row(const Records& records, const Source& source) {
  const auto text = [&](TextId id) { return records.text(id); };
  return {text(source.id),        text(source.title),    text(source.author), text(source.published),
          text(source.retrieved), text(source.language), text(source.kind),   text(source.note)};
}

}  // namespace renmai
