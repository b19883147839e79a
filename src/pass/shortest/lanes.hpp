// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "base/wide.hpp"
#include "graph/graph.hpp"
#include "pass/score/placed_rows.hpp"

namespace renmai {

/// Brandes' dependencies from several sources side by side, one a lane, level by level: an edge is looked at once for
/// all of them, and their numbers of paths lie together in memory. All threads work on one batch; every vertex belongs
/// to one of them, so the thread count changes no bit. Three arrays of 128 bytes a vertex.
class LaneDependency {
 public:
  static constexpr std::size_t lanes = 16;

  /// What `places` are to be chosen for.
  static constexpr std::size_t vertex_bytes = lanes * sizeof(double);

  /// The in-rows and the out-rows of a simple graph by the same places; all three must outlive this.
  LaneDependency(const PlacedRows& in, const PlacedRows& out, const Places& places);

  /// Adds the dependencies of at most `lanes` sources, all different, to the scores. False, with nothing added, if the
  /// graph is too deep for levels to pay: then search from one source at a time. Throws Error{interrupted}, and
  /// Error{limit} if more shortest paths join two vertices than can be counted.
  [[nodiscard]] bool add(std::span<const Vertex> sources, std::vector<double>& scores);

 private:
  using Mask = std::uint16_t;
  static_assert(lanes == 8 * sizeof(Mask));
  struct alignas(64) Values {
    std::array<double, lanes> lane{};
  };
  /// A place at some level for the lanes of the mask.
  struct Met {
    Vertex place;
    Mask mask;
  };
  using Level = std::vector<Met>;

  void start(std::span<const Vertex> sources);
  bool advance();
  void retreat(const Level& level, std::vector<double>& scores);
  RENMAI_WIDE void pull(std::size_t begin, std::size_t end, Level& found);
  RENMAI_WIDE void settle(std::span<const Met> part, std::vector<double>& scores);
  void turn(const Level& before);
  void forget(const Level& level);

  const PlacedRows& in_;
  const PlacedRows& out_;
  const Places& places_;
  std::vector<Vertex> place_of_;
  std::vector<std::size_t> blocks_;
  std::vector<Level> found_;  // by block
  std::vector<Level> levels_;
  std::vector<Values> paths_;  // shortest paths from the source of each lane
  std::vector<Values> near_;   // the same, or the share, of vertices at the level before; 0 in other lanes
  std::vector<Values> far_;    // of the level in work
  std::vector<Mask> seen_;
  std::vector<Mask> near_mask_;
  std::vector<Mask> far_mask_;
  Mask all_ = 0;
  std::atomic<bool> overflowed_{false};
};

}  // namespace renmai
