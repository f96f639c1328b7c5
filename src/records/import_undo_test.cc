// What an undoing would do is what it does, on every engine.
#include "records/import_undo.h"

#include "records/import_fixture.h"

namespace dl::records {
namespace {

class ImportUndoTest : public ImportOffice {
 protected:
  std::vector<ImportedRecord> foreseen(Id id, Id after = 0, int most = 100) {
    return must(read([&](db::Session& session) -> Outcome<std::vector<ImportedRecord>> {
      DL_TRY(const auto import, load_import(session, id));
      return list_imported(session, import, after, most);
    }));
  }
  BucketCounts counted(Id id) {
    return must(read([&](db::Session& session) -> Outcome<BucketCounts> {
      DL_TRY(const auto import, load_import(session, id));
      return count_buckets(session, import);
    }));
  }
};

DL_ON_EVERY_ENGINE(ImportUndoTest);

TEST_P(ImportUndoTest, IsForeseenAsItComes) {
  const auto id = apply(
      csv_of(penalties(), {penalty_cells(1), penalty_cells(2), penalty_cells(3), penalty_cells(4), penalty_cells(5)}));
  const auto fresh = foreseen(id);
  ASSERT_EQ(fresh.size(), 5U);
  must_do(desk_.correct(fresh[1].back.record, {penalty(2, {{"fine", "4"}}, "a firm is fined")}, "笔误", clerk_));
  publish(fresh[2].back.record);
  must_do(desk_.take(fresh[3].back.record, Step::Submit, "", clerk_));
  must_do(desk_.take(fresh[4].back.record, Step::Erase, "重复登记", clerk_));

  const auto told = foreseen(id);
  const auto counts = counted(id);
  EXPECT_EQ(counts, (BucketCounts{1, 2, 2}));
  EXPECT_EQ(foreseen(id, told[1].entry, 1).front().back.record, told[2].back.record) << "page by page";
  const auto undone = must(import_.undo(id, "发错了文件", clerk_));
  ASSERT_EQ(undone.records.size(), told.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ(told[i].back.record, undone.records[i].record);
    EXPECT_EQ(told[i].back.bucket, undone.records[i].bucket) << i;
    EXPECT_EQ(told[i].back.key, undone.records[i].key) << i;
  }
  for (const auto& bucket : kBuckets)
    EXPECT_EQ(counts[static_cast<std::size_t>(bucket.value)], static_cast<Id>(undone.count(bucket.value)));
}

TEST_P(ImportUndoTest, IsRefusedWhileNothingCanBeReversed) {
  const auto id = apply(csv_of(penalties(), {penalty_cells(1)}));
  const auto record = foreseen(id).front().back.record;
  publish(record);
  EXPECT_EQ(import_.undo(id, "发错了文件", clerk_).error().key, "import.nothing-to-undo");
  must_do(desk_.take(record, Step::Withdraw, "误", second_));
  EXPECT_EQ(must(import_.undo(id, "发错了文件", clerk_)).count(Bucket::Reversed), 1U) << "it was not used up";
}

}  // namespace
}  // namespace dl::records
