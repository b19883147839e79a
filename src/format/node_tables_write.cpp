// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/dataset_fields.hpp"
#include "format/node_tables.hpp"
#include "format/output.hpp"

namespace renmai {
namespace {

template <class Row>
using Columns = std::vector<std::pair<std::string, std::string_view Row::*>>;

/// Headers of the properties: a name that a column has already, or that would be read as a typed header, is changed.
template <class Row>
std::vector<std::string> headers_of(const Columns<Row>& columns, const std::vector<std::string>& properties,
                                    bool typed) {
  std::vector<std::string> headers;
  for (const auto& column : columns) headers.push_back(column.first);
  for (std::string name : properties) {
    if (typed) std::replace(name.begin(), name.end(), ':', '_');
    const auto taken = [&] {
      return std::any_of(headers.begin(), headers.end(), [&](const std::string& header) {
        return lower_ascii(header.substr(0, header.find(':'))) == lower_ascii(name);
      });
    };
    while (taken()) name.insert(0, "property_");
    headers.push_back(name);
  }
  return headers;
}

template <class Row, class Each>
void write_table(std::ostream& out, const Columns<Row>& columns, const std::vector<std::string>& properties, bool typed,
                 const Each& each) {
  CsvOutput csv(out, headers_of(columns, properties, typed));
  std::vector<std::string_view> cells(columns.size() + properties.size());
  each([&](const Row& row) {
    for (std::size_t i = 0; i < columns.size(); ++i) cells[i] = row.*(columns[i].second);
    for (std::size_t i = 0; i < properties.size(); ++i) {
      cells[columns.size() + i] = property_of(row.properties, properties[i]);
    }
    csv.row(cells);
  });
  csv.finish();
}

/// Calls write(row) for every relation, with an id, a weight and a confidence as a number.
template <class Write>
void each_relation(Exported& exported, const Write& write) {
  for (const Relation r : exported.relations()) {
    RelationRow row = exported.relation(r);
    const std::string id = exported.records().relation_id(r);
    const std::string confidence = format_number(exported.records().confidence(r));
    row.id = id;
    row.confidence = confidence;
    if (row.weight.empty()) row.weight = "1";
    write(row);
  }
}

template <class Write>
void each_entity(Exported& exported, const Write& write) {
  for (const Entity e : exported.entities()) write(exported.entity(e));
}

void write_folder(Exported& exported, const std::string& folder, const Columns<EntityRow>& nodes,
                  const Columns<RelationRow>& edges, std::string_view edges_file, bool typed) {
  OutputFolder output(folder, [](std::string_view) { return false; });
  output.add("nodes.csv", [&](std::ostream& out) {
    write_table(out, nodes, exported.entity_properties(), typed,
                [&](const auto& write) { each_entity(exported, write); });
  });
  output.add(edges_file, [&](std::ostream& out) {
    write_table(out, edges, exported.relation_properties(), typed,
                [&](const auto& write) { each_relation(exported, write); });
  });
  output.commit();
}

}  // namespace

void write_gephi(Exported& exported, const std::string& folder) {
  const Columns<EntityRow> nodes{
      {"Id", &EntityRow::id},           {"Label", &EntityRow::name},      {"Kind", &EntityRow::kind},
      {"aliases", &EntityRow::aliases}, {"part_of", &EntityRow::part_of}, {"place", &EntityRow::place},
      {"level", &EntityRow::level},     {"flags", &EntityRow::flags},     {"note", &EntityRow::note}};
  const Columns<RelationRow> edges{{"Source", &RelationRow::from},
                                   {"Target", &RelationRow::to},
                                   {"Id", &RelationRow::id},
                                   {"Label", &RelationRow::role},
                                   {"Kind", &RelationRow::kind},
                                   {"Weight", &RelationRow::weight},
                                   {"Start", &RelationRow::start},
                                   {"End", &RelationRow::end},
                                   {"attested", &RelationRow::attested},
                                   {"after", &RelationRow::after},
                                   {"place", &RelationRow::place},
                                   {"from_place", &RelationRow::from_place},
                                   {"status", &RelationRow::status},
                                   {"confidence", &RelationRow::confidence},
                                   {"source_id", &RelationRow::source},
                                   {"locator", &RelationRow::locator}};
  write_folder(exported, folder, nodes, edges, "edges.csv", false);
}

void write_neo4j(Exported& exported, const std::string& folder) {
  const Columns<EntityRow> nodes{{":ID", &EntityRow::id},          {"name", &EntityRow::name},
                                 {":LABEL", &EntityRow::kind},     {"aliases:string[]", &EntityRow::aliases},
                                 {"part_of", &EntityRow::part_of}, {"place", &EntityRow::place},
                                 {"level", &EntityRow::level},     {"flags:string[]", &EntityRow::flags},
                                 {"note", &EntityRow::note}};
  const Columns<RelationRow> edges{{":START_ID", &RelationRow::from},
                                   {":END_ID", &RelationRow::to},
                                   {":TYPE", &RelationRow::kind},
                                   {"id", &RelationRow::id},
                                   {"role", &RelationRow::role},
                                   {"start", &RelationRow::start},
                                   {"end", &RelationRow::end},
                                   {"attested:string[]", &RelationRow::attested},
                                   {"after:string[]", &RelationRow::after},
                                   {"place", &RelationRow::place},
                                   {"from_place", &RelationRow::from_place},
                                   {"status", &RelationRow::status},
                                   {"confidence:double", &RelationRow::confidence},
                                   {"weight:double", &RelationRow::weight},
                                   {"source", &RelationRow::source},
                                   {"locator", &RelationRow::locator}};
  write_folder(exported, folder, nodes, edges, "relationships.csv", true);
}

void write_edge_list(Exported& exported, std::ostream& out) {
  const RelationColumns& c = exported.records().relations();
  const auto relations = exported.relations();
  const bool weighted = std::any_of(relations.begin(), relations.end(), [&](Relation r) { return c.weight[r] != 1.0; });
  const auto check = [](std::string_view id) {
    const bool plain = id.find_first_of("\t\r\n") == std::string_view::npos && trim(id) == id;
    if (plain && id.front() != '#' && id.front() != '%') return id;
    throw Error(ErrorKind::output, "an edge list cannot hold the id '" + std::string(id) + "'", {},
                "ids with tabs, line ends, blanks at an end, or # or % in front want another form, such as dataset");
  };
  for (const Relation r : relations) {
    const RelationRow& row = exported.relation(r);
    out << check(row.from) << '\t' << check(row.to);
    if (weighted) out << '\t' << (row.weight.empty() ? "1" : row.weight);
    out << '\n';
  }
}

}  // namespace renmai
