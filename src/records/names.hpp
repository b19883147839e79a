// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/records.hpp"

namespace renmai {

/// How a name was matched, from the surest. The first way that finds anything wins.
enum class NameMatch : std::uint8_t { id, name, alias, transliteration, prefix, none };
[[nodiscard]] std::string_view to_word(NameMatch match);

struct NameAnswer {
  NameMatch match = NameMatch::none;
  std::vector<Entity> found;  ///< one: the answer; several: candidates, by id
  std::string suggestion;     ///< nearest name or id if nothing was found
};

/// Which entities a name may mean.
enum class NameScope : std::uint8_t { all, persons, organisations, places };

/// Finds an entity by id (as written, then with case folded), by name, by any alias in any script (both NFKC and case
/// folded), by Latin transliteration without marks, spaces and hyphens and with tokens in any order, then by a prefix
/// of a name or alias, of a word in it (not of the label of someone unnamed), or of an id. Cost: O(entities); in a
/// snapshot, which keeps an index of names, that of a prefix alone, and else O(log entities).
[[nodiscard]] NameAnswer find_name(const Records& records, std::string_view text, NameScope scope = NameScope::all);

/// The one entity of that name. Throws Error{not_found}: nothing fits (hint: the nearest name), or several do (the
/// message lists up to ten candidates with id, kind and name). `what` heads the message ("entity", "--from").
[[nodiscard]] Entity require_entity(const Records& records, std::string_view text, std::string_view what = "name",
                                    NameScope scope = NameScope::all);

}  // namespace renmai
