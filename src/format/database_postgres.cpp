// SPDX-License-Identifier: Apache-2.0
// Nothing here waits without looking whether to stop: libpq is used in its asynchronous form.
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <chrono>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/database.hpp"

namespace renmai {
namespace {

template <auto free>
struct FreeBy {
  template <class T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using Connection = std::unique_ptr<PGconn, FreeBy<&PQfinish>>;
using Result = std::unique_ptr<PGresult, FreeBy<&PQclear>>;
using Options = std::unique_ptr<PQconninfoOption, FreeBy<&PQconninfoFree>>;

constexpr const char* begin_reading =
    "begin isolation level repeatable read read only; set local datestyle = 'ISO'; set local timezone = 'UTC'; "
    "set local extra_float_digits = 1; set local bytea_output = 'hex'";

// Numbers of types, fixed by src/include/catalog/pg_type.dat of PostgreSQL.
constexpr Oid boolean_type = 16;
constexpr Oid bytes_type = 17;

/// A part of a password must not be taken for the host, which messages name. libpq ends user and password at the first
/// '@' before any '/'.
void require_plain_url(std::string_view connection, const std::string& place) {
  constexpr std::string_view beginning = "postgresql://";
  if (!connection.starts_with(beginning)) return;
  std::string_view rest = connection.substr(beginning.size());
  const std::size_t end = rest.find_first_of("@/");
  if (end == std::string_view::npos) return;
  rest.remove_prefix(rest[end] == '@' ? end + 1 : end);
  if (rest.substr(0, rest.find('?')).find('@') == std::string_view::npos) return;
  throw Error(ErrorKind::input, "this url of a database cannot be read safely", place,
              "inside a user or password write '@' as %40 and '/' as %2F");
}

/// A connection and what its messages must not tell.
class Session {
 public:
  Session(const std::string& connection, const std::string& place) {
    require_plain_url(connection, place);
    const Options written(PQconninfoParse(connection.c_str(), nullptr));
    if (!written) {  // libpq's own message would quote what it could not read
      throw Error(ErrorKind::input, "the url of the database is none that libpq can read", place,
                  "postgresql://USER@HOST/DATABASE, or postgresql:host=HOST dbname=DATABASE");
    }
    keep_secrets(written.get());
    constexpr std::array<const char*, 4> words{"fallback_application_name", "dbname", "client_encoding", nullptr};
    const std::array<const char*, 4> values{"renmai", connection.c_str(), "UTF8", nullptr};
    connection_.reset(PQconnectStartParams(words.data(), values.data(), 1));
    if (!connection_) throw Error(ErrorKind::limit, "no memory for a connection", place);
    PQsetNoticeProcessor(
        get(), [](void*, const char*) {}, nullptr);
    const Options used(PQconninfo(get()));
    keep_secrets(used.get());
    connect(seconds_to_connect(used.get()), place);
  }

  [[nodiscard]] PGconn* get() const { return connection_.get(); }

  /// What the server or libpq says. A result without words of its own was made by libpq.
  [[nodiscard]] Error failure(const std::string& what, const PGresult* result, const std::string& place) const {
    const char* told = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char* hint = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
    return {ErrorKind::input, what + ": " + shown(told == nullptr ? PQerrorMessage(get()) : told), place,
            hint == nullptr ? "" : shown(hint)};
  }

  /// The next result of what was sent; null if there is no further one.
  [[nodiscard]] Result next_result(const std::string& place) const {
    check_stop();
    while (PQisBusy(get()) != 0) {
      while (!wait_for(POLLIN)) check_stop();
      if (PQconsumeInput(get()) == 0) throw failure("the connection fails", nullptr, place);
    }
    return Result(PQgetResult(get()));
  }

  /// The last result of a command that gives no rows. `sent` is what the call that sent it returned.
  [[nodiscard]] Result finish(int sent, const std::string& what, const std::string& place) const {
    if (sent == 0) throw failure(what, nullptr, place);
    Result last;
    while (Result result = next_result(place)) {
      if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw failure(what, result.get(), place);
      last = std::move(result);
    }
    return last;
  }

  /// Tells the server that the rest of its answer is not wanted.
  void cancel() const noexcept {
    PGcancel* request = PQgetCancel(get());
    if (request == nullptr) return;
    std::array<char, 256> message{};
    (void)PQcancel(request, message.data(), static_cast<int>(message.size()));
    PQfreeCancel(request);
  }

 private:
  void keep_secrets(const PQconninfoOption* options) {
    for (; options != nullptr && options->keyword != nullptr; ++options) {
      const bool hidden = options->dispchar != nullptr && options->dispchar[0] == '*';
      if (hidden && options->val != nullptr && *options->val != '\0') secrets_.emplace_back(options->val);
    }
  }

  static std::int64_t seconds_to_connect(const PQconninfoOption* options) {
    constexpr std::int64_t usual = 30;
    for (; options != nullptr && options->keyword != nullptr; ++options) {
      if (std::string_view(options->keyword) != "connect_timeout" || options->val == nullptr) continue;
      const std::int64_t wanted = to_integer(options->val).value_or(0);
      return wanted > 0 ? wanted : usual;
    }
    return usual;
  }

  void connect(std::int64_t seconds, const std::string& place) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    const std::string what = "the database cannot be reached";
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK) {
      check_stop();
      if (state == PGRES_POLLING_FAILED || PQstatus(get()) == CONNECTION_BAD) throw failure(what, nullptr, place);
      if (std::chrono::steady_clock::now() > until) {
        throw Error(ErrorKind::input, what + ": no answer within " + std::to_string(seconds) + " seconds", place);
      }
      if (wait_for(state == PGRES_POLLING_READING ? POLLIN : POLLOUT)) state = PQconnectPoll(get());
    }
  }

  /// Whether the connection became ready for this within a moment.
  [[nodiscard]] bool wait_for(int event) const {
    constexpr int milliseconds = 100;
    pollfd watched{PQsocket(get()), static_cast<short>(event), 0};
    return poll(&watched, 1, milliseconds) > 0;
  }

  [[nodiscard]] std::string shown(std::string_view message) const {
    std::string text(message);
    for (const std::string& secret : secrets_) {
      constexpr std::string_view mask = "***";
      for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + mask.size())) {
        text.replace(at, secret.size(), mask);
      }
    }
    return detail::one_line(text);
  }

  Connection connection_;
  std::vector<std::string> secrets_;
};

class PostgresRows final : public QueryRows {
 public:
  PostgresRows(const Session& session, const PGresult* described, const std::string& place)
      : QueryRows(place), session_(session) {
    std::vector<std::string> names;
    for (int column = 0; column < PQnfields(described); ++column) {
      names.emplace_back(PQfname(described, column));
      types_.push_back(PQftype(described, column));
    }
    set_names(std::move(names));
    const int sent = PQsendQueryPrepared(session.get(), "", 0, nullptr, nullptr, nullptr, 0);
    if (sent == 0) throw session.failure("the query fails", nullptr, place);
    running_ = true;
    EXPECT(PQsetSingleRowMode(session.get()) == 1);
  }
  ~PostgresRows() override {
    if (running_) session_.cancel();
  }
  PostgresRows(const PostgresRows&) = delete;
  PostgresRows& operator=(const PostgresRows&) = delete;
  PostgresRows(PostgresRows&&) = delete;
  PostgresRows& operator=(PostgresRows&&) = delete;

 private:
  bool fetch() override {
    if (!running_) return false;
    row_ = session_.next_result(place());
    while (row_ && PQresultStatus(row_.get()) == PGRES_TUPLES_OK) row_ = session_.next_result(place());  // its end
    if (!row_) {
      running_ = false;
      return false;
    }
    if (PQresultStatus(row_.get()) != PGRES_SINGLE_TUPLE) {
      throw session_.failure("the query fails", row_.get(), place());
    }
    for (std::size_t column = 0; column < types_.size(); ++column) set_cell(column);
    return true;
  }

  void set_cell(std::size_t column) {
    const int number = static_cast<int>(column);
    if (PQgetisnull(row_.get(), 0, number) != 0) return set_field(column, {});
    const std::string_view text(PQgetvalue(row_.get(), 0, number),
                                static_cast<std::size_t>(PQgetlength(row_.get(), 0, number)));
    if (types_[column] == bytes_type) return set_blob(column);
    if (types_[column] == boolean_type) return set_field(column, text == "t" ? "true" : "false");
    set_field(column, text);
  }

  const Session& session_;
  std::vector<Oid> types_;
  Result row_;
  bool running_ = false;
};

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(const std::string& connection, const std::string& place) : session_(connection, place) {
    (void)session_.finish(PQsendQuery(session_.get(), begin_reading), "the database cannot be read", place);
  }

 private:
  std::unique_ptr<QueryRows> run(const std::string& sql, const std::string& place) override {
    PGconn* connection = session_.get();
    const std::string what = "the query fails";
    // A statement that was prepared is one, and tells its columns before it is run: what gives no rows never is.
    (void)session_.finish(PQsendPrepare(connection, "", sql.c_str(), 0, nullptr), what, place);
    const Result described = session_.finish(PQsendDescribePrepared(connection, ""), what, place);
    if (!described || PQnfields(described.get()) == 0) {
      throw Error(ErrorKind::input, "the query gives no rows; a select is wanted", place);
    }
    if (PQnparams(described.get()) != 0) {
      throw Error(ErrorKind::input, "the query has parameters, for which there are no values", place);
    }
    return std::make_unique<PostgresRows>(session_, described.get(), place);
  }

  Session session_;
};

}  // namespace

std::unique_ptr<Database> detail::open_postgres(const std::string& connection, const std::string& place) {
  return std::make_unique<PostgresDatabase>(connection, place);
}

}  // namespace renmai
