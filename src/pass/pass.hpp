// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct Selected;  // records/selection.hpp: the facts that a records pass reads

/// What the value of an option is. A face turns the text of a `vertex` into a vertex by looking its name up.
enum class OptionType : std::uint8_t { boolean, integer, real, text, choice, vertex, vertices };

/// A value on its way into an options struct: boolean, integer (choices by number too), real, text, vertices.
using OptionValue = std::variant<bool, std::int64_t, double, std::string, std::vector<Vertex>>;

/// One option of a pass, made by `option<&Options::member>(...)`: type, default and setter come from the member.
struct OptionRow {
  std::string_view name;     ///< kebab-case
  std::string_view summary;  ///< a phrase without a full stop
  OptionType type = OptionType::real;
  double low = -std::numeric_limits<double>::infinity();  ///< numbers: least allowed
  double high = std::numeric_limits<double>::infinity();
  std::span<const std::string_view> choices;  ///< choice: words in the order of the enumerators
  bool required = false;                      ///< vertex, vertices: must be given
  void (*set)(void* options, const OptionValue& value) = nullptr;
  OptionValue (*get_default)() = nullptr;
};

namespace detail {

template <class Owner, class Value>
Owner owner_of(Value Owner::*);
template <class Owner, class Value>
Value value_of(Value Owner::*);

template <class Value>
constexpr OptionType option_type() {
  if constexpr (std::same_as<Value, bool>)
    return OptionType::boolean;
  else if constexpr (std::is_enum_v<Value>)
    return OptionType::choice;
  else if constexpr (std::integral<Value>)
    return OptionType::integer;
  else if constexpr (std::floating_point<Value>)
    return OptionType::real;
  else if constexpr (std::same_as<Value, std::string>)
    return OptionType::text;
  else if constexpr (std::same_as<Value, std::optional<Vertex>>)
    return OptionType::vertex;
  else {
    static_assert(std::same_as<Value, std::vector<Vertex>>, "no option type for this member");
    return OptionType::vertices;
  }
}

}  // namespace detail

/// The row of an option; a range wider than the member holds is cut. The default of the member must lie in the range,
/// which tests/pass/every_pass_test.cpp checks of every row.
template <auto Member>
constexpr OptionRow option(std::string_view name, std::string_view summary,
                           double low = -std::numeric_limits<double>::infinity(),
                           double high = std::numeric_limits<double>::infinity(),
                           std::span<const std::string_view> choices = {}) {
  using Owner = decltype(detail::owner_of(Member));
  using Value = decltype(detail::value_of(Member));
  OptionRow row;
  row.name = name;
  row.summary = summary;
  row.type = detail::option_type<Value>();
  row.low = low;
  row.high = high;
  if constexpr (std::integral<Value> && !std::same_as<Value, bool>) {
    row.low = std::max(low, static_cast<double>(std::numeric_limits<Value>::min()));
    row.high = std::min(high, static_cast<double>(std::numeric_limits<Value>::max()));
  }
  row.choices = choices;
  row.set = [](void* options, const OptionValue& value) {
    Value& member = static_cast<Owner*>(options)->*Member;
    if constexpr (std::same_as<Value, bool>)
      member = std::get<bool>(value);
    else if constexpr (std::is_enum_v<Value> || std::integral<Value>)
      member = static_cast<Value>(std::get<std::int64_t>(value));
    else if constexpr (std::floating_point<Value>)
      member = static_cast<Value>(std::get<double>(value));
    else if constexpr (std::same_as<Value, std::string>)
      member = std::get<std::string>(value);
    else if constexpr (std::same_as<Value, std::optional<Vertex>>)
      member = std::get<std::vector<Vertex>>(value).at(0);
    else
      member = std::get<std::vector<Vertex>>(value);
  };
  row.get_default = []() -> OptionValue {
    const Owner defaults{};
    const Value& member = defaults.*Member;
    if constexpr (std::is_enum_v<Value> || (std::integral<Value> && !std::same_as<Value, bool>))
      return static_cast<std::int64_t>(member);
    else if constexpr (std::floating_point<Value>)
      return static_cast<double>(member);
    else if constexpr (std::same_as<Value, std::optional<Vertex>>)
      return std::vector<Vertex>();
    else
      return member;
  };
  return row;
}

/// As option, for an enum member; the words stand in the order of the enumerators, which count from 0.
template <auto Member>
constexpr OptionRow choice(std::string_view name, std::string_view summary, std::span<const std::string_view> words) {
  return option<Member>(name, summary, 0, static_cast<double>(words.size() - 1), words);
}

/// As option, for a vertex or list of vertices that must be given.
template <auto Member>
constexpr OptionRow required(std::string_view name, std::string_view summary) {
  OptionRow row = option<Member>(name, summary);
  row.required = true;
  return row;
}

/// One column of a pass's result.
struct ColumnRow {
  std::string_view name;
  std::string_view unit;
  std::string_view summary;
};

/// Which graph a face makes for the pass unless the user says otherwise.
enum class Direction : std::uint8_t { undirected, directed };
enum class Weights : std::uint8_t { ignored, used };

/// Laws a pass promises beyond those tested on all of them (same bits for any thread count and edge order, the
/// declared columns, no failure on tiny graphs). A bit set; tests/pass/every_pass_test.cpp checks each.
enum Law : std::uint32_t {
  law_relabel = 1U << 0,         ///< renumbering vertices permutes rows (reals to 1e-9); rows are one per vertex
  law_relabel_groups = 1U << 1,  ///< as above for a partition: the column holds group numbers, equal up to renaming
  law_sums_to_one = 1U << 2,     ///< the score column sums to 1 on a graph with vertices
  law_never_negative = 1U << 3,
  law_may_be_nan = 1U << 4,            ///< undefined values occur, as NaN, and the definition says when
  law_adds_over_components = 1U << 5,  ///< a second copy of the graph beside the first changes no row of the first
};

/// A worked example, run as a test: a small graph, or a table of careers, and the exact CSV of the result.
struct Example {
  std::string_view
      edges{};  ///< "a b\nb c 2\n": one edge a line, an optional weight; vertices numbered by first mention
  /// For passes over records: CSV with the columns person, org, country, start and end; or entities.csv, an empty line,
  /// and relations.csv.
  std::string_view careers{};
  std::string_view
      options;  ///< "damping=0.5 source=a"; vertex options take the letters of `edges`. Of careers: as typed
  std::string_view expected;  ///< CSV with header; vertices by their letters, reals rounded to 6 digits
};

/// One row of the registry: everything the faces, the docs and the tests need to know of a pass.
struct Pass {
  std::string_view name;        ///< kebab-case; also the verb
  std::string_view family;      ///< centrality, structure, community, path, flow, lineage, moves
  std::string_view summary;     ///< one line, no full stop
  std::string_view definition;  ///< the formula and every rule that picks one of the definitions in use
  std::string_view trap{};      ///< what goes wrong where it is computed or read otherwise; empty if nothing is known
  std::string_view cost;        ///< time; memory
  std::string_view paper;       ///< author year, doi
  Direction direction = Direction::undirected;
  Weights weights = Weights::ignored;
  std::uint16_t default_traits =
      0;                        ///< records passes: kinds of relation a face selects unless told; 0: the default ones
  std::string_view score = {};  ///< the column that `rank --by` sorts downward; empty if the result ranks nothing
  std::span<const OptionRow> options = {};
  std::span<const ColumnRow> columns = {};
  std::uint32_t laws = 0;  ///< bits of Law
  Example example = {};
  /// Exactly one of these is set.
  Table (*run_graph)(const Graph& graph, std::span<const std::pair<std::string, OptionValue>> settings) = nullptr;
  Table (*run_records)(const Selected& selected,
                       std::span<const std::pair<std::string, OptionValue>> settings) = nullptr;
};

using Settings = std::span<const std::pair<std::string, OptionValue>>;

/// Checks names, types, ranges and required options once, for every face. Throws Error{usage} with what was met, what
/// was wanted and the nearest valid word. `options` is the struct the rows were made from. A vertex must lie below
/// `vertex_count`.
void apply_settings(std::span<const OptionRow> rows, Settings settings, void* options, Vertex vertex_count = no_vertex);

/// Wraps `Table f(const Graph&, const Options&)` (or `const Selected&`) and its option rows as a registry `run`.
template <auto Function, const auto& Rows, class Options>
struct Runner {
  static Table run_graph(const Graph& graph, Settings settings)
    requires std::invocable<decltype(Function), const Graph&, const Options&>
  {
    Options options;
    apply_settings(Rows, settings, &options, graph.vertex_count());
    return Function(graph, options);
  }
  static Table run_records(const Selected& selected, Settings settings)
    requires std::invocable<decltype(Function), const Selected&, const Options&>
  {
    Options options;
    apply_settings(Rows, settings, &options);
    return Function(selected, options);
  }
};

/// Every registered pass, by name.
[[nodiscard]] std::span<const Pass* const> passes();
/// The pass of that name, nothing if there is none.
[[nodiscard]] const Pass* find_pass(std::string_view name);
/// Throws Error{usage} with the nearest name.
[[nodiscard]] const Pass& require_pass(std::string_view name);
/// Parses the text of one option value by the option's type (not vertex types). Throws Error{usage}.
[[nodiscard]] OptionValue parse_option_value(const OptionRow& row, std::string_view text);

}  // namespace renmai
