// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// From where people began to study over where they graduated last to where they went to work.
///
/// Definition, of every person with a study spell (exchanges are none): study is the group of the study spell that
///   begins first, graduate that of the one that ends last, work that of the first affiliation (no internship, no
///   event) that ends after the last study spell does; best days decide, the end of an open spell being the as-of date
///   and that of one whose end is not known its start. One spell of study is both stages. A person with a study spell
///   that has no best day, where its order matters, is left out and told in the stamp; an affiliation without a best
///   day is no first one.
/// Result, a row for each course, by people downward, then the groups: study, graduate, work (empty if none is known, ?
///   if its group is not), people, share (of all in the table), then study_id, graduate_id, work_id.
/// Throws: Error{usage} for the basis residence, which has no study. Cost: O(facts log facts).
Table stages(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
