// New records of an import before they are in force: seen by nobody, taken away without a trace, in force all at once.
#include "journal/contents.h"
#include "records/import_fixture.h"

namespace dl::records {
namespace {

using testing::IsEmpty;

constexpr auto kPerson = "a natural person";

class ImportStagingTest : public ImportOffice {
 protected:
  /// Rows by table, without those that are there anyway.
  std::map<std::string, std::int64_t> rows() {
    std::map<std::string, std::int64_t> all;
    for (const char* table : {"record_entry", "record_state", "record_staged", "record_staging", "record_import",
                              "sealed_value", "journal_bundle", "work_item", "rec_penalties", "rec_penalties__kinds"})
      if (const auto count = must(read([&](db::Session& session) {
            return session.value<std::int64_t>(fmt::format("SELECT count(*) FROM {}", table));
          }));
          count > 0)
        all[table] = count;
    return all;
  }
  void change(const std::string& sql) {
    must(store_.database().write([&](db::Session& session) { return session.run(sql); }));
  }
  std::int64_t waiting() {
    const auto counts = must(read([&](db::Session& session) { return work_.count(session, {clerk_, {}}); }));
    std::int64_t all = 0;
    for (const auto& [kind, count] : counts) all += count;
    return all;
  }
  std::vector<std::string> numbers() { return listed("penalties", "number", {}, accounts::Scope::everywhere()); }

  /// Two records staged, one of a person.
  ImportStaging staged() {
    const auto checked = check(csv_of(penalties(), {penalty_cells(1), penalty_cells(2, {}, kPerson)}));
    import_row_ = {.code = "penalties",
                   .agency = kEast,
                   .file = std::string(64, 'a'),
                   .reason = "按导入的文件更正",
                   .actor = clerk_.actor(),
                   .at = clock_.now()};
    auto staging = must(ImportStaging::begin(journal_, house_, penalties(), import_row_, 2, 0));
    for (const auto& row : checked.rows) {
      const std::array one = {&row};
      must_do(staging.add(std::span<const Prepared* const>(one)));
    }
    return staging;
  }
  Outcome<void> put_in_force(ImportStaging& staging) {
    return journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = "system:test", .verb = "record.imported", .subject = "import:1", .agency = kEast});
      return staging.put_in_force(transaction);
    });
  }

  RecordDesk::House house_ = {registers_, projection_, laws(), key_};
  ImportRow import_row_ = {};
};

DL_ON_EVERY_ENGINE(ImportStagingTest);

TEST_P(ImportStagingTest, IsSeenByNobody) {
  entered("penalties", penalty(9));
  const auto before = waiting();
  auto staging = staged();
  EXPECT_EQ(numbers().size(), 1U);
  EXPECT_EQ(waiting(), before);
  EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
  EXPECT_EQ(actions(check(csv_of(penalties(), {penalty_cells(1)}))), "new") << "its key is not taken";
  must_do(put_in_force(staging));
  EXPECT_EQ(numbers().size(), 3U);
  EXPECT_EQ(waiting(), before + 2);
  EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0) << "sealed before it was there";
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0) << "the work is what a producer says";
  EXPECT_THAT(listed("penalties", "party", {.filters = {}, .words = "〔2025〕2号"}, accounts::Scope::everywhere()),
              testing::ElementsAre("张某某"))
      << "words are found as well";
}

TEST_P(ImportStagingTest, LeavesNothingWhenItIsTakenAway) {
  const auto before = rows();
  const auto staging = staged();
  EXPECT_NE(rows(), before);
  must_do(staging.drop());
  EXPECT_EQ(rows(), before);
  EXPECT_NE(apply(csv_of(penalties(), {penalty_cells(1), penalty_cells(2, {}, kPerson)})), 0);
  EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
}

TEST_P(ImportStagingTest, IsSweptOnceItIsForgotten) {
  const auto before = rows();
  auto staging = staged();
  EXPECT_EQ(must(import_.sweep()), 0) << "somebody may still be at it";
  clock_.set(Instant(clock_.now().milliseconds() + std::chrono::milliseconds(kForgotten).count() + 1));
  EXPECT_EQ(must(import_.sweep()), 1);
  EXPECT_EQ(rows(), before);
  EXPECT_EQ(key_of(put_in_force(staging)), "import.overtaken");
  EXPECT_EQ(must(import_.sweep()), 0);
}

TEST_P(ImportStagingTest, IsForgottenByTheRealClockInASimulation) {
  FixedClock real(clock_.now());
  journal_.measure_by(real);
  auto staging = staged();
  clock_.set(Instant(clock_.now().milliseconds() + std::int64_t{365} * 86'400'000));
  EXPECT_EQ(must(import_.sweep()), 0) << "the clock was set on while it was at work";
  real.set(Instant(real.now().milliseconds() + std::chrono::milliseconds(kForgotten).count() + 1));
  EXPECT_EQ(must(import_.sweep()), 1);
  EXPECT_EQ(key_of(put_in_force(staging)), "import.overtaken");
}

TEST_P(ImportStagingTest, IsLeftAloneOnceItIsInForce) {
  auto staging = staged();
  must_do(put_in_force(staging));
  const auto after = rows();
  EXPECT_EQ(after.count("record_staging"), 0U);
  EXPECT_EQ(after.count("record_staged"), 0U);
  must_do(staging.drop());
  EXPECT_EQ(rows(), after);
}

TEST_P(ImportStagingTest, GivesWayToWhatWasDoneMeanwhile) {
  struct Case {
    const char* name;
    std::function<void()> meanwhile;
  };
  const Case cases[] = {
      {"somebody has entered the key", [&] { entered("penalties", penalty(2)); }},
      {"a row is missing", [&] { change("DELETE FROM record_staged WHERE id = (SELECT max(id) FROM record_staged)"); }},
      {"the tables were made anew",
       [&] {
         change("UPDATE rec_shape SET shape = 'another' WHERE register = 'penalties'");
         must(projection_.make_what_is_older(journal_));
       }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto staging = staged();
    c.meanwhile();
    const auto there = numbers();
    EXPECT_EQ(key_of(put_in_force(staging)), "import.overtaken");
    EXPECT_EQ(numbers(), there);
    must_do(staging.drop());
    EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
    for (const char* table : {"record_staged", "record_staging", "journal_bundle"})
      EXPECT_EQ(rows().count(table), 0U) << table;
    if (there.size() == 1) {  // the next case wants the key again
      const auto id = must(read([](db::Session& session) {
        return session.value<Id>("SELECT max(id) FROM record_state WHERE state = 'Entered'");
      }));
      must_do(desk_.take(id, Step::Erase, "重复", second_));
    }
  }
}

TEST_P(ImportStagingTest, HasItsWorkAgainWhenThatWasMadeAnewMeanwhile) {
  auto staging = staged();
  must(work_.rebuild(journal_));  // of subjects that are not there
  must_do(put_in_force(staging));
  EXPECT_EQ(waiting(), 2);
}

TEST_P(ImportStagingTest, ProvesEachRecordByItsBundle) {
  apply(csv_of(penalties(), {penalty_cells(1), penalty_cells(2), penalty_cells(3)}));
  struct Case {
    const char* name;
    const char* damage;
    const char* repair;
    journal::Difference::Problem problem;
  };
  const Case cases[] = {
      {"a record", "UPDATE record_state SET title = 'x' || title WHERE id = 2",
       "UPDATE record_state SET title = substr(title, 2) WHERE id = 2", journal::Difference::Problem::Changed},
      {"an entry", "UPDATE record_entry SET reason = 'x' || reason WHERE record = 3",
       "UPDATE record_entry SET reason = substr(reason, 2) WHERE record = 3", journal::Difference::Problem::Changed},
      {"the bundle", "UPDATE journal_bundle SET lines = 'x' || lines WHERE page = 1",
       "UPDATE journal_bundle SET lines = substr(lines, 2) WHERE page = 1",
       journal::Difference::Problem::BundleChanged},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    change(c.damage);
    const auto found = must(journal::check_contents(journal_, {}));
    ASSERT_GE(found.count, 1);
    EXPECT_EQ(found.differences.front().problem, c.problem);
    EXPECT_THAT(journal::describe(found.differences.front()), testing::Not(IsEmpty()));
    change(c.repair);
    EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
  }
}

}  // namespace
}  // namespace dl::records
