// SPDX-License-Identifier: Apache-2.0
#include "draw/kinds.hpp"

#include <array>

#include "draw/choice.hpp"

namespace renmai {
namespace {

constexpr std::array kinds{
    DrawKind{"graph", "people and organisations with the facts that link them", true},
    DrawKind{"neighbourhood", "what is around some entities, up to so many steps", true},
    DrawKind{"flow", "moves between groups, the more moves the wider the line", true},
    DrawKind{"lineage", "mentors above those they taught", true},
    DrawKind{"path", "how two entities are linked, step by step", true},
    DrawKind{"map", "a graph of any size as points, near each other where they are linked"},
    DrawKind{"page", "everything in one page for a browser: graph, flows and careers, with what says so"},
    DrawKind{"sankey", "moves as bands from origins to destinations"},
    DrawKind{"chord", "moves as ribbons between groups on a circle"},
    DrawKind{"matrix", "moves from each group to each other as a heat map"},
    DrawKind{"multiples", "a small matrix for each period"},
    DrawKind{"stages", "from study over graduation to work, as bands"},
    DrawKind{"timeline", "careers year by year, a lane a person"},
    DrawKind{"bump", "how ranks change over the years"},
};

}  // namespace

std::span<const DrawKind> draw_kinds() { return kinds; }

const DrawKind& draw_kind(std::string_view name) { return detail::choose<DrawKind>(kinds, name, "kind of picture"); }

}  // namespace renmai
