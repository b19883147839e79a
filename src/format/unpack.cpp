// SPDX-License-Identifier: Apache-2.0
#include "format/unpack.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/estimate.hpp"

namespace renmai::detail {
namespace {

constexpr std::uint64_t least_step = std::uint64_t{1} << 20;
constexpr std::uint64_t largest_step = std::uint64_t{1} << 30;

std::string after_output(const GrowingBytes& out) { return " after " + format_count(out.size()) + " bytes of output"; }

Error cut_off(std::string_view kind, const GrowingBytes& out, const std::string& place) {
  return {ErrorKind::input, "the " + std::string(kind) + " data is cut off" + after_output(out), place};
}

Error damaged(std::string_view kind, const char* why, const GrowingBytes& out, const std::string& place) {
  return {ErrorKind::input,
          "the " + std::string(kind) + " data is damaged" + after_output(out) +
              (why != nullptr ? " (" + std::string(why) + ")" : std::string()),
          place};
}

class PlainBytes : public Unpacker {
 public:
  void feed(std::string_view packed, GrowingBytes& out) override { out.append(packed); }
  void finish(const GrowingBytes&) override {}
};

class Gzip : public Unpacker {
 public:
  explicit Gzip(std::string place) : place_(std::move(place)) {
    constexpr int gzip_only = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_only) != Z_OK) {
      throw Error(ErrorKind::limit, "no memory for unpacking gzip data", place_);
    }
  }
  ~Gzip() override { inflateEnd(&stream_); }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  void feed(std::string_view packed, GrowingBytes& out) override {
    // zlib does not write to its input, though its type says it might.
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    bool more_output = false;
    while (stream_.avail_in > 0 || more_output) {
      if (between_members_ && !begin_member(out)) return;
      const std::span<char> room = out.room();
      const auto offered = static_cast<uInt>(std::min<std::uint64_t>(room.size(), largest_step));
      stream_.next_out = reinterpret_cast<Bytef*>(room.data());
      stream_.avail_out = offered;
      const int result = inflate(&stream_, Z_NO_FLUSH);
      out.add(offered - stream_.avail_out);
      between_members_ = result == Z_STREAM_END;
      more_output = !between_members_ && stream_.avail_out == 0;
      if (result == Z_MEM_ERROR) throw Error(ErrorKind::limit, "no memory for unpacking gzip data", place_);
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
        throw damaged("gzip", stream_.msg, out, place_);
      }
    }
  }

  void finish(const GrowingBytes& out) override {
    if (!between_members_) throw cut_off("gzip", out, place_);
  }

 private:
  /// Skips the zeros that tapes and archives put after a member; false if no other member follows in this piece.
  bool begin_member(const GrowingBytes& out) {
    while (stream_.avail_in > 0 && *stream_.next_in == 0) {
      ++stream_.next_in;
      --stream_.avail_in;
    }
    if (stream_.avail_in == 0) return false;
    constexpr Bytef first_magic = 0x1f;
    if (*stream_.next_in != first_magic) throw damaged("gzip", "other data follows it", out, place_);
    inflateReset(&stream_);
    between_members_ = false;
    return true;
  }

  std::string place_;
  z_stream stream_{};
  bool between_members_ = false;
};

class Zstd : public Unpacker {
 public:
  explicit Zstd(std::string place) : place_(std::move(place)), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {
    if (!stream_) throw Error(ErrorKind::limit, "no memory for unpacking zstd data", place_);
  }

  void feed(std::string_view packed, GrowingBytes& out) override {
    ZSTD_inBuffer input{packed.data(), packed.size(), 0};
    bool more_output = false;
    while (input.pos < input.size || more_output) {
      const std::span<char> room = out.room();
      ZSTD_outBuffer output{room.data(), room.size(), 0};
      missing_ = ZSTD_decompressStream(stream_.get(), &output, &input);
      out.add(output.pos);
      if (ZSTD_isError(missing_) != 0) throw damaged("zstd", ZSTD_getErrorName(missing_), out, place_);
      more_output = missing_ > 0 && output.pos == output.size;
    }
  }

  void finish(const GrowingBytes& out) override {
    if (missing_ > 0) throw cut_off("zstd", out, place_);
  }

 private:
  std::string place_;
  std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream_;
  std::size_t missing_ = 1;  ///< what zstd still expects of the frame; 0 between frames
};

}  // namespace

GrowingBytes::GrowingBytes(std::string place, const InputOptions& options)
    : place_(std::move(place)), options_(options) {
  options_.max_bytes = std::min(options_.max_bytes, UINT64_MAX - 1);
}

void GrowingBytes::Free::operator()(char* bytes) const { std::free(bytes); }

std::span<char> GrowingBytes::room() {
  if (size_ < capacity_) return {bytes_.get() + size_, capacity_ - size_};
  check_stop();
  // One byte beyond the ceiling is enough to see that there is more.
  const std::uint64_t step =
      std::min(std::clamp<std::uint64_t>(capacity_ / 2, least_step, largest_step), options_.max_bytes - capacity_ + 1);
  const std::uint64_t free_bytes = options_.free_memory != nullptr ? options_.free_memory() : free_memory();
  char* moved = nullptr;
  // realloc moves pages, not bytes, once the buffer is large.
  if (step <= free_bytes / 2) moved = static_cast<char*>(std::realloc(bytes_.get(), capacity_ + step));
  if (moved == nullptr) {
    throw Error(ErrorKind::limit,
                "the content does not fit into memory: " + format_count(size_) + " bytes were read and " +
                    format_count(free_bytes) + " bytes are left",
                place_);
  }
  (void)bytes_.release();
  bytes_.reset(moved);
  capacity_ += step;
  return {bytes_.get() + size_, capacity_ - size_};
}

void GrowingBytes::add(std::size_t count) {
  size_ += count;
  if (size_ > options_.max_bytes) {
    throw Error(
        ErrorKind::limit,
        "the content has more than " + format_count(options_.max_bytes) + " bytes, the most that is read into memory",
        place_);
  }
}

void GrowingBytes::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::span<char> free_bytes = room();
    const std::size_t count = std::min(free_bytes.size(), bytes.size());
    std::memcpy(free_bytes.data(), bytes.data(), count);
    add(count);
    bytes.remove_prefix(count);
  }
}

std::shared_ptr<const char> GrowingBytes::release() { return std::move(bytes_); }

Packing packing_of(std::string_view first_bytes, const std::string& place) {
  using namespace std::string_view_literals;
  if (first_bytes.starts_with("\x1f\x8b"sv)) return Packing::gzip;
  if (first_bytes.starts_with("\x28\xb5\x2f\xfd"sv)) return Packing::zstd;
  const bool skippable = first_bytes.size() >= 4 && first_bytes.substr(1, 3) == "\x2a\x4d\x18"sv &&
                         (static_cast<unsigned char>(first_bytes[0]) & 0xf0U) == 0x50U;
  if (skippable) return Packing::zstd;
  if (first_bytes.starts_with("PK\x03\x04"sv)) {
    throw Error(ErrorKind::input, "this is a zip archive or an Excel workbook; text, gzip or zstd is wanted", place,
                "unpack it, or save the sheet as CSV");
  }
  if (first_bytes.starts_with("\xfd\x37zXZ\0"sv)) {
    throw Error(ErrorKind::input, "this is packed with xz; text, gzip or zstd is wanted", place, "unpack it first");
  }
  return Packing::none;
}

std::unique_ptr<Unpacker> make_unpacker(Packing packing, const std::string& place) {
  switch (packing) {
    case Packing::gzip: return std::make_unique<Gzip>(place);
    case Packing::zstd: return std::make_unique<Zstd>(place);
    case Packing::none: break;
  }
  return std::make_unique<PlainBytes>();
}

}  // namespace renmai::detail
