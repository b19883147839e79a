// SPDX-License-Identifier: Apache-2.0
// Whether parts that come from a snapshot, and so from anybody, can be what they say. Parts that a builder made are
// sound, and cost nothing here. All throw Error{input}.
#pragma once

#include <string>

#include "records/records.hpp"

namespace renmai {

[[noreturn]] void refuse_unsound(const std::string& what);

/// That what is looked at when records are put together leads nowhere outside them: references of sources, claims,
/// dates, structural relations and containment. Cost: O(what is told from the parts; see Records).
void require_sound_references(const Records& records);
/// That a row leads nowhere outside the records. Cost: O(columns).
void require_sound_entity(const Records& records, Entity e);
void require_sound_relation(const Records& records, Relation r);
/// The same of every row and text: afterwards any pass may run. Cost: O(items), in parallel.
void require_sound(const Records& records);
/// What a builder guarantees and no pass can do without for a right answer: canonical order, distinct texts, indexes,
/// structural relations, spread redaction, as-of date and content hash are those that the rows make. Requires
/// soundness. Cost: O(items log items), in parallel; eight bytes a text and a relation.
void require_canonical(const Records& records);

}  // namespace renmai
