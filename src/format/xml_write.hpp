// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace renmai::detail {

/// Text for an element or attribute. XML 1.0 has no way to write most control characters: they become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// A blank, name="value": nothing for an empty value.
void append_xml_attribute(std::string& xml, std::string_view name, std::string_view value);

}  // namespace renmai::detail
