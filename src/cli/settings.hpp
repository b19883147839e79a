// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "graph/project.hpp"
#include "records/selection.hpp"

namespace renmai::cli {

enum class ColorMode : std::uint8_t { automatic, always, never };

/// What the command line says, option by option, before any data is looked at. Defaults are those of the program;
/// an empty optional means "not said", where a verb or the kind of output decides.
struct Settings {
  // Data.
  std::vector<std::string> graphs;
  std::string read_as;                                       ///< a form of data; "" = known by name and content
  std::vector<std::pair<std::string, std::string>> mapping;  ///< (what, column of the input): ("person", "name")
  std::string mapping_file;
  std::uint64_t max_bad = 0;
  bool keep_duplicates = false;

  // Which relations, which vertices.
  Selection selection;
  std::string regions;
  std::optional<EdgesOf> edges;
  std::optional<RollUp> roll_up;
  std::optional<bool> directed;
  bool isolates = false;

  // Output.
  std::string form;    ///< "" = a box on a terminal, CSV elsewhere
  std::string output;  ///< "" or "-" = stdout
  std::optional<std::uint64_t> limit;
  std::vector<std::string> sort;
  std::vector<std::string> columns;
  bool header = true;
  bool guard_formulas = false;
  std::string manifest;

  // How it runs.
  ColorMode color = ColorMode::automatic;
  int threads = 0;
  std::optional<std::uint64_t> seed;
  bool quiet = false;
  bool verbose = false;
  bool version = false;
  bool short_help = false;
  bool long_help = false;

  /// Options of the verb alone, by name, as typed; flags hold "true" or "false".
  std::map<std::string, std::vector<std::string>, std::less<>> own;

  /// The last value of an own option; nothing if it was not given.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const {
    const auto found = own.find(name);
    return found == own.end() ? std::nullopt : std::optional(found->second.back());
  }
  /// All values of an own option, in the order given.
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const {
    const auto found = own.find(name);
    return found == own.end() ? std::vector<std::string>() : found->second;
  }
  /// The last value of an own option as a number, which the parser has checked; `fallback` if it was not given.
  [[nodiscard]] std::size_t count(std::string_view name, std::size_t fallback) const {
    const auto text = value(name);
    return text ? static_cast<std::size_t>(to_integer(*text).value_or(0)) : fallback;
  }
  [[nodiscard]] bool flag(std::string_view name) const { return value(name) == "true"; }
};

}  // namespace renmai::cli
