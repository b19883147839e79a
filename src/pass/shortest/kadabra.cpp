// SPDX-License-Identifier: Apache-2.0
// KADABRA. The chance of failure is shared out among the vertices after a first, smaller sample, which is then thrown
// away: those that seem to be passed often get most. Then paths are drawn in portions, and after each the bounds f and
// g of the paper tell whether every vertex is within the error. Each path has random numbers of its own, so any thread
// may draw it, and counts of passes are whole numbers, whose sum no order changes.
#include "pass/shortest/kadabra.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <utility>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "pass/shortest/path_sampler.hpp"
#include "pass/walk/blocks.hpp"
#include "pass/walk/hop_tree.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {
namespace {

constexpr double even_share = 0.001;  // of the failure is the same for all vertices
constexpr std::uint64_t first_portion = 1024;
constexpr std::size_t components_searched = 16;  // for the longest path; others count with all their vertices
constexpr std::size_t paths_at_once = 16;        // that a thread draws between two looks for work

/// At least as many vertices as lie on any shortest path.
double longest_path(const Graph& graph) {
  if (graph.directed()) return graph.vertex_count();
  const auto labels = weak_labels(graph);
  std::vector<std::pair<Vertex, Vertex>> components(graph.vertex_count());  // size, a vertex
  for (const Vertex v : graph.vertices()) components[labels[v]] = {components[labels[v]].first + 1, v};
  std::sort(components.begin(), components.end(), std::greater<>());
  double most = 1;
  for (std::size_t k = 0; k < components.size(); ++k) {
    const auto& [size, vertex] = components[k];
    if (size <= most) break;
    if (k >= components_searched) return size;
    // No two vertices are farther from each other than twice as far as any is from this one.
    for (const double distance : hop_tree(graph, vertex).distance) most = std::max(most, 2 * distance + 1);
  }
  return most;
}

class Kadabra {
 public:
  Kadabra(const Graph& graph, double error, double failure, std::uint64_t seed)
      : graph_(graph),
        n_(graph.vertex_count()),
        // Shares of paths between any ends become shares of paths between others by n / (n - 2).
        error_(error * (n_ - 2) / n_),
        seed_(seed),
        passes_(graph.vertex_count(), 0) {
    const double halvings = std::max(0.0, std::floor(std::log2(std::max(1.0, longest_path(graph) - 2))));
    most_paths_ = std::ceil(0.5 / (error_ * error_) * (halvings + 1 + std::log(2 / failure)));
    samplers_.reserve(static_cast<std::size_t>(thread_count()));
    for (int t = 0; t < thread_count(); ++t) samplers_.emplace_back(graph);
    share_out(failure);
  }

  std::vector<double> run() {
    std::uint64_t drawn = 0;
    const auto most = static_cast<std::uint64_t>(most_paths_);
    while (drawn < most && (drawn == 0 || !close_enough(drawn))) {
      report_progress("betweenness", drawn, most);
      const std::uint64_t portion = std::min(std::max(first_portion, drawn / 8), most - drawn);
      draw(main_stream, drawn, portion);
      drawn += portion;
    }
    std::vector<double> normalized;
    normalized.reserve(passes_.size());
    for (const std::uint32_t count : passes_) normalized.push_back(count / static_cast<double>(drawn) * n_ / (n_ - 2));
    return normalized;
  }

 private:
  static constexpr std::uint64_t first_stream = 1;
  static constexpr std::uint64_t main_stream = 2;

  void draw(std::uint64_t stream, std::uint64_t begin, std::uint64_t count) {
    for_ranges_by_worker(samplers_.size(), count, paths_at_once,
                         [&](std::size_t worker, std::size_t first, std::size_t end) {
                           for (std::size_t i = first; i < end; ++i) {
                             Random random(mix64(seed_ + stream) ^ mix64(begin + i));
                             const auto source = static_cast<Vertex>(random.below(graph_.vertex_count()));
                             auto target = static_cast<Vertex>(random.below(graph_.vertex_count() - 1));
                             if (target >= source) ++target;
                             for (const Vertex v : samplers_[worker].draw(source, target, random))
                               std::atomic_ref(passes_[v]).fetch_add(1, std::memory_order_relaxed);
                           }
                         });
  }

  /// Sets the chance that a vertex fails in one direction, so that all together, in both, add up to half of `failure`
  /// at most; the other half is for the greatest number of paths being too few.
  void share_out(double failure) {
    const auto first = static_cast<std::uint64_t>(most_paths_ / 100) + 1;
    draw(first_stream, 0, first);
    const double one_way = failure / 4;
    // exp(-c error^2 / b) over all vertices passed is to be the part of it that is not shared evenly.
    const double wanted = one_way * (1 - even_share);
    const auto sum = [&](double c) {
      return parallel_sum(passes_.size(), [&](std::size_t v) { return passes_[v] == 0 ? 0 : share(v, c, first); });
    };
    double low = 0;
    double high = 1;
    while (sum(high) > wanted) high *= 2;
    for (int step = 0; step < 40; ++step) {
      const double middle = (low + high) / 2;
      (sum(middle) > wanted ? low : high) = middle;
    }
    const double even = one_way * even_share / n_;
    log_chance_.resize(passes_.size());
    parallel_for(passes_.size(), [&](std::size_t v) {
      const double own = passes_[v] == 0 ? 0 : share(v, high, first);
      log_chance_[v] = -std::log(std::min(1.0, own + even));
    });
    std::fill(passes_.begin(), passes_.end(), 0);
  }
  [[nodiscard]] double share(std::size_t v, double c, std::uint64_t drawn) const {
    return std::exp(-c * error_ * error_ * static_cast<double>(drawn) / passes_[v]);
  }

  /// The stopping rule of the paper: f and g, how far the exact value may lie below and above, for every vertex.
  [[nodiscard]] bool close_enough(std::uint64_t drawn) const {
    const auto tau = static_cast<double>(drawn);
    std::atomic<bool> close{true};
    parallel_for(passes_.size(), [&](std::size_t v) {
      if (!close.load(std::memory_order_relaxed)) return;
      const double b = passes_[v] / tau;
      const double log_chance = log_chance_[v];
      const auto far = [&](double sign) {
        const double part = 1.0 / 3 + sign * most_paths_ / tau;
        return log_chance / tau * (part + std::sqrt(part * part + 2 * b * most_paths_ / log_chance));
      };
      if (far(-1) > error_ || far(1) > error_) close.store(false, std::memory_order_relaxed);
    });
    return close;
  }

  const Graph& graph_;
  double n_;
  double error_;
  double most_paths_ = 0;  // omega
  std::uint64_t seed_;
  std::vector<std::uint32_t> passes_;
  std::vector<double> log_chance_;  // ln(1 / chance of failure) by vertex
  std::vector<PathSampler> samplers_;
};

}  // namespace

std::vector<double> sample_betweenness(const Graph& graph, double error, double failure, std::uint64_t seed) {
  if (graph.vertex_count() < 3) {
    std::vector<double> zeros(graph.vertex_count(), 0.0);  // nothing lies between two others
    return zeros;
  }
  return Kadabra(graph, error, failure, seed).run();
}

}  // namespace renmai
