// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/verb/draw.hpp"
#include "format/load.hpp"
#include "format/snapshot.hpp"

namespace renmai::cli {
namespace {

std::vector<std::string> writable_forms() {
  std::vector<std::string> names;
  for (const FormatRow& form : formats()) {
    if (form.can_write()) names.emplace_back(form.name);
  }
  return names;
}

void export_to_stdout(Session& session, const std::string& form, Report& report) {
  if (form.empty()) {
    throw Error(ErrorKind::usage, "`export` wants --output TARGET, or --format FORM for standard output", {},
                "see `renmai help export`");
  }
  const FormatRow& row = format_row(form);
  if (row.write_stream == nullptr) {
    throw Error(ErrorKind::usage, "the form '" + form + "' is a folder of files: name it with --output");
  }
  const Records& records = session.records();
  session.messages().clear_progress();
  write_output("", OnTerminal::escape, [&](std::ostream& out) { row.write_stream(records, out, report); });
}

int run_export(Session& session) {
  const Settings& settings = session.settings();
  const std::string form = settings.value("format").value_or("");
  Report report;
  if (is_stdout(settings.output)) {
    export_to_stdout(session, form, report);
  } else {
    const Loaded& data = session.loaded();
    export_records(data.records, data.regions_text, form, settings.output, report, settings.flag("overwrite"));
  }
  tell_report(report, session.messages());
  session.tell_stamp({}, true);
  return 0;
}

int run_import(Session& session) {
  const Settings& settings = session.settings();
  if (is_stdout(settings.output))
    throw Error(ErrorKind::usage, "`import` wants --output FOLDER", {}, "such as --output careers.renmai");
  const Loaded& data = session.loaded();
  std::vector<std::string> command{"renmai"};
  command.insert(command.end(), session.typed().words.begin(), session.typed().words.end());
  write_snapshot(data.records, data.regions_text, data.regions_file, data.format, command, settings.output);
  session.tell_stamp({}, true);
  return 0;
}

}  // namespace

Verb import_verb() {
  return {.name = "import",
          .section = "Pictures and files",
          .summary = "Data as a snapshot, which opens at once",
          .detail =
              "A snapshot is a folder of columns that are mapped, not read, so opening it takes milliseconds at any "
              "size; every verb takes it for --graph. Each column is a .npy file that NumPy opens by itself. All "
              "records are kept, redacted entities too, so a snapshot is no form to pass them on. The folder appears "
              "as a whole or not at all, in place of an older snapshot of that name.",
          .examples = {"renmai import -g careers.csv.gz -o careers.renmai", "renmai who 'Ann' -g careers.renmai"},
          .groups = group_data | group_output,
          .run = &run_import};
}

Verb export_verb() {
  return {.name = "export",
          .section = "Pictures and files",
          .summary = "The records in another form",
          .detail =
              "All records are written but redacted entities, which are left out and counted. A target without "
              "an ending that tells the form becomes a dataset folder.",
          .examples = {"renmai export -g careers.csv -o careers", "renmai export -g graphs/talent -f dot > talent.dot"},
          .options = {{.name = "format",
                       .letter = 'f',
                       .placeholder = "FORM",
                       .type = ValueType::choice,
                       .summary = "form of the data",
                       .detail = "Unless given, the ending of --output decides.",
                       .choices = writable_forms()},
                      {.name = "overwrite", .summary = "replace an existing dataset folder"}},
          .groups = group_data | group_output,
          .run = &run_export};
}

std::vector<Verb> output_verbs() {
  std::vector<Verb> rows;
  rows.push_back(draw_verb());
  rows.push_back(serve_verb());
  rows.push_back(export_verb());
  rows.push_back(import_verb());
  return rows;
}

}  // namespace renmai::cli
