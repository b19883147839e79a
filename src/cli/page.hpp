// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.hpp"

namespace renmai::cli {

/// One entry of a list: a word or option and what it means.
struct Item {
  std::string heading{};
  std::string text{};
  const Option* option = nullptr;  ///< the option it describes; man pages mark its parts
};

/// A part of a page under a title; any of its lists may be empty.
struct Section {
  std::string title{};
  std::vector<std::string> paragraphs{};
  std::vector<Item> items{};
  std::vector<std::string> examples{};  ///< lines to type, shown as they are
};

/// Help as a document: shown as plain text, or as a man page.
struct Page {
  std::string name{};                ///< "renmai", "renmai-rank"
  std::string summary{};             ///< no full stop
  std::vector<std::string> usage{};  ///< without the word "Usage"
  std::vector<Section> sections{};
};

/// Plain text, wrapped to `width` columns.
[[nodiscard]] std::string to_plain(const Page& page, std::size_t width = 80);
/// A man page in the mdoc language, with no complaint from `mandoc -Tlint`.
[[nodiscard]] std::string to_mdoc(const Page& page);

/// The words of `text` in lines of at most `width` columns, each line indented; a longer word stands alone.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace renmai::cli
