// PostgreSQL by SOCI: writes READ COMMITTED, reads REPEATABLE READ and read-only; a lost
// connection is opened again when the next transaction begins, and one whose server says nothing more is cut.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "db/address.h"
#include "db/soci_connection.h"

namespace dl::db {

namespace {

/// No statement waits for a lock for ever, and a stalled client does not hold one for ever. Making machine code of a
/// statement takes longer than any of ours does.
constexpr const char* kSettings =
    "SET client_encoding='UTF8'; SET client_min_messages=warning; SET lock_timeout='10s'; SET jit=off;"
    "SET idle_in_transaction_session_timeout='60s'";

/// A beginning that failed sooner was refused, not left without an answer.
constexpr std::chrono::seconds kSilence{1};

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
  PostgresConnection(std::string address, std::chrono::milliseconds patience, std::shared_ptr<Outage> outage)
      : address_(std::move(address)), patience_(patience), outage_(std::move(outage)) {}
  ~PostgresConnection() override { close(); }

  Engine engine() const override { return Engine::Postgres; }

  /// Opens the connection if it is not open, and asks the server nothing more.
  Outcome<void> open() {
    return unless_silent([&] { return guarded("connect", [&] { connect(); }); });
  }

  Outcome<void> begin(Access access, Deadline deadline) override {
    auto sql = fmt::format("BEGIN ISOLATION LEVEL {}; SET LOCAL statement_timeout={}",
                           access == Access::Write ? "READ COMMITTED READ WRITE" : "REPEATABLE READ READ ONLY",
                           milliseconds_until(deadline));
    auto begun = unless_silent([&] { return begin_here_or_anew(sql); });
    deadline_ = deadline;
    writing_ = access == Access::Write;
    // The server ends a statement by itself; its word may take somewhat less than a new connection would.
    const auto grace = patience_ * 2 / 5;
    watch_.set(begun && deadline != kNoDeadline ? deadline + grace : kNoDeadline);
    return begun;
  }

  Outcome<void> commit() override {
    if (doomed_) return Failure(*doomed_);
    DL_CHECK(in_time());
    warning_.clear();
    auto done = script("COMMIT");
    bool unknown = lost() || !warning_.empty();
    if (unknown && writing_) return fail(Fault::Unavailable, "db.unknown", done ? warning_ : done.error().detail);
    DL_CHECK(std::move(done));
    end();
    return {};
  }

  void rollback() override {
    if (session_ && !lost()) (void)script("ROLLBACK");
    end();
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
  bool lost() { return !session_ || PQstatus(raw()) != CONNECTION_OK; }

  static std::int64_t milliseconds_until(Deadline deadline) {
    if (deadline == kNoDeadline) return 0;  // PostgreSQL's word for no limit
    auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return std::max<std::int64_t>(1, left.count());
  }

  /// Asks the server what is the first thing on a connection; it must answer soon, or is not asked by others.
  template <class F>
  Outcome<void> unless_silent(F ask) {
    if (!outage_->enter()) return fail(Fault::Unavailable, "db.unavailable", "the server did not answer a moment ago");
    auto start = std::chrono::steady_clock::now();
    deadline_ = kNoDeadline;
    auto answer = ask();
    outage_->leave(answer || std::chrono::steady_clock::now() - start < kSilence);
    return answer;
  }

  Outcome<void> begin_here_or_anew(const std::string& sql) {
    doomed_.reset();
    if (!lost()) {
      const auto latest = latest_answer();
      watch_.set(latest);
      auto begun = script(sql);
      if (begun || !lost() || std::chrono::steady_clock::now() >= latest) return begun;
    }
    // Nothing has been done yet, so a second attempt on a new connection is safe.
    doomed_.reset();
    DL_CHECK(guarded("connect", [&] { connect(); }));
    return script(sql);
  }

  Deadline latest_answer() const {
    return patience_.count() == 0 ? kNoDeadline : std::chrono::steady_clock::now() + patience_;
  }

  void end() {
    watch_.set(kNoDeadline);
    deadline_ = kNoDeadline;
    if (statements_) statements_->sweep();
    doomed_.reset();
  }

  void close() {
    watch_.let_go();
    statements_.reset();
    session_.reset();
  }

  void connect() {
    close();
    session_.emplace(soci::postgresql, address_);
    watch_.take(PQsocket(raw()));
    watch_.set(latest_answer());
    statements_.emplace(*session_, Engine::Postgres);
    PQsetErrorVerbosity(raw(), PQERRORS_TERSE);  // the DETAIL line would carry values into the log
    PQsetNoticeReceiver(raw(), keep_warning, this);
    PQclear(PQexec(raw(), kSettings));
  }

  /// A commit that the standby has not confirmed succeeds with no more than a warning.
  static void keep_warning(void* connection, const PGresult* notice) {
    const char* said = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
    static_cast<PostgresConnection*>(connection)->warning_ = said != nullptr ? said : "a warning";
  }

  Error error_of(const std::exception& exception, std::string_view sql) override {
    const auto* fault = dynamic_cast<const soci::postgresql_soci_error*>(&exception);
    const auto* soci_fault = dynamic_cast<const soci::soci_error*>(&exception);
    auto message = soci_fault != nullptr ? soci_fault->get_error_message() : std::string(exception.what());
    while (!message.empty() && message.back() == '\n') message.pop_back();
    message = hide_password(std::move(message), address_);
    if (lost()) return Error{Fault::Unavailable, "db.unavailable", fmt::format("{} in: {}", message, sql)};
    if (fault == nullptr) return Error{Fault::Internal, "db.statement", fmt::format("{} in: {}", message, sql)};
    auto code = fault->sqlstate();
    auto detail = fmt::format("postgresql {}: {} in: {}", code, message, sql);
    for (const auto& state : kStates)
      if (code.starts_with(state.code)) return Error{state.fault, std::string(state.key), std::move(detail)};
    return Error{Fault::Internal, "db.statement", std::move(detail)};
  }

  Statements& statements() override { return *statements_; }

  std::string address_;
  std::chrono::milliseconds patience_;  ///< for the first word of the server; 0 is without an end
  std::shared_ptr<Outage> outage_;
  SocketWatch watch_ = {};
  bool writing_ = false;
  std::string warning_ = {};  ///< the last that the server gave
  std::optional<soci::session> session_ = {};
  std::optional<Statements> statements_ = {};
};

}  // namespace

Outcome<std::unique_ptr<Connection>> open_postgres(const std::string& address, std::chrono::milliseconds connect,
                                                   std::shared_ptr<Outage> outage) {
  DL_TRY(auto whole, postgres_address(address, connect));
  auto connection = std::make_unique<PostgresConnection>(std::move(whole), connect, std::move(outage));
  if (auto opened = connection->open(); !opened)
    return fail(Fault::Unavailable, "db.open", hide_password(opened.error().detail, address));
  return connection;
}

}  // namespace dl::db
