// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace renmai {

/// How a picture is made; the same for every kind. Pictures are for print, dark on white, unless `dark`.
struct DrawStyle {
  std::string title = {};          ///< above the picture; empty: none (a flow then says "Moves")
  bool legend = true;              ///< what the shapes, colours and lines that occur mean
  bool dark = false;               ///< light on dark, for screens
  bool stamp = true;               ///< the stamp of the result as a caption
  std::size_t max_vertices = 400;  ///< more is an Error{limit}: nobody can read it
  std::size_t max_edges = 2000;    ///< lines between vertices; more is an Error{limit}
  std::size_t max_flows = 40;      ///< flow: only the largest are drawn, the rest are summed in a note; 0 = all
};

}  // namespace renmai
