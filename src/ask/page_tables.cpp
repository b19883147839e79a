// SPDX-License-Identifier: Apache-2.0
#include "ask/page_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>
#include <string_view>

#include "ask/entities.hpp"
#include "ask/facts.hpp"
#include "ask/shown.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "pass/flow.hpp"
#include "pass/flow/evidence_columns.hpp"
#include "pass/layout.hpp"

namespace renmai {
namespace {

bool shows(const Records& records, Entity e) { return !records.has_flag(e, flag_redacted); }

/// What a search may meet in the names of an entity: folded as names are, and in Latin letters without marks.
std::string search_keys(const std::string& name, const std::string& aliases) {
  std::set<std::string> keys;
  const auto add = [&](std::string_view text) {
    if (trim(text).empty()) return;
    keys.insert(fold_name(text));
    for (std::string& key : latin_keys(text)) keys.insert(std::move(key));
  };
  add(name);
  for (const std::string_view alias : split_list(aliases, ';')) add(alias);
  return join(std::vector<std::string>(keys.begin(), keys.end()), "\n");
}

Table entity_table(const Selected& everything) {
  const Table all = entities(everything);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < all.row_count(); ++row) {
    if (!all.column("id").text(row).empty()) rows.push_back(row);
  }
  Table shown = all.take(rows);
  std::vector<std::string> keys;
  keys.reserve(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row)
    keys.push_back(search_keys(shown.column("name").text(row), shown.column("aliases").text(row)));
  shown.add("keys", std::move(keys));
  return shown;
}

std::string shown_day(Day day) { return day <= day_before_all || day >= day_after_all ? "" : format_day(day); }

/// The facts whose ends are both shown, in the order of time, and the rows that say them.
class FactTables {
 public:
  FactTables(const Selected& everything, const Selected& selected)
      : everything_(everything), rows_(everything), usual_(everything.records.relation_count(), 0) {
    for (Fact f = 0; f < selected.fact_count(); ++f) {
      for (const Relation r : selected.evidence(f)) usual_[r] = 1;
    }
    const std::vector<Fact> order = facts_in_order(everything);
    std::vector<std::size_t> kept;
    for (std::size_t k = 0; k < order.size(); ++k) {
      if (!shows(everything.records, everything.from(order[k])) || !shows(everything.records, everything.to(order[k])))
        continue;
      add(order[k], static_cast<std::int64_t>(kept.size()));
      kept.push_back(k);
    }
    facts_ = facts(everything).take(kept);
  }

  [[nodiscard]] Table facts_table() {
    facts_.add("first", std::move(first_)).add("sure_first", std::move(sure_first_));
    facts_.add("sure_last", std::move(sure_last_)).add("last", std::move(last_));
    facts_.add("usual", std::move(kept_usual_));
    return std::move(facts_);
  }
  [[nodiscard]] Table rows_table() {
    Table table;
    table.add("fact", std::move(fact_of_row_));
    std::move(rows_).append_to(table);
    return table;
  }

 private:
  void add(Fact fact, std::int64_t row) {
    const Spell spell = everything_.spell(fact);
    first_.push_back(shown_day(spell.start.first));
    sure_first_.push_back(shown_day(spell.start.last));
    sure_last_.push_back(shown_day(spell.end.first));
    last_.push_back(shown_day(spell.end.last));
    bool usual = false;
    for (const Relation r : everything_.evidence(fact)) {
      usual = usual || usual_[r] != 0;
      fact_of_row_.push_back(row);
      rows_.add(r);
    }
    kept_usual_.push_back(usual ? 1 : 0);
  }

  const Selected& everything_;
  EvidenceColumns rows_;
  std::vector<char> usual_;  // by relation: whether the selection keeps it
  Table facts_;
  std::vector<std::string> first_, sure_first_, sure_last_, last_;
  std::vector<std::int64_t> kept_usual_, fact_of_row_;
};

Table source_table(const Records& records) {
  using Member = TextId Source::*;
  constexpr std::array<std::pair<std::string_view, Member>, 8> members{{{"id", &Source::id},
                                                                        {"title", &Source::title},
                                                                        {"author", &Source::author},
                                                                        {"published", &Source::published},
                                                                        {"retrieved", &Source::retrieved},
                                                                        {"language", &Source::language},
                                                                        {"kind", &Source::kind},
                                                                        {"note", &Source::note}}};
  Table table;
  for (const auto& [name, member] : members) {
    std::vector<std::string> cells;
    cells.reserve(records.sources().size());
    for (const Source& source : records.sources()) cells.emplace_back(records.text(source.*member));
    table.add(std::string(name), std::move(cells));
  }
  return table;
}

/// The most connected vertices that are shown, and where they stand among each other.
Table place_table(const Records& records, const Projection& projection, std::size_t most, std::size_t& left_out) {
  const Graph& graph = projection.graph;
  std::vector<Vertex> kept;
  for (const Vertex v : graph.vertices()) {
    if (shows(records, projection.entities[v])) kept.push_back(v);
  }
  left_out = kept.size() > most ? kept.size() - most : 0;
  if (left_out > 0) {
    std::stable_sort(kept.begin(), kept.end(),
                     [&](Vertex a, Vertex b) { return graph.out_degree(a) > graph.out_degree(b); });
    kept.resize(most);
    std::sort(kept.begin(), kept.end());
  }
  const Table places = layout(kept.size() == graph.vertex_count() ? graph : induced(graph, kept));
  std::vector<std::string> ids;
  ids.reserve(kept.size());
  for (const Vertex v : kept) ids.emplace_back(records.entity_id(projection.entities[v]));
  const auto rounded = [&](std::string_view name) {
    std::vector<double> values = places.column(name).reals();
    for (double& value : values) value = std::round(value * 100) / 100;
    return values;
  };
  Table table;
  table.add("id", std::move(ids)).add("x", rounded("x")).add("y", rounded("y"));
  return table;
}

Table named(const Records& records, const Table& table) {
  std::vector<Entity> entities(records.entity_count());
  std::iota(entities.begin(), entities.end(), Entity{0});
  return with_names(table, records, entities);
}

void add_flows(PageTables& page, const Selected& selected, const std::string& name, GroupBy by, std::size_t most) {
  const Records& records = selected.records;
  page.tables.emplace_back("flow_" + name, named(records, flow(selected, {.by = by})));
  page.tables.emplace_back("flow_" + name + "_year", named(records, flow(selected, {.by = by, .per = Period::year})));
  Table why = named(records, flow(selected, {.by = by, .why = true}));
  if (why.row_count() > most) {
    page.notes.push_back("Of " + format_count(why.row_count()) + " rows of evidence for moves by " + name +
                         " the first " + format_count(most) + " are here.");
    std::vector<std::size_t> rows(most);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    why = why.take(rows);
  }
  page.tables.emplace_back("flow_" + name + "_why", std::move(why));
}

}  // namespace

PageTables page_tables(const Selected& everything, const Selected& selected, const Projection& projection,
                       const PageOptions& options) {
  const Records& records = selected.records;
  PageTables page;
  page.stamp = selected.stamp();
  page.tables.emplace_back("entities", entity_table(everything));
  FactTables facts(everything, selected);
  page.tables.emplace_back("facts", facts.facts_table());
  page.tables.emplace_back("rows", facts.rows_table());
  page.tables.emplace_back("sources", source_table(records));
  std::size_t left_out = 0;
  page.tables.emplace_back("places", place_table(records, projection, options.max_vertices, left_out));
  if (left_out > 0)
    page.notes.push_back("The graph shows the " + format_count(options.max_vertices) + " most connected; " +
                         format_count(left_out) + " more are found by the search alone.");
  add_flows(page, selected, "country", GroupBy::country, options.max_moves);
  add_flows(page, selected, "organisation", GroupBy::organisation, options.max_moves);
  return page;
}

}  // namespace renmai
