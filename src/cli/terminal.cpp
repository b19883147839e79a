// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai::cli {
namespace {

constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view erase_line = "\r\x1b[K";
constexpr std::size_t usual_width = 80;

/// Standard error has nowhere to report its own failure to, so failures are dropped.
void write_error_text(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

extern "C" void stop_on_interrupt(int /*signal*/) { request_stop(); }

}  // namespace

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

std::size_t terminal_width(int descriptor) {
  if (const auto columns = to_integer(environment("COLUMNS").value_or("")); columns && *columns > 0) {
    return static_cast<std::size_t>(*columns);
  }
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return usual_width;
}

bool wants_color(int descriptor, ColorMode mode) {
  if (mode != ColorMode::automatic) return mode == ColorMode::always;
  return is_terminal(descriptor) && !environment("NO_COLOR") && environment("TERM").value_or("dumb") != "dumb";
}

void install_signals() {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, nullptr);
  struct sigaction stop {};
  stop.sa_handler = stop_on_interrupt;
  stop.sa_flags = static_cast<int>(SA_RESETHAND);  // and no SA_RESTART: a read from a terminal must end too
  struct sigaction before {};
  ::sigaction(SIGINT, &stop, &before);
  if (before.sa_handler == SIG_IGN) ::sigaction(SIGINT, &before, nullptr);  // a shell's background job stays one
}

void Messages::configure(bool quiet, bool verbose, ColorMode color) {
  quiet_ = quiet;
  verbose_ = verbose;
  terminal_ = is_terminal(STDERR_FILENO);
  color_ = wants_color(STDERR_FILENO, color);
}

void Messages::line(std::string_view head, std::string_view text) {
  if (listener_) return;
  clear_progress();
  write_error_text(std::string(head) + escape_for_terminal(text) + '\n');
}

void Messages::error(std::string_view place, std::string_view message, std::string_view hint) {
  const std::string head = color_ ? std::string(red) + "renmai:" + std::string(plain) + ' ' : "renmai: ";
  lines(head, place.empty() ? std::string(message) : std::string(place) + ": " + std::string(message));
  lines("  ", hint, "  ");
}

/// A text of several lines, such as a list of candidates: each stays a line.
void Messages::lines(std::string_view head, std::string_view text, std::string_view next_head) {
  while (!text.empty()) {
    const std::string_view first = text.substr(0, text.find('\n'));
    line(head, first);
    head = next_head;
    text.remove_prefix(std::min(text.size(), first.size() + 1));
  }
}

void Messages::warning(std::string_view message) {
  if (listener_) listener_(message);
  if (quiet_) return;
  line(color_ ? std::string(yellow) + "renmai: warning:" + std::string(plain) + ' ' : "renmai: warning: ", message);
}

void Messages::note(std::string_view message) {
  if (!quiet_) line("", message);
}

void Messages::timing(std::string_view what, std::chrono::steady_clock::duration elapsed) {
  if (!verbose_ || quiet_) return;
  const double milliseconds = std::chrono::duration<double, std::milli>(elapsed).count();
  constexpr double steps = 10;  // one digit after the point
  line("", std::string(what) + ": " +
               format_number(static_cast<double>(static_cast<std::int64_t>(milliseconds * steps)) / steps) + " ms");
}

void Messages::progress(std::string_view what, std::uint64_t done, std::uint64_t total) {
  if (quiet_ || !terminal_) return;
  constexpr std::chrono::milliseconds patience{500};
  constexpr std::chrono::milliseconds pace{100};
  constexpr std::uint64_t all_percent = 100;
  const auto now = std::chrono::steady_clock::now();
  if (!started_) started_ = now;
  if (now - *started_ < patience || (updated_ && now - *updated_ < pace)) return;
  updated_ = now;
  shown_ = true;
  std::string text = escape_for_terminal(what);
  if (total > 0) {
    text += ' ' +
            std::to_string(
                static_cast<std::uint64_t>(static_cast<double>(done) / static_cast<double>(total) * all_percent)) +
            " %";
  } else if (done > 0) {
    text += ' ' + format_count(done);
  }
  write_error_text(std::string(erase_line) + clip_to_width(text, terminal_width(STDERR_FILENO) - 1));
}

void Messages::clear_progress() {
  if (shown_) write_error_text(erase_line);
  shown_ = false;
  started_.reset();
  updated_.reset();
}

}  // namespace renmai::cli
