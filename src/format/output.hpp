// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// A folder that appears as a whole or not at all: files go into a sibling folder, which `commit` syncs and renames.
/// Left without a commit it vanishes; one whose writer was killed vanishes when the next is written in its place.
class OutputFolder {
 public:
  /// An existing target must be empty, or `may_replace(name)` must be true for all that is in it.
  /// Throws Error{output}, naming what stands in the way.
  OutputFolder(std::string target, const std::function<bool(std::string_view)>& may_replace);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  OutputFolder(OutputFolder&&) = delete;
  OutputFolder& operator=(OutputFolder&&) = delete;

  /// Writes one file of that name.
  void add(std::string_view name, const std::function<void(std::ostream&)>& write);
  void add(std::string_view name, std::string_view text);
  void commit();

 private:
  std::string target_;
  std::string temporary_;
  std::vector<std::string> files_;
  int lock_ = -1;  // says that the writer of the folder lives
};

/// Writes one file that appears as a whole or not at all; a target that is no regular file (a pipe) is written as is.
/// Throws Error{output}.
void write_output_file(const std::string& target, const std::function<void(std::ostream&)>& write);

/// Hands text over to a stream and forgets it, once there is enough of it: so no file is held as a whole.
void pass_if_long(std::string& text, std::ostream& out);

/// Rows of text as CSV (RFC 4180) with a header.
class CsvOutput {
 public:
  CsvOutput(std::ostream& out, std::vector<std::string> names);
  /// One cell for each name.
  void row(std::span<const std::string_view> cells);
  /// Writes what is still held; call once, last.
  void finish();

 private:
  std::ostream& out_;
  std::vector<std::string> names_;
  std::vector<std::vector<std::string>> columns_;
  bool header_written_ = false;
};

}  // namespace renmai
