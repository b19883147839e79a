// SPDX-License-Identifier: Apache-2.0
// Afterwards the parser, whose state is global, still reads a good graph.
#include "format/dot.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  renmai::fuzz::there_and_back(&renmai::read_dot, &renmai::write_dot, data, size);
  if (renmai::fuzz::read(&renmai::read_dot, "digraph { a -> b }").relation_count() != 1) std::abort();
  return 0;
}
