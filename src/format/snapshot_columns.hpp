// SPDX-License-Identifier: Apache-2.0
// What the writer and the reader of snapshots agree on besides the columns of records/stored_columns.hpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "records/parts.hpp"

namespace renmai {

inline constexpr std::string_view snapshot_manifest = "manifest.json";

namespace snapshot_column {
inline constexpr std::string_view text_offset = "text_offset", text_bytes = "text_bytes", date_text = "date_text",
                                  attested_text = "attested_text", source = "source_texts", claim = "claim_texts",
                                  after = "after_pairs", repeat = "repeat_pairs", structural = "structural_relations",
                                  placed = "placed_entities", name_hash = "name_hash", name_entity = "name_entity",
                                  entity_row_offset = "entity_row_offset", entity_row = "entity_row";
}

// Rows of texts are written as they lie in memory.
inline constexpr std::size_t source_width = sizeof(Source) / sizeof(TextId);
inline constexpr std::size_t claim_width = sizeof(Claim) / sizeof(TextId);
inline constexpr std::size_t pair_width = 2;
static_assert(sizeof(Source) == 8 * sizeof(TextId) && sizeof(Claim) == 12 * sizeof(TextId));

}  // namespace renmai
