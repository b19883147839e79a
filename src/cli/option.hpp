// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "cli/settings.hpp"

namespace renmai::cli {

/// What a value is: how it is checked while parsing, and what completes it.
enum class ValueType : std::uint8_t {
  flag,
  text,
  integer,
  real,
  confidence,    ///< 0..1 or a grade word
  date,          ///< EDTF
  window,        ///< EDTF interval
  choice,        ///< one of Option::choices
  choices,       ///< a comma-separated list of them
  file,          ///< a file that may not exist yet
  data,          ///< a dataset: folder, file or `-`
  entity,        ///< a name that lookup understands
  organisation,  ///< the same, of an organisation
  group,         ///< a region, or the name of a place or organisation
  entity_kind,
  relation_kinds,  ///< comma-separated kinds or traits
  region,          ///< names of regions, or a regions file
  columns,         ///< comma-separated columns of the result
};

/// Which options stand together in help; a verb accepts whole groups. A bit set.
enum OptionGroup : std::uint8_t {
  group_data = 1U << 0,       ///< which data, and how it is read
  group_selection = 1U << 1,  ///< which relations count
  group_grouping = 1U << 2,   ///< which vertices and edges they make
  group_table = 1U << 3,      ///< how a table is shown
  group_output = 1U << 4,     ///< where the result goes
  group_run = 1U << 5,        ///< how the program runs; every verb takes these
  group_own = 1U << 6,        ///< of one verb alone
};

/// One option of the command line: everything that parser, help, man pages and completions know of it.
struct Option {
  std::string name{};         ///< "min-confidence"
  char letter = 0;            ///< 'g'; 0 if it has none
  std::string placeholder{};  ///< "DATA"; empty for a flag
  ValueType type = ValueType::flag;
  OptionGroup group = group_own;
  std::string summary{};   ///< one line, no full stop
  std::string detail{};    ///< further sentences of the long help; may be empty
  std::string fallback{};  ///< the default as text; empty if there is none to speak of
  std::vector<std::string> choices{};
  std::string negation{};  ///< "undirected": the flag that says the opposite; empty if none
  bool repeated = false;   ///< every value counts; otherwise the last one does
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  /// Puts a checked value into the settings; null for an option of one verb, whose values go to Settings::own.
  void (*set)(Settings& settings, const std::string& value) = nullptr;

  [[nodiscard]] bool takes_value() const { return type != ValueType::flag; }
};

/// A word that stands without an option name: `at ORG DATE`.
struct Argument {
  std::string name{};  ///< "ORG"
  ValueType type = ValueType::text;
  std::string summary{};
  bool required = true;
  bool repeated = false;               ///< the last one only: takes all further words
  std::vector<std::string> choices{};  ///< for ValueType::choice
  std::string option{};                ///< the own option that may give it instead, as `--source NAME`; empty if none
};

/// The options that several verbs share, in the order of their groups. Names and letters are unique.
[[nodiscard]] const std::vector<Option>& shared_options();

struct GroupTitle {
  OptionGroup group;
  std::string_view title;
};
/// The groups in the order in which help shows them.
[[nodiscard]] const std::vector<GroupTitle>& group_titles();

/// Checks the text of a value against type, range and choices. `what` heads the message ("--at").
/// Throws Error{usage} with what was wanted and the nearest valid word.
void check_value(std::string_view what, ValueType type, const std::vector<std::string>& choices, std::string_view text);
/// As above, with the range of the option.
void check_value(const Option& option, std::string_view text);

/// "--graph DATA", "--directed".
[[nodiscard]] std::string option_words(const Option& option);
/// "-g, --graph DATA"; "    --directed, --undirected".
[[nodiscard]] std::string option_heading(const Option& option);
/// The summary with range, choices and default: "damping factor; from 0 to 1; default 0.85".
[[nodiscard]] std::string option_line(const Option& option);

}  // namespace renmai::cli
