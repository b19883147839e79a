// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "draw/style.hpp"
#include "table/table.hpp"

/// A table of flows as the pictures of flows read it.
namespace renmai::detail {

inline constexpr std::string_view unknown_group_name = "?";

struct FlowTotal {
  double moves = 0;
  double min = 0;
  double max = 0;
  void add(const FlowTotal& other) {
    moves += other.moves;
    min += other.min;
    max += other.max;
  }
};

struct Flow {
  std::string from;  // key of a group: its id, or its name where the table has no ids
  std::string to;
  FlowTotal total;
};

struct FlowGroup {
  std::string name;
  double out = 0;
  double in = 0;
};

/// The flows of a table, summed over its periods.
struct Flows {
  std::map<std::string, FlowGroup> groups;
  std::vector<Flow> flows;  // the largest first
  std::set<std::string> periods;
  std::string period_name;  // empty: the table has none
  bool undated = false;
};

/// Columns: from, to, moves, min, max, from_id and to_id if there; a first column year, quarter or month is summed
/// over. Absent counts are 0. Throws Error{usage} for a missing column.
[[nodiscard]] Flows read_flows(const Table& table);
/// The title asked for, else "Moves", and the span of the periods.
[[nodiscard]] std::string title_of(const Flows& all, const DrawStyle& style);
/// "3 (1–5)": moves, and the bounds where they differ.
[[nodiscard]] std::string bounds_text(const FlowTotal& total);
/// How many of the flows, from the largest down, the style draws.
[[nodiscard]] std::size_t drawn_flows(const Flows& all, const DrawStyle& style);
/// Sentences on what a picture with the first `drawn` of the flows leaves out or sums up.
[[nodiscard]] std::vector<std::string> flow_notes(const Flows& all, std::size_t drawn, const Table& table);

/// The hue of each group, the same wherever it stands: by its place among those asked for, the unknown one grey.
class GroupHues {
 public:
  explicit GroupHues(const DrawStyle& style) : style_(style) {}
  [[nodiscard]] std::string_view of(const std::string& key, const std::string& name);

 private:
  const DrawStyle& style_;
  std::map<std::string, std::size_t> number_;
};

}  // namespace renmai::detail
