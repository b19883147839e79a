// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/style.hpp"
#include "records/records.hpp"
#include "table/table.hpp"

namespace renmai {

/// A table of paths, as DOT (the kind `path`): from left to right, one line a row, its arrowhead as the relation leads.
///
/// Columns: step, from, relation, to, kind, start, end, confidence, source, from_id, to_id; further ones are used if
///   there: path (paths that pass the same entity share it), direction (`in`: the relation leads backwards), role,
///   status. Kinds and flags of entities come from the records; an end without an id (redacted) is drawn by its name
///   and stands for itself in each path.
/// Throws Error{usage} for a missing column, Error{limit} past the limits of the style. No rows: a picture of the
/// caption.
[[nodiscard]] std::string draw_path(const Records& records, const Table& path, const DrawStyle& style = {});

}  // namespace renmai
