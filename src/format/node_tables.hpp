// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "format/rows.hpp"
#include "records/builder.hpp"

namespace renmai {

/// One table as text.
struct TableText {
  std::string_view text;
  std::string_view file;
  RowsForm form = RowsForm::csv;
};

/// What the header of a table says it is.
enum class TableRole : std::uint8_t { unknown, gephi_nodes, gephi_edges, neo4j_nodes, neo4j_relationships };
/// gephi: Id without Source; Source and Target. neo4j: a cell `:ID` (with a name before or a space behind); `:START_ID`
/// and `:END_ID`.
[[nodiscard]] TableRole table_role(std::span<const std::string> names);

/// Reads node and edge tables as Gephi writes them. Nodes: Id, Label (the name), Kind (else `other`). Edges: Source,
/// Target, Kind (else `edge`), Id, Label (the role), Weight, Start and End, or one spell in `timeset` or `Interval`
/// (`<[2010, 2015]>`); Type `Undirected` becomes the property `direction`. Other fields of the model are known by their
/// names, and further columns become properties; a value its field cannot take becomes the property `input_FIELD`.
/// Without a node table the edges make the nodes; with one an edge to an unlisted node is a bad row. A `place`,
/// `from_place` or `part_of` that is no node becomes an entity `place:NAME` or `group:NAME`.
/// Bad rows go into the report. Throws as Rows.
void read_gephi(std::span<const TableText> tables, RecordsBuilder& builder, Report& report);

/// Reads tables as neo4j-admin takes them: typed headers (`name:string`, `born:int`; `:IGNORE` is left out), `:ID`,
/// `:LABEL` (the first label is the kind, in lower case if only that is known; several are kept as property `labels`),
/// `:START_ID`, `:END_ID`, `:TYPE`. Where an id space is named, ids are `SPACE:ID`. The rest as read_gephi.
/// Throws Error{input} for a relationship table without `:START_ID` or `:END_ID`.
void read_neo4j(std::span<const TableText> tables, RecordsBuilder& builder, Report& report);

/// Reads an edge list: two ids a line and perhaps a weight, separated by blanks, tabs or commas (as the first line has
/// them); `#` and `%` begin a comment. Entities get the kind `other`, relations the kind `edge`.
/// Throws Error{input}: empty, NUL, ill-formed UTF-8. Bad lines go into the report.
void read_edge_list(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// nodes.csv and edges.csv for Gephi's import, in a new folder. Throws Error{output}.
void write_gephi(Exported& exported, const std::string& folder);
/// nodes.csv and relationships.csv for neo4j-admin, in a new folder. Throws Error{output}.
void write_neo4j(Exported& exported, const std::string& folder);
/// `from TAB to`, and a weight where some weight is not 1. Nodes without edges and all else is left out.
/// Throws Error{output} for an id that holds a tab or line end, begins with `#` or `%`, or has blanks at an
/// end.
void write_edge_list(Exported& exported, std::ostream& out);

}  // namespace renmai
