// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "cli/verbs.hpp"
#include "pass/pass.hpp"
#include "table/table.hpp"

namespace renmai::cli {

/// The shared options that a verb over a graph takes.
inline constexpr std::uint8_t pass_groups = group_data | group_selection | group_grouping | group_table | group_output;

/// The options of a pass as options of the command line; those that must be given are arguments too. One of the name of
/// a shared option (--seed, --during) takes its place.
[[nodiscard]] std::vector<Option> pass_options(const Pass& pass);
[[nodiscard]] std::vector<Argument> pass_arguments(const Pass& pass);

/// Runs a pass on the data of the session with the options typed; vertices are named, the stamp says what was done.
[[nodiscard]] Table run_pass(Session& session, const Pass& pass);

/// The same, of a pass over a graph, on another selection and roll-up than those typed.
[[nodiscard]] Table run_pass_on(Session& session, const Pass& pass, const Selected& selected, RollUp roll_up);

/// One column of a pass's result as numbers by vertex, on a graph of the same vertices as the projection's.
[[nodiscard]] std::vector<double> run_scores(Session& session, const Pass& pass, const Projection& projection,
                                             const Graph& graph, const std::string& column);

[[nodiscard]] Verb rank_verb();

}  // namespace renmai::cli
