// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Reads a GEXF graph of any version, streaming.
///
/// A node becomes an entity (its id; `label` as the name; the value titled `kind`, else `other`), an edge a relation
/// (its id; `kind`, the attribute or the value of that title, else `edge`; `label` as the role; `weight`; start and
/// end). An edge of several spells becomes a relation for each, with the ids `e`, `e#2`, `e#3`...; ids longer than 256
/// bytes are not repeated so. Timestamps of an edge are the days it is attested. A time that is a whole number of 1 to
/// 9999 is a year, of a time of day its day is kept; any other becomes the property `input_start` or `input_end` and is
/// noticed. Of a node the times become the properties `start` and `end`, `spells` (`2001/2003; 2005/..`) or `attested`.
/// An open bound counts as its day. Further values, and defaults where a value is missing, become properties by their
/// titles, with `input_` before a name that a field has; of values that change with time the last stays, the others are
/// noticed. Edges that are not directed get the property `direction` (undirected, mutual), nodes inside a node and
/// those with a parent the property `group`. What is drawn (`viz`) is left out. What write_gexf made is read back with
/// every field and its schema.
/// Throws Error{input} at file:line: no well-formed XML, a document type (so no entity is expanded and none fetched);
/// Error{limit}: nodes nested more than 64 deep, more than 10,000 spells of an edge or 1,024 defaults. Bad rows go into
/// the report, such as edges of unknown nodes; notices are of the kind "gexf". Cost: O(text); memory that of the
/// records.
void read_gexf(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes one directed, dynamic GEXF 1.3 graph with every field of entities and relations as values, sources by their
/// ids, claims not at all. Edges have their kind, weight and role as Gephi wants them, and a spell from the first
/// possible day of the start to the last of the end; a bound that is not known is left out. An element in a namespace
/// of its own holds the schema and the facts of the dataset. Characters that XML cannot hold become U+FFFD. The same
/// records give the same bytes.
void write_gexf(Exported& exported, std::ostream& out);

namespace detail {

/// The element of a file of ours that holds its schema and the facts of its dataset.
inline constexpr std::string_view gexf_namespace = "urn:renmai";
inline constexpr std::string_view gexf_mark = "records";

}  // namespace detail
}  // namespace renmai
