// Findings on every engine: no way releases an edition that is owed an answer; answers fit the words that they
// were given to and nobody vouches for personal data in their own words.
#include "publications/finding.h"

#include <rapidcheck.h>

#include "publications/finding_store.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

constexpr const char* kPersonal = "请与张某联系，电话13812345678。";
constexpr const char* kPlaceholder = "请于XX年底前完成。";

class FindingTest : public ShelfTest {
 public:
  NewDocument holding(const std::string& text) {
    auto document = notice(bureau_, "关于清扫落叶的通知");
    document.body.blocks.push_back({.runs = {{.text = text}}});
    return document;
  }
  std::int64_t drafted_with(const std::string& text) {
    auto id = desk_.draft(holding(text), author_);
    EXPECT_TRUE(id) << describe(id.error());
    return id.value_or(0);
  }
  Outcome<std::int64_t> rewrite(std::int64_t id, const std::vector<std::string>& paragraphs) {
    auto edition = work(id).edition;
    edition.body.blocks.clear();
    for (const auto& text : paragraphs) edition.body.blocks.push_back({.runs = {{.text = text}}});
    return desk_.correct(id, edition.metadata, edition.body, author_);
  }
  /// As staff are shown them.
  std::vector<Finding> findings(std::int64_t id) {
    auto edition = work(id).edition;
    edition.state = State::Draft;  // as the words are, whatever was shown when they were released
    const auto kept = read([&](db::Session& session) { return list_findings(session, edition.id); });
    EXPECT_TRUE(kept) << describe(kept.error());
    return survey(edition, *kept, public_numbers(*directory_.current()), clock().now());
  }
  std::vector<Finding> rows(std::int64_t id) {
    const auto edition = work(id).edition.id;
    auto kept = read([&](db::Session& session) { return list_findings(session, edition); });
    EXPECT_TRUE(kept) << describe(kept.error());
    return *kept;
  }
  std::string digest(std::int64_t id, std::size_t at = 0) {
    auto all = findings(id);
    return at < all.size() ? all[at].what.digest : std::string();
  }
  Outcome<void> answer(std::int64_t id, const Principal& by, const std::string& reason = "经本人同意") {
    return desk_.answer_findings(id, {digest(id)}, Answer::Accepted, reason, by);
  }
  bool is_released_now(std::int64_t id) {
    auto row = read([&](db::Session& session) {
      return session.value<std::int64_t>(
          "SELECT count(*) FROM edition WHERE document = :id AND state IN ('Published', 'Posted')", id);
    });
    return *row > 0;
  }

 protected:
  static std::string key(const auto& outcome) { return outcome ? std::string("done") : outcome.error().key; }
};

DL_ON_EVERY_ENGINE(FindingTest);

TEST_P(FindingTest, AreRowsOfTheEditionFromTheFirstSavingOn) {
  auto id = drafted_with(kPersonal);
  auto kept = rows(id);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_TRUE(kept == findings(id));
  EXPECT_EQ(kept[0].what.kind, "personal-data");
  EXPECT_EQ(kept[0].what.block, 1);
  EXPECT_EQ(kept[0].what.excerpt, "138****5678");
  EXPECT_EQ(kept[0].found_at, clock().now());
  EXPECT_TRUE(kept[0].is_owed());

  ASSERT_TRUE(rewrite(id, {"各科室：", kPlaceholder}));
  ASSERT_EQ(rows(id).size(), 1U);
  EXPECT_EQ(rows(id)[0].what.kind, "placeholder");
  ASSERT_TRUE(desk_.add_file(id, {"张某13812345678.txt", "x"}, author_));
  EXPECT_EQ(rows(id).size(), 2U);
  ASSERT_TRUE(desk_.remove_file(id, 1, author_));
  EXPECT_EQ(rows(id).size(), 1U);
  ASSERT_TRUE(rewrite(id, {"各科室："}));
  EXPECT_TRUE(rows(id).empty());
}

TEST_P(FindingTest, NoWayReleasesWhatIsOwedAnAnswer) {
  for (const char* text : {kPersonal, kPlaceholder}) {
    SCOPED_TRACE(text);
    auto id = drafted_with(text);
    const auto forced = [&] { return key(desk_.publish(id, other_, Force::Yes, "汛情紧急")); };
    EXPECT_EQ(forced(), "document.findings-open");
    EXPECT_EQ(work(id).edition.state, State::Draft) << "nothing of a refused step stays";
    clear(id);
    EXPECT_EQ(key(desk_.publish(id, other_)), "document.findings-open");
    EXPECT_EQ(forced(), "document.findings-open");
    EXPECT_EQ(key(desk_.schedule(id, Instant(clock().now().milliseconds() + 60'000), other_)),
              "document.findings-open");
    // One that was scheduled before the finder knew this kind.
    ASSERT_TRUE(database().write([&](db::Session& session) {
      return work::set_schedule(session, topic_of_document(id), {"publish", clock().now(), "person:乙"});
    }));
    EXPECT_EQ(*timetable_.take_due(), 0);
    EXPECT_FALSE(is_released_now(id));

    ASSERT_TRUE(answer(id, other_));
    EXPECT_EQ(key(desk_.publish(id, other_)), "done");
    EXPECT_EQ(key(answer(id, other_)), "document.step") << "what is public is answered for";
  }
  auto internal = holding(kPersonal);
  internal.metadata.disclosure = DisclosureClass::Internal;
  auto id = *desk_.draft(internal, author_);
  clear(id);
  EXPECT_EQ(key(desk_.post(id, other_)), "document.findings-open");
  ASSERT_TRUE(answer(id, other_));
  EXPECT_EQ(key(desk_.post(id, other_)), "done");
}

TEST_P(FindingTest, WhatTheSecondPassAloneSeesIsOwedAReviewersAnswer) {
  // Behind a letter the finder takes digits for a code.
  auto id = drafted_with("编号见X11010519491231002X。");
  const auto found = findings(id);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].what.kind, "personal-residue");
  EXPECT_EQ(found[0].what.excerpt, "110105********002X");
  clear(id);
  EXPECT_EQ(key(desk_.publish(id, other_)), "document.findings-open");
  EXPECT_EQ(key(answer(id, author_)), "finding.own-words");
  ASSERT_TRUE(answer(id, other_));
  EXPECT_EQ(key(desk_.publish(id, other_)), "done");
}

TEST_P(FindingTest, ABulkImportLeavesThemAsDraftsAndLosesNothing) {
  auto made = desk_.import({notice(bureau_, "甲"), holding(kPersonal), notice(bureau_, "乙")}, author_, "迁移");
  ASSERT_TRUE(made) << describe(made.error());
  ASSERT_EQ(made->size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*made)[i].stays_draft, i == 1);
    EXPECT_EQ(is_released_now((*made)[i].document), i != 1);
  }
  EXPECT_EQ(work((*made)[1].document).edition.state, State::Draft);
  EXPECT_EQ(findings((*made)[1].document).size(), 1U);
}

TEST_P(FindingTest, ABulkImportAnswersTheKindsThatItNames) {
  constexpr const char* kPlaceholder = "会议定于XX年XX月XX日召开。";
  const Acceptance accepted{{"placeholder", "personal-data"}, "模板如此"};
  auto made = desk_.import({holding(kPlaceholder), holding(kPersonal)}, author_, "迁移", accepted);
  ASSERT_TRUE(made) << describe(made.error());
  const auto id = (*made)[0].document;
  EXPECT_FALSE((*made)[0].stays_draft);
  EXPECT_TRUE(is_released_now(id));
  ASSERT_EQ(rows(id).size(), 1U);
  EXPECT_EQ(rows(id)[0].answer, Answer::Accepted);
  EXPECT_EQ(rows(id)[0].reason, "模板如此");
  EXPECT_EQ(rows(id)[0].answered_by, author_.actor());
  EXPECT_TRUE((*made)[1].stays_draft) << "personal data is for a reviewer";
  EXPECT_TRUE(rows((*made)[1].document)[0].is_owed());

  auto same = holding(kPlaceholder);
  same.metadata.title = "另一件";
  EXPECT_EQ(key(desk_.import({same}, author_, "迁移", {{"placeholder"}, " "})), "document.reason-owed");
  same.body.blocks.push_back({.runs = {{.text = kPersonal}}});
  made = desk_.import({same}, author_, "迁移", accepted);
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_TRUE((*made)[0].stays_draft);
  EXPECT_EQ(count_owed(rows((*made)[0].document)), 1U) << "the other one is answered all the same";
}

// Documents from before there were findings have no rows.
TEST_P(FindingTest, AreAskedForWhereNoRowIsKept) {
  auto id = drafted_with(kPersonal);
  clear(id);
  ASSERT_TRUE(database().write([](db::Session& session) { return session.run("DELETE FROM finding"); }));
  EXPECT_EQ(key(desk_.publish(id, other_)), "document.findings-open");
  ASSERT_EQ(findings(id).size(), 1U);
  ASSERT_TRUE(answer(id, other_));
  EXPECT_EQ(key(desk_.publish(id, other_)), "done");
}

TEST_P(FindingTest, AnswersOutliveOtherChangesAndGoWithTheWords) {
  auto id = drafted_with(kPersonal);
  ASSERT_TRUE(answer(id, other_));
  auto answered = findings(id)[0];
  EXPECT_EQ(answered.answer, Answer::Accepted);
  EXPECT_EQ(answered.answered_by, other_.actor());
  EXPECT_EQ(answered.answered_at, clock().now());
  EXPECT_EQ(answered.reason, "经本人同意");
  clock().advance_ms(60'000);
  ASSERT_TRUE(rewrite(id, {"各科室：", "补充一段。", kPersonal}));
  ASSERT_EQ(findings(id).size(), 1U);
  EXPECT_EQ(findings(id)[0].what.block, 2) << "the place moves along";
  answered.what.block = 2;
  EXPECT_TRUE(findings(id)[0] == answered);

  const auto old = digest(id);
  ASSERT_TRUE(rewrite(id, {"请与张某联系，电话13812345679。"}));
  EXPECT_TRUE(findings(id)[0].is_owed());
  EXPECT_EQ(key(desk_.answer_findings(id, {old}, Answer::Accepted, "同意", other_)), "finding.gone");
  ASSERT_TRUE(rewrite(id, {kPersonal}));
  EXPECT_TRUE(findings(id)[0].is_owed()) << "the answer went with the words";
}

TEST_P(FindingTest, AnswersAreCarriedIntoTheNextEdition) {
  auto id = drafted_with(kPersonal);
  ASSERT_TRUE(answer(id, other_));
  clear(id);
  ASSERT_TRUE(desk_.publish(id, other_));
  ASSERT_TRUE(desk_.revise(id, author_, "更正日期"));
  ASSERT_EQ(findings(id).size(), 1U);
  EXPECT_FALSE(findings(id)[0].is_owed());
  ASSERT_TRUE(rewrite(id, {kPersonal, kPlaceholder}));
  EXPECT_EQ(count_owed(findings(id)), 1U);
}

TEST_P(FindingTest, NobodyVouchesForPersonalDataInTheirOwnWords) {
  auto id = drafted_with(kPersonal);
  auto drafter = Principal::of_person(11, "丙", bureau_, {{Role::Drafter, bureau_, Reach::Own}}, {});
  auto publisher = Principal::of_person(12, "丁", bureau_, {{Role::Publisher, bureau_, Reach::Own}}, {});
  auto secrecy = Principal::of_person(13, "戊", bureau_, {{Role::SecrecyReviewer, bureau_, Reach::Own}}, {});
  auto stranger = Principal::of_person(14, "己", east_, {{Role::Reviewer, east_, Reach::Own}}, {});
  auto supervisor = Principal::of_person(15, "庚", bureau_, {{Role::Supervisor, bureau_, Reach::Own}}, {});
  EXPECT_EQ(key(answer(id, author_)), "finding.own-words");
  EXPECT_EQ(key(answer(id, drafter)), "finding.reviewer-owed");
  EXPECT_EQ(key(answer(id, publisher)), "finding.reviewer-owed");
  EXPECT_EQ(key(answer(id, stranger)), "right.missing");
  EXPECT_EQ(key(answer(id, supervisor)), "finding.reviewer-owed");
  EXPECT_EQ(key(answer(id, secrecy, " ")), "document.reason-owed");
  EXPECT_EQ(key(desk_.answer_findings(id, {digest(id)}, Answer::Mended, "", secrecy)), "finding.not-mended");
  EXPECT_EQ(key(desk_.answer_findings(id, {}, Answer::Accepted, "同意", secrecy)), "finding.answer-owed");
  EXPECT_EQ(key(desk_.answer_findings(id, {digest(id)}, Answer::Open, "同意", secrecy)), "finding.answer-owed");
  EXPECT_TRUE(findings(id)[0].is_owed());
  EXPECT_EQ(journal_.about(topic_of_document(id))->size(), 1U) << "refused answers leave no trace";
  EXPECT_EQ(key(answer(id, secrecy)), "done");
  const auto event = journal_.about(topic_of_document(id))->back().event;
  EXPECT_EQ(event.verb, "document.finding-answered");
  EXPECT_EQ(event.reason, "个人信息（1 处）：照此公开，经本人同意");

  auto other = drafted_with(kPlaceholder);
  EXPECT_EQ(key(answer(other, supervisor)), "right.missing");
  EXPECT_EQ(key(answer(other, drafter, "表式的一部分")), "done");
}

TEST_P(FindingTest, WhatAFileHasToldStaysUntilItIsAnswered) {
  auto document = notice(bureau_, "关于清扫落叶的通知");
  document.warnings = {{"attachment-missing", "文末写有“附件：”，但没有附件。"},
                       {"furniture-removed", "已去掉 3 行网页附带内容。"},
                       {"some-later-kind", "脚注没有读取。"},
                       {"encoding-doubtful", "文件没有写明编码，已按 Big5 读取，请对照原件核对文字。"},
                       {.code = "encoding-doubtful", .message = "有不能识别的字。", .words = "各\uFFFD室"},
                       {"personal-data", "有手机号 138****5678。"}};
  auto id = *desk_.draft(document, author_);
  auto all = findings(id);
  ASSERT_EQ(all.size(), 4U) << "what the words show is found in the words";
  EXPECT_EQ(count_owed(all), 3U);
  EXPECT_EQ(all.back().what.kind, "furniture-removed");
  ASSERT_TRUE(rewrite(id, {"各科室："}));
  EXPECT_EQ(findings(id).size(), 4U);
  ASSERT_TRUE(desk_.answer_findings(id, {digest(id, 0), digest(id, 1), digest(id, 2)}, Answer::Mended, "", author_));
  EXPECT_EQ(count_owed(findings(id)), 0U);

  document.warnings.clear();
  for (int i = 0; i < 1000; ++i) document.warnings.push_back({"address-dropped", fmt::format("网址 {} 已删去。", i)});
  auto many = *desk_.draft(document, author_);
  ASSERT_EQ(findings(many).size(), intake::kMostFindings + 1);
  const auto before = findings(many);
  ASSERT_TRUE(rewrite(many, {"各科室："}));
  EXPECT_TRUE(findings(many) == before) << "also the one that stands for the rest";
}

TEST_P(FindingTest, KeepOutWhatNoTextMayHoldAndSayWhere) {
  auto document = notice(bureau_, std::string("落叶\0通知", 13));
  document.metadata.summary = "摘\uFFFE要";
  document.body.blocks.push_back(
      {.kind = content::BlockKind::Table, .rows = {{.cells = {{.runs = {{.text = "单\x01元"}}}}}}});
  auto id = *desk_.draft(document, author_);
  const auto edition = work(id).edition;
  EXPECT_EQ(edition.metadata.title, "落叶通知");
  EXPECT_EQ(edition.metadata.summary, "摘要");
  EXPECT_EQ(edition.body.blocks[1].rows[0].cells[0].runs[0].text, "单元");
  std::vector<std::string> places;
  for (const auto& one : findings(id)) {
    EXPECT_EQ(one.what.kind, "characters-dropped");
    places.push_back(one.what.place);
  }
  EXPECT_THAT(places, testing::UnorderedElementsAre("title", "body", "body", "summary"));

  ASSERT_TRUE(rewrite(id, {std::string("甲\0乙", 7)}));
  EXPECT_EQ(work(id).edition.body.blocks[0].runs[0].text, "甲乙");
  EXPECT_EQ(findings(id).size(), 5U);
  ASSERT_TRUE(rewrite(id, {std::string("甲\0乙", 7)}));
  EXPECT_EQ(findings(id).size(), 5U) << "the same once";
}

TEST_P(FindingTest, PassOverTheNumbersOfOffices) {
  auto changed = *directory_.current()->site_of_agency(bureau_);
  changed.facts.phone = "138-1234-5678";
  ASSERT_TRUE(sites_.change_site(changed, author_));
  ASSERT_TRUE(directory_.reload(database()));
  EXPECT_TRUE(findings(drafted_with(kPersonal)).empty());
}

// Whoever does what in whatever order: nothing is released that is owed an answer.
TEST_P(FindingTest, NoOrderOfVerbsReleasesWhatIsOwedAnAnswer) {
  const std::vector<std::string> kTexts = {kPersonal, kPlaceholder, "请各科室落实。", "值班手机13912345678。"};
  const std::vector<Principal> kPeople = {author_, other_};
  EXPECT_TRUE(rc::check([&] {
    auto id = drafted_with(*rc::gen::elementOf(kTexts));
    for (int step = *rc::gen::inRange(5, 25); step > 0; --step) {
      const auto& by = *rc::gen::elementOf(kPeople);
      clock().advance_ms(1000);
      switch (*rc::gen::inRange(0, 10)) {
        case 0: (void)rewrite(id, {*rc::gen::elementOf(kTexts), *rc::gen::elementOf(kTexts)}); break;
        case 1: (void)desk_.submit(id, by); break;
        case 2: (void)desk_.review(id, by, ""); break;
        case 3: (void)desk_.clear(id, by, "不涉密"); break;
        case 4: (void)desk_.send_back(id, by, "再改"); break;
        case 5: (void)desk_.publish(id, by, *rc::gen::elementOf(std::vector{Force::No, Force::Yes}), "急"); break;
        case 6: (void)answer(id, by); break;
        case 7: (void)desk_.revise(id, by, "修订"); break;
        case 8: (void)desk_.schedule(id, Instant(clock().now().milliseconds() + 500), by); break;
        default: (void)timetable_.take_due(); break;
      }
      if (is_released(work(id).edition.state)) RC_ASSERT(count_owed(findings(id)) == 0U);
    }
  }));
}

}  // namespace
}  // namespace dl::publications
