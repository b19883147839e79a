// SPDX-License-Identifier: Apache-2.0
#include "cli/verbs.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/hint.hpp"

namespace renmai::cli {
namespace {

void append(std::vector<Verb>& all, std::vector<Verb> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::string pass_section(std::string_view family) { return "Passes (" + std::string(family) + ")"; }

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all = [] {
    std::vector<Verb> rows = record_verbs();
    append(rows, pass_verbs());
    append(rows, output_verbs());
    append(rows, program_verbs());
    return rows;
  }();
  return all;
}

const Verb* find_verb(std::string_view name) {
  const auto found = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& verb) { return verb.name == name; });
  return found == verbs().end() ? nullptr : &*found;
}

const Verb& require_verb(std::string_view name) {
  if (const Verb* verb = find_verb(name)) return *verb;
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) names.push_back(verb.name);
  std::string hint = did_you_mean<std::string>(name, names);
  if (hint.empty()) hint = "`renmai help` lists the verbs";
  throw Error(ErrorKind::usage, "there is no verb '" + std::string(name) + "'", {}, std::move(hint));
}

std::string_view value_in(std::span<const std::string> words, std::string_view option) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == option) return i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view();
    if (word.starts_with(option) && word.substr(option.size()).starts_with('=')) return word.substr(option.size() + 1);
  }
  return {};
}

std::vector<Option> options_of(const Verb& verb, std::span<const std::string> words) {
  std::vector<Option> options = verb.options;
  const auto add = [&](const Option& option) {
    const auto same_name = [&](const Option& other) { return other.name == option.name; };
    if (std::none_of(options.begin(), options.end(), same_name)) options.push_back(option);
  };
  if (verb.more_options != nullptr) {
    for (const Option& option : verb.more_options(words)) add(option);
  }
  const unsigned groups = verb.groups | unsigned{group_run};
  for (const Option& option : shared_options()) {
    if ((groups & option.group) != 0) add(option);
  }
  return options;
}

}  // namespace renmai::cli
