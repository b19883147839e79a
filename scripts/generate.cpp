// SPDX-License-Identifier: Apache-2.0
// Seeded graphs and careers for the benchmarks, as text. Only integers, comparisons and correctly rounded operations
// decide what is written, so a kind, its numbers and its seed give the same bytes on every platform.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"

namespace {

using renmai::mix64;
using renmai::Random;

constexpr std::string_view usage = R"(renmai_generate KIND FILE [NUMBER ...] [seed=N]

  kronecker FILE SCALE           undirected, 2^SCALE vertices, 16 edges a vertex drawn with A=.57 B=C=.19, vertices
                                 shuffled; then loops and repeated edges are dropped, as Graph500 and GAPBS do
  uniform   FILE SCALE           undirected, 2^SCALE vertices, 16 edges a vertex, all equally likely
  powerlaw  FILE VERTICES EDGES  directed; degrees fall as rank^-1/2 (out) and rank^-3/4 (in)
  grid      FILE SIDE            undirected, SIDE x SIDE less a tenth of the edges, weights 1 to 255
  sbm       FILE VERTICES EDGES COMMUNITIES
                                 undirected, of each vertex's edges 0.7 in its community; FILE.labels: vertex, community
  dimacs    FILE VERTICES ARCS   a flow network: a long band, source at one end and sink at the other
  careers   FILE PEOPLE          person,org,start,end; about four spells a person
  placed-careers FILE PEOPLE     the same with a fifth column, the country of the organisation

An edge list has a line `u v` an edge, and if FILE ends in .wel a weight of 1 to 255 behind. No graph has loops or repeated edges; but for the grid the lines are in
random order, and a vertex without an edge does not show.
)";

/// Buffered text; throws when the file does not take it.
class Writer {
 public:
  explicit Writer(const std::filesystem::path& path) : path_(path.string()), file_(path, std::ios::binary) { check(); }
  ~Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  Writer& operator<<(std::string_view text) {
    buffer_ += text;
    return *this;
  }
  Writer& operator<<(char c) {
    buffer_ += c;
    if (c == '\n' && buffer_.size() > flush_bytes) flush();
    return *this;
  }
  Writer& operator<<(std::uint64_t number) {
    char digits[20];
    buffer_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    return *this;
  }
  void close() {
    flush();
    file_.close();
    check();
  }

 private:
  static constexpr std::size_t flush_bytes = std::size_t{1} << 20;
  void flush() {
    file_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
    check();
  }
  void check() const {
    if (!file_) throw std::runtime_error(path_ + " cannot be written");
  }

  std::string path_;
  std::ofstream file_;
  std::string buffer_;
};

/// Draws an index with a chance in proportion to its weight.
class Weighted {
 public:
  explicit Weighted(const std::vector<std::uint64_t>& weights) : sums_(weights.size()) {
    std::partial_sum(weights.begin(), weights.end(), sums_.begin());
    step_ = sums_.back() / weights.size() + 1;
    for (std::uint64_t bound = 0; bound < sums_.back(); bound += step_) guide_.push_back(first_above(bound, 0));
    guide_.push_back(weights.size() - 1);
  }
  std::uint64_t draw(Random& random) const {
    const std::uint64_t value = random.below(sums_.back());
    return first_above(value, guide_[value / step_]);
  }

 private:
  [[nodiscard]] std::uint64_t first_above(std::uint64_t value, std::uint64_t from) const {
    // The guide leaves a few steps for nearly every value; doubling finds the rest.
    std::uint64_t width = 1;
    while (from + width < sums_.size() && sums_[from + width] <= value) width *= 2;
    const auto begin = sums_.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = sums_.begin() + static_cast<std::ptrdiff_t>(std::min(from + width + 1, sums_.size()));
    return static_cast<std::uint64_t>(std::upper_bound(begin, end, value) - sums_.begin());
  }

  std::vector<std::uint64_t> sums_;   ///< of the weights up to and with each index
  std::vector<std::uint64_t> guide_;  ///< the first index whose sum is above k * step_
  std::uint64_t step_ = 1;
};

/// Fisher and Yates; std::shuffle differs between libraries.
template <class T>
void shuffle(std::vector<T>& items, Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

std::vector<std::uint32_t> permutation(std::uint64_t count, Random& random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  shuffle(order, random);
  return order;
}

/// An edge packed into one number, so that sorting is cheap.
constexpr std::uint64_t pack(std::uint64_t from, std::uint64_t to) { return from << 32U | to; }
constexpr std::uint64_t pack_undirected(std::uint64_t u, std::uint64_t v) {
  return pack(std::min(u, v), std::max(u, v));
}
constexpr std::uint64_t from_of(std::uint64_t edge) { return edge >> 32U; }
constexpr std::uint64_t to_of(std::uint64_t edge) { return edge & 0xffffffffU; }

void drop_loops_and_repeats(std::vector<std::uint64_t>& edges) {
  std::erase_if(edges, [](std::uint64_t edge) { return from_of(edge) == to_of(edge); });
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
}

/// `count` different edges without loops, in random order.
template <class Draw>
std::vector<std::uint64_t> different_edges(std::uint64_t count, Random& random, const Draw& draw) {
  std::vector<std::uint64_t> edges;
  for (int tries = 0; edges.size() < count; ++tries) {
    if (tries == 100) throw std::invalid_argument("there are not so many different edges");
    const std::uint64_t missing = count - edges.size();
    for (std::uint64_t i = 0; i < missing + missing / 8 + 8; ++i) edges.push_back(draw());
    drop_loops_and_repeats(edges);
  }
  shuffle(edges, random);
  edges.resize(count);
  return edges;
}

void write_edges(const std::filesystem::path& path, const std::vector<std::uint64_t>& edges) {
  const bool weighted = path.extension() == ".wel";
  Writer out(path);
  for (const std::uint64_t edge : edges) {
    out << from_of(edge) << ' ' << to_of(edge);
    if (weighted) out << ' ' << 1 + mix64(edge) % 255;
    out << '\n';
  }
  out.close();
}

using Numbers = std::vector<std::uint64_t>;

void kronecker(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  const std::uint64_t scale = numbers[0];
  const std::uint64_t count = std::uint64_t{1} << scale;
  const std::vector<std::uint32_t> order = permutation(count, random);
  std::vector<std::uint64_t> edges(16 * count);
  for (std::uint64_t& edge : edges) {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    for (std::uint64_t bit = 0; bit < scale; ++bit) {
      const double draw = random.unit();
      from = from * 2 + (draw >= 0.76 ? 1 : 0);
      to = to * 2 + ((draw >= 0.57 && draw < 0.76) || draw >= 0.95 ? 1 : 0);
    }
    edge = pack_undirected(order[from], order[to]);
  }
  drop_loops_and_repeats(edges);
  shuffle(edges, random);
  write_edges(path, edges);
}

void uniform(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  const std::uint64_t count = std::uint64_t{1} << numbers[0];
  write_edges(path, different_edges(16 * count, random,
                                    [&] { return pack_undirected(random.below(count), random.below(count)); }));
}

void powerlaw(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  const std::uint64_t count = numbers[0];
  std::vector<std::uint64_t> out_weights(count);
  std::vector<std::uint64_t> in_weights(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const double root = std::sqrt(static_cast<double>(i + 1));
    out_weights[i] = static_cast<std::uint64_t>(0x1p32 / root);
    in_weights[i] = static_cast<std::uint64_t>(0x1p40 / (root * std::sqrt(root)));
  }
  const Weighted sources(out_weights);
  const Weighted targets(in_weights);
  const std::vector<std::uint32_t> source_order = permutation(count, random);
  const std::vector<std::uint32_t> target_order = permutation(count, random);
  write_edges(path, different_edges(numbers[1], random, [&] {
                const std::uint32_t from = source_order[sources.draw(random)];
                return pack(from, target_order[targets.draw(random)]);
              }));
}

void grid(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  const std::uint64_t side = numbers[0];
  Writer out(path);
  const auto edge = [&](std::uint64_t u, std::uint64_t v) {
    const bool kept = random.below(10) != 0;
    const std::uint64_t weight = 1 + random.below(255);
    if (kept) out << u << ' ' << v << ' ' << weight << '\n';
  };
  for (std::uint64_t row = 0; row < side; ++row) {
    for (std::uint64_t column = 0; column < side; ++column) {
      const std::uint64_t v = row * side + column;
      if (column + 1 < side) edge(v, v + 1);
      if (row + 1 < side) edge(v, v + side);
    }
  }
  out.close();
}

/// Communities differ in size by up to four times.
void sbm(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  const std::uint64_t count = numbers[0];
  std::vector<std::uint64_t> weights(numbers[2]);
  for (std::uint64_t& weight : weights) weight = 100 + random.below(300);
  const Weighted communities(weights);
  std::vector<std::vector<std::uint32_t>> members(weights.size());
  std::vector<std::uint64_t> community(count);
  for (std::uint32_t v = 0; v < count; ++v) {
    community[v] = communities.draw(random);
    members[community[v]].push_back(v);
  }
  write_edges(path, different_edges(numbers[1], random, [&] {
                const std::uint64_t u = random.below(count);
                const std::vector<std::uint32_t>& own = members[community[u]];
                const bool inside = random.below(10) < 7;
                return pack_undirected(u, inside ? own[random.below(own.size())] : random.below(count));
              }));
  Writer labels(path.string() + ".labels");
  for (std::uint64_t v = 0; v < count; ++v) labels << v << ' ' << community[v] << '\n';
  labels.close();
}

/// Inner vertices 2 to n-1 stand in a band; nine arcs of ten lead forward by at most `reach`, the rest back. The source
/// feeds the first `reach` of them and the sink drains the last, so the least cut lies somewhere inside.
void dimacs(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  const std::uint64_t count = numbers[0];
  const std::uint64_t reach = std::max<std::uint64_t>(count / 100, 1);
  if (count < 4 || numbers[1] <= 2 * reach) throw std::invalid_argument("dimacs wants more vertices and arcs");
  const std::uint64_t inner = count - 2;
  const auto edges = different_edges(numbers[1] - 2 * reach, random, [&]() -> std::uint64_t {
    const std::uint64_t low = random.below(inner);
    const std::uint64_t high = std::min(low + 1 + random.below(reach), inner - 1);
    return random.below(10) == 0 ? pack(high + 2, low + 2) : pack(low + 2, high + 2);
  });
  Writer out(path);
  out << "p max " << count << ' ' << numbers[1] << "\nn 1 s\nn " << count << " t\n";
  const auto arc = [&](std::uint64_t from, std::uint64_t to, std::uint64_t most) {
    out << "a " << from << ' ' << to << ' ' << 1 + random.below(most) << '\n';
  };
  for (std::uint64_t i = 0; i < reach; ++i) arc(1, 2 + i, 10000);
  for (const std::uint64_t edge : edges) arc(from_of(edge), to_of(edge), 1000);
  for (std::uint64_t i = 0; i < reach; ++i) arc(count - 1 - i, count, 10000);
  out.close();
}

constexpr std::uint64_t organisation_count = 20000;
constexpr std::uint64_t country_count = 60;
constexpr std::uint64_t last_year = 2024;

/// By Zipf: the k-th has the weight 1/k.
Weighted zipf(std::uint64_t count) {
  std::vector<std::uint64_t> weights(count);
  for (std::uint64_t k = 0; k < count; ++k) weights[k] = (std::uint64_t{1} << 40U) / (k + 1);
  return Weighted(weights);
}

/// Two to six spells; of ten that follow another seven begin in the year it ends, two after a gap, one before its end.
/// `countries`: by organisation; nothing if they stay out.
void write_career(Writer& out, std::uint64_t person, const Weighted& organisations,
                  const std::vector<std::uint64_t>& countries, Random random) {
  std::uint64_t start = 1970 + random.below(35);
  for (std::uint64_t left = 2 + random.below(5); left > 0 && start <= last_year; --left) {
    const std::uint64_t end = start + 1 + random.below(6);
    const std::uint64_t organisation = organisations.draw(random);
    out << 'p' << person << ",o" << organisation << ',' << start << ',';
    const bool open = end > last_year || (left == 1 && random.below(4) == 0);
    if (!open) out << end;
    if (!countries.empty()) out << ",c" << countries[organisation];
    out << '\n';
    const std::uint64_t turn = random.below(10);
    start = turn < 7 ? end : turn < 9 ? end + 1 + random.below(3) : end - 1;
  }
}

template <bool placed>
void careers(const std::filesystem::path& path, const Numbers& numbers, Random random) {
  std::vector<std::uint64_t> countries(organisation_count);  // drawn for either, so both have the same careers
  const Weighted sizes = zipf(country_count);
  for (std::uint64_t& country : countries) country = sizes.draw(random);
  if (!placed) countries.clear();
  const Weighted organisations = zipf(organisation_count);
  const std::uint64_t seed = random.next();
  Writer out(path);
  out << (placed ? "person,org,start,end,country\n" : "person,org,start,end\n");
  for (const std::uint32_t person : permutation(numbers[0], random)) {
    write_career(out, person, organisations, countries, Random(seed + person));
  }
  out.close();
}

struct Kind {
  std::string_view name;
  std::size_t number_count;
  std::uint64_t most;  ///< of any of its numbers
  void (*write)(const std::filesystem::path& path, const Numbers& numbers, Random random);
};

constexpr std::uint64_t any = std::numeric_limits<std::uint32_t>::max();
constexpr Kind kinds[] = {{"kronecker", 1, 27, &kronecker},
                          {"uniform", 1, 27, &uniform},
                          {"powerlaw", 2, any, &powerlaw},
                          {"grid", 1, 65535, &grid},
                          {"sbm", 3, any, &sbm},
                          {"dimacs", 2, any, &dimacs},
                          {"careers", 1, any, &careers<false>},
                          {"placed-careers", 1, any, &careers<true>}};

std::uint64_t parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::invalid_argument("'" + std::string(text) + "' is no number");
  return number;
}

void run(const std::vector<std::string_view>& words) {
  if (words.size() < 2) throw std::invalid_argument("a kind and a file are wanted");
  const auto* const kind =
      std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& row) { return row.name == words[0]; });
  if (kind == std::end(kinds)) throw std::invalid_argument("unknown kind '" + std::string(words[0]) + "'");
  std::uint64_t seed = 1;
  Numbers numbers;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (words[i].starts_with("seed="))
      seed = parse_number(words[i].substr(5));
    else
      numbers.push_back(parse_number(words[i]));
  }
  if (numbers.size() != kind->number_count)
    throw std::invalid_argument(std::string(kind->name) + " wants " + std::to_string(kind->number_count) +
                                " number(s)");
  for (const std::uint64_t number : numbers) {
    if (number == 0 || number > kind->most)
      throw std::invalid_argument("a number is not between 1 and " + std::to_string(kind->most));
  }
  kind->write(std::filesystem::path(words[1]), numbers, Random(seed));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run({argv + 1, argv + argc});
  } catch (const std::invalid_argument& error) {
    std::cerr << "renmai_generate: " << error.what() << "\n\n" << usage;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "renmai_generate: " << error.what() << '\n';
    return 3;
  }
  return 0;
}
