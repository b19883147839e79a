// SPDX-License-Identifier: Apache-2.0
#include "format/database.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t rows_between_reports = 1 << 12;
constexpr std::array<std::string_view, 3> schemes{"sqlite", "postgresql", "postgres"};
constexpr std::string_view wanted_urls = "wanted sqlite:PATH or postgresql://USER@HOST/DATABASE";

bool is_good_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && simdjson::validate_utf8(text.data(), text.size());
}

/// A word that may be shown: what stands before the colon may be anything, a password too.
bool is_word(std::string_view text) {
  constexpr std::size_t longest = 20;
  return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-';
  });
}

std::string sqlite_path(std::string_view named, const std::string& folder, const std::string& place) {
  if (named.empty() || named.starts_with("//")) {
    throw Error(ErrorKind::input, "sqlite: wants the path of a file", place,
                "write sqlite:PATH; an absolute path begins with one slash");
  }
  return (std::filesystem::path(folder) / named).string();
}

}  // namespace

bool QueryRows::next() {
  fault_.clear();
  if (!fetch()) return false;
  if (++row_ % rows_between_reports == 0) report_progress("reading rows of the database", row_, 0);
  return true;
}

std::string_view QueryRows::read() {
  if (fault_.empty()) check_fields();
  return fault_;
}

void QueryRows::check_fields() {
  std::size_t bytes = 0;
  for (std::size_t column = 0; column < fields_.size(); ++column) {
    const std::string_view text = fields_[column];
    bytes += text.size();
    if (is_good_text(text)) continue;
    const bool has_nul = text.find('\0') != std::string_view::npos;
    fault_ = "column '" + names_[column] + "' " +
             (has_nul ? "holds a NUL byte; UTF-8 text is wanted" : "is not UTF-8; convert it to UTF-8");
    return;
  }
  if (bytes > max_row_bytes) {
    fault_ = "this row has " + format_count(bytes) + " bytes; at most " + format_count(max_row_bytes) + " are read";
  }
}

void QueryRows::set_names(std::vector<std::string> names) {
  for (const std::string& name : names) {
    if (is_good_text(name)) continue;
    throw Error(ErrorKind::input, "the name of a column is no UTF-8 text: " + to_valid_utf8(name), place_);
  }
  names_ = std::move(names);
  fields_.resize(names_.size());
}

void QueryRows::set_blob(std::size_t column) {
  fields_[column] = {};
  fault_ = "column '" + names_[column] + "' holds bytes, not text; cast it to text in the query";
}

std::unique_ptr<QueryRows> Database::query(const std::string& sql, const std::string& place) {
  if (trim(sql).empty()) throw Error(ErrorKind::input, "the query is empty; a select is wanted", place);
  if (sql.find('\0') != std::string::npos) throw Error(ErrorKind::input, "a NUL byte in the query", place);
  return run(sql, place);
}

std::unique_ptr<Database> open_database(const std::string& url, const std::string& folder, const std::string& place) {
  if (url.find('\0') != std::string::npos) throw Error(ErrorKind::input, "a NUL byte in the url", place);
  const std::size_t colon = url.find(':');
  const std::string scheme = lower_ascii(std::string_view(url).substr(0, colon == std::string::npos ? 0 : colon));
  if (!is_word(scheme)) {
    throw Error(ErrorKind::input, "the url of the database names no kind of it; " + std::string(wanted_urls), place);
  }
  const std::string rest = url.substr(colon + 1);
  if (scheme == "sqlite") return detail::open_sqlite(sqlite_path(rest, folder, place), place);
  if (scheme == "postgresql" || scheme == "postgres") {
    return detail::open_postgres(rest.starts_with("//") ? "postgresql:" + rest : rest, place);
  }
  throw Error(ErrorKind::input, "there is no kind of database '" + scheme + "'; " + std::string(wanted_urls), place,
              did_you_mean<std::string_view>(scheme, schemes));
}

std::string detail::one_line(std::string_view message) {
  std::string line;
  for (const char c : to_valid_utf8(trim(message))) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) line += c;
    if (blank && !line.ends_with(' ')) line += ' ';
  }
  return line;
}

}  // namespace renmai
