// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// Aggregate statements: what sources say of numbers and trends. They are shown beside results and never added to them.
///
/// Definition: the claims whose subject is the entity that `about` names, or that hold the words of `about` (case
///   folded) in metric, subject, population or kind; all claims if `about` is empty.
/// Result: claim, metric, subject, comparator, value, unit, population, time, kind, source, locator, note, subject_id;
/// by
///   id. A redacted subject hides the row's texts.
/// Cost: O(entities + claims).
[[nodiscard]] Table claims(const Selected& selected, std::string_view about = {});

}  // namespace renmai
