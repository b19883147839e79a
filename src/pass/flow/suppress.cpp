// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/suppress.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/interrupt.hpp"
#include "graph/graph.hpp"
#include "pass/structure/lowlink.hpp"

namespace renmai {
namespace {

/// The cells of one sum.
using Line = std::vector<std::size_t>;

class Hiding {
 public:
  Hiding(std::span<const FlowCell> cells, std::uint32_t least) : cells_(cells), hidden_(cells.size(), false) {
    std::map<std::tuple<std::uint32_t, int, Group, Group>, Line> lines;
    Line all;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const FlowCell& cell = cells[k];
      // Possible moves are told too: a cell is small if any count of it that is shown lies between 0 and the least.
      const auto small = [&](std::uint32_t count) { return count > 0 && count < least; };
      hidden_[k] = small(cell.moves) || small(cell.min) || small(cell.max) || small(cell.people);
      lines[{cell.period, 0, cell.from, no_group}].push_back(k);
      lines[{cell.period, 1, no_group, cell.to}].push_back(k);
      lines[{no_period, 2, cell.from, cell.to}].push_back(k);
      all.push_back(k);
      slices_[cell.period].push_back(k);
    }
    for (auto& [key, line] : lines) lines_.push_back(std::move(line));
    lines_.push_back(std::move(all));
  }

  std::vector<bool> run() {
    bool more = true;
    while (more) {
      check_stop();
      more = false;
      for (const Line& line : lines_) more = give_company(line) || more;
      for (const auto& [period, slice] : slices_) more = break_bridges(slice) || more;
    }
    return hidden_;
  }

 private:
  /// Hides another cell of a line that has one hidden cell alone. Whether it did.
  bool give_company(const Line& line) {
    const auto count = std::count_if(line.begin(), line.end(), [&](std::size_t k) { return hidden_[k]; });
    return count == 1 && hide_smallest(line);
  }

  bool hide_smallest(const Line& line) {
    std::optional<std::size_t> smallest;
    for (const std::size_t k : line) {
      if (hidden_[k]) continue;
      if (!smallest || cells_[k].moves < cells_[*smallest].moves) smallest = k;
    }
    if (smallest) hidden_[*smallest] = true;
    return smallest.has_value();
  }

  /// Hides cells beside those whose value follows from the sums of rows and columns of their period.
  bool break_bridges(const Line& slice) {
    std::map<std::pair<int, Group>, Vertex> vertices;
    const auto vertex = [&](int side, Group group) {
      return vertices.try_emplace({side, group}, static_cast<Vertex>(vertices.size())).first->second;
    };
    std::vector<Edge> edges;
    std::map<std::pair<Vertex, Vertex>, std::size_t> cell_of;
    for (const std::size_t k : slice) {
      if (!hidden_[k]) continue;
      const Vertex from = vertex(0, cells_[k].from);
      const Vertex to = vertex(1, cells_[k].to);
      edges.push_back({from, to});
      cell_of[std::minmax(from, to)] = k;
    }
    if (edges.empty()) return false;
    const Graph graph = build_graph(static_cast<Vertex>(vertices.size()), edges, {.directed = false});
    bool more = false;
    for (const auto& bridge : find_joints(graph).bridges) {
      const FlowCell& cell = cells_[cell_of.at(bridge)];
      Line near;
      for (const std::size_t k : slice) {
        if (cells_[k].from == cell.from || cells_[k].to == cell.to) near.push_back(k);
      }
      more = hide_smallest(near) || more;
    }
    return more;
  }

  std::span<const FlowCell> cells_;
  std::vector<bool> hidden_;
  std::vector<Line> lines_;
  std::map<std::uint32_t, Line> slices_;  // by period
};

}  // namespace

std::vector<bool> hidden_cells(std::span<const FlowCell> cells, std::uint32_t least) {
  return Hiding(cells, least).run();
}

}  // namespace renmai
