// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "cli/option.hpp"
#include "cli/verbs.hpp"

namespace renmai::cli {

/// What was typed, word for word: the verb, its options in their order, its arguments. Nothing is checked but that the
/// options exist and have a value where they need one.
struct Typed {
  struct Given {
    std::size_t option = 0;  ///< index into `options`
    std::string value{};     ///< flags: "true", "false" for the negation; help: "short" for -h
    std::size_t word = 0;    ///< which of `words`: the value, if it is a word of its own
  };
  struct Word {
    std::string text{};
    std::size_t word = 0;
  };
  std::vector<std::string> words{};
  const Verb* verb = nullptr;     ///< null if no verb was typed (`renmai --version`)
  std::vector<Option> options{};  ///< all that the verb takes
  std::vector<Given> given{};
  std::vector<Word> arguments{};
};

/// Finds the verb and reads options and arguments. Throws Error{usage} for an unknown verb or option, a value that is
/// missing or too many; the hint shows the line with a caret under the word and names the nearest valid one.
[[nodiscard]] Typed parse_words(std::vector<std::string> words);

/// Checks every value and puts it into Settings. Throws Error{usage} as above.
[[nodiscard]] Settings settle(const Typed& typed);

/// Where in the words the verb stands; words.size() if there is none. Shared options may stand before it.
[[nodiscard]] std::size_t find_verb_word(const std::vector<std::string>& words);

/// The option whose value must be the next word, if this word names one without giving its value; else null.
[[nodiscard]] const Option* waiting_option(const std::vector<Option>& options, std::string_view word);

/// The hint of an error about one word: the line as typed, a caret line under the word, then `hint` if there is one.
[[nodiscard]] std::string caret_hint(const std::vector<std::string>& words, std::size_t word, std::string_view hint);

}  // namespace renmai::cli
