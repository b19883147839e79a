// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "cli/option.hpp"

/// What the files of the option catalogue share.
namespace renmai::cli {

void add_data_options(std::vector<Option>& rows);
void add_selection_options(std::vector<Option>& rows);
void add_grouping_options(std::vector<Option>& rows);
void add_output_options(std::vector<Option>& rows);
void add_run_options(std::vector<Option>& rows);

// Readers of values that were checked before.
inline bool is_true(const std::string& value) { return value == "true"; }
inline std::uint64_t to_count(const std::string& value) {
  return static_cast<std::uint64_t>(to_integer(value).value_or(0));
}
inline std::vector<std::string> to_list(const std::string& text) {
  std::vector<std::string> words;
  for (const std::string_view word : split_list(text, ',')) words.emplace_back(word);
  return words;
}

}  // namespace renmai::cli
