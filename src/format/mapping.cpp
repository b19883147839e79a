// SPDX-License-Identifier: Apache-2.0
#include "format/mapping.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

using Words = std::initializer_list<std::string_view>;

constexpr std::array<std::string_view, 16> relation_fields{
    "id",    "from",  "kind",       "to",     "role",       "start",  "end",    "attested",
    "after", "place", "from_place", "status", "confidence", "weight", "source", "locator"};
constexpr std::array<std::string_view, 9> entity_fields{"id",    "kind",  "name",  "aliases", "part_of",
                                                        "place", "level", "flags", "note"};

/// Reads one mapping; every method throws at the place of what it refuses.
class MappingReader {
 public:
  explicit MappingReader(std::string_view file) : file_(file) {}

  Mapping read(const toml::table& root) {
    Mapping mapping;
    check_keys(root,
               {"form", "person", "organisation", "origin", "destination", "relation", "missing", "rest", "max_bad"});
    if (const toml::node* form = root.get("form")) mapping.form = form_of(*form);
    if (const toml::node* rest = root.get("rest")) mapping.keep_rest = one_of(*rest, {"keep", "drop"}) == "keep";
    if (const toml::node* missing = root.get("missing")) mapping.missing = words_of(*missing);
    if (const toml::node* max_bad = root.get("max_bad")) mapping.max_bad = count_of(*max_bad);
    for (const auto& [key, end] :
         {std::pair("person", &mapping.person), std::pair("organisation", &mapping.organisation),
          std::pair("origin", &mapping.origin), std::pair("destination", &mapping.destination)}) {
      if (const toml::node* node = root.get(key)) *end = end_of(*node);
    }
    if (const toml::node* node = root.get("relation")) read_relation(*node, mapping);
    return mapping;
  }

 private:
  [[noreturn]] void refuse(const toml::source_region& source, const std::string& message, std::string hint = {}) const {
    throw Error(ErrorKind::input, message,
                file_ + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column),
                std::move(hint));
  }

  void check_keys(const toml::table& table, Words known) const {
    for (const auto& [key, node] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      const std::string word(key.str());
      refuse(key.source(), "unknown key '" + word + "'",
             did_you_mean(word, std::span<const std::string_view>(known.begin(), known.size())));
    }
  }

  const toml::table& table_of(const toml::node& node, std::string_view what) const {
    const toml::table* table = node.as_table();
    if (table == nullptr) refuse(node.source(), std::string(what) + " wants a table");
    return *table;
  }

  std::string text_of(const toml::node& node) const {
    const auto text = node.value<std::string>();
    if (!text || !node.is_string()) refuse(node.source(), "text in quotes is wanted here");
    return *text;
  }

  std::vector<std::string> words_of(const toml::node& node) const {
    const toml::array* list = node.as_array();
    if (list == nullptr) refuse(node.source(), "a list of texts is wanted here");
    std::vector<std::string> words;
    for (const toml::node& item : *list) words.push_back(text_of(item));
    return words;
  }

  std::uint64_t count_of(const toml::node& node) const {
    const auto count = node.value<std::int64_t>();
    if (!node.is_integer() || !count || *count < 0) refuse(node.source(), "a count from 0 is wanted here");
    return static_cast<std::uint64_t>(*count);
  }

  std::string one_of(const toml::node& node, Words words) const {
    std::string word = text_of(node);
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      refuse(node.source(),
             "'" + word + "' is none of " + join(std::vector<std::string>(words.begin(), words.end()), ", "),
             did_you_mean(word, std::span<const std::string_view>(words.begin(), words.size())));
    }
    return word;
  }

  Mapping::Form form_of(const toml::node& node) const {
    return one_of(node, {"spells", "moves"}) == "moves" ? Mapping::Form::moves : Mapping::Form::spells;
  }

  CellSource cell_from(const toml::table& table) const {
    CellSource cell;
    if (const toml::node* column = table.get("column")) cell.column = text_of(*column);
    if (const toml::node* constant = table.get("constant")) cell.constant = text_of(*constant);
    if (const toml::node* words = table.get("translate")) {
      for (const auto& [key, node] : table_of(*words, "translate")) {
        cell.translate.emplace_back(key.str(), text_of(node));
      }
    }
    if (!cell.given()) refuse(table.source(), "a column or a constant is wanted here");
    return cell;
  }

  CellSource cell_of(const toml::node& node) const {
    if (const toml::table* table = node.as_table()) {
      check_keys(*table, {"column", "constant", "translate"});
      return cell_from(*table);
    }
    return {.column = text_of(node)};
  }

  PlaceSource place_of(const toml::node& node) const {
    const toml::table* table = node.as_table();
    if (table == nullptr) return {.name = cell_of(node)};
    check_keys(*table, {"column", "constant", "translate", "level"});
    PlaceSource place{.name = cell_from(*table)};
    if (const toml::node* level = table->get("level")) {
      place.level = *parse_place_level(one_of(*level, {"site", "city", "state", "country", "supranational"}));
    }
    return place;
  }

  DateSource date_of(const toml::node& node) const {
    const toml::table* table = node.as_table();
    if (table == nullptr || !table->contains("year")) return {.whole = cell_of(node)};
    check_keys(*table, {"year", "month", "day"});
    DateSource date{.year = cell_of(*table->get("year"))};
    if (const toml::node* month = table->get("month")) date.month = cell_of(*month);
    if (const toml::node* day = table->get("day")) {
      if (!date.month.given()) refuse(day->source(), "a day wants a month");
      date.day = cell_of(*day);
    }
    return date;
  }

  std::vector<PropertySource> properties_of(const toml::node& node) const {
    std::vector<PropertySource> properties;
    for (const auto& [key, value] : table_of(node, "properties")) properties.emplace_back(key.str(), cell_of(value));
    return properties;
  }

  EndSource end_of(const toml::node& node) const {
    const toml::table& table = table_of(node, "an end");
    check_keys(table, {"column", "constant", "translate", "id", "kind", "place", "properties"});
    EndSource end{.name = cell_from(table)};
    if (const toml::node* id = table.get("id")) end.id = cell_of(*id);
    if (const toml::node* kind = table.get("kind")) end.kind = text_of(*kind);
    if (const toml::node* place = table.get("place")) end.place = place_of(*place);
    if (const toml::node* properties = table.get("properties")) end.properties = properties_of(*properties);
    return end;
  }

  void read_relation(const toml::node& node, Mapping& mapping) const {
    const toml::table& table = table_of(node, "relation");
    check_keys(table, {"kind", "id", "role", "attested", "status", "confidence", "weight", "source", "locator", "place",
                       "start", "end", "period", "properties"});
    if (const toml::node* kind = table.get("kind")) {  // a kind is written as itself, as those of ends are
      mapping.kind = kind->is_string() ? CellSource{.constant = text_of(*kind)} : cell_of(*kind);
    }
    for (const auto& [key, cell] :
         {std::pair("id", &mapping.id), std::pair("role", &mapping.role), std::pair("attested", &mapping.attested),
          std::pair("status", &mapping.status), std::pair("confidence", &mapping.confidence),
          std::pair("weight", &mapping.weight), std::pair("source", &mapping.source),
          std::pair("locator", &mapping.locator), std::pair("period", &mapping.period)}) {
      if (const toml::node* value = table.get(key)) *cell = cell_of(*value);
    }
    if (const toml::node* start = table.get("start")) mapping.start = date_of(*start);
    if (const toml::node* end = table.get("end")) mapping.end = date_of(*end);
    if (const toml::node* place = table.get("place")) mapping.place = place_of(*place);
    if (const toml::node* properties = table.get("properties")) mapping.properties = properties_of(*properties);
  }

  std::string file_;
};

/// "Start_Date" -> "startdate".
std::string plain(std::string_view name) {
  std::string letters = lower_ascii(name);
  std::erase_if(letters, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '.'; });
  return letters;
}

CellSource column_among(const std::vector<std::string>& columns, Words words) {
  for (const std::string_view word : words) {
    for (const std::string& column : columns) {
      if (plain(column) == word) return {.column = column};
    }
  }
  return {};
}

void refuse_field_names(const std::vector<PropertySource>& properties, bool (*is_field)(std::string_view)) {
  for (const PropertySource& property : properties) {
    if (property.first.empty() || is_field(property.first)) {
      throw Error(ErrorKind::usage, "a property cannot be named '" + property.first + "': that is a field of its own");
    }
  }
}

}  // namespace

bool is_relation_field(std::string_view name) {
  return std::find(relation_fields.begin(), relation_fields.end(), name) != relation_fields.end();
}

bool is_entity_field(std::string_view name) {
  return std::find(entity_fields.begin(), entity_fields.end(), name) != entity_fields.end();
}

Mapping read_mapping(std::string_view text, std::string_view file) {
  try {
    return MappingReader(file).read(toml::parse(text, file));
  } catch (const toml::parse_error& error) {
    const auto where = error.source().begin;
    throw Error(ErrorKind::input, std::string(error.description()),
                std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column));
  }
}

void check_mapping(const Mapping& mapping) {
  const auto want = [](const EndSource& end, const std::string& what) {
    if (!end.name.given()) throw Error(ErrorKind::usage, "the mapping does not say which column holds the " + what);
  };
  want(mapping.person, "person");
  if (mapping.form == Mapping::Form::spells) {
    want(mapping.organisation, "organisation");
  } else {
    want(mapping.origin, "origin");
    want(mapping.destination, "destination");
  }
  if (mapping.period.given() && (mapping.start.given() || mapping.end.given())) {
    throw Error(ErrorKind::usage, "the mapping names a period and a start or an end; one of the two is wanted");
  }
  refuse_field_names(mapping.properties, is_relation_field);
  for (const EndSource* end : {&mapping.person, &mapping.organisation, &mapping.origin, &mapping.destination}) {
    refuse_field_names(end->properties, is_entity_field);
  }
}

std::optional<Mapping> guess_mapping(const std::vector<std::string>& columns) {
  Mapping mapping;
  mapping.person.name =
      column_among(columns, {"person", "personname", "employee", "researcher", "author", "scholar", "name"});
  mapping.person.id = column_among(columns, {"personid", "orcid"});
  if (!mapping.person.name.given()) std::swap(mapping.person.name, mapping.person.id);
  if (!mapping.person.name.given()) return std::nullopt;
  mapping.organisation.name = column_among(columns, {"org", "organisation", "organization", "employer", "company",
                                                     "institution", "university", "affiliation"});
  mapping.origin.name = column_among(columns, {"origin", "from"});
  mapping.destination.name = column_among(columns, {"destination", "to"});
  if (mapping.origin.name.given() && mapping.destination.name.given()) {
    mapping.form = Mapping::Form::moves;
  } else if (!mapping.organisation.name.given()) {
    return std::nullopt;
  }
  mapping.start.whole = column_among(columns, {"start", "startdate", "begin", "since", "startyear", "date"});
  mapping.end.whole = column_among(columns, {"end", "enddate", "until", "endyear"});
  mapping.role = column_among(columns, {"role", "title", "position", "jobtitle"});
  mapping.kind = column_among(columns, {"kind"});
  mapping.place.name = column_among(columns, {"place"});
  return mapping;
}

}  // namespace renmai
