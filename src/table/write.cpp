// SPDX-License-Identifier: Apache-2.0
#include "table/write.hpp"

#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "table/forms.hpp"

namespace renmai {
namespace {

constexpr std::array forms{
    TableForm{"box", "ruled table for a terminal", true, &detail::write_box},
    TableForm{"csv", "comma-separated values (RFC 4180)", false, &detail::write_csv},
    TableForm{"tsv", R"(tab-separated values, with \t \n \r \\ inside cells)", false, &detail::write_tsv},
    TableForm{"json", "one object with meta, columns and rows", true, &detail::write_json},
    TableForm{"jsonl", "one JSON object a row", false, &detail::write_jsonl},
    TableForm{"md", "Markdown table as GitHub reads it", true, &detail::write_markdown},
    TableForm{"footnotes", "the same with sources and locators as numbered notes below", true,
              &detail::write_footnotes},
};

}  // namespace

std::span<const TableForm> table_forms() { return forms; }

const TableForm& table_form(std::string_view name) {
  if (name == "table") return forms.front();
  std::vector<std::string> names;
  for (const TableForm& form : forms) {
    if (form.name == name) return form;
    names.emplace_back(form.name);
  }
  const std::string known = join(names, ", ");
  names.emplace_back("table");
  throw Error(ErrorKind::usage, "there is no table form '" + std::string(name) + "'; the forms are " + known, {},
              did_you_mean<std::string>(name, names));
}

std::string stamp_line(const Stamp& stamp) {
  std::string line;
  for (const auto& [key, value] : stamp) {
    if (!line.empty()) line += " · ";
    line.append(key).append(": ").append(value);
  }
  return escape_for_terminal(line);
}

bool detail::flush_text(std::ostream& out, std::string& text) {
  check_stop();
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  text.clear();
  return out.good();
}

}  // namespace renmai
