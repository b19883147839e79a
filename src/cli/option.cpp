// SPDX-License-Identifier: Apache-2.0
#include "cli/option.hpp"

#include <algorithm>
#include <cmath>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "records/schema.hpp"

namespace renmai::cli {
namespace {

Error wanted(std::string_view what, std::string_view wish, std::string_view met, std::string hint = {}) {
  return {ErrorKind::usage,
          std::string(what) + " wants " + std::string(wish) + ", got '" + std::string(met) + "'",
          {},
          std::move(hint)};
}

/// Empty if every number will do.
std::string range_words(const Option& option) {
  if (std::isinf(option.low) && std::isinf(option.high)) return {};
  if (std::isinf(option.high)) return "at least " + format_number(option.low);
  if (std::isinf(option.low)) return "at most " + format_number(option.high);
  return "from " + format_number(option.low) + " to " + format_number(option.high);
}

void check_choice(std::string_view what, const std::vector<std::string>& choices, std::string_view word) {
  if (std::find(choices.begin(), choices.end(), word) != choices.end()) return;
  throw wanted(what, "one of " + join(choices, ", "), word, did_you_mean<std::string>(word, choices));
}

}  // namespace

void check_value(std::string_view what, ValueType type, const std::vector<std::string>& choices,
                 std::string_view text) {
  switch (type) {
    case ValueType::integer:
      if (!to_integer(text)) throw wanted(what, "a whole number", text);
      return;
    case ValueType::real:
      if (!to_number(text)) throw wanted(what, "a number", text);
      return;
    case ValueType::confidence: {
      const auto value = parse_confidence(text);
      if (text.empty() || !value || std::isnan(*value) || *value < 0 || *value > 1) {
        throw wanted(what, "a number from 0 to 1 or one of certain, likely, inferred", text);
      }
      return;
    }
    case ValueType::date: {
      if (text.empty()) throw wanted(what, "a date such as 2024, 2024-05 or 2024-05-17", text);
      const Date date = require_date(text, what);
      if (!date.known()) throw wanted(what, "a date such as 2024, 2024-05 or 2024-05-17", text);
      return;
    }
    case ValueType::window: try { static_cast<void>(parse_window(text));
      } catch (const Error& error) {
        throw Error(error.kind(), std::string(what) + ": " + error.message(), error.place(), error.hint());
      }
      return;
    case ValueType::choice: check_choice(what, choices, text); return;
    case ValueType::choices:
      for (const std::string_view word : split_list(text, ',')) check_choice(what, choices, word);
      return;
    default:
      if (text.empty()) throw wanted(what, "a value", text);
  }
}

void check_value(const Option& option, std::string_view text) {
  const std::string what = "--" + option.name;
  check_value(what, option.type, option.choices, text);
  if (option.type != ValueType::integer && option.type != ValueType::real) return;
  const double value = to_number(text).value_or(0);
  if (value < option.low || value > option.high) throw wanted(what, "a number " + range_words(option), text);
}

std::string option_words(const Option& option) {
  return "--" + option.name + (option.takes_value() ? " " + option.placeholder : std::string());
}

std::string option_heading(const Option& option) {
  std::string heading = option.letter != 0 ? std::string{'-', option.letter} + ", " : std::string("    ");
  heading += option_words(option);
  if (!option.negation.empty()) heading += ", --" + option.negation;
  return heading;
}

std::string option_line(const Option& option) {
  std::string line = option.summary;
  if (!option.choices.empty()) line += ": " + join(option.choices, ", ");
  // That a count is no less than 0 goes without saying.
  constexpr double no_bound_to_speak_of = 1e9;
  const bool any_count = option.type == ValueType::integer && option.low == 0 && option.high >= no_bound_to_speak_of;
  const std::string range = range_words(option);
  if (!range.empty() && !any_count) line += "; " + range;
  if (!option.fallback.empty()) line += "; default " + option.fallback;
  return line;
}

}  // namespace renmai::cli
