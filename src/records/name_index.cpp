// SPDX-License-Identifier: Apache-2.0
#include "records/name_index.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/sort.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

constexpr std::size_t entities_at_once = std::size_t{1} << 18;

std::uint32_t hash_of(NameKey way, std::string_view key) {
  return static_cast<std::uint32_t>(hash_bytes(key, static_cast<std::uint64_t>(way) + 1) >> 32U);
}

/// Everything the entity is called, as hash << 32 | entity.
void add_keys(const Records& records, Entity e, std::vector<std::uint64_t>& keys) {
  const auto add = [&](NameKey way, std::string_view key) {
    keys.push_back(std::uint64_t{hash_of(way, key)} << 32U | e);
  };
  const auto add_latin = [&](std::string_view name) {
    for (const std::string& key : latin_keys(name)) add(NameKey::latin, key);
  };
  const std::string_view name = records.entity_name(e);
  add(NameKey::folded_id, fold_name(records.entity_id(e)));
  add(NameKey::folded_name, fold_name(name));
  add_latin(name);
  for (const std::string_view alias : split_list(records.text(records.entities().aliases[e]), ';')) {
    add(NameKey::folded_alias, fold_name(alias));
    add_latin(alias);
  }
}

}  // namespace

NameIndex make_name_index(const Records& records) {
  Array<std::uint64_t> all;
  const Entity count = records.entity_count();
  for (std::size_t begin = 0; begin < count; begin += entities_at_once) {
    report_progress("indexing names", begin, count);
    const std::size_t end = std::min<std::size_t>(count, begin + entities_at_once);
    std::vector<std::vector<std::uint64_t>> blocks((end - begin + block_size - 1) / block_size);
    parallel_for(
        blocks.size(),
        [&](std::size_t b) {
          const std::size_t first = begin + b * block_size;
          for (std::size_t e = first; e < std::min(end, first + block_size); ++e)
            add_keys(records, static_cast<Entity>(e), blocks[b]);
        },
        1);
    for (const auto& block : blocks) all.insert(all.end(), block.begin(), block.end());
  }
  radix_sort(all, 64, [](std::uint64_t key) { return key; });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  Array<std::uint32_t> hashes(all.size());
  Array<Entity> entities(all.size());
  parallel_for(all.size(), [&](std::size_t i) {
    hashes[i] = static_cast<std::uint32_t>(all[i] >> 32U);
    entities[i] = static_cast<Entity>(all[i]);
  });
  return {Items<std::uint32_t>(std::move(hashes)), Items<Entity>(std::move(entities))};
}

std::span<const Entity> candidates(const Records& records, NameKey way, std::string_view key) {
  const RecordsParts& parts = records.parts();
  const auto hashes = parts.name_hashes.span();
  const auto [first, last] = std::equal_range(hashes.begin(), hashes.end(), hash_of(way, key));
  return parts.name_entities.span().subspan(static_cast<std::size_t>(first - hashes.begin()),
                                            static_cast<std::size_t>(last - first));
}

}  // namespace renmai
