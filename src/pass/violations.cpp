// SPDX-License-Identifier: Apache-2.0
#include "pass/violations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/structure/sequence.hpp"

namespace renmai {
namespace {

constexpr int rounds_without_gain = 20;
constexpr double slack = 1e-9;  // of sums that rounding alone tells apart

/// What an order gains where one vertex stands above another: weight there less weight back.
struct Gain {
  Vertex other;
  double gain;
};
using Gains = std::vector<std::vector<Gain>>;

Gains gains_of(const Graph& once) {
  Gains gains(once.vertex_count());
  if (!once.directed()) return gains;
  for (const Edge& edge : once.edges()) {
    gains[edge.from].push_back({edge.to, edge.weight});
    gains[edge.to].push_back({edge.from, -edge.weight});
  }
  for (auto& row : gains) {
    std::stable_sort(row.begin(), row.end(), [](const Gain& a, const Gain& b) { return a.other < b.other; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (kept > 0 && row[kept - 1].other == row[i].other)
        row[kept - 1].gain += row[i].gain;
      else
        row[kept++] = row[i];
    }
    row.resize(kept);
  }
  return gains;
}

double violated(const Graph& once, const std::vector<Vertex>& order) {
  std::vector<std::size_t> place(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = k;
  double sum = 0;
  for (const Edge& edge : once.edges()) {
    if (!once.directed() || place[edge.from] > place[edge.to]) sum += edge.weight;
  }
  return sum;
}

/// An order that violates little, and nothing if that can be: what nothing stands above goes to the front, what nothing
/// stands below to the back, else what gains most to the front; ties by chance. Eades, Lin & Smyth 1993,
/// doi:10.1016/0020-0190(93)90079-O.
std::vector<Vertex> sorted_out(const Gains& gains, Random& random) {
  const std::size_t n = gains.size();
  std::vector<Vertex> luck(n);
  std::iota(luck.begin(), luck.end(), Vertex{0});
  shuffle(luck, random);
  std::vector<std::size_t> above(n, 0), below(n, 0);  // neighbours left
  std::vector<double> gain(n, 0);
  const auto key = [&](Vertex v) {
    const double first = above[v] == 0   ? std::numeric_limits<double>::infinity()
                         : below[v] == 0 ? -std::numeric_limits<double>::infinity()
                                         : gain[v];
    return std::tuple(first, luck[v], v);
  };
  for (std::size_t v = 0; v < n; ++v) {
    for (const Gain& of : gains[v]) {
      below[v] += of.gain > 0 ? 1 : 0;
      above[v] += of.gain < 0 ? 1 : 0;
      gain[v] += of.gain;
    }
  }
  std::set<std::tuple<double, Vertex, Vertex>> left;
  for (Vertex v = 0; v < n; ++v) left.insert(key(v));
  std::vector<Vertex> front, back;
  while (!left.empty()) {
    const bool at_back = std::isinf(std::get<0>(*left.begin())) && std::get<0>(*left.begin()) < 0;
    const auto taken = at_back ? left.begin() : std::prev(left.end());
    const Vertex v = std::get<2>(*taken);
    left.erase(taken);
    (at_back ? back : front).push_back(v);
    for (const Gain& of : gains[v]) {
      const auto at = left.find(key(of.other));
      if (at == left.end()) continue;
      left.erase(at);
      if (of.gain > 0) --above[of.other];
      if (of.gain < 0) --below[of.other];
      gain[of.other] += of.gain;
      left.insert(key(of.other));
    }
  }
  front.insert(front.end(), back.rbegin(), back.rend());
  return front;
}

/// One search.
class Chain {
 public:
  /// From an order drawn at random, or sorted out.
  Chain(const Gains& gains, std::uint64_t seed, bool from_sorted_out)
      : gains_(gains), random_(seed), line_({}), turns_(gains.size()) {
    std::iota(turns_.begin(), turns_.end(), Vertex{0});
    std::vector<Vertex> order = turns_;
    if (from_sorted_out)
      order = sorted_out(gains_, random_);
    else
      shuffle(order, random_);
    line_ = Sequence(order);
  }

  /// Takes every vertex out once and puts it back. Returns the weight that is violated no longer.
  double round() {
    shuffle(turns_, random_);
    double gained = 0;
    for (const Vertex v : turns_) gained += reinsert(v);
    return gained;
  }
  [[nodiscard]] std::vector<Vertex> order() const { return line_.order(); }

 private:
  /// Between two of its neighbours a vertex may stand anywhere: a stretch of places worth the same.
  struct Stretch {
    std::size_t first;
    std::size_t last;
    double worth;
  };

  double reinsert(Vertex v) {
    // Places with v taken out: those behind it come one nearer.
    near_.clear();
    double worth = 0;  // of standing before all
    double now = 0;
    const std::size_t from = line_.place(v);
    for (const Gain& gain : gains_[v]) {
      const std::size_t at = line_.place(gain.other);
      near_.emplace_back(at > from ? at - 1 : at, gain.gain);
      worth += gain.gain;
      if (at > from) now += gain.gain;
    }
    std::sort(near_.begin(), near_.end());
    stretches_.clear();
    std::size_t begin = 0;
    double best = worth;
    for (const auto& [at, gain] : near_) {
      stretches_.push_back({begin, at, worth});
      worth -= gain;
      best = std::max(best, worth);
      begin = at + 1;
    }
    stretches_.push_back({begin, line_.size() - 1, worth});
    std::erase_if(stretches_, [&](const Stretch& stretch) { return stretch.worth < best - slack; });
    std::size_t places = 0;
    for (const Stretch& stretch : stretches_) places += stretch.last - stretch.first + 1;
    std::size_t drawn = random_.below(places);
    for (const Stretch& stretch : stretches_) {
      const std::size_t length = stretch.last - stretch.first + 1;
      if (drawn < length) {
        line_.move(v, stretch.first + drawn);
        break;
      }
      drawn -= length;
    }
    return best - now;
  }

  const Gains& gains_;
  Random random_;
  Sequence line_;
  std::vector<Vertex> turns_;
  std::vector<std::pair<std::size_t, double>> near_;
  std::vector<Stretch> stretches_;
};

/// Sums over the orders that a chain kept.
struct Kept {
  double violations = std::numeric_limits<double>::infinity();
  std::vector<double> sum;
  std::vector<double> squares;
};

Kept run_chain(const Graph& once, const Gains& gains, const ViolationsOptions& options, std::size_t number) {
  Chain chain(gains, mix64(options.seed) + number, number % 2 == 0);
  for (int idle = 0; idle < rounds_without_gain; ++idle) {
    check_stop();
    if (chain.round() > slack) idle = 0;
  }
  Kept kept;
  for (std::uint32_t k = 0; k < options.samples; ++k) {
    check_stop();
    // A plateau may open onto a better one: what was kept before that was no optimum.
    if (k == 0 || chain.round() > slack) {
      kept.sum.assign(gains.size(), 0);
      kept.squares.assign(gains.size(), 0);
      k = 0;
    }
    double rank = 0;
    for (const Vertex v : chain.order()) {
      rank += 1;
      kept.sum[v] += rank;
      kept.squares[v] += rank * rank;
    }
  }
  kept.violations = violated(once, chain.order());
  return kept;
}

}  // namespace

Table violations(const Graph& graph, const ViolationsOptions& options) {
  require_weights(graph, "violations");
  const Graph once = build_graph(graph.vertex_count(), graph.edges(),
                                 {.directed = graph.directed(), .loops = Loops::drop, .weighted = true});
  const std::size_t n = once.vertex_count();
  const Gains gains = gains_of(once);
  std::vector<Kept> chains(options.chains);
  parallel_for(
      chains.size(), [&](std::size_t c) { chains[c] = run_chain(once, gains, options, c); }, 1);
  double least = std::numeric_limits<double>::infinity();
  for (const Kept& chain : chains) least = std::min(least, chain.violations);
  std::vector<double> rank(n, 0), squares(n, 0), score(n), sd(n);
  std::int64_t orders = 0;
  for (const Kept& chain : chains) {
    if (chain.violations > least + slack) continue;
    orders += options.samples;
    for (std::size_t v = 0; v < n; ++v) {
      rank[v] += chain.sum[v];
      squares[v] += chain.squares[v];
    }
  }
  for (std::size_t v = 0; v < n; ++v) {
    rank[v] /= static_cast<double>(orders);
    sd[v] = std::sqrt(std::max(0.0, squares[v] / static_cast<double>(orders) - rank[v] * rank[v]));
    score[v] = static_cast<double>(n) - rank[v];
  }
  double all = 0;
  for (const Edge& edge : once.edges()) all += edge.weight;
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(score), "vertices");
  table.add("rank", std::move(rank));
  table.add("sd", std::move(sd));
  table.add("violations", std::vector<double>(n, least), "weight");
  table.add("share", std::vector<double>(n, least / all));
  table.add("orders", std::vector<std::int64_t>(n, orders), "orders");
  return table;
}

namespace {

constexpr std::array options{
    option<&ViolationsOptions::chains>("chains", "so many searches", 1, 1000),
    option<&ViolationsOptions::samples>("samples", "so many best orders of each", 1, 1000),
    option<&ViolationsOptions::seed>("seed", "of what is drawn"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "vertices", "that come after it, on average over the best orders met"},
    ColumnRow{"rank", "", "its mean place, from 1"},
    ColumnRow{"sd", "", "standard deviation of its places"},
    ColumnRow{"violations", "weight", "of the edges that a best order goes against"},
    ColumnRow{"share", "", "of all weight; undefined without edges"},
    ColumnRow{"orders", "orders", "best ones that count"},
};

}  // namespace

extern constinit const Pass violations_pass{
    .name = "violations",
    .family = "structure",
    .summary = "Minimum violation ranking: the orders that the fewest edges go against",
    .definition =
        "i -> j says that i stands above j; an order violates an edge if j comes first. Searches, half of them from an "
        "order drawn at random and half from one sorted out by what each vertex gains, take vertices out and put each "
        "back at one of its best places; of the best orders met, the mean place of each "
        "vertex and its standard deviation.",
    .trap =
        "The best order is not unique: a single one hides that most of its places are free, and sd is what tells. Two "
        "vertices with a like rank and a large sd are not ranked at all.",
    .cost = "a round of a chain O((vertices + edges) sqrt(vertices)), chains side by side; an order a chain",
    .paper =
        "Ali, Cook & Kress 1986, doi:10.1287/mnsc.32.6.642; Clauset, Arbesman & Larremore 2015, "
        "doi:10.1126/sciadv.1400005",
    .direction = Direction::directed,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_never_negative | law_may_be_nan,
    .example = {.edges = "a b\nb c\nc d\na d\nd a\n",
                .options = "",
                .expected = "vertex,score,rank,sd,violations,share,orders\na,3,1,0,1,0.2,1000\nb,2,2,0,1,0.2,1000\n"
                            "c,1,3,0,1,0.2,1000\nd,0,4,0,1,0.2,1000\n"},
    .run_graph = &Runner<&violations, options, ViolationsOptions>::run_graph,
};

}  // namespace renmai
