// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/settings.hpp"

namespace renmai::cli {

/// The value of a variable of the environment; nothing if it is unset or empty. The only reader of the environment.
[[nodiscard]] std::optional<std::string> environment(const char* name);

[[nodiscard]] bool is_terminal(int descriptor);
/// Columns of the terminal behind the descriptor: COLUMNS if it is a number above 0, else what the terminal says,
/// else 80.
[[nodiscard]] std::size_t terminal_width(int descriptor);
/// Whether to write colours there: `automatic` wants a terminal, NO_COLOR unset and TERM not "dumb".
[[nodiscard]] bool wants_color(int descriptor, ColorMode mode);

/// A closed pipe becomes a failed write; an interrupt asks everything to stop, a second one ends the program at once.
void install_signals();

/// What goes to standard error: errors always, the rest unless --quiet. Control characters are escaped.
class Messages {
 public:
  void configure(bool quiet, bool verbose, ColorMode color);
  /// From now on warnings go to the listener, and nothing to standard error.
  void listen(std::function<void(std::string_view warning)> listener) { listener_ = std::move(listener); }
  [[nodiscard]] bool quiet() const { return quiet_; }
  [[nodiscard]] bool verbose() const { return verbose_; }

  /// "renmai: place: message", then each line of the hint, indented.
  void error(std::string_view place, std::string_view message, std::string_view hint);
  void warning(std::string_view message);
  /// A line without a head, such as a stamp or a note on rows not shown.
  void note(std::string_view message);
  /// How long something took; only with --verbose.
  void timing(std::string_view what, std::chrono::steady_clock::duration elapsed);

  /// Shows progress on a terminal, from half a second after the start of the work on.
  void progress(std::string_view what, std::uint64_t done, std::uint64_t total);
  /// Takes the line of progress away; the next work starts its half second anew.
  void clear_progress();

 private:
  void line(std::string_view head, std::string_view text);
  void lines(std::string_view head, std::string_view text, std::string_view next_head = {});

  std::function<void(std::string_view warning)> listener_;
  bool quiet_ = false;
  bool verbose_ = false;
  bool color_ = false;
  bool terminal_ = false;
  bool shown_ = false;
  std::optional<std::chrono::steady_clock::time_point> started_;
  std::optional<std::chrono::steady_clock::time_point> updated_;
};

/// Measures from its making to its end, and tells the messages.
class Stopwatch {
 public:
  Stopwatch(Messages& messages, std::string_view what)
      : messages_(messages), what_(what), started_(std::chrono::steady_clock::now()) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() { messages_.timing(what_, std::chrono::steady_clock::now() - started_); }

 private:
  Messages& messages_;
  std::string_view what_;
  std::chrono::steady_clock::time_point started_;
};

}  // namespace renmai::cli
