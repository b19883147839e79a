// SPDX-License-Identifier: Apache-2.0
#include "format/input.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/random.hpp"

namespace fs = std::filesystem;
using renmai::Error;
using renmai::ErrorKind;
using renmai::Input;

namespace {

/// A folder of its own for one test case, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "renmai-input-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string at(std::string_view name) const { return (path_ / name).string(); }
  [[nodiscard]] std::string write(std::string_view name, std::string_view bytes) const {
    std::ofstream(at(name), std::ios::binary) << bytes;
    return at(name);
  }

 private:
  fs::path path_;
};

std::string gzip(std::string_view text, int level = Z_BEST_SPEED) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
  std::string copy(text);
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3);
  REQUIRE(ZSTD_isError(size) == 0);
  packed.resize(size);
  return packed;
}

/// Text that packs badly, so that packed files have several pieces.
std::string noise(std::size_t size) {
  renmai::Random random(11);
  std::string text;
  while (text.size() < size) text += std::to_string(random.next()) + ",x\n";
  return text;
}

Error error_of(const std::string& path, const renmai::InputOptions& options = {}) {
  try {
    const Input input(path, options);
  } catch (const Error& error) {
    return error;
  }
  return {ErrorKind::internal, "no error"};
}

/// Puts a file in place of stdin for a while.
class Stdin {
 public:
  explicit Stdin(int replacement) : saved_(::dup(STDIN_FILENO)) { ::dup2(replacement, STDIN_FILENO); }
  ~Stdin() {
    ::dup2(saved_, STDIN_FILENO);
    ::close(saved_);
  }
  Stdin(const Stdin&) = delete;
  Stdin& operator=(const Stdin&) = delete;

 private:
  int saved_;
};

}  // namespace

TEST_CASE("a plain file is its bytes") {
  const Folder folder;
  const std::string text = noise(100'000);
  const Input input(folder.write("a.csv", text));
  CHECK(input.text() == text);
  CHECK(input.name() == folder.at("a.csv"));
  CHECK(Input(folder.write("page", std::string(8192, 'x'))).text().size() == 8192);
}

TEST_CASE("the text outlives the input it was copied from") {
  const Folder folder;
  for (const std::string& bytes : {std::string("plain"), gzip("plain")}) {
    auto first = std::make_unique<Input>(folder.write("a", bytes));
    const Input copy = *first;
    first.reset();
    CHECK(copy.text() == "plain");
  }
}

TEST_CASE("an empty file is an empty text, packed or not") {
  const Folder folder;
  CHECK(Input(folder.write("a.csv", "")).text().empty());
  CHECK(Input(folder.write("a.gz", gzip(""))).text().empty());
  CHECK(Input(folder.write("a.zst", zstd(""))).text().empty());
  CHECK(Input("/dev/null").text().empty());
}

TEST_CASE("gzip and zstd are known by their bytes, not their names") {
  const Folder folder;
  const std::string text = noise(3'000'000);
  CHECK(Input(folder.write("a.csv", gzip(text))).text() == text);
  CHECK(Input(folder.write("b.txt", zstd(text))).text() == text);
  CHECK(Input(folder.write("c.gz", text)).text() == text);
}

TEST_CASE("members and frames one after the other are one text") {
  const Folder folder;
  const std::string text = noise(600'000);
  CHECK(Input(folder.write("a.gz", gzip(text) + gzip("") + gzip("tail\n"))).text() == text + "tail\n");
  CHECK(Input(folder.write("b.zst", zstd(text) + zstd("") + zstd("tail\n"))).text() == text + "tail\n");
  const std::string_view skippable("\x53\x2a\x4d\x18\x02\0\0\0hi", 10);
  CHECK(Input(folder.write("c.zst", std::string(skippable) + zstd("x"))).text() == "x");
  CHECK(Input(folder.write("d.gz", gzip("a") + std::string(700, '\0'))).text() == "a");
}

TEST_CASE("data after a gzip member that is not gzip is an error") {
  const Folder folder;
  const Error error = error_of(folder.write("a.gz", gzip("abc") + "junk"));
  CHECK(error.kind() == ErrorKind::input);
  CHECK(error.message() == "the gzip data is damaged after 3 bytes of output (other data follows it)");
}

TEST_CASE("packed data that is cut off anywhere is an error with the file as its place") {
  const Folder folder;
  const std::string text = noise(2000);
  for (const bool is_gzip : {true, false}) {
    const std::string packed = is_gzip ? gzip(text) : zstd(text);
    for (std::size_t size = is_gzip ? 2 : 4; size < packed.size(); size += 1 + (size / 16)) {
      const Error error = error_of(folder.write("cut", packed.substr(0, size)));
      CAPTURE(size);
      CHECK(error.kind() == ErrorKind::input);
      CHECK(error.place() == folder.at("cut"));
      CHECK(error.message().find(is_gzip ? "the gzip data is cut off after " : "the zstd data is cut off after ") == 0);
      CHECK(error.message().find(" bytes of output") != std::string::npos);
    }
  }
}

TEST_CASE("damaged packed data never passes for its text") {
  const Folder folder;
  const std::string text = noise(5000);
  renmai::Random random(5);
  const std::string good = gzip(text);
  for (int i = 0; i < 300; ++i) {
    std::string packed = good;
    const std::size_t at = 10 + random.below(packed.size() - 10);
    packed[at] = static_cast<char>(packed[at] ^ static_cast<char>(1U << random.below(8)));
    const Error error = error_of(folder.write("bad.gz", packed));
    CAPTURE(at);
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.message().find("the gzip data is ") == 0);
  }
  std::string packed = zstd(text);
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  packed[5] = static_cast<char>(packed[5] ^ 0xff);
  CHECK(error_of(folder.write("bad.zst", packed)).kind() == ErrorKind::input);
}

TEST_CASE("byte order marks: UTF-8 is skipped and UTF-16 refused") {
  const Folder folder;
  CHECK(Input(folder.write("a", "\xef\xbb\xbfid\n")).text() == "id\n");
  CHECK(Input(folder.write("b", gzip("\xef\xbb\xbfid\n"))).text() == "id\n");
  CHECK(Input(folder.write("c", "\xef\xbb\xbf")).text().empty());
  for (const std::string_view start : {std::string_view("\xff\xfei\0", 4), std::string_view("\xfe\xff\0i", 4)}) {
    const Error error = error_of(folder.write("d", start));
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.message() == "the text is UTF-16; UTF-8 is wanted");
    CHECK(error.hint().find("iconv") != std::string::npos);
  }
}

TEST_CASE("a file that is not there is an error with the nearest name") {
  const Folder folder;
  (void)folder.write("relations.csv", "x");
  const Error error = error_of(folder.at("relation.csv"));
  CHECK(error.kind() == ErrorKind::input);
  CHECK(error.message() == "there is no such file");
  CHECK(error.place() == folder.at("relation.csv"));
  CHECK(error.hint() == "did you mean 'relations.csv'?");
  CHECK(error_of(folder.at("no/such/x.csv")).message() == "there is no folder '" + folder.at("no/such") + "'");
  CHECK(error_of("").kind() == ErrorKind::input);
}

TEST_CASE("a folder and a file that may not be read are errors") {
  const Folder folder;
  CHECK(error_of(folder.at("")).message() == "this is a folder; a file is wanted");
  const std::string secret = folder.write("secret", "x");
  fs::permissions(secret, fs::perms::none);
  if (::access(secret.c_str(), R_OK) != 0) {  // the superuser may read everything
    CHECK(error_of(secret).message() == "this file may not be read: permission denied");
  }
  CHECK(error_of(folder.write("x", "x") + "/y").kind() == ErrorKind::input);
}

TEST_CASE("archives that are not read are named") {
  const Folder folder;
  CHECK(error_of(folder.write("a.xlsx", "PK\x03\x04rest")).message().find("Excel") != std::string::npos);
  CHECK(error_of(folder.write("a.xz", std::string_view("\xfd"
                                                       "7zXZ\0rest",
                                                       10)))
            .message()
            .find("xz") != std::string::npos);
}

TEST_CASE("unpacked text has a ceiling that it may reach and not pass") {
  const Folder folder;
  const std::string zeros(5'000'000, '0');
  for (const std::string& packed : {gzip(zeros), zstd(zeros)}) {
    const std::string path = folder.write("bomb", packed);
    CHECK(Input(path, {.max_bytes = 5'000'000}).text().size() == 5'000'000);
    CHECK(Input(path, {.max_bytes = UINT64_MAX}).text().size() == 5'000'000);
    const Error error = error_of(path, {.max_bytes = 4'999'999});
    CHECK(error.kind() == ErrorKind::limit);
    CHECK(error.message() == "the content has more than 4,999,999 bytes, the most that is read into memory");
    CHECK(error.place() == path);
  }
  const std::string plain = folder.write("plain", "abcdef");
  CHECK(Input(plain, {.max_bytes = 1}).text() == "abcdef");
}

TEST_CASE("unpacking stops long before memory is gone") {
  const Folder folder;
  const std::string path = folder.write("bomb.gz", gzip(std::string(8'000'000, '0')));
  const Error error = error_of(path, {.free_memory = [] { return std::uint64_t{2'500'000}; }});
  CHECK(error.kind() == ErrorKind::limit);
  CHECK(error.message().find("the content does not fit into memory: ") == 0);
  CHECK(error.message().find(" bytes were read and 2,500,000 bytes are left") != std::string::npos);
}

TEST_CASE("an endless stream ends in an error") {
  CHECK(error_of("/dev/zero", {.max_bytes = 3'000'000}).kind() == ErrorKind::limit);
}

TEST_CASE("stdin is read from a file, a place inside a file and a pipe") {
  const Folder folder;
  const std::string text = noise(700'000);
  for (const std::string& bytes : {text, gzip(text), zstd(text)}) {
    const int file = ::open(folder.write("in", bytes).c_str(), O_RDONLY);
    const Stdin replaced(file);
    const Input input("-");
    CHECK(input.text() == text);
    CHECK(input.name() == "stdin");
    ::close(file);
  }
  {
    const int file = ::open(folder.write("in", text).c_str(), O_RDONLY);
    REQUIRE(::lseek(file, 1000, SEEK_SET) == 1000);
    const Stdin replaced(file);
    CHECK(Input("-").text() == std::string_view(text).substr(1000));
    ::close(file);
  }
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  std::thread writer([&] {
    const std::string packed = gzip(text);
    for (std::size_t done = 0; done < packed.size();) {
      const auto count = ::write(ends[1], packed.data() + done, std::min<std::size_t>(packed.size() - done, 777));
      if (count <= 0) break;
      done += static_cast<std::size_t>(count);
    }
    ::close(ends[1]);
  });
  {
    const Stdin replaced(ends[0]);
    CHECK(Input("-").text() == text);
  }
  writer.join();
  ::close(ends[0]);
}

TEST_CASE("a named pipe is read like a file") {
  const Folder folder;
  const std::string path = folder.at("pipe");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(path) << "a,b\n"; });
  CHECK(Input(path).text() == "a,b\n");
  writer.join();
}

TEST_CASE("progress is told by bytes of the file, and a request to stop ends the reading") {
  const Folder folder;
  const std::string packed = gzip(noise(17'000'000), Z_NO_COMPRESSION);
  const std::string path = folder.write("big.gz", packed);
  REQUIRE(packed.size() > (std::size_t{16} << 20));
  std::vector<std::uint64_t> told;
  renmai::set_progress_listener([&](std::string_view what, std::uint64_t done, std::uint64_t total) {
    CHECK(what == "reading " + path);
    CHECK(total == packed.size());
    told.push_back(done);
  });
  (void)Input(path);
  renmai::set_progress_listener({});
  REQUIRE_FALSE(told.empty());
  CHECK(told.front() >= std::uint64_t{16} << 20);
  renmai::request_stop();
  CHECK(error_of(path).kind() == ErrorKind::interrupted);
  renmai::clear_stop();
}
