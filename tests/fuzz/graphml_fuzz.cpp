// SPDX-License-Identifier: Apache-2.0
// Any text is read as a graph or refused; what was read is written and read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "base/error.hpp"
#include "format/graphml.hpp"

namespace {

renmai::Records read(std::string_view text) {
  renmai::Report report;
  renmai::RecordsBuilder builder(report);
  renmai::read_graphml(text, "fuzz", builder, report);
  return builder.finish(UINT64_MAX);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const renmai::Records records = read({reinterpret_cast<const char*>(data), size});
    renmai::Report report;
    renmai::Exported exported(records, report);
    std::ostringstream out;
    renmai::write_graphml(exported, out);
    if (report.notices().empty() && read(out.str()).relation_count() != records.relation_count()) std::abort();
  } catch (const renmai::Error& error) {
    if (error.kind() == renmai::ErrorKind::internal) std::abort();
  }
  return 0;
}
