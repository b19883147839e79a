// SPDX-License-Identifier: Apache-2.0
#include "pass/blocks.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"

namespace renmai {
namespace {

constexpr std::size_t stop_stride = 4096;

/// A depth-first search that keeps the vertices of blocks not yet closed on a stack of its own.
class BlockSearch {
 public:
  explicit BlockSearch(const Graph& simple)
      : graph_(simple), number_(simple.vertex_count(), 0), low_(simple.vertex_count(), 0) {}

  std::vector<std::vector<Vertex>> run() {
    for (const Vertex root : graph_.vertices()) {
      if (number_[root] == 0) search(root);
    }
    return std::move(blocks_);
  }

 private:
  struct Frame {
    Vertex v;
    Vertex parent;
    std::size_t next = 0;
  };

  void enter(Vertex v, Vertex parent) {
    if (++count_ % stop_stride == 0) check_stop();
    number_[v] = low_[v] = static_cast<Vertex>(count_);
    stack_.push_back({v, parent});
    open_.push_back(v);
  }

  void search(Vertex root) {
    enter(root, no_vertex);
    while (!stack_.empty()) {
      Frame& frame = stack_.back();
      const auto row = graph_.out(frame.v);
      if (frame.next < row.size()) {
        const Vertex u = row[frame.next++];
        if (u == frame.parent) continue;
        if (number_[u] == 0)
          enter(u, frame.v);
        else
          low_[frame.v] = std::min(low_[frame.v], number_[u]);
        continue;
      }
      const Frame done = frame;
      stack_.pop_back();
      if (done.parent == no_vertex) continue;
      low_[done.parent] = std::min(low_[done.parent], low_[done.v]);
      if (low_[done.v] >= number_[done.parent]) close(done.v, done.parent);
    }
    open_.clear();
  }

  /// What was met from v on, and the vertex above it, is a block.
  void close(Vertex v, Vertex above) {
    std::vector<Vertex> block{above};
    while (true) {
      const Vertex u = open_.back();
      open_.pop_back();
      block.push_back(u);
      if (u == v) break;
    }
    std::sort(block.begin(), block.end());
    blocks_.push_back(std::move(block));
  }

  const Graph& graph_;
  std::vector<Vertex> number_;  // in the order of the search, from 1
  std::vector<Vertex> low_;
  std::size_t count_ = 0;
  std::vector<Frame> stack_;
  std::vector<Vertex> open_;
  std::vector<std::vector<Vertex>> blocks_;
};

}  // namespace

Table blocks(const Graph& graph, const BlocksOptions&) {
  auto found = BlockSearch(simple_undirected(graph)).run();
  std::sort(found.begin(), found.end(), [](const std::vector<Vertex>& a, const std::vector<Vertex>& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  std::vector<Vertex> vertex;
  std::vector<std::int64_t> block, size;
  for (std::size_t k = 0; k < found.size(); ++k) {
    for (const Vertex v : found[k]) {
      vertex.push_back(v);
      block.push_back(static_cast<std::int64_t>(k + 1));
      size.push_back(static_cast<std::int64_t>(found[k].size()));
    }
  }
  Table table;
  table.add("vertex", std::move(vertex));
  table.add("block", std::move(block));
  table.add("size", std::move(size), "vertices");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "a vertex of the block"},
    ColumnRow{"block", "", "from 1, the largest first"},
    ColumnRow{"size", "vertices", "of the block"},
};

}  // namespace

extern constinit const Pass blocks_pass{
    .name = "blocks",
    .family = "structure",
    .summary = "Biconnected components: what no single vertex can cut",
    .definition =
        "Greatest sets of vertices that stay connected when any one of them is removed; two linked vertices alone are "
        "one "
        "too. Blocks share cut vertices. Direction, weights, loops and repeats are dropped.",
    .trap = "A vertex may be in many blocks: rows are memberships, and sizes add up to more than the graph.",
    .cost = "O(vertices + edges) time; 6 numbers a vertex",
    .paper = "Hopcroft & Tarjan 1973, doi:10.1145/362248.362272",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .options = options,
    .columns = columns,
    .laws = law_never_negative,
    .example = {.edges = "a b\nb c\nc a\nc d\n",
                .options = "",
                .expected = "vertex,block,size\na,1,3\nb,1,3\nc,1,3\nc,2,2\nd,2,2\n"},
    .run_graph = &Runner<&blocks, options, BlocksOptions>::run_graph,
};

}  // namespace renmai
