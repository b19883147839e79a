// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Whether the first line is an object with the keys `schema` and `properties`.
[[nodiscard]] bool begins_as_ftm(std::string_view text);

/// Reads entities of FollowTheMoney, one JSON object a line, line by line and in any order.
///
/// Person, Company, PublicBody (agency), Organization (organization) and LegalEntity (other) become entities; a
/// `classification` that is the word of a kind of ours makes it the kind of a Person, Organization or LegalEntity, and
/// a LegalEntity without one keeps its schema as property `schema`. The first name is the name, further ones, alias,
/// weakAlias and previousName are aliases; notes the note; one parent what it is part of. Employment (employment),
/// Directorship (leadership) and Membership (affiliation) become affiliations, Ownership, Family, Associate,
/// Representation, Succession and UnknownLink relations of kinds of these names; each pair of their ends is one. role
/// and relationship are the role, date is when it is attested, publisher the source, sourceUrl the locator. Further
/// properties (country, topics, ...) become properties, with `input_` before a name that a field has; several values
/// are joined by `; `. Of several dates that contain each other the finest counts; else the date lies between the first
/// and the last (`[a..b]`), for the sources differ. Other keys of the outermost object are not read. What write_ftm
/// made is read back with all it wrote. Entities of other schemas, and relations of them, are left out and noticed
/// ("schema"). Bad lines go into the report with their place: no JSON object, no id or schema, dates that are none, ids
/// that are not in the file. Throws Error{limit} for more than 4,096 different properties. Cost: O(text); memory that
/// of the records, the longest line, 24 bytes for each relation that stands before an entity it names, and some 16 for
/// each entity that is left out.
void read_ftm(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes people, organisations and what is between them as FollowTheMoney, in canonical order.
///
/// Kinds of people become Person, company Company, agency PublicBody, other organisations and units Organization, the
/// rest LegalEntity, with the kind as `classification` where the schema does not tell it. Relations become the schema
/// that reads as their kind, other affiliations of a person Employment, all else UnknownLink, as far as the schema may
/// stand between such ends. Dates are written as FollowTheMoney has them (2001, 2001-05, 2001-05-06), others by their
/// year if they have one. What has no property there, exact dates among it, stands in a `description` that begins with
/// `renmai:`, as JSON. Ids stay, but for those that FollowTheMoney does not take: these begin with `renmai.` and have
/// `.XX` for such bytes. Relations without an id get the one that `Records::relation_id` tells.
/// Left out and noticed ("entity left out" and the like): places, products and events, relations of them, and that
/// something lies in them (but for `address`); claims, what is said of sources, the schema and the facts of the
/// dataset.
void write_ftm(Exported& exported, std::ostream& out);

}  // namespace renmai
