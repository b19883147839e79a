// SPDX-License-Identifier: Apache-2.0
// The verbs about the program itself.
#include "cli/complete.hpp"
#include "cli/help.hpp"
#include "cli/session.hpp"

namespace renmai::cli {
namespace {

int run_passes(Session& session) {
  const auto column = [](std::string_view Pass::*member) {
    std::vector<std::string> texts;
    for (const Pass* pass : passes()) texts.emplace_back(pass->*member);
    return texts;
  };
  const auto of_example = [](std::string_view Example::*member) {
    std::vector<std::string> texts;
    for (const Pass* pass : passes()) texts.emplace_back(pass->example.*member);
    return texts;
  };
  Table table;
  table.add("name", column(&Pass::name)).add("family", column(&Pass::family)).add("summary", column(&Pass::summary));
  table.add("score", column(&Pass::score)).add("cost", column(&Pass::cost)).add("paper", column(&Pass::paper));
  table.add("definition", column(&Pass::definition)).add("trap", column(&Pass::trap));
  table.add("example_edges", of_example(&Example::edges)).add("example_careers", of_example(&Example::careers));
  table.add("example_options", of_example(&Example::options)).add("example_result", of_example(&Example::expected));
  return session.print(std::move(table));
}

int run_completion(Session& session) {
  session.print_text(completion_script(session.argument(0)));
  return 0;
}

int run_help(Session& session) {
  const std::string name = session.argument(0);
  const Page page =
      name.empty() ? program_page(HelpLength::complete) : verb_page(require_verb(name), HelpLength::complete);
  session.print_text(session.settings().flag("man") ? to_mdoc(page) : to_plain(page));
  return 0;
}

/// The verbs known when the row of `help` is made: all but those of this file.
std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const std::vector<Verb>& part : {record_verbs(), pass_verbs(), output_verbs()}) {
    for (const Verb& verb : part) names.push_back(verb.name);
  }
  names.insert(names.end(), {"passes", "completion", "help"});
  return names;
}

}  // namespace

std::vector<Verb> program_verbs() {
  const std::string section = "About";
  return {
      {.name = "passes",
       .section = section,
       .summary = "Every method, with its cost and paper",
       .detail = "A pass is one method with one definition. Each is a verb of its own name; those with a score rank.",
       .groups = group_table | group_output,
       .columns = {{"name", "also the verb"},
                   {"family", ""},
                   {"summary", ""},
                   {"score", "the column that `rank --by` sorts; empty if the pass ranks nothing"},
                   {"cost", "time; memory"},
                   {"paper", ""},
                   {"definition", ""},
                   {"trap", "what goes wrong where it is computed or read otherwise"},
                   {"example_edges", "of the worked example: an edge list"},
                   {"example_careers",
                    "or a table of careers, or entities.csv and, after an empty line, relations.csv"},
                   {"example_options", "options"},
                   {"example_result", "and what the pass gives, as CSV"}},
       .box_columns = {"name", "family", "summary", "score", "cost", "paper"},
       .run = &run_passes},
      {.name = "completion",
       .section = section,
       .summary = "The script that completes renmai in a shell",
       .detail = "bash: source <(renmai completion bash). zsh: source <(renmai completion zsh) after compinit. fish: "
                 "renmai completion fish | source. Verbs, options, values, names of entities, kinds and regions are "
                 "completed; names come from the data that --graph, RENMAI_GRAPH or the current folder name.",
       .examples = {"renmai completion bash > ~/.local/share/bash-completion/completions/renmai"},
       .arguments =
           {{.name = "SHELL", .type = ValueType::choice, .summary = "the shell", .choices = completion_shells()}},
       .groups = group_output,
       .run = &run_completion},
      {.name = "help",
       .section = section,
       .summary = "Help on the program or on a verb",
       .examples = {"renmai help rank", "renmai help --man rank > renmai-rank.1"},
       .arguments = {{.name = "VERB",
                      .type = ValueType::choice,
                      .summary = "the verb",
                      .required = false,
                      .choices = verb_names()}},
       .options = {{.name = "man", .summary = "as a man page, in the mdoc language"}},
       .groups = group_output,
       .run = &run_help},
  };
}

}  // namespace renmai::cli
