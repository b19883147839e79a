// SPDX-License-Identifier: Apache-2.0
#include "format/gexf.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  renmai::fuzz::there_and_back(&renmai::read_gexf, &renmai::write_gexf, data, size);
  return 0;
}
