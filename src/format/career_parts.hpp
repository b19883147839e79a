// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "format/mapping.hpp"
#include "format/rows.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Reads a table of spells in parts, on all threads, into an empty builder. Returns how many rows it has.
///
/// Nothing, with the builder of no further use, if the table is not plain: a row that is bad in any way, ends with ids,
/// places or properties of their own, stated moves, dates in parts, further fields of the model but the role. Then the
/// reader that goes row by row has to say what there is to say; a plain table it would read to the same records.
/// Cost: O(bytes); about 60 bytes a row while it runs.
[[nodiscard]] std::optional<std::uint64_t> read_careers_in_parts(const Rows& rows, const Mapping& mapping,
                                                                 RecordsBuilder& builder);

}  // namespace renmai
