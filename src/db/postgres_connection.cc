// PostgreSQL by SOCI: writes READ COMMITTED, reads REPEATABLE READ and read-only; a lost
// connection is opened again when the next transaction begins.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "db/address.h"
#include "db/soci_connection.h"

namespace dl::db {

namespace {

/// No statement waits for a lock for ever, and a stalled client does not hold one for ever.
constexpr const char* kSettings =
    "SET client_encoding='UTF8'; SET client_min_messages=warning; SET lock_timeout='10s';"
    "SET idle_in_transaction_session_timeout='60s'";

struct State {
  std::string_view code;  ///< SQLSTATE or its first two characters
  Fault fault;
  std::string_view key;
};

/// The first line that fits decides. https://www.postgresql.org/docs/15/errcodes-appendix.html
constexpr std::array kStates = {
    State{"23505", Fault::Conflict, "db.unique"},
    State{"23503", Fault::Conflict, "db.foreign"},
    State{"23502", Fault::Conflict, "db.null"},
    State{"23", Fault::Conflict, "db.check"},
    State{"53100", Fault::Full, "db.full"},
    State{"22021", Fault::Invalid, "db.text"},             // not UTF-8
    State{"54", Fault::TooLarge, "db.large"},              // a row or an index entry over the limits
    State{"40", Fault::Unavailable, "db.unavailable"},     // deadlock or serialization: nothing was done
    State{"55", Fault::Unavailable, "db.unavailable"},     // lock not available
    State{"08", Fault::Unavailable, "db.unavailable"},     // connection lost
    State{"57", Fault::Unavailable, "db.unavailable"},     // shut down or cancelled by an operator
    State{"53", Fault::Unavailable, "db.unavailable"},     // too many connections, out of memory
    State{"58", Fault::Unavailable, "db.unavailable"},     // the server's system failed
    State{"25006", Fault::Unavailable, "db.unavailable"},  // a standby: writes go elsewhere
    State{"25P03", Fault::Unavailable, "db.unavailable"},  // idle in transaction for too long
};

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};

class PostgresConnection final : public SociConnection {
 public:
  /// `address` as postgres_address makes it.
  explicit PostgresConnection(std::string address) : address_(std::move(address)) { connect(); }
  ~PostgresConnection() override { close(); }

  Engine engine() const override { return Engine::Postgres; }

  Outcome<void> begin(Access access) override {
    const char* sql = access == Access::Write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                              : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    if (session_ && !lost()) {
      doomed_.reset();
      auto begun = script(sql);
      if (begun || !lost()) return begun;
    }
    // Nothing has been done yet, so a second attempt on a new connection is safe.
    doomed_.reset();
    DL_CHECK(guarded("connect", [&] { connect(); }));
    return script(sql);
  }

  Outcome<void> commit() override {
    if (doomed_) return Failure(*doomed_);
    DL_CHECK(script("COMMIT"));
    statements_->sweep();
    return {};
  }

  void rollback() override {
    if (session_ && !lost()) (void)script("ROLLBACK");
    statements_->sweep();
    doomed_.reset();
  }

  Outcome<void> script(const std::string& sql) override {
    return guarded(sql, [&] {
      std::unique_ptr<PGresult, Clear> result(PQexec(raw(), sql.c_str()));
      auto status = PQresultStatus(result.get());
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
      const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
      throw soci::postgresql_soci_error(PQerrorMessage(raw()), state != nullptr ? state : "08000");
    });
  }

 private:
  PGconn* raw() { return static_cast<soci::postgresql_session_backend*>(session_->get_backend())->conn_; }
  bool lost() { return PQstatus(raw()) != CONNECTION_OK; }

  void close() {
    statements_.reset();
    session_.reset();
  }

  void connect() {
    close();
    session_.emplace(soci::postgresql, address_);
    statements_.emplace(*session_, Engine::Postgres);
    PQsetErrorVerbosity(raw(), PQERRORS_TERSE);  // the DETAIL line would carry values into the log
    PQclear(PQexec(raw(), kSettings));
  }

  Error error_of(const std::exception& exception, std::string_view sql) override {
    const auto* fault = dynamic_cast<const soci::postgresql_soci_error*>(&exception);
    const auto* soci_fault = dynamic_cast<const soci::soci_error*>(&exception);
    auto message = soci_fault != nullptr ? soci_fault->get_error_message() : std::string(exception.what());
    while (!message.empty() && message.back() == '\n') message.pop_back();
    message = hide_password(std::move(message), address_);
    if (!session_ || lost()) return Error{Fault::Unavailable, "db.unavailable", fmt::format("{} in: {}", message, sql)};
    if (fault == nullptr) return Error{Fault::Internal, "db.statement", fmt::format("{} in: {}", message, sql)};
    auto code = fault->sqlstate();
    auto detail = fmt::format("postgresql {}: {} in: {}", code, message, sql);
    for (const auto& state : kStates)
      if (code.starts_with(state.code)) return Error{state.fault, std::string(state.key), std::move(detail)};
    return Error{Fault::Internal, "db.statement", std::move(detail)};
  }

  Statements& statements() override { return *statements_; }

  std::string address_;
  std::optional<soci::session> session_ = {};
  std::optional<Statements> statements_ = {};
};

}  // namespace

Outcome<std::unique_ptr<Connection>> open_postgres(const std::string& address) {
  DL_TRY(auto whole, postgres_address(address));
  try {
    return std::make_unique<PostgresConnection>(whole);
  } catch (const std::exception& exception) {
    const auto* fault = dynamic_cast<const soci::soci_error*>(&exception);
    std::string said = fault != nullptr ? fault->get_error_message() : exception.what();
    return fail(Fault::Unavailable, "db.open", hide_password(std::move(said), address));
  }
}

}  // namespace dl::db
