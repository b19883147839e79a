// SPDX-License-Identifier: Apache-2.0
// Each edge is kept at its end of smaller degree, so a row has at most sqrt(2 edges) entries and a triangle a > b > c
// (by rank, hubs first) is found once, at a: by testing the entries of one row in a bitmap of another. Hubs, which
// stand in most rows, keep bitmaps of their rows, so an edge to a hub costs as much as the other row is long and no
// more.
#include "pass/triangles.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <span>

#include "base/interrupt.hpp"
#include "base/pages.hpp"
#include "base/parallel.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/walk/bitmap.hpp"
#include "pass/walk/blocks.hpp"
#include "pass/walk/ranked_rows.hpp"

namespace renmai {
namespace {

constexpr std::size_t work_block = 32;        // rows differ much in cost: small blocks share it better
constexpr Vertex most_hubs = 1U << 14;        // the bitmap of a hub has a bit for each hub before it: 16 MiB in all
constexpr Vertex own_ranks = 1U << 20;        // ranks that each thread counts for itself: 8 MiB
constexpr std::size_t slice_edges = 1 << 22;  // between two reports of progress

/// For each of the first ranks its row as bits.
class HubBitmaps {
 public:
  explicit HubBitmaps(const RankedRows& rows) : hubs_(std::min(rows.count(), most_hubs)) {
    offsets_.reserve(static_cast<std::size_t>(hubs_) + 1);
    offsets_.push_back(0);
    for (Vertex h = 0; h < hubs_; ++h) offsets_.push_back(offsets_.back() + h / 64 + 1);
    words_.assign(offsets_.back(), 0);
    for (Vertex h = 0; h < hubs_; ++h) {
      for (const Vertex u : rows.row(h)) words_[offsets_[h] + u / 64] |= std::uint64_t{1} << (u % 64);
    }
  }

  [[nodiscard]] Vertex hubs() const { return hubs_; }
  /// The row of a hub: a bit for every smaller rank.
  [[nodiscard]] const std::uint64_t* row(Vertex hub) const { return words_.data() + offsets_[hub]; }

 private:
  Vertex hubs_;
  std::vector<std::size_t> offsets_;
  std::vector<std::uint64_t> words_;
};

/// What one thread needs: the row at hand as a bitmap, and counts by rank: its own for the first ranks, where most
/// triangles lie, and those of all threads for the others. Sums of whole numbers are the same in any order.
class Worker {
 public:
  Worker(Vertex count, std::vector<std::int64_t>& shared)
      : marks(count), own_(std::min(count, own_ranks), 0), shared_(shared) {}

  Bitmap marks;

  void add(Vertex rank, std::int64_t count) {
    if (rank < own_.size()) {
      own_[rank] += count;
    } else if (count > 0) {
      std::atomic_ref(shared_[rank]).fetch_add(count, std::memory_order_relaxed);
    }
  }

  /// Counts the triangles a > b > c with c in `row` and in `bits`, adding to the counts of each c. How many they are.
  std::int64_t count_marked(std::span<const Vertex> row, const std::uint64_t* bits) {
    const auto hit = [bits](Vertex c) { return static_cast<std::int64_t>((bits[c / 64] >> (c % 64)) & 1U); };
    std::int64_t found = 0;
    if (!row.empty() && row.back() < own_.size()) {  // without a branch: a hit is a coin toss to the processor
      for (const Vertex c : row) {
        own_[c] += hit(c);
        found += hit(c);
      }
      return found;
    }
    for (const Vertex c : row) {
      add(c, hit(c));
      found += hit(c);
    }
    return found;
  }

  /// Adds its own counts to the shared ones.
  void hand_over() {
    for (std::size_t rank = 0; rank < own_.size(); ++rank) shared_[rank] += own_[rank];
  }

 private:
  std::vector<std::int64_t> own_;
  std::vector<std::int64_t>& shared_;
};

/// The triangles whose last vertex by rank is a.
void count_row(const RankedRows& rows, const HubBitmaps& hubs, Vertex a, Worker& worker) {
  const auto row = rows.row(a);
  if (row.size() < 2) return;
  for (const Vertex b : row) worker.marks.set(b);
  std::int64_t of_a = 0;
  for (std::size_t k = 1; k < row.size(); ++k) {
    const Vertex b = row[k];
    const auto other = rows.row(b);
    const bool by_hub = b < hubs.hubs() && k <= other.size();
    const std::int64_t found =
        by_hub ? worker.count_marked(row.first(k), hubs.row(b)) : worker.count_marked(other, worker.marks.words());
    worker.add(b, found);
    of_a += found;
  }
  worker.add(a, of_a);
  for (const Vertex b : row) worker.marks.reset(b);
}

}  // namespace

std::vector<std::int64_t> triangle_counts(const Graph& simple) {
  const RankedRows rows(simple);
  const HubBitmaps hubs(rows);
  std::vector<std::int64_t> by_rank(rows.count(), 0);
  const auto threads = static_cast<std::size_t>(std::max(1, thread_count()));
  std::vector<Worker> workers(std::min<std::size_t>(threads, rows.count() / work_block + 1),
                              Worker(rows.count(), by_rank));
  Vertex begin = 0;
  while (begin < rows.count()) {
    report_progress("triangles", begin, rows.count());
    Vertex end = begin;
    for (std::size_t edges = 0; end < rows.count() && edges < slice_edges; ++end) edges += rows.row(end).size() + 1;
    for_ranges_by_worker(workers.size(), end - begin, work_block,
                         [&](std::size_t w, std::size_t first, std::size_t last) {
                           for (std::size_t i = first; i < last; ++i)
                             count_row(rows, hubs, begin + static_cast<Vertex>(i), workers[w]);
                         });
    begin = end;
  }
  for (Worker& worker : workers) worker.hand_over();
  std::vector<std::int64_t> counts = filled(rows.count(), std::int64_t{0});
  for (Vertex r = 0; r < rows.count(); ++r) counts[rows.vertex(r)] = by_rank[r];
  return counts;
}

Table triangles(const Graph& graph, const TrianglesOptions&) {
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", triangle_counts(simple_undirected(graph)), "triangles");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "triangles", "triangles through it; the column adds up to three times all triangles"},
};

}  // namespace

extern constinit const Pass triangles_pass{
    .name = "triangles",
    .family = "structure",
    .summary = "Number of triangles through each vertex",
    .definition =
        "Unordered pairs of neighbours that are neighbours of each other. Direction, weights, loops and "
        "repeated edges are dropped.",
    .cost = "O(edges^1.5) time; 6 numbers a vertex, one an edge; 9 MiB and a bit a vertex for each thread",
    .paper = "Latapy 2008, doi:10.1016/j.tcs.2008.07.017",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_adds_over_components,
    .example = {.edges = "a b\nb c\nc a\nc d\nd b\n", .options = "", .expected = "vertex,score\na,1\nb,2\nc,2\nd,1\n"},
    .run_graph = &Runner<&triangles, options, TrianglesOptions>::run_graph,
};

}  // namespace renmai
