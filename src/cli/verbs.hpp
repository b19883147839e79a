// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.hpp"
#include "pass/pass.hpp"

namespace renmai::cli {

class Session;

/// One column of a verb's table, as far as it is known before the verb runs.
struct ColumnDoc {
  std::string name{};
  std::string summary{};
};

/// One verb of the command line. A registered pass without a verb of its own gets one made from its row.
struct Verb {
  std::string name{};
  std::string section{};  ///< the heading under which the program's help lists it
  std::string summary{};  ///< one line, no full stop
  std::string detail{};   ///< paragraphs of the long help and the man page, parted by empty lines
  std::vector<std::string> examples{};
  std::vector<Argument> arguments{};
  std::vector<Option> options{};
  std::uint8_t groups = 0;           ///< OptionGroup bits of the shared options it takes; group_run is always there
  std::vector<ColumnDoc> columns{};  ///< of its table; for help and completion
  Selection selection{};             ///< what counts unless the command line says otherwise
  std::uint64_t terminal_limit = 0;  ///< rows shown on a terminal unless --limit says otherwise; 0 for all
  std::vector<std::string> box_columns{};  ///< those a box shows unless --cols says otherwise; empty for all
  bool few_rows = false;       ///< it looks at few rows and checks those that a snapshot gives (LoadOptions)
  const Pass* pass = nullptr;  ///< the pass it runs, if it is the face of one
  /// Further options that depend on what was typed: those of the pass that `rank --by` names. Null for most.
  std::vector<Option> (*more_options)(std::span<const std::string> words) = nullptr;
  /// Does the work and returns the exit code. Throws Error.
  int (*run)(Session& session) = nullptr;
};

/// The heading of the verbs that are passes of one family: "Passes (centrality)".
[[nodiscard]] std::string pass_section(std::string_view family);

/// Every verb, in the order of the program's help: named verbs first, then one for each other pass.
[[nodiscard]] const std::vector<Verb>& verbs();
[[nodiscard]] const Verb* find_verb(std::string_view name);
/// Throws Error{usage} with the nearest verb.
[[nodiscard]] const Verb& require_verb(std::string_view name);

/// The options a command line may use with this verb: its own, those that depend on the words, then the shared ones of
/// its groups. Of one name the first counts.
[[nodiscard]] std::vector<Option> options_of(const Verb& verb, std::span<const std::string> words);

/// The value of an option (`--by`) in the words, whatever else they hold; empty if there is none.
[[nodiscard]] std::string_view value_in(std::span<const std::string> words, std::string_view option);

/// The verbs over records and names, over passes, over output files, and about the program itself; each a list of rows
/// that verbs() puts together.
[[nodiscard]] std::vector<Verb> record_verbs();
[[nodiscard]] std::vector<Verb> pass_verbs();
[[nodiscard]] std::vector<Verb> output_verbs();
[[nodiscard]] std::vector<Verb> program_verbs();

}  // namespace renmai::cli
