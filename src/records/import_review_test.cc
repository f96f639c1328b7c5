// Imports on their way to the public: one signature by a second person for all of their records.
#include "records/import_review.h"
#include "journal/contents.h"
#include "records/import_fixture.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ImportReviewTest : public ImportOffice {
 protected:
  Id taken_in(int from, int to) {
    std::vector<Cells> rows;
    for (int number = from; number <= to; ++number) rows.push_back(penalty_cells(number));
    return apply(csv_of(penalties(), rows));
  }
  /// Records by their state.
  std::map<std::string, int> states() {
    const auto all = must(read([](db::Session& session) { return rows_behind(session, "penalties", 0, 1'000); }));
    std::map<std::string, int> by_state;
    for (const auto& one : all) ++by_state[std::string(name_of(one.state))];
    return by_state;
  }
  std::map<std::string, std::int64_t> work_of(const Principal& who) {
    return must(read([&](db::Session& session) { return work_.count(session, {who, {}}); }));
  }
  std::vector<std::string> verbs_of(Id import) {
    std::vector<std::string> verbs;
    for (const auto& one : must(journal_.about(fmt::format("import:{}", import)))) verbs.push_back(one.event.verb);
    return verbs;
  }
  work::Seat seat(const Principal& who) const { return {who, {}}; }
  void expect_sound() {
    EXPECT_EQ(must(journal::check_contents(journal_, {})).count, 0);
    EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  }

  ImportReview review_ = ImportReview(journal_, {registers_, projection_, laws(), key_});
};

DL_ON_EVERY_ENGINE(ImportReviewTest);

TEST_P(ImportReviewTest, GoesToThePublicAsOne) {
  const auto import = taken_in(1, 3);
  must_do(review_.submit(import, clerk_));
  EXPECT_EQ(states(), (std::map<std::string, int>{{"Signing", 3}}));
  EXPECT_EQ(work_of(second_), (std::map<std::string, std::int64_t>{{"import.check", 1}}))
      << "one piece of work, whatever the number of records";
  EXPECT_THAT(work_of(clerk_), IsEmpty()) << "whoever wrote them does not check them";
  expect_sound();
  must_do(review_.sign(import, "", seat(second_)));
  EXPECT_EQ(states(), (std::map<std::string, int>{{"Signed", 3}}));
  EXPECT_EQ(work_of(second_).count("import.check"), 0U);
  EXPECT_THAT(listed("penalties", "number"), IsEmpty());
  EXPECT_EQ(must(review_.publish(import, second_)), 3);
  EXPECT_EQ(listed("penalties", "number").size(), 3U);
  EXPECT_EQ(states(), (std::map<std::string, int>{{"Published", 3}}));
  EXPECT_EQ(verbs_of(import).front(), "record.imported");
  EXPECT_EQ(verbs_of(import).back(), "record.published");
  expect_sound();
}

TEST_P(ImportReviewTest, IsRefusedToThoseWhoMayNot) {
  const auto import = taken_in(1, 2);
  const auto nobody = Principal::of_key(1, "系统", kEast, {});
  EXPECT_EQ(key_of(review_.submit(import, nobody)), "right.missing");
  EXPECT_EQ(key_of(review_.submit(99, clerk_)), "import.missing");
  EXPECT_EQ(review_.publish(import, second_).error().key, "import.nothing-waits") << "nobody has signed";
  must_do(review_.submit(import, clerk_));
  EXPECT_EQ(key_of(review_.submit(import, clerk_)), "sign-off.open");
  EXPECT_EQ(key_of(review_.sign(import, "", seat(clerk_))), "sign-off.own");
  EXPECT_EQ(key_of(review_.sign(import, "", seat(nobody))), "right.missing");
  EXPECT_EQ(review_.publish(import, nobody).error().key, "right.missing");
  EXPECT_EQ(states(), (std::map<std::string, int>{{"Signing", 2}}));
}

TEST_P(ImportReviewTest, ComesBackToWhoeverEntersIt) {
  const auto import = taken_in(1, 2);
  struct Case {
    const char* name;
    std::function<Outcome<void>()> back;
  };
  const Case cases[] = {
      {"sent back", [&] { return review_.send_back(import, "金额有误", seat(second_)); }},
      {"taken back", [&] { return review_.take_back(import, clerk_); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    must_do(review_.submit(import, clerk_));
    must_do(c.back());
    EXPECT_EQ(states(), (std::map<std::string, int>{{"Entered", 2}}));
    EXPECT_EQ(work_of(clerk_), (std::map<std::string, std::int64_t>{{"record.finish", 2}}));
    expect_sound();
  }
}

TEST_P(ImportReviewTest, LeavesRecordsThatGoTheirOwnWay) {
  const auto import = taken_in(1, 4);
  const auto all = must(read([](db::Session& session) { return rows_behind(session, "penalties", 0, 10); }));
  must_do(desk_.correct(all[0].id, {penalty(1, {{"fine", "7"}}, "a firm is fined")}, "笔误", clerk_));
  must_do(desk_.take(all[1].id, Step::Submit, "", clerk_));
  must_do(review_.submit(import, clerk_));
  must_do(review_.sign(import, "", seat(second_)));
  EXPECT_EQ(states(), (std::map<std::string, int>{{"Entered", 1}, {"Signed", 2}, {"Signing", 1}}));
  EXPECT_EQ(row(all[0].id).state, State::Entered) << "its words are not those of the import";
  EXPECT_EQ(row(all[1].id).state, State::Signing) << "it has a signature of its own to wait for";
  must_do(desk_.sign(all[1].id, "", seat(second_)));
  EXPECT_EQ(must(review_.publish(import, second_)), 3);
  expect_sound();
}

TEST_P(ImportReviewTest, IsOverOnceTheImportWasTakenBack) {
  const auto import = taken_in(1, 2);
  const auto undone = must(import_.undo(import, "发错了文件", clerk_));
  for (const auto id : {import, undone.id}) {
    EXPECT_EQ(key_of(review_.submit(id, clerk_)), "import.undone");
    EXPECT_EQ(review_.publish(id, second_).error().key, "import.undone");
  }
}

TEST_P(ImportReviewTest, PublishesAtOnceWhereNobodyHasToSign) {
  const auto cells = cells_like(made("parking"), "a public lot", {{"changed_on", "2025-10-08"}});
  const auto import = apply(csv_of(made("parking"), {cells}), "parking");
  EXPECT_EQ(key_of(review_.submit(import, clerk_)), "record.no-chain");
  EXPECT_EQ(must(review_.publish(import, clerk_)), 1);
}

}  // namespace
}  // namespace dl::records
