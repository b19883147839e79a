// SPDX-License-Identifier: Apache-2.0
#include "records/redaction.hpp"

namespace renmai {

std::string shown_name(const Records& records, Entity e) {
  return records.has_flag(e, flag_redacted) ? "(redacted)" : std::string(records.entity_name(e));
}

std::string shown_id(const Records& records, Entity e) {
  return records.has_flag(e, flag_redacted) ? std::string() : std::string(records.entity_id(e));
}

}  // namespace renmai
