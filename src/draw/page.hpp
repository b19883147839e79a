// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "table/table.hpp"

namespace renmai {

/// What a page is made of: tables by name, which its script knows, and words about the whole.
struct PageContent {
  std::string title{};
  std::span<const std::pair<std::string, Table>> tables;
  Stamp stamp{};
  std::vector<std::string> notes{};
  std::string version{};
  bool served = false;    ///< the rest is asked for where it comes from
  std::size_t total = 0;  ///< of an answer: how many rows there are in all
};

/// One page with everything in it: styles, scripts and data, to be opened from disk. Its policy lets it load and send
/// nothing; names are data, never markup. The same bytes for the same tables.
/// Throws Error{usage} if the program was built without the page (npm was not there). Cost: O(cells).
[[nodiscard]] std::string page_html(const PageContent& content);

/// The data of the page alone, as its script reads them. A column of text is a list of words and their numbers.
[[nodiscard]] std::string page_json(const PageContent& content);

}  // namespace renmai
