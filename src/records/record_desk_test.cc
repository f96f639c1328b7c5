// The desk of records on every engine: what it does, what it refuses and to whom, what it keeps from everybody.
#include "base/hash.h"
#include "records/desk_fixture.h"
#include "records/words_check.h"
#include "work/sealed_values.h"

namespace dl::records {
namespace {

using accounts::Right;
using accounts::Rights;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

constexpr std::string_view kIdentity = "11010519491231002X";

class RecordDeskTest : public OfficeTest {
 protected:
  std::vector<std::string> verbs(Id id) {
    std::vector<std::string> verbs;
    for (const auto& entry : must(journal_.about(accounts::subject_text(kRecord, id))))
      verbs.push_back(entry.event.verb);
    return verbs;
  }
  std::vector<std::string> waiting(Id id) {
    std::vector<std::string> kinds;
    const auto items = must(
        read([&](db::Session& session) { return work::kept_items(session, accounts::subject_text(kRecord, id)); }));
    for (const auto& item : items)
      kinds.push_back(item.kind + (item.due_on ? " " + item.due_on->text() : std::string()));
    return kinds;
  }
  std::string correct(Id id, const Read& read, std::vector<std::string> keep = {}, const std::string& reason = "笔误") {
    return key_of(desk_.correct(id, {read, std::move(keep)}, reason, clerk_));
  }
  std::string take(Id id, Step step, const std::string& reason = "理由") {
    return key_of(desk_.take(id, step, reason, second_));
  }

  /// A record that stands in a state; the public sees it where `shown`.
  Id standing(State state, bool shown) {
    const auto read = penalty(++last_);
    const auto id = shown || state == State::Withdrawn ? published("penalties", read) : entered("penalties", read);
    if (state == State::Withdrawn) EXPECT_EQ(take(id, Step::Withdraw), "");
    if (shown && state != State::Published) {
      auto other = read;
      other.record.at(made("penalties").find("offence")->place) = Value(std::string("另一违法行为"));
      EXPECT_EQ(correct(id, other), "");
    }
    if (state == State::Signing || state == State::Signed) EXPECT_EQ(take_as_clerk(id, Step::Submit), "");
    if (state == State::Signed) EXPECT_EQ(key_of(desk_.sign(id, "", {second_, {}})), "");
    if (state == State::Erased) EXPECT_EQ(take(id, Step::Erase), "");
    EXPECT_EQ(row(id).state, state);
    return id;
  }
  std::string take_as_clerk(Id id, Step step) { return key_of(desk_.take(id, step, "", clerk_)); }

 private:
  int last_ = 0;
};
DL_ON_EVERY_ENGINE(RecordDeskTest);

TEST_P(RecordDeskTest, HidesInScannedWordsWhatIsFoundAndWhatTheRecordItselfHides) {
  const std::string facts = "当事人张三（公民身份号码11010519491231002X，电话13800138000）在建设路占道经营。";
  const auto id = entered("penalties", penalty(1, {{"facts", facts}}));
  const auto words = head(id);
  const auto& shown = *words.shown.at(made("penalties").find("facts")->place).text();
  EXPECT_THAT(shown, HasSubstr("在建设路占道经营"));
  for (const auto* hidden : {"张三", "11010519491231002X", "13800138000"}) EXPECT_THAT(shown, Not(HasSubstr(hidden)));
  ASSERT_TRUE(words.sealed.contains("facts"));
  EXPECT_EQ(must(desk_.open(id, "facts", "核对", second_)), facts);
  const auto plain = head(entered("penalties", penalty(2, {{"facts", "在建设路占道经营，面积12平方米。"}})));
  EXPECT_FALSE(plain.sealed.contains("facts")) << "nothing was hidden";
}

TEST_P(RecordDeskTest, TakesARecordFromEntryThroughASecondPersonToThePublicAndBack) {
  const auto id = entered("penalties", penalty(1));
  EXPECT_THAT(listed("penalties", "number"), IsEmpty());
  EXPECT_THAT(waiting(id), ElementsAre("record.finish 2025-09-19"));
  EXPECT_EQ(take_as_clerk(id, Step::Submit), "");
  EXPECT_EQ(key_of(desk_.sign(id, "", {clerk_, {}})), "sign-off.own");
  EXPECT_THAT(waiting(id), ElementsAre("record.check 2025-09-19"));
  EXPECT_EQ(key_of(desk_.send_back(id, "不清楚", {second_, {}})), "");
  EXPECT_EQ(row(id).state, State::Entered);
  EXPECT_EQ(take_as_clerk(id, Step::Submit), "");
  EXPECT_EQ(key_of(desk_.take_back(id, clerk_)), "");
  EXPECT_EQ(row(id).state, State::Entered);
  EXPECT_EQ(take_as_clerk(id, Step::Submit), "");
  EXPECT_EQ(key_of(desk_.sign(id, "无误", {second_, {}})), "");
  EXPECT_THAT(waiting(id), ElementsAre("record.publish 2025-09-19"));
  EXPECT_EQ(take(id, Step::Publish), "");
  EXPECT_THAT(waiting(id), IsEmpty());
  EXPECT_THAT(listed("penalties", "party"), ElementsAre("张某某"));

  EXPECT_EQ(take(id, Step::Demand), "");
  EXPECT_THAT(waiting(id), ElementsAre("record.withdraw 2025-10-13"));
  EXPECT_EQ(take(id, Step::Withdraw, "决定被撤销"), "");
  EXPECT_THAT(listed("penalties", "party"), IsEmpty());
  EXPECT_THAT(waiting(id), IsEmpty());
  const auto tomb = row(id).tombstone;
  EXPECT_EQ(entries(id).back().id, tomb);
  EXPECT_EQ(entries(id).back().reason, "决定被撤销");
  EXPECT_EQ(take(id, Step::Restore), "");
  EXPECT_EQ(row(id).tombstone, 0);
  EXPECT_THAT(listed("penalties", "party"), ElementsAre("张某某"));
  EXPECT_THAT(verbs(id), ElementsAre("record.entered", "sign-off.asked", "sign-off.returned", "sign-off.asked",
                                     "sign-off.taken-back", "sign-off.asked", "sign-off.signed", "record.published",
                                     "record.to-withdraw", "record.withdrawn", "record.restored"));
}

TEST_P(RecordDeskTest, ShowsThePublicTheOldWordsUntilTheNewOnesArePublished) {
  const auto id = published("penalties", penalty(1));
  EXPECT_EQ(correct(id, penalty(1, {{"offence", "占道经营"}})), "");
  EXPECT_THAT(listed("penalties", "offence"), ElementsAre("擅自占用城市道路"));
  EXPECT_THAT(listed("penalties", "offence", {}, accounts::Scope::everywhere()), ElementsAre("占道经营"));
  publish(id);
  EXPECT_THAT(listed("penalties", "offence"), ElementsAre("占道经营"));
  std::vector<std::string> acts;
  for (const auto& entry : entries(id)) acts.emplace_back(name_of(entry.act));
  EXPECT_THAT(acts, ElementsAre("enter", "publish", "correct", "publish"));
}

TEST_P(RecordDeskTest, OffersEachStepWhereTheTableSaysAndNowhereElse) {
  struct Case {
    State state;
    bool shown;
    Step step;
    const char* refused;
  };
  constexpr const char* kStep = "record.step";
  const Case cases[] = {
      {State::Entered, false, Step::Submit, ""},
      {State::Entered, false, Step::Publish, "record.chain"},
      {State::Entered, false, Step::Demand, "record.not-shown"},
      {State::Entered, false, Step::Withdraw, "record.not-shown"},
      {State::Entered, false, Step::Restore, kStep},
      {State::Entered, false, Step::Erase, ""},
      {State::Entered, true, Step::Withdraw, ""},
      {State::Entered, true, Step::Demand, ""},
      {State::Entered, true, Step::Erase, "record.shown"},
      {State::Signing, false, Step::Submit, kStep},
      {State::Signing, false, Step::Publish, kStep},
      {State::Signing, true, Step::Withdraw, ""},
      {State::Signing, false, Step::Erase, kStep},
      {State::Signed, false, Step::Publish, ""},
      {State::Signed, true, Step::Withdraw, ""},
      {State::Signed, false, Step::Submit, kStep},
      {State::Published, true, Step::Submit, kStep},
      {State::Published, true, Step::Publish, kStep},
      {State::Published, true, Step::Restore, kStep},
      {State::Published, true, Step::Erase, kStep},
      {State::Withdrawn, false, Step::Withdraw, kStep},
      {State::Withdrawn, false, Step::Publish, kStep},
      {State::Withdrawn, false, Step::Erase, ""},
      {State::Erased, false, Step::Restore, kStep},
      {State::Erased, false, Step::Submit, kStep},
      {State::Erased, false, Step::Erase, kStep},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(fmt::format("{} of {}, {}", name_of(c.step), name_of(c.state), c.shown ? "shown" : "not shown"));
    EXPECT_EQ(take(standing(c.state, c.shown), c.step), c.refused);
  }
  const auto demanded = standing(State::Published, true);
  EXPECT_EQ(take(demanded, Step::Demand), "");
  EXPECT_EQ(take(demanded, Step::Demand), "record.demanded") << "the days run from the first demand";
  EXPECT_EQ(take(99'999, Step::Withdraw), "record.missing");
  EXPECT_EQ(correct(standing(State::Signing, false), penalty(500)), kStep);
  EXPECT_EQ(correct(standing(State::Erased, false), penalty(501)), kStep);
  EXPECT_EQ(take(standing(State::Published, true), Step::Withdraw, " "), "record.reason-owed");
  EXPECT_EQ(correct(standing(State::Published, true), penalty(502), {}, ""), "record.reason-owed");
}

TEST_P(RecordDeskTest, AsksForTheRightOfEachVerb) {
  struct Case {
    State state;
    Step step;
    Right right;
  };
  const Case cases[] = {{State::Entered, Step::Submit, Right::EnterRecords},
                        {State::Signed, Step::Publish, Right::PublishRecords},
                        {State::Published, Step::Demand, Right::EnterRecords},
                        {State::Published, Step::Withdraw, Right::WithdrawRecords},
                        {State::Withdrawn, Step::Restore, Right::WithdrawRecords},
                        {State::Withdrawn, Step::Erase, Right::EraseRecords}};
  for (const auto& c : cases) {
    SCOPED_TRACE(name_of(c.step));
    const auto id = standing(c.state, c.state == State::Published);
    const auto only = Principal::of_key(7, "接口", kEast, Rights(c.right));
    const auto elsewhere = Principal::of_key(7, "接口", kWest, Rights(c.right));
    Rights others;
    for (const auto& right : accounts::kRights)
      if (right.value != c.right) others = others.with(right.value);
    EXPECT_EQ(key_of(desk_.take(id, c.step, "理由", elsewhere)), "right.missing");
    EXPECT_EQ(key_of(desk_.take(id, c.step, "理由", Principal::of_key(7, "接口", kEast, others))), "right.missing");
    EXPECT_EQ(key_of(desk_.take(id, c.step, "理由", only)), "");
  }
  const Principal nobody;
  EXPECT_EQ(desk_.enter("penalties", kEast, {penalty(900)}, nobody).error().key, "right.missing");
  EXPECT_EQ(desk_.declare_nil("penalties", kEast, "2025-08", nobody).error().key, "right.missing");
  const auto id = standing(State::Entered, false);
  EXPECT_EQ(key_of(desk_.correct(id, {penalty(901), {}}, "", nobody)), "right.missing");
  EXPECT_EQ(desk_.open(id, "party_number", "核对", nobody).error().key, "right.missing");
  EXPECT_EQ(take_as_clerk(id, Step::Submit), "");
  EXPECT_EQ(key_of(desk_.sign(id, "", {nobody, {}})), "right.missing");
}

TEST_P(RecordDeskTest, KeepsNumbersUniqueWithinTheirAgency) {
  const auto id = published("penalties", penalty(1));
  const auto twice = [&](Id agency) {
    const auto made = desk_.enter("penalties", agency, {penalty(1)}, clerk_);
    return made ? std::string() : made.error().key;
  };
  const auto refused = desk_.enter("penalties", kEast, {penalty(2), penalty(1)}, clerk_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "record.taken");
  EXPECT_THAT(refused.error().fields, ElementsAre(FieldProblem{"number", "record.taken"}));
  EXPECT_EQ(twice(kWest), "") << "another agency has numbers of its own";
  EXPECT_EQ(take(id, Step::Withdraw), "");
  EXPECT_EQ(twice(kEast), "record.taken") << "what is withdrawn keeps its number";
  EXPECT_EQ(take(id, Step::Erase), "");
  EXPECT_EQ(twice(kEast), "");
  EXPECT_EQ(correct(entered("penalties", penalty(3)), penalty(1)), "record.taken");
}

TEST_P(RecordDeskTest, RefusesAllRecordsForOneThatIsWrong) {
  auto wrong = penalty(2, {{"content", ""}});
  const auto refused = desk_.enter("penalties", kEast, {penalty(1), wrong}, clerk_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "record.problems");
  EXPECT_THAT(refused.error().fields, ElementsAre(FieldProblem{"content", "record.required"}));
  EXPECT_THAT(listed("penalties", "number", {}, accounts::Scope::everywhere()), IsEmpty());
  EXPECT_EQ(desk_.enter("nothing", kEast, {penalty(1)}, clerk_).error().key, "register.unknown");
}

TEST_P(RecordDeskTest, SealsWhatIsNotPublicAndShowsItToWhoeverGivesAReason) {
  const auto id = entered("penalties", penalty(1));
  const auto words = head(id);
  EXPECT_THAT(words.sealed, ElementsAre(Pair("party", testing::SizeIs(64)), Pair("party_number", testing::SizeIs(64))));
  EXPECT_EQ(*words.shown.at(made("penalties").find("party")->place).text(), "张某某");
  EXPECT_EQ(must(desk_.open(id, "party_number", "核对身份", clerk_)), kIdentity);
  EXPECT_EQ(must(desk_.open(id, "party", "核对身份", second_)), "张三");
  EXPECT_EQ(desk_.open(id, "party", "", clerk_).error().key, "sealed.reason-owed");
  EXPECT_EQ(desk_.open(id, "number", "核对", clerk_).error().key, "sealed.missing");
  EXPECT_THAT(verbs(id), ElementsAre("record.entered", "sealed.opened", "sealed.opened"));
}

TEST_P(RecordDeskTest, KeepsTheCommitmentOfWhatACorrectionLeavesAsItWas) {
  const auto id = entered("penalties", penalty(1));
  const auto before = head(id).sealed;
  EXPECT_EQ(correct(id, penalty(1)), "record.same");
  auto without = penalty(1, {{"offence", "占道经营"}});
  for (const char* code : {"party", "party_number"}) without.record.at(made("penalties").find(code)->place) = {};
  EXPECT_EQ(correct(id, without, {"party", "party_number"}), "");
  EXPECT_EQ(head(id).sealed, before);
  EXPECT_EQ(correct(id, penalty(1, {{"party", "李四"}})), "");
  EXPECT_EQ(head(id).sealed.at("party_number"), before.at("party_number"));
  EXPECT_NE(head(id).sealed.at("party"), before.at("party"));
}

TEST_P(RecordDeskTest, ErasesWhatIsSealedAndKeepsEveryProof) {
  const auto id = entered("penalties", penalty(1));
  EXPECT_EQ(correct(id, penalty(1, {{"party", "李四"}})), "");
  const auto before = entries(id);
  const auto head = row(id).head;
  EXPECT_EQ(take(id, Step::Erase, "当事人申请"), "");
  const auto after = entries(id);
  ASSERT_EQ(after.size(), before.size() + 1);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].content, before[i].content);
    EXPECT_EQ(after[i].digest, sha256_hex(after[i].content));
  }
  EXPECT_EQ(after.back().digest, before.back().digest);
  EXPECT_EQ(after.back().about, head);
  for (const auto& value : must(
           read([&](db::Session& session) { return work::list_sealed(session, accounts::subject_text(kRecord, id)); })))
    EXPECT_TRUE(value.erased) << value.field;
  EXPECT_EQ(desk_.open(id, "party", "核对", clerk_).error().key, "sealed.erased");
  EXPECT_TRUE(must(journal_.verify()).intact);
}

TEST_P(RecordDeskTest, NeverPublishesWhatARuleWithholds) {
  const auto id = entered("penalties", penalty(1, {}, "a person under age is never public"));
  EXPECT_TRUE(row(id).withheld);
  EXPECT_EQ(take(id, Step::Submit), "record.withheld");
  EXPECT_THAT(waiting(id), IsEmpty());
}

TEST_P(RecordDeskTest, PublishesAtOnceWhereNobodySigns) {
  const auto id = entered("parking", words("parking", "a public lot", {{"changed_on", "2025-10-08"}}));
  EXPECT_EQ(take(id, Step::Submit), "record.no-chain");
  EXPECT_EQ(take_as_clerk(id, Step::Publish), "");
  EXPECT_THAT(listed("parking", "lot"), ElementsAre("P-0001"));
  const auto rows = must(read([](db::Session& session) {
    return session.query<std::string, std::int64_t>(
        "SELECT \"kind\", \"count\" FROM rec_parking__bays ORDER BY "
        "_position");
  }));
  EXPECT_THAT(rows, ElementsAre(std::tuple("small", 514), std::tuple("charging", 40), std::tuple("accessible", 12)));
}

TEST_P(RecordDeskTest, EndsADisplayByTheLawOfItsDay) {
  const auto id = published("penalties", penalty(1, {{"dishonesty", "轻微"}}));
  const auto other = published("penalties", penalty(2, {{"dishonesty", ""}}));
  EXPECT_EQ(row(id).shown_until, Date(2025, 12, 10));
  EXPECT_EQ(row(other).shown_until, std::nullopt);
  clock_.set(Instant::at(Date(2025, 12, 10), 23, 59));
  EXPECT_EQ(must(desk_.end_displays(10)), 0);
  EXPECT_EQ(listed("penalties", "number").size(), 2U);
  clock_.set(Instant::at(Date(2025, 12, 11), 0, 0));
  EXPECT_EQ(listed("penalties", "number").size(), 1U) << "at once, whenever it is withdrawn";
  EXPECT_EQ(must(desk_.end_displays(10)), 1);
  EXPECT_EQ(row(id).state, State::Withdrawn);
  EXPECT_EQ(entries(id).back().reason, "公示期满");
  EXPECT_EQ(take(id, Step::Restore), "record.display-over");
  const auto late = entered("penalties", penalty(3, {{"dishonesty", "轻微"}}));
  EXPECT_EQ(take_as_clerk(late, Step::Submit), "record.display-over") << "nobody signs what cannot be shown";
  EXPECT_THAT(waiting(late), IsEmpty()) << "nobody can do anything with it";
  EXPECT_EQ(correct(late, penalty(3, {{"dishonesty", "严重"}})), "");
  EXPECT_THAT(waiting(late), ElementsAre("record.finish 2025-09-19")) << "now it can be shown";
  EXPECT_THAT(facet("penalties", "decided_on"), ElementsAre(Pair("2025", 1)));
}

TEST_P(RecordDeskTest, DeclaresThatAPeriodHadNoRecords) {
  entered("penalties", penalty(1));
  struct Case {
    const char* code;
    Id agency;
    const char* period;
    const char* refused;
  };
  const Case cases[] = {{"penalties", kEast, "2025-08", ""},
                        {"penalties", kEast, "2025-08", "nil.repeated"},
                        {"penalties", kEast, "2025-09", "nil.records"},
                        {"penalties", kWest, "2025-09", ""},
                        {"penalties", kEast, "2025-10", "nil.early"},
                        {"penalties", kEast, "2025-13", "nil.period"},
                        {"penalties", kEast, "2025-Q3", "nil.period"},
                        {"penalties", kEast, "2025", "nil.period"},
                        {"parking", kEast, "2025-08", "nil.none"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.period);
    const auto declared = desk_.declare_nil(c.code, c.agency, c.period, clerk_);
    EXPECT_EQ(declared ? "" : declared.error().key, c.refused);
  }
  const auto all =
      must(read([](db::Session& session) { return list_nil(session, "penalties", accounts::Scope::of({kEast})); }));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().period, "2025-08");
}

class NumberedTest : public testing::TestWithParam<test::Store>, public Office {
 public:
  NumberedTest() : Office(GetParam(), numbered()) {}
  static Registers numbered() {
    auto all = load_some();
    all.put(must(read_text("parking", replaced(text_of_file("parking"), "name = \"{name}\"",
                                               "name = \"{name}\"\nnumber = \"{agency.code}-{year}-{serial:5}\""))));
    return all;
  }
};
DL_ON_EVERY_ENGINE(NumberedTest);

TEST_P(NumberedTest, NumbersAreCountedByAgencyAndNeverGivenBack) {
  const auto lot = [&](const char* number) {
    return words("parking", "a public lot", {{"lot", number}, {"changed_on", "2025-10-08"}});
  };
  const auto first = entered("parking", lot("P-1"));
  EXPECT_EQ(row(first).number, "743719788-2025-00001");
  EXPECT_EQ(key_of(desk_.take(first, Step::Erase, "误录", second_)), "");
  EXPECT_EQ(row(entered("parking", lot("P-2"))).number, "743719788-2025-00002");
  EXPECT_EQ(row(entered("parking", lot("P-2"), kWest)).number, "743719796-2025-00001");
  clock_.set(Instant::at(Date(2026, 1, 1), 9, 0));
  EXPECT_EQ(row(entered("parking", lot("P-3"))).number, "743719788-2026-00001");
}

// Pages stay in the cache while only the office sees a change.
TEST_P(RecordDeskTest, EventsClearPagesOnlyOfWhatThePublicSees) {
  const auto id = published("penalties", penalty(1));
  auto other = penalty(1);
  other.record.at(made("penalties").find("offence")->place) = Value(std::string("另一违法行为"));
  EXPECT_EQ(correct(id, other), "");
  EXPECT_EQ(take(id, Step::Demand), "");
  EXPECT_EQ(take(id, Step::Withdraw), "");
  std::vector<std::string> cleared;
  for (const auto& entry : must(journal_.about(accounts::subject_text(kRecord, id)))) {
    const auto topics = journal::topics_of(entry);
    if (!topics.empty()) cleared.push_back(fmt::format("{}: {}", entry.event.verb, fmt::join(topics, " ")));
  }
  const auto topics = fmt::format("record:{} register:penalties", id);
  EXPECT_THAT(cleared, ElementsAre("record.published: " + topics, "record.withdrawn: " + topics));
}

}  // namespace
}  // namespace dl::records
