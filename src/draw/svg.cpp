// SPDX-License-Identifier: Apache-2.0
#include "draw/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "draw/label.hpp"
#include "table/write.hpp"

namespace renmai::detail {
namespace {

constexpr double margin = 16;
constexpr double title_size = 16;
constexpr double small_size = 9;
constexpr double line_height = 1.4;

std::string attributes_of(const Ink& ink) {
  std::string text = " fill=\"" + std::string(ink.fill) + "\"";
  if (ink.line != "none") {
    text += " stroke=\"" + std::string(ink.line) + "\" stroke-width=\"" + svg_number(ink.width) + "\"";
    if (!ink.dashes.empty()) text += " stroke-dasharray=\"" + std::string(ink.dashes) + "\"";
  }
  if (ink.opacity < 1) text += " opacity=\"" + svg_number(ink.opacity) + "\"";
  return text;
}

/// Paths of some hundred items each: one element an item is slow to show, and one for all slow to turn into pixels.
template <class Item, class Data>
void in_paths(std::string& body, std::span<const Item> items, std::string_view attributes, const Data& data_of) {
  constexpr std::size_t items_a_path = 300;
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (k % items_a_path == 0) body += "<path d=\"";
    body += data_of(items[k]);
    if (k + 1 == items.size() || (k + 1) % items_a_path == 0) body += "\"" + std::string(attributes);
  }
}

std::string tip_of(std::string_view tip) { return tip.empty() ? "" : "<title>" + svg_text(tip) + "</title>"; }

}  // namespace

std::string shade(double share, const DrawStyle& style) {
  constexpr std::array<double, 3> pale{232, 241, 248};
  constexpr std::array<double, 3> deep{8, 64, 110};
  constexpr std::array<double, 3> night{32, 44, 58};
  constexpr std::array<double, 3> bright{143, 208, 245};
  const auto& from = style.dark ? night : pale;
  const auto& to = style.dark ? bright : deep;
  share = std::clamp(share, 0.0, 1.0);
  std::string text = "#";
  for (std::size_t k = 0; k < from.size(); ++k) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned>(std::lround(from.at(k) + share * (to.at(k) - from.at(k))));
    text += digits[value / 16];
    text += digits[value % 16];
  }
  return text;
}

double text_width(std::string_view text, double size) {
  constexpr double column = 0.56;  // of the size, for a narrow character
  return static_cast<double>(display_width(clean_text(text))) * column * size;
}

std::string fit_text(std::string_view text, double width, double size) {
  const std::string clean = clean_text(text);
  const auto columns = static_cast<std::size_t>(std::max(2.0, width / (0.56 * size)));
  return clip_to_width(clean, columns);
}

std::string svg_number(double value) {
  constexpr double hundred = 100;
  const double rounded = std::round(value * hundred) / hundred;
  return format_number(rounded == 0 ? 0.0 : rounded);
}

std::string svg_point(Point point) { return svg_number(point.x) + " " + svg_number(point.y); }

std::string svg_text(std::string_view text) {
  std::string escaped;
  for (const char c : clean_text(text)) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string page_around(std::string_view svg) {
  const std::size_t title = svg.find("<title>");
  const std::size_t end = svg.find("</title>", title);
  const std::string_view name = title == std::string_view::npos || end == std::string_view::npos
                                    ? std::string_view("renmai")
                                    : svg.substr(title + 7, end - title - 7);
  const std::size_t begin = std::min(svg.find("<svg"), svg.size());
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
         std::string(name) + "</title>\n</head>\n<body>\n" + std::string(svg.substr(begin)) + "</body>\n</html>\n";
}

void Svg::rect(Point corner, double width, double height, const Ink& ink, std::string_view tip, double round) {
  body_ += "<rect x=\"" + svg_number(corner.x) + "\" y=\"" + svg_number(corner.y) + "\" width=\"" + svg_number(width) +
           "\" height=\"" + svg_number(height) + "\"";
  if (round > 0) body_ += " rx=\"" + svg_number(round) + "\"";
  body_ += attributes_of(ink) + ">" + tip_of(tip) + "</rect>\n";
}

void Svg::line(Point from, Point to, const Ink& ink) {
  body_ += "<line x1=\"" + svg_number(from.x) + "\" y1=\"" + svg_number(from.y) + "\" x2=\"" + svg_number(to.x) +
           "\" y2=\"" + svg_number(to.y) + "\"" + attributes_of(ink) + "/>\n";
}

void Svg::circle(Point centre, double radius, const Ink& ink, std::string_view tip) {
  body_ += "<circle cx=\"" + svg_number(centre.x) + "\" cy=\"" + svg_number(centre.y) + "\" r=\"" + svg_number(radius) +
           "\"" + attributes_of(ink) + ">" + tip_of(tip) + "</circle>\n";
}

void Svg::path(std::string_view data, const Ink& ink, std::string_view tip) {
  body_ += "<path d=\"" + std::string(data) + "\"" + attributes_of(ink) + ">" + tip_of(tip) + "</path>\n";
}

void Svg::dots(std::span<const Point> centres, double diameter, std::string_view color) {
  const std::string attributes =
      " stroke-linecap=\"round\"" + attributes_of({.line = color, .width = diameter}) + "/>\n";
  in_paths(body_, centres, attributes, [](const Point& centre) { return "M" + svg_point(centre) + "h0"; });
}

void Svg::lines(std::span<const std::pair<Point, Point>> ends, const Ink& ink) {
  in_paths(body_, ends, attributes_of(ink) + "/>\n", [](const std::pair<Point, Point>& line) {
    return "M" + svg_point(line.first) + "L" + svg_point(line.second);
  });
}

void Svg::text(Point at, std::string_view text, const TextLook& look) {
  constexpr std::array<std::string_view, 3> anchors{"start", "middle", "end"};
  body_ += "<text x=\"" + svg_number(at.x) + "\" y=\"" + svg_number(at.y) + "\" font-size=\"" + svg_number(look.size) +
           "\" fill=\"" + std::string(look.color.empty() ? theme_of(style_).ink : look.color) + "\"";
  if (look.anchor != Anchor::start)
    body_ += " text-anchor=\"" + std::string(anchors.at(static_cast<std::size_t>(look.anchor))) + "\"";
  if (look.halo)
    body_ += " paint-order=\"stroke\" stroke-linejoin=\"round\" stroke-width=\"3\" stroke=\"" +
             std::string(theme_of(style_).paper) + "\"";
  if (look.bold) body_ += " font-weight=\"bold\"";
  if (look.turned != 0) body_ += " transform=\"rotate(" + svg_number(look.turned) + " " + svg_point(at) + ")\"";
  body_ += ">" + svg_text(text) + "</text>\n";
}

std::string Svg::finish(double height, std::string_view title, std::span<const std::string> words,
                        const Stamp& stamp) const {
  const double top = margin + (title.empty() ? 0 : title_size * line_height + 6);
  const double whole = width_ + 2 * margin;
  const auto columns = static_cast<std::size_t>(width_ / (0.52 * small_size));
  std::vector<std::string> below;
  const auto add_below = [&](std::string_view text) {
    for (std::string& line : wrap_text(clean_text(text), columns, 8)) below.push_back(std::move(line));
  };
  for (const std::string& line : words) add_below(line);
  if (style_.stamp && !stamp.empty()) add_below(stamp_line(stamp));
  const double foot = top + height + (below.empty() ? 0 : 12);
  const double bottom = foot + static_cast<double>(below.size()) * small_size * line_height + margin;
  const Theme& theme = theme_of(style_);
  std::string out = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  out += "\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + svg_number(whole) + "\" height=\"" +
         svg_number(bottom) + "\" viewBox=\"0 0 " + svg_number(whole) + " " + svg_number(bottom) +
         "\" role=\"img\" font-family=\"" + std::string(font_family) + "\">\n";
  out += "<title>" + svg_text(title) + "</title>\n<rect width=\"100%\" height=\"100%\" fill=\"" +
         std::string(theme.paper) + "\"/>\n";
  if (!title.empty()) {
    out += "<text x=\"" + svg_number(margin) + "\" y=\"" + svg_number(margin + title_size) + "\" font-size=\"" +
           svg_number(title_size) + "\" font-weight=\"bold\" fill=\"" + std::string(theme.ink) + "\">" +
           svg_text(title) + "</text>\n";
  }
  out += "<g transform=\"translate(" + svg_number(margin) + " " + svg_number(top) + ")\">\n" + body_ + "</g>\n";
  double y = foot + small_size;
  for (const std::string& line : below) {
    out += "<text x=\"" + svg_number(margin) + "\" y=\"" + svg_number(y) + "\" font-size=\"" + svg_number(small_size) +
           "\" fill=\"" + std::string(theme.faint) + "\">" + svg_text(line) + "</text>\n";
    y += small_size * line_height;
  }
  return out + "</svg>\n";
}

}  // namespace renmai::detail
