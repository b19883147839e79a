// SPDX-License-Identifier: Apache-2.0
#include "records/names.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "records/name_index.hpp"
#include "records/redaction.hpp"
#include "records/soundness.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 6> match_words{"id", "name", "alias", "transliteration", "prefix", "none"};
constexpr std::size_t shown_candidates = 10;
constexpr std::size_t shortest_prefix = 2;

bool in_scope(EntityRole role, NameScope scope) {
  switch (scope) {
    case NameScope::all: return true;
    case NameScope::persons: return role == EntityRole::person;
    case NameScope::organisations: return role == EntityRole::organisation || role == EntityRole::unit;
    case NameScope::places: return role == EntityRole::place;
  }
  return false;
}

class Finder {
 public:
  Finder(const Records& records, std::string_view text, NameScope scope)
      : records_(records), text_(text), folded_(fold_name(text)), keys_(latin_keys(text)), scope_(scope) {}

  NameAnswer find() const {
    if (folded_.empty()) return {};
    for (const NameMatch match :
         {NameMatch::id, NameMatch::name, NameMatch::alias, NameMatch::transliteration, NameMatch::prefix}) {
      NameAnswer answer{match, collect(match), {}};
      if (!answer.found.empty()) return answer;
    }
    return {NameMatch::none, {}, suggestion()};
  }

 private:
  std::vector<Entity> collect(NameMatch match) const {
    if (match == NameMatch::id) {
      const auto exact = records_.find_entity(text_);
      if (exact) require_sound_entity(records_, *exact);
      if (exact && in_scope(records_.role(*exact), scope_)) return {*exact};
    }
    std::vector<Entity> found;
    const auto look_at = [&](Entity e) {
      if (in_scope(records_.role(e), scope_) && fits(e, match)) found.push_back(e);
    };
    if (const auto likely = from_index(match)) {
      for (const Entity e : *likely) {
        require_sound_entity(records_, e);
        look_at(e);
      }
    } else {
      require_sound(records_);
      for (Entity e = 0; e < records_.entity_count(); ++e) look_at(e);
    }
    return found;
  }

  /// Those that can fit, ascending; nothing where the records have no index for this.
  std::optional<std::vector<Entity>> from_index(NameMatch match) const {
    if (records_.parts().name_hashes.empty() || match == NameMatch::prefix) return std::nullopt;
    const auto of = [&](NameKey way, std::string_view key) {
      const auto found = candidates(records_, way, key);
      return std::vector<Entity>(found.begin(), found.end());
    };
    switch (match) {
      case NameMatch::id: return of(NameKey::folded_id, folded_);
      case NameMatch::name: return of(NameKey::folded_name, folded_);
      case NameMatch::alias: return of(NameKey::folded_alias, folded_);
      default: break;
    }
    std::vector<Entity> all;
    for (const std::string& key : keys_) {
      const auto found = candidates(records_, NameKey::latin, key);
      all.insert(all.end(), found.begin(), found.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  bool fits(Entity e, NameMatch match) const {
    const auto same = [&](std::string_view name) { return fold_name(name) == folded_; };
    // The name or one of its words; the label of someone unnamed often holds another's name.
    const bool words_count = !records_.has_flag(e, flag_unnamed);
    const auto begins = [&](std::string_view name) {
      const std::string folded = fold_name(name);
      return folded.starts_with(folded_) || (words_count && folded.find(" " + folded_) != std::string::npos);
    };
    switch (match) {
      case NameMatch::id: return same(records_.entity_id(e));
      case NameMatch::name: return same(records_.entity_name(e));
      case NameMatch::alias: return any_alias(e, same);
      case NameMatch::transliteration: {
        const auto shares_key = [&](std::string_view name) {
          const auto keys = latin_keys(name);
          return std::find_first_of(keys.begin(), keys.end(), keys_.begin(), keys_.end()) != keys.end();
        };
        return !keys_.empty() && (shares_key(records_.entity_name(e)) || any_alias(e, shares_key));
      }
      case NameMatch::prefix:
        return folded_.size() >= shortest_prefix &&
               (begins(records_.entity_name(e)) || any_alias(e, begins) || begins(records_.entity_id(e)));
      case NameMatch::none: break;
    }
    return false;
  }

  bool any_alias(Entity e, const std::function<bool(std::string_view)>& holds) const {
    const auto aliases = split_list(records_.text(records_.entities().aliases[e]), ';');
    return std::any_of(aliases.begin(), aliases.end(), holds);
  }

  std::string suggestion() const {
    std::vector<std::string> names;
    std::vector<std::string> shown;
    for (Entity e = 0; e < records_.entity_count(); ++e) {
      if (!in_scope(records_.role(e), scope_) || records_.has_flag(e, flag_redacted)) continue;
      const auto add = [&](std::string_view name) {
        names.push_back(fold_name(name));
        shown.emplace_back(name);
      };
      add(records_.entity_name(e));
      add(records_.entity_id(e));
      for (const std::string_view alias : split_list(records_.text(records_.entities().aliases[e]), ';')) add(alias);
    }
    const auto close = nearest(folded_, names);
    if (!close) return {};
    return shown[static_cast<std::size_t>(std::find(names.begin(), names.end(), *close) - names.begin())];
  }

  const Records& records_;
  std::string_view text_;
  std::string folded_;
  std::vector<std::string> keys_;
  NameScope scope_;
};

}  // namespace

std::string_view to_word(NameMatch match) { return match_words.at(static_cast<std::size_t>(match)); }

NameAnswer find_name(const Records& records, std::string_view text, NameScope scope) {
  return Finder(records, text, scope).find();
}

Entity require_entity(const Records& records, std::string_view text, std::string_view what, NameScope scope) {
  const NameAnswer answer = find_name(records, text, scope);
  if (answer.found.size() == 1) return answer.found.front();
  const std::string met = std::string(what) + ": ";
  if (answer.found.empty()) {
    throw Error(ErrorKind::not_found, met + "nothing is called '" + std::string(text) + "'", {},
                answer.suggestion.empty() ? "" : "did you mean '" + answer.suggestion + "'?");
  }
  std::string message =
      met + "'" + std::string(text) + "' may mean " + std::to_string(answer.found.size()) + " entities:";
  for (std::size_t i = 0; i < answer.found.size() && i < shown_candidates; ++i) {
    const Entity e = answer.found[i];
    message +=
        "\n  " + shown_id(records, e) + "  " + std::string(records.entity_kind(e).name) + "  " + shown_name(records, e);
  }
  if (answer.found.size() > shown_candidates) message += "\n  ...";
  throw Error(ErrorKind::not_found, std::move(message), {}, "name one by its id");
}

}  // namespace renmai
