// SPDX-License-Identifier: Apache-2.0
#include "format/matrix_market.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  renmai::fuzz::there_and_back(&renmai::read_matrix_market, &renmai::write_matrix_market, data, size);
  return 0;
}
