// SPDX-License-Identifier: Apache-2.0
#include "format/graphml.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  renmai::fuzz::there_and_back(&renmai::read_graphml, &renmai::write_graphml, data, size);
  return 0;
}
