// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pass/flow/options.hpp"

namespace renmai {

/// The counted moves among organisations (or what else --among names), each of which lies in a group of --by.
struct MemberMoves {
  struct Member {
    std::string id;
    std::string name;
    std::uint32_t group = 0;  ///< place in `groups`
  };
  struct Known {
    std::string id;
    std::string name;
  };
  std::vector<Member> members;                              ///< by vertex, in the order of ids
  std::vector<Known> groups;                                ///< the first is the unknown group
  std::vector<std::pair<Vertex, Vertex>> moves;             ///< one for each move with known ends, sorted
  std::vector<std::pair<Vertex, Vertex>> distinct() const;  ///< each pair once, sorted
  Stamp stamp;
};

/// Throws Error{usage} where --among names no entities, such as kinds of organisation; else as `moves`.
[[nodiscard]] MemberMoves member_moves(const Selected& selected, const FlowOptions& options);

}  // namespace renmai
