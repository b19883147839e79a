// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/verbs.hpp"

namespace renmai::cli {

/// `draw KIND`: pictures as SVG, PNG, PDF or DOT.
[[nodiscard]] Verb draw_verb();
[[nodiscard]] Verb serve_verb();
/// `export`: the records or their graph in another form.
[[nodiscard]] Verb export_verb();

}  // namespace renmai::cli
