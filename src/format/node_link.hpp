// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Whether the text is a JSON object with lists of objects `nodes`, `links` or `edges`, with truth values `directed` or
/// `multigraph` or with an object `graph` that begins within its first 64 KiB.
[[nodiscard]] bool begins_as_node_link(std::string_view text);

/// Reads the JSON that node_link_data of NetworkX makes and the force layouts of d3 take: `nodes`, a list of objects
/// with an `id`, and `links` or `edges`, a list of objects with `source` and `target`.
///
/// A node becomes an entity (`label` or `name` as the name; `kind`, else `other`), an edge a relation (`kind`, else
/// `edge`; `start`, `end`, `weight`); further keys become properties, lists and objects as their JSON text. Ids may be
/// numbers, which are their text. Where the first node has no id none may have one: then ids are their places from 0
/// on, as d3 had them up to version 3. Unless `directed` is true edges get the property `direction`. What
/// write_node_link made is read back with every field and its schema. Bad nodes and edges go into the report at
/// file:line:column of their object. Throws Error{input} at file:line:column: no JSON, cut off, no `nodes`, both
/// `links` and `edges`, a key of the outermost object twice, NUL, ill-formed UTF-8; Error{limit}: nesting beyond 64,
/// more than 4,096 different keys. Cost: O(text), which is walked over three times; memory that of the records and the
/// largest node or edge.
void read_node_link(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes one directed multigraph with every field of entities and relations, one a line: the names are those that
/// `networkx.node_link_graph(json.load(file))` takes without further arguments (`edges`, as of NetworkX 3.6; older ones
/// want `edges="edges"`). The id of a relation is its `key`, the id of its source `source_id`. Sources are known by
/// their ids; claims are left out and noticed. The same records give the same bytes.
void write_node_link(Exported& exported, std::ostream& out);

namespace detail {

/// What the field `source` of a relation is called, for edges have a `source` of their own.
inline constexpr std::string_view source_key = "source_id";

}  // namespace detail

}  // namespace renmai
