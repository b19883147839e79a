// SPDX-License-Identifier: Apache-2.0
#include "records/builder.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

std::string duplicate_id(std::string_view id, std::string_view first) {
  return "duplicate id " + quoted(id) + (first.empty() ? "" : ", first at " + std::string(first));
}

template <class Names>
std::string with_hint(std::string message, std::string_view word, const Names& names) {
  if (const auto close = nearest(word, names)) message += "; did you mean " + quoted(*close) + "?";
  return message;
}

/// Of the fields of a row; a row with the same hash repeats it.
std::uint64_t hash_of(std::span<const std::string_view> fields, std::span<const NamedText> properties) {
  std::uint64_t hash = 1;
  for (const std::string_view field : fields) hash = mix64(hash) ^ hash_bytes(field);
  std::uint64_t sum = 0;  // so the order of further columns does not matter
  for (const auto& [name, value] : properties) sum += value.empty() ? 0 : mix64(hash_bytes(value, hash_bytes(name)));
  return mix64(hash) ^ sum;
}

std::vector<std::string_view> names_of(std::span<const FlagName> flags) {
  std::vector<std::string_view> names;
  for (const FlagName& flag : flags) names.push_back(flag.name);
  return names;
}

}  // namespace

std::string RowPlace::at(std::string_view field) const {
  std::string place(file);
  if (line == 0) return place;
  place += ":" + std::to_string(line);
  if (column != nullptr) {
    if (const auto number = column(context, field); number != 0) place += ":" + std::to_string(number);
  }
  return place;
}

RecordsBuilder::RecordsBuilder(Report& report, Duplicates duplicates) : report_(report), duplicates_(duplicates) {
  records_.dates_.emplace_back();
  records_.parts_.date_texts.push_back(0);
  records_.parts_.attested_texts.push_back(0);
  records_.attested_.emplace_back();
  date_by_text_[0] = 0;
  attested_by_text_[0] = 0;
}

void RecordsBuilder::bad(const RowPlace& place, std::string_view field, std::string_view message) {
  report_.bad(place.at(field), message);
}

std::uint8_t RecordsBuilder::file_of(std::string_view file) {
  auto& files = records_.parts_.files;
  const auto found = std::find(files.begin(), files.end(), file);
  if (found != files.end()) return static_cast<std::uint8_t>(found - files.begin());
  if (files.size() >= UINT8_MAX) return UINT8_MAX;
  files.emplace_back(file);
  return static_cast<std::uint8_t>(files.size() - 1);
}

std::optional<Entity> RecordsBuilder::find_entity(std::string_view id) const {
  const auto text = records_.parts_.texts.find(id);
  const Entity found = text ? entity_of_text_[*text] : no_entity;
  return found == no_entity ? std::nullopt : std::optional(found);
}

Entity RecordsBuilder::entity_for(std::string_view id, std::string_view kind, std::string_view name,
                                  std::string_view place) {
  EntityColumns& c = records_.parts_.entities;
  const TextId text = records_.parts_.texts.add(id);
  Entity entity = entity_of_text_[text];
  if (entity == no_entity) {
    if (c.id.size() >= no_entity - 1) throw Error(ErrorKind::limit, "more than 4294967293 entities");
    entity = static_cast<Entity>(c.id.size());
    entity_of_text_.set(text, entity);
    c.id.push_back(text);
    c.kind.push_back(schema().entity_kind(kind.empty() ? "other" : kind));
    set_name(entity, id, name);
  }
  if (!place.empty() && c.place[entity] == no_entity) {
    const auto where = find_entity(place);
    if (where && *where != entity) c.place.set(entity, *where);
  }
  return entity;
}

void RecordsBuilder::set_name(Entity entity, std::string_view id, std::string_view name) {
  if (name.empty() || name == id) return;
  const std::size_t begin = id.size() - std::min(id.size(), name.size());
  if (id.ends_with(name) && begin <= UINT8_MAX) {
    records_.parts_.entities.name_begin.set(entity, static_cast<std::uint8_t>(begin));
  } else {
    records_.parts_.entities.name.set(entity, records_.parts_.texts.add(name));
  }
}

void RecordsBuilder::set_entity_property(Entity entity, std::string_view name, std::string_view value) {
  const NamedText property(name, value);
  set_properties(records_.parts_.entities.properties, entity, std::span(&property, 1));
}

void RecordsBuilder::set_entity_level(Entity entity, PlaceLevel level) {
  records_.parts_.entities.level.set(entity, static_cast<std::uint8_t>(level));
}

void RecordsBuilder::set_properties(std::vector<Property>& properties, std::size_t row,
                                    std::span<const NamedText> values) {
  for (const NamedText& value : values) {  // clang 16 with OpenMP captures no structured binding
    auto found = std::find_if(properties.begin(), properties.end(),
                              [&](const Property& property) { return property.name == value.first; });
    if (found == properties.end()) {
      properties.push_back({std::string(value.first), Field<TextId>()});
      found = properties.end() - 1;
    }
    found->values.set(row, records_.parts_.texts.add(value.second));
  }
}

bool RecordsBuilder::add_entity(const EntityRow& row, const RowPlace& place) {
  EntityColumns& c = records_.parts_.entities;
  Texts& texts = records_.parts_.texts;
  if (row.id.empty()) return bad(place, "id", "an entity wants an id"), false;
  const auto level = parse_place_level(row.level);
  if (!level) {
    bad(place, "level", "unknown level " + quoted(row.level) + "; wanted site, city, state, country or supranational");
    return false;
  }
  std::uint8_t flags = 0;
  for (const std::string_view word : split_list(row.flags, ';')) {
    const auto known = flag_names();
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const FlagName& flag) { return flag.name == word; });
    if (found == known.end()) {
      bad(place, "flags", with_hint("unknown flag " + quoted(word), word, names_of(known)));
      return false;
    }
    flags = static_cast<std::uint8_t>(flags | found->flag);
  }
  const std::string_view kind = row.kind.empty() ? "other" : row.kind;
  const std::string_view name = row.name.empty() ? row.id : row.name;
  const std::string flag_bits = std::to_string(flags);
  const std::uint64_t hash = hash_of(
      std::array{kind, name, row.aliases, row.part_of, row.place, row.level, std::string_view(flag_bits), row.note},
      row.properties);
  if (const auto earlier = find_entity(row.id)) {
    const auto first = entity_rows_.find(*earlier);
    if (first != entity_rows_.end() && first->second == hash) {
      report_.notice("exact repeat", place.at("id"), "entity " + quoted(row.id) + " is listed again");
      return true;
    }
    bad(place, "id", duplicate_id(row.id, records_.entity_place(*earlier)));
    return false;
  }
  if (!schema().find_entity_kind(kind)) {
    std::vector<std::string> names;
    for (const EntityKind& known : schema().entity_kinds()) names.push_back(known.name);
    report_.notice("unknown kind", place.at("kind"),
                   with_hint("entity kind " + quoted(kind) + " is not in the schema", kind, names));
  }
  const Entity entity = entity_for(row.id, kind, name);
  entity_rows_[entity] = hash;
  c.aliases.set(entity, texts.add(row.aliases));
  c.level.set(entity, static_cast<std::uint8_t>(*level));
  c.flags.set(entity, flags);
  c.note.set(entity, texts.add(row.note));
  if (!row.part_of.empty()) pending_part_of_.push_back({entity, texts.add(row.part_of), place.at("part_of")});
  if (!row.place.empty()) pending_place_.push_back({entity, texts.add(row.place), place.at("place")});
  set_properties(c.properties, entity, row.properties);
  records_.parts_.entity_lines.set(entity, static_cast<std::uint32_t>(place.line));
  records_.parts_.entity_files.set(entity, file_of(place.file));
  return true;
}

DateId RecordsBuilder::date_id(std::string_view text, const RowPlace& place, std::string_view field, bool may_be_open,
                               bool& good) {
  if (text.empty()) return 0;
  const TextId text_id = records_.parts_.texts.add(text);
  if (const auto known = date_by_text_.find(text_id); known != date_by_text_.end()) {
    if (may_be_open || records_.dates_[known->second].form != Date::Form::open) return known->second;
  }
  const DateParse parse = parse_date(text);
  if (!parse.date) {
    bad(place, field, quoted(text) + " is no date: " + parse.message);
    good = false;
    return 0;
  }
  if (parse.date->form == Date::Form::open && !may_be_open) {
    bad(place, field, "'..' means still so and belongs to an end; leave an unknown start empty");
    good = false;
    return 0;
  }
  const auto id = static_cast<DateId>(records_.dates_.size());
  records_.dates_.push_back(*parse.date);
  records_.parts_.date_texts.push_back(text_id);
  date_by_text_[text_id] = id;
  return id;
}

AttestedId RecordsBuilder::attested_id(std::string_view text, const RowPlace& place, bool& good) {
  if (text.empty()) return 0;
  const TextId text_id = records_.parts_.texts.add(text);
  if (const auto known = attested_by_text_.find(text_id); known != attested_by_text_.end()) return known->second;
  std::vector<Date> dates;
  for (const std::string_view part : split_list(text, ';')) {
    const DateParse parse = parse_date(part);
    if (!parse.date || !parse.date->known()) {
      bad(place, "attested", quoted(part) + " is no date" + (parse.message.empty() ? "" : ": " + parse.message));
      good = false;
      return 0;
    }
    dates.push_back(*parse.date);
  }
  const auto id = static_cast<AttestedId>(records_.attested_.size());
  records_.parts_.attested_texts.push_back(text_id);
  records_.attested_.push_back(std::move(dates));
  attested_by_text_[text_id] = id;
  return id;
}

Entity RecordsBuilder::entity_of(std::string_view id, const RowPlace& place, std::string_view field, bool& good) {
  if (id.empty()) {
    bad(place, field, "a relation wants '" + std::string(field) + "'");
    good = false;
    return no_entity;
  }
  if (const auto entity = find_entity(id)) return *entity;
  // Only a bad row pays for the search among all ids, and only where they are few enough to search.
  std::vector<std::string_view> ids;
  if (records_.entity_count() <= 10'000 && report_.bad_count() < 10) {
    for (Entity e = 0; e < records_.entity_count(); ++e) ids.push_back(records_.entity_id(e));
  }
  bad(place, field, with_hint("unknown entity " + quoted(id), id, ids));
  good = false;
  return no_entity;
}

SourceId RecordsBuilder::source_of(std::string_view id) {
  if (id.empty()) return no_source;
  const TextId text = records_.parts_.texts.add(id);
  const auto [found, is_new] = source_by_id_.try_emplace(text, static_cast<SourceId>(records_.parts_.sources.size()));
  if (is_new) records_.parts_.sources.push_back({.id = text});
  return found->second;
}

/// The cells of a row; nothing, once the first bad one is reported.
std::optional<RecordsBuilder::RelationCells> RecordsBuilder::read_relation(const RelationRow& row,
                                                                           const RowPlace& place) {
  bool good = true;
  const Entity from = entity_of(row.from, place, "from", good);
  const Entity to = good ? entity_of(row.to, place, "to", good) : no_entity;
  if (good && row.kind.empty()) bad(place, "kind", "a relation wants a kind"), good = false;
  const DateId start = good ? date_id(row.start, place, "start", false, good) : 0;
  const DateId end = good ? date_id(row.end, place, "end", true, good) : 0;
  const AttestedId attested = good ? attested_id(row.attested, place, good) : 0;
  const Entity where = good && !row.place.empty() ? entity_of(row.place, place, "place", good) : no_entity;
  const Entity from_place =
      good && !row.from_place.empty() ? entity_of(row.from_place, place, "from_place", good) : no_entity;
  const auto status = schema().parse_status(row.status);
  if (good && !status) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < status_count; ++i) words.push_back(to_word(static_cast<Status>(i)));
    bad(place, "status", with_hint("unknown status " + quoted(row.status), row.status, words)), good = false;
  }
  const auto confidence = parse_confidence(row.confidence);
  if (good && !confidence) {
    bad(place, "confidence", quoted(row.confidence) + " is no confidence; wanted 0 to 1, certain, likely or inferred");
    good = false;
  }
  const auto weight = row.weight.empty() ? std::optional(1.0) : to_number(row.weight);
  if (good && !weight) bad(place, "weight", quoted(row.weight) + " is no number"), good = false;
  if (good && records_.dates_[end].known() && records_.dates_[start].known() &&
      records_.dates_[end].bounds.last < records_.dates_[start].bounds.first) {
    bad(place, "end", "the end " + std::string(row.end) + " is before the start " + std::string(row.start));
    good = false;
  }
  if (!good) return std::nullopt;
  return RelationCells{from, to, start, end, attested, where, from_place, *status, *confidence, *weight};
}

bool RecordsBuilder::add_relation(const RelationRow& row, const RowPlace& place) {
  RelationColumns& c = records_.parts_.relations;
  Texts& texts = records_.parts_.texts;
  const auto cells = read_relation(row, place);
  if (!cells) return false;
  if (!schema().find_relation_kind(row.kind)) {
    std::vector<std::string> names;
    for (const RelationKind& known : schema().relation_kinds()) names.push_back(known.name);
    report_.notice("unknown kind", place.at("kind"),
                   with_hint("relation kind " + quoted(row.kind) + " is not in the schema", row.kind, names));
  }
  if (c.from.size() >= UINT32_MAX - 1) throw Error(ErrorKind::limit, "more than 4294967294 relations");

  const auto r = static_cast<Relation>(c.from.size());
  c.from.push_back(cells->from);
  c.to.push_back(cells->to);
  c.kind.push_back(schema().relation_kind(row.kind));
  c.id.set(r, texts.add(row.id));
  c.role.set(r, texts.add(row.role));
  c.start.set(r, cells->start);
  c.end.set(r, cells->end);
  c.attested.set(r, cells->attested);
  c.after.set(r, texts.add(row.after));
  c.place.set(r, cells->place);
  c.from_place.set(r, cells->from_place);
  c.status.set(r, static_cast<std::uint8_t>(cells->status));
  c.confidence.set(r, cells->confidence);
  c.weight.set(r, cells->weight);
  c.source.set(r, source_of(row.source));
  c.locator.set(r, texts.add(row.locator));
  for (Property& property : c.properties) property.values.set(r, 0);
  set_properties(c.properties, r, row.properties);
  records_.parts_.relation_lines.set(r, static_cast<std::uint32_t>(place.line));
  records_.parts_.relation_files.set(r, file_of(place.file));

  if (row.id.empty()) {
    if (!row.after.empty()) pending_after_.push_back({r, c.after[r], place.at("after")});
    return true;
  }
  const auto [earlier, is_new] = relation_by_id_.try_emplace(c.id[r], r);
  if (!is_new) {
    bool good = true;
    if (records_.relation_hash(earlier->second) == records_.relation_hash(r)) {
      report_.notice("exact repeat", place.at("id"), "relation " + quoted(row.id) + " is listed again");
    } else {
      bad(place, "id", duplicate_id(row.id, records_.relation_place(earlier->second)));
      good = false;
    }
    c.from.pop_back();  // the other columns are set anew by the next row
    c.to.pop_back();
    c.kind.pop_back();
    return good;
  }
  if (!row.after.empty()) pending_after_.push_back({r, c.after[r], place.at("after")});
  return true;
}

bool RecordsBuilder::add_source(const SourceRow& row, const RowPlace& place) {
  if (row.id.empty()) return bad(place, "id", "a source wants an id"), false;
  for (const auto& [field, text] : {std::pair("published", row.published), std::pair("retrieved", row.retrieved)}) {
    const DateParse parse = parse_date(text);
    if (parse.date && parse.date->form != Date::Form::open) continue;
    bad(place, field, quoted(text) + " is no date" + (parse.message.empty() ? "" : ": " + parse.message));
    return false;
  }
  Source& source = records_.parts_.sources[source_of(row.id)];
  Texts& texts = records_.parts_.texts;
  const Source listed = {texts.add(row.id),        texts.add(row.title),     texts.add(row.author),
                         texts.add(row.published), texts.add(row.retrieved), texts.add(row.language),
                         texts.add(row.kind),      texts.add(row.note)};
  if (listed_sources_.insert(listed.id).second) {
    source = listed;
    return true;
  }
  if (source == listed) {
    report_.notice("exact repeat", place.at("id"), "source " + quoted(row.id) + " is listed again");
    return true;
  }
  bad(place, "id", duplicate_id(row.id, {}));
  return false;
}

bool RecordsBuilder::add_claim(const ClaimRow& row, const RowPlace& place) {
  if (row.id.empty()) return bad(place, "id", "a claim wants an id"), false;
  if (!row.subject.empty() && !has_entity(row.subject)) {
    bad(place, "subject", "unknown entity " + quoted(row.subject));
    return false;
  }
  if (!row.time.empty()) {
    try {
      (void)parse_window(row.time);
    } catch (const Error& error) {
      bad(place, "time", error.message());
      return false;
    }
  }
  Texts& t = records_.parts_.texts;
  const Claim claim = {t.add(row.id),     t.add(row.metric),  t.add(row.subject),    t.add(row.comparator),
                       t.add(row.value),  t.add(row.unit),    t.add(row.population), t.add(row.time),
                       t.add(row.source), t.add(row.locator), t.add(row.kind),       t.add(row.note)};
  auto& claims = records_.parts_.claims;
  const auto [earlier, is_new] = claim_by_id_.try_emplace(claim.id, static_cast<std::uint32_t>(claims.size()));
  if (is_new) {
    claims.push_back(claim);
    return true;
  }
  if (claims[earlier->second] == claim) {
    report_.notice("exact repeat", place.at("id"), "claim " + quoted(row.id) + " is listed again");
    return true;
  }
  bad(place, "id", duplicate_id(row.id, {}));
  return false;
}

}  // namespace renmai
