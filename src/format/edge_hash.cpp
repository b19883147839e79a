// SPDX-License-Identifier: Apache-2.0
// Follows Records::relation_hash and RecordsBuilder::hash_content for entities of the kind `other` and relations of the
// kind `edge`; the numbers are the places of the fields there. tests/format/edge_graph_test.cpp holds the two together.
#include "format/edge_hash.hpp"

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "records/schema.hpp"

namespace renmai::detail {
namespace {

void combine(std::uint64_t& hash, std::string_view text, std::uint64_t position) {
  if (!text.empty()) hash = mix64(hash) ^ hash_bytes(text, position);
}

std::uint64_t entity_hash(std::string_view id) {
  std::uint64_t hash = 1;
  combine(hash, id, 1);
  combine(hash, "other", 2);
  combine(hash, to_word(PlaceLevel{}), 7);
  return mix64(hash);
}

}  // namespace

EdgeContentHash::EdgeContentHash(const VertexIds& ids, std::uint64_t fact_count)
    : as_from_(ids.size()),
      as_to_(ids.size()),
      status_(hash_bytes(to_word(Status::actual), 12)),
      value_(mix64(ids.size()) ^ mix64(fact_count + 1)) {
  RawArray<std::uint64_t> entities(ids.size());
  parallel_for(ids.size(), [&](std::size_t v) {
    const std::string id = ids[static_cast<Vertex>(v)];
    entities[v] = entity_hash(id);
    std::uint64_t start = 0;
    combine(start, id, 2);
    combine(start, "edge", 3);
    as_from_[v] = mix64(start);
    as_to_[v] = hash_bytes(id, 4);
  });
  for (const std::uint64_t entity : entities.span()) value_ = mix64(value_) ^ entity;
}

std::uint64_t EdgeContentHash::fact(Vertex from, Vertex to, double weight) const {
  std::uint64_t hash = mix64(as_from_[from] ^ as_to_[to]) ^ status_;
  if (weight != 1) combine(hash, format_number(weight), 14);
  return hash;
}

void EdgeContentHash::add(std::size_t part, std::vector<std::uint64_t> facts) {
  const std::lock_guard held(lock_);
  waiting_.emplace(part, std::move(facts));
  for (auto ready = waiting_.begin(); ready != waiting_.end() && ready->first == next_; ++next_) {
    for (const std::uint64_t one : ready->second) value_ = mix64(value_) ^ one;
    ready = waiting_.erase(ready);
  }
}

}  // namespace renmai::detail
