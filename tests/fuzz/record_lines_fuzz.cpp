// SPDX-License-Identifier: Apache-2.0
#include "format/record_lines.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  renmai::fuzz::there_and_back(&renmai::read_record_lines, &renmai::write_record_lines, data, size);
  return 0;
}
