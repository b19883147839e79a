// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/estimate.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Whether the first line is the header of a Matrix Market file.
[[nodiscard]] bool begins_as_matrix_market(std::string_view text);

/// Reads a matrix of the Matrix Market as a graph: an entry of row i and column j is a relation of the kind `edge` from
/// vertex i to vertex j, its value the weight (1 in a pattern). Entries of an array that are 0 are none.
///
/// Of a square matrix the vertices are `1` to `n`, of another one rows are `r1` ... and columns `c1` ...; comments
/// `% vertex 3 "ID"` before the sizes, as write_matrix_market makes them, name them otherwise (columns are counted on
/// behind the rows). All become entities of the kind `other`, with or without entries. Of a symmetric matrix an entry
/// is one relation with the property `direction` = `undirected`. An entry that repeats another exactly counts once. Bad
/// lines go into the report at file:line:column. Throws Error{input} at file:line: no header or one that is not known,
/// complex, hermitian or skew-symmetric matrices, bad sizes, another number of entries than the header tells, one name
/// for two vertices, NUL, ill-formed UTF-8; Error{limit}: more than 1,048,576 vertices beyond one for each byte of
/// text, or more memory wanted than is free. Cost: O(text + vertices); memory that of the records.
void read_matrix_market(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Of a text of such a matrix, told from its sizes; nothing where these are refused. Cost: O(comments).
[[nodiscard]] LoadEstimate estimate_matrix_market(std::string_view text);

/// Writes the directed graph of all relations as `matrix coordinate real general`, by row, then column: rows are where
/// relations begin. Weights of one pair are summed. Ids stand in comments `% vertex 3 "ID"`, but for one that is its
/// own number. What a matrix cannot hold is counted in the report: "entity in part" and "relation in part" for what has
/// more than an id, or ends and a weight; "summed" for each relation beyond the first of a cell; "both ways" for each
/// of `direction` = `undirected`, which fills two cells. The same records give the same bytes.
void write_matrix_market(Exported& exported, std::ostream& out);

}  // namespace renmai
