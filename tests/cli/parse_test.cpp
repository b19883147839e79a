// SPDX-License-Identifier: Apache-2.0
#include "cli/parse.hpp"

#include <string>
#include <vector>

using namespace renmai;
using namespace renmai::cli;

namespace {

cli::Settings settings_of(std::vector<std::string> words) { return settle(parse_words(std::move(words))); }

Error error_of(std::vector<std::string> words) {
  try {
    static_cast<void>(settings_of(std::move(words)));
  } catch (const Error& error) {
    return error;
  }
  return {ErrorKind::internal, "no error"};
}

}  // namespace

TEST_CASE("options stand before or after the verb, apart or attached, long or short") {
  const std::vector<std::vector<std::string>> lines{{"-g", "data", "info", "-n", "5"},
                                                    {"info", "--graph=data", "--limit=5"},
                                                    {"info", "-gdata", "-n5"},
                                                    {"--graph", "data", "-n5", "info"},
                                                    {"info", "--limit", "5", "-qg", "data"}};
  for (const auto& line : lines) {
    const Typed typed = parse_words(line);
    REQUIRE(typed.verb != nullptr);
    CHECK(typed.verb->name == "info");
    CHECK(typed.arguments.empty());
    const cli::Settings settings = settle(typed);
    CHECK(settings.graphs == std::vector<std::string>{"data"});
    CHECK(settings.limit == 5);
  }
}

TEST_CASE("a repeated option adds up where it may and the last one counts elsewhere") {
  const cli::Settings settings = settings_of({"info", "-g", "a", "-g", "b", "-n", "1", "-n", "2"});
  CHECK(settings.graphs == std::vector<std::string>{"a", "b"});
  CHECK(settings.limit == 2);
}

TEST_CASE("a flag and its negation: the last one counts") {
  CHECK_FALSE(settings_of({"rank"}).directed.has_value());
  CHECK(settings_of({"rank", "--directed"}).directed == true);
  CHECK(settings_of({"rank", "--undirected"}).directed == false);
  CHECK(settings_of({"rank", "--undirected", "--directed"}).directed == true);
}

TEST_CASE("a single dash is a word, and after two dashes every word is one") {
  const Typed stdin_data = parse_words({"info", "-g", "-"});
  CHECK(settle(stdin_data).graphs == std::vector<std::string>{"-"});
  const Typed dashes = parse_words({"who", "--", "--graph"});
  REQUIRE(dashes.arguments.size() == 1);
  CHECK(dashes.arguments[0].text == "--graph");
  CHECK(dashes.arguments[0].word == 2);
}

TEST_CASE("a value may begin with a dash") {
  CHECK(settings_of({"rank", "--sort", "-score"}).sort == std::vector<std::string>{"-score"});
  CHECK(settings_of({"rank", "--sort=-score,name"}).sort == std::vector<std::string>{"-score", "name"});
}

TEST_CASE("-h is short help, --help is long") {
  CHECK(settings_of({"rank", "-h"}).short_help);
  CHECK(settings_of({"rank", "-qh"}).short_help);
  CHECK(settings_of({"rank", "--help"}).long_help);
  CHECK_FALSE(settings_of({"rank", "--help"}).short_help);
}

TEST_CASE("help does not ask for arguments") { CHECK_NOTHROW(settings_of({"path", "--help"})); }

TEST_CASE("the defaults of the settings are those of the design") {
  const cli::Settings settings = settings_of({"rank"});
  CHECK(settings.selection.min_confidence == 0.5);
  CHECK(settings.selection.identity == IdentityLevel::likely);
  CHECK_FALSE(settings.selection.collectives);
  CHECK(settings.header);
  CHECK_FALSE(settings.limit.has_value());
  CHECK(settings.max_bad == 0);
}

TEST_CASE("who starts from everything recorded, and an option narrows it") {
  CHECK(settings_of({"who", "x"}).selection.min_confidence == 0);
  CHECK(settings_of({"who", "x", "--min-confidence", "likely"}).selection.min_confidence == 0.75);
}

TEST_CASE("selection options reach the selection") {
  const cli::Settings settings = settings_of({"info",
                                              "--at",
                                              "2024-05",
                                              "--during",
                                              "2020/2024",
                                              "--during-rule",
                                              "all",
                                              "--certain",
                                              "--known-by",
                                              "2025",
                                              "--min-confidence",
                                              "inferred",
                                              "--status",
                                              "actual,offered",
                                              "--kinds",
                                              "study,mentorship",
                                              "--identity",
                                              "none",
                                              "--collectives",
                                              "--where",
                                              "role ~ intern"});
  const Selection& selection = settings.selection;
  CHECK(selection.at == "2024-05");
  CHECK(selection.during == "2020/2024");
  CHECK(selection.during_rule == DuringRule::all);
  CHECK(selection.certain);
  CHECK(selection.known_by == "2025");
  CHECK(selection.min_confidence == 0.4);
  CHECK(selection.statuses == std::vector<std::string>{"actual", "offered"});
  CHECK(selection.kinds == std::vector<std::string>{"study", "mentorship"});
  CHECK(selection.identity == IdentityLevel::none);
  CHECK(selection.collectives);
  CHECK(selection.where == "role ~ intern");
}

TEST_CASE("an option of a pass takes the place of the shared one of its name") {
  const cli::Settings settings = settings_of({"flow", "--during", "2020/2024"});
  CHECK_FALSE(settings.selection.during.has_value());
  CHECK(settings.value("during") == "2020/2024");
}

TEST_CASE("required vertices of a pass are arguments or options, in any mixture") {
  const std::vector<std::vector<std::string>> lines{
      {"maxflow", "A", "B"}, {"maxflow", "--source", "A", "--sink", "B"}, {"maxflow", "--sink", "B", "A"}};
  for (const auto& line : lines) {
    const cli::Settings settings = settings_of(line);
    CHECK(settings.value("source") == "A");
    CHECK(settings.value("sink") == "B");
  }
  CHECK(error_of({"maxflow", "A"}).message() == "`maxflow` wants SINK: the vertices that it goes to");
}

TEST_CASE("the caret stands under the word that is wrong") {
  CHECK(error_of({"info", "-n", "many"}).hint() == "renmai info -n many\n               ^^^^");
  CHECK(error_of({"info", "--limit=many"}).hint() == "renmai info --limit=many\n            ^^^^^^^^^^^^");
  CHECK(error_of({"who", "潘", "b"}).hint() == "renmai who 潘 b\n              ^\na name with blanks needs quotes");
  CHECK(error_of({"who", "a", ""}).hint() == "renmai who a ''\n             ^^\na name with blanks needs quotes");
}

TEST_CASE("mistakes on the command line are usage errors that name the nearest word") {
  const auto check_hint = [](std::vector<std::string> words, std::string_view ending) {
    const Error error = error_of(std::move(words));
    CHECK(error.kind() == ErrorKind::usage);
    CHECK_MESSAGE(error.hint().ends_with(ending), error.hint());
  };
  check_hint({"rnk"}, "did you mean 'rank'?");
  check_hint({"rank", "--normalised"}, "did you mean '--normalized'?");
  check_hint({"rank", "--by", "pagernk"}, "did you mean 'pagerank'?");
  check_hint({"info", "--status", "actual,offerd"}, "did you mean 'offered'?");
  check_hint({"completion", "fis"}, "did you mean 'fish'?");
}

TEST_CASE("an option that exists elsewhere is told to be out of place") {
  CHECK(error_of({"passes", "--at", "2024"}).message() == "--at does not apply to `passes`");
  CHECK(error_of({"passes", "-g", "x"}).message() == "-g does not apply to `passes`");
}

TEST_CASE("values missing, in excess, empty or out of range are refused") {
  CHECK(error_of({"info", "--at"}).message() == "--at wants a value: --at DATE");
  CHECK(error_of({"info", "-g"}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "--quiet=1"}).message() == "--quiet takes no value");
  CHECK(error_of({"info", "--at="}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "--at", ""}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "--at", ".."}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "-n", "-1"}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "--min-confidence", "1.5"}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "--min-confidence", "nan"}).kind() == ErrorKind::usage);
  CHECK(error_of({"info", "--threads", "5000"}).kind() == ErrorKind::usage);
  CHECK(error_of({"rank", "--by", "pagerank", "--damping", "1.01"}).kind() == ErrorKind::usage);
}

TEST_CASE("long options are not abbreviated") { CHECK(error_of({"info", "--lim", "3"}).kind() == ErrorKind::usage); }

TEST_CASE("the verb is found past shared options and their values") {
  CHECK(find_verb_word({"-g", "info", "rank"}) == 2);
  CHECK(find_verb_word({"--graph=info", "rank"}) == 1);
  CHECK(find_verb_word({"-q", "rank"}) == 1);
  CHECK(find_verb_word({"-qg", "x", "rank"}) == 2);
  CHECK(find_verb_word({"--", "rank"}) == 1);
  CHECK(find_verb_word({"-q"}) == 1);
}
