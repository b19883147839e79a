// SPDX-License-Identifier: Apache-2.0
// Forms of one text, read and written by themselves.
#pragma once

#include <doctest/doctest.h>

#include <ostream>
#include <sstream>
#include <string>
#include <string_view>

#include "base/report.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai::test {

/// The reader and the writer of a form, and a name for messages.
struct TextForm {
  void (*read)(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);
  void (*write)(Exported& exported, std::ostream& out);
  std::string_view file;
  Duplicates duplicates = Duplicates::drop;
};

inline Records read_text(const TextForm& form, std::string_view text, Report& report) {
  RecordsBuilder builder(report, form.duplicates);
  form.read(text, form.file, builder, report);
  return builder.finish(100);
}
inline Records read_text(const TextForm& form, std::string_view text) {
  Report report;
  return read_text(form, text, report);
}
/// Of a text in which no row may be bad.
inline Records read_sound_text(const TextForm& form, std::string_view text) {
  Report report;
  Records records = read_text(form, text, report);
  CHECK(report.bad_count() == 0);
  return records;
}

inline std::string written_text(const TextForm& form, const Records& records, Report& report) {
  Exported exported(records, report);
  std::ostringstream out;
  form.write(exported, out);
  return out.str();
}
inline std::string written_text(const TextForm& form, const Records& records) {
  Report report;
  return written_text(form, records, report);
}

}  // namespace renmai::test
