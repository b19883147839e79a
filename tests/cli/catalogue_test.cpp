// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>

#include "cli/complete.hpp"
#include "cli/help.hpp"
#include "cli/option.hpp"
#include "cli/page.hpp"
#include "cli/verb/pass.hpp"
#include "cli/verbs.hpp"

using namespace renmai;
using namespace renmai::cli;

namespace {

CompletionData no_data() { return {}; }

bool offers(const Completion& completion, const std::string& value) {
  return std::any_of(completion.candidates.begin(), completion.candidates.end(),
                     [&](const Candidate& candidate) { return candidate.value == value; });
}

}  // namespace

TEST_CASE("no two options of a verb share a name, a letter or a negation") {
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    std::set<std::string> names;
    std::set<char> letters;
    for (const Option& option : options_of(verb, {})) {
      CAPTURE(option.name);
      CHECK(names.insert(option.name).second);
      if (!option.negation.empty()) CHECK(names.insert(option.negation).second);
      if (option.letter != 0) CHECK(letters.insert(option.letter).second);
    }
  }
}

TEST_CASE("every option has a summary without a full stop and the parts its type needs") {
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    for (const Option& option : options_of(verb, {})) {
      CAPTURE(option.name);
      REQUIRE(!option.summary.empty());
      CHECK(option.summary.back() != '.');
      CHECK(option.takes_value() != option.placeholder.empty());
      const bool is_choice = option.type == ValueType::choice || option.type == ValueType::choices;
      CHECK(is_choice != option.choices.empty());
      if (!option.detail.empty()) CHECK(option.detail.back() == '.');
      if (is_choice && !option.fallback.empty()) CHECK_NOTHROW(check_value(option, option.fallback));
    }
  }
}

TEST_CASE("every shared option has a setter and every default passes its own check") {
  for (const Option& option : shared_options()) {
    CAPTURE(option.name);
    CHECK((option.set != nullptr));
    if (option.takes_value() && !option.fallback.empty()) CHECK_NOTHROW(check_value(option, option.fallback));
  }
}

TEST_CASE("every verb has a summary, a run function, and a required argument never follows an optional one") {
  std::set<std::string> names;
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    CHECK(names.insert(verb.name).second);
    REQUIRE(!verb.summary.empty());
    CHECK(verb.summary.back() != '.');
    CHECK((verb.run != nullptr));
    bool optional_seen = false;
    for (const Argument& argument : verb.arguments) {
      CHECK(!argument.summary.empty());
      CHECK_FALSE((optional_seen && argument.required));
      optional_seen = optional_seen || !argument.required;
      if (argument.repeated) CHECK(&argument == &verb.arguments.back());
    }
  }
}

TEST_CASE("every registered pass is a verb that takes each of its options") {
  for (const Pass* pass : passes()) {
    CAPTURE(pass->name);
    const Verb* verb = find_verb(pass->name);
    REQUIRE(verb != nullptr);
    REQUIRE(verb->pass == pass);
    for (const OptionRow& row : pass->options) {
      CAPTURE(row.name);
      const auto known = [&](const Option& option) { return option.name == row.name; };
      CHECK(std::any_of(verb->options.begin(), verb->options.end(), known));
    }
  }
}

TEST_CASE("rank takes the options of the pass it is told to rank by") {
  const Verb& rank = require_verb("rank");
  const auto has = [&](const std::vector<std::string>& words, std::string_view name) {
    const std::vector<Option> options = options_of(rank, words);
    return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.name == name; });
  };
  CHECK(has({"--by", "pagerank"}, "damping"));
  CHECK(has({"--by=pagerank"}, "damping"));
  CHECK_FALSE(has({"--by", "degree"}, "damping"));
  CHECK_FALSE(has({}, "damping"));
}

TEST_CASE("long help and man page of a verb hold every option it takes") {
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    const Page page = verb_page(verb, HelpLength::complete);
    const std::string plain = to_plain(page);
    const std::string man = to_mdoc(page);
    for (const Option& option : options_of(verb, {})) {
      CAPTURE(option.name);
      CHECK(plain.find("--" + option.name) != std::string::npos);
      std::string in_man = "Fl \\-";
      for (const char c : option.name) in_man += c == '-' ? std::string("\\-") : std::string{c};
      CHECK(man.find(in_man) != std::string::npos);
    }
  }
}

TEST_CASE("the page of the program holds every verb and every shared option") {
  const std::string plain = to_plain(program_page(HelpLength::complete));
  const std::string brief = to_plain(program_page(HelpLength::brief));
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    CHECK(plain.find("\n  " + verb.name) != std::string::npos);
    CHECK(brief.find(verb.name) != std::string::npos);
  }
  for (const Option& option : shared_options()) CHECK(plain.find("--" + option.name) != std::string::npos);
}

TEST_CASE("no line of plain help is wider than the page") {
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    const std::string plain = to_plain(verb_page(verb, HelpLength::complete));
    std::size_t begin = 0;
    while (begin < plain.size()) {
      const std::size_t end = plain.find('\n', begin);
      const std::string line = plain.substr(begin, end - begin);
      const bool may_be_wide = line.starts_with("  renmai ") || line.starts_with("Usage:") || line.find("--") < 8;
      if (!may_be_wide) CHECK_MESSAGE(line.size() <= 80, line);
      begin = end + 1;
    }
  }
}

TEST_CASE("completion offers every verb, and of each verb every option") {
  const Completion all = complete({""}, no_data);
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    CHECK(offers(all, verb.name));
    const Completion options = complete({verb.name, "--"}, no_data);
    for (const Option& option : options_of(verb, {})) {
      CAPTURE(option.name);
      CHECK(offers(options, "--" + option.name));
      if (!option.negation.empty()) CHECK(offers(options, "--" + option.negation));
    }
  }
}

TEST_CASE("completion offers every choice of every option, apart and attached") {
  for (const Verb& verb : verbs()) {
    CAPTURE(verb.name);
    for (const Option& option : options_of(verb, {})) {
      CAPTURE(option.name);
      const Completion apart = complete({verb.name, "--" + option.name, ""}, no_data);
      const Completion attached = complete({verb.name, "--" + option.name + "="}, no_data);
      for (const std::string& choice : option.choices) {
        CHECK(offers(apart, choice));
        CHECK(offers(attached, "--" + option.name + "=" + choice));
      }
    }
  }
}
