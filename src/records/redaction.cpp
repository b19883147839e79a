// SPDX-License-Identifier: Apache-2.0
#include "records/redaction.hpp"

#include <algorithm>
#include <vector>

#include "records/names.hpp"

namespace renmai {

bool is_redacted(const Records& records, Relation r) {
  const RelationColumns& c = records.relations();
  return records.has_flag(c.from[r], flag_redacted) || records.has_flag(c.to[r], flag_redacted);
}

std::string shown_name(const Records& records, Entity e) {
  return records.has_flag(e, flag_redacted) ? "(redacted)" : std::string(records.entity_name(e));
}

std::string shown_id(const Records& records, Entity e) {
  return records.has_flag(e, flag_redacted) ? std::string() : std::string(records.entity_id(e));
}

std::string shown_as_typed(const Records& records, std::string_view name) {
  const std::vector<Entity> found = find_name(records, name).found;
  const bool hidden =
      std::any_of(found.begin(), found.end(), [&](Entity e) { return records.has_flag(e, flag_redacted); });
  return hidden ? "(redacted)" : std::string(name);
}

}  // namespace renmai
