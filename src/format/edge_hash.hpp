// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "format/edge_pairs.hpp"

namespace renmai::detail {

/// The content hash that the records of an edge list have, from rows in the order of their ends. It is a chain over all
/// facts, so parts that are ready early wait; the facts of a part are hashed in parallel.
class EdgeContentHash {
 public:
  EdgeContentHash(const VertexIds& ids, std::uint64_t fact_count);

  /// The hash of one fact.
  [[nodiscard]] std::uint64_t fact(Vertex from, Vertex to, double weight) const;
  /// Adds the facts of the part-th part; parts may come in any order, each once, from any thread.
  void add(std::size_t part, std::vector<std::uint64_t> facts);
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  RawArray<std::uint64_t> as_from_;  // by vertex: the start of a fact's hash
  RawArray<std::uint64_t> as_to_;
  std::uint64_t status_;
  std::mutex lock_;
  std::map<std::size_t, std::vector<std::uint64_t>> waiting_;
  std::size_t next_ = 0;
  std::uint64_t value_;
};

}  // namespace renmai::detail
