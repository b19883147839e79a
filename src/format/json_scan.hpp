// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace renmai::detail {

/// Walks over a JSON text of any length without memory of its own: finds where its values begin and end, and leaves
/// reading them to others. Throws Error{input} at file:line:column for what is not where JSON wants it or ends too
/// early, Error{limit} for nesting beyond 64.
class JsonScan {
 public:
  JsonScan(std::string_view text, std::string_view file, std::size_t begin = 0)
      : text_(text), file_(file), at_(begin) {}

  [[nodiscard]] std::size_t position() const { return at_; }
  /// Calls use(key) for each pair of the object that stands here; the scan stands at its value then, which use takes.
  /// Keys are as written, between their quotes.
  template <class Use>
  void members(const Use& use);
  /// Calls use() for each value of the list that stands here, which use takes.
  template <class Use>
  void items(const Use& use);
  /// Takes the value that stands here.
  std::string_view value();
  /// The byte that stands here; NUL at the end.
  char next();
  /// Throws unless nothing but blanks is left.
  void require_end();

 private:
  void take(char wanted);
  bool go_on();
  std::string_view string();
  void nest(char open);
  [[nodiscard]] std::string place() const;
  [[noreturn]] void refuse(const std::string& message) const;

  std::string_view text_;
  std::string_view file_;
  std::size_t at_;
};

/// The line and column of places of a text that are asked for in ascending order. Cost: O(text) in all.
class PlaceCounter {
 public:
  explicit PlaceCounter(std::string_view text) : text_(text) {}
  void go_to(std::size_t position);
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::uint64_t column() const { return at_ - line_begin_ + 1; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint64_t line_ = 1;
};

template <class Use>
void JsonScan::members(const Use& use) {
  take('{');
  for (bool more = next() != '}'; more; more = go_on()) {
    (void)next();
    const std::string_view key = string();
    take(':');
    use(key);
  }
  take('}');
}

template <class Use>
void JsonScan::items(const Use& use) {
  take('[');
  for (bool more = next() != ']'; more; more = go_on()) use();
  take(']');
}

}  // namespace renmai::detail
