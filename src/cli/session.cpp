// SPDX-License-Identifier: Apache-2.0
#include "cli/session.hpp"

#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "ask/estimate.hpp"
#include "ask/vertex.hpp"
#include "base/date.hpp"
#include "base/hash.hpp"
#include "base/hint.hpp"
#include "base/interrupt.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "cli/fit.hpp"
#include "cli/manifest.hpp"
#include "cli/output.hpp"
#include "format/snapshot.hpp"
#include "records/redaction.hpp"
#include "table/write.hpp"

namespace renmai::cli {
namespace {

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

/// The mapping that the options say; nothing if they say none.
std::optional<Mapping> chosen_mapping(const Settings& settings) {
  if (settings.mapping_file.empty() && settings.mapping.empty()) return std::nullopt;
  Mapping mapping;
  if (!settings.mapping_file.empty()) {
    const Input file(settings.mapping_file);
    mapping = read_mapping(file.text(), file.name());
  }
  for (const auto& [what, column] : settings.mapping) {
    if (what == "person") mapping.person.name = {.column = column};
    if (what == "org") mapping.organisation.name = {.column = column};
    if (what == "start") mapping.start = {.whole = {.column = column}};
    if (what == "end") mapping.end = {.whole = {.column = column}};
    if (what == "role") mapping.role = {.column = column};
    if (what == "place") mapping.place.name = {.column = column};
    if (what == "kind") mapping.kind = {.column = column};
    if (what == "origin") mapping.origin.name = {.column = column};
    if (what == "destination") mapping.destination.name = {.column = column};
    if (what == "origin" || what == "destination") mapping.form = Mapping::Form::moves;
  }
  return mapping;
}

std::string_view scope_words(NameScope scope) {
  switch (scope) {
    case NameScope::persons: return "a person";
    case NameScope::organisations: return "an organisation";
    case NameScope::places: return "a place";
    case NameScope::all: break;
  }
  return "an entity";
}

/// A place in two parts: the file, and the line or line:column.
std::pair<std::string_view, std::string_view> split_place(std::string_view place) {
  std::size_t cut = place.size();
  for (int parts = 0; parts < 2; ++parts) {
    const std::size_t colon = place.substr(0, cut).rfind(':');
    if (colon == std::string_view::npos || !to_integer(place.substr(colon + 1, cut - colon - 1))) break;
    cut = colon;
  }
  return {place.substr(0, cut), cut < place.size() ? place.substr(cut + 1) : std::string_view()};
}

/// "a.csv:3, 5, 9:2": the file once, as long as it stays the same.
std::string places_text(std::span<const Fault> faults) {
  std::string text;
  std::string_view file;
  for (const Fault& fault : faults) {
    const auto [its_file, line] = split_place(fault.place);
    text += text.empty() ? "" : ", ";
    text += its_file == file && !line.empty() ? line : std::string_view(fault.place);
    file = its_file;
  }
  return text;
}

constexpr std::size_t most_told = 10;

/// The faults that are told in full.
std::span<const Fault> told(std::span<const Fault> faults, const Messages& messages) {
  return messages.verbose() ? faults : faults.first(std::min(most_told, faults.size()));
}

/// Where the bad rows are that are not told in full; empty if there are none.
std::string more_bad_rows(const Report& report, const Messages& messages) {
  const std::size_t full = told(report.faults(), messages).size();
  if (report.bad_count() == full) return {};
  const std::string places = places_text(report.faults().subspan(full));
  std::string text = format_count(report.bad_count() - full) + " more bad rows";
  if (!places.empty()) text += " at " + places;
  return report.bad_count() > report.faults().size() ? text + ", ..." : text;
}

void tell_bad_rows(const Report& report, Messages& messages) {
  if (report.bad_count() == 0) return;
  for (const Fault& fault : told(report.faults(), messages)) messages.warning(fault.place + ": " + fault.message);
  if (const std::string more = more_bad_rows(report, messages); !more.empty()) messages.warning(more);
  messages.warning(format_count(report.bad_count()) + (report.bad_count() == 1 ? " bad row" : " bad rows") +
                   " left out");
}

/// One line a kind, with the first places; a single notice in its own words.
void tell_notices(const Report::Notices& notices, Messages& messages) {
  const auto firsts = std::span<const Fault>(notices.first);
  if (messages.verbose() || notices.count == 1) {
    for (const Fault& first : firsts) {
      messages.warning(first.place.empty() ? first.message : first.place + ": " + first.message);
    }
  }
  if (notices.count == 1) return;
  std::string line = notices.kind + ": " + format_count(notices.count);
  const auto shown = firsts.first(std::min(most_told, firsts.size()));
  if (!messages.verbose() && !shown.empty() && !shown.front().place.empty()) {
    line += ", at " + places_text(shown) + (notices.count > shown.size() ? ", ..." : "");
  }
  messages.warning(line);
}

bool is_file_name(const std::string& text) { return text.ends_with(".toml") || text.find('/') != std::string::npos; }

}  // namespace

void tell_report(const Report& report, Messages& messages) {
  tell_bad_rows(report, messages);
  for (const Report::Notices& notices : report.notices()) tell_notices(notices, messages);
}

void tell_failed_report(const Report& report, const Error& error, Messages& messages) {
  const bool is_the_error = report.bad_count() == 1 && report.faults().front().place == error.place();
  if (is_the_error) return;
  for (const Fault& fault : told(report.faults(), messages)) messages.error(fault.place, fault.message, "");
  if (const std::string more = more_bad_rows(report, messages); !more.empty()) messages.error("", more, "");
}

void require_entity_kind(const Records& records, const std::string& kind) {
  std::vector<std::string> names;
  for (const EntityKind& known : records.schema().entity_kinds()) {
    if (known.name == kind) return;
    names.push_back(known.name);
  }
  throw Error(ErrorKind::usage, "there is no kind of entity '" + kind + "'; there are " + join(names, ", "), {},
              did_you_mean<std::string>(kind, names));
}

std::vector<std::string> named_data(const Settings& settings) {
  if (!settings.graphs.empty()) return settings.graphs;
  if (const auto named = environment("RENMAI_GRAPH")) return {*named};
  if (is_dataset_folder(".") || is_snapshot_folder(".")) return {"."};
  throw Error(ErrorKind::usage, "which data? None is named, and the current folder is no dataset", {},
              "name it with -g DATA or in the variable RENMAI_GRAPH, as in: renmai info -g graphs/talent");
}

Session::Session(Typed typed, Settings settings, Messages& messages, Embedding* embedding)
    : typed_(std::move(typed)), settings_(std::move(settings)), messages_(messages), embedding_(embedding) {
  if (embedding_ != nullptr) {
    loaded_ = embedding_->data;
    return;
  }
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
    selected_ = std::make_unique<Selected>(all, choice(), regions());
    if (selected_->fact_count() == 0 && all.relation_count() > 0) {
      messages_.warning("the selection keeps none of the " + format_count(all.relation_count()) +
                        " relations; --kinds all keeps every kind");
    }
  }
  return *selected_;
}

const Selected& Session::selected_about(std::span<const Entity> entities) {
  const Records& all = records();
  const Stopwatch stopwatch(messages_, "select");
  selected_ = std::make_unique<Selected>(all, choice(), settings_.regions.empty() ? Regions() : regions(), entities);
  return *selected_;
}

Selection Session::choice() {
  Selection chosen = selection_of(loaded().format);
  if (!chosen.kinds.empty()) return chosen;
  std::uint16_t traits = 0;
  const Records& all = records();
  for (Relation r = 0; r < all.relation_count(); ++r) traits |= all.relation_kind(r).traits;
  only_moves_ = (traits & chosen.default_traits) == 0 && (traits & trait_transfer) != 0;
  if (only_moves_ || settings_.edges == EdgesOf::moves) chosen.default_traits = trait_transfer;
  if (settings_.edges == EdgesOf::together) chosen.default_traits = trait_affiliation | trait_study;
  return chosen;
}

EdgesOf Session::edges() {
  static_cast<void>(selected());
  return settings_.edges.value_or(only_moves_ ? EdgesOf::moves : EdgesOf::relations);
}

void Session::open() {
  if (opened_.empty()) opened_ = open_paths(named_data(settings_));
}

void Session::verify_snapshot() {
  open();
  if (format_of(opened_, load_options()) != "snapshot")
    throw Error(ErrorKind::usage, "--deep verifies a snapshot, and this is none", opened_.front().path,
                "`renmai import` makes one");
  const Stopwatch stopwatch(messages_, "verify");
  renmai::verify_snapshot(opened_.front().path);
}

Table Session::load_estimate() {
  open();
  return estimate(opened_, load_options());
}

LoadOptions Session::load_options() const {
  LoadOptions options;
  options.format = settings_.read_as;
  options.mapping = chosen_mapping(settings_);
  options.max_bad = settings_.max_bad;
  options.duplicates = settings_.keep_duplicates ? Duplicates::keep : Duplicates::drop;
  options.few_rows = typed_.verb != nullptr && typed_.verb->few_rows;  // completion has none
  return options;
}

void Session::tell(const Report& report) {
  if (!report_told_) tell_report(report, messages_);
  report_told_ = true;
}

void Session::tell_failed(const Report& report, const Error& error) {
  if (!report_told_ && !stop_requested()) tell_failed_report(report, error, messages_);
  report_told_ = true;
}

void Session::load() {
  const Stopwatch stopwatch(messages_, "load");
  const LoadOptions options = load_options();
  if (!options.format.empty()) (void)format_row(options.format);  // a wrong word before the work
  edge_graph_.reset();                                            // its ids lie in the input
  open();
  Report report;
  try {
    loaded_ = std::make_shared<const Loaded>(renmai::load(std::span<const OpenedPath>(opened_), options, report));
  } catch (const Error& error) {
    tell_failed(report, error);
    throw;
  }
  opened_.clear();
  tell(report);
}

Selection Session::selection_of(std::string_view format) const {
  Selection selection = settings_.selection;
  // The relations of an edge list or a matrix are of one kind, which no default names.
  if ((format == "edges" || format == "mtx") && selection.kinds.empty()) selection.kinds = {"edge"};
  return selection;
}

bool Session::is_plain_edge_list() {
  const Selection& asked = settings_.selection;
  const Selection usual;
  const bool all_kinds =
      asked.kinds.empty() || (asked.kinds.size() == 1 && (asked.kinds[0] == "all" || asked.kinds[0] == "edge"));
  const bool plain = all_kinds && asked.statuses.empty() && asked.min_confidence == usual.min_confidence &&
                     asked.identity == usual.identity && !asked.at && !asked.during && !asked.certain &&
                     !asked.known_by && asked.where.empty() && !asked.collectives && settings_.regions.empty() &&
                     !settings_.roll_up && !settings_.isolates && !settings_.keep_duplicates &&
                     settings_.mapping.empty() && settings_.mapping_file.empty();
  if (!plain || loaded_ || (!settings_.read_as.empty() && settings_.read_as != "edges")) return false;
  open();
  return opened_.size() == 1 && opened_.front().input && format_of(opened_, load_options()) == "edges";
}

const EdgeGraph* Session::edge_graph(bool directed, bool weighted) {
  if (edge_graph_ || !is_plain_edge_list()) return edge_graph_.get();
  const std::optional<Input>& input = opened_.front().input;
  if (!input) return nullptr;
  const bool shows_stamp = !messages_.quiet() || !settings_.manifest.empty() || chosen_form(settings_).carries_stamp;
  const Stopwatch stopwatch(messages_, "load");
  Report report;
  try {
    edge_graph_ = std::make_unique<EdgeGraph>(read_edge_graph(*input,
                                                              {.directed = settings_.directed.value_or(directed),
                                                               .weighted = weighted,
                                                               .content_hash = shows_stamp,
                                                               .max_bad = settings_.max_bad},
                                                              report));
  } catch (const Error& error) {
    tell_failed(report, error);
    throw;
  }
  tell(report);
  return edge_graph_.get();
}

Stamp Session::edge_graph_stamp() const {
  const EdgeGraph& read = *edge_graph_;
  Stamp stamp = stamp_of(read.graph, {.directed = read.graph.directed()});
  for (auto& line : stamp_of(selection_of("edges"))) stamp.push_back(std::move(line));
  stamp.emplace_back("as_of", format_day(day_after_all));  // an edge list has no dates
  stamp.emplace_back("facts", std::to_string(read.fact_count));
  if (read.content_hash) stamp.emplace_back("hash", hex16(*read.content_hash));
  return stamp;
}

Regions Session::regions() {
  const Loaded& data = loaded();
  if (is_file_name(settings_.regions)) {
    const Input file(settings_.regions);
    return {file.text(), file.name(), data.records};
  }
  Regions all = data.regions_text.empty() ? Regions() : Regions(data.regions_text, data.regions_file, data.records);
  if (settings_.regions.empty()) return all;
  std::vector<std::string> names;
  for (const std::string_view name : split_list(settings_.regions, ',')) names.emplace_back(name);
  return all.chosen(names);
}

Grouping Session::grouping(bool directed, bool weighted, bool keep_facts) {
  return {.edges = edges(),
          .roll_up = settings_.roll_up.value_or(RollUp::unit),
          .directed = settings_.directed.value_or(directed),
          .weighted = weighted,
          .isolates = settings_.isolates,
          .keep_facts = keep_facts};
}

Projection Session::project(bool directed, bool weighted, bool keep_facts) {
  const Selected& kept = selected();
  const Stopwatch stopwatch(messages_, "graph");
  return renmai::project(kept, grouping(directed, weighted, keep_facts));
}

Entity Session::entity(std::string_view name, std::string_view what, NameScope scope) {
  if (scope != NameScope::all && find_name(records(), name, scope).found.empty()) {
    const NameAnswer other = find_name(records(), name);
    if (other.found.size() == 1) {
      const Entity met = other.found.front();
      throw Error(ErrorKind::not_found, std::string(what) + " wants " + std::string(scope_words(scope)) + ", but '" +
                                            shown_name(records(), met) + "' is of the kind " +
                                            records().entity_kind(met).name);
    }
  }
  return require_entity(records(), name, what, scope);
}

Vertex Session::vertex(const Projection& projection, std::string_view name, std::string_view what) {
  return vertex(selected(), projection, name, what);
}

Vertex Session::vertex(const Selected& kept, const Projection& projection, std::string_view name,
                       std::string_view what) {
  const Entity found = entity(name, what);
  if (const auto vertex = vertex_for(kept, projection, found)) return *vertex;
  throw Error(ErrorKind::not_found, std::string(what) + ": " + not_in_graph(kept, found), {},
              "--kinds all, --min-confidence 0 and --isolates keep more");
}

int Session::print(Table table, BoxColumns box) {
  if (embedding_ != nullptr) {
    if (!settings_.sort.empty()) table = table.sorted(settings_.sort);
    if (settings_.limit) table = table.head(*settings_.limit);
    if (!settings_.columns.empty()) table = table.select(settings_.columns);
    embedding_->table = std::move(table);
    return 0;
  }
  const TableForm& form = chosen_form(settings_);
  const bool is_box = form.name == "box";
  const bool shown = is_box && is_stdout(settings_.output) && is_terminal(STDOUT_FILENO);
  if (!settings_.sort.empty()) table = table.sorted(settings_.sort);
  const std::size_t rows = table.row_count();
  table = table.head(settings_.limit.value_or(shown ? verb().terminal_limit : 0));
  const std::size_t all_columns = table.columns().size();
  if (!settings_.columns.empty())
    table = table.select(settings_.columns);
  else if (is_box && box == BoxColumns::usual)
    table = box_part(table, verb().box_columns);
  TableStyle style{.header = settings_.header, .guard_formulas = settings_.guard_formulas};
  if (shown || (is_box && is_stdout(settings_.output) && environment("COLUMNS"))) {
    style.width = terminal_width(STDOUT_FILENO);
    if (settings_.columns.empty()) table = first_columns(table, fitting_columns(table, style.width));
  }
  const std::size_t hidden_columns = settings_.columns.empty() ? all_columns - table.columns().size() : 0;
  if (is_box && is_stdout(settings_.output)) style.color = wants_color(STDOUT_FILENO, settings_.color);
  messages_.clear_progress();
  {
    const Stopwatch stopwatch(messages_, "write");
    write_output(settings_.output, is_box ? OnTerminal::as_is : OnTerminal::escape,
                 [&](std::ostream& out) { form.write(out, table, style); });
  }
  if (hidden_columns > 0) {
    messages_.note(format_count(hidden_columns) + (hidden_columns == 1 ? " more column" : " more columns") +
                   "; -f csv shows all, --cols some");
  }
  if (!settings_.limit && table.row_count() < rows) {
    messages_.note(format_count(rows - table.row_count()) + " more rows; -n 0 shows all");
  }
  tell_stamp(table.stamp, form.carries_stamp);
  return 0;
}

void Session::print_text(std::string_view text) {
  if (embedding_ != nullptr) {
    embedding_->text = text;
    return;
  }
  messages_.clear_progress();
  write_output(settings_.output, OnTerminal::escape, [&](std::ostream& out) { out << text; });
}

void Session::print_bytes(std::string_view bytes) {
  if (embedding_ != nullptr) {
    embedding_->text = bytes;
    return;
  }
  if (is_stdout(settings_.output) && is_terminal(STDOUT_FILENO)) {
    throw Error(ErrorKind::usage, "this form is not for a terminal", {}, "name a file with --output, or pipe it on");
  }
  messages_.clear_progress();
  write_output(settings_.output, OnTerminal::as_is, [&](std::ostream& out) { out << bytes; });
}

void Session::tell_stamp(const Stamp& stamp, bool in_output) {
  if (embedding_ != nullptr) return;
  if (!in_output && !stamp.empty()) messages_.note("stamp: " + stamp_line(stamp));
  if (settings_.manifest.empty()) return;
  std::vector<std::string> paths = loaded_ || edge_graph_ ? named_data(settings_) : std::vector<std::string>();
  if (!settings_.mapping_file.empty()) paths.push_back(settings_.mapping_file);
  if (is_file_name(settings_.regions)) paths.push_back(settings_.regions);
  const std::vector<InputFile> inputs = describe_inputs(paths);
  const std::string text = manifest_json(typed_, inputs, stamp);
  write_output(settings_.manifest, OnTerminal::as_is, [&](std::ostream& out) { out << text; });
}

}  // namespace renmai::cli
