// SPDX-License-Identifier: Apache-2.0
#include "format/edge_pairs.hpp"

#include <tsl/robin_map.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <numeric>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/unicode.hpp"
#include "format/edge_line.hpp"
#include "format/edge_scan.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

constexpr std::size_t least_chunk = std::size_t{1} << 20;
constexpr std::size_t most_chunks = 1024;
constexpr std::size_t shard_count = 64;

/// Cuts a text at line ends.
std::vector<std::string_view> cut_text(std::string_view text) {
  const std::size_t size = std::max(least_chunk, text.size() / most_chunks);
  std::vector<std::string_view> chunks;
  while (!text.empty()) {
    const std::size_t end = text.size() <= size ? text.size() : std::min(text.find('\n', size), text.size() - 1) + 1;
    chunks.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return chunks;
}

bool is_plain(std::string_view text) {
  return text.find('\0') == std::string_view::npos && find_invalid_utf8(text) == std::string_view::npos;
}

struct Hash {
  std::size_t operator()(std::string_view text) const { return hash_bytes(text); }
};
using Numbers = tsl::robin_map<std::string_view, std::uint32_t, Hash>;

/// Calls body(k) for all parts in parallel, in rounds between which the bytes read are told.
template <class Part, class Body>
void read_in_rounds(std::vector<Part>& parts, const std::string& name, const Body& body) {
  constexpr std::size_t round = 64;
  std::uint64_t total = 0;
  for (const Part& part : parts) total += part.text.size();
  std::uint64_t done = 0;
  for (std::size_t begin = 0; begin < parts.size(); begin += round) {
    const std::size_t count = std::min(round, parts.size() - begin);
    detail::run_blocks(count, count > 1, [&](std::size_t k) {
      check_stop();
      body(parts[begin + k]);
    });
    for (std::size_t k = begin; k < begin + count; ++k) done += parts[k].text.size();
    report_progress("reading " + name, done, total);
  }
}

/// The number after `x` among 1 to `most` in the order of their digits: 1, 10, 100, ..., 101, ..., 11, ... Ends at 0.
std::uint64_t next_by_digits(std::uint64_t x, std::uint64_t most) {
  if (x * 10 <= most) return x * 10;
  while (x > 0 && (x % 10 == 9 || x + 1 > most)) x /= 10;
  return x == 0 ? 0 : x + 1;
}

/// An id with its first eight bytes as a number of the same order.
struct SortedId {
  std::uint64_t head;
  std::string_view text;
  std::uint32_t shard;
  std::uint32_t number;  // in the shard
  friend bool operator<(const SortedId& a, const SortedId& b) {
    return a.head != b.head ? a.head < b.head : a.text < b.text;
  }
};

std::uint64_t head_of(std::string_view text) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < 8; ++i) head = head << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return head;
}

/// Sorts different items: blocks first, then pairs of blocks merged, all in parallel.
template <class T>
void sort_in_parallel(std::vector<T>& items) {
  constexpr std::size_t blocks = 16;
  const auto bound = [&](std::size_t b) {
    return items.begin() + static_cast<std::ptrdiff_t>(items.size() * b / blocks);
  };
  detail::run_blocks(blocks, items.size() > block_size, [&](std::size_t b) { std::sort(bound(b), bound(b + 1)); });
  for (std::size_t width = 1; width < blocks; width *= 2) {
    detail::run_blocks(blocks / (2 * width), items.size() > block_size, [&](std::size_t m) {
      const std::size_t b = m * 2 * width;
      std::inplace_merge(bound(b), bound(b + width), bound(b + 2 * width));
    });
  }
}

}  // namespace

/// What is read from one chunk of the text.
struct EdgePairs::Part {
  explicit Part(std::string_view chunk_text) : text(chunk_text) {}

  std::string_view text;
  Vertex* room = nullptr;  // for two ends a line
  Chunk chunk;
  std::size_t count = 0;
  std::uint32_t most = 0;                                   // greatest number met
  std::vector<std::pair<std::size_t, std::string>> faults;  // where in the text of the chunk, and what
  std::uint64_t fault_count = 0;
  std::vector<std::string_view> ids;                           // by number of this chunk
  std::array<std::vector<std::uint32_t>, shard_count> shards;  // these numbers by shard

  void add(std::uint32_t from, std::uint32_t to, double weight) {
    if (weight != 1 && chunk.weights.empty()) chunk.weights.assign(count, 1.0);
    if (weight != 1 || !chunk.weights.empty()) chunk.weights.push_back(weight);
    room[2 * count] = from;
    room[2 * count + 1] = to;
    ++count;
  }
  void bad(std::size_t place, std::string complaint) {
    ++fault_count;
    if (faults.size() < Report::kept) faults.emplace_back(place, std::move(complaint));
  }
};

Vertex VertexIds::find(std::string_view id) const {
  if (numbers_.empty()) {
    const auto found = std::lower_bound(texts_.begin(), texts_.end(), id);
    return found == texts_.end() || *found != id ? UINT32_MAX : static_cast<Vertex>(found - texts_.begin());
  }
  const auto found = std::lower_bound(numbers_.span().begin(), numbers_.span().end(), id,
                                      [](std::uint32_t n, std::string_view text) { return std::to_string(n) < text; });
  if (found == numbers_.span().end() || std::to_string(*found) != id) return UINT32_MAX;
  return static_cast<Vertex>(found - numbers_.span().begin());
}

EdgePairs::EdgePairs(const Input& input, Report& report)
    : input_(&input), separator_(detail::edge_separator(input.text())) {
  std::vector<Part> parts;
  for (const std::string_view text : cut_text(input.text())) parts.emplace_back(text);
  make_room(parts);
  if (!read_numbers(parts)) {
    for (Part& part : parts) {
      Vertex* const room = part.room;
      part = Part(part.text);
      part.room = room;
    }
    read_texts(parts);
  }
  take(parts, report);
}

void EdgePairs::make_room(std::vector<Part>& parts) {
  std::vector<std::size_t> begins(parts.size() + 1, 0);
  detail::run_blocks(parts.size(), parts.size() > 1, [&](std::size_t k) {
    check_stop();
    const std::string_view text = parts[k].text;
    begins[k + 1] = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  ends_ = RawArray<Vertex>(2 * begins.back());
  for (std::size_t k = 0; k < parts.size(); ++k) parts[k].room = ends_.data() + 2 * begins[k];
}

/// False if some id is no number of a dense range.
bool EdgePairs::read_numbers(std::vector<Part>& parts) {
  // A byte for each number that may occur. Numbers beyond the bytes of the text are no dense range.
  const std::size_t bound = std::min<std::size_t>(input_->text().size() + 64, std::size_t{1} << 31);
  RawArray<char> seen(bound, detail::Pages::small);
  if (bound < (std::size_t{1} << 20)) std::fill(seen.data(), seen.data() + bound, '\0');
  std::atomic<bool> numbers{true};
  std::atomic<bool> plain{true};
  const auto mark = [&](std::uint32_t number) {
    std::atomic_ref<char>(seen[number]).store(1, std::memory_order_relaxed);
  };
  read_in_rounds(parts, input_->name(), [&](Part& part) {
    if (!numbers.load(std::memory_order_relaxed)) return;
    detail::EdgeScan scan(part.text, separator_, bound);
    while (!scan.at_end()) {
      std::uint32_t from = 0;
      std::uint32_t to = 0;
      while (scan.take_numbers(from, to)) {
        mark(from);
        mark(to);
        part.most = std::max({part.most, from, to});
        part.add(from, to, 1);
      }
      if (scan.at_end()) break;
      const std::size_t place = scan.place();
      const std::string_view text = scan.take_line();
      if (!is_plain(text)) plain.store(false, std::memory_order_relaxed);
      detail::EdgeLine line = detail::parse_edge_line(text, separator_);
      if (line.kind == detail::EdgeLine::Kind::bad) part.bad(place, std::move(line.complaint));
      if (line.kind != detail::EdgeLine::Kind::edge) continue;
      if (!detail::dense_number(line.from, bound, from) || !detail::dense_number(line.to, bound, to)) {
        numbers.store(false, std::memory_order_relaxed);
        return;
      }
      mark(from);
      mark(to);
      part.most = std::max({part.most, from, to});
      part.add(from, to, line.weight_value);
    }
  });
  if (!plain) require_plain_text(input_->text(), input_->name());
  if (!numbers) return false;
  std::uint32_t most = 0;
  bool any = false;
  for (const Part& part : parts) {
    most = std::max(most, part.most);
    any = any || part.count > 0;
  }
  if (any) number_by_digits(seen, most);
  return true;
}

/// Gives the numbers seen their vertices, in the order of their digits.
void EdgePairs::number_by_digits(RawArray<char>& seen, std::uint32_t most) {
  vertex_of_number_ = RawArray<Vertex>(std::size_t{most} + 1);
  const auto count = static_cast<std::size_t>(std::count(seen.data(), seen.data() + most + 1, '\1'));
  ids_.numbers_ = RawArray<std::uint32_t>(count);
  Vertex next = 0;
  const auto give = [&](std::uint64_t number) {
    if (seen[number] == 0) return;
    ids_.numbers_[next] = static_cast<std::uint32_t>(number);
    vertex_of_number_[number] = next++;
  };
  give(0);
  for (std::uint64_t x = most == 0 ? 0 : 1; x != 0; x = next_by_digits(x, most)) give(x);
}

void EdgePairs::read_texts(std::vector<Part>& parts) {
  std::atomic<bool> plain{true};
  read_in_rounds(parts, input_->name(), [&](Part& part) {
    if (!is_plain(part.text)) plain.store(false, std::memory_order_relaxed);
    Numbers numbers;
    const auto number_of = [&](std::string_view id) {
      const auto [found, is_new] = numbers.try_emplace(id, static_cast<std::uint32_t>(part.ids.size()));
      if (is_new) {
        part.shards[hash_bytes(id) >> 58].push_back(found->second);
        part.ids.push_back(id);
      }
      return found->second;
    };
    detail::EdgeScan scan(part.text, separator_, 0);
    while (!scan.at_end()) {
      const std::size_t place = scan.place();
      detail::EdgeLine line = detail::parse_edge_line(scan.take_line(), separator_);
      if (line.kind == detail::EdgeLine::Kind::bad) part.bad(place, std::move(line.complaint));
      if (line.kind != detail::EdgeLine::Kind::edge) continue;
      const std::uint32_t from = number_of(line.from);
      part.add(from, number_of(line.to), line.weight_value);
    }
  });
  if (!plain) require_plain_text(input_->text(), input_->name());
  number_by_bytes(parts);
}

/// Unites the ids of the chunks and gives them their vertices, in the order of their bytes.
void EdgePairs::number_by_bytes(std::vector<Part>& parts) {
  std::vector<std::vector<SortedId>> shards(shard_count);
  for (Part& part : parts) part.chunk.vertices = RawArray<Vertex>(part.ids.size());
  detail::run_blocks(shard_count, parts.size() > 1, [&](std::size_t s) {
    check_stop();
    Numbers numbers;
    for (Part& part : parts) {
      for (const std::uint32_t local : part.shards[s]) {
        const std::string_view id = part.ids[local];
        const auto [found, is_new] = numbers.try_emplace(id, static_cast<std::uint32_t>(shards[s].size()));
        if (is_new) shards[s].push_back({head_of(id), id, static_cast<std::uint32_t>(s), found->second});
        part.chunk.vertices[local] = found->second;
      }
    }
  });
  std::vector<SortedId> all;
  for (const auto& shard : shards) all.insert(all.end(), shard.begin(), shard.end());
  if (all.size() >= UINT32_MAX) throw Error(ErrorKind::limit, "more than 4294967294 vertices", input_->name());
  sort_in_parallel(all);
  std::vector<std::vector<Vertex>> vertices(shard_count);
  for (std::size_t s = 0; s < shard_count; ++s) vertices[s].resize(shards[s].size());
  ids_.texts_.resize(all.size());
  parallel_for(all.size(), [&](std::size_t v) {
    ids_.texts_[v] = all[v].text;
    vertices[all[v].shard][all[v].number] = static_cast<Vertex>(v);
  });
  detail::run_blocks(shard_count, parts.size() > 1, [&](std::size_t s) {
    for (Part& part : parts) {
      for (const std::uint32_t local : part.shards[s]) {
        part.chunk.vertices[local] = vertices[s][part.chunk.vertices[local]];
      }
    }
  });
}

/// Takes the chunks over and tells the bad rows with their lines.
void EdgePairs::take(std::vector<Part>& parts, Report& report) {
  std::uint64_t faults = 0;
  std::uint64_t line = 1;
  const auto lines_in = [](std::string_view text) {
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  };
  for (const Part& part : parts) faults += part.fault_count;
  for (Part& part : parts) {
    if (faults > 0) {
      for (const auto& [place, complaint] : part.faults) {
        report.bad(input_->name() + ":" + std::to_string(line + lines_in(part.text.substr(0, place))), complaint);
      }
      for (std::uint64_t k = part.faults.size(); k < part.fault_count; ++k) report.bad({}, {});
      line += lines_in(part.text);
    }
    part.chunk.ends = {part.room, 2 * part.count};
    row_count_ += part.count;
    weighted_ = weighted_ || !part.chunk.weights.empty();
    chunks_.push_back(std::move(part.chunk));
  }
  if (separator_ == '\0') throw Error(ErrorKind::input, "the file holds no edge", input_->name() + ":1");
}

void EdgePairs::number_ends(std::size_t chunk) {
  Chunk& one = chunks_[chunk];
  if (one.numbered) return;
  const Vertex* const vertices = one.vertices.empty() ? vertex_of_number_.data() : one.vertices.data();
  for (Vertex& end : one.ends) end = vertices[end];
  one.vertices = RawArray<Vertex>();
  one.numbered = true;
}

RawArray<Vertex> EdgePairs::take_ends() {
  chunks_.clear();
  return std::move(ends_);
}

}  // namespace renmai
