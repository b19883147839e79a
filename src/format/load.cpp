// SPDX-License-Identifier: Apache-2.0
#include "format/load.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "format/careers.hpp"
#include "format/dot.hpp"
#include "format/exported.hpp"
#include "format/ftm.hpp"
#include "format/gexf.hpp"
#include "format/graphml.hpp"
#include "format/matrix_market.hpp"
#include "format/node_link.hpp"
#include "format/node_tables.hpp"
#include "format/output.hpp"
#include "format/pajek.hpp"
#include "format/record_lines.hpp"
#include "format/snapshot.hpp"
#include "records/soundness.hpp"

namespace renmai {
namespace {

namespace fs = std::filesystem;

const OpenedPath& only_file(std::span<const OpenedPath> paths, std::string_view form) {
  if (paths.size() != 1) throw Error(ErrorKind::usage, "the form '" + std::string(form) + "' wants one path");
  return paths.front();
}

/// The text of an opened file; a folder is an error here.
const Input& file_of(const OpenedPath& path) {
  if (!path.input) throw Error(ErrorKind::input, "this is a folder; a file is wanted", path.path);
  return *path.input;
}

void read_dataset_form(std::span<const OpenedPath> paths, const LoadOptions& options, Report& report, Loaded& loaded) {
  const OpenedPath& path = only_file(paths, "dataset");
  if (path.input)
    throw Error(ErrorKind::input, "this is a file; a dataset is a folder with entities.csv and relations.csv",
                path.path);
  RecordsBuilder builder(report, options.duplicates);
  RegionsFile regions;
  read_dataset(path.path, builder, report, regions);
  loaded.records = builder.finish(options.max_bad);
  loaded.regions_text = std::move(regions.text);
  loaded.regions_file = std::move(regions.file);
}

void read_snapshot_form(std::span<const OpenedPath> paths, const LoadOptions& options, Report&, Loaded& loaded) {
  const OpenedPath& path = only_file(paths, "snapshot");
  if (path.input) throw Error(ErrorKind::input, "this is a file; a snapshot is a folder", path.path);
  SnapshotContent content = open_snapshot(path.path);
  loaded.format = format_row(content.format).name;
  if (!options.few_rows) require_sound(content.records);
  loaded.records = std::move(content.records);
  loaded.regions_text = std::move(content.regions_text);
  loaded.regions_file = std::move(content.regions_file);
}

[[noreturn]] void refuse_columns(const Rows& rows) {
  throw Error(ErrorKind::usage,
              "the columns do not say who was where; they are " +
                  join(std::vector<std::string>(rows.names().begin(), rows.names().end()), ", "),
              rows.file() + ":1",
              "name them: --person COLUMN --org COLUMN --start COLUMN --end COLUMN, for stated moves --person COLUMN "
              "--origin COLUMN --destination COLUMN --start COLUMN, or --mapping FILE.toml");
}

void read_careers_form(std::span<const OpenedPath> paths, const LoadOptions& options, Report& report, Loaded& loaded) {
  const OpenedPath& path = only_file(paths, "careers");
  const Input& input = file_of(path);
  std::optional<Mapping> mapping = options.mapping;
  if (!mapping) {
    Report seen_again;
    const Rows rows(input.text(), input.name(), path.form, seen_again);
    mapping = guess_mapping(std::vector<std::string>(rows.names().begin(), rows.names().end()));
    if (!mapping) refuse_columns(rows);
  }
  loaded.records =
      read_careers(input.text(), input.name(), path.form, *mapping, options.duplicates, options.max_bad, report);
}

using TableReader = void (*)(std::span<const TableText> tables, RecordsBuilder& builder, Report& report);

template <TableReader reader>
void read_tables_form(std::span<const OpenedPath> paths, const LoadOptions& options, Report& report, Loaded& loaded) {
  std::vector<TableText> tables;
  for (const OpenedPath& path : paths) tables.push_back({file_of(path).text(), path.input->name(), path.form});
  RecordsBuilder builder(report, options.duplicates);
  reader(tables, builder, report);
  loaded.records = builder.finish(options.max_bad);
}

using TextReader = void (*)(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

template <TextReader reader>
void read_text_form(std::span<const OpenedPath> paths, const LoadOptions& options, Report& report, Loaded& loaded) {
  const Input& input = file_of(only_file(paths, "of one text"));
  RecordsBuilder builder(report, options.duplicates);
  reader(input.text(), input.name(), builder, report);
  loaded.records = builder.finish(options.max_bad);
}

using FolderWriter = void (*)(Exported& exported, const std::string& folder);
using StreamWriter = void (*)(Exported& exported, std::ostream& out);

template <FolderWriter writer>
void write_folder_form(const Records& records, std::string_view, const std::string& folder, bool, Report& report) {
  Exported exported(records, report);
  writer(exported, folder);
}

template <StreamWriter writer>
void write_stream_form(const Records& records, std::ostream& out, Report& report) {
  Exported exported(records, report);
  writer(exported, out);
}

constexpr std::array<std::string_view, 4> table_extensions{".csv", ".tsv", ".jsonl", ".ndjson"};
constexpr std::array<std::string_view, 2> line_extensions{".jsonl", ".ndjson"};
constexpr std::array<std::string_view, 2> separated_extensions{".csv", ".tsv"};
constexpr std::array<std::string_view, 1> matrix_extensions{".mtx"};
constexpr std::array<std::string_view, 3> edge_extensions{".edges", ".el", ".edgelist"};
constexpr std::array<std::string_view, 2> dot_extensions{".dot", ".gv"};
constexpr std::array<std::string_view, 1> json_extensions{".json"};
constexpr std::array<std::string_view, 4> ftm_extensions{".ftm", ".jsonl", ".ndjson", ".json"};
constexpr std::array<std::string_view, 1> graphml_extensions{".graphml"};
constexpr std::array<std::string_view, 1> gexf_extensions{".gexf"};
constexpr std::array<std::string_view, 2> pajek_extensions{".net", ".paj"};

bool begins_as_dot(std::string_view text) {
  const std::string start = lower_ascii(trim(text.substr(0, 256)));
  if (start.find('{') == std::string::npos) return false;
  return start.starts_with("digraph") || start.starts_with("graph") || start.starts_with("strict ");
}

bool begins_with_element(std::string_view text, std::string_view tag) {
  const std::string_view start = trim(text.substr(0, 1024));
  return start.starts_with('<') && start.find(tag) != std::string_view::npos;
}

bool begins_as_graphml(std::string_view text) { return begins_with_element(text, "<graphml"); }
bool begins_as_gexf(std::string_view text) { return begins_with_element(text, "<gexf"); }

/// Comments may stand before the first section.
bool begins_as_pajek(std::string_view text) {
  std::string_view start = trim(text.substr(0, 4096));
  while (start.starts_with('%')) start = trim(start.substr(std::min(start.find('\n'), start.size())));
  const std::string word = lower_ascii(start.substr(0, start.find_first_of(" \t\r\n")));
  return word == "*network" || word == "*vertices";
}

bool begins_as_edges(std::string_view text) {
  const std::string_view start = trim(text.substr(0, 256));
  return start.starts_with('#') || (start.starts_with('%') && !begins_as_pajek(text));
}

constexpr std::array rows_of_formats{
    FormatRow{
        .name = "dataset",
        .summary =
            "a folder: entities.csv relations.csv [claims.csv sources.csv schema.toml regions.toml dataset.toml]; "
            "a query of SQLite or PostgreSQL in dataset.toml may stand for a table",
        .extensions = {},
        .read = &read_dataset_form,
        .write_folder = &write_dataset},
    FormatRow{.name = "snapshot",
              .summary = "a folder of .npy columns that `renmai import` wrote: mapped, not read",
              .extensions = {},
              .read = &read_snapshot_form},
    FormatRow{.name = "records",
              .summary = "entities, relations, sources and claims as JSON, one object a line",
              .extensions = line_extensions,
              .begins = &begins_as_record_lines,
              .read = &read_text_form<&read_record_lines>,
              .write_stream = &write_stream_form<&write_record_lines>},
    FormatRow{.name = "careers",
              .summary = "one wide table of spells or stated moves, with a column mapping",
              .extensions = table_extensions,
              .read = &read_careers_form,
              .estimate = &estimate_careers},
    FormatRow{.name = "gephi",
              .summary = "node and edge tables as Gephi writes them",
              .extensions = table_extensions,
              .read = &read_tables_form<&read_gephi>,
              .write_folder = &write_folder_form<&write_gephi>},
    FormatRow{.name = "neo4j",
              .summary = "node and relationship tables as neo4j-admin takes them",
              .extensions = table_extensions,
              .read = &read_tables_form<&read_neo4j>,
              .write_folder = &write_folder_form<&write_neo4j>},
    FormatRow{.name = "mtx",  // before the edge lists, whose comments begin alike
              .summary = "a Matrix Market matrix: rows and columns are vertices, entries are edges",
              .extensions = matrix_extensions,
              .begins = &begins_as_matrix_market,
              .read = &read_text_form<&read_matrix_market>,
              .estimate = &estimate_matrix_market,
              .write_stream = &write_stream_form<&write_matrix_market>},
    FormatRow{.name = "edges",
              .summary = "an edge list: two ids a line and perhaps a weight",
              .extensions = edge_extensions,
              .begins = &begins_as_edges,
              .read = &read_text_form<&read_edge_list>,
              .estimate = &estimate_edge_list,
              .write_stream = &write_stream_form<&write_edge_list>},
    FormatRow{.name = "dot",
              .summary = "a Graphviz graph",
              .extensions = dot_extensions,
              .begins = &begins_as_dot,
              .read = &read_text_form<&read_dot>,
              .write_stream = &write_stream_form<&write_dot>},
    FormatRow{.name = "graphml",
              .summary = "a GraphML graph, as NetworkX, Gephi, igraph and yEd write and read",
              .extensions = graphml_extensions,
              .begins = &begins_as_graphml,
              .read = &read_text_form<&read_graphml>,
              .write_stream = &write_stream_form<&write_graphml>},
    FormatRow{.name = "gexf",
              .summary = "a GEXF graph with its times, as Gephi and NetworkX write and read",
              .extensions = gexf_extensions,
              .begins = &begins_as_gexf,
              .read = &read_text_form<&read_gexf>,
              .write_stream = &write_stream_form<&write_gexf>},
    FormatRow{.name = "pajek",
              .summary = "a Pajek network, as NetworkX writes and reads it too",
              .extensions = pajek_extensions,
              .begins = &begins_as_pajek,
              .read = &read_text_form<&read_pajek>,
              .write_stream = &write_stream_form<&write_pajek>},
    FormatRow{.name = "node-link",
              .summary = "a graph as JSON: nodes and links (or edges), as NetworkX and d3 write and read",
              .extensions = json_extensions,
              .begins = &begins_as_node_link,
              .read = &read_text_form<&read_node_link>,
              .write_stream = &write_stream_form<&write_node_link>},
    FormatRow{.name = "ftm",
              .summary = "people, organisations and relations as FollowTheMoney, one JSON object a line",
              .extensions = ftm_extensions,
              .begins = &begins_as_ftm,
              .read = &read_text_form<&read_ftm>,
              .write_stream = &write_stream_form<&write_ftm>},
};

/// The name in lower case without what says how it is packed.
std::string unpacked_name(const std::string& path) {
  std::string name = lower_ascii(path);
  for (const std::string_view packing : {".gz", ".zst"}) {
    if (name.ends_with(packing)) name.resize(name.size() - packing.size());
  }
  return name;
}

RowsForm form_of(const std::string& name, std::string_view text) {
  if (name.ends_with(".tsv")) return RowsForm::tsv;
  if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) return RowsForm::json_lines;
  return !name.ends_with(".csv") && trim(text.substr(0, 4096)).starts_with('{') ? RowsForm::json_lines : RowsForm::csv;
}

bool has_extension(const OpenedPath& path, std::span<const std::string_view> extensions) {
  const std::string name = unpacked_name(path.path);
  return std::any_of(extensions.begin(), extensions.end(), [&](std::string_view end) { return name.ends_with(end); });
}

/// The form that alone has the extension of the file; null if there is none.
const FormatRow* form_by_extension(const OpenedPath& path) {
  const FormatRow* found = nullptr;
  for (const FormatRow& row : formats()) {
    if (!has_extension(path, row.extensions)) continue;
    if (found != nullptr) return nullptr;
    found = &row;
  }
  return found;
}

std::string_view format_of_tables(std::span<const OpenedPath> paths) {
  bool neo4j = false;
  bool gephi = false;
  for (const OpenedPath& path : paths) {
    Report seen_again;
    const Rows rows(file_of(path).text(), path.input->name(), path.form, seen_again);
    switch (table_role(rows.names())) {
      case TableRole::neo4j_nodes:
      case TableRole::neo4j_relationships: neo4j = true; break;
      case TableRole::gephi_nodes:  // an id says little: it may be a table of careers
        gephi = gephi || paths.size() > 1;
        break;
      case TableRole::gephi_edges: gephi = true; break;
      case TableRole::unknown:
        if (paths.size() > 1) refuse_columns(rows);
        break;
    }
  }
  return neo4j ? "neo4j" : gephi ? "gephi" : "careers";
}

std::string_view detect_format(std::span<const OpenedPath> paths, bool has_mapping) {
  const OpenedPath& first = paths.front();
  if (!first.input) return is_snapshot_folder(first.path) && !is_dataset_folder(first.path) ? "snapshot" : "dataset";
  if (has_mapping) return "careers";
  if (paths.size() > 1) return format_of_tables(paths);
  if (const FormatRow* const row = form_by_extension(first)) return row->name;
  if (has_extension(first, separated_extensions)) return format_of_tables(paths);
  for (const FormatRow& row : formats()) {
    if (row.begins != nullptr && row.begins(first.input->text())) return row.name;
  }
  return format_of_tables(paths);
}

}  // namespace

std::span<const FormatRow> formats() { return rows_of_formats; }

const FormatRow& format_row(std::string_view name) {
  std::vector<std::string_view> names;
  for (const FormatRow& row : formats()) {
    if (row.name == name) return row;
    names.push_back(row.name);
  }
  throw Error(ErrorKind::usage, "unknown format '" + std::string(name) + "'", {},
              did_you_mean(name, std::span<const std::string_view>(names)));
}

std::vector<OpenedPath> open_paths(std::span<const std::string> paths) {
  if (paths.empty()) throw Error(ErrorKind::usage, "no data: a folder or file is wanted");
  std::vector<std::string> wanted(paths.begin(), paths.end());
  std::error_code ignored;
  if (paths.size() == 1 && fs::is_directory(paths[0], ignored) && !is_dataset_folder(paths[0])) {
    for (const std::string_view edges : {"edges.csv", "relationships.csv"}) {
      const std::string nodes_path = paths[0] + "/nodes.csv";
      std::string edges_path = paths[0] + "/" + std::string(edges);
      if (fs::exists(nodes_path, ignored) && fs::exists(edges_path, ignored))
        wanted = {nodes_path, std::move(edges_path)};
    }
  }
  std::vector<OpenedPath> opened;
  for (const std::string& path : wanted) {
    OpenedPath& one = opened.emplace_back();
    one.path = path;
    if (path != "-" && fs::is_directory(path, ignored)) continue;
    one.input.emplace(path);
    one.form = form_of(unpacked_name(path), one.input->text());
  }
  return opened;
}

std::string_view format_of(std::span<const OpenedPath> opened, const LoadOptions& options) {
  const std::string_view name =
      options.format.empty() ? detect_format(opened, options.mapping.has_value()) : format_row(options.format).name;
  if (options.mapping && name != "careers") {
    if (!opened.front().input) {
      throw Error(ErrorKind::usage, "this is a folder; a column mapping goes with one wide table", opened.front().path);
    }
    throw Error(ErrorKind::usage,
                "a column mapping goes with one wide table, not with the form '" + std::string(name) + "'");
  }
  return name;
}

Loaded load(std::span<const OpenedPath> opened, const LoadOptions& options, Report& report) {
  const FormatRow& format = format_row(format_of(opened, options));
  Loaded loaded;
  loaded.format = format.name;
  format.read(opened, options, report, loaded);
  return loaded;
}

Loaded load(std::span<const std::string> paths, const LoadOptions& options, Report& report) {
  if (!options.format.empty()) (void)format_row(options.format);  // a wrong word before the work
  return load(std::span<const OpenedPath>(open_paths(paths)), options, report);
}

void export_records(const Records& records, std::string_view regions_text, std::string_view format,
                    const std::string& target, Report& report, bool overwrite) {
  std::string_view name = format.empty() ? "dataset" : format;
  if (format.empty()) {
    for (const FormatRow& row : formats()) {
      if (row.write_stream == nullptr || !has_extension({.path = target, .input = {}}, row.extensions)) continue;
      name = row.name;
      break;
    }
  }
  const FormatRow& row = format_row(name);
  if (row.write_folder != nullptr) {
    row.write_folder(records, regions_text, target, overwrite, report);
  } else if (row.write_stream != nullptr) {
    write_output_file(target, [&](std::ostream& out) { row.write_stream(records, out, report); });
  } else {
    throw Error(ErrorKind::usage, "the form '" + std::string(row.name) + "' is read, not written");
  }
}

}  // namespace renmai
