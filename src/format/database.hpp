// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/row_source.hpp"

namespace renmai {

/// What a query gives, row by row: only the row at hand is in memory. Its number stands for the line.
///
/// NULL is empty, a number its shortest text, a boolean `true` or `false`, a date ISO 8601, everything else the text
/// that the database has for it. Faults of a row: bytes in place of text (a blob), a NUL, ill-formed UTF-8, more than
/// 16,777,216 bytes.
class QueryRows : public RowSource {
 public:
  /// Most bytes of a row, as many as a row of a CSV file may have.
  static constexpr std::size_t max_row_bytes = std::size_t{16} << 20;

  [[nodiscard]] std::span<const std::string> names() const { return names_; }
  /// Throws Error{input} with what the database says of its own failure, Error{interrupted}. Reports progress.
  bool next() final;
  [[nodiscard]] std::string_view read() final;
  [[nodiscard]] std::span<const std::string_view> fields() const final { return fields_; }
  [[nodiscard]] std::uint64_t line() const final { return row_; }

 protected:
  /// `place` is where the query stands.
  explicit QueryRows(std::string place) : place_(std::move(place)) {}
  /// Throws Error{input} for a name that is no UTF-8 text.
  void set_names(std::vector<std::string> names);
  void set_field(std::size_t column, std::string_view text) { fields_[column] = text; }
  /// Makes this row bad: the column holds bytes that are no text.
  void set_blob(std::size_t column);
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  /// Sets the fields of the next row; false at the end.
  virtual bool fetch() = 0;
  void check_fields();

  std::string place_;
  std::vector<std::string> names_;
  std::vector<std::string_view> fields_;
  std::string fault_;
  std::uint64_t row_ = 0;
};

/// An open database, which is only read, and of which all queries see one state.
class Database {
 public:
  Database() = default;
  virtual ~Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  Database(Database&&) = delete;
  Database& operator=(Database&&) = delete;

  /// Runs one statement. The rows must be gone before the next query and before the database. Throws Error{input} at
  /// `place`: no statement or several, one that gives no rows or would write, one with parameters, what the database
  /// refuses (in its words); Error{interrupted}.
  [[nodiscard]] std::unique_ptr<QueryRows> query(const std::string& sql, const std::string& place);

 private:
  /// The same for a text that holds something and no NUL.
  [[nodiscard]] virtual std::unique_ptr<QueryRows> run(const std::string& sql, const std::string& place) = 0;
};

/// Opens the database of a url, `sqlite:PATH` or `postgresql:CONNECTION`.
///
/// PATH is one of the system; a relative one begins in `folder` and may lead out of it. The file must be there and is
/// opened for reading only; it is taken for hostile (no extensions, no schema that runs functions with effects), and
/// the query may do nothing but select. Reading a database in WAL mode may leave its `-wal` and `-shm` files beside it,
/// as any reader does.
///
/// CONNECTION is what libpq takes: `//user@host/database`, or `host=... dbname=...`; `postgres:` is the same scheme.
/// libpq itself reads the PG* variables of the environment, ~/.pgpass and service files: a password is best there. All
/// is read in one transaction, read only and repeatable read, so nothing is written; functions that a query names are
/// called with the rights of the user. Times are in UTC. Gives up after `connect_timeout`, else 30 seconds.
///
/// Throws Error{input} at `place`: another scheme, with the nearest word; a missing file; what the server says. No
/// message holds a password. Throws Error{interrupted}.
[[nodiscard]] std::unique_ptr<Database> open_database(const std::string& url, const std::string& folder,
                                                      const std::string& place);

namespace detail {

[[nodiscard]] std::unique_ptr<Database> open_sqlite(const std::string& path, const std::string& place);
/// `connection` is in one of libpq's two forms.
[[nodiscard]] std::unique_ptr<Database> open_postgres(const std::string& connection, const std::string& place);
/// What a database says, as one line of UTF-8.
[[nodiscard]] std::string one_line(std::string_view message);

}  // namespace detail
}  // namespace renmai
