// SPDX-License-Identifier: Apache-2.0
#include "pass/shortest/path_sampler.hpp"

#include <utility>

#include "base/error.hpp"

namespace renmai {
namespace {

constexpr double most_paths = 1e300;

}  // namespace

PathSampler::PathSampler(const Graph& graph)
    : graph_(graph),
      from_source_{.forward = true, .marks = std::vector<Mark>(graph.vertex_count()), .frontier = {}},
      from_target_{.forward = false, .marks = std::vector<Mark>(graph.vertex_count()), .frontier = {}} {}

std::span<const Vertex> PathSampler::draw(Vertex source, Vertex target, Random& random) {
  inner_.clear();
  if (source == target) return inner_;
  if (++call_ == 0) {  // all numbers used up: as if nothing had ever been reached
    for (Side* side : {&from_source_, &from_target_}) side->marks.assign(side->marks.size(), Mark{});
    call_ = 1;
  }
  begin(from_source_, source);
  begin(from_target_, target);
  meetings_.clear();
  while (meetings_.empty()) {
    const bool forward = from_source_.edges <= from_target_.edges;
    Side& side = forward ? from_source_ : from_target_;
    Side& other = forward ? from_target_ : from_source_;
    advance(side, other);
    if (!meetings_.empty()) {
      double sum = 0;
      for (const Meeting& meeting : meetings_) sum += meeting.paths;
      if (!(sum <= most_paths)) {
        throw Error(ErrorKind::limit, "betweenness counts at most 1e300 shortest paths between two vertices");
      }
      const Meeting met =
          draw_in_proportion(meetings_, sum, random, [](const Meeting& meeting) { return meeting.paths; });
      walk_back(side, met.near, random);
      walk_back(other, met.far, random);
    } else if (side.frontier.empty()) {
      break;
    }
  }
  return inner_;
}

void PathSampler::begin(Side& side, Vertex end) {
  side.marks[end] = {call_, 0, 1.0};
  side.frontier.assign(1, end);
  side.depth = 0;
  side.edges = row(side, end).size();
}

void PathSampler::advance(Side& side, const Side& other) {
  next_.clear();
  for (const Vertex u : side.frontier) {
    const double paths = side.marks[u].paths;
    for (const Vertex w : row(side, u)) {
      // The searches have not met: what the other reached and this one now does lies on its last level.
      if (const Mark& far = other.marks[w]; far.call == call_) {
        meetings_.push_back({u, w, paths * far.paths});
        continue;
      }
      Mark& mark = side.marks[w];
      if (mark.call != call_) {
        mark = {call_, side.depth + 1, paths};
        next_.push_back(w);
      } else if (mark.depth == side.depth + 1) {
        mark.paths += paths;
      }
    }
  }
  std::swap(side.frontier, next_);
  ++side.depth;
  side.edges = 0;
  for (const Vertex u : side.frontier) side.edges += row(side, u).size();
}

/// Adds the vertices from here to the end the search began at, the end left out.
void PathSampler::walk_back(const Side& side, Vertex from, Random& random) {
  Vertex at = from;
  for (std::uint32_t depth = side.marks[from].depth; depth > 0; --depth) {
    inner_.push_back(at);
    const std::span<const Vertex> before = side.forward ? graph_.in(at) : graph_.out(at);
    at = draw_in_proportion(before, side.marks[at].paths, random, [&](Vertex u) {
      const Mark& mark = side.marks[u];
      return mark.call == call_ && mark.depth + 1 == depth ? mark.paths : 0.0;
    });
  }
}

}  // namespace renmai
