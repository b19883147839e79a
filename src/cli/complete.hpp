// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option.hpp"
#include "records/records.hpp"
#include "records/regions.hpp"

namespace renmai::cli {

struct Candidate {
  std::string value;
  std::string summary;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// What may stand at the end of a command line.
struct Completion {
  std::vector<Candidate> candidates;  ///< without repeats; each begins with what was typed
  bool files = false;                 ///< file names fit too
};

/// What completion looks at of the data; null pointers where no data can be read quickly.
struct CompletionData {
  const Records* records = nullptr;
  const Regions* regions = nullptr;
};

/// Completes the last of the words (which may be empty), the others being those before it, without the program's name.
/// `data` is asked only where a name, kind or region is wanted. Entities are offered by name, id and alias as far as
/// they begin with what was typed (case ignored if nothing else fits); redacted ones and names with control characters
/// are left out. At most `most_candidates`.
[[nodiscard]] Completion complete(const std::vector<std::string>& words, const std::function<CompletionData()>& data);
inline constexpr std::size_t most_candidates = 1000;

/// What a shell would make of a word as typed, which may end inside quotes: `'Zheng S` and `Zheng\ S` are `Zheng S`.
[[nodiscard]] std::string unquote_shell_word(std::string_view word);

/// The script that a shell reads to complete renmai; it calls back `renmai __complete SHELL WORDS...`.
/// Throws Error{usage} for a shell that is none of completion_shells().
[[nodiscard]] std::string_view completion_script(std::string_view shell);
[[nodiscard]] const std::vector<std::string>& completion_shells();

/// The answer to `__complete SHELL WORDS...`: a line "files" or "words", then a line "value TAB summary" a candidate.
[[nodiscard]] std::string completion_answer(const std::vector<std::string>& words,
                                            const std::function<CompletionData()>& data);

}  // namespace renmai::cli
