// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Reads a DOT graph through Graphviz' cgraph.
///
/// A vertex becomes an entity: its id, `label` as the name, `kind` (else `other`), the name of the innermost cluster as
/// the property `group`; an edge becomes a relation: `kind` (else `edge`), `label` as the role, `start`, `end`,
/// `weight`. Further attributes become properties (`input_NAME` where a field of the model has that name); edges of an
/// undirected graph get the property `direction`. A graph that write_dot made is read back with every field, and its
/// own schema. Bad rows go into the report without a line, since cgraph keeps none; warnings of cgraph become notices
/// ("dot"). Throws Error{input} at file:line: text that is no DOT graph, NUL, ill-formed UTF-8; Error{limit} as
/// prepare_dot. Locks: cgraph's state is global, so one thread reads at a time.
void read_dot(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes a directed DOT graph with every field of entities and relations as attributes; sources by their ids, claims
/// not at all. The same records give the same bytes.
void write_dot(Exported& exported, std::ostream& out);

namespace detail {

/// The graph attribute that says write_dot made a graph, and how its texts are written.
inline constexpr std::string_view dot_mark = "renmai";

/// A text for a quoted string of DOT: `\` `"` LF and CR escaped.
[[nodiscard]] std::string encode_dot(std::string_view text);
/// Undoes encode_dot, after cgraph has read the string (`\"` is `"` by then).
[[nodiscard]] std::string decode_dot(std::string_view text);

}  // namespace detail
}  // namespace renmai
