// SPDX-License-Identifier: Apache-2.0
// Delta stepping: vertices wait in bins by distance, each `delta` wide, and a bin is relaxed until it stays empty. Any
// order ends at the same distances, so threads relax together; parents are read off the distances at the end.
// A thread goes on with a bin alone while it is small (bucket fusion). Lengths so uneven that a bin is relaxed over and
// over are left to Dijkstra's algorithm, which goes on from what is known.
#include "pass/walk/length_tree.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/pages.hpp"
#include "base/random.hpp"
#include "pass/walk/ahead.hpp"
#include "pass/walk/bitmap.hpp"
#include "pass/walk/blocks.hpp"
#include "pass/walk/tree_parents.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t bin_count = 1024;    // bins ahead of the one at work; what lies farther waits together
constexpr std::size_t alone_limit = 1000;  // a smaller bin takes less time than waking the threads
constexpr Vertex order_share = 256;        // a bin with more than this share of the vertices is worth putting in order
constexpr std::size_t relax_block = 64;    // vertices
constexpr EdgeIndex most_repeats = 8;      // relaxations an edge on average before Dijkstra's algorithm takes over
constexpr std::size_t stop_interval = 4096;  // vertices between two looks at the stop flag
constexpr std::size_t sample_size = 1001;

/// Width of a bin: twice the middle weight, over the mean degree so that few paths of several edges end in one bin.
double bin_width(const Graph& graph) {
  if (graph.slot_count() == 0) return 1;
  std::array<double, sample_size> sample{};
  Random random(1);
  for (double& weight : sample) weight = graph.weight(random.below(graph.slot_count()));
  std::nth_element(sample.begin(), sample.begin() + sample_size / 2, sample.end());
  const double middle = sample[sample_size / 2];
  const double degree = static_cast<double>(graph.slot_count()) / graph.vertex_count();
  return middle > 0 ? 2 * middle / std::max(2.0, degree) : 1;
}

/// A step along an edge that may shorten the way to its end.
struct Step {
  Vertex to;
  double through;  // length of the way that takes it
};

/// Steps found by a worker and not yet taken. They are looked for without branches, for which of them shorten a way
/// cannot be foreseen, and taken many at a time, so that the waits for memory overlap.
struct Steps {
  static constexpr std::size_t row_piece = 512;  // edges
  static constexpr std::size_t enough = 1024;

  std::array<Step, enough + row_piece> items;
  std::size_t count = 0;
};

/// Vertices waiting by distance, of one worker, and its steps.
struct Worker {
  std::array<std::vector<Vertex>, bin_count> near;
  std::vector<Vertex> far;
  Steps steps;
};

class DeltaStepping {
 public:
  DeltaStepping(const Graph& graph, Vertex source)
      : graph_(graph),
        distance_(filled(graph.vertex_count(), infinity)),
        delta_(bin_width(graph)),
        bins_(static_cast<std::size_t>(std::max(1, thread_count()))),
        order_(graph.vertex_count()) {
    distance_[source] = 0;
    bins_[0].near[0].push_back(source);
  }

  /// Infinity where no path leads.
  std::vector<double> run() {
    while (next_bin()) {
      report_progress("distances", relaxed_.load(), graph_.slot_count());
      relax_bin();
      if (spent()) {
        finish_by_heap();
        break;
      }
    }
    return std::move(distance_);
  }

 private:
  [[nodiscard]] bool spent() const { return relaxed_ > most_repeats * (graph_.slot_count() + graph_.vertex_count()); }
  [[nodiscard]] double distance(Vertex v) { return std::atomic_ref(distance_[v]).load(std::memory_order_relaxed); }

  /// Goes on to the first bin that is not empty, if need be with new bins from what waits far away.
  bool next_bin() {
    for (; bin_ < bin_count; ++bin_) {
      if (std::any_of(bins_.begin(), bins_.end(), [&](const Worker& bins) { return !bins.near[bin_].empty(); })) {
        return true;
      }
    }
    return spread_far();
  }

  bool spread_far() {
    std::vector<Vertex> waiting;
    double least = infinity;
    for (Worker& bins : bins_) {
      for (const Vertex v : bins.far) {
        if (place(distance_[v]) < bin_count) continue;  // reached nearer since, and relaxed there
        waiting.push_back(v);
        least = std::min(least, distance_[v]);
      }
      relaxed_ += bins.far.size();
      bins.far.clear();
    }
    if (waiting.empty()) return false;
    base_ = least;
    bin_ = 0;
    for (const Vertex v : waiting) put(bins_[0], v, distance_[v]);
    return true;
  }

  /// The bin of a distance, with a fraction. Paths only grow, so a bin never lies before the one at work.
  [[nodiscard]] double place(double distance) const { return (distance - base_) / delta_; }

  void put(Worker& bins, Vertex v, double distance) {
    const double bin = place(distance);
    (bin < bin_count ? bins.near[static_cast<std::size_t>(bin)] : bins.far).push_back(v);
  }

  void relax_bin() {
    std::vector<Vertex> waiting;
    for (Worker& bins : bins_) {
      waiting.insert(waiting.end(), bins.near[bin_].begin(), bins.near[bin_].end());
      bins.near[bin_].clear();
    }
    if (waiting.size() < alone_limit) {
      relax_alone(std::move(waiting));
      return;
    }
    if (waiting.size() > graph_.vertex_count() / order_share) put_in_order(waiting);
    for_ranges_by_worker(
        bins_.size(), waiting.size(), relax_block, [&](std::size_t worker, std::size_t begin, std::size_t end) {
          const bool shared = bins_.size() > 1;
          EdgeIndex count = 0;
          for (std::size_t i = begin; i < end; ++i) {
            fetch_ahead(graph_, waiting, i);
            count += shared ? relax<true>(waiting[i], bins_[worker]) : relax<false>(waiting[i], bins_[worker]);
          }
          shared ? take_steps<true>(bins_[worker]) : take_steps<false>(bins_[worker]);
          relaxed_.fetch_add(count, std::memory_order_relaxed);
        });
  }

  /// Sorts by number and drops repeats, through a bitmap: then rows are read in the order they lie in.
  void put_in_order(std::vector<Vertex>& vertices) {
    for (const Vertex v : vertices) order_.set(v);
    vertices.clear();
    for (std::size_t w = 0; w < order_.word_count(); ++w) {
      for_each_bit(order_.word(w), w, [&](Vertex v) { vertices.push_back(v); });
      order_.set_word(w, 0);
    }
  }

  /// Relaxes a bin on this thread and what it puts back into the bin, as long as that is little.
  void relax_alone(std::vector<Vertex> waiting) {
    do {
      EdgeIndex count = 0;
      for (std::size_t i = 0; i < waiting.size(); ++i) {
        if (i % stop_interval == 0) check_stop();
        fetch_ahead(graph_, waiting, i);
        count += relax<false>(waiting[i], bins_[0]);
      }
      take_steps<false>(bins_[0]);
      relaxed_ += count;
      waiting.clear();
      std::swap(waiting, bins_[0].near[bin_]);
    } while (!waiting.empty() && waiting.size() < alone_limit && !spent());
    std::swap(waiting, bins_[0].near[bin_]);
  }

  /// Tries the edges of v, unless it has been reached in an earlier bin since it was put here. How many they are.
  template <bool shared>
  EdgeIndex relax(Vertex v, Worker& worker) {
    const double from = distance(v);
    if (place(from) < static_cast<double>(bin_)) return 1;
    const auto row = graph_.out(v);
    const auto lengths = graph_.out_weights(v);
    Steps& steps = worker.steps;
    for (std::size_t begin = 0; begin < row.size(); begin += Steps::row_piece) {
      const std::size_t end = std::min(row.size(), begin + Steps::row_piece);
      std::size_t count = steps.count;
      for (std::size_t k = begin; k < end; ++k) {
        const double through = from + (lengths.empty() ? 1.0 : lengths[k]);
        steps.items[count] = {row[k], through};
        count += static_cast<std::size_t>(through < distance(row[k]));
      }
      steps.count = count;
      if (steps.count > Steps::enough) take_steps<shared>(worker);
    }
    return row.size() + 1;
  }

  template <bool shared>
  void take_steps(Worker& worker) {
    for (std::size_t i = 0; i < worker.steps.count; ++i) {
      const Step step = worker.steps.items[i];
      if (lower<shared>(step.to, step.through)) put(worker, step.to, step.through);
    }
    worker.steps.count = 0;
  }

  template <bool shared>
  bool lower(Vertex v, double through) {
    if constexpr (shared) {
      const std::atomic_ref place(distance_[v]);
      double before = place.load(std::memory_order_relaxed);
      while (through < before) {
        if (place.compare_exchange_weak(before, through, std::memory_order_relaxed)) return true;
      }
      return false;
    } else {
      if (through >= distance_[v]) return false;
      distance_[v] = through;
      return true;
    }
  }

  /// Dijkstra's algorithm from all that waits.
  void finish_by_heap() {
    using Entry = std::pair<double, Vertex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (const Worker& bins : bins_) {
      for (const auto& near : bins.near) {
        for (const Vertex v : near) queue.emplace(distance_[v], v);
      }
      for (const Vertex v : bins.far) queue.emplace(distance_[v], v);
    }
    for (std::size_t done = 0; !queue.empty(); ++done) {
      if (done % stop_interval == 0) check_stop();
      const auto [from, v] = queue.top();
      queue.pop();
      if (from != distance_[v]) continue;
      const auto row = graph_.out(v);
      for (std::size_t k = 0; k < row.size(); ++k) {
        const double through = from + graph_.weight(graph_.out_begin(v) + k);
        if (lower<false>(row[k], through)) queue.emplace(through, row[k]);
      }
    }
  }

  const Graph& graph_;
  std::vector<double> distance_;
  double delta_;
  double base_ = 0;      // where bin 0 begins
  std::size_t bin_ = 0;  // the bin at work
  std::vector<Worker> bins_;
  Bitmap order_;  // empty but in put_in_order
  std::atomic<EdgeIndex> relaxed_{0};
};

void say_unreached(std::vector<double>& distance) {
  parallel_for(distance.size(), [&](std::size_t v) {
    if (distance[v] == infinity) distance[v] = std::numeric_limits<double>::quiet_NaN();
  });
}

}  // namespace

std::vector<double> lengths_from(const Graph& graph, Vertex source) {
  std::vector<double> distance = DeltaStepping(graph, source).run();
  say_unreached(distance);
  return distance;
}

PathTree length_tree(const Graph& graph, Vertex source) {
  PathTree tree{.distance = DeltaStepping(graph, source).run(), .parent = filled(graph.vertex_count(), no_vertex)};
  find_parents(graph, source, tree);
  say_unreached(tree.distance);
  return tree;
}

}  // namespace renmai
