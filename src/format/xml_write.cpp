// SPDX-License-Identifier: Apache-2.0
#include "format/xml_write.hpp"

namespace renmai::detail {

std::string xml_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\n': escaped += "&#10;"; break;
      case '\r': escaped += "&#13;"; break;
      case '\t': escaped += "&#9;"; break;
      default:
        if (static_cast<unsigned char>(c) < ' ')
          escaped += "\xEF\xBF\xBD";
        else
          escaped += c;
    }
  }
  return escaped;
}

void append_xml_attribute(std::string& xml, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  ((xml += ' ') += name) += "=\"";
  (xml += xml_text(value)) += '"';
}

}  // namespace renmai::detail
