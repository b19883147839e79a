// SPDX-License-Identifier: Apache-2.0
// The bytes are read as a file under a low ceiling; the only way out besides a text is an Error.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "format/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int file = ::memfd_create("input", 0);
  if (file < 0) return 0;
  const bool written = ::write(file, data, size) == static_cast<::ssize_t>(size);
  if (written) {
    constexpr std::uint64_t ceiling = std::uint64_t{4} << 20;
    try {
      const renmai::Input input("/proc/self/fd/" + std::to_string(file), {.max_bytes = ceiling});
      std::size_t sum = 0;
      for (const char c : input.text()) sum += static_cast<unsigned char>(c);
      if (sum == SIZE_MAX) std::abort();
    } catch (const renmai::Error& error) {
      if (error.kind() != renmai::ErrorKind::input && error.kind() != renmai::ErrorKind::limit) std::abort();
    }
  }
  ::close(file);
  return 0;
}
