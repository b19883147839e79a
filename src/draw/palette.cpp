// SPDX-License-Identifier: Apache-2.0
#include "draw/palette.hpp"

#include <algorithm>
#include <array>

namespace renmai::detail {
namespace {

constexpr std::string_view blue = "#0072B2";
constexpr std::string_view vermilion = "#B84F00";
constexpr std::string_view green = "#00795A";
constexpr std::string_view purple = "#8F4A78";
constexpr std::string_view orange = "#8F6400";
constexpr std::string_view sky = "#1F78A8";
constexpr std::string_view olive = "#746A00";
constexpr std::string_view grey = "#4D4D4D";

constexpr std::array all_looks{
    Look{"person", "box", "rounded,filled", blue, "#E3F0F8", "▢"},
    Look{"company", "box", "filled", vermilion, "#FCE9DC", "▭"},
    Look{"university", "box", "filled", green, "#DDF3EB", "▣", true},
    Look{"lab", "component", "filled", purple, "#F7E9F2", "◧"},
    Look{"fund", "cylinder", "filled", olive, "#FBF7D0", "⛁"},
    Look{"school", "house", "filled", green, "#DDF3EB", "⌂"},
    Look{"agency", "octagon", "filled", grey, "#EEEEEE", "⎔"},
    Look{"media", "note", "filled", sky, "#E2F3FC", "▤"},
    Look{"place", "ellipse", "filled", orange, "#FDF1D6", "◯"},
    Look{"region", "ellipse", "filled", orange, "#FDF1D6", "◎", true},
    Look{"product", "box3d", "filled", sky, "#E2F3FC", "❒"},
    Look{"event", "hexagon", "filled", purple, "#F7E9F2", "⬡"},
    Look{"group", "tab", "filled", grey, "#EEEEEE", "◰"},
    Look{"other", "underline", "filled", grey, "#FFFFFF", "▁"},
    // For kinds that a dataset adds: by role, in the order of EntityRole.
    Look{"person", "box", "rounded,filled", blue, "#E3F0F8", "▢"},
    Look{"organisation", "box", "filled", grey, "#EEEEEE", "▭"},
    Look{"unit", "component", "filled", grey, "#EEEEEE", "◧"},
    Look{"place", "ellipse", "filled", grey, "#EEEEEE", "◯"},
    Look{"other", "underline", "filled", grey, "#FFFFFF", "▁"},
};
constexpr std::size_t role_count = 5;

constexpr std::array all_line_looks{
    LineLook{trait_event, "event", grey, "dot", "●"},
    LineLook{trait_mentorship, "mentorship", purple, "normal", "▶"},
    LineLook{trait_study, "study", green, "vee", "➤"},
    LineLook{trait_affiliation, "affiliation", grey, "none", ""},
    LineLook{trait_residence, "residence", orange, "odiamond", "◇"},
    LineLook{trait_transfer, "transfer", vermilion, "normalnormal", "▶▶"},
    LineLook{trait_visit, "visit", orange, "odot", "○"},
    LineLook{trait_offer, "offer", blue, "onormal", "▷"},
    LineLook{trait_containment, "containment", olive, "diamond", "◆"},
    LineLook{trait_identity, "identity", grey, "teetee", "║"},
    LineLook{trait_aggregate, "aggregate", grey, "inv", "◀"},
    LineLook{trait_other, "other", grey, "obox", "□"},
};

constexpr double least_likely = 0.5;

}  // namespace

std::span<const Look> looks() { return all_looks; }
std::span<const LineLook> line_looks() { return all_line_looks; }

const Look& look_of(const EntityKind& kind) {
  const auto by_name = std::span(all_looks).first(all_looks.size() - role_count);
  const auto found =
      std::find_if(by_name.begin(), by_name.end(), [&](const Look& look) { return look.name == kind.name; });
  return found != by_name.end() ? *found : all_looks.at(by_name.size() + static_cast<std::size_t>(kind.role));
}

const LineLook& look_of(const RelationKind& kind) {
  const auto* found = std::find_if(all_line_looks.begin(), all_line_looks.end(),
                                   [&](const LineLook& look) { return kind.has(look.trait); });
  return found != all_line_looks.end() ? *found : all_line_looks.back();
}

std::string_view line_style(Doubt doubt) {
  constexpr std::array<std::string_view, 3> styles{"solid", "dashed", "dotted"};
  return styles.at(static_cast<std::size_t>(doubt));
}

std::string_view line_sign(Doubt doubt) {
  constexpr std::array<std::string_view, 3> signs{"───", "╌╌╌", "┈┈┈"};
  return signs.at(static_cast<std::size_t>(doubt));
}

Doubt doubt_of(double confidence, bool certain_in_time) {
  if (confidence < least_likely) return Doubt::inferred;
  return confidence < 1 || !certain_in_time ? Doubt::likely : Doubt::none;
}

}  // namespace renmai::detail
