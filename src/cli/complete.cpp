// SPDX-License-Identifier: Apache-2.0
#include "cli/complete.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "cli/parse.hpp"
#include "cli/verbs.hpp"

namespace renmai::cli {
namespace {

using Data = std::function<CompletionData()>;

/// Whether a candidate can stand on one line of an answer and as an argument.
bool can_be_typed(std::string_view value) {
  return !value.empty() && value.front() != '-' && escape_for_terminal(value) == value;
}

/// Keeps what begins with `typed`; if nothing does, what begins with it when case is ignored.
std::vector<Candidate> fitting(std::vector<Candidate> candidates, const std::string& typed) {
  std::vector<Candidate> kept;
  for (const Candidate& candidate : candidates) {
    if (candidate.value.starts_with(typed)) kept.push_back(candidate);
  }
  if (!kept.empty()) return kept;
  const std::string folded = fold_name(typed);
  for (Candidate& candidate : candidates) {
    if (fold_name(candidate.value).starts_with(folded)) kept.push_back(std::move(candidate));
  }
  return kept;
}

std::vector<Candidate> plain_words(const std::vector<std::string>& words) {
  std::vector<Candidate> candidates;
  candidates.reserve(words.size());
  for (const std::string& word : words) candidates.push_back({word, ""});
  return candidates;
}

bool in_scope(const Records& records, Entity e, ValueType type) {
  if (records.has_flag(e, flag_redacted)) return false;
  if (type == ValueType::entity) return true;
  const EntityRole role = records.role(e);
  if (type == ValueType::group && role == EntityRole::place) return true;
  return role == EntityRole::organisation || role == EntityRole::unit;
}

/// Names; ids and aliases too once something is typed, so that an empty word lists everybody once.
std::vector<Candidate> entity_names(const Records& records, ValueType type, bool typed) {
  std::vector<Candidate> candidates;
  const auto add = [&](std::string_view value, const std::string& summary) {
    if (can_be_typed(value)) candidates.push_back({std::string(value), summary});
  };
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (!in_scope(records, e, type)) continue;
    const std::string& kind = records.entity_kind(e).name;
    const std::string name(records.entity_name(e));
    add(name, kind);
    if (!typed) continue;
    const std::string other = kind + ", " + escape_for_terminal(name);
    add(records.entity_id(e), other);
    for (const std::string_view alias : split_list(records.text(records.entities().aliases[e]), ';')) add(alias, other);
  }
  return candidates;
}

std::vector<Candidate> relation_kinds(const Records* records) {
  const Schema built_in;
  std::vector<Candidate> candidates{{"all", "every kind"}};
  for (const auto& [name, trait] : trait_names()) candidates.push_back({std::string(name), "trait"});
  for (const RelationKind& kind : (records == nullptr ? built_in : records->schema()).relation_kinds()) {
    candidates.push_back({kind.name, kind.summary});
  }
  return candidates;
}

std::vector<Candidate> entity_kinds(const Records* records) {
  const Schema built_in;
  std::vector<Candidate> candidates;
  for (const EntityKind& kind : (records == nullptr ? built_in : records->schema()).entity_kinds()) {
    candidates.push_back({kind.name, kind.summary});
  }
  return candidates;
}

std::vector<Candidate> region_names(const Regions* regions) {
  std::vector<Candidate> candidates;
  if (regions == nullptr) return candidates;
  for (const Region& region : regions->all()) candidates.push_back({region.id, region.name});
  return candidates;
}

std::vector<Candidate> column_names(const Verb& verb) {
  std::vector<Candidate> candidates;
  candidates.reserve(verb.columns.size());
  for (const ColumnDoc& column : verb.columns) candidates.push_back({column.name, column.summary});
  return candidates;
}

bool is_list(ValueType type) {
  return type == ValueType::choices || type == ValueType::relation_kinds || type == ValueType::region ||
         type == ValueType::columns;
}

std::vector<Candidate> values_of(ValueType type, const std::vector<std::string>& choices, const Verb* verb,
                                 const std::string& typed, const Data& data) {
  switch (type) {
    case ValueType::choice:
    case ValueType::choices: return plain_words(choices);
    case ValueType::confidence: return plain_words({"certain", "likely", "inferred"});
    case ValueType::entity:
    case ValueType::organisation: {
      const Records* records = data().records;
      return records == nullptr ? std::vector<Candidate>() : entity_names(*records, type, !typed.empty());
    }
    case ValueType::group: {
      const CompletionData known = data();
      std::vector<Candidate> candidates = region_names(known.regions);
      if (known.records == nullptr) return candidates;
      for (Candidate& name : entity_names(*known.records, type, !typed.empty())) candidates.push_back(std::move(name));
      return candidates;
    }
    case ValueType::entity_kind: return entity_kinds(data().records);
    case ValueType::relation_kinds: return relation_kinds(data().records);
    case ValueType::region: return region_names(data().regions);
    case ValueType::columns: return verb == nullptr ? std::vector<Candidate>() : column_names(*verb);
    default: return {};
  }
}

/// Values that may stand where `typed` stands; of a list, its last word is completed.
Completion complete_value(ValueType type, const std::vector<std::string>& choices, const Verb* verb,
                          const std::string& typed, const Data& data) {
  Completion completion;
  completion.files = type == ValueType::file || type == ValueType::data || type == ValueType::region;
  std::size_t start = 0;
  if (is_list(type)) start = typed.find_last_of(',') == std::string::npos ? 0 : typed.find_last_of(',') + 1;
  if (type == ValueType::columns && typed.substr(start).starts_with('-')) ++start;  // -NAME sorts downward
  const std::string part = typed.substr(start);
  completion.candidates = fitting(values_of(type, choices, verb, part, data), part);
  for (Candidate& candidate : completion.candidates) candidate.value.insert(0, typed.substr(0, start));
  return completion;
}

Completion complete_option(const std::vector<Option>& options, const std::string& typed) {
  Completion completion;
  for (const Option& option : options) {
    completion.candidates.push_back({"--" + option.name, option.summary});
    if (!option.negation.empty()) {
      completion.candidates.push_back({"--" + option.negation, "the opposite of --" + option.name});
    }
  }
  completion.candidates = fitting(std::move(completion.candidates), typed == "-" ? "--" : typed);
  return completion;
}

Completion complete_verb(const std::string& typed) {
  Completion completion;
  for (const Verb& verb : verbs()) completion.candidates.push_back({verb.name, verb.summary});
  completion.candidates = fitting(std::move(completion.candidates), typed);
  return completion;
}

/// How far the words before the last one have come: an option that waits for its value, arguments already given.
struct Before {
  const Verb* verb = nullptr;
  std::vector<Option> options = shared_options();
  const Option* waiting = nullptr;
  bool only_arguments = false;  // after --
  std::size_t arguments = 0;
};

Before look_before(const std::vector<std::string>& words) {
  const std::vector<std::string> before(words.begin(), words.end() - 1);
  Before state;
  const std::size_t verb_word = find_verb_word(before);
  if (verb_word < before.size()) {
    state.verb = find_verb(before[verb_word]);
    if (state.verb != nullptr) state.options = options_of(*state.verb, before);
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (state.waiting != nullptr) {
      state.waiting = nullptr;
    } else if (!state.only_arguments && before[i] == "--") {
      state.only_arguments = true;
    } else if (!state.only_arguments && before[i].size() > 1 && before[i][0] == '-') {
      state.waiting = waiting_option(state.options, before[i]);
    } else if (i != verb_word) {
      ++state.arguments;
    }
  }
  return state;
}

Completion complete_argument(const Before& before, const std::string& typed, const Data& data) {
  const std::vector<Argument>& arguments = before.verb->arguments;
  if (arguments.empty()) return {};
  if (before.arguments >= arguments.size() && !arguments.back().repeated) return {};
  const Argument& argument = arguments[std::min(before.arguments, arguments.size() - 1)];
  return complete_value(argument.type, argument.choices, before.verb, typed, data);
}

Completion complete_any(const std::vector<std::string>& words, const Data& data) {
  const std::string& typed = words.back();
  const Before before = look_before(words);
  if (before.waiting != nullptr) {
    return complete_value(before.waiting->type, before.waiting->choices, before.verb, typed, data);
  }
  if (!before.only_arguments && typed.starts_with("--") && typed.find('=') != std::string::npos) {
    const std::string head = typed.substr(0, typed.find('=') + 1);
    const Option* option = waiting_option(before.options, typed.substr(0, head.size() - 1));
    if (option == nullptr) return {};
    Completion completion = complete_value(option->type, option->choices, before.verb, typed.substr(head.size()), data);
    for (Candidate& candidate : completion.candidates) candidate.value.insert(0, head);
    return completion;
  }
  if (!before.only_arguments && typed.starts_with('-')) return complete_option(before.options, typed);
  if (before.verb == nullptr) return complete_verb(typed);
  return complete_argument(before, typed, data);
}

}  // namespace

Completion complete(const std::vector<std::string>& words, const std::function<CompletionData()>& data) {
  if (words.empty()) return complete_verb("");
  Completion completion = complete_any(words, data);
  std::vector<Candidate>& all = completion.candidates;
  const auto by_value = [](const Candidate& a, const Candidate& b) { return a.value < b.value; };
  const auto same_value = [](const Candidate& a, const Candidate& b) { return a.value == b.value; };
  std::stable_sort(all.begin(), all.end(), by_value);
  all.erase(std::unique(all.begin(), all.end(), same_value), all.end());
  if (all.size() > most_candidates) all.resize(most_candidates);
  return completion;
}

std::string unquote_shell_word(std::string_view word) {
  std::string plain;
  char quote = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (c == '\\' && quote != '\'' && i + 1 < word.size()) {
      plain += word[++i];
    } else {
      plain += c;
    }
  }
  return plain;
}

std::string completion_answer(const std::vector<std::string>& words, const std::function<CompletionData()>& data) {
  const Completion completion = complete(words, data);
  std::string text = completion.files ? "files\n" : "words\n";
  for (const Candidate& candidate : completion.candidates) {
    text += candidate.value + '\t' + escape_for_terminal(candidate.summary) + '\n';
  }
  return text;
}

}  // namespace renmai::cli
