// SPDX-License-Identifier: Apache-2.0
// A snapshot: a folder of .npy columns and a manifest.json, mapped instead of read.
//
// manifest.json: `renmai_snapshot` (the version of the form), `command` that made it, what is not a column (dataset,
// schema, regions, findings, files, counts, as-of date, content hash), and of each column its name, type, shape and the
// xxh3 of its file. A column that would hold the same in every row is left out. Texts, dates and lists of attested
// dates are numbered by first mention in the columns, so the same records give the same bytes whatever the order of
// input rows, but for the columns of lines and files.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "records/records.hpp"

namespace renmai {

inline constexpr int snapshot_version = 1;

/// What a snapshot keeps.
struct SnapshotContent {
  Records records;
  std::string regions_text;
  std::string regions_file;
  std::string format;  ///< the form the data were read from
};

/// Whether a folder says that it is a snapshot.
[[nodiscard]] bool is_snapshot_folder(const std::string& folder);

/// Writes a snapshot that appears as a whole or not at all, in place of an older one of that name. `command` is told to
/// who meets the snapshot with a program that cannot read it. Throws Error{output}. Cost: O(items), and O(entities)
/// foldings of names; four bytes a text and a date, eight a name and sixteen a relation.
void write_snapshot(const Records& records, std::string_view regions_text, std::string_view regions_file,
                    std::string_view format, std::span<const std::string> command, const std::string& folder);

/// Maps a snapshot. What it says is checked only as far as Records(RecordsParts) does; see records/soundness.hpp for
/// the rest, without which only single rows may be looked at. Throws Error{input}: not all there, of another version,
/// damaged. Cost: O(columns), and that of Records(RecordsParts).
[[nodiscard]] SnapshotContent open_snapshot(const std::string& folder);

/// Opens a snapshot and checks everything: the hash of each column and all that its arrays must hold. Throws
/// Error{input} at the first thing that is wrong. Cost: reads every byte; that of require_canonical.
void verify_snapshot(const std::string& folder);

}  // namespace renmai
