// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Reads a Pajek network (.net), or the first one of a project (.paj).
///
/// A vertex becomes an entity: its number is the id, its label the name; a vertex without a line has no name. Lines of
/// arcs and edges become relations of the kind that their section is named (`*Arcs :1 "advice"`), else `relation 1`,
/// else `edge`, with the third word as the weight; so do the items of `*Arcslist` and `*Edgeslist`, and the numbers of
/// a `*Matrix` that are not 0. Edges get the property `direction` (undirected), vertices of two-mode networks the
/// property `mode` (1, 2). Pairs of a key and a value become properties, but for `kind`, `start` and `end`, and `l`,
/// which is the role; coordinates and shapes are left out. `[5-10,12]` are spells in years, of which each makes a
/// relation of its own, as read_gexf has them; `*` is still so. In words `&#N;` and `&#xN;` are the character of that
/// number. What write_pajek made is read back with every field and its schema.
/// Throws Error{input} at file:line: no `*Vertices` with a number, lines before it; NUL, ill-formed UTF-8.
/// Error{limit}: more vertices than 65,536 and than the text has bytes. Bad lines go into the report; other sections
/// are left out and noticed ("pajek"). Cost: O(text).
void read_pajek(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes one Pajek network with every field of entities and relations, sources by their ids, claims not at all.
///
/// Labels of vertices are names, with ids behind those that several have, as NetworkX takes the label for the vertex.
/// Fields and properties follow the shape or the weight as pairs of a key and a value, which is how NetworkX writes
/// them: one section of arcs with the kind as such a pair, because NetworkX reads no second one; role is `l`, the label
/// of an arc in Pajek. Last comes the time from the first possible year of the start to the last of the end, where
/// either is known; igraph refuses files with times. Pajek has no escape: a quote, a backslash, an ampersand before `#`
/// and a control character are written `&#N;`, as Pajek has characters that its fonts lack. A comment before the
/// vertices holds the schema and the facts of the dataset. The same records give the same bytes.
void write_pajek(Exported& exported, std::ostream& out);

}  // namespace renmai
