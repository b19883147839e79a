// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace renmai {

/// A kind of picture: what `draw KIND` offers.
struct DrawKind {
  std::string_view name;     ///< "graph"
  std::string_view summary;  ///< a phrase without a full stop
  bool by_graphviz = false;  ///< Graphviz arranges it: there is a DOT of it
};

/// graph neighbourhood flow lineage path, which Graphviz draws, then map page sankey chord matrix multiples stages
/// timeline bump.
[[nodiscard]] std::span<const DrawKind> draw_kinds();
/// Throws Error{usage} with the nearest name.
[[nodiscard]] const DrawKind& draw_kind(std::string_view name);

}  // namespace renmai
