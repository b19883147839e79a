// SPDX-License-Identifier: Apache-2.0
// The parts of a dataset, each ended by a NUL: schema.toml, dataset.toml, sources, entities, relations, claims; then a
// node table, an edge table and an edge list. The first byte chooses the form of the tables.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.hpp"
#include "format/dataset.hpp"
#include "format/dataset_toml.hpp"
#include "format/node_tables.hpp"

namespace {

std::string_view take_part(std::string_view& text) {
  const std::size_t end = text.find('\0');
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

/// Runs an act that may refuse its input.
template <class Act>
void attempt(const Act& act) {
  try {
    act();
  } catch (const renmai::Error& error) {
    if (error.kind() == renmai::ErrorKind::internal) std::abort();
  }
}

void read_tables(std::string_view text, renmai::RowsForm form) {
  using renmai::DatasetTable;
  renmai::Report report;
  renmai::RecordsBuilder builder(report);
  attempt([&] { builder.schema().extend(take_part(text), "schema"); });
  const std::string_view facts = take_part(text);
  attempt([&] { renmai::read_dataset_facts(facts, "dataset", builder.dataset(), report); });
  attempt([&] { (void)renmai::detail::read_database_keys(facts, "dataset"); });
  for (const auto table :
       {DatasetTable::sources, DatasetTable::entities, DatasetTable::relations, DatasetTable::claims}) {
    const std::string_view part = take_part(text);
    attempt([&] { renmai::read_dataset_table(table, part, "table", form, builder, report); });
  }
  attempt([&] { (void)builder.finish(UINT64_MAX); });
  const std::array<renmai::TableText, 2> tables{renmai::TableText{take_part(text), "nodes", form},
                                                renmai::TableText{take_part(text), "edges", form}};
  for (const auto reader : {&renmai::read_gephi, &renmai::read_neo4j}) {
    renmai::RecordsBuilder other(report);
    attempt([&] { reader(tables, other, report); });
    attempt([&] { (void)other.finish(UINT64_MAX); });
  }
  renmai::RecordsBuilder list(report);
  attempt([&] { renmai::read_edge_list(take_part(text), "list", list, report); });
  attempt([&] { (void)list.finish(UINT64_MAX); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto form = data[0] % 3 == 0   ? renmai::RowsForm::csv
                    : data[0] % 3 == 1 ? renmai::RowsForm::tsv
                                       : renmai::RowsForm::json_lines;
  read_tables({reinterpret_cast<const char*>(data + 1), size - 1}, form);
  return 0;
}
