// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

struct EntityFilter {
  std::string kind{};          ///< only this kind; empty: every kind
  std::optional<Flag> flag{};  ///< only those with the flag
  bool isolated = false;       ///< only those without a fact of the selection
};

/// Every entity after identity, by id, with the number of facts the selection keeps of it.
///
/// Columns: id, name, kind, facts, flags, part_of, place, aliases (of all its names), part_of_id, place_id. A redacted
///   entity shows its kind and flags only.
/// Cost: O(entities + facts).
[[nodiscard]] Table entities(const Selected& selected, const EntityFilter& filter = {});

/// The same columns of the entities listed, in their order; `facts` is told how many facts each has.
[[nodiscard]] Table entities(const Selected& selected, std::span<const Entity> listed,
                             const std::function<std::int64_t(Entity)>& facts);

}  // namespace renmai
