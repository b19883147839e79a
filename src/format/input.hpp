// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace renmai {

struct InputOptions {
  /// Most bytes held in memory: what a stream gives or a packed file unpacks to. A mapped plain file has no ceiling.
  std::uint64_t max_bytes = std::uint64_t{64} << 30;
  /// Tells the memory that is free; null asks the system. For tests.
  std::uint64_t (*free_memory)() = nullptr;
};

/// The whole content of a file, or of stdin for the path "-", as one text.
///
/// gzip (one member or many) and zstd are known by their first bytes, whatever the name, and unpacked. A plain regular
/// file is mapped read-only and costs no memory of its own; it must not be shortened while it is open. Everything else
/// is read into memory: growing stops with Error{limit} at `max_bytes`, and before more than half of the memory that
/// is still free would be taken, so that a small file that unpacks to a huge one ends in an error. A UTF-8 byte order
/// mark is skipped. An empty file is an empty text. Copies share the content.
///
/// Throws Error{input} with the path as its place: no such file (hint: the nearest name in that folder), a folder, no
/// permission, packed data that is cut off or damaged, a zip or xz archive, UTF-16. Throws Error{limit} as above and
/// Error{interrupted}. Reports progress by bytes of the file.
/// Cost: O(1) for a mapped file, else O(bytes).
class Input {
 public:
  explicit Input(const std::string& path, const InputOptions& options = {});

  /// Valid as long as this Input or a copy of it lives.
  [[nodiscard]] std::string_view text() const { return text_; }
  /// For messages: the path, "stdin" for "-".
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  void skip_byte_order_mark();

  std::string name_;
  std::shared_ptr<const char> content_;
  std::string_view text_;
};

}  // namespace renmai
