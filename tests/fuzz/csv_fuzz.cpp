// SPDX-License-Identifier: Apache-2.0
// The first byte chooses the options, the rest is the text; any difference from the slow reader aborts.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "format/csv.hpp"
#include "oracle/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  renmai::CsvOptions options;
  options.separator = ",\t;|"[data[0] & 3U];
  options.quotes = (data[0] & 4U) == 0;
  if ((data[0] & 8U) != 0) options.max_line_bytes = data[0] >> 4U;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  if (!renmai::oracle::csv_difference(text, options).empty()) std::abort();
  std::size_t total = 0;
  for (const std::string_view piece : renmai::split_at_lines(text, data[0] % 7U)) total += piece.size();
  if (total != text.size()) std::abort();
  (void)renmai::guess_separator(text);
  return 0;
}
