// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/session.hpp"
#include "draw/style.hpp"

namespace renmai::cli {

/// The picture that a `draw` was asked for, of its first argument's kind: as DOT where Graphviz arranges it.
[[nodiscard]] std::string dot_picture(Session& session, const DrawStyle& style);
/// The same of a kind that is SVG from the start.
[[nodiscard]] std::string svg_picture(Session& session, const DrawStyle& style);
/// What a page is called unless --title says: the dataset's title or name.
[[nodiscard]] std::string data_title(Session& session);
/// The page of `draw page`.
[[nodiscard]] std::string page_of(Session& session, const DrawStyle& style);

}  // namespace renmai::cli
