// SPDX-License-Identifier: Apache-2.0
#include "format/estimate.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <string>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/edge_line.hpp"
#include "format/edge_scan.hpp"

namespace renmai {
namespace {

constexpr std::size_t sample_bytes = std::size_t{1} << 16;
constexpr std::uint64_t always_tried = std::uint64_t{16} << 20;  // bytes
constexpr std::array<std::size_t, 3> sampled_eighths{0, 4, 7};   // of a text: where samples begin

std::string_view sample_of(std::string_view text, std::size_t eighth) {
  return text.substr(text.size() / 8 * eighth, sample_bytes);
}

/// Of a text whose samples of so many bytes hold so many rows.
LoadEstimate estimate_of(std::string_view text, std::uint64_t bytes, std::uint64_t rows, std::uint64_t peak_row,
                         std::uint64_t loaded_row) {
  if (rows == 0) return {};
  const double bytes_per_row = static_cast<double>(bytes) / static_cast<double>(rows);
  const auto all = static_cast<std::uint64_t>(static_cast<double>(text.size()) / bytes_per_row);
  return {.rows = all, .peak_bytes = all * peak_row, .loaded_bytes = all * loaded_row};
}

}  // namespace

LoadEstimate estimate_edge_list(std::string_view text) {
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  std::uint64_t weights = 0;
  const char separator = detail::edge_separator(text.substr(0, sample_bytes));
  for (const std::size_t eighth : sampled_eighths) {
    detail::EdgeScan scan(sample_of(text, eighth), separator, 0);
    if (eighth != 0 && !scan.at_end()) (void)scan.take_line();  // begins somewhere in a line
    const std::size_t begin = scan.place();
    while (!scan.at_end()) {
      const detail::EdgeLine line = detail::parse_edge_line(scan.take_line(), separator);
      lines += line.kind == detail::EdgeLine::Kind::edge ? 1U : 0U;
      weights += line.weight.empty() ? 0U : 1U;
    }
    bytes += scan.place() - begin;
  }
  // Half as many vertices as rows, more than most graphs have; each costs offsets, its id and its number.
  constexpr std::uint64_t plain_row = 17 + 12;
  constexpr std::uint64_t weighted_row = 8 + 8 + 2 * 16 + 12;
  return weights > 0 ? estimate_of(text, bytes, lines, weighted_row, 24)
                     : estimate_of(text, bytes, lines, plain_row, 8);
}

LoadEstimate estimate_careers(std::string_view text) {
  constexpr std::uint64_t peak_row = 130;
  constexpr std::uint64_t loaded_row = 60;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
  for (const std::size_t eighth : sampled_eighths) {
    const std::string_view sample = sample_of(text, eighth);
    bytes += sample.size();
    lines += static_cast<std::uint64_t>(std::count(sample.begin(), sample.end(), '\n'));
  }
  return estimate_of(text, bytes, lines, peak_row, loaded_row);
}

void require_memory(const LoadEstimate& wanted, std::string_view rows, std::uint64_t free_bytes,
                    const std::string& place) {
  if (wanted.peak_bytes < always_tried || wanted.peak_bytes <= free_bytes) return;
  throw Error(ErrorKind::limit,
              "about " + format_count(wanted.rows) + " " + std::string(rows) + " want some " +
                  format_count(wanted.peak_bytes) + " bytes of memory while they are read; " +
                  format_count(free_bytes) + " bytes are free",
              place);
}

std::uint64_t free_memory() {
  std::ifstream meminfo("/proc/meminfo");
  for (std::string line; std::getline(meminfo, line);) {
    constexpr std::string_view key = "MemAvailable:";
    if (!line.starts_with(key)) continue;
    const std::string_view amount = trim(std::string_view(line).substr(key.size()));
    if (const auto kibibytes = to_integer(amount.substr(0, amount.find(' ')))) {
      return static_cast<std::uint64_t>(*kibibytes) * 1024;
    }
  }
  return UINT64_MAX;
}

}  // namespace renmai
