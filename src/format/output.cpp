// SPDX-License-Identifier: Apache-2.0
#include "format/output.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t rows_at_once = 4096;

[[noreturn]] void fail(const std::string& what, const std::string& path, const std::error_code& code) {
  throw Error(ErrorKind::output, what + ": " + code.message(), path);
}

std::error_code last_error() { return {errno, std::generic_category()}; }

/// A path without a slash at its end, so that siblings can be named after it.
std::string plain_path(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

void write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  std::ofstream out(path, std::ios::binary);
  if (!out) fail("cannot write", path, last_error());
  write(out);
  out.flush();
  if (!out) fail("cannot write", path, last_error());
}

/// Has the content of a file or folder reach the disk.
void sync_path(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;  // the content is there; only its survival of a crash is not sure
  (void)fsync(file);
  close(file);
}

constexpr std::string_view temporary_mark = ".new-";

/// Puts each of two folders in the other's place at once. False if the system cannot.
bool swap_folders([[maybe_unused]] const std::string& a, [[maybe_unused]] const std::string& b) {
#ifdef RENAME_EXCHANGE
  return renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
  return false;
#endif
}

/// Removes what writers of the target left that were killed: they held a lock as long as they lived.
void remove_abandoned(const std::string& target) {
  const fs::path path(target);
  const fs::path parent = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const std::string begin = path.filename().string() + std::string(temporary_mark);
  constexpr std::size_t random_letters = 6;
  std::error_code ignored;
  std::vector<fs::path> abandoned;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    const std::string name = entry.path().filename().string();
    const std::string_view rest = std::string_view(name).substr(std::min(begin.size(), name.size()));
    if (!name.starts_with(begin) || (rest.size() != random_letters && !rest.ends_with(".old"))) continue;
    const int folder = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY | O_NOFOLLOW);
    if (folder < 0) continue;
    if (flock(folder, LOCK_EX | LOCK_NB) == 0) abandoned.push_back(entry.path());
    close(folder);
  }
  for (const fs::path& folder : abandoned) fs::remove_all(folder, ignored);
}

}  // namespace

OutputFolder::OutputFolder(std::string target, const std::function<bool(std::string_view)>& may_replace)
    : target_(plain_path(std::move(target))) {
  std::error_code code;
  if (fs::exists(target_, code)) {
    if (!fs::is_directory(target_, code))
      throw Error(ErrorKind::output, "this is a file; a folder is written", target_);
    for (const auto& entry : fs::directory_iterator(target_, code)) {
      const std::string name = entry.path().filename().string();
      if (!may_replace(name)) {
        throw Error(ErrorKind::output, "this folder holds '" + name + "', which would be lost", target_,
                    "write to a new folder");
      }
    }
    if (code) fail("cannot list the folder", target_, code);
  }
  remove_abandoned(target_);
  temporary_ = target_ + std::string(temporary_mark) + "XXXXXX";
  if (mkdtemp(temporary_.data()) == nullptr) {
    const std::error_code why = last_error();
    temporary_.clear();
    fail("cannot make a folder beside it", target_, why);
  }
  lock_ = open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
  if (lock_ >= 0) (void)flock(lock_, LOCK_EX | LOCK_NB);
  fs::permissions(temporary_,
                  fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                      fs::perms::others_exec,
                  code);
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
  if (lock_ >= 0) close(lock_);
}

void OutputFolder::add(std::string_view name, const std::function<void(std::ostream&)>& write) {
  check_stop();
  files_.push_back(temporary_ + "/" + std::string(name));
  write_file(files_.back(), write);
}

void OutputFolder::add(std::string_view name, std::string_view text) {
  add(name, [&](std::ostream& out) { out << text; });
}

void OutputFolder::commit() {
  for (const std::string& file : files_) sync_path(file);
  sync_path(temporary_);
  std::error_code code;
  const bool replaces = fs::exists(target_, code);
  if (replaces && !swap_folders(temporary_, target_)) {
    const std::string old = temporary_ + ".old";
    fs::rename(target_, old, code);
    if (code) fail("cannot replace", target_, code);
    fs::rename(temporary_, target_, code);
    if (code) {
      std::error_code ignored;
      fs::rename(old, target_, ignored);
      fail("cannot make", target_, code);
    }
    temporary_ = old;
  } else if (!replaces) {
    fs::rename(temporary_, target_, code);
    if (code) fail("cannot make", target_, code);
    temporary_.clear();
  }
  const fs::path parent = fs::path(target_).parent_path();
  sync_path(parent.empty() ? "." : parent.string());
}

void write_output_file(const std::string& target, const std::function<void(std::ostream&)>& write) {
  std::error_code code;
  const auto status = fs::status(target, code);
  if (fs::exists(status) && fs::is_directory(status)) {
    throw Error(ErrorKind::output, "this is a folder; a file is written", target);
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    write_file(target, write);
    return;
  }
  std::string temporary = target + ".new-XXXXXX";
  const int file = mkstemp(temporary.data());
  if (file < 0) fail("cannot write beside it", target, last_error());
  (void)fchmod(file, 0644);
  close(file);
  try {
    write_file(temporary, write);
    sync_path(temporary);
    fs::rename(temporary, target, code);
    if (code) fail("cannot write", target, code);
  } catch (...) {
    fs::remove(temporary, code);
    throw;
  }
}

void pass_if_long(std::string& text, std::ostream& out) {
  constexpr std::size_t long_enough = std::size_t{1} << 16;
  if (text.size() < long_enough) return;
  out << text;
  text.clear();
}

CsvOutput::CsvOutput(std::ostream& out, std::vector<std::string> names)
    : out_(out), names_(std::move(names)), columns_(names_.size()) {}

void CsvOutput::row(std::span<const std::string_view> cells) {
  EXPECT(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) columns_[i].emplace_back(cells[i]);
  if (columns_.front().size() >= rows_at_once) finish();
}

void CsvOutput::finish() {
  Table table;
  for (std::size_t i = 0; i < names_.size(); ++i) table.add(names_[i], std::exchange(columns_[i], {}));
  TableStyle style;
  style.header = !std::exchange(header_written_, true);
  table_form("csv").write(out_, table, style);
}

}  // namespace renmai
