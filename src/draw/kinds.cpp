// SPDX-License-Identifier: Apache-2.0
#include "draw/kinds.hpp"

#include <array>

#include "draw/choice.hpp"

namespace renmai {
namespace {

constexpr std::array kinds{
    DrawKind{"graph", "people and organisations with the facts that link them"},
    DrawKind{"flow", "moves between groups, the more moves the wider the line"},
    DrawKind{"lineage", "mentors above those they taught"},
    DrawKind{"path", "how two entities are linked, step by step"},
};

}  // namespace

std::span<const DrawKind> draw_kinds() { return kinds; }

const DrawKind& draw_kind(std::string_view name) { return detail::choose<DrawKind>(kinds, name, "kind of picture"); }

}  // namespace renmai
