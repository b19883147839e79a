// SPDX-License-Identifier: Apache-2.0
// Since distances to v are asked for, what arrives at v in a round need only be counted, never told apart by source.
#include "pass/shortest/hop_sums.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/wide.hpp"

namespace renmai {
namespace {

constexpr std::size_t batch_size = 512;
constexpr std::size_t word_bits = 64;
constexpr std::size_t words = batch_size / word_bits;

/// A set of sources of a batch: one cache line.
struct alignas(64) Sources {
  std::array<std::uint64_t, words> word{};

  [[gnu::always_inline]] inline Sources& operator|=(const Sources& other) {
    for (std::size_t k = 0; k < words; ++k) word[k] |= other.word[k];
    return *this;
  }
  [[nodiscard, gnu::always_inline]] inline Sources without(const Sources& other) const {
    Sources rest;
    for (std::size_t k = 0; k < words; ++k) rest.word[k] = word[k] & ~other.word[k];
    return rest;
  }
  [[nodiscard, gnu::always_inline]] inline bool any() const {
    std::uint64_t all = 0;
    for (std::size_t k = 0; k < words; ++k) all |= word[k];
    return all != 0;
  }
  [[nodiscard, gnu::always_inline]] inline std::int64_t count() const {
    std::int64_t sum = 0;
    for (std::size_t k = 0; k < words; ++k) sum += std::popcount(word[k]);
    return sum;
  }
};

/// One batch on its way.
struct Search {
  explicit Search(Vertex n) : seen(n), frontier(n), next(n), sums(n), reached(n) {}

  Sources all;                    // of the batch
  std::vector<Sources> seen;      // which sources have met each vertex
  std::vector<Sources> frontier;  // in the round before; empty outside `active`
  std::vector<Sources> next;      // in this round; empty outside `found`
  std::vector<Vertex> active;     // vertices that some source met in the round before
  std::vector<Vertex> found;      // the same of this round
  EdgeIndex active_slots = 0;     // out-edges of `active`
  EdgeIndex found_slots = 0;
  std::vector<double> sums;
  std::vector<std::int64_t> reached;
};

constexpr std::size_t stop_stride = 4096;  // vertices between two looks at the stop flag

/// Enters what has newly met v; `fresh` is not empty.
[[gnu::always_inline]] inline void meet(Search& search, const Graph& graph, Vertex v, const Sources& fresh,
                                        double term) {
  const std::int64_t count = fresh.count();
  search.seen[v] |= fresh;
  search.next[v] = fresh;
  search.reached[v] += count;
  search.sums[v] += static_cast<double>(count) * term;
  search.found.push_back(v);
  search.found_slots += graph.out_degree(v);
}

/// Every vertex that some source has not met asks its in-neighbours, and no more than needed.
RENMAI_WIDE void pull(Search& search, const Graph& graph, double term) {
  for (const Vertex v : graph.vertices()) {
    if (v % stop_stride == 0 && stop_requested()) return;
    const Sources missing = search.all.without(search.seen[v]);
    if (!missing.any()) continue;
    Sources met;
    std::size_t until_look = 8;
    for (const Vertex u : graph.in(v)) {
      met |= search.frontier[u];
      if (--until_look > 0) continue;
      if (!missing.without(met).any()) break;
      until_look = 8;
    }
    const Sources fresh = met.without(search.seen[v]);
    if (fresh.any()) meet(search, graph, v, fresh, term);
  }
}

/// The active vertices tell their out-neighbours.
RENMAI_WIDE void push(Search& search, const Graph& graph, double term) {
  std::vector<Vertex> touched;
  for (std::size_t i = 0; i < search.active.size(); ++i) {
    if (i % stop_stride == 0 && stop_requested()) return;
    const Vertex u = search.active[i];
    const Sources sent = search.frontier[u];
    for (const Vertex w : graph.out(u)) {
      if (!sent.without(search.seen[w]).any()) continue;
      if (!search.next[w].any()) touched.push_back(w);
      search.next[w] |= sent;
    }
  }
  for (const Vertex w : touched) meet(search, graph, w, search.next[w].without(search.seen[w]), term);
}

double value_of(HopTerm term, double distance) {
  if (term == HopTerm::reciprocal) return 1 / distance;
  return term == HopTerm::squared ? distance * distance : distance;
}

void begin(Search& search, const Graph& graph, std::span<const Vertex> sources) {
  std::ranges::fill(search.seen, Sources{});
  std::ranges::fill(search.frontier, Sources{});  // a stopped run leaves bits behind
  std::ranges::fill(search.next, Sources{});
  std::ranges::fill(search.sums, 0.0);
  std::ranges::fill(search.reached, 0);
  search.all = Sources{};
  search.active.assign(sources.begin(), sources.end());
  search.active_slots = 0;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    const std::uint64_t bit = std::uint64_t{1} << (k % word_bits);
    search.all.word[k / word_bits] |= bit;
    search.seen[sources[k]].word[k / word_bits] |= bit;
    search.frontier[sources[k]].word[k / word_bits] |= bit;
    search.active_slots += graph.out_degree(sources[k]);
  }
}

void run(Search& search, const Graph& graph, std::span<const Vertex> sources, HopTerm term) {
  constexpr EdgeIndex push_cost = 4;  // against pulling along an edge, which stops early and never writes
  begin(search, graph, sources);
  for (double distance = 1; !search.active.empty() && !stop_requested(); ++distance) {
    const double value = value_of(term, distance);
    search.found.clear();
    search.found_slots = 0;
    if (push_cost * search.active_slots < graph.slot_count() + graph.vertex_count()) {
      push(search, graph, value);
    } else {
      pull(search, graph, value);
    }
    for (const Vertex v : search.active) search.frontier[v] = Sources{};
    search.frontier.swap(search.next);
    search.active.swap(search.found);
    search.active_slots = search.found_slots;
  }
}

std::size_t search_count(std::size_t n, std::size_t batches) {
  constexpr std::size_t most_bytes = std::size_t{1} << 30;
  constexpr std::size_t vertex_bytes = 3 * sizeof(Sources) + sizeof(double) + sizeof(std::int64_t);
  const std::size_t affordable = std::max<std::size_t>(1, most_bytes / (vertex_bytes * std::max<std::size_t>(1, n)));
  return std::min({static_cast<std::size_t>(thread_count()), batches, affordable});
}

}  // namespace

HopSums hop_sums(const Graph& graph, std::span<const Vertex> sources, HopTerm term, std::string_view what) {
  const std::size_t n = graph.vertex_count();
  HopSums total{std::vector<double>(n, 0.0), std::vector<std::int64_t>(n, 0)};
  const std::size_t batches = (sources.size() + batch_size - 1) / batch_size;
  std::vector<Search> searches(search_count(n, batches), Search(graph.vertex_count()));
  for (std::size_t first = 0; first < batches; first += searches.size()) {
    const std::size_t used = std::min(searches.size(), batches - first);
    parallel_for(
        used,
        [&](std::size_t k) {
          const std::size_t begin_at = (first + k) * batch_size;
          run(searches[k], graph, sources.subspan(begin_at, std::min(batch_size, sources.size() - begin_at)), term);
        },
        1);
    report_progress(what, std::min(sources.size(), (first + used) * batch_size), sources.size());
    for (std::size_t k = 0; k < used; ++k) {  // batch after batch, so that the number of searches does not show
      for (std::size_t v = 0; v < n; ++v) {
        total.sums[v] += searches[k].sums[v];
        total.reached[v] += searches[k].reached[v];
      }
    }
  }
  return total;
}

}  // namespace renmai
