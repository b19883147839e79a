// SPDX-License-Identifier: Apache-2.0
#include "format/plain_text.hpp"

#include <algorithm>
#include <string>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace renmai {

void require_plain_text(std::string_view text, std::string_view file) {
  const std::size_t nul = text.find('\0');
  const std::size_t fault = std::min(nul, find_invalid_utf8(text));
  if (fault == std::string_view::npos) return;
  const std::string_view before = text.substr(0, fault);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = fault - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  throw Error(ErrorKind::input,
              fault == nul ? "a NUL byte; UTF-8 text is wanted" : "this is not UTF-8; convert the file to UTF-8",
              std::string(file) + ":" + std::to_string(line) + ":" + std::to_string(column));
}

}  // namespace renmai
