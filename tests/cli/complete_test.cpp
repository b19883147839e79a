// SPDX-License-Identifier: Apache-2.0
#include "cli/complete.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "format/load.hpp"

using namespace renmai;
using namespace renmai::cli;

namespace {

const Loaded& loaded(const std::string& path) {
  static std::vector<std::pair<std::string, Loaded>> known;
  for (const auto& [name, data] : known) {
    if (name == path) return data;
  }
  Report report;
  const std::vector<std::string> paths{path};
  known.reserve(8);
  return known.emplace_back(path, load(paths, {}, report)).second;
}

std::vector<std::string> values(const std::vector<std::string>& words, const std::string& data = "graphs/talent") {
  const Loaded& all = loaded(data);
  const Regions regions(all.regions_text, all.regions_file, all.records);
  std::vector<std::string> found;
  for (const Candidate& candidate : complete(words, [&] {
                                      return CompletionData{&all.records, &regions};
                                    }).candidates) {
    found.push_back(candidate.value);
  }
  return found;
}

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("a name is completed in whatever script it is begun") {
  CHECK(values({"who", "Zizh"}) == Values{"Zizheng Pan"});
  CHECK(values({"who", "潘子"}) == Values{"潘子正"});
  CHECK(values({"who", "c_deepse"}) == Values{"c_deepseek"});
}

TEST_CASE("case is ignored if nothing fits as typed") { CHECK(values({"who", "zizh"}) == Values{"Zizheng Pan"}); }

TEST_CASE("an empty word offers each entity once, by its name") {
  const Values all = values({"who", ""});
  CHECK(std::count(all.begin(), all.end(), "Zizheng Pan") == 1);
  CHECK(std::count(all.begin(), all.end(), "p_pan") == 0);
}

TEST_CASE("an organisation is wanted where the verb says so") {
  const Values all = values({"at", "D"});
  CHECK(std::count(all.begin(), all.end(), "DeepSeek") == 1);
  CHECK(values({"at", "Zizh"}).empty());
}

TEST_CASE("lists are completed word by word") {
  CHECK(values({"info", "--kinds", "study,mentorsh"}) == Values{"study,mentorship"});
  CHECK(values({"info", "--status", "actual,offer"}) == Values{"actual,offered"});
  CHECK(values({"info", "--regions", "china,silicon-valley+"}) == Values{"china,silicon-valley+sf"});
}

TEST_CASE("columns are completed, also after the minus of a downward sort") {
  CHECK(values({"rank", "--cols", "rank,na"}) == Values{"rank,name"});
  CHECK(values({"rank", "--sort", "-sc"}) == Values{"-score"});
}

TEST_CASE("the word after an option that waits for a value is that value, not an argument") {
  CHECK(values({"path", "-n", "5", "Zizh"}) == Values{"Zizheng Pan"});
  CHECK(values({"path", "--at", "Zizh"}).empty());
  CHECK(values({"--kinds", "mentorsh"}) == Values{"mentorship"});
}

TEST_CASE("nothing is offered beyond the last argument") {
  CHECK(values({"who", "x", "Zizh"}).empty());
  CHECK(values({"timeline", "x", "Zizh"}) == Values{"Zizheng Pan"});
}

TEST_CASE("after two dashes options are no longer offered") {
  CHECK(values({"who", "--", "--gr"}).empty());
  CHECK(values({"who", "--", "Zizh"}) == Values{"Zizheng Pan"});
}

TEST_CASE("names that a shell or a terminal could choke on are left out") {
  for (const std::string& value : values({"who", ""}, "tests/data/hostile")) {
    CAPTURE(value);
    CHECK(value.find('\n') == std::string::npos);
    CHECK(value.find('\x1b') == std::string::npos);
    CHECK(value.find("\u202e") == std::string::npos);
    CHECK(value.front() != '-');
  }
}

TEST_CASE("files fit where a path is wanted") {
  const auto no_data = [] { return CompletionData{}; };
  CHECK(complete({"info", "-g", ""}, no_data).files);
  CHECK(complete({"info", "-o", "x"}, no_data).files);
  CHECK_FALSE(complete({"info", "--kinds", ""}, no_data).files);
}

TEST_CASE("without data names are simply not offered") {
  CHECK(complete({"who", "Z"}, [] { return CompletionData{}; }).candidates.empty());
}

TEST_CASE("a shell word is unquoted as the shell would, even unfinished") {
  CHECK(unquote_shell_word("plain") == "plain");
  CHECK(unquote_shell_word("'Zheng S") == "Zheng S");
  CHECK(unquote_shell_word("Zheng\\ S") == "Zheng S");
  CHECK(unquote_shell_word("\"a 'b\" c\\'d") == "a 'b c'd");
  CHECK(unquote_shell_word("'back\\slash'") == "back\\slash");
  CHECK(unquote_shell_word("end\\") == "end\\");
}

TEST_CASE("every shell has a script and another name is a usage error with the nearest") {
  for (const std::string& shell : completion_shells())
    CHECK(completion_script(shell).find("__complete") != std::string_view::npos);
  try {
    static_cast<void>(completion_script("bsh"));
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.hint() == "did you mean 'bash'?");
  }
}
