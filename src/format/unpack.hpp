// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "format/input.hpp"

namespace renmai::detail {

/// Bytes that grow at the end, up to a ceiling and never into the last of the memory.
class GrowingBytes {
 public:
  GrowingBytes(std::string place, const InputOptions& options);

  /// Free bytes at the end, at least one. Throws Error{limit} if there is no memory, Error{interrupted} if asked to
  /// stop.
  [[nodiscard]] std::span<char> room();
  /// Says how many of them were filled. Throws Error{limit} if that is more than the ceiling.
  void add(std::size_t count);
  void append(std::string_view bytes);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Hands the bytes over.
  [[nodiscard]] std::shared_ptr<const char> release();

 private:
  struct Free {
    void operator()(char* bytes) const;
  };

  std::string place_;
  InputOptions options_;
  std::unique_ptr<char, Free> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// Turns the bytes of a file, piece by piece, into its content.
class Unpacker {
 public:
  Unpacker() = default;
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
  virtual ~Unpacker() = default;
  virtual void feed(std::string_view packed, GrowingBytes& out) = 0;
  /// Called at the end of the file; throws Error{input} if something is missing.
  virtual void finish(const GrowingBytes& out) = 0;
};

/// How many first bytes of a file tell how it is packed.
inline constexpr std::size_t magic_bytes = 6;

enum class Packing : std::uint8_t { none, gzip, zstd };
/// Known by the first bytes of a file. Throws Error{input} for archives that cannot be read.
[[nodiscard]] Packing packing_of(std::string_view first_bytes, const std::string& place);
[[nodiscard]] std::unique_ptr<Unpacker> make_unpacker(Packing packing, const std::string& place);

}  // namespace renmai::detail
