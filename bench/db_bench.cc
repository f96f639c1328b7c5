// What the face over the database costs: the same reads and writes by db/ and by SQLite itself.
//
// Ratios: Read/db to Read/raw and so on, from one interleaved run. Writes are single-row
// transactions on the disk of DAYLIGHT_BENCH_DIR (else the temporary folder), so their numbers are
// those of the disk's flush.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "db/schema.h"
#include "journal/journal.h"
#include "journal/schema.h"

namespace {

namespace fs = std::filesystem;
using dl::Outcome;
using dl::db::Database;
using dl::db::Session;

constexpr std::int64_t kRows = 20'000;
constexpr const char* kSelect = "SELECT title, body, number FROM item WHERE id = :id";
constexpr const char* kInsert = "INSERT INTO line (id, text) VALUES (:id, :text)";

template <class T>
T must(Outcome<T> outcome) {
  if (!outcome) throw std::runtime_error(dl::describe(outcome.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

/// One file with 20,000 documents of about 2 KB, opened by both.
class Bench {
 public:
  Bench() {
    const char* given = std::getenv("DAYLIGHT_BENCH_DIR");
    auto name = ((given != nullptr ? fs::path(given) : fs::temp_directory_path()) / "daylight-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the benchmark");
    folder_ = name;
    auto path = (folder_ / "daylight.db").string();
    database_ = must(Database::open({.address = "sqlite:" + path, .readers = 2}));
    auto steps = dl::db::migrations();
    steps.insert(steps.end(), dl::journal::migrations().begin(), dl::journal::migrations().end());
    steps.push_back({.name = "bench.tables",
                     .sql = "CREATE TABLE item (id BIGINT PRIMARY KEY, title TEXT, body TEXT, number BIGINT);"
                            "CREATE TABLE line (id BIGINT PRIMARY KEY, text TEXT)"});
    must(database_->migrate(steps));
    must(database_->write([](Session& session) -> Outcome<int> {
      std::string body;
      while (body.size() < 2000) body += "主动公开政府信息的范围和程序。";
      for (std::int64_t id = 1; id <= kRows; ++id)
        DL_CHECK(session.run("INSERT INTO item (id, title, body, number) VALUES (:id, :title, :body, :n)", id,
                             "关于印发工作要点的通知", body, id * 3));
      return 0;
    }));
    journal_ = std::make_unique<dl::journal::Journal>(*database_, clock_);
    if (sqlite3_open(path.c_str(), &raw_) != SQLITE_OK) throw std::runtime_error("raw open");
    script("PRAGMA synchronous=FULL; PRAGMA cache_size=-8192; PRAGMA mmap_size=67108864; PRAGMA busy_timeout=10000");
  }
  ~Bench() {
    sqlite3_close(raw_);
    journal_.reset();
    database_.reset();
    fs::remove_all(folder_);
  }

  void script(const char* sql) {
    if (sqlite3_exec(raw_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(raw_));
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(raw_, sql, -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(raw_));
    return statement;
  }

  Database& database() { return *database_; }
  dl::journal::Journal& journal() { return *journal_; }
  std::int64_t next_id() { return ++written_; }
  std::int64_t next_key() { return key_ = (key_ * 7919 + 13) % kRows + 1; }

 private:
  fs::path folder_ = {};
  std::unique_ptr<Database> database_ = {};
  dl::SystemClock clock_ = {};
  std::unique_ptr<dl::journal::Journal> journal_ = {};
  sqlite3* raw_ = nullptr;
  std::int64_t written_ = 0;
  std::int64_t key_ = 1;
};

Bench& bench() {
  static Bench shared;
  return shared;
}

void step(sqlite3_stmt* statement) {
  sqlite3_step(statement);
  sqlite3_reset(statement);
}

/// Reads a row as the callers of db/ get it: values of their own.
std::size_t read_raw(sqlite3_stmt* statement, std::int64_t id) {
  sqlite3_bind_int64(statement, 1, id);
  if (sqlite3_step(statement) != SQLITE_ROW) throw std::runtime_error("no row");
  auto text = [&](int column) {
    return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                       static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
  };
  std::tuple row(text(0), text(1), sqlite3_column_int64(statement, 2));
  sqlite3_reset(statement);
  return std::get<1>(row).size();
}

void read_raw_transaction(benchmark::State& state) {
  auto* begin = bench().prepare("BEGIN");
  auto* select = bench().prepare(kSelect);
  auto* commit = bench().prepare("COMMIT");
  for (auto _ : state) {
    step(begin);
    benchmark::DoNotOptimize(read_raw(select, bench().next_key()));
    step(commit);
  }
  for (auto* statement : {begin, select, commit}) sqlite3_finalize(statement);
}
BENCHMARK(read_raw_transaction)->Name("Read/raw");

void read_db_transaction(benchmark::State& state) {
  for (auto _ : state) {
    auto row = bench().database().read([](Session& session) {
      return session.find<std::string, std::string, std::int64_t>(kSelect, bench().next_key());
    });
    benchmark::DoNotOptimize(row->value());
  }
}
BENCHMARK(read_db_transaction)->Name("Read/db");

void read_raw_many(benchmark::State& state) {
  auto* select = bench().prepare(kSelect);
  bench().script("BEGIN");
  for (auto _ : state) benchmark::DoNotOptimize(read_raw(select, bench().next_key()));
  bench().script("COMMIT");
  sqlite3_finalize(select);
}
BENCHMARK(read_raw_many)->Name("ReadInOneTransaction/raw");

void read_db_many(benchmark::State& state) {
  must(bench().database().read([&](Session& session) -> Outcome<int> {
    for (auto _ : state) {
      auto row = session.find<std::string, std::string, std::int64_t>(kSelect, bench().next_key());
      benchmark::DoNotOptimize(row->value());
    }
    return 0;
  }));
}
BENCHMARK(read_db_many)->Name("ReadInOneTransaction/db");

void write_raw(benchmark::State& state) {
  auto* begin = bench().prepare("BEGIN IMMEDIATE");
  auto* insert = bench().prepare(kInsert);
  auto* commit = bench().prepare("COMMIT");
  for (auto _ : state) {
    step(begin);
    sqlite3_bind_int64(insert, 1, bench().next_id());
    sqlite3_bind_text(insert, 2, "one line of text", -1, SQLITE_STATIC);
    step(insert);
    step(commit);
  }
  for (auto* statement : {begin, insert, commit}) sqlite3_finalize(statement);
}
BENCHMARK(write_raw)->Name("Write/raw")->UseRealTime();

void write_db(benchmark::State& state) {
  for (auto _ : state)
    must(bench().database().write(
        [](Session& session) { return session.run(kInsert, bench().next_id(), "one line of text"); }));
}
BENCHMARK(write_db)->Name("Write/db")->UseRealTime();

void write_journal(benchmark::State& state) {
  for (auto _ : state)
    must(bench().journal().write([](dl::journal::Transaction& transaction) -> Outcome<int> {
      auto id = bench().next_id();
      DL_CHECK(transaction.sql().run(kInsert, id, "one line of text"));
      transaction.record({.actor = "person:bench", .verb = "line.written", .subject = "line:" + std::to_string(id)});
      return 0;
    }));
}
BENCHMARK(write_journal)->Name("Write/journal")->UseRealTime();

/// Many rows with their events in one transaction, as a bulk import writes them.
void write_journal_batch(benchmark::State& state) {
  constexpr int kBatch = 100;
  for (auto _ : state)
    must(bench().journal().write([](dl::journal::Transaction& transaction) -> Outcome<int> {
      for (int i = 0; i < kBatch; ++i) {
        auto id = bench().next_id();
        DL_CHECK(transaction.sql().run(kInsert, id, "one line of text"));
        transaction.record({.actor = "person:bench", .verb = "line.written", .subject = "line:" + std::to_string(id)});
      }
      return 0;
    }));
  state.SetItemsProcessed(state.iterations() * kBatch);
}
BENCHMARK(write_journal_batch)->Name("WriteHundred/journal")->UseRealTime();

}  // namespace

int main(int count, char** words) {
  benchmark::Initialize(&count, words);
  bench();  // now, so that no measurement holds the filling of the file
  benchmark::RunSpecifiedBenchmarks();
}
