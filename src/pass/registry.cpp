// SPDX-License-Identifier: Apache-2.0
// The registry: every .cpp directly in src/pass/ but this one defines `<stem>_pass`; CMake lists them in passes.def.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "pass/pass.hpp"

namespace renmai {

#define PASS(stem) extern constinit const Pass stem##_pass;
#include "passes.def"
#undef PASS

namespace {

constexpr std::array all_passes{
#define PASS(stem) &stem##_pass,
#include "passes.def"
#undef PASS
};

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

std::string hint_among(std::string_view word, std::span<const std::string_view> words) {
  const auto close = nearest(word, words);
  return close ? "did you mean " + quoted(*close) + "?" : std::string();
}

/// "from 0 to 1", "of at least 1", "of at most 1".
std::string range_text(const OptionRow& row) {
  if (std::isinf(row.high)) return "of at least " + format_number(row.low);
  if (std::isinf(row.low)) return "of at most " + format_number(row.high);
  return "from " + format_number(row.low) + " to " + format_number(row.high);
}

void check_range(const OptionRow& row, double value) {
  if (value >= row.low && value <= row.high) return;
  throw Error(ErrorKind::usage, "option '" + std::string(row.name) + "' wants a value " + range_text(row) + ", got " +
                                    format_number(value));
}

void check_vertices(const OptionRow& row, std::span<const Vertex> vertices, Vertex vertex_count) {
  for (const Vertex v : vertices) {
    if (v < vertex_count) continue;
    throw Error(ErrorKind::usage, "option " + quoted(row.name) + " names vertex " + std::to_string(v) +
                                      ", but the graph has " + std::to_string(vertex_count) + " vertices");
  }
}

bool type_fits(OptionType type, const OptionValue& value) {
  switch (type) {
    case OptionType::boolean: return std::holds_alternative<bool>(value);
    case OptionType::integer:
    case OptionType::choice: return std::holds_alternative<std::int64_t>(value);
    case OptionType::real: return std::holds_alternative<double>(value);
    case OptionType::text: return std::holds_alternative<std::string>(value);
    case OptionType::vertex: {
      const auto* vertices = std::get_if<std::vector<Vertex>>(&value);
      return vertices != nullptr && vertices->size() == 1;
    }
    case OptionType::vertices: return std::holds_alternative<std::vector<Vertex>>(value);
  }
  return false;
}

const OptionRow& require_option(std::span<const OptionRow> rows, std::string_view name) {
  std::vector<std::string_view> names;
  for (const OptionRow& row : rows) {
    if (row.name == name) return row;
    names.push_back(row.name);
  }
  throw Error(ErrorKind::usage, "there is no option " + quoted(name) + " here", {}, hint_among(name, names));
}

}  // namespace

void apply_settings(std::span<const OptionRow> rows, Settings settings, void* options, Vertex vertex_count) {
  for (const auto& [name, value] : settings) {
    const OptionRow& row = require_option(rows, name);
    if (!type_fits(row.type, value)) {
      throw Error(ErrorKind::usage, "option " + quoted(name) + " was given a value of another type");
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) check_range(row, static_cast<double>(*integer));
    if (const auto* real = std::get_if<double>(&value)) check_range(row, *real);
    if (const auto* vertices = std::get_if<std::vector<Vertex>>(&value)) check_vertices(row, *vertices, vertex_count);
    row.set(options, value);
  }
  for (const OptionRow& row : rows) {
    if (!row.required) continue;
    const auto given = [&](const auto& setting) { return setting.first == row.name; };
    if (std::none_of(settings.begin(), settings.end(), given)) {
      throw Error(ErrorKind::usage, "option " + quoted(row.name) + " must be given: " + std::string(row.summary));
    }
  }
}

OptionValue parse_option_value(const OptionRow& row, std::string_view text) {
  const auto refuse = [&](std::string_view wanted, std::string hint = {}) {
    return Error(ErrorKind::usage,
                 "option " + quoted(row.name) + " wants " + std::string(wanted) + ", got " + quoted(text), {},
                 std::move(hint));
  };
  switch (row.type) {
    case OptionType::boolean: {
      const std::string word = lower_ascii(text);
      if (word == "true" || word == "yes" || word == "on" || word == "1") return true;
      if (word == "false" || word == "no" || word == "off" || word == "0") return false;
      throw refuse("true or false");
    }
    case OptionType::integer:
      if (const auto value = to_integer(text)) {
        check_range(row, static_cast<double>(*value));
        return *value;
      }
      throw refuse("a whole number");
    case OptionType::real:
      if (const auto value = to_number(text)) {
        check_range(row, *value);
        return *value;
      }
      throw refuse("a number");
    case OptionType::text: return std::string(text);
    case OptionType::choice: {
      const auto found = std::find(row.choices.begin(), row.choices.end(), text);
      if (found != row.choices.end()) return static_cast<std::int64_t>(found - row.choices.begin());
      std::vector<std::string> words(row.choices.begin(), row.choices.end());
      throw refuse("one of " + join(words, ", "), hint_among(text, row.choices));
    }
    case OptionType::vertex:
    case OptionType::vertices: break;
  }
  throw Error(ErrorKind::internal, "a vertex option is looked up by the face, not parsed");
}

std::span<const Pass* const> passes() { return all_passes; }

const Pass* find_pass(std::string_view name) {
  const auto found =
      std::find_if(all_passes.begin(), all_passes.end(), [&](const Pass* pass) { return pass->name == name; });
  return found == all_passes.end() ? nullptr : *found;
}

const Pass& require_pass(std::string_view name) {
  if (const Pass* pass = find_pass(name)) return *pass;
  std::vector<std::string_view> names;
  names.reserve(all_passes.size());
  for (const Pass* pass : all_passes) names.push_back(pass->name);
  throw Error(ErrorKind::not_found, "there is no pass " + quoted(name), {}, hint_among(name, names));
}

}  // namespace renmai
