// SPDX-License-Identifier: Apache-2.0
#include "cli/session.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "ask/vertex.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "cli/manifest.hpp"
#include "cli/output.hpp"
#include "table/write.hpp"

namespace renmai::cli {
namespace {

/// Tells bad rows and notices: the first of them with their places, then how many there are.
void tell_report(const Report& report, Messages& messages) {
  for (const Fault& fault : report.faults()) messages.warning(fault.place + ": " + fault.message);
  if (report.bad_count() > report.faults().size()) {
    messages.warning(format_count(report.bad_count()) + " bad rows in all; the first " +
                     std::to_string(report.faults().size()) + " are above");
  }
  for (const Report::Notices& notices : report.notices()) {
    if (messages.verbose()) {
      for (const Fault& first : notices.first) messages.warning(first.place + ": " + first.message);
    }
    std::string line = notices.kind + ": " + format_count(notices.count);
    if (!messages.verbose() && !notices.first.empty() && !notices.first.front().place.empty()) {
      line += ", first at " + notices.first.front().place;
    }
    messages.warning(line);
  }
}

/// The form that an ending of a file name stands for; null if it stands for none.
const TableForm* form_of_file(const std::string& path) {
  const std::string ending = lower_ascii(std::filesystem::path(path).extension().string());
  for (const TableForm& form : table_forms()) {
    if (form.name != "box" && ending == '.' + std::string(form.name)) return &form;
  }
  return ending == ".markdown" ? &table_form("md") : nullptr;
}

/// Throws Error{usage} for an ending that is no form.
const TableForm& chosen_form(const Settings& settings) {
  if (!settings.form.empty()) return table_form(settings.form);
  if (is_stdout(settings.output)) return table_form(is_terminal(STDOUT_FILENO) ? "box" : "csv");
  if (const TableForm* form = form_of_file(settings.output)) return *form;
  if (!std::filesystem::path(settings.output).has_extension()) return table_form("csv");
  throw Error(ErrorKind::usage, "cannot tell the form of the table from the name '" + settings.output + "'", {},
              "end it in .csv, .tsv, .json, .jsonl or .md, or name the form with --format");
}

}  // namespace

std::vector<std::string> named_data(const Settings& settings) {
  if (!settings.graphs.empty()) return settings.graphs;
  if (const auto named = environment("RENMAI_GRAPH")) return {*named};
  if (is_dataset_folder(".")) return {"."};
  throw Error(ErrorKind::usage, "which data? None is named, and the current folder is no dataset", {},
              "name it with -g DATA or in the variable RENMAI_GRAPH, as in: renmai info -g graphs/talent");
}

Session::Session(Typed typed, Settings settings, Messages& messages)
    : typed_(std::move(typed)), settings_(std::move(settings)), messages_(messages) {
  const bool prints_table = typed_.verb != nullptr && (typed_.verb->groups & group_table) != 0;
  if (prints_table) static_cast<void>(chosen_form(settings_));  // a bad name of the output ends the run before the work
}

std::string Session::argument(std::size_t k) const {
  return k < typed_.arguments.size() ? typed_.arguments[k].text : std::string();
}

const Loaded& Session::loaded() {
  if (!loaded_) load();
  return *loaded_;
}

const Selected& Session::selected() {
  if (!selected_) {
    const Records& all = records();
    const Stopwatch stopwatch(messages_, "select");
    selected_ = std::make_unique<Selected>(all, settings_.selection, chosen_regions());
  }
  return *selected_;
}

Projection Session::project(bool directed, bool weighted) {
  const Selected& kept = selected();
  const Stopwatch stopwatch(messages_, "graph");
  return renmai::project(kept, {.roll_up = settings_.roll_up.value_or(RollUp::unit),
                                .directed = settings_.directed.value_or(directed),
                                .weighted = weighted,
                                .isolates = settings_.isolates});
}

Entity Session::entity(std::string_view name, std::string_view what, NameScope scope) {
  return require_entity(records(), name, what, scope);
}

Vertex Session::vertex(const Projection& projection, std::string_view name, std::string_view what) {
  const Entity found = entity(name, what);
  if (const auto vertex = vertex_for(selected(), projection, found)) return *vertex;
  throw Error(ErrorKind::not_found, std::string(what) + ": " + not_in_graph(selected(), found), {},
              "--kinds all, --min-confidence 0 and --isolates keep more");
}

int Session::print(Table table) {
  const TableForm& form = chosen_form(settings_);
  const bool to_terminal = is_stdout(settings_.output) && is_terminal(STDOUT_FILENO);
  const bool is_box = form.name == "box";
  if (!settings_.sort.empty()) table = table.sorted(settings_.sort);
  const std::size_t all = table.row_count();
  const std::uint64_t limit = settings_.limit.value_or(to_terminal && is_box ? verb().terminal_limit : 0);
  table = table.head(limit);
  if (!settings_.columns.empty()) table = table.select(settings_.columns);
  const TableStyle style{.header = settings_.header,
                         .color = is_box && is_stdout(settings_.output) && wants_color(STDOUT_FILENO, settings_.color),
                         .width = is_box && to_terminal ? terminal_width(STDOUT_FILENO) : 0,
                         .guard_formulas = settings_.guard_formulas};
  messages_.clear_progress();
  const Stopwatch stopwatch(messages_, "write");
  write_output(settings_.output, is_box ? OnTerminal::as_is : OnTerminal::escape,
               [&](std::ostream& out) { form.write(out, table, style); });
  if (!settings_.limit && table.row_count() < all) {
    messages_.note(format_count(all - table.row_count()) + " more rows; -n 0 shows all");
  }
  tell_stamp(table.stamp, form.carries_stamp);
  return 0;
}

void Session::print_text(std::string_view text) {
  messages_.clear_progress();
  write_output(settings_.output, OnTerminal::escape, [&](std::ostream& out) { out << text; });
}

void Session::print_bytes(std::string_view bytes) {
  if (is_stdout(settings_.output) && is_terminal(STDOUT_FILENO)) {
    throw Error(ErrorKind::usage, "this form is not for a terminal", {}, "name a file with --output, or pipe it on");
  }
  messages_.clear_progress();
  write_output(settings_.output, OnTerminal::as_is, [&](std::ostream& out) { out << bytes; });
}

void Session::tell_stamp(const Stamp& stamp, bool in_output) {
  if (!in_output && !stamp.empty()) messages_.note("stamp: " + stamp_line(stamp));
  if (settings_.manifest.empty()) return;
  const auto inputs = loaded_ ? describe_inputs(named_data(settings_)) : std::vector<InputFile>();
  const std::string text = manifest_json(typed_, inputs, stamp);
  write_output(settings_.manifest, OnTerminal::as_is, [&](std::ostream& out) { out << text; });
}

}  // namespace renmai::cli
