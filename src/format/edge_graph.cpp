// SPDX-License-Identifier: Apache-2.0
#include "format/edge_graph.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <bit>
#include <type_traits>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "format/edge_hash.hpp"
#include "format/edge_line.hpp"
#include "format/edge_scan.hpp"
#include "format/estimate.hpp"
#include "graph/graph_parts.hpp"
#include "graph/row_sort.hpp"

namespace renmai {
namespace {

using detail::PlainEntry;
using detail::WeightedEntry;

constexpr std::string_view repeat_notice = "exact repeat";
constexpr Vertex most_vertices = Vertex{1} << 31;  // undirected, a key holds a vertex and a direction

/// An edge that does not weigh 1, in a graph whose rows hold no weights: the k-th of a row.
struct OddWeight {
  Vertex row;
  std::uint32_t k;
  double weight;
};

struct Ends {
  Vertex from;
  Vertex to;
};

/// What a partition of rows tells besides its slots.
struct PartFacts {
  std::uint64_t facts = 0;
  std::vector<Ends> repeats;  // of rows that repeat an earlier one, as written
  std::vector<OddWeight> odd;
  bool any_odd = false;
  ContentHash content;  // of the facts
};

/// Rows of the text as entries. Undirected, a key is 2 * vertex, plus 1 where the row is turned round.
template <class Entry>
struct RowSource {
  EdgePairs& pairs;
  bool directed;
  bool by_target;
  bool last_use;

  [[nodiscard]] std::size_t slices() const { return pairs.chunks().size(); }
  template <class Emit>
  void each(std::size_t slice, const Emit& emit) {
    pairs.number_ends(slice);
    const EdgePairs::Chunk& chunk = pairs.chunks()[slice];
    const auto entry = [&](Vertex row, std::uint32_t key, [[maybe_unused]] std::size_t i) {
      if constexpr (std::is_same_v<Entry, PlainEntry>)
        return Entry{row, key};
      else
        return Entry{row, key, chunk.weights.empty() ? 1.0 : chunk.weights[i]};
    };
    for (std::size_t i = 0; i < chunk.ends.size() / 2; ++i) {
      const Vertex from = chunk.ends[2 * i];
      const Vertex to = chunk.ends[2 * i + 1];
      if (directed) {
        emit(by_target ? entry(to, from, i) : entry(from, to, i));
      } else {
        emit(entry(from, to * 2, i));
        if (from != to) emit(entry(to, from * 2 + 1, i));
      }
    }
  }
  [[nodiscard]] RawArray<Vertex> take_room() const { return last_use ? pairs.take_ends() : RawArray<Vertex>(); }
};

bool same_weight(std::span<const double> weights, std::size_t i, std::size_t j) {
  return weights.empty() || std::bit_cast<std::uint64_t>(weights[i]) == std::bit_cast<std::uint64_t>(weights[j]);
}

/// Drops rows that repeat another exactly, tells the facts that begin here, then joins those of one pair.
class KeepFacts {
 public:
  KeepFacts(bool directed, bool by_target, const detail::EdgeContentHash* content)
      : directed_(directed), by_target_(by_target), content_(content) {}

  std::size_t operator()(Vertex row, std::span<std::uint32_t> keys, std::span<double> weights, PartFacts& part) const {
    const std::size_t facts = drop_repeats(row, keys, weights, part);
    if (content_ != nullptr) hash_facts(row, keys.first(facts), weights, part);
    return join_pairs(row, keys.first(facts), weights, part);
  }

 private:
  [[nodiscard]] Vertex vertex(std::uint32_t key) const { return directed_ ? key : key / 2; }
  [[nodiscard]] bool begins_here(std::uint32_t key) const { return directed_ ? !by_target_ : key % 2 == 0; }

  std::size_t drop_repeats(Vertex row, std::span<std::uint32_t> keys, std::span<double> weights,
                           PartFacts& part) const {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const bool repeats = kept > 0 && keys[i] == keys[kept - 1] && same_weight(weights, i, kept - 1);
      if (begins_here(keys[i])) {
        if (repeats)
          part.repeats.push_back({row, vertex(keys[i])});
        else
          ++part.facts;
      }
      if (repeats) continue;
      keys[kept] = keys[i];
      if (!weights.empty()) weights[kept] = weights[i];
      ++kept;
    }
    return kept;
  }

  void hash_facts(Vertex row, std::span<const std::uint32_t> keys, std::span<const double> weights,
                  PartFacts& part) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (!begins_here(keys[i])) continue;
      part.content.add(content_->fact(row, vertex(keys[i]), weights.empty() ? 1.0 : weights[i]));
    }
  }

  std::size_t join_pairs(Vertex row, std::span<std::uint32_t> keys, std::span<double> weights, PartFacts& part) const {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keys.size();) {
      const Vertex to = vertex(keys[i]);
      std::size_t end = i + 1;
      while (end < keys.size() && vertex(keys[end]) == to) ++end;
      if (to != row) {
        keys[kept] = to;
        const double weight = weights.empty() ? static_cast<double>(end - i) : sum(weights.subspan(i, end - i));
        if (!weights.empty())
          weights[kept] = weight;
        else if (weight != 1)
          part.odd.push_back({row, static_cast<std::uint32_t>(kept), weight});
        part.any_odd = part.any_odd || weight != 1;
        ++kept;
      }
      i = end;
    }
    return kept;
  }

  /// In the order of the weights, as build_graph adds them.
  static double sum(std::span<double> weights) {
    if (weights.size() > 1) std::sort(weights.begin(), weights.end());
    double total = weights[0];
    for (const double weight : weights.subspan(1)) total += weight;
    return total;
  }

  bool directed_;
  bool by_target_;
  const detail::EdgeContentHash* content_;
};

/// Rows of the one kind and what they tell of the whole.
struct Built {
  detail::SortedRows rows;
  ContentHash content;
  std::uint64_t facts = 0;
  std::vector<Ends> repeats;
  bool any_odd = false;
};

/// Gives rows of plain entries their weights.
void add_weights(detail::SortedRows& rows, std::span<const PartFacts> parts) {
  rows.weights = RawArray<double>(rows.targets.size());
  parallel_for(rows.weights.size(), [&](std::size_t slot) { rows.weights[slot] = 1; });
  for (const PartFacts& part : parts) {
    for (const OddWeight& odd : part.odd) rows.weights[rows.offsets[odd.row] + odd.k] = odd.weight;
  }
}

template <class Entry>
Built build_rows(RowSource<Entry> source, bool weighted, const detail::EdgeContentHash* content) {
  const Vertex count = source.pairs.ids().size();
  const std::uint64_t keys = std::uint64_t{count} * (source.directed ? 1 : 2);
  detail::RowSort<Entry, PartFacts> sort(count, keys < 2 ? 1U : static_cast<unsigned>(std::bit_width(keys - 1)));
  Built built;
  built.rows = sort.run(source, source.pairs.row_count() * (source.directed ? 1 : 2),
                        KeepFacts(source.directed, source.by_target, content));
  for (const PartFacts& part : sort.states()) {
    built.facts += part.facts;
    built.content.add(part.content);
    built.any_odd = built.any_odd || part.any_odd;
    built.repeats.insert(built.repeats.end(), part.repeats.begin(), part.repeats.end());
  }
  if (!weighted || !built.any_odd) {
    built.rows.weights = RawArray<double>();
  } else if (std::is_same_v<Entry, PlainEntry>) {
    add_weights(built.rows, sort.states());
  }
  return built;
}

template <class Entry>
Built build_graph_parts(EdgePairs& pairs, const EdgeGraphOptions& options, const detail::EdgeContentHash* content,
                        GraphParts& parts) {
  RowSource<Entry> source{pairs, options.directed, false, !options.directed};
  parts.directed = options.directed;
  Built built = build_rows(source, options.weighted, content);
  parts.out = std::move(built.rows);
  if (options.directed) {
    source.by_target = true;
    source.last_use = true;
    parts.in = build_rows(source, options.weighted, nullptr).rows;
  }
  return built;
}

Built build(EdgePairs& pairs, const EdgeGraphOptions& options, const detail::EdgeContentHash* content,
            GraphParts& parts) {
  return pairs.weighted() ? build_graph_parts<WeightedEntry>(pairs, options, content, parts)
                          : build_graph_parts<PlainEntry>(pairs, options, content, parts);
}

/// Tells of rows that repeat others: the first of them with their lines.
void tell_repeats(const Input& input, const VertexIds& ids, std::span<const Ends> repeats, Report& report) {
  using Row = std::pair<std::uint64_t, std::uint64_t>;  // both ends; the bits of the weight
  struct RowHash {
    std::size_t operator()(const Row& row) const { return mix64(row.first) ^ row.second; }
  };
  const auto ends = [](Vertex from, Vertex to) { return std::uint64_t{from} << 32U | to; };
  tsl::robin_set<std::uint64_t, MixedHash> wanted;
  for (const Ends& pair : repeats) wanted.insert(ends(pair.from, pair.to));
  tsl::robin_set<Row, RowHash> seen;
  const char separator = detail::edge_separator(input.text());
  detail::EdgeScan scan(input.text(), separator, 0);
  std::uint64_t told = 0;
  constexpr std::uint64_t lines_between_stops = 1 << 16;
  for (std::uint64_t line = 1; told < std::min<std::uint64_t>(repeats.size(), Report::kept) && !scan.at_end(); ++line) {
    if (line % lines_between_stops == 0) check_stop();
    const detail::EdgeLine edge = detail::parse_edge_line(scan.take_line(), separator);
    if (edge.kind != detail::EdgeLine::Kind::edge) continue;
    const std::uint64_t pair = ends(ids.find(edge.from), ids.find(edge.to));
    if (!wanted.contains(pair) || seen.insert({pair, std::bit_cast<std::uint64_t>(edge.weight_value)}).second) continue;
    report.notice(repeat_notice, input.name() + ":" + std::to_string(line), "repeats an earlier row exactly; dropped");
    ++told;
  }
  for (; told < repeats.size(); ++told) report.notice(repeat_notice, {}, {});
}

}  // namespace

EdgeGraph read_edge_graph(const Input& input, const EdgeGraphOptions& options, Report& report) {
  require_memory(estimate_edge_list(input.text()), "edges",
                 options.free_memory != nullptr ? options.free_memory() : free_memory(), input.name());
  EdgePairs pairs(input, report);
  const bool too_bad = report.bad_count() > options.max_bad;  // told once the repeats are told too
  if (pairs.ids().size() > most_vertices) throw Error(ErrorKind::limit, "more than 2147483648 vertices", input.name());
  EdgeGraph read;
  GraphParts parts;
  std::optional<detail::EdgeContentHash> content;
  if (options.content_hash && !too_bad) content.emplace(pairs.ids());
  const Built built = build(pairs, options, content ? &*content : nullptr, parts);
  if (!built.repeats.empty()) tell_repeats(input, pairs.ids(), built.repeats, report);
  report.require_at_most(options.max_bad);
  read.fact_count = built.facts;
  if (content) read.content_hash = content->value(built.content, built.facts);
  read.ids = pairs.take_ids();
  read.graph = GraphParts::assemble(std::move(parts));
  return read;
}

}  // namespace renmai
