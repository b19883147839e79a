// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <streambuf>
#include <system_error>

#include "base/error.hpp"

namespace renmai::cli {
namespace {

/// A stream buffer over a descriptor that remembers why a write failed: iostreams forget errno.
class Descriptor : public std::streambuf {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  [[nodiscard]] int failure() const { return failure_; }

 protected:
  int_type overflow(int_type byte) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(byte, traits_type::eof())) sputc(traits_type::to_char_type(byte));
    return traits_type::not_eof(byte);
  }

  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    if (count <= epptr() - pptr()) return std::streambuf::xsputn(bytes, count);
    if (sync() != 0 || !write_all(bytes, static_cast<std::size_t>(count))) return 0;
    return count;
  }

  int sync() override {
    const bool done = write_all(pbase(), static_cast<std::size_t>(pptr() - pbase()));
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return done ? 0 : -1;
  }

 private:
  bool write_all(const char* bytes, std::size_t count) {
    while (failure_ == 0 && count > 0) {
      const ssize_t written = ::write(descriptor_, bytes, count);
      if (written < 0) {
        if (errno != EINTR) failure_ = errno;
        continue;
      }
      bytes += written;
      count -= static_cast<std::size_t>(written);
    }
    return failure_ == 0;
  }

  static constexpr std::size_t buffer_size = std::size_t{1} << 16;
  std::array<char, buffer_size> buffer_{};
  int descriptor_;
  int failure_ = 0;
};

Error failed(const std::string& path, int reason) {
  const std::string name = path.empty() || path == "-" ? "standard output" : "'" + path + "'";
  return {ErrorKind::output, "cannot write " + name + ": " + std::generic_category().message(reason)};
}

/// False if the reader went away.
bool write_to(int descriptor, const std::string& path, const std::function<void(std::ostream&)>& write) {
  Descriptor buffer(descriptor);
  std::ostream stream(&buffer);
  write(stream);
  stream.flush();
  if (buffer.failure() == EPIPE) return false;
  if (buffer.failure() != 0) throw failed(path, buffer.failure());
  return true;
}

/// Closes the descriptor, and removes the file unless it was kept.
class TemporaryFile {
 public:
  TemporaryFile(std::string wanted, mode_t mode) : wanted_(std::move(wanted)), name_(wanted_ + ".XXXXXX") {
    descriptor_ = ::mkstemp(name_.data());
    if (descriptor_ < 0) throw failed(wanted_, errno);
    if (::fchmod(descriptor_, mode) != 0) fail_and_remove(errno);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
      ::unlink(name_.c_str());
    }
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  void rename_into_place() {
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0 || ::rename(name_.c_str(), wanted_.c_str()) != 0) {
      const int reason = errno;
      ::unlink(name_.c_str());
      throw failed(wanted_, reason);
    }
  }

 private:
  [[noreturn]] void fail_and_remove(int reason) {
    ::close(descriptor_);
    ::unlink(name_.c_str());
    throw failed(wanted_, reason);
  }

  std::string wanted_;
  std::string name_;
  int descriptor_ = -1;
};

void write_directly(const std::string& path, const std::function<void(std::ostream&)>& write) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) throw failed(path, errno);
  try {
    write_to(descriptor, path, write);
  } catch (...) {
    ::close(descriptor);
    throw;
  }
  ::close(descriptor);
}

/// Permissions a new file would get.
mode_t usual_mode() {
  constexpr mode_t everybody = 0666;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return everybody & ~mask;
}

}  // namespace

bool is_stdout(std::string_view path) { return path.empty() || path == "-"; }

void write_output(const std::string& path, const std::function<void(std::ostream&)>& write) {
  if (is_stdout(path)) {
    write_to(STDOUT_FILENO, path, write);
    return;
  }
  struct stat known {};
  const bool exists = ::stat(path.c_str(), &known) == 0;
  if (exists && S_ISDIR(known.st_mode)) throw failed(path, EISDIR);
  if (exists && !S_ISREG(known.st_mode)) {
    write_directly(path, write);
    return;
  }
  constexpr mode_t permissions = 0777;
  std::error_code ignored;
  const auto real = exists ? std::filesystem::canonical(path, ignored) : std::filesystem::path(path);
  TemporaryFile file(real.empty() ? path : real.string(), exists ? known.st_mode & permissions : usual_mode());
  write_to(file.descriptor(), path, write);
  file.rename_into_place();
}

}  // namespace renmai::cli
