// SPDX-License-Identifier: Apache-2.0
#include "format/pajek.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  renmai::fuzz::there_and_back(&renmai::read_pajek, &renmai::write_pajek, data, size);
  return 0;
}
