// SPDX-License-Identifier: Apache-2.0
// The first byte chooses the form and the mapping, the rest is the table, or a mapping file and a table after a NUL.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "format/careers.hpp"

namespace {

renmai::Mapping mapping_of(std::uint8_t choice) {
  renmai::Mapping mapping;
  mapping.person.name.column = "p";
  mapping.missing = {"NA"};
  mapping.keep_rest = (choice & 1U) != 0;
  if ((choice & 2U) != 0) mapping.person.id.column = "i";
  if ((choice & 4U) != 0) {
    mapping.form = renmai::Mapping::Form::moves;
    mapping.origin.name.column = "o";
    mapping.destination.name.column = "d";
    mapping.destination.place = {.name = {.column = "c"}, .level = renmai::PlaceLevel::country};
  } else {
    mapping.organisation.name.column = "o";
    mapping.organisation.properties.emplace_back("colour", renmai::CellSource{.column = "c"});
  }
  mapping.start = {.year = {.column = "y"}, .month = {.column = "m"}};
  mapping.end.whole.column = "e";
  return mapping;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::uint8_t choice = data[0];
  std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  try {
    renmai::Mapping mapping = mapping_of(choice);
    if (const std::size_t nul = text.find('\0'); (choice & 8U) != 0 && nul != std::string_view::npos) {
      mapping = renmai::read_mapping(text.substr(0, nul), "mapping");
      text.remove_prefix(nul + 1);
    }
    // A table of our own columns, so that rows are reached at once.
    const std::string table = (choice & 16U) != 0 ? "p,i,o,d,c,y,m,e\n" + std::string(text) : std::string(text);
    const auto form = (choice & 32U) != 0   ? renmai::RowsForm::json_lines
                      : (choice & 64U) != 0 ? renmai::RowsForm::tsv
                                            : renmai::RowsForm::csv;
    const auto duplicates = (choice & 128U) != 0 ? renmai::Duplicates::keep : renmai::Duplicates::drop;
    renmai::Report report;
    const renmai::Records records =
        renmai::read_careers(table, "fuzz", form, mapping, duplicates, UINT64_MAX / 2, report);
    if (records.relation_count() > table.size()) std::abort();
  } catch (const renmai::Error& error) {
    if (error.kind() == renmai::ErrorKind::internal) std::abort();
  }
  return 0;
}
