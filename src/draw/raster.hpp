// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace renmai {

/// An SVG of this library as the bytes of another form: `svg` (itself), `png` (144 dots an inch; fewer if it would pass
/// 40 million pixels) or `pdf`. Deterministic with one version of librsvg, cairo and the fonts. Nothing outside the
/// text is opened. Throws Error{usage} for another form, Error{output} if it cannot be done.
[[nodiscard]] std::string render_svg(std::string_view svg, std::string_view form);

}  // namespace renmai
