// SPDX-License-Identifier: Apache-2.0
#include "base/raw_array.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t mapped_bytes = std::size_t{1} << 20;  // from here on memory is mapped, below it malloc is quicker
constexpr std::size_t page_bytes = std::size_t{1} << 16;    // a multiple of the page of every machine we know

[[noreturn]] void refuse(std::size_t bytes) {
  throw Error(ErrorKind::limit, format_count(bytes) + " bytes of memory are wanted and cannot be had");
}

}  // namespace

void* take_bytes(std::size_t bytes, [[maybe_unused]] Pages pages) {
  if (bytes < mapped_bytes) {
    void* const memory = std::malloc(bytes);
    if (memory == nullptr) refuse(bytes);
    return memory;
  }
  void* const memory =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) refuse(bytes);
#ifdef MADV_HUGEPAGE
  ::madvise(memory, bytes, pages == Pages::huge ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);  // a wish; may be refused
#endif
  return memory;
}

void give_bytes(void* memory, std::size_t bytes) noexcept {
  if (bytes < mapped_bytes) {
    std::free(memory);
  } else {
    ::munmap(memory, bytes);
  }
}

void give_pages(void* memory, std::size_t bytes, std::size_t begin) noexcept {
  if (bytes < mapped_bytes) return;
  const auto base = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t first = (base + begin + page_bytes - 1) / page_bytes * page_bytes;
  const std::uintptr_t last = (base + bytes) / page_bytes * page_bytes;
  if (first < last) ::madvise(static_cast<char*>(memory) + (first - base), last - first, MADV_DONTNEED);
}

}  // namespace renmai::detail
