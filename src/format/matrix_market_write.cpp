// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <string>
#include <tuple>
#include <vector>

#include "base/text.hpp"
#include "format/matrix_market.hpp"
#include "format/output.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

struct Entry {
  std::uint64_t row;
  std::uint64_t column;
  double weight;
  std::uint32_t relations = 1;  // summed in it
};

/// Whether a relation has more than ends and a weight.
bool has_more(const RelationRow& row) {
  const bool plain = row.kind == "edge" && row.id.empty() && row.role.empty() && row.start.empty() && row.end.empty() &&
                     row.attested.empty() && row.after.empty() && row.place.empty() && row.from_place.empty() &&
                     row.status.empty() && row.confidence.empty() && row.source.empty() && row.locator.empty();
  return !plain || row.properties.size() > (property_of(row.properties, "direction") == "undirected" ? 1U : 0U);
}

/// Whether an entity has more than an id.
bool has_more(const EntityRow& row) {
  return row.kind != "other" || row.name != row.id || !row.aliases.empty() || !row.part_of.empty() ||
         !row.place.empty() || !row.level.empty() || !row.flags.empty() || !row.note.empty() || !row.properties.empty();
}

/// The cells that are filled, by row, then column. Relations of one cell are summed in canonical order.
std::vector<Entry> entries_of(Exported& exported, const std::vector<std::uint64_t>& number) {
  const RelationColumns& c = exported.records().relations();
  std::vector<Entry> entries;
  for (const Relation r : exported.relations()) {
    const Entry entry{number[c.from[r]], number[c.to[r]], c.weight[r]};
    entries.push_back(entry);
    const bool both = exported.records().relation_property(r, "direction") == "undirected";
    if (!both || entry.row == entry.column) continue;
    entries.push_back({entry.column, entry.row, entry.weight});
    exported.report().notice("both ways", {}, "a relation without direction is written both ways");
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });
  std::size_t kept = 0;
  for (const Entry& entry : entries) {
    if (kept > 0 && entries[kept - 1].row == entry.row && entries[kept - 1].column == entry.column) {
      entries[kept - 1].weight += entry.weight;
      ++entries[kept - 1].relations;
    } else {
      entries[kept++] = entry;
    }
  }
  entries.resize(kept);
  return entries;
}

void tell_left_out(Exported& exported, const std::vector<Entry>& entries) {
  Report& report = exported.report();
  for (const Entity e : exported.entities()) {
    if (has_more(exported.entity(e))) report.notice("entity in part", {}, "of an entity only the id is written");
  }
  for (const Relation r : exported.relations()) {
    if (has_more(exported.relation(r)))
      report.notice("relation in part", {}, "of a relation only its ends and its weight are written");
  }
  for (const Entry& entry : entries) {
    for (std::uint32_t k = 1; k < entry.relations; ++k)
      report.notice("summed", {}, "relations of one pair become one entry with the sum of their weights");
  }
}

}  // namespace

void write_matrix_market(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  std::vector<std::uint64_t> number(records.entity_count());
  std::string text = "%%MatrixMarket matrix coordinate real general\n";
  std::uint64_t count = 0;
  for (const Entity e : exported.entities()) {
    number[e] = ++count;
    const std::string_view id = records.entity_id(e);
    if (id == std::to_string(count)) continue;
    text += "% vertex " + std::to_string(count) + ' ' + json_quote(id) + '\n';
    pass_if_long(text, out);
  }
  const std::vector<Entry> entries = entries_of(exported, number);
  tell_left_out(exported, entries);
  const std::string size = std::to_string(count);
  text += size + ' ' + size + ' ' + std::to_string(entries.size()) + '\n';
  for (const Entry& entry : entries) {
    text += std::to_string(entry.row) + ' ' + std::to_string(entry.column) + ' ' + format_number(entry.weight) + '\n';
    pass_if_long(text, out);
  }
  out << text;
}

}  // namespace renmai
