// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Text from data on its way into a picture: made clean first, then wrapped, then escaped for the place it goes to.
namespace renmai::detail {

/// Fit to be shown: runs of blanks are one space; control and bidirectional characters are written out as
/// escape_for_terminal does; what XML forbids or is ill-formed becomes U+FFFD. A text that looks like an XML entity is
/// broken up invisibly (U+2060 after its `&`), as Graphviz would copy it into the SVG unescaped.
[[nodiscard]] std::string clean_text(std::string_view text);

/// Lines of at most `width` columns (wide characters count 2), broken where Unicode allows (UAX 14), inside a word only
/// if it is longer than a line. More than `max_lines`: the last one ends in "…". At least one line. Takes clean text.
[[nodiscard]] std::vector<std::string> wrap_text(std::string_view text, std::size_t width, std::size_t max_lines);

/// Clean text inside an HTML-like label.
[[nodiscard]] std::string html_text(std::string_view text);
/// Lines inside an HTML-like label, centred or from the left.
enum class Align : std::uint8_t { centre, left };
[[nodiscard]] std::string html_lines(std::span<const std::string> lines, Align align = Align::centre);
/// Clean text as (part of) a label or tooltip in quotes.
[[nodiscard]] std::string plain_text(std::string_view text);

/// A name for a vertex of a DOT file that no id can break: letters, digits, `_ . : @ + - /`, space and what is not
/// ASCII stay (the latter only if clean_text leaves the id alone); other bytes become ~XX, the empty id ~. Different
/// ids have different names. Not %XX: cgraph takes a name that begins with % for none, and numbers it by a counter.
[[nodiscard]] std::string dot_name(std::string_view id);

}  // namespace renmai::detail
