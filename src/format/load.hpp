// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "format/dataset.hpp"
#include "format/estimate.hpp"
#include "format/input.hpp"
#include "format/mapping.hpp"
#include "format/rows.hpp"
#include "records/builder.hpp"
#include "records/records.hpp"

namespace renmai {

struct LoadOptions {
  std::string format;              ///< a name of formats(); empty: known by name and content
  std::optional<Mapping> mapping;  ///< of one wide table
  std::uint64_t max_bad = 0;       ///< bad rows that may be left out; a mapping may allow more
  Duplicates duplicates = Duplicates::drop;
  /// Leaves the rows of a snapshot unchecked, for callers that look at few and check these (records/soundness.hpp).
  bool few_rows = false;
};

struct Loaded {
  Records records;
  std::string regions_text;  ///< of a dataset folder's regions.toml, for Regions; empty if there is none
  std::string regions_file;  ///< for messages
  std::string_view format;   ///< a name of formats(); of a snapshot the form it was made from
};

/// A file that was opened to see what it is, or a folder.
struct OpenedPath {
  std::string path;
  std::optional<Input> input;  ///< nothing for a folder
  RowsForm form = RowsForm::csv;
};

/// A registered form of datasets.
struct FormatRow {
  std::string_view name;
  std::string_view summary;
  std::span<const std::string_view> extensions;  ///< with the dot; of files only
  /// Whether a text begins as this form does; null if its beginning says nothing.
  bool (*begins)(std::string_view text) = nullptr;
  /// Null if it cannot be read.
  void (*read)(std::span<const OpenedPath> paths, const LoadOptions& options, Report& report, Loaded& loaded) = nullptr;
  /// What reading its text will want; null if that is not known.
  LoadEstimate (*estimate)(std::string_view text) = nullptr;
  /// Null if it cannot be written, or not as a folder, or not as a stream.
  void (*write_folder)(const Records& records, std::string_view regions_text, const std::string& folder, bool overwrite,
                       Report& report) = nullptr;
  void (*write_stream)(const Records& records, std::ostream& out, Report& report) = nullptr;

  [[nodiscard]] bool can_read() const { return read != nullptr; }
  [[nodiscard]] bool can_write() const { return write_folder != nullptr || write_stream != nullptr; }
};

/// All forms: dataset snapshot records careers gephi neo4j mtx edges dot graphml gexf pajek node-link ftm.
[[nodiscard]] std::span<const FormatRow> formats();
/// Throws Error{usage} with the nearest name.
[[nodiscard]] const FormatRow& format_row(std::string_view name);

/// Reads a dataset in whatever form: one folder, one file, or several tables of nodes and edges; `-` is stdin, `.gz`
/// and
/// `.zst` are opened as such.
///
/// Without `format`: a folder is a dataset (or holds the tables of Gephi or neo4j-admin as we write them); a table with
/// a mapping is careers; a file is of the form that its extension alone belongs to (`.dot`, `.graphml`, `.gexf`,
/// `.edges`, ...), or, but for `.csv` and `.tsv`, that its text begins like; else its header decides between
/// neo4j-admin, Gephi and careers with usual names (person and organisation, or person, origin and destination). Throws
/// Error{input}: a file that cannot be read, more bad rows than allowed (all of them in the report); Error{usage}: an
/// unknown format, a table whose columns do not say what they are (listing them).
[[nodiscard]] Loaded load(std::span<const std::string> paths, const LoadOptions& options, Report& report);

/// The same in steps. Opens the paths; a folder with node and edge tables of ours stands for these. Throws
/// Error{input}.
[[nodiscard]] std::vector<OpenedPath> open_paths(std::span<const std::string> paths);
/// The name of the form that the options or the opened paths say. Throws Error{usage}, Error{input}.
[[nodiscard]] std::string_view format_of(std::span<const OpenedPath> opened, const LoadOptions& options);
[[nodiscard]] Loaded load(std::span<const OpenedPath> opened, const LoadOptions& options, Report& report);

/// Writes records in a form; empty `format`: the first that has the extension of the target, else a dataset folder.
/// Redacted entities are left out and counted in the report. An existing folder that is not empty is refused, but for a
/// dataset if `overwrite` is set. Throws Error{output}; Error{usage} for a form that cannot be written.
void export_records(const Records& records, std::string_view regions_text, std::string_view format,
                    const std::string& target, Report& report, bool overwrite = false);

}  // namespace renmai
