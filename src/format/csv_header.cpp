// SPDX-License-Identifier: Apache-2.0
#include "format/csv_header.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

/// The names for a message; of very many only the first.
std::string list_names(std::span<const std::string> names) {
  constexpr std::size_t enough = 30;
  const std::string shown = join(names.subspan(0, std::min(enough, names.size())), ", ");
  return names.size() > enough ? shown + ", ... (" + format_count(names.size()) + " columns)" : shown;
}

}  // namespace

CsvHeader::CsvHeader(std::span<const std::string_view> names, std::string place) : place_(std::move(place)) {
  for (const std::string_view name : names) {
    const std::size_t column = names_.size();
    names_.emplace_back(trim(name));
    const std::string key = fold_name(name);
    if (key.empty()) continue;
    const auto [earlier, is_new] = columns_.emplace(key, column);
    if (is_new) continue;
    throw Error(ErrorKind::input,
                "columns " + std::to_string(earlier->second + 1) + " and " + std::to_string(column + 1) +
                    " have the same name, '" + names_.back() + "'",
                place_);
  }
}

std::optional<std::size_t> CsvHeader::find(std::string_view name) const {
  const auto found = columns_.find(fold_name(name));
  if (found == columns_.end()) return std::nullopt;
  return found->second;
}

std::size_t CsvHeader::require(std::string_view name) const {
  if (const auto column = find(name)) return *column;
  throw Error(ErrorKind::input, "there is no column '" + std::string(name) + "'; the columns are " + list_names(names_),
              place_, did_you_mean<std::string>(name, names_));
}

}  // namespace renmai
