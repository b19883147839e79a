// SPDX-License-Identifier: Apache-2.0
#include "table/json_text.hpp"

#include "table/write.hpp"

namespace renmai {

std::string json_block(char open, char close, const std::vector<std::string>& lines, const std::string& indent) {
  if (lines.empty()) return {open, close};
  std::string text{open};
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "\n" : ",\n") + indent + "  " + lines[i];
  return text + '\n' + indent + close;
}

std::string json_pair(std::string_view key, const std::string& value) { return json_quote(key) + ": " + value; }

std::string json_list(const std::vector<std::string>& values) {
  std::string text = "[";
  for (std::size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "" : ", ") + json_quote(values[i]);
  return text + ']';
}

}  // namespace renmai
