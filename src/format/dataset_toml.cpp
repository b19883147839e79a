// SPDX-License-Identifier: Apache-2.0
#include "format/dataset_toml.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"

namespace renmai {
namespace {

using detail::DatabaseKeys;

constexpr std::int64_t newest_format = 1;
constexpr std::array<std::string_view, 8> known_keys{"format", "name",    "title",   "description",
                                                     "as_of",  "license", "regions", "database"};

std::string place_of(const toml::source_region& region, std::string_view file) {
  return std::string(file) + ":" + std::to_string(region.begin.line) + ":" + std::to_string(region.begin.column);
}

toml::table parse(std::string_view text, std::string_view file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorKind::input, std::string(error.description()), place_of(error.source(), file));
  }
}

std::string text_at(const toml::table& root, std::string_view key, std::string_view file) {
  const toml::node* node = root.get(key);
  if (node == nullptr) return {};
  if (const auto* text = node->as_string()) return text->get();
  throw Error(ErrorKind::input, "'" + std::string(key) + "' wants a text in quotes", place_of(node->source(), file));
}

void set_facts(const toml::table& root, std::string_view file, DatasetFacts& facts) {
  const auto refuse = [&](std::string_view key, const std::string& message) {
    throw Error(ErrorKind::input, message, place_of(root.get(key)->source(), file));
  };
  if (const toml::node* format = root.get("format");
      format != nullptr && format->value_or(newest_format) > newest_format) {
    refuse("format", "this dataset has format " + std::to_string(format->value_or(newest_format)) +
                         "; this program reads up to " + std::to_string(newest_format));
  }
  facts.name = text_at(root, "name", file);
  facts.title = text_at(root, "title", file);
  facts.description = text_at(root, "description", file);
  facts.license = text_at(root, "license", file);
  facts.regions_file = text_at(root, "regions", file);
  if (facts.regions_file.find("..") != std::string::npos || facts.regions_file.starts_with('/')) {
    refuse("regions", "'" + facts.regions_file + "' leads out of the folder");
  }
  if (const std::string as_of = text_at(root, "as_of", file); !as_of.empty()) {
    const DateParse parse = parse_date(as_of);
    if (!parse.date || !parse.date->known() || parse.date->written.last >= day_after_all) {
      refuse("as_of", "'" + as_of + "' is no date" + (parse.message.empty() ? "" : ": " + parse.message));
    }
    facts.as_of = parse.date->written.last;
  }
}

void notice_further_keys(const toml::table& root, std::span<const std::string_view> known, std::string_view file,
                         Report& report) {
  for (const auto& [key, node] : root) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    report.notice("unknown key", std::string(file) + ":" + std::to_string(key.source().begin.line),
                  "'" + std::string(key.str()) + "' is not read");
  }
}

[[noreturn]] void refuse_key(const toml::key& key, std::string_view file) {
  std::vector<std::string_view> words{"url"};
  words.insert(words.end(), detail::table_words.begin(), detail::table_words.end());
  throw Error(
      ErrorKind::input,
      "[database] has no key '" + std::string(key.str()) + "'; it has url, entities, relations, sources, claims",
      place_of(key.source(), file), did_you_mean<std::string_view>(key.str(), words));
}

std::optional<DatabaseKeys> find_database(const toml::table& root, std::string_view file) {
  const toml::node* node = root.get("database");
  if (node == nullptr) return std::nullopt;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    throw Error(ErrorKind::input, "'database' wants a table: [database] and, below, url, entities, relations",
                place_of(node->source(), file));
  }
  DatabaseKeys keys;
  for (const auto& [key, value] : *table) {
    const auto word = std::find(detail::table_words.begin(), detail::table_words.end(), key.str());
    if (word == detail::table_words.end() && key.str() != "url") refuse_key(key, file);
    detail::PlacedText text{text_at(*table, key.str(), file), place_of(value.source(), file)};
    if (word == detail::table_words.end()) {
      keys.url = std::move(text);
    } else {
      keys.queries.at(static_cast<std::size_t>(word - detail::table_words.begin())) = std::move(text);
    }
  }
  if (keys.url.place.empty()) {
    throw Error(ErrorKind::input, "[database] wants a url: sqlite:PATH or postgresql://USER@HOST/DATABASE",
                place_of(table->source(), file));
  }
  return keys;
}

}  // namespace

void read_dataset_facts(std::string_view text, std::string_view file, DatasetFacts& facts, Report& report) {
  const toml::table root = parse(text, file);
  set_facts(root, file, facts);
  notice_further_keys(root, std::span(known_keys).first(known_keys.size() - 1), file, report);
}

void read_dataset_texts(std::string_view schema, std::string_view facts, std::string_view file, RecordsBuilder& builder,
                        Report& report) {
  builder.schema().extend(schema, std::string(file) + " (schema)");
  read_dataset_facts(facts, std::string(file) + " (dataset)", builder.dataset(), report);
}

std::optional<DatabaseKeys> detail::read_dataset_toml(std::string_view text, std::string_view file, DatasetFacts& facts,
                                                      Report& report) {
  const toml::table root = parse(text, file);
  set_facts(root, file, facts);
  notice_further_keys(root, known_keys, file, report);
  return find_database(root, file);
}

std::optional<DatabaseKeys> detail::read_database_keys(std::string_view text, std::string_view file) {
  return find_database(parse(text, file), file);
}

}  // namespace renmai
