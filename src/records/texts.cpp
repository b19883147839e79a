// SPDX-License-Identifier: Apache-2.0
#include "records/texts.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/pages.hpp"
#include "base/parallel.hpp"

namespace renmai {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 20;
constexpr std::size_t least_slots = 64;
constexpr std::size_t most_texts = UINT32_MAX - 1;

/// The bits of a hash that a slot holds; those before them choose the shard.
std::uint64_t tag_of(std::uint64_t hash) { return hash >> 26U & UINT32_MAX; }

constexpr TextId text_of(std::uint64_t slot) { return static_cast<TextId>(slot) - 1; }
constexpr std::uint64_t slot_of(std::uint64_t tag, TextId text) { return tag << 32U | (text + 1U); }

[[noreturn]] void refuse() { throw Error(ErrorKind::limit, "more than 4294967293 distinct texts"); }

}  // namespace

std::string_view TextArena::store(std::string_view prefix, std::string_view rest) {
  const std::size_t size = prefix.size() + rest.size();
  if (size == 0) return {};
  if (size > block_left_) {
    block_left_ = std::max(block_bytes, size);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_left_));
    block_next_ = blocks_.back().get();
  }
  char* const begin = block_next_;
  prefix.copy(begin, prefix.size());
  rest.copy(begin + prefix.size(), rest.size());
  block_next_ += size;
  block_left_ -= size;
  return {begin, size};
}

void TextArena::adopt(TextArena&& other) {
  // The block in use stays the last: what is left of it can still be filled.
  blocks_.insert(blocks_.begin(), std::make_move_iterator(other.blocks_.begin()),
                 std::make_move_iterator(other.blocks_.end()));
  other = TextArena();
}

TextMentions::TextMentions(std::size_t rows) {
  if (rows == 0) return;
  const std::size_t expected = rows / shard_count + rows / shard_count / 8;  // hashes spread evenly
  for (auto& shard : shards_) {
    shard.reserve(expected);
    prefer_large_pages(shard.data(), expected * sizeof(Mention));
  }
}

void TextMentions::refuse() { throw Error(ErrorKind::limit, "a text of more than 4294967295 bytes"); }

Texts::Texts() : shards_(TextMentions::shard_count) { add({}); }

void Texts::refuse_number() { throw Error(ErrorKind::input, "the snapshot is damaged: a text lies outside it"); }

/// Makes room for so many more texts: at most two slots of three are used.
void Texts::reserve(Shard& shard, std::size_t more) {
  const std::size_t wanted = (shard.used + more) * 3 / 2;
  if (wanted < shard.slots.size()) return;
  std::size_t size = std::max(least_slots, shard.slots.size());
  while (size <= wanted) size *= 2;
  Array<std::uint64_t> slots(size, 0);
  for (const std::uint64_t slot : shard.slots) {
    if (slot == 0) continue;
    std::size_t place = (slot >> 32U) & (size - 1);
    while (slots[place] != 0) place = (place + 1) & (size - 1);
    slots[place] = slot;
  }
  shard.slots = std::move(slots);
}

/// The slot of the text for which same(number) holds, else the empty slot where it belongs.
template <class Same>
std::uint64_t* Texts::find_slot(Shard& shard, std::uint64_t hash, const Same& same) {
  const std::uint64_t tag = tag_of(hash);
  const std::size_t mask = shard.slots.size() - 1;
  for (std::size_t place = tag & mask;; place = (place + 1) & mask) {
    std::uint64_t& slot = shard.slots[place];
    if (slot == 0 || (slot >> 32U == tag && same(text_of(slot)))) return &slot;
  }
}

TextId Texts::add(std::string_view text) {
  const std::uint64_t hash = hash_bytes(text);
  Shard& shard = shards_[hash >> (64U - TextMentions::shard_bits)];
  reserve(shard, 1);
  std::uint64_t* const slot = find_slot(shard, hash, [&](TextId id) { return views_[id] == text; });
  if (*slot != 0) return text_of(*slot);
  if (views_.size() >= most_texts) refuse();
  const auto id = static_cast<TextId>(views_.size());
  views_.push_back(arena_.store({}, text));
  *slot = slot_of(tag_of(hash), id);
  ++shard.used;
  return id;
}

std::optional<TextId> Texts::find(std::string_view text) const {
  const std::uint64_t hash = hash_bytes(text);
  const Shard& shard = shards_[hash >> (64U - TextMentions::shard_bits)];
  if (shard.slots.empty()) return std::nullopt;
  const std::size_t mask = shard.slots.size() - 1;
  const std::uint64_t tag = tag_of(hash);
  for (std::size_t place = tag & mask;; place = (place + 1) & mask) {
    const std::uint64_t slot = shard.slots[place];
    if (slot == 0) return std::nullopt;
    if (slot >> 32U == tag && views_[text_of(slot)] == text) return text_of(slot);
  }
}

/// What one shard adds: until all shards are done its texts are numbered from views_.size() on.
struct Texts::NewTexts {
  std::vector<std::string_view> views;
  TextArena arena;
  std::size_t begin = 0;  // how many texts the shards before add
};

/// Gives every mention of the shard its number, in place of the size of its text.
void Texts::add_shard(std::size_t s, std::string_view prefix, std::span<TextMentions> parts, NewTexts& added) {
  Shard& shard = shards_[s];
  const auto base = static_cast<TextId>(views_.size());
  for (TextMentions& part : parts) {
    auto& mentions = part.shards_[s];
    constexpr std::size_t ahead = 8;  // the table is larger than the cache
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      reserve(shard, 1);
      if (i + ahead < mentions.size()) {
        __builtin_prefetch(&shard.slots[tag_of(mentions[i + ahead].hash) & (shard.slots.size() - 1)]);
      }
      TextMentions::Mention& mention = mentions[i];
      const std::string_view rest = mention.rest();
      std::uint64_t* const slot = find_slot(shard, mention.hash, [&](TextId id) {
        const std::string_view text = id < base ? views_[id] : added.views[id - base];
        return text.size() == prefix.size() + rest.size() && text.substr(prefix.size()) == rest &&
               (id >= base || text.starts_with(prefix));
      });
      if (*slot == 0) {
        if (base + added.views.size() >= most_texts) refuse();
        *slot = slot_of(tag_of(mention.hash), base + static_cast<TextId>(added.views.size()));
        added.views.push_back(added.arena.store(prefix, rest));
        ++shard.used;
      }
      mention.size = text_of(*slot);
    }
  }
}

void Texts::add_all(std::string_view prefix, std::span<TextMentions> parts,
                    std::span<const std::span<TextId>> numbers) {
  const auto base = static_cast<TextId>(views_.size());
  std::vector<NewTexts> added(shards_.size());
  parallel_for(
      shards_.size(), [&](std::size_t s) { add_shard(s, prefix, parts, added[s]); }, 1);
  std::size_t count = 0;
  for (NewTexts& texts : added) {
    texts.begin = count;
    count += texts.views.size();
  }
  if (base + count > most_texts) refuse();
  views_.resize(base + count);
  parallel_for(
      shards_.size(),
      [&](std::size_t s) {
        const NewTexts& texts = added[s];
        std::copy(texts.views.begin(), texts.views.end(),
                  views_.begin() + static_cast<std::ptrdiff_t>(base + texts.begin));
        for (std::uint64_t& slot : shards_[s].slots) {
          if (slot != 0 && text_of(slot) >= base) slot += texts.begin;
        }
        for (std::size_t p = 0; p < parts.size(); ++p) {
          auto& mentions = parts[p].shards_[s];
          for (const TextMentions::Mention& mention : mentions) {
            numbers[p][mention.row] =
                mention.size < base ? mention.size : mention.size + static_cast<TextId>(texts.begin);
          }
          mentions = {};
        }
      },
      1);
  for (NewTexts& texts : added) arena_.adopt(std::move(texts.arena));
}

}  // namespace renmai
