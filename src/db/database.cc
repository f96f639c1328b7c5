#include "db/database.h"

#include "db/address.h"
#include "db/pool.h"
#include "db/tally.h"

namespace dl::db {

namespace {

/// The databases of which this thread holds a session.
thread_local std::vector<const void*> held;

struct Holding {
  explicit Holding(const void* database) { held.push_back(database); }
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;
  ~Holding() { held.pop_back(); }
};

/// Any engine: a pool to read from and a pool to write to, which may be the same one.
class PooledDatabase final : public Database {
 public:
  PooledDatabase(Engine engine, const Limits& limits, std::shared_ptr<Pool> readers, std::shared_ptr<Pool> writers)
      : engine_(engine), limits_(limits), readers_(std::move(readers)), writers_(std::move(writers)) {}

  Engine engine() const override { return engine_; }
  Outcome<void> migrate(const std::vector<Migration>& migrations) override;

 protected:
  Outcome<void> transact(Mode mode, const std::function<bool(Session&)>& body) override {
    ++(mode == Mode::Write ? tally().writes : tally().reads);
    return in_transaction(mode, [&](Connection& connection) { return body(connection); });
  }

 private:
  Outcome<void> in_transaction(Mode mode, const std::function<bool(Connection&)>& body);
  template <class T>
  Outcome<T> alone(const std::function<Outcome<T>(Connection&)>& step);
  Outcome<std::set<std::string>> load_applied(Connection& connection);
  Outcome<bool> apply(Connection& connection, const Migration& migration);

  Engine engine_;
  Limits limits_;
  std::shared_ptr<Pool> readers_;
  std::shared_ptr<Pool> writers_;
};

Outcome<void> PooledDatabase::in_transaction(Mode mode, const std::function<bool(Connection&)>& body) {
  if (std::find(held.begin(), held.end(), this) != held.end())
    return fail(Fault::Internal, "db.nested", "this thread already holds a session of this database");
  Holding holding(this);
  const auto work = Working::now_or(mode == Mode::Write ? Work::Change : Work::Page);
  const auto deadline = std::chrono::steady_clock::now() + limits_.of(work);
  DL_TRY(auto connection, (mode == Mode::Write ? writers_ : readers_)->lend(deadline));
  DL_CHECK(connection->begin(mode == Mode::Write ? Access::Write : Access::Read, deadline));
  bool done = false;
  try {
    done = body(*connection);
  } catch (...) {
    connection->rollback();
    throw;
  }
  if (!done) {
    connection->rollback();
    return {};
  }
  auto committed = connection->commit();
  if (!committed) connection->rollback();
  return committed;
}

Outcome<void> PooledDatabase::migrate(const std::vector<Migration>& migrations) {
  Working working(Work::Upkeep);
  DL_TRY(auto applied, alone<std::set<std::string>>([&](Connection& connection) { return load_applied(connection); }));
  for (const auto& name : applied) {
    auto known = [&](const Migration& migration) { return migration.name == name; };
    if (std::none_of(migrations.begin(), migrations.end(), known))
      return fail(Fault::Conflict, "db.newer", "the database has the step " + name);
  }
  for (const auto& migration : migrations) {
    if (applied.contains(migration.name)) continue;
    DL_CHECK(alone<bool>([&](Connection& connection) { return apply(connection, migration); }));
  }
  return {};
}

/// Runs a step of migrating in a transaction that no other node's step overlaps.
template <class T>
Outcome<T> PooledDatabase::alone(const std::function<Outcome<T>(Connection&)>& step) {
  Outcome<T> result;
  auto done = in_transaction(Mode::Write, [&](Connection& connection) {
    if (engine_ == Engine::Postgres) {
      auto locked = connection.script("SELECT pg_advisory_xact_lock(7329011)");
      if (!locked) {
        result = Failure(std::move(locked).error());
        return false;
      }
    }
    result = step(connection);
    return result.has_value();
  });
  if (!done) return Failure(std::move(done).error());
  return result;
}

Outcome<std::set<std::string>> PooledDatabase::load_applied(Connection& connection) {
  DL_CHECK(
      connection.script("CREATE TABLE IF NOT EXISTS schema_version (position BIGINT NOT NULL, "
                        "name TEXT PRIMARY KEY)"));
  DL_TRY(auto rows, connection.query<std::string>("SELECT name FROM schema_version"));
  std::set<std::string> applied;
  for (auto& [name] : rows) applied.insert(std::move(name));
  return applied;
}

/// False when another node has applied it in the meantime.
Outcome<bool> PooledDatabase::apply(Connection& connection, const Migration& migration) {
  DL_TRY(auto done,
         connection.value<std::int64_t>("SELECT count(*) FROM schema_version WHERE name = :name", migration.name));
  if (done > 0) return false;
  bool own_words = engine_ == Engine::Postgres && !migration.postgres_sql.empty();
  DL_CHECK(connection.script(own_words ? migration.postgres_sql : migration.sql));
  DL_CHECK(
      connection.run("INSERT INTO schema_version (position, name) "
                     "SELECT count(*) + 1, :name FROM schema_version",
                     migration.name));
  return true;
}

Outcome<std::unique_ptr<Database>> open_sqlite_file(const std::string& path, std::size_t readers,
                                                    const Limits& limits) {
  auto writers = std::make_shared<Pool>([path] { return open_sqlite(path, Access::Write); }, 1);
  DL_CHECK(writers->fill());  // first, for it creates the file
  auto pool = std::make_shared<Pool>([path] { return open_sqlite(path, Access::Read); }, readers);
  DL_CHECK(pool->fill());
  return std::make_unique<PooledDatabase>(Engine::Sqlite, limits, std::move(pool), std::move(writers));
}

}  // namespace

Outcome<std::unique_ptr<Database>> Database::open(const Options& options) {
  constexpr std::string_view kSqlite = "sqlite:";
  auto readers = static_cast<std::size_t>(std::max(1, options.readers));
  if (options.address == "sqlite::memory:") {
    auto pool = std::make_shared<Pool>(open_sqlite_memory, 1);
    DL_CHECK(pool->fill());
    return std::make_unique<PooledDatabase>(Engine::Sqlite, options.limits, pool, pool);
  }
  if (options.address.starts_with(kSqlite)) {
    auto path = options.address.substr(kSqlite.size());
    if (path.empty() || path.find('"') != std::string::npos) return fail(Fault::Invalid, "db.address", options.address);
    return open_sqlite_file(path, readers, options.limits);
  }
  if (options.address.starts_with("postgresql://") || options.address.starts_with("postgres://")) {
    DL_CHECK(postgres_address(options.address));
    auto open = [address = options.address, connect = options.limits.connect, outage = std::make_shared<Outage>()] {
      return open_postgres(address, connect, outage);
    };
    auto pool = std::make_shared<Pool>(open, readers + 2);
    if (auto first = pool->lend(kNoDeadline); !first)  // to know that the server is there
      return fail(Fault::Unavailable, "db.open", first.error().detail);
    return std::make_unique<PooledDatabase>(Engine::Postgres, options.limits, pool, pool);
  }
  return fail(Fault::Invalid, "db.address", "neither sqlite: nor postgresql://");
}

}  // namespace dl::db
