// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <streambuf>
#include <system_error>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "cli/terminal.hpp"
#include "format/output.hpp"

namespace renmai::cli {
namespace {

/// Standard output as a stream buffer that remembers why a write failed: iostreams forget errno, and with it whether
/// the reader closed the pipe.
class StandardOutput : public std::streambuf {
 public:
  StandardOutput() { reset(); }
  [[nodiscard]] int failure() const { return failure_; }

 protected:
  int_type overflow(int_type byte) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(byte, traits_type::eof())) sputc(traits_type::to_char_type(byte));
    return traits_type::not_eof(byte);
  }

  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    if (count <= epptr() - pptr()) return std::streambuf::xsputn(bytes, count);
    if (sync() != 0 || !write_all({bytes, static_cast<std::size_t>(count)})) return 0;
    return count;
  }

  int sync() override {
    const bool done = write_all({pbase(), static_cast<std::size_t>(pptr() - pbase())});
    reset();
    return done ? 0 : -1;
  }

 private:
  void reset() { setp(buffer_.data(), buffer_.data() + buffer_.size()); }

  bool write_all(std::string_view bytes) {
    while (failure_ == 0 && !bytes.empty()) {
      const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
      if (written >= 0)
        bytes.remove_prefix(static_cast<std::size_t>(written));
      else if (errno != EINTR)
        failure_ = errno;
    }
    return failure_ == 0;
  }

  static constexpr std::size_t buffer_size = std::size_t{1} << 16;
  std::array<char, buffer_size> buffer_{};
  int failure_ = 0;
};

/// Passes whole lines on, escaped for a terminal.
class EscapedLines : public std::streambuf {
 public:
  explicit EscapedLines(std::streambuf& target) : target_(target) {}

 protected:
  int_type overflow(int_type byte) override {
    if (traits_type::eq_int_type(byte, traits_type::eof())) return traits_type::not_eof(byte);
    const char c = traits_type::to_char_type(byte);
    if (c != '\n' && c != '\t') {
      part_ += c;
      return byte;
    }
    const bool passed = pass_on() && !traits_type::eq_int_type(target_.sputc(c), traits_type::eof());
    return passed ? byte : traits_type::eof();
  }

  int sync() override { return pass_on() ? target_.pubsync() : -1; }

 private:
  bool pass_on() {
    const std::string safe = escape_for_terminal(part_);
    part_.clear();
    const auto size = static_cast<std::streamsize>(safe.size());
    return target_.sputn(safe.data(), size) == size;
  }

  std::streambuf& target_;
  std::string part_;
};

void write_to_stdout(OnTerminal on_terminal, const std::function<void(std::ostream&)>& write) {
  StandardOutput output;
  EscapedLines escaped(output);
  const bool escape = on_terminal == OnTerminal::escape && is_terminal(STDOUT_FILENO);
  std::ostream stream(escape ? static_cast<std::streambuf*>(&escaped) : &output);
  write(stream);
  stream.flush();
  if (output.failure() == 0 || output.failure() == EPIPE) return;
  throw Error(ErrorKind::output, "cannot write standard output: " + std::generic_category().message(output.failure()));
}

}  // namespace

bool is_stdout(std::string_view path) { return path.empty() || path == "-"; }

void write_output(const std::string& path, OnTerminal on_terminal, const std::function<void(std::ostream&)>& write) {
  if (is_stdout(path))
    write_to_stdout(on_terminal, write);
  else
    write_output_file(path, write);
}

}  // namespace renmai::cli
