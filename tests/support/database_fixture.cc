#include "tests/support/database_fixture.h"

#include <stdexcept>

#include "tests/support/postgres.h"

namespace dl::test {

namespace {

std::unique_ptr<db::Database> open_or_throw(const std::string& address, int readers, const db::Limits& limits) {
  auto opened = db::Database::open({.address = address, .readers = readers, .limits = limits});
  if (!opened) throw std::runtime_error(describe(opened.error()));
  return std::move(*opened);
}

}  // namespace

std::string name_of(const testing::TestParamInfo<Store>& info) {
  switch (info.param) {
    case Store::SqliteMemory: return "SqliteMemory";
    case Store::SqliteFile: return "SqliteFile";
    case Store::Postgres: return "Postgres";
  }
  return "";
}

EmptyDatabase::EmptyDatabase(Store store, int readers, const db::Limits& limits) {
  switch (store) {
    case Store::SqliteMemory: address_ = "sqlite::memory:"; break;
    case Store::SqliteFile:
      folder_ = std::make_unique<TemporaryFolder>();
      address_ = "sqlite:" + (folder_->path() / "daylight.db").string();
      break;
    case Store::Postgres: address_ = PostgresServer::shared().create_database(); break;
  }
  database_ = open_or_throw(address_, readers, limits);
}

std::unique_ptr<db::Database> EmptyDatabase::another() const { return open_or_throw(address_, 2, {}); }

void EmptyDatabase::migrate(const std::vector<const std::vector<db::Migration>*>& lists) {
  std::vector<db::Migration> all;
  for (const auto* list : lists) all.insert(all.end(), list->begin(), list->end());
  if (auto done = database_->migrate(all); !done) throw std::runtime_error(describe(done.error()));
}

}  // namespace dl::test
