// SPDX-License-Identifier: Apache-2.0
#include "cli/parse.hpp"

#include <algorithm>
#include <boost/program_options/cmdline.hpp>
#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <boost/program_options/parsers.hpp>
#include <boost/program_options/value_semantic.hpp>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai::cli {
namespace {

namespace po = boost::program_options;

Error usage(const std::vector<std::string>& words, std::size_t word, std::string message, std::string_view hint = {}) {
  return {ErrorKind::usage, std::move(message), {}, caret_hint(words, word, hint)};
}

bool is_long(std::string_view word) { return word.size() > 2 && word.starts_with("--"); }
bool is_short(std::string_view word) { return word.size() > 1 && word[0] == '-' && word[1] != '-'; }

/// `--name=value` -> `name`.
std::string_view long_name(std::string_view word) {
  word.remove_prefix(2);
  return word.substr(0, word.find('='));
}

const Option* find_letter(const std::vector<Option>& options, char letter) {
  const auto found = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.letter == letter; });
  return found == options.end() ? nullptr : &*found;
}

std::size_t find_name(const std::vector<Option>& options, std::string_view name) {
  const auto found = std::find_if(options.begin(), options.end(),
                                  [&](const Option& o) { return o.name == name || o.negation == name; });
  return static_cast<std::size_t>(found - options.begin());
}

/// The nearest option, by its name without the dashes.
std::string known_option_hint(std::string_view word, const std::vector<Option>& options) {
  std::vector<std::string> names;
  for (const Option& option : options) {
    names.push_back(option.name);
    if (!option.negation.empty()) names.push_back(option.negation);
  }
  const auto close = is_long(word) ? nearest(long_name(word), std::span<const std::string>(names)) : std::nullopt;
  return close ? "did you mean '--" + *close + "'?" : std::string();
}

/// An option of the catalogue that the verb does not take, or one that exists nowhere.
Error unknown_option(const Typed& typed, std::size_t word) {
  const std::string& text = typed.words[word];
  const std::string name = is_long(text) ? "--" + std::string(long_name(text)) : text.substr(0, 2);
  const bool shared = is_long(text) ? find_name(shared_options(), long_name(text)) < shared_options().size()
                                    : find_letter(shared_options(), text[1]) != nullptr;
  if (typed.verb != nullptr && shared) {
    return usage(typed.words, word, name + " does not apply to `" + typed.verb->name + "`");
  }
  std::string message = "there is no option " + name;
  if (typed.verb != nullptr) message += " of `" + typed.verb->name + "`";
  return usage(typed.words, word, std::move(message), known_option_hint(name, typed.options));
}

po::options_description describe(const std::vector<Option>& options) {
  po::options_description description;
  for (const Option& option : options) {
    std::string names = option.name;
    if (option.letter != 0) names += std::string{',', option.letter};
    if (option.takes_value())
      description.add_options()(names.c_str(), po::value<std::string>(), "");
    else
      description.add_options()(names.c_str(), "");
    if (!option.negation.empty()) description.add_options()(option.negation.c_str(), "");
  }
  return description;
}

/// Boost's message names the option as it was typed, so the word is found by it.
Error syntax_error(const Typed& typed, const po::error_with_option_name& error) {
  const std::string name = error.get_option_name();
  const auto found = std::find_if(typed.words.begin(), typed.words.end(), [&](const std::string& word) {
    return word == name || (word.starts_with(name) && word.substr(name.size()).starts_with('='));
  });
  const auto word = static_cast<std::size_t>(found - typed.words.begin());
  const std::size_t option = is_long(name) ? find_name(typed.options, long_name(name)) : typed.options.size();
  if (option < typed.options.size() && !typed.options[option].takes_value()) {
    return usage(typed.words, word, name + " takes no value");
  }
  std::string message = name + " wants a value";
  if (option < typed.options.size()) message += ": " + option_words(typed.options[option]);
  return usage(typed.words, word, std::move(message));
}

po::parsed_options parse_with_boost(const Typed& typed, const std::vector<std::string>& words) {
  constexpr int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  const po::options_description description = describe(typed.options);
  try {
    return po::command_line_parser(words).options(description).style(style).allow_unregistered().run();
  } catch (const po::error_with_option_name& error) {
    throw syntax_error(typed, error);
  }
}

std::string value_of(const Option& option, const po::option& parsed) {
  if (option.takes_value()) return parsed.value.empty() ? std::string() : parsed.value.front();
  if (option.name == "help") {
    const bool is_letter = parsed.original_tokens.empty() || !is_long(parsed.original_tokens.front());
    return is_letter ? "short" : "true";
  }
  return parsed.string_key == option.negation ? "false" : "true";
}

/// Puts what Boost read into `typed`, with the word each part came from.
void collect(Typed& typed, const po::parsed_options& parsed, std::size_t verb_word) {
  std::size_t cursor = 0;
  for (const po::option& part : parsed.options) {
    if (!part.original_tokens.empty()) {
      while (cursor < typed.words.size() &&
             (cursor == verb_word || typed.words[cursor] != part.original_tokens.front())) {
        ++cursor;
      }
    }
    const std::size_t word = std::min(cursor, typed.words.size() - 1);
    if (part.unregistered) throw unknown_option(typed, word);
    if (part.position_key != -1) {
      typed.arguments.push_back({part.value.front(), word});
    } else {
      const std::size_t option = find_name(typed.options, part.string_key);
      EXPECT(option < typed.options.size());
      const std::size_t last = part.original_tokens.empty() ? 0 : part.original_tokens.size() - 1;
      typed.given.push_back({option, value_of(typed.options[option], part), word + last});
    }
    cursor += part.original_tokens.size();
  }
}

/// The arguments that an own option has not already given.
std::vector<const Argument*> open_arguments(const Typed& typed, const Settings& settings) {
  std::vector<const Argument*> open;
  for (const Argument& argument : typed.verb->arguments) {
    if (argument.option.empty() || !settings.value(argument.option)) open.push_back(&argument);
  }
  return open;
}

/// What was meant by a word too many, after the arguments `open`.
std::string hint_beside(const std::string& word, const std::vector<const Argument*>& open) {
  std::error_code none;
  if (std::filesystem::exists(word, none)) return "data is given with --graph: -g " + word;
  const bool after_name = !open.empty() && open.back()->type == ValueType::entity;
  return after_name ? "a name with blanks needs quotes" : "";
}

void check_arguments(const Typed& typed, const std::vector<const Argument*>& open) {
  for (std::size_t i = 0; i < typed.arguments.size(); ++i) {
    const Typed::Word& given = typed.arguments[i];
    if (open.empty() || (i >= open.size() && !open.back()->repeated)) {
      throw usage(typed.words, given.word, "`" + typed.verb->name + "` has no place for '" + given.text + "'",
                  hint_beside(given.text, open));
    }
    const Argument& argument = *open[std::min(i, open.size() - 1)];
    try {
      check_value(argument.name, argument.type, argument.choices, given.text);
    } catch (const Error& error) {
      throw usage(typed.words, given.word, error.message(), error.hint());
    }
  }
  for (std::size_t i = typed.arguments.size(); i < open.size(); ++i) {
    if (!open[i]->required) continue;
    throw Error(ErrorKind::usage, "`" + typed.verb->name + "` wants " + open[i]->name + ": " + open[i]->summary, {},
                "see `renmai help " + typed.verb->name + "`");
  }
}

}  // namespace

const Option* waiting_option(const std::vector<Option>& options, std::string_view word) {
  if (is_long(word)) {
    const std::size_t found = find_name(options, long_name(word));
    const bool has_value = word.find('=') != std::string_view::npos;
    return found < options.size() && options[found].takes_value() && !has_value ? &options[found] : nullptr;
  }
  if (!is_short(word)) return nullptr;
  for (std::size_t i = 1; i < word.size(); ++i) {
    const Option* option = find_letter(options, word[i]);
    if (option == nullptr) return nullptr;
    if (option->takes_value()) return i + 1 == word.size() ? option : nullptr;
  }
  return nullptr;
}

std::size_t find_verb_word(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") return i + 1 < words.size() ? i + 1 : words.size();
    if (!is_long(words[i]) && !is_short(words[i])) return i;
    if (waiting_option(shared_options(), words[i]) != nullptr) ++i;
  }
  return words.size();
}

std::string caret_hint(const std::vector<std::string>& words, std::size_t word, std::string_view hint) {
  std::string text;
  if (word < words.size()) {
    std::string line = "renmai";
    std::string carets;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string shown = escape_for_terminal(words[i].empty() ? "''" : words[i]);
      line += ' ';
      if (i == word) {
        carets =
            std::string(display_width(line), ' ') + std::string(std::max<std::size_t>(1, display_width(shown)), '^');
      }
      line += shown;
    }
    text = line + '\n' + carets;
  }
  if (!hint.empty()) text += (text.empty() ? "" : "\n") + std::string(hint);
  return text;
}

Typed parse_words(std::vector<std::string> words) {
  Typed typed;
  typed.words = std::move(words);
  const std::size_t verb_word = find_verb_word(typed.words);
  std::vector<std::string> rest = typed.words;
  if (verb_word < typed.words.size()) {
    typed.verb = find_verb(typed.words[verb_word]);
    if (typed.verb == nullptr) {
      try {
        static_cast<void>(require_verb(typed.words[verb_word]));
      } catch (const Error& error) {
        throw usage(typed.words, verb_word, error.message(), error.hint());
      }
    }
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(verb_word));
    typed.options = options_of(*typed.verb, rest);
  } else {
    typed.options = shared_options();
  }
  collect(typed, parse_with_boost(typed, rest), verb_word);
  return typed;
}

Settings settle(const Typed& typed) {
  Settings settings;
  if (typed.verb != nullptr) settings.selection = typed.verb->selection;
  for (const Typed::Given& given : typed.given) {
    const Option& option = typed.options[given.option];
    if (option.takes_value()) {
      try {
        check_value(option, given.value);
      } catch (const Error& error) {
        throw usage(typed.words, given.word, error.message(), error.hint());
      }
    }
    if (option.set != nullptr)
      option.set(settings, given.value);
    else
      settings.own[option.name].push_back(given.value);
  }
  const bool only_tells = settings.version || settings.short_help || settings.long_help;
  if (typed.verb == nullptr || only_tells) return settings;
  const std::vector<const Argument*> open = open_arguments(typed, settings);
  check_arguments(typed, open);
  for (std::size_t i = 0; i < typed.arguments.size(); ++i) {
    const Argument& argument = *open[std::min(i, open.size() - 1)];
    if (!argument.option.empty()) settings.own[argument.option].push_back(typed.arguments[i].text);
  }
  return settings;
}

}  // namespace renmai::cli
