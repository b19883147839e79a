// SPDX-License-Identifier: Apache-2.0
// Follows Records::relation_hash and RecordsBuilder::hash_content for entities of the kind `other` and relations of the
// kind `edge`. tests/format/edge_graph_test.cpp holds the two together.
#include "format/edge_hash.hpp"

#include <algorithm>
#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "records/schema.hpp"

namespace renmai::detail {
namespace {

std::uint64_t entity_hash(std::uint64_t id_hash) {
  std::uint64_t hash = with_field(0, entity_place::id, id_hash);
  hash = with_text(hash, entity_place::kind, "other");
  return with_text(hash, entity_place::level, to_word(PlaceLevel{}));
}

}  // namespace

EdgeContentHash::EdgeContentHash(const VertexIds& ids)
    : as_from_(ids.size()), as_to_(ids.size()), status_(hash_bytes(to_word(Status::actual))) {
  const std::uint64_t kind = hash_bytes("edge");
  const std::size_t blocks = (ids.size() + block_size - 1) / block_size;
  std::vector<ContentHash> parts(blocks);
  parallel_for(
      blocks,
      [&](std::size_t b) {
        const std::size_t end = std::min<std::size_t>(ids.size(), (b + 1) * block_size);
        for (std::size_t v = b * block_size; v < end; ++v) {
          as_to_[v] = hash_bytes(ids[static_cast<Vertex>(v)]);
          as_from_[v] = with_field(with_field(0, relation_place::from, as_to_[v]), relation_place::kind, kind);
          parts[b].add(entity_hash(as_to_[v]));
        }
      },
      1);
  for (const ContentHash& part : parts) entities_.add(part);
}

std::uint64_t EdgeContentHash::fact(Vertex from, Vertex to, double weight) const {
  std::uint64_t hash = with_field(as_from_[from], relation_place::to, as_to_[to]);
  hash = with_field(hash, relation_place::status, status_);
  return weight == 1 ? hash : with_text(hash, relation_place::weight, format_number(weight));
}

std::uint64_t EdgeContentHash::value(const ContentHash& facts, std::uint64_t fact_count) const {
  ContentHash all = entities_;
  all.add(facts);
  return all.value(as_to_.size(), fact_count);
}

}  // namespace renmai::detail
