// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace renmai::detail {

/// Stands for a % at the begin of a vertex's name in what prepare_dot returns.
inline constexpr char dot_percent = '\x01';

/// What cgraph may be given: the text of one DOT graph with its comments and line directives made blank, line for line.
///
/// cgraph's scanner keeps its state between calls and its memory has no limit, so what would upset either is refused
/// here. Throws Error{input} at file:line: a string or comment that is never closed, `@`, no graph, a graph never
/// closed, anything after it. Throws Error{limit}: subgraphs nested deeper than 100; more than 1,800 edges in one
/// statement or 4,000,000 between groups of vertices (`{a b} -> {c d}` is four); attributes times objects beyond
/// 400,000,000. The counts are upper bounds. Cost: O(bytes).
[[nodiscard]] std::string prepare_dot(std::string_view text, std::string_view file);

}  // namespace renmai::detail
