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
constexpr std::string_view pale_blue = "#E3F0F8";
constexpr std::string_view pale_vermilion = "#FCE9DC";
constexpr std::string_view pale_green = "#DDF3EB";
constexpr std::string_view pale_purple = "#F7E9F2";
constexpr std::string_view pale_orange = "#FDF1D6";
constexpr std::string_view pale_sky = "#E2F3FC";
constexpr std::string_view pale_olive = "#FBF7D0";
constexpr std::string_view pale_grey = "#EEEEEE";
constexpr std::string_view white = "#FFFFFF";

constexpr Theme print_theme{white, text_color, faint_color, "#D0D0D0", "#8C8C8C"};
constexpr Theme dark_theme{"#14171C", "#F2F2F2", "#B5BAC2", "#3A404A", "#8C929B"};
constexpr std::array<std::string_view, 8> print_hues{blue, vermilion, green, purple, orange, sky, olive, grey};
constexpr std::array<std::string_view, 8> dark_hues{"#5AB4E5", "#F08A4B", "#3CC79B", "#E39BC6",
                                                    "#E6A700", "#8FD0F5", "#E8DD55", "#C4C8CE"};
constexpr std::array<std::string_view, 8> print_fills{pale_blue,   pale_vermilion, pale_green, pale_purple,
                                                      pale_orange, pale_sky,       pale_olive, pale_grey};
constexpr std::array<std::string_view, 8> dark_fills{"#15303F", "#3D2417", "#12352B", "#3A2533",
                                                     "#3A2E0E", "#1D3340", "#36330F", "#2A2F37"};

constexpr std::array all_looks{
    Look{"person", "box", "rounded,filled", blue, pale_blue, "▢"},
    Look{"company", "box", "filled", vermilion, pale_vermilion, "▭"},
    Look{"university", "box", "filled", green, pale_green, "▣", true},
    Look{"lab", "component", "filled", purple, pale_purple, "◧"},
    Look{"fund", "cylinder", "filled", olive, pale_olive, "⛁"},
    Look{"school", "house", "filled", green, pale_green, "⌂"},
    Look{"agency", "octagon", "filled", grey, pale_grey, "⎔"},
    Look{"media", "note", "filled", sky, pale_sky, "▤"},
    Look{"place", "ellipse", "filled", orange, pale_orange, "◯"},
    Look{"region", "ellipse", "filled", orange, pale_orange, "◎", true},
    Look{"product", "box3d", "filled", sky, pale_sky, "❒"},
    Look{"event", "hexagon", "filled", purple, pale_purple, "⬡"},
    Look{"group", "tab", "filled", grey, pale_grey, "◰"},
    Look{"other", "underline", "filled", grey, white, "▁"},
    // For kinds that a dataset adds: by role, in the order of EntityRole.
    Look{"person", "box", "rounded,filled", blue, pale_blue, "▢"},
    Look{"organisation", "box", "filled", grey, pale_grey, "▭"},
    Look{"unit", "component", "filled", grey, pale_grey, "◧"},
    Look{"place", "ellipse", "filled", grey, pale_grey, "◯"},
    Look{"other", "underline", "filled", grey, white, "▁"},
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

const Theme& theme_of(const DrawStyle& style) { return style.dark ? dark_theme : print_theme; }

std::string_view hue(std::size_t number, const DrawStyle& style) {
  return (style.dark ? dark_hues : print_hues).at(number % print_hues.size());
}

std::string_view themed(std::string_view color, const DrawStyle& style) {
  if (!style.dark) return color;
  for (std::size_t k = 0; k < print_hues.size(); ++k) {
    if (color == print_hues.at(k)) return dark_hues.at(k);
    if (color == print_fills.at(k)) return dark_fills.at(k);
  }
  for (const auto part : {&Theme::paper, &Theme::ink, &Theme::faint, &Theme::rule, &Theme::unknown}) {
    if (color == print_theme.*part) return dark_theme.*part;
  }
  return color;
}

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
