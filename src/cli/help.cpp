// SPDX-License-Identifier: Apache-2.0
#include "cli/help.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace renmai::cli {
namespace {

constexpr std::string_view program_summary =
    "who worked where, who moved where, how two people are linked, how sure we are";

std::string full_stop(const std::string& text) { return text.empty() || text.ends_with('.') ? text : text + '.'; }

Item option_item(const Option& option, HelpLength length) {
  std::string text = option_line(option);
  if (length == HelpLength::complete && !option.detail.empty()) text = full_stop(text) + ' ' + option.detail;
  return {option_heading(option), text, &option};
}

std::string usage_of(const Verb& verb) {
  std::string usage = "renmai " + verb.name;
  for (const Argument& argument : verb.arguments) {
    std::string word = argument.name + (argument.repeated ? "..." : "");
    usage += argument.required ? ' ' + word : " [" + word + ']';
  }
  return usage + " [OPTIONS]";
}

/// The options of each group that the verb takes, under the group's title.
void add_option_sections(Page& page, const std::vector<Option>& options, unsigned groups, HelpLength length) {
  for (const auto& [group, title] : group_titles()) {
    if ((groups & group) == 0) continue;
    Section section{.title = std::string(title)};
    for (const Option& option : options) {
      if (option.group == group) section.items.push_back(option_item(option, length));
    }
    if (!section.items.empty()) page.sections.push_back(std::move(section));
  }
}

/// Titles of the shared groups, for the last line of a brief page.
std::string group_list(unsigned groups) {
  std::vector<std::string> titles;
  for (const auto& [group, title] : group_titles()) {
    if (group != group_own && (groups & group) != 0) titles.push_back(lower_ascii(title));
  }
  return join(titles, "; ");
}

Section definition_section(const Pass& pass) {
  Section section{.title = "Definition", .paragraphs = {std::string(pass.definition)}};
  if (!pass.trap.empty()) section.paragraphs.push_back("Beware: " + full_stop(std::string(pass.trap)));
  section.paragraphs.push_back("Cost: " + full_stop(std::string(pass.cost)) +
                               " Paper: " + full_stop(std::string(pass.paper)));
  return section;
}

Section column_section(const Verb& verb) {
  Section section{.title = "Columns"};
  for (const ColumnDoc& column : verb.columns) section.items.push_back({column.name, column.summary});
  return section;
}

Section verb_list(std::string_view title) {
  Section section{.title = std::string(title)};
  for (const Verb& verb : verbs()) {
    if (verb.section == title) section.items.push_back({verb.name, verb.summary});
  }
  return section;
}

/// The verbs that are only known as passes, by name alone.
Section pass_list() {
  Section section{.title = "Passes, each a verb"};
  for (const Verb& verb : verbs()) {
    if (verb.pass == nullptr || verb.section != pass_section(verb.pass->family)) continue;
    const std::string family(verb.pass->family);
    const auto known = std::find_if(section.items.begin(), section.items.end(),
                                    [&](const Item& item) { return item.heading == family; });
    if (known == section.items.end())
      section.items.push_back({family, verb.name});
    else
      known->text += ", " + verb.name;
  }
  return section;
}

std::vector<std::string> verb_sections() {
  std::vector<std::string> titles;
  for (const Verb& verb : verbs()) {
    if (std::find(titles.begin(), titles.end(), verb.section) == titles.end()) titles.push_back(verb.section);
  }
  return titles;
}

/// The lists of verbs; a brief page only names the passes.
void add_verb_sections(Page& page, HelpLength length) {
  bool passes_listed = false;
  for (const std::string& title : verb_sections()) {
    const bool only_named = length == HelpLength::brief && title.starts_with("Passes (");
    if (!only_named)
      page.sections.push_back(verb_list(title));
    else if (!std::exchange(passes_listed, true))
      page.sections.push_back(pass_list());
  }
}

Section environment_section() {
  return {.title = "Environment",
          .items = {{"RENMAI_GRAPH", "The data where no --graph is given."},
                    {"COLUMNS", "Width of tables on a terminal."},
                    {"NO_COLOR", "If set and not empty, no colours unless --color always."}}};
}

Section exit_section() {
  return {.title = "Exit status",
          .items = {{"0", "Done, also with no rows, and when the reader closed the pipe."},
                    {"1", "A named thing was not found, or the name fits several."},
                    {"2", "The command line is wrong."},
                    {"3", "Data could not be read or written, or a limit was met."},
                    {"4", "`check` found problems."},
                    {"70", "An internal error: please report it."},
                    {"130", "Interrupted."}}};
}

Section see_also(const std::string& text) { return {.title = "See also", .paragraphs = {text}}; }

}  // namespace

Page program_page(HelpLength length) {
  Page page{.name = "renmai", .summary = std::string(program_summary), .usage = {"renmai VERB [ARGUMENTS] [OPTIONS]"}};
  if (length == HelpLength::complete) {
    page.sections.push_back(
        {.title = "Description",
         .paragraphs = {
             "renmai reads career records (who worked where, studied where, taught whom, with dates, sources "
             "and doubt) and answers questions about people, moves and links. Dates may be partial and "
             "statements doubtful: answers say what is certain and what is only possible.",
             "Results go to standard output: a box on a terminal, CSV when piped, or the form that --format "
             "names. Everything else goes to standard error. An entity may be named by its id, its name or "
             "an alias in any script, with or without marks, spaces and hyphens."}});
  }
  add_verb_sections(page, length);
  if (length == HelpLength::complete) {
    constexpr unsigned every_group = 0xFF;
    add_option_sections(page, shared_options(), every_group & ~unsigned{group_own}, length);
    page.sections.push_back(environment_section());
    page.sections.push_back(exit_section());
    page.sections.push_back({.title = "Examples",
                             .examples = {"renmai info -g graphs/talent", "renmai rank -g graphs/talent --by pagerank",
                                          "renmai path 'Zizheng Pan' 'Liang Wenfeng' -g graphs/talent"}});
  }
  page.sections.push_back(
      see_also("`renmai help VERB` tells what a verb does and which options it takes; "
               "`renmai help` lists all options."));
  return page;
}

Page verb_page(const Verb& verb, HelpLength length) {
  Page page{.name = "renmai-" + verb.name, .summary = verb.summary, .usage = {usage_of(verb)}};
  const bool complete = length == HelpLength::complete;
  if (complete && !verb.detail.empty()) {
    Section description{.title = "Description"};
    std::string_view rest = verb.detail;
    while (!rest.empty()) {
      const std::string_view paragraph = rest.substr(0, rest.find("\n\n"));
      description.paragraphs.emplace_back(paragraph);
      rest.remove_prefix(std::min(rest.size(), paragraph.size() + 2));
    }
    page.sections.push_back(std::move(description));
  }
  if (complete && verb.pass != nullptr) page.sections.push_back(definition_section(*verb.pass));
  if (complete && !verb.columns.empty()) page.sections.push_back(column_section(verb));
  Section arguments{.title = "Arguments"};
  for (const Argument& argument : verb.arguments) {
    std::string text = argument.summary;
    if (!argument.choices.empty()) text += ": " + join(argument.choices, ", ");
    arguments.items.push_back({argument.name, text});
  }
  if (!arguments.items.empty()) page.sections.push_back(std::move(arguments));
  const unsigned groups = verb.groups | unsigned{group_run} | unsigned{group_own};
  if (complete) {
    add_option_sections(page, verb.options, group_own, length);
    add_option_sections(page, shared_options(), groups & ~unsigned{group_own}, length);
  } else {
    add_option_sections(page, verb.options, group_own, length);
  }
  if (!verb.examples.empty()) page.sections.push_back({.title = "Examples", .examples = verb.examples});
  page.sections.push_back(
      see_also(complete ? "`renmai help` lists the other verbs."
                        : "`renmai help " + verb.name + "` also tells the options on: " + group_list(groups) + '.'));
  return page;
}

}  // namespace renmai::cli
