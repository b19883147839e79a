// SPDX-License-Identifier: Apache-2.0
// The part of the model of FollowTheMoney (as of 4.11) that records are made of.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "records/schema.hpp"

namespace renmai::detail {

/// A schema of things, and the kind that its entities get.
struct FtmThing {
  std::string_view schema;
  std::string_view kind;
  EntityRole role;          ///< of kinds that may be told by its classification
  bool classified = false;  ///< whether the classification may tell the kind
};
/// Null if it is none of ours.
[[nodiscard]] const FtmThing* find_ftm_thing(std::string_view schema);

/// A schema of relations: the kind they get, the properties that hold the ends, and which schemas may stand there.
struct FtmLink {
  std::string_view schema;
  std::string_view kind;
  std::string_view source, source_range;
  std::string_view target, target_range;
  std::string_view role;  ///< the property that holds the role
};
[[nodiscard]] std::span<const FtmLink> ftm_links();
/// Null if it is none of ours.
[[nodiscard]] const FtmLink* find_ftm_link(std::string_view schema);

/// Whether a schema of things is another one or extends it.
[[nodiscard]] bool is_ftm(std::string_view schema, std::string_view range);

/// Whether entities of a schema have a property that takes this value. Codes of topics, languages and the like are not
/// looked up.
[[nodiscard]] bool takes_ftm(std::string_view schema, std::string_view property, std::string_view value);

/// Whether values of a property are texts to read, in which a `;` may stand.
[[nodiscard]] bool is_ftm_prose(std::string_view property);

/// Whether a text is a date as FollowTheMoney has them: 2001, 2001-05 or 2001-05-06.
[[nodiscard]] bool is_ftm_date(std::string_view text);

/// An id that FollowTheMoney takes, and back. Different ids stay different.
[[nodiscard]] std::string ftm_id(std::string_view id);
[[nodiscard]] std::string from_ftm_id(std::string_view id);

/// What a description begins with that holds what has no property, as a JSON object.
inline constexpr std::string_view ftm_rest = "renmai:";

}  // namespace renmai::detail
