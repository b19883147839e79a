// SPDX-License-Identifier: Apache-2.0
// The verbs about the program itself.
#include "cli/complete.hpp"
#include "cli/help.hpp"
#include "cli/session.hpp"

namespace renmai::cli {
namespace {

int run_passes(Session& session) {
  std::vector<std::string> names;
  std::vector<std::string> families;
  std::vector<std::string> summaries;
  std::vector<std::string> scores;
  std::vector<std::string> costs;
  std::vector<std::string> papers;
  for (const Pass* pass : passes()) {
    names.emplace_back(pass->name);
    families.emplace_back(pass->family);
    summaries.emplace_back(pass->summary);
    scores.emplace_back(pass->score);
    costs.emplace_back(pass->cost);
    papers.emplace_back(pass->paper);
  }
  Table table;
  table.add("name", std::move(names)).add("family", std::move(families)).add("summary", std::move(summaries));
  table.add("score", std::move(scores)).add("cost", std::move(costs)).add("paper", std::move(papers));
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
                   {"paper", ""}},
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
