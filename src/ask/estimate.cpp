// SPDX-License-Identifier: Apache-2.0
#include "ask/estimate.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/estimate.hpp"

namespace renmai {

Table estimate(std::span<const OpenedPath> opened, const LoadOptions& options) {
  const FormatRow& format = format_row(format_of(opened, options));
  if (format.estimate == nullptr || !opened.front().input) {
    std::vector<std::string> with;
    for (const FormatRow& row : formats()) {
      if (row.estimate != nullptr) with.emplace_back(row.name);
    }
    throw Error(ErrorKind::usage, "there is no estimate for the form '" + std::string(format.name) + "'", {},
                "there is one for: " + join(with, ", "));
  }
  const std::string_view text = opened.front().input->text();
  const LoadEstimate wanted = format.estimate(text);
  const std::uint64_t free_bytes = free_memory();
  Table table;
  table.add("measure", std::vector<std::string>{"form", "bytes of text", "rows, about", "bytes while loading, about",
                                                "bytes afterwards, about", "bytes free", "fits"});
  table.add("value",
            std::vector<std::string>{std::string(format.name), std::to_string(text.size()), std::to_string(wanted.rows),
                                     std::to_string(wanted.peak_bytes), std::to_string(wanted.loaded_bytes),
                                     std::to_string(free_bytes), wanted.peak_bytes <= free_bytes ? "yes" : "no"});
  return table;
}

}  // namespace renmai
