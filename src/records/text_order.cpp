// SPDX-License-Identifier: Apache-2.0
#include "records/text_order.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/parallel.hpp"
#include "base/sort.hpp"

namespace renmai {
namespace {

struct Item {
  std::uint64_t key;  // eight bytes of the text
  std::uint32_t text;
};

/// Texts that agree in their first `depth` bytes and stand side by side.
struct Run {
  std::size_t begin;
  std::size_t end;
  std::size_t depth;
};

constexpr std::size_t key_bytes = 8;
constexpr std::size_t few = 1024;  // fewer texts are compared as they are

/// Bytes from `depth` on as a number that orders as they do; a shorter text is filled up with zeros.
std::uint64_t key_at(std::string_view text, std::size_t depth) {
  if (text.size() <= depth) return 0;
  const std::size_t count = std::min(key_bytes, text.size() - depth);
  std::uint64_t key = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&key, text.data() + depth, count);
    return __builtin_bswap64(key);
  }
  for (std::size_t i = 0; i < count; ++i) {
    key |= std::uint64_t{static_cast<unsigned char>(text[depth + i])} << (8 * (key_bytes - 1 - i));
  }
  return key;
}

class TextOrder {
 public:
  explicit TextOrder(std::span<const std::string_view> texts) : texts_(texts), items_(texts.size()) {
    parallel_for(items_.size(), [&](std::size_t i) { items_[i].text = static_cast<std::uint32_t>(i); });
    runs_.push_back({0, items_.size(), 0});
    while (!runs_.empty()) {
      const Run run = runs_.back();
      runs_.pop_back();
      if (run.end - run.begin < few) {
        compare(run);
      } else {
        radix(run);
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> order() const {
    std::vector<std::uint32_t> order(items_.size());
    parallel_for(items_.size(), [&](std::size_t i) { order[i] = items_[i].text; });
    return order;
  }

 private:
  void compare(const Run& run) {
    const auto rest = [&](const Item& item) {
      const std::string_view text = texts_[item.text];
      return text.substr(std::min(run.depth, text.size()));
    };
    const auto first = items_.begin();
    std::sort(first + static_cast<std::ptrdiff_t>(run.begin), first + static_cast<std::ptrdiff_t>(run.end),
              [&](const Item& a, const Item& b) {
                const int order = rest(a).compare(rest(b));
                return order != 0 ? order < 0 : a.text < b.text;
              });
  }

  /// By the first byte alone, which parts texts of different kinds; then by eight bytes behind what all have in common.
  void radix(Run run) {
    const auto first = items_.begin() + static_cast<std::ptrdiff_t>(run.begin);
    Array<Item> part(first, first + static_cast<std::ptrdiff_t>(run.end - run.begin));
    const unsigned width = run.depth == 0 ? 1U : static_cast<unsigned>(key_bytes);
    if (run.depth > 0) run.depth = common_bytes(part, run.depth);
    constexpr unsigned key_bits = 64;
    const unsigned unused_bits = key_bits - 8 * width;
    parallel_for(part.size(),
                 [&](std::size_t i) { part[i].key = key_at(texts_[part[i].text], run.depth) >> unused_bits; });
    radix_sort(part, 8 * width, [](const Item& item) { return item.key; });
    parallel_for(part.size(), [&](std::size_t i) { items_[run.begin + i] = part[i]; });
    for (std::size_t begin = 0, end = 0; begin < part.size(); begin = end) {
      while (end < part.size() && part[end].key == part[begin].key) ++end;
      if (end - begin > 1) refine({run.begin + begin, run.begin + end, run.depth}, width);
    }
  }

  /// Texts that agree up to `depth` agree up to this.
  [[nodiscard]] std::size_t common_bytes(const Array<Item>& part, std::size_t depth) const {
    const std::string_view first = texts_[part.front().text];
    const std::size_t blocks = (part.size() + block_size - 1) / block_size;
    std::vector<std::size_t> common(blocks, first.size());
    parallel_for(
        blocks,
        [&](std::size_t b) {
          const std::size_t end = std::min(part.size(), (b + 1) * block_size);
          for (std::size_t i = b * block_size; i < end && common[b] > depth; ++i) {
            const std::string_view text = texts_[part[i].text];
            const std::size_t most = std::min(common[b], text.size());
            std::size_t same = depth;
            while (same < most && text[same] == first[same]) ++same;
            common[b] = same;
          }
        },
        1);
    return std::max(depth, *std::min_element(common.begin(), common.end()));
  }

  /// Texts of one key: those that end inside it are shorter than the others and equal but for bytes of zero.
  void refine(Run run, std::size_t width) {
    const auto ended = [&](const Item& item) { return texts_[item.text].size() <= run.depth + width; };
    const auto first = items_.begin() + static_cast<std::ptrdiff_t>(run.begin);
    const auto last = items_.begin() + static_cast<std::ptrdiff_t>(run.end);
    const auto longer = std::stable_partition(first, last, ended);
    std::stable_sort(first, longer,
                     [&](const Item& a, const Item& b) { return texts_[a.text].size() < texts_[b.text].size(); });
    run.begin += static_cast<std::size_t>(longer - first);
    run.depth += width;
    if (run.end - run.begin > 1) runs_.push_back(run);
  }

  std::span<const std::string_view> texts_;
  Array<Item> items_;
  std::vector<Run> runs_;
};

}  // namespace

std::vector<std::uint32_t> order_by_text(std::span<const std::string_view> texts) { return TextOrder(texts).order(); }

}  // namespace renmai
