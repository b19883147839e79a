// SPDX-License-Identifier: Apache-2.0
// What every face shows of an entity that may be redacted.
#pragma once

#include <string>
#include <string_view>

#include "records/records.hpp"

namespace renmai {

/// Whether an end of the relation is redacted: then its role and locator stay out, which may tell who that is.
[[nodiscard]] bool is_redacted(const Records& records, Relation r);
/// The display name; "(redacted)" for a redacted entity.
[[nodiscard]] std::string shown_name(const Records& records, Entity e);
/// The id; empty for a redacted entity, whose id may be as telling as its name.
[[nodiscard]] std::string shown_id(const Records& records, Entity e);
/// A name as somebody typed it; "(redacted)" where it may mean a redacted entity.
[[nodiscard]] std::string shown_as_typed(const Records& records, std::string_view name);

}  // namespace renmai
