// SPDX-License-Identifier: Apache-2.0
#include "format/dot_scan.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t max_depth = 100;
constexpr std::uint64_t max_chain = 1'800;  // cgraph's parser holds 10,000 symbols, about five for each
constexpr std::uint64_t max_group_edges = 4'000'000;
constexpr std::uint64_t max_attribute_cells = 400'000'000;

class DotScan {
 public:
  DotScan(std::string_view text, std::string_view file) : text_(text), file_(file), clean_(text) {}

  std::string run() {
    while (skip_blanks()) token();
    if (!closed_)
      refuse(line_, frames_.empty() ? "the file holds no graph" : "the graph is never closed",
             frames_.empty() ? "" : "a '}' is wanted");
    const std::uint64_t objects = ids_ + group_edges_;
    if (attributes_.size() * objects > max_attribute_cells) {
      limit(format_count(attributes_.size()) + " attributes on up to " + format_count(objects) +
            " vertices and edges; at most " + format_count(max_attribute_cells) + " values are read");
    }
    return std::move(clean_);
  }

 private:
  /// One pair of braces: how many ids stand in it, and the edges of the statement at hand.
  struct Frame {
    std::uint64_t ids = 0;
    std::uint64_t group = 0;    // size of the group of vertices just read
    std::uint64_t before = 0;   // size of the group before the last edge operator; 0 if there was none
    std::uint64_t links = 0;    // edge operators of the statement at hand
    bool list_goes_on = false;  // a comma came
    bool named = false;         // a named subgraph may hold any vertex met so far
  };

  [[noreturn]] void refuse(std::uint64_t line, const std::string& message, std::string hint = {}) const {
    throw Error(ErrorKind::input, message, std::string(file_) + ":" + std::to_string(line), std::move(hint));
  }
  [[noreturn]] void limit(const std::string& message) const {
    throw Error(ErrorKind::limit, message, std::string(file_) + ":" + std::to_string(line_));
  }

  [[nodiscard]] char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  /// Passes blanks and comments, which become blanks; false at the end.
  bool skip_blanks() {
    for (;;) {
      const char c = at(position_);
      if (position_ >= text_.size()) return false;
      if (c == '\n') ++line_;
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        ++position_;
      } else if (c == '#' || (c == '/' && at(position_ + 1) == '/')) {
        blank_until(std::min(text_.find('\n', position_), text_.size()));
      } else if (c == '/' && at(position_ + 1) == '*') {
        const std::size_t end = text_.find("*/", position_ + 2);
        if (end == std::string_view::npos) refuse(line_, "this comment is never closed", "'*/' is wanted");
        blank_until(end + 2);
      } else {
        return true;
      }
    }
  }

  void blank_until(std::size_t end) {
    for (; position_ < end; ++position_) {
      if (text_[position_] == '\n') {
        ++line_;
      } else {
        clean_[position_] = ' ';
      }
    }
  }

  void token() {
    const char c = at(position_);
    if (closed_) refuse(line_, "text after the end of the graph; one graph a file is read");
    switch (c) {
      case '"': quoted(); return;
      case '<': html(); return;
      case '@': refuse(line_, "unexpected '@'");
      case '{': open(); break;
      case '}': close(); break;
      case '[': in_brackets_ = true; break;
      case ']': in_brackets_ = false; break;
      case ';': end_statement(); break;
      case ',':
        if (!in_brackets_ && !frames_.empty()) frames_.back().list_goes_on = true;
        break;
      case '-':
        if (at(position_ + 1) == '-' || at(position_ + 1) == '>') {
          edge_operator();
          ++position_;
        }
        break;
      default:
        if (is_word(c)) return word();
    }
    last_ = c;
    ++position_;
  }

  [[nodiscard]] static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  }

  void quoted() {
    const std::uint64_t first_line = line_;
    const std::size_t begin = position_++;
    if (!in_brackets_ && last_ != '=') guard_percent(position_);
    while (at(position_) != '"' || position_ >= text_.size()) {
      if (position_ >= text_.size()) refuse(first_line, "this quote is never closed");
      if (at(position_) == '\\' && position_ + 1 < text_.size()) ++position_;
      if (at(position_) == '\n') ++line_;
      ++position_;
    }
    ++position_;
    identifier(text_.substr(begin, position_ - begin));
  }

  /// cgraph takes names that begin with % for its own and changes them.
  void guard_percent(std::size_t first) {
    if (at(first) == dot_percent) refuse(line_, "a name cannot begin with the control character 1");
    if (at(first) == '%') clean_[first] = dot_percent;
  }

  void html() {
    const std::uint64_t first_line = line_;
    const std::size_t begin = position_;
    std::size_t depth = 0;
    do {
      if (position_ >= text_.size()) refuse(first_line, "this HTML text is never closed", "'>' is wanted");
      const char c = text_[position_++];
      if (c == '<') ++depth;
      if (c == '>') --depth;
      if (c == '\n') ++line_;
    } while (depth > 0);
    identifier(text_.substr(begin, position_ - begin));
  }

  void word() {
    const std::size_t begin = position_;
    while (position_ < text_.size() && is_word(text_[position_])) ++position_;
    const std::string_view word = text_.substr(begin, position_ - begin);
    if (word.size() == 8 && lower_ascii(word) == "subgraph") {
      subgraph_ = true;
      last_ = 's';
    } else {
      identifier(word);
    }
  }

  void identifier(std::string_view name) {
    const char before = std::exchange(last_, 'i');
    ++ids_;
    if (frames_.empty()) return;  // the name of the graph
    if (in_brackets_) {
      if (before != '=' && before != '+') attributes_.insert(std::string(name));
      return;
    }
    if (before == ':' || before == '+') return;  // a port, a part of a name
    if (before == '=') {
      attributes_.insert(std::string(name));
      return;
    }
    if (subgraph_) {  // its name; a body may follow
      subgraph_ = false;
      named_ = true;
      frames_.back().ids += ids_;
      add_group(ids_);
      return;
    }
    named_ = false;
    ++frames_.back().ids;
    add_group(1);
  }

  /// A group of vertices, as an end of edges.
  void add_group(std::uint64_t size) {
    Frame& frame = frames_.back();
    if (last_operator_) {
      frame.group = size;
    } else if (frame.list_goes_on) {
      frame.group += size;
    } else {
      frame.group = size;
      frame.before = 0;
      end_chain(frame);
    }
    last_operator_ = false;
    frame.list_goes_on = false;
    add_edges(size);
  }

  void add_edges(std::uint64_t size) {
    const Frame& frame = frames_.back();
    if (frame.before == 0) return;
    group_edges_ +=
        frame.before > max_group_edges || size > max_group_edges ? max_group_edges + 1 : frame.before * size;
    plain_edges_ += frame.before == 1 && size == 1 ? 1 : 0;
    if (group_edges_ - plain_edges_ > max_group_edges) {
      limit("more than " + format_count(max_group_edges) + " edges between groups of vertices");
    }
  }

  void end_chain(Frame& frame) {
    links_ -= frame.links;
    frame.links = 0;
  }

  void edge_operator() {
    if (frames_.empty()) return;
    Frame& frame = frames_.back();
    frame.before = std::max<std::uint64_t>(frame.group, 1);
    frame.list_goes_on = named_ = false;
    last_operator_ = true;
    ++frame.links;
    if (++links_ > max_chain) {
      limit("more than " + format_count(max_chain) + " edges in one statement; write them as several");
    }
  }

  void open() {
    if (frames_.size() >= max_depth) limit("subgraphs are nested deeper than " + std::to_string(max_depth));
    frames_.push_back({.named = named_});
    opened_after_operator_.push_back(!named_ && last_operator_);
    named_ = subgraph_ = last_operator_ = false;
  }

  void close() {
    if (frames_.empty()) refuse(line_, "unexpected '}'");
    end_chain(frames_.back());
    const Frame inner = frames_.back();
    const bool after_operator = opened_after_operator_.back();
    frames_.pop_back();
    opened_after_operator_.pop_back();
    subgraph_ = named_ = in_brackets_ = false;
    closed_ = frames_.empty();
    if (closed_) return;
    frames_.back().ids += inner.ids;
    if (inner.named) {  // counted by its name already, but for what its body added
      frames_.back().group = ids_;
      add_edges(ids_);
      return;
    }
    last_operator_ = after_operator;
    add_group(std::max<std::uint64_t>(inner.ids, 1));
  }

  void end_statement() {
    if (in_brackets_ || frames_.empty()) return;
    frames_.back().group = frames_.back().before = 0;
    end_chain(frames_.back());
    frames_.back().list_goes_on = last_operator_ = false;
    named_ = subgraph_ = false;
  }

  std::string_view text_;
  std::string_view file_;
  std::string clean_;
  std::size_t position_ = 0;
  std::uint64_t line_ = 1;
  std::vector<Frame> frames_;
  std::vector<bool> opened_after_operator_;
  char last_ = '\0';  // the token before: itself, 'i' for an identifier, 's' for subgraph
  bool in_brackets_ = false;
  bool subgraph_ = false;  // the word subgraph came, its name did not
  bool named_ = false;     // subgraph and its name came
  bool last_operator_ = false;
  bool closed_ = false;
  std::uint64_t ids_ = 0;
  std::uint64_t links_ = 0;  // edge operators of all open statements
  std::uint64_t group_edges_ = 0;
  std::uint64_t plain_edges_ = 0;
  tsl::robin_set<std::string> attributes_;
};

}  // namespace

std::string prepare_dot(std::string_view text, std::string_view file) { return DotScan(text, file).run(); }

}  // namespace renmai::detail
