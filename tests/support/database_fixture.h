// Store tests on every engine: SQLite in memory, SQLite in a file, PostgreSQL.
//
//   class ColumnStoreTest : public dl::test::DatabaseTest {
//    public:
//     ColumnStoreTest() { migrate({&db::migrations(), &journal::migrations(), &agencies::migrations()}); }
//   };
//   DL_ON_EVERY_ENGINE(ColumnStoreTest);
//   TEST_P(ColumnStoreTest, KeepsOrder) { database().read(…); }
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/time.h"
#include "db/database.h"
#include "tests/support/temporary_folder.h"

namespace dl::test {

enum class Store { SqliteMemory, SqliteFile, Postgres };

std::string name_of(const testing::TestParamInfo<Store>& info);

/// An empty database that lives as long as this object.
class EmptyDatabase {
 public:
  explicit EmptyDatabase(Store store, int readers = 2, const db::Limits& limits = {});

  db::Database& database() { return *database_; }
  const std::string& address() const { return address_; }
  /// One more Database on the same data, as another node has it. Not for SqliteMemory.
  std::unique_ptr<db::Database> another() const;
  /// Applies the lists one after the other; throws std::runtime_error on a fault.
  void migrate(const std::vector<const std::vector<db::Migration>*>& lists);

 private:
  std::unique_ptr<TemporaryFolder> folder_ = {};
  std::string address_ = {};
  std::unique_ptr<db::Database> database_ = {};
};

class DatabaseTest : public testing::TestWithParam<Store> {
 public:
  db::Database& database() { return empty_.database(); }
  EmptyDatabase& store() { return empty_; }
  FixedClock& clock() { return clock_; }

 protected:
  void migrate(const std::vector<const std::vector<db::Migration>*>& lists) { empty_.migrate(lists); }

 private:
  EmptyDatabase empty_ = EmptyDatabase(GetParam());
  FixedClock clock_ = FixedClock(Instant::at(Date(2024, 3, 1), 9, 30));
};

}  // namespace dl::test

#define DL_ON_EVERY_ENGINE(fixture)                                                                                 \
  INSTANTIATE_TEST_SUITE_P(                                                                                         \
      Engines, fixture,                                                                                             \
      testing::Values(::dl::test::Store::SqliteMemory, ::dl::test::Store::SqliteFile, ::dl::test::Store::Postgres), \
      ::dl::test::name_of)
