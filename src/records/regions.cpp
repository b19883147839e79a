// SPDX-License-Identifier: Apache-2.0
#include "records/regions.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "records/names.hpp"
#include "records/soundness.hpp"

namespace renmai {
namespace {

std::string at(const toml::node& node, std::string_view file) {
  const auto where = node.source().begin;
  return std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

std::vector<Entity> read_places(const toml::table& row, std::string_view key, std::string_view file,
                                const Records& records) {
  std::vector<Entity> places;
  const toml::node* node = row.get(key);
  if (node == nullptr) return places;
  const toml::array* list = node->as_array();
  if (list == nullptr)
    throw Error(ErrorKind::input, "'" + std::string(key) + "' wants a list of places", at(*node, file));
  for (const toml::node& item : *list) {
    const auto id = item.value<std::string>().value_or("");
    const auto place = records.find_entity(id);
    if (!place) {
      const NameAnswer near = find_name(records, id);
      throw Error(ErrorKind::input, "unknown place '" + id + "'", at(item, file),
                  near.suggestion.empty() ? "" : "did you mean '" + near.suggestion + "'?");
    }
    require_sound_entity(records, *place);
    if (records.role(*place) != EntityRole::place) {
      throw Error(ErrorKind::input, "'" + id + "' is a " + records.entity_kind(*place).name + ", no place",
                  at(item, file));
    }
    places.push_back(*place);
  }
  return places;
}

std::string read_text(const toml::table& row, std::string_view key, std::string fallback, std::string_view file) {
  const toml::node* node = row.get(key);
  if (node == nullptr) return fallback;
  if (const auto* text = node->as_string()) return text->get();
  throw Error(ErrorKind::input, "'" + std::string(key) + "' wants a text in quotes", at(*node, file));
}

std::vector<std::string> read_aliases(const toml::table& row, std::string_view file) {
  std::vector<std::string> aliases;
  const toml::node* node = row.get("aliases");
  if (node == nullptr) return aliases;
  const auto refuse = [&](const toml::node& where) {
    throw Error(ErrorKind::input, "'aliases' wants a list of texts in quotes", at(where, file));
  };
  if (!node->is_array()) refuse(*node);
  for (const toml::node& alias : *node->as_array()) {
    if (!alias.is_string()) refuse(alias);
    aliases.push_back(alias.as_string()->get());
  }
  return aliases;
}

}  // namespace

Regions::Regions(std::string_view text, std::string_view file, const Records& records) : file_(file) {
  const toml::table root = [&] {
    try {
      return toml::parse(text, file);
    } catch (const toml::parse_error& error) {
      const auto where = error.source().begin;
      throw Error(ErrorKind::input, std::string(error.description()),
                  std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column));
    }
  }();
  version_ = read_text(root, "version", {}, file);
  const toml::node* rows = root.get("region");
  if (rows == nullptr) return;
  if (rows->as_table() == nullptr) throw Error(ErrorKind::input, "'region' wants a table", at(*rows, file));
  for (const auto& [key, node] : *rows->as_table()) {
    const toml::table* row = node.as_table();
    if (row == nullptr) throw Error(ErrorKind::input, "a region wants a table", at(node, file));
    Region region;
    region.id = std::string(key.str());
    region.name = read_text(*row, "name", region.id, file);
    region.note = read_text(*row, "note", {}, file);
    region.aliases = read_aliases(*row, file);
    region.members = read_places(*row, "members", file, records);
    region.excluded = read_places(*row, "excluded", file, records);
    if (region.members.empty()) throw Error(ErrorKind::input, "a region wants 'members'", at(node, file));
    regions_.push_back(std::move(region));
  }
  std::sort(regions_.begin(), regions_.end(), [](const Region& a, const Region& b) { return a.id < b.id; });
}

const Region* Regions::find(std::string_view name) const {
  const std::string key = fold_name(name);
  const auto first = [&](const auto& means) -> const Region* {
    const auto found = std::find_if(regions_.begin(), regions_.end(), means);
    return found == regions_.end() ? nullptr : &*found;
  };
  if (const Region* region = first([&](const Region& r) { return fold_name(r.id) == key; })) return region;
  if (const Region* region = first([&](const Region& r) { return fold_name(r.name) == key; })) return region;
  return first([&](const Region& r) {
    return std::any_of(r.aliases.begin(), r.aliases.end(),
                       [&](const std::string& alias) { return fold_name(alias) == key; });
  });
}

Regions Regions::chosen(std::span<const std::string> names) const {
  Regions subset;
  subset.version_ = version_;
  subset.file_ = file_;
  for (const std::string& name : names) {
    const Region* region = find(name);
    if (region == nullptr) {
      std::vector<std::string> known;
      known.reserve(regions_.size());
      for (const Region& other : regions_) known.push_back(other.id);
      const auto close = nearest(name, known);
      throw Error(ErrorKind::not_found, "there is no region '" + name + "'", {},
                  close ? "did you mean '" + *close + "'?" : "known: " + join(known, ", "));
    }
    const auto same = [&](const Region& other) { return other.id == region->id; };
    if (std::none_of(subset.regions_.begin(), subset.regions_.end(), same)) subset.regions_.push_back(*region);
  }
  std::sort(subset.regions_.begin(), subset.regions_.end(),
            [](const Region& a, const Region& b) { return a.id < b.id; });
  return subset;
}

bool lies_in(const Hierarchy& hierarchy, const Region& region, Entity e, std::optional<Day> day) {
  const auto line = hierarchy.enclosing_places(e, day);
  const auto holds_any = [&](std::span<const Entity> wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](Entity place) {
      return std::find(line.begin(), line.end(), hierarchy.identity()(place)) != line.end();
    });
  };
  return holds_any(region.members) && !holds_any(region.excluded);
}

}  // namespace renmai
