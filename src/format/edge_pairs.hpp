// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/raw_array.hpp"
#include "base/report.hpp"
#include "format/input.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// The ids of the vertices of an edge list, in the order of their bytes, as records have them.
class VertexIds {
 public:
  [[nodiscard]] Vertex size() const { return static_cast<Vertex>(numbers_.empty() ? texts_.size() : numbers_.size()); }
  [[nodiscard]] std::string operator[](Vertex v) const {
    return numbers_.empty() ? std::string(texts_[v]) : std::to_string(numbers_[v]);
  }
  /// The vertex of that very id; `no_vertex` (UINT32_MAX) if there is none. Cost: O(log vertices).
  [[nodiscard]] Vertex find(std::string_view id) const;

 private:
  friend class EdgePairs;
  RawArray<std::uint32_t> numbers_;  // if every id is a number without a zero in front
  std::vector<std::string_view> texts_;
};

/// The rows of an edge list as pairs of vertices, in chunks of the text, with the ids of the vertices.
///
/// The text is cut at line ends; chunks are read in parallel. Ids that are all whole numbers of a dense range need no
/// map; others are interned chunk by chunk, then by shards. Rows without weights cost 8 bytes each.
class EdgePairs {
 public:
  struct Chunk {
    std::span<Vertex> ends;       ///< from and to of each row: numbers of the chunk until `number_ends`
    std::vector<double> weights;  ///< by row; empty if all are 1
    RawArray<Vertex> vertices;    ///< of the numbers of this chunk, if the ids are no numbers
    bool numbered = false;        ///< ends holds vertices
  };

  /// Bad rows go into the report. Throws Error{input}: no row at all, NUL, ill-formed UTF-8; Error{interrupted}.
  /// The input must outlive this and its ids.
  EdgePairs(const Input& input, Report& report);

  [[nodiscard]] std::span<const Chunk> chunks() const { return chunks_; }
  [[nodiscard]] const VertexIds& ids() const { return ids_; }
  [[nodiscard]] VertexIds take_ids() { return std::move(ids_); }
  [[nodiscard]] std::uint64_t row_count() const { return row_count_; }
  [[nodiscard]] bool weighted() const { return weighted_; }

  /// Makes vertices of the numbers of a chunk, once; safe for different chunks at the same time.
  void number_ends(std::size_t chunk);
  /// Hands over the memory of the ends, which are lost.
  [[nodiscard]] RawArray<Vertex> take_ends();

 private:
  struct Part;
  [[nodiscard]] bool read_numbers(std::vector<Part>& parts);
  void read_texts(std::vector<Part>& parts);
  void number_by_digits(RawArray<char>& seen, std::uint32_t most);
  void number_by_bytes(std::vector<Part>& parts);
  void make_room(std::vector<Part>& parts);
  void take(std::vector<Part>& parts, Report& report);

  const Input* input_;
  char separator_ = '\0';
  RawArray<Vertex> ends_;  // of all rows; chunks with fewer rows than lines leave gaps
  std::vector<Chunk> chunks_;
  RawArray<Vertex> vertex_of_number_;
  VertexIds ids_;
  std::uint64_t row_count_ = 0;
  bool weighted_ = false;
};

}  // namespace renmai
