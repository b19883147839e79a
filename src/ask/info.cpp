// SPDX-License-Identifier: Apache-2.0
#include "ask/info.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "ask/shown.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "graph/project.hpp"
#include "pass/components.hpp"

namespace renmai {
namespace {

/// The lines of the answer, in order.
class Lines {
 public:
  void add(std::string measure, std::string value) {
    if (value.empty()) return;
    measures_.push_back(std::move(measure));
    values_.push_back(std::move(value));
  }
  void add(std::string measure, std::uint64_t value) { add(std::move(measure), std::to_string(value)); }
  void add_parts(const std::string& measure, const std::map<std::string, std::uint64_t>& parts) {
    for (const auto& [word, count] : parts) {
      std::string line = measure;
      line.append(": ").append(word);
      add(std::move(line), count);
    }
  }
  [[nodiscard]] Table table() && {
    Table table;
    table.add("measure", std::move(measures_));
    table.add("value", std::move(values_));
    return table;
  }

 private:
  std::vector<std::string> measures_;
  std::vector<std::string> values_;
};

void add_entities(const Records& records, Lines& lines) {
  std::map<std::string, std::uint64_t> kinds;
  std::uint64_t persons = 0;
  std::uint64_t organisations = 0;
  std::map<std::string, std::uint64_t> flags;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    ++kinds[records.entity_kind(e).name];
    const EntityRole role = records.role(e);
    if (role == EntityRole::person && !records.has_flag(e, flag_collective)) ++persons;
    if (role == EntityRole::organisation || role == EntityRole::unit) ++organisations;
    for (const FlagName& flag : flag_names()) {
      if (records.has_flag(e, flag.flag)) ++flags[std::string(flag.name)];
    }
  }
  lines.add("entities", records.entity_count());
  lines.add_parts("entities", kinds);
  lines.add("persons", persons);
  lines.add("organisations", organisations);
  lines.add("collectives", flags["collective"]);
  lines.add("pseudonyms", flags["pseudonym"]);
  lines.add("unnamed", flags["unnamed"]);
  lines.add("redacted", flags["redacted"]);
}

void add_relations(const Records& records, Lines& lines) {
  std::map<std::string, std::uint64_t> kinds;
  std::map<std::string, std::uint64_t> statuses;
  std::map<std::string, std::uint64_t> grades;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    ++kinds[records.relation_kind(r).name];
    ++statuses[std::string(to_word(records.status(r)))];
    ++grades[format_confidence(records.confidence(r))];
  }
  lines.add("relations", records.relation_count());
  lines.add_parts("relations", kinds);
  lines.add_parts("status", statuses);
  lines.add_parts("confidence", grades);
}

/// How finely a relation is dated, from the finest.
enum class Grain : std::uint8_t { day, month, season, year, coarser, none };
constexpr std::array<std::string_view, 6> grain_words{"day", "month", "season", "year", "coarser", "none"};

Grain grain_of(const Date& date) {
  if (!date.known()) return Grain::none;
  switch (date.precision) {
    case Precision::day: return Grain::day;
    case Precision::month: return Grain::month;
    case Precision::season: return Grain::season;
    case Precision::year: return Grain::year;
    default: return Grain::coarser;
  }
}

void add_dates(const Records& records, Lines& lines) {
  DayRange written{day_after_all, day_before_all};
  std::array<std::uint64_t, grain_words.size()> by_grain{};
  for (Relation r = 0; r < records.relation_count(); ++r) {
    Grain finest = Grain::none;
    const auto take = [&](const Date& date) {
      finest = std::min(finest, grain_of(date));
      if (!date.known()) return;
      if (date.written.first > day_before_all) written.first = std::min(written.first, date.written.first);
      if (date.written.last < day_after_all) written.last = std::max(written.last, date.written.last);
    };
    take(records.date(records.relations().start[r]));
    take(records.date(records.relations().end[r]));
    for (const Date& date : records.attested(r)) take(date);
    ++by_grain[static_cast<std::size_t>(finest)];
  }
  lines.add("earliest day", shown_day(written.first));
  lines.add("latest day", shown_day(written.last));
  if (records.relation_count() == 0) return;
  for (std::size_t g = 0; g < by_grain.size(); ++g) {
    const double share = static_cast<double>(by_grain[g]) / records.relation_count();
    lines.add("share dated: " + std::string(grain_words[g]), format_number(std::round(share * 1e4) / 1e4));
  }
}

void add_places(const Selected& selected, Lines& lines) {
  const Records& records = selected.records;
  std::map<std::string, std::uint64_t> levels;
  std::uint64_t places = 0;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (records.role(e) != EntityRole::place) continue;
    ++places;
    const auto word = to_word(static_cast<PlaceLevel>(records.entities().level[e]));
    ++levels[word.empty() ? "no level" : std::string(word)];
  }
  lines.add("places", places);
  lines.add_parts("places", levels);
  std::vector<std::string> names;
  for (const Region& region : selected.regions.all()) names.push_back(region.id);
  lines.add("regions", join(names, "; "));
  lines.add("regions version", selected.regions.version());
}

void add_graph(const Selected& selected, EdgesOf edges, Lines& lines) {
  const Projection projection = project(selected, {.edges = edges, .keep_facts = false});
  const auto labels = component_labels(projection.graph);
  std::uint64_t components = 0;
  for (Vertex v = 0; v < labels.size(); ++v) components += labels[v] == v ? 1U : 0U;
  lines.add("graph vertices", projection.graph.vertex_count());
  lines.add("graph edges", projection.graph.edge_count());
  lines.add("graph components", components);
}

}  // namespace

Table info(const Selected& selected, EdgesOf edges) {
  const Records& records = selected.records;
  Lines lines;
  lines.add("dataset", records.dataset().name);
  lines.add("title", records.dataset().title);
  lines.add("license", records.dataset().license);
  add_entities(records, lines);
  add_relations(records, lines);
  lines.add("facts", selected.fact_count());
  lines.add("merged names", selected.identity.merge_count());
  lines.add("sources", records.sources().size());
  lines.add("claims", records.claims().size());
  add_dates(records, lines);
  lines.add("as of", shown_day(records.as_of()));
  add_places(selected, lines);
  add_graph(selected, edges, lines);
  lines.add("content hash", hex16(records.content_hash()));
  Table table = std::move(lines).table();
  table.stamp = selected.stamp();
  return table;
}

}  // namespace renmai
