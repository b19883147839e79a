// SPDX-License-Identifier: Apache-2.0
#include "format/node_link.hpp"
#include "fuzz/graph_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)renmai::begins_as_node_link(text);
  renmai::fuzz::there_and_back(&renmai::read_node_link, &renmai::write_node_link, data, size);
  return 0;
}
