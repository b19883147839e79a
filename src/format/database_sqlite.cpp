// SPDX-License-Identifier: Apache-2.0
// The file may be hostile, and so may the query: SQLite's own advice for both is followed (sqlite.org/security.html).
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/database.hpp"

namespace renmai {
namespace {

namespace fs = std::filesystem;

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Error failure(sqlite3* handle, const std::string& what, const std::string& place) {
  return {ErrorKind::input, what + ": " + detail::one_line(sqlite3_errmsg(handle)), place};
}

// One transaction, so that all queries see one state; the schema's version is the first thing that is read.
constexpr const char* begin_reading =
    "pragma query_only = on; pragma cell_size_check = on; begin; pragma schema_version";

/// Allows what a select does, and nothing else.
int authorize(void*, int action, const char*, const char*, const char*, const char*) {
  const bool reads =
      action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE;
  return reads ? SQLITE_OK : SQLITE_DENY;
}

/// Waits for a writer to be done, for some seconds; 0 gives up.
int wait_for_writer(void*, int turn) {
  constexpr int most_turns = 100;
  constexpr int milliseconds = 50;
  if (turn >= most_turns || stop_requested()) return 0;
  sqlite3_sleep(milliseconds);
  return 1;
}

class SqliteRows final : public QueryRows {
 public:
  SqliteRows(Statement statement, std::string place) : QueryRows(std::move(place)), statement_(std::move(statement)) {
    std::vector<std::string> names;
    for (int column = 0; column < column_count(); ++column) {
      const char* name = sqlite3_column_name(statement_.get(), column);
      names.emplace_back(name == nullptr ? "" : name);
      truths_.push_back(is_truth(column));
    }
    numbers_.resize(names.size());
    set_names(std::move(names));
  }

 private:
  [[nodiscard]] int column_count() const { return sqlite3_column_count(statement_.get()); }

  /// Whether the column is declared as a boolean, for which SQLite has no type of its own.
  [[nodiscard]] bool is_truth(int column) const {
    const char* type = sqlite3_column_decltype(statement_.get(), column);
    const std::string word = lower_ascii(type == nullptr ? "" : type);
    return word == "boolean" || word == "bool";
  }

  bool fetch() override {
    const int state = sqlite3_step(statement_.get());
    if (state == SQLITE_DONE) return false;
    if (state != SQLITE_ROW) {
      check_stop();
      throw failure(sqlite3_db_handle(statement_.get()), "the query fails", place());
    }
    for (int column = 0; column < column_count(); ++column) set_cell(column);
    return true;
  }

  void set_cell(int column) {
    sqlite3_stmt* row = statement_.get();
    const auto index = static_cast<std::size_t>(column);
    switch (sqlite3_column_type(row, column)) {
      case SQLITE_NULL: set_field(index, {}); return;
      case SQLITE_BLOB: set_blob(index); return;
      case SQLITE_FLOAT:
        numbers_[index] = format_number(sqlite3_column_double(row, column));
        set_field(index, numbers_[index]);
        return;
      case SQLITE_INTEGER:
        if (const sqlite3_int64 number = sqlite3_column_int64(row, column);
            truths_[index] && (number == 0 || number == 1)) {
          set_field(index, number == 1 ? "true" : "false");
          return;
        }
        break;
      default: break;
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    if (text == nullptr) throw Error(ErrorKind::limit, "no memory for a field of the database", place());
    set_field(index, {text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))});
  }

  Statement statement_;
  std::vector<std::string> numbers_;  // by column: the text of a real number
  std::vector<bool> truths_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const std::string& path, const std::string& place) {
    sqlite3* handle = nullptr;
    const int state = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    if (handle == nullptr) throw Error(ErrorKind::limit, "no memory for a database", place);
    if (state != SQLITE_OK) throw failure(handle, path + " cannot be opened", place);
    restrict_handle();
    if (sqlite3_exec(handle, begin_reading, nullptr, nullptr, nullptr) != SQLITE_OK) {
      check_stop();
      throw failure(handle, path + " cannot be read", place);
    }
    sqlite3_set_authorizer(handle, &authorize, nullptr);
  }

 private:
  std::unique_ptr<QueryRows> run(const std::string& sql, const std::string& place) override {
    const char* rest = nullptr;
    Statement statement = prepare(sql.c_str(), &rest, place);
    if (!statement) throw Error(ErrorKind::input, "the query is empty; a select is wanted", place);
    require_one(rest, place);
    if (sqlite3_column_count(statement.get()) == 0) {
      throw Error(ErrorKind::input, "the query gives no rows; a select is wanted", place);
    }
    if (sqlite3_bind_parameter_count(statement.get()) != 0) {
      throw Error(ErrorKind::input, "the query has parameters, for which there are no values", place);
    }
    return std::make_unique<SqliteRows>(std::move(statement), place);
  }

  void restrict_handle() {
    sqlite3* handle = handle_.get();
    constexpr std::array switched_off{SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                                      // "name" in double quotes is a column, never a text
                                      SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL};
    for (const int option : switched_off) sqlite3_db_config(handle, option, 0, static_cast<int*>(nullptr));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, static_cast<int*>(nullptr));
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, static_cast<int>(QueryRows::max_row_bytes));
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_handler(handle, &wait_for_writer, nullptr);
    constexpr int steps_between_stops = 10'000;
    sqlite3_progress_handler(
        handle, steps_between_stops, [](void*) { return stop_requested() ? 1 : 0; }, nullptr);
  }

  /// The first statement of the text; null if there is none.
  Statement prepare(const char* sql, const char** rest, const std::string& place) {
    sqlite3_stmt* made = nullptr;
    const int state = sqlite3_prepare_v2(handle_.get(), sql, -1, &made, rest);
    Statement statement(made);
    if (state == SQLITE_OK) return statement;
    check_stop();
    if (state == SQLITE_AUTH) {
      throw Error(ErrorKind::input, "the query may only select, and this one would do more", place);
    }
    throw failure(handle_.get(), "the query fails", place);
  }

  /// Refuses a second statement; comments and semicolons are none.
  void require_one(const char* rest, const std::string& place) {
    while (*rest != '\0') {
      const char* after = rest;
      sqlite3_stmt* made = nullptr;
      const int state = sqlite3_prepare_v2(handle_.get(), rest, -1, &made, &after);
      const Statement statement(made);
      if (state != SQLITE_OK || statement) {
        throw Error(ErrorKind::input, "the query has two statements; one is wanted", place);
      }
      if (after == rest) return;
      rest = after;
    }
  }

  Handle handle_;
};

}  // namespace

std::unique_ptr<Database> detail::open_sqlite(const std::string& path, const std::string& place) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) throw Error(ErrorKind::input, "there is no database " + path, place);
  // Opening a pipe or a device would wait, or have effects.
  if (!fs::is_regular_file(path, ignored)) throw Error(ErrorKind::input, path + " is no file", place);
  return std::make_unique<SqliteDatabase>(path, place);
}

}  // namespace renmai
