// SPDX-License-Identifier: Apache-2.0
#include "records/schema.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

constexpr std::array all_traits{
    TraitName{"affiliation", trait_affiliation},
    TraitName{"study", trait_study},
    TraitName{"mentorship", trait_mentorship},
    TraitName{"containment", trait_containment},
    TraitName{"identity", trait_identity},
    TraitName{"residence", trait_residence},
    TraitName{"transfer", trait_transfer},
    TraitName{"visit", trait_visit},
    TraitName{"offer", trait_offer},
    TraitName{"other", trait_other},
    TraitName{"event", trait_event},
    TraitName{"aggregate", trait_aggregate},
};
constexpr std::array all_flags{
    FlagName{"pseudonym", flag_pseudonym},
    FlagName{"collective", flag_collective},
    FlagName{"unnamed", flag_unnamed},
    FlagName{"redacted", flag_redacted},
};
constexpr std::array<std::string_view, status_count> status_words_of{"actual",   "planned",   "applied",  "interviewed",
                                                                     "verbal",   "offered",   "accepted", "declined",
                                                                     "rejected", "withdrawn", "lapsed",   "on-hold"};
constexpr std::array<std::string_view, 6> level_words{"", "site", "city", "state", "country", "supranational"};
constexpr std::array<std::string_view, 5> role_words{"person", "organisation", "unit", "place", "other"};
constexpr std::array<std::string_view, 4> identity_words{"none", "same", "different", "renamed"};
constexpr std::size_t max_kinds = 255;

/// Throws at the place of a TOML node.
[[noreturn]] void refuse(const toml::node& node, std::string_view file, const std::string& message,
                         std::string hint = {}) {
  const auto where = node.source().begin;
  throw Error(ErrorKind::input, message,
              std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column),
              std::move(hint));
}

template <std::size_t N>
std::string suggestion(std::string_view word, const std::array<std::string_view, N>& words) {
  const auto close = nearest(word, words);
  return close ? "did you mean '" + *close + "'?" : std::string();
}

std::uint16_t read_traits(const toml::array& list, std::string_view file) {
  std::uint16_t traits = 0;
  for (const toml::node& item : list) {
    const auto word = item.value<std::string>().value_or("");
    const auto* found =
        std::find_if(all_traits.begin(), all_traits.end(), [&](const TraitName& trait) { return trait.name == word; });
    if (found == all_traits.end()) {
      std::vector<std::string_view> names;
      names.reserve(all_traits.size());
      for (const TraitName& trait : all_traits) names.push_back(trait.name);
      const auto close = nearest(word, names);
      refuse(item, file, "unknown trait '" + word + "'", close ? "did you mean '" + *close + "'?" : "");
    }
    traits = static_cast<std::uint16_t>(traits | found->trait);
  }
  return traits;
}

/// The value of a key, the fallback if it is not there. Throws if it has another type.
template <class Value>
Value read_value(const toml::table& row, std::string_view key, const Value& fallback, std::string_view file,
                 std::string_view wanted) {
  const toml::node* node = row.get(key);
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<Value>();
  if (!value) refuse(*node, file, "'" + std::string(key) + "' wants " + std::string(wanted));
  return *value;
}

void extend_kind(RelationKind& kind, const toml::table& row, std::string_view file) {
  if (const toml::node* traits = row.get("traits")) {
    if (traits->as_array() == nullptr) refuse(*traits, file, "'traits' wants a list of traits");
    kind.traits = read_traits(*traits->as_array(), file);
  }
  const auto primacy = read_value<std::int64_t>(row, "primacy", kind.primacy, file, "a whole number");
  if (primacy < INT32_MIN || primacy > INT32_MAX) refuse(*row.get("primacy"), file, "'primacy' is too large");
  kind.primacy = static_cast<std::int32_t>(primacy);
  kind.declared = true;
  kind.summary = read_value<std::string>(row, "summary", kind.summary, file, "a text in quotes");
}

void extend_kind(EntityKind& kind, const toml::table& row, std::string_view file) {
  kind.declared = true;
  kind.summary = read_value<std::string>(row, "summary", kind.summary, file, "a text in quotes");
  const toml::node* role = row.get("role");
  if (role == nullptr) return;
  const auto word = role->value<std::string>().value_or("");
  const auto* found = std::find(role_words.begin(), role_words.end(), word);
  if (found == role_words.end()) refuse(*role, file, "unknown role '" + word + "'", suggestion(word, role_words));
  kind.role = static_cast<EntityRole>(found - role_words.begin());
}

/// The tables under [relation], [entity] or [status]; none if the key is not there.
const toml::table& read_section(const toml::table& root, std::string_view key, std::string_view file) {
  static const toml::table none;
  const toml::node* node = root.get(key);
  if (node == nullptr) return none;
  if (node->as_table() == nullptr) refuse(*node, file, "'" + std::string(key) + "' wants a table");
  return *node->as_table();
}

}  // namespace

std::span<const TraitName> trait_names() { return all_traits; }
std::span<const FlagName> flag_names() { return all_flags; }
std::string_view to_word(Status status) { return status_words_of.at(static_cast<std::size_t>(status)); }
std::string_view to_word(IdentityRole role) { return identity_words.at(static_cast<std::size_t>(role)); }
std::string_view to_word(EntityRole role) { return role_words.at(static_cast<std::size_t>(role)); }
std::string_view to_word(PlaceLevel level) { return level_words.at(static_cast<std::size_t>(level)); }

std::optional<PlaceLevel> parse_place_level(std::string_view word) {
  const auto* found = std::find(level_words.begin(), level_words.end(), word);
  if (found == level_words.end()) return std::nullopt;
  return static_cast<PlaceLevel>(found - level_words.begin());
}

Schema::Schema()
    : relation_kinds_{
          {"employment", "a person works for an organisation", trait_affiliation, 50},
          {"leadership", "a person leads an organisation", trait_affiliation, 60},
          {"affiliation", "a person belongs to an organisation; role not stated", trait_affiliation, 40},
          {"internship", "a person is an intern at an organisation", trait_affiliation, 20},
          {"founding", "a person founds an organisation", trait_affiliation | trait_event, 10},
          {"study", "a person studies at an organisation", trait_study, 30},
          {"exchange", "a student is for a time at another organisation", trait_study, 15},
          {"mentorship", "a mentor guides a mentee", trait_mentorship, 0},
          {"part_of", "a unit or place belongs to a larger one", trait_containment, 0},
          {"located_in", "an organisation, unit or place lies in a place", trait_containment, 0},
          {"same_as", "two records speak of one thing", trait_identity, 0, IdentityRole::same},
          {"not_same_as", "two records speak of different things", trait_identity, 0, IdentityRole::different},
          {"renamed_to", "an old name was followed by a new one", trait_identity, 0, IdentityRole::renamed},
          {"resides_in", "a person lives in a place", trait_residence, 0},
          {"works_at_site", "a person works in a place", trait_residence, 0},
          {"transfer", "a person moves to a place or organisation, as stated", trait_transfer, 0},
          {"visit", "a short stay; never counts", trait_visit, 0},
          {"offer", "an organisation offers a person a post", trait_offer, 0},
          {"funding", "one funds another", trait_other, 0},
          {"recruits_from", "an organisation recruits from another", trait_other, 0},
          {"contact", "one contacts another", trait_other, 0},
          {"met", "two people met", trait_other, 0},
      },
      entity_kinds_{
          {"person", "", EntityRole::person},       {"company", "", EntityRole::organisation},
          {"university", "", EntityRole::organisation}, {"lab", "", EntityRole::unit},
          {"fund", "", EntityRole::organisation},   {"school", "", EntityRole::organisation},
          {"agency", "", EntityRole::organisation}, {"media", "", EntityRole::organisation},
          {"place", "", EntityRole::place},         {"region", "", EntityRole::place},
          {"product", "", EntityRole::other},       {"event", "", EntityRole::other},
          {"group", "", EntityRole::other},         {"other", "", EntityRole::other},
      } {}

std::optional<std::uint8_t> Schema::find_relation_kind(std::string_view name) const {
  for (std::size_t i = 0; i < relation_kinds_.size(); ++i) {
    if (relation_kinds_[i].name == name) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

std::optional<std::uint8_t> Schema::find_entity_kind(std::string_view name) const {
  for (std::size_t i = 0; i < entity_kinds_.size(); ++i) {
    if (entity_kinds_[i].name == name) return static_cast<std::uint8_t>(i);
  }
  return std::nullopt;
}

std::uint8_t Schema::relation_kind(std::string_view name, std::uint16_t traits) {
  if (const auto found = find_relation_kind(name)) return *found;
  if (relation_kinds_.size() >= max_kinds) throw Error(ErrorKind::limit, "more than 255 kinds of relation");
  RelationKind kind{.name = std::string(name), .summary = {}, .traits = traits};
  kind.declared = traits != trait_other;
  relation_kinds_.push_back(std::move(kind));
  return static_cast<std::uint8_t>(relation_kinds_.size() - 1);
}

std::uint8_t Schema::entity_kind(std::string_view name, EntityRole role) {
  if (const auto found = find_entity_kind(name)) return *found;
  if (entity_kinds_.size() >= max_kinds) throw Error(ErrorKind::limit, "more than 255 kinds of entity");
  entity_kinds_.push_back({std::string(name), "", role, role != EntityRole::other});
  return static_cast<std::uint8_t>(entity_kinds_.size() - 1);
}

std::optional<Status> Schema::parse_status(std::string_view word) const {
  if (word.empty()) return Status::actual;
  for (const auto& [foreign, status] : status_words_) {
    if (foreign == word) return status;
  }
  std::string_view bare = word;
  const bool of_offer = bare.starts_with("offer-");
  if (of_offer) bare.remove_prefix(6);
  if (bare == "extended") return Status::offered;
  if (bare == "on_hold" || bare == "on hold") return Status::on_hold;
  const auto* found = std::find(status_words_of.begin(), status_words_of.end(), bare);
  if (found == status_words_of.end()) return std::nullopt;
  const auto status = static_cast<Status>(found - status_words_of.begin());
  if (of_offer && status < Status::verbal) return std::nullopt;  // an "offer-actual" would feed every metric
  return status;
}

Schema::Renumbering Schema::sort_added() {
  const auto sort = [](auto& kinds, std::size_t built_in) {
    std::vector<std::uint8_t> order(kinds.size());
    std::iota(order.begin(), order.end(), std::uint8_t{0});
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(built_in), order.end(),
              [&](std::uint8_t a, std::uint8_t b) { return kinds[a].name < kinds[b].name; });
    auto sorted = kinds;
    std::vector<std::uint8_t> number(kinds.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
      sorted[k] = kinds[order[k]];
      number[order[k]] = static_cast<std::uint8_t>(k);
    }
    kinds = std::move(sorted);
    return number;
  };
  const Schema built_in;
  return {sort(entity_kinds_, built_in.entity_kinds_.size()), sort(relation_kinds_, built_in.relation_kinds_.size())};
}

void Schema::extend(std::string_view toml_text, std::string_view file) {
  const toml::table root = [&] {
    try {
      return toml::parse(toml_text, file);
    } catch (const toml::parse_error& error) {
      const auto where = error.source().begin;
      throw Error(ErrorKind::input, std::string(error.description()),
                  std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column));
    }
  }();
  for (const auto& [key, node] : read_section(root, "relation", file)) {
    if (node.as_table() == nullptr) refuse(node, file, "a relation kind wants a table");
    extend_kind(relation_kinds_[relation_kind(key.str())], *node.as_table(), file);
  }
  for (const auto& [key, node] : read_section(root, "entity", file)) {
    if (node.as_table() == nullptr) refuse(node, file, "an entity kind wants a table");
    extend_kind(entity_kinds_[entity_kind(key.str())], *node.as_table(), file);
  }
  for (const auto& [key, node] : read_section(root, "status", file)) {
    const auto word = node.value<std::string>().value_or("");
    const auto status = parse_status(word);
    if (!status || word.empty()) refuse(node, file, "unknown status '" + word + "'", suggestion(word, status_words_of));
    status_words_.emplace_back(key.str(), *status);
  }
}

std::optional<double> parse_confidence(std::string_view text) {
  if (text.empty() || text == "certain") return 1.0;
  if (text == "likely") return 0.75;
  if (text == "inferred") return 0.4;
  const auto value = to_number(text);
  if (!value || *value < 0 || *value > 1) return std::nullopt;
  return value;
}

std::string format_confidence(double confidence) {
  if (confidence == 1.0) return "certain";
  if (confidence == 0.75) return "likely";
  if (confidence == 0.4) return "inferred";
  return format_number(confidence);
}

}  // namespace renmai
