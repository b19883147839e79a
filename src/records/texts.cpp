// SPDX-License-Identifier: Apache-2.0
#include "records/texts.hpp"

#include <algorithm>
#include <cstring>

#include "base/error.hpp"

namespace renmai {
namespace {
constexpr std::size_t block_bytes = 1U << 20U;
}

Texts::Texts()
    : views_(std::make_unique<std::vector<std::string_view>>()), index_(0, Hash{views_.get()}, Equal{views_.get()}) {
  add({});
}

TextId Texts::add(std::string_view text) {
  const std::size_t hash = hash_bytes(text);
  if (const auto found = index_.find(text, hash); found != index_.end()) return *found;
  if (views_->size() >= UINT32_MAX) throw Error(ErrorKind::limit, "more than 4294967294 distinct texts");
  const auto id = static_cast<TextId>(views_->size());
  views_->push_back(store(text));
  index_.insert(id);
  return id;
}

std::optional<TextId> Texts::find(std::string_view text) const {
  const auto found = index_.find(text);
  return found == index_.end() ? std::nullopt : std::optional(*found);
}

std::string_view Texts::store(std::string_view text) {
  if (text.empty()) return {};
  if (text.size() > block_left_) {
    block_left_ = std::max(block_bytes, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_left_));
    block_next_ = blocks_.back().get();
  }
  char* const begin = block_next_;
  std::memcpy(begin, text.data(), text.size());
  block_next_ += text.size();
  block_left_ -= text.size();
  return {begin, text.size()};
}

}  // namespace renmai
