// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "format/edge_pairs.hpp"
#include "records/row_hash.hpp"

namespace renmai::detail {

/// The content hash that the records of an edge list have.
class EdgeContentHash {
 public:
  explicit EdgeContentHash(const VertexIds& ids);

  /// The hash of one fact.
  [[nodiscard]] std::uint64_t fact(Vertex from, Vertex to, double weight) const;
  /// The hash of all: vertices as entities, and what the facts sum up to.
  [[nodiscard]] std::uint64_t value(const ContentHash& facts, std::uint64_t fact_count) const;

 private:
  RawArray<std::uint64_t> as_from_;  // by vertex: the start of a fact's hash
  RawArray<std::uint64_t> as_to_;
  std::uint64_t status_;
  ContentHash entities_;
};

}  // namespace renmai::detail
