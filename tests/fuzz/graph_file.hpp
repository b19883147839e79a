// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets of graph files share: any text is read as a graph or refused; what was read is written and read
// back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "base/error.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai::fuzz {

using Reader = void (*)(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);
using Writer = void (*)(Exported& exported, std::ostream& out);

inline Records read(Reader reader, std::string_view text) {
  Report report;
  RecordsBuilder builder(report);
  reader(text, "fuzz", builder, report);
  return builder.finish(UINT64_MAX);
}

inline void there_and_back(Reader reader, Writer writer, const std::uint8_t* data, std::size_t size) {
  try {
    const Records records = read(reader, {reinterpret_cast<const char*>(data), size});
    Report report;
    Exported exported(records, report);
    std::ostringstream out;
    writer(exported, out);
    if (report.notices().empty() && read(reader, out.str()).relation_count() != records.relation_count()) std::abort();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal) std::abort();
  }
}

}  // namespace renmai::fuzz
