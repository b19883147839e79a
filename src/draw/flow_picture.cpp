// SPDX-License-Identifier: Apache-2.0
#include "draw/flow_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "base/text.hpp"
#include "draw/flow_table.hpp"
#include "draw/label.hpp"
#include "draw/picture.hpp"

namespace renmai {
namespace {

constexpr std::string_view flow_color = "#0072B2";  // Okabe & Ito's blue
constexpr std::string_view possible_color = detail::faint_color;
constexpr double thinnest = 1;  // points
constexpr double widest = 8;
constexpr double widest_root = 1.2;  // points for the root of one move, so that few moves do not look like many

double width_of(double moves, double most) {
  if (most <= 0) return thinnest;
  return thinnest + std::min(widest_root, (widest - thinnest) / std::sqrt(most)) * std::sqrt(moves);
}

detail::PictureVertex group_vertex(const std::string& key, const detail::FlowGroup& group) {
  detail::PictureVertex vertex;
  const bool known = group.name != detail::unknown_group_name;
  vertex.name = detail::dot_name(key);
  vertex.look = {"group", "box", "rounded,filled", detail::text_color, known ? "#EEEEEE" : "#FFFFFF", ""};
  vertex.lines =
      known ? detail::wrap_text(detail::clean_text(group.name), 22, 3) : std::vector<std::string>{"? unknown"};
  vertex.dashed = !known;
  vertex.mark = "out " + format_number(group.out) + " · in " + format_number(group.in);
  vertex.tooltip = detail::clean_text(group.name + " · " + vertex.mark);
  return vertex;
}

/// A bar about as wide as the line of that many moves, of signs that fill one to eight eighths of their height.
std::string width_sample(double moves, double most, const DrawStyle& style) {
  constexpr std::array<std::string_view, 8> bars{"▁▁▁", "▂▂▂", "▃▃▃", "▄▄▄", "▅▅▅", "▆▆▆", "▇▇▇", "███"};
  const double eighths = std::clamp(std::round(width_of(moves, most)), 1.0, 8.0);  // of 8 points: one each
  return "<FONT FACE=\"" + std::string(detail::sign_family) + "\" POINT-SIZE=\"8\" COLOR=\"" +
         std::string(detail::themed(flow_color, style)) + "\">" +
         std::string(bars.at(static_cast<std::size_t>(eighths) - 1)) + "</FONT><FONT POINT-SIZE=\"10\"> " +
         format_number(moves) + "    </FONT>";
}

std::vector<std::string> legend_of(double least, double most, bool any_possible, const DrawStyle& style) {
  std::vector<std::string> rows;
  std::string samples = "<FONT POINT-SIZE=\"10\">width grows with the square root of moves:  </FONT>";
  const double middle = std::round(most / 4);
  if (least > 0 && least < most) samples += width_sample(least, most, style);
  if (middle > least && middle < most) samples += width_sample(middle, most, style);
  if (most > 0) rows.push_back(samples + width_sample(most, most, style));
  std::string words = "label: moves (least – most)";
  if (any_possible) words += "    " + std::string(detail::line_sign(detail::Doubt::likely)) + " perhaps none";
  rows.push_back("<FONT POINT-SIZE=\"10\">" + detail::html_text(words) + "</FONT>");
  return rows;
}

/// What is left out and how periods were summed.
std::vector<std::string> notes_of(const detail::Flows& all, std::size_t drawn) {
  std::vector<std::string> notes;
  if (all.flows.empty()) notes.emplace_back("No moves.");
  if (drawn < all.flows.size()) {
    detail::FlowTotal rest;
    for (std::size_t i = drawn; i < all.flows.size(); ++i) rest.add(all.flows[i].total);
    notes.push_back("Not drawn: " + format_count(all.flows.size() - drawn) + " smaller flows with " +
                    detail::bounds_text(rest) + " moves.");
  }
  if (all.periods.size() + (all.undated ? 1 : 0) > 1) {
    notes.push_back("Summed over " + detail::clean_text(all.period_name) +
                    "s; least and most are sums too, so they may lie wider than need be.");
  }
  return notes;
}

}  // namespace

std::string draw_flow(const Table& flow, const DrawStyle& style) {
  const detail::Flows all = detail::read_flows(flow);
  const std::size_t drawn = detail::drawn_flows(all, style);
  detail::Picture picture;
  picture.title = detail::title_of(all, style);
  picture.stamp = flow.stamp;
  std::set<std::string> keys;
  for (std::size_t i = 0; i < drawn; ++i) keys.insert({all.flows[i].from, all.flows[i].to});
  detail::require_drawable(keys.size(), drawn, style, "group by something coarser, or draw fewer flows");

  std::map<std::string, std::size_t> number;
  for (const std::string& key : keys) {
    number[key] = picture.vertices.size();
    picture.vertices.push_back(group_vertex(key, all.groups.at(key)));
  }
  const double most = drawn > 0 ? all.flows.front().total.moves : 0;
  bool any_possible = false;
  for (std::size_t i = 0; i < drawn; ++i) {
    const auto& [from, to, total] = all.flows[i];
    const bool possible = total.min == 0;
    any_possible = any_possible || possible;
    const auto color = total.moves > 0 ? flow_color : possible_color;
    detail::PictureEdge edge{number[from], number[to], color, possible ? "dashed" : "solid", "normal"};
    edge.width = width_of(total.moves, most);
    edge.label = {detail::bounds_text(total)};
    edge.tooltip = detail::clean_text(all.groups.at(from).name + " → " + all.groups.at(to).name + ": " +
                                      detail::bounds_text(total));
    picture.edges.push_back(std::move(edge));
  }
  if (drawn > 0) picture.legend = legend_of(all.flows[drawn - 1].total.moves, most, any_possible, style);
  picture.notes = notes_of(all, drawn);
  return detail::to_dot(picture, style);
}

}  // namespace renmai
