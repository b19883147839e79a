// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Reads a GraphML graph, streaming.
///
/// A node becomes an entity (its id; data `label` or `name` as the name; `kind`, else `other`), an edge a relation
/// (`kind`, else `edge`; `start`, `end`, `weight`). Further data become properties; edges without direction get the
/// property `direction`, nodes of a graph inside a node the property `group`. What write_graphml made is read back with
/// every field and its schema. Throws Error{input} at file:line: no well-formed XML, a document type (so no entity is
/// expanded and none fetched), a graph nested more than 64 deep; bad rows go into the report. Hyperedges and ports are
/// left out and noticed ("graphml"). Cost: O(text); memory that of the records.
void read_graphml(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes one directed GraphML graph with every field of entities and relations; sources by their ids, claims not at
/// all. Characters that XML cannot hold become U+FFFD. The same records give the same bytes.
void write_graphml(Exported& exported, std::ostream& out);

}  // namespace renmai
