// SPDX-License-Identifier: Apache-2.0
#include "format/input.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <span>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/interrupt.hpp"
#include "format/unpack.hpp"

namespace renmai {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::size_t piece_bytes = std::size_t{1} << 18;
constexpr std::uint64_t progress_bytes = std::uint64_t{16} << 20;

/// An open file descriptor, closed at the end unless it is stdin.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)), owned_(path != "-") {}
  ~Descriptor() {
    if (owned_ && number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
  bool owned_;
};

Error system_error(const std::string& doing, int code, const std::string& place) {
  return {ErrorKind::input, doing + ": " + std::generic_category().message(code), place};
}

/// The names in a folder, in order; at most as many as are read in a moment.
std::vector<std::string> names_in(const fs::path& folder) {
  constexpr std::size_t enough = 10'000;
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed);
       !failed && entry != fs::directory_iterator() && names.size() < enough; entry.increment(failed)) {
    names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Error open_error(const std::string& path, int code) {
  if (code == EINTR) check_stop();
  if (code == EACCES) return {ErrorKind::input, "this file may not be read: permission denied", path};
  if (code != ENOENT) return system_error("cannot open this file", code, path);
  const fs::path file(path);
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    return {ErrorKind::input, "there is no folder '" + folder.string() + "'", path};
  }
  return {ErrorKind::input, "there is no such file", path,
          did_you_mean<std::string>(file.filename().string(), names_in(folder))};
}

/// Reads until `room` is full or the input ends; how many bytes were read.
std::size_t read_fully(int descriptor, std::span<char> room, const std::string& place) {
  std::size_t filled = 0;
  while (filled < room.size()) {
    const ::ssize_t count = ::read(descriptor, room.data() + filled, room.size() - filled);
    if (count == 0) break;
    if (count > 0) {
      filled += static_cast<std::size_t>(count);
    } else if (errno == EINTR) {
      check_stop();
    } else {
      throw system_error("reading failed", errno, place);
    }
  }
  return filled;
}

/// A plain regular file that is read from its begin; these can be mapped.
bool is_mappable(int descriptor, const struct stat& about, const std::string& place) {
  if (!S_ISREG(about.st_mode) || about.st_size <= 0 || ::lseek(descriptor, 0, SEEK_CUR) != 0) return false;
  char first[detail::magic_bytes];
  const ::ssize_t count = ::pread(descriptor, first, sizeof first, 0);
  if (count <= 0) return false;
  return detail::packing_of({first, static_cast<std::size_t>(count)}, place) == detail::Packing::none;
}

std::shared_ptr<const char> map_file(int descriptor, std::size_t size) {
  void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (address == MAP_FAILED) return nullptr;
  return {static_cast<const char*>(address), [size](const char* bytes) { ::munmap(const_cast<char*>(bytes), size); }};
}

void read_stream(int descriptor, std::uint64_t total, const std::string& place, detail::GrowingBytes& content) {
  std::vector<char> piece(piece_bytes);
  const std::string what = "reading " + place;
  std::unique_ptr<detail::Unpacker> unpacker;
  std::uint64_t done = 0;
  std::uint64_t reported = 0;
  for (;;) {
    check_stop();
    const std::string_view bytes(piece.data(), read_fully(descriptor, piece, place));
    if (bytes.empty()) break;
    if (!unpacker) unpacker = detail::make_unpacker(detail::packing_of(bytes, place), place);
    unpacker->feed(bytes, content);
    done += bytes.size();
    if (done - reported < progress_bytes) continue;
    report_progress(what, done, total);
    reported = done;
  }
  if (unpacker) unpacker->finish(content);
}

}  // namespace

Input::Input(const std::string& path, const InputOptions& options) : name_(path == "-" ? "stdin" : path) {
  const Descriptor file(path);
  if (file.number() < 0) throw open_error(path, errno);
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) throw system_error("cannot read this file", errno, name_);
  if (S_ISDIR(about.st_mode)) throw Error(ErrorKind::input, "this is a folder; a file is wanted", name_);

  if (is_mappable(file.number(), about, name_)) {
    const auto size = static_cast<std::size_t>(about.st_size);
    content_ = map_file(file.number(), size);
    text_ = {content_.get(), content_ ? size : 0};
  }
  if (!content_) {
    detail::GrowingBytes content(name_, options);
    read_stream(file.number(), S_ISREG(about.st_mode) ? static_cast<std::uint64_t>(about.st_size) : 0, name_, content);
    const std::size_t size = content.size();
    content_ = content.release();
    text_ = {content_.get(), size};
  }
  skip_byte_order_mark();
}

void Input::skip_byte_order_mark() {
  if (text_.starts_with("\xef\xbb\xbf"sv)) text_.remove_prefix(3);
  if (text_.starts_with("\xff\xfe"sv) || text_.starts_with("\xfe\xff"sv)) {
    throw Error(ErrorKind::input, "the text is UTF-16; UTF-8 is wanted", name_,
                "convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW_FILE");
  }
}

}  // namespace renmai
