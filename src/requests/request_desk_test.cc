#include "requests/request_desk.h"

#include "base/hash.h"
#include "paper/letter_sample.h"
#include "requests/desk_fixture.h"
#include "requests/earlier.h"
#include "requests/likeness.h"
#include "requests/table3_store.h"

namespace dl::requests {
namespace {

using accounts::Principal;
using matters::Input;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// An agency that is asked for information, in the spring of 2026.
class RequestDeskTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  RequestDeskTest() : RequestAgency(GetParam()) { name_bodies(); }

  Filing filing(const std::string& wanted = "2025年道路养护预算",
                matters::Channel channel = matters::Channel::Counter) const {
    return {.place = place_,
            .channel = channel,
            .came_on = today(),
            .contact = {.name = "张三",
                        .identity_kind = "resident",
                        .identity_number = "11010119900307889X",
                        .phone = "13800000000"},
            .wanted = wanted};
  }
  matters::Opened filed(const std::string& wanted = "2025年道路养护预算",
                        matters::Channel channel = matters::Channel::Counter) {
    return must(desk_.file(filing(wanted, channel), "person:甲"));
  }
  Outcome<matters::Matter> take(std::int64_t id, Step step, const Input& input = {}, std::string_view name = "甲") {
    return AgencyFixture::take(id, name_of(step), input, name);
  }
  static std::string key_of(const Outcome<matters::Matter>& done) { return test::key_of(done); }
  /// What is there, whatever it takes.
  template <class F>
  auto read(F f) {
    return must(AgencyFixture::read(f));
  }
  std::vector<matters::Letter> letters(std::int64_t id) {
    return read([&](db::Session& session) { return matters::list_letters(session, id); });
  }
  LetterText words(std::int64_t id, const matters::Letter& letter) {
    const auto matter = now(id).matter;
    return read([&](db::Session& session) { return words_of(session, papers_, matter, letter); });
  }
  std::int64_t reply(std::int64_t id, Reply value = {.decision = Decision::Open, .material = {"预算表"}}) {
    return must(desk_.draft_reply(id, std::move(value), {}, who("甲"))).id;
  }
  /// The requests of a cell of this year's table 3, the oldest first.
  std::vector<std::int64_t> cell(int row, std::optional<Applicant> applicant) {
    const matters::Wanted wanted{.agency = place_.agency,
                                 .further = cell_condition(row, applicant, Date(2026, 1, 1), Date(2026, 12, 31))};
    const auto page = read([&](db::Session& session) {
      return matters::list_matters(session, matters::Sight::everywhere(), wanted, {}, 100);
    });
    std::vector<std::int64_t> ids;
    for (const auto& matter : page.items) ids.push_back(matter.id);
    std::ranges::sort(ids);
    return ids;
  }
  /// Registered and signed, waiting to be issued.
  std::int64_t signed_by_all() {
    const auto id = filed().id;
    must(take(id, Step::Accept));
    const auto letter = reply(id);
    must(take(id, Step::Submit, {.code = "open", .about = letter}));
    must(take(id, Step::Sign, {}, "乙"));
    return id;
  }
  /// Registered, signed, issued and posted today.
  std::int64_t answered(const std::string& wanted = "2025年道路养护预算") {
    const auto id = filed(wanted).id;
    must(take(id, Step::Accept));
    const auto letter = reply(id);
    must(take(id, Step::Submit, {.code = "open", .about = letter}));
    must(take(id, Step::Sign, {}, "乙"));
    must(take(id, Step::Issue, {.on = today()}, "乙"));
    must(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"}));
    return id;
  }
  void go_to(Date day) { clock_.set(Instant::at(day, 9, 30)); }
};
DL_ON_EVERY_ENGINE(RequestDeskTest);

TEST_P(RequestDeskTest, FilesWithSealedApplicantAndATitleWithoutPeople) {
  const auto opened = filed("请公开李四（电话13912345678）的举报处理材料");
  EXPECT_EQ(opened.number, place_.code + "-SQ2026-0001");
  const auto matter = now(opened.id).matter;
  EXPECT_THAT(matter.title, testing::Not(HasSubstr("13912345678")));
  EXPECT_EQ(matter.received_on, today()) << "at the counter";
  EXPECT_EQ(matter.klass, "natural");
  const auto request = read([&](db::Session& session) { return load_request(session, opened.id); });
  EXPECT_THAT(request.wanted, HasSubstr("13912345678"));
  const auto online = filed("公园绿化合同", matters::Channel::Online);
  EXPECT_EQ(now(online.id).matter.received_on, std::nullopt);
  EXPECT_EQ(key_of(take(online.id, Step::Accept)), "request.unconfirmed");
  EXPECT_EQ(must(take(online.id, Step::Confirm, {.words = "电话确认", .on = today()})).received_on, today());
  auto wrong = filing();
  wrong.wanted.clear();
  EXPECT_EQ(desk_.file(wrong, "person:甲").error().key, "request.filing");
  for (const auto day : {today().plus_days(1), today().plus_days(-kFarthest - 1)}) {
    auto other = filing();
    other.came_on = day;
    EXPECT_EQ(desk_.file(other, "person:甲").error().fields.at(0).key, "request.came");
  }
}

TEST_P(RequestDeskTest, AnswersFromReceiptToTheArchive) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  ASSERT_THAT(letters(id), SizeIs(1));
  EXPECT_THAT(words(id, letters(id)[0]).paragraphs.back(), HasSubstr("2026年3月30日前答复"));
  const auto letter = reply(id);
  EXPECT_EQ(key_of(take(id, Step::Submit, {.code = "partly", .about = letter})), "request.outcome-differs");
  must(take(id, Step::Submit, {.code = "open", .about = letter}));
  const auto sheet = letters(id).back();
  EXPECT_EQ(sheet.kind, "approval-sheet") << "what the signers decide upon, printed from the case";
  const auto said = words(id, sheet).paragraphs;
  EXPECT_THAT(said, testing::Contains("拟答复类型：予以公开。"));
  EXPECT_THAT(said.front(), HasSubstr("张三"));
  EXPECT_THAT(sheet.content, testing::Not(HasSubstr("张三"))) << "what is kept names nobody";
  EXPECT_EQ(desk_.issue_notice(id, sheet.id, today(), who("乙")).error().key, "request.letter-kind")
      << "it stays in the house";
  EXPECT_EQ(desk_.draft_reply(id, {.material = {"x"}}, {}, who("甲")).error().key, "request.not-open");
  EXPECT_EQ(key_of(take(id, Step::Sign)), "sign-off.own");
  EXPECT_EQ(must(take(id, Step::Sign, {}, "乙")).state, "Signed");
  go_to(Date(2026, 3, 4));
  must(take(id, Step::Issue, {.on = Date(2026, 3, 3)}, "乙"));
  const auto done = must(take(id, Step::Deliver, {.on = Date(2026, 3, 4), .code = "post", .terms = "EMS1234567890"}));
  EXPECT_EQ(done.outcome, "open");
  EXPECT_EQ(done.ended_on, Date(2026, 3, 4));
  const auto issued = letters(id)[1];
  EXPECT_EQ(issued.number, place_.code + "依申请〔2026〕1号") << "an agency without a short name is known by its code";
  const auto text = words(id, issued);
  EXPECT_EQ(text.addressee, "张三");
  EXPECT_THAT(text.paragraphs.back(), HasSubstr("六个月内向清州市中级人民法院"));
  EXPECT_THAT(issued.content, testing::Not(HasSubstr("张三"))) << "what is kept names nobody";
  EXPECT_EQ(must(take(id, Step::Archive)).state, "Archived");
  EXPECT_THAT(words(id, letters(id).back()).paragraphs.back(), HasSubstr(issued.number));
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

// 登记回执: channel, who confirmed, and whom to ask.
TEST_P(RequestDeskTest, AReceiptSaysHowItCameWhoConfirmedItAndWhomToAsk) {
  must(journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
    const agencies::Agency agency{.id = place_.agency, .openness = {.name = "局办公室", .phone = "0969-5550231"}};
    DL_CHECK(agencies::update_organisation(transaction.sql(), agency, {}));
    transaction.record(
        {.actor = "system:test", .verb = "agency.founded", .subject = fmt::format("agency:{}", place_.agency)});
    return {};
  }));
  const auto id = filed("公园绿化合同", matters::Channel::Online).id;
  must(take(id, Step::Confirm, {.words = "由值班人员电话确认。", .on = today()}));
  const auto confirmed = words(id, letters(id).at(0)).paragraphs;
  EXPECT_THAT(confirmed, testing::IsSupersetOf({"申请渠道：网上提交。", "收到的确认：由值班人员电话确认。",
                                                "查询和联系：局办公室，0969-5550231。"}));
  const auto handed = filed().id;
  must(take(handed, Step::Accept));
  const auto accepted = words(handed, letters(handed).at(0)).paragraphs;
  EXPECT_THAT(accepted, testing::Contains("申请渠道：当面提交。"));
  EXPECT_THAT(accepted, testing::Not(testing::Contains(HasSubstr("收到的确认"))));
}

// Art. 45: what ended without an answer has a file, too, which is closed once.
TEST_P(RequestDeskTest, FilesAwayWhatEndedWithoutAnAnswer) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  must(take(id, Step::Withdraw, {.words = "来函撤回", .on = today()}));
  const auto filed_away = must(take(id, Step::Archive));
  EXPECT_EQ(filed_away.state, "Withdrawn") << "how it ended stays to be seen";
  EXPECT_EQ(filed_away.outcome, "withdrawn");
  EXPECT_EQ(filed_away.ended_on, today());
  EXPECT_EQ(letters(id).back().kind, "archive-contents");
  EXPECT_THAT(words(id, letters(id).back()).paragraphs.back(), HasSubstr("申请人撤回申请的记录"));
  EXPECT_EQ(key_of(take(id, Step::Archive)), "request.archived");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(RequestDeskTest, StepsBringTheirNotices) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  must(take(id, Step::AskSupplement, {.words = "哪一段道路？", .on = today(), .until = Date(2026, 3, 13)}));
  const auto notice = letters(id).back();
  EXPECT_EQ(notice.kind, "supplement");
  EXPECT_THAT(words(id, notice).paragraphs, testing::Contains(HasSubstr("哪一段道路？")));
  EXPECT_EQ(desk_.issue_notice(id, notice.id, Date(2026, 3, 1), who("乙")).error().key, "request.before");
  EXPECT_EQ(must(desk_.issue_notice(id, notice.id, today(), who("乙"))).number, place_.code + "依申请〔2026〕1号");
  EXPECT_EQ(desk_.issue_notice(id, notice.id, today(), who("乙")).error().key, "matter.letter-issued");
  must(take(id, Step::Supplemented, {.words = "东大街", .on = today()}));
  must(take(id, Step::ConsultThird, {.words = "施工合同", .on = today()}));
  const auto all = letters(id);
  EXPECT_EQ(all[all.size() - 2].kind, "third-party");
  EXPECT_EQ(all.back().kind, "consultation-told");
  EXPECT_THAT(words(id, all[all.size() - 2]).paragraphs.front(), testing::Not(HasSubstr("张三")));
}

TEST_P(RequestDeskTest, IsNotServedBesideANoticeThatNobodyIssued) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  must(take(id, Step::ProposeExtension, {.words = "卷宗较多", .until = Date(2026, 4, 10)}));
  must(take(id, Step::Extend, {}, "乙"));
  const auto notice = letters(id).back();
  ASSERT_EQ(notice.kind, "extension");
  const auto letter = reply(id);
  must(take(id, Step::Submit, {.code = "open", .about = letter}));
  must(take(id, Step::Sign, {}, "乙"));
  must(take(id, Step::Issue, {.on = today()}, "乙"));
  const Input posted{.on = today(), .code = "post", .terms = "EMS1234567890"};
  EXPECT_EQ(key_of(take(id, Step::Deliver, posted)), "request.notice-unissued:延期答复告知书");
  must(desk_.issue_notice(id, notice.id, today(), who("乙")));
  EXPECT_EQ(must(take(id, Step::Deliver, posted)).state, "Answered") << "the receipt is owed by no law";
}

TEST_P(RequestDeskTest, WhatWaitsForTheApproverIsTheirOpenWork) {
  const auto find = [&](std::int64_t id, std::string_view kind) {
    const auto items = waiting(id);
    const auto found = std::ranges::find(items, kind, &work::Item::kind);
    return found == items.end() ? std::optional<work::Item>() : std::optional(*found);
  };
  const auto id = filed().id;
  must(take(id, Step::Accept));
  const auto receipt = find(id, "request.notice");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->needs, accounts::Right::ApproveRequests);
  EXPECT_EQ(receipt->state, "登记回执");
  EXPECT_EQ(receipt->due_on, std::nullopt) << "no law asks for one";
  must(desk_.issue_notice(id, letters(id)[0].id, today(), who("乙")));
  EXPECT_FALSE(find(id, "request.notice")) << "it is issued";

  must(take(id, Step::ProposeExtension, {.words = "卷宗较多", .until = Date(2026, 4, 10)}));
  const auto proposed = find(id, "request.extension");
  ASSERT_TRUE(proposed);
  EXPECT_EQ(proposed->needs, accounts::Right::ApproveRequests);
  EXPECT_THAT(proposed->not_for, ElementsAre("person:甲"));
  EXPECT_EQ(proposed->due_on, Date(2026, 3, 30)) << "within the period (art. 33)";
  must(take(id, Step::Extend, {}, "乙"));
  EXPECT_FALSE(find(id, "request.extension")) << "it is decided";
  const auto told = find(id, "request.notice");
  ASSERT_TRUE(told);
  EXPECT_EQ(told->state, "延期答复告知书");
  EXPECT_EQ(told->due_on, Date(2026, 3, 30)) << "before the period that it lengthens is over";
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(RequestDeskTest, ASealIsKeptSealedAndSetUponLettersAtIssue) {
  const paper::Seal first{paper::seal_png(300), 45};
  const auto nobody = Principal();
  EXPECT_EQ(set_seal(journal_, key_, place_.agency, first, nobody).error().key, "right.missing");
  EXPECT_EQ(set_seal(journal_, key_, place_.agency, {"GIF89a"}, who("乙")).error().key, "paper.seal");
  const auto id = signed_by_all();
  EXPECT_EQ(key_of(take(id, Step::Issue, {.on = today(), .code = "seal"}, "乙")), "request.no-seal");
  const auto made = must(set_seal(journal_, key_, place_.agency, first, who("乙")));
  EXPECT_EQ(set_seal(journal_, key_, place_.agency, first, who("乙")).error().key, "request.seal-same");
  const auto stored = read([](db::Session& session) {
    return session.value<std::string>("SELECT sealed FROM sealed_value WHERE field = 'seal'");
  });
  for (const char* head : {"\x89PNG", "iVBORw0KGgo"}) EXPECT_EQ(stored.find(head), std::string::npos) << head;

  must(take(id, Step::Issue, {.on = today(), .code = "seal"}, "乙"));
  const auto letter = letters(id)[1];
  EXPECT_EQ(letter.seal, made.digest);
  EXPECT_EQ(now(id).last("request.issued")->code, "seal") << "the choice is kept with the fact";
  const auto uses = read([&](db::Session& session) { return list_seal_uses(session, place_.agency, 0, 10); });
  ASSERT_THAT(uses, SizeIs(1));
  EXPECT_EQ(uses[0].letter, letter.id);
  EXPECT_EQ(uses[0].seal, made.id);
  EXPECT_EQ(uses[0].number, letter.number);
  EXPECT_EQ(uses[0].letter_digest, letter.digest);
  EXPECT_EQ(uses[0].used_by, "person:乙");
  const auto told = must(journal_.about(matters::subject_of(id)));
  EXPECT_TRUE(std::ranges::any_of(told, [&](const journal::Entry& entry) {
    return entry.event.verb == "request.seal-used" && entry.event.actor == "person:乙" &&
           entry.event.reason == letter.number && entry.event.after_digest == made.digest;
  }));

  // Another seal later changes nothing of what was issued.
  must(set_seal(journal_, key_, place_.agency, {paper::seal_png(200), 42}, who("乙")));
  const auto upon = read([&](db::Session& session) { return seal_upon(session, key_, letter); });
  ASSERT_TRUE(upon);
  EXPECT_EQ(sha256_hex(upon->png), made.digest);
  EXPECT_EQ(upon->width, 45);
  const auto all = read([&](db::Session& session) { return list_seals(session, place_.agency); });
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].retired_at, std::nullopt);
  EXPECT_NE(all[1].retired_at, std::nullopt);
}

TEST_P(RequestDeskTest, WithoutTheChoiceThePlaceOfTheSealStaysFree) {
  must(set_seal(journal_, key_, place_.agency, {paper::seal_png()}, who("乙")));
  const auto id = answered();
  const auto issued = letters(id)[1];
  EXPECT_EQ(issued.seal, "");
  const auto sheet = [&](const matters::Letter& letter) {
    const auto text = words(id, letter);
    return read([&](db::Session& session) { return sheet_of(session, papers_, "东区", text, letter, today()); });
  };
  EXPECT_FALSE(sheet(issued).seal);
  const auto notice = letters(id)[0];
  EXPECT_EQ(sheet(notice).standing, paper::Standing::Draft);
  EXPECT_FALSE(sheet(notice).seal) << "a draft bears none";
  const auto sealed = must(desk_.issue_notice(id, notice.id, today(), who("乙"), Sealing::Seal));
  EXPECT_TRUE(sheet(sealed).seal);
  EXPECT_TRUE(paper::to_pdf(sheet(sealed)));
}

TEST_P(RequestDeskTest, RepliesNameWhereReliefIs) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  EXPECT_EQ(desk_.draft_reply(id, {.decision = Decision::Open}, {}, who("甲")).error().key, "request.reply");
  EXPECT_EQ(desk_.draft_reply(id, {.decision = Decision::Corrected, .material = {"x"}}, {}, who("甲")).error().key,
            "request.purpose");
  const Reply online{.decision = Decision::Open, .material = {"x"}, .online = true};
  EXPECT_EQ(desk_.draft_reply(id, online, {}, who("甲")).error().key, "request.online-owed");
  const auto first = must(desk_.draft_reply(id, {.material = {"预算表"}}, {}, who("甲")));
  EXPECT_EQ(desk_.draft_reply(id, {.material = {"决算表"}}, {first.id, "0"}, who("甲")).error().key,
            "matter.letter-changed");
  must(desk_.draft_reply(id, {.material = {"决算表"}}, {first.id, first.digest}, who("甲")));
  EXPECT_EQ(desk_.draft_notice(id, LetterKind::Reply, {}, {}, who("甲")).error().key, "request.letter-kind");
}

TEST_P(RequestDeskTest, PartsKeepTheDayOfReceipt) {
  const auto id = filed("道路养护预算和公园绿化合同").id;
  must(take(id, Step::Accept));
  go_to(Date(2026, 3, 5));
  EXPECT_EQ(key_of(take(id, Step::Divide, {.words = "两件事"})), "request.no-parts");
  const work::Seat seat = {who("甲"), {}};
  EXPECT_EQ(desk_.divide(id, {{"道路养护预算"}}, "两件事", 0, seat).error().key, "request.parts");
  const auto parts = must(desk_.divide(id, {{"道路养护预算"}, {"公园绿化合同"}}, "两件事", 0, seat));
  ASSERT_THAT(parts, SizeIs(2));
  const auto part = now(parts[1].id);
  EXPECT_EQ(part.matter.received_on, Date(2026, 3, 2));
  EXPECT_THAT(part.relations, ElementsAre(matters::Relation{parts[1].id, id, matters::Tie::Divided}));
  EXPECT_EQ(now(id).matter.state, "Divided");
  EXPECT_THAT(cell(1, {}), ElementsAre(parts[0].id, parts[1].id));
}

TEST_P(RequestDeskTest, PartsTakeOverWhatMovesTheClockAndCarriesTheAnswer) {
  const auto id = filed("道路养护预算和公园绿化合同").id;
  must(take(id, Step::Accept));
  must(take(id, Step::AskSupplement, {.words = "哪一年？", .on = today(), .until = Date(2026, 3, 20)}));
  must(desk_.issue_notice(id, letters(id).back().id, today(), who("乙")));
  go_to(Date(2026, 3, 9));
  must(take(id, Step::Supplemented, {.words = "2025年", .on = today()}));
  must(take(id, Step::ConsultThird, {.words = "施工合同", .on = today()}));
  const auto asked = now(id).last("request.third-party-asked")->id;
  const work::Seat seat = {who("甲"), {}};
  const std::vector<Part> halves = {{"道路养护预算"}, {"公园绿化合同"}};
  EXPECT_EQ(test::key_of(desk_.divide(id, halves, "两件事", 0, seat)), "request.notice-unissued:征求第三方意见书");
  for (const auto& letter : letters(id))
    if (!letter.issued()) must(desk_.issue_notice(id, letter.id, today(), who("乙")));
  must(take(id, Step::NoticeReceived, {.words = "回执", .on = today(), .about = asked}));
  must(take(id, Step::ThirdAnswered, {.words = "商业秘密", .on = today(), .code = "objection", .about = asked}));
  must(
      take(id, Step::Search, {.on = today(), .code = "nothing", .place = "档案室", .person = "张明", .terms = "养护"}));
  const matters::Times days = {requests::laws(), calendar()};
  const auto due = must(answer_clock(now(id), days))->due();
  for (const auto& part : must(desk_.divide(id, halves, "两件事", 0, seat))) {
    const auto taken = now(part.id);
    EXPECT_EQ(must(answer_clock(taken, days))->due(), due) << "the supplement began the period anew for it, too";
    const auto facts = facts_of(taken);
    ASSERT_EQ(facts.consultations.size(), 1U);
    EXPECT_EQ(facts.consultations[0].consent, Consent::Objection) << "the answer is about the copy of what was asked";
    EXPECT_EQ(facts.consultations[0].told_on, today()) << "by the letter of the whole";
    for (const auto& fact : taken.facts) EXPECT_EQ(fact.digest, matters::digest_of(fact)) << fact.verb;
    must(take(part.id, Step::Accept));
    const Input again{.words = "哪一年？", .on = today(), .until = Date(2026, 3, 20)};
    EXPECT_EQ(key_of(take(part.id, Step::AskSupplement, again)), "request.supplement-once");
  }
  EXPECT_TRUE(must(journal_.verify()).intact);
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(RequestDeskTest, NobodySignsOrIssuesWhatTheyWrote) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  const auto receipt = letters(id)[0];
  EXPECT_EQ(test::key_of(desk_.issue_notice(id, receipt.id, today(), who("甲"))), "request.letter-own");
  const auto letter = reply(id);
  must(take(id, Step::Submit, {.code = "open", .about = letter}, "丙"));
  EXPECT_EQ(key_of(take(id, Step::Sign)), "sign-off.own") << "another one sent it, and 甲 wrote it";
  must(take(id, Step::Sign, {}, "乙"));
  EXPECT_EQ(key_of(take(id, Step::Issue, {.on = today()})), "request.letter-own");
  must(take(id, Step::Issue, {.on = today()}, "乙"));
}

TEST_P(RequestDeskTest, WhoeverObjectsIsToldWhyItIsMadePublic) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  must(take(id, Step::ConsultThird, {.words = "施工合同", .on = today()}));
  const auto asked = now(id).last("request.third-party-asked")->id;
  for (const auto& letter : letters(id))
    if (!letter.issued()) must(desk_.issue_notice(id, letter.id, today(), who("乙")));
  must(take(id, Step::ThirdAnswered, {.words = "商业秘密", .on = today(), .code = "objection", .about = asked}));
  const auto letter = reply(id);
  const Input submitted{.code = "open", .about = letter};
  EXPECT_EQ(key_of(take(id, Step::Submit, submitted)), "request.objection-open");
  must(take(id, Step::Override, {.words = "关系桥梁安全", .code = "public-interest", .about = asked}));
  const auto told = letters(id).back();
  ASSERT_EQ(told.kind, "third-party-told");
  EXPECT_THAT(words(id, told).paragraphs, testing::Contains(HasSubstr("施工合同")));
  EXPECT_THAT(words(id, told).paragraphs, testing::Contains(HasSubstr("关系桥梁安全")));
  must(take(id, Step::Submit, submitted));
}

TEST_P(RequestDeskTest, WhatWasNotToldIsCalledOffWithItsLetter) {
  const auto id = filed().id;
  must(take(id, Step::Accept));
  must(take(id, Step::AskSupplement, {.words = "哪一段？", .on = today(), .until = Date(2026, 3, 13)}));
  const auto notice = letters(id).back();
  go_to(Date(2026, 3, 13));
  EXPECT_EQ(test::key_of(desk_.issue_notice(id, notice.id, today(), who("乙"))), "request.supplement-until-past");
  EXPECT_EQ(key_of(take(id, Step::LapseSupplement, {.words = "没有来"})), "request.supplement-untold");
  EXPECT_EQ(must(take(id, Step::CallOff, {.words = "漏发"})).state, "Registered");
  for (const auto& letter : letters(id)) EXPECT_NE(letter.kind, "supplement");
  must(take(id, Step::AskSupplement, {.words = "哪一段？", .on = today(), .until = Date(2026, 3, 27)}));
}

TEST_P(RequestDeskTest, IsServedOnlineWithTheChannelForApplyingOnline) {
  const auto id = signed_by_all();
  must(take(id, Step::Issue, {.on = today()}, "乙"));
  EXPECT_EQ(key_of(take(id, Step::Deliver, {.on = today(), .code = "online"})), "request.online-untold");
  EXPECT_EQ(must(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"})).state, "Answered");
}

TEST_P(RequestDeskTest, ALetterEndsNoSentenceTwice) {
  for (const char* wanted : {"我家小区的竣工图纸。", "我家小区的竣工图纸。；", "我家小区的竣工图纸 。。 "}) {
    const auto id = filed(wanted).id;
    must(take(id, Step::Accept));
    const auto receipt = letters(id)[0];
    EXPECT_THAT(words(id, receipt).paragraphs, testing::Contains(HasSubstr("我家小区的竣工图纸。"))) << wanted;
    for (const auto& paragraph : words(id, receipt).paragraphs)
      EXPECT_THAT(paragraph, testing::Not(AnyOf(HasSubstr("。。"), HasSubstr("；。")))) << wanted;
  }
}

TEST_P(RequestDeskTest, ShowsWhatTheSamePersonAskedBefore) {
  const auto first = answered();
  filed("公园绿化合同");
  const auto again = now(filed("申请公开2025年道路养护预算").id).matter;
  const auto earlier = read([&](db::Session& session) { return find_alike(session, again); });
  ASSERT_THAT(earlier, SizeIs(2)) << "both of the same person";
  EXPECT_EQ(earlier[0].matter.id, first) << "the most alike first";
  EXPECT_GE(earlier[0].likeness, kAlike);
  EXPECT_LT(earlier[1].likeness, kAlike);
  EXPECT_EQ(read([&](db::Session& session) { return pieces_before(session, again); }), 2);
}

TEST_P(RequestDeskTest, TableThreeIsThatOfTheRows) {
  const auto first = answered();
  const auto open = filed("公园绿化合同").id;
  const auto gone = filed("会议纪要").id;
  must(take(gone, Step::Withdraw, {.words = "来函撤回", .on = today()}));
  const auto slices = read([&](db::Session& session) {
    return load_slices(session, accounts::Scope::of({place_.agency}), Date(2026, 1, 1), Date(2026, 12, 31));
  });
  EXPECT_THAT(cell(1, Applicant::Natural), ElementsAre(first, open, gone));
  EXPECT_THAT(cell(3, Applicant::Natural), ElementsAre(first));
  EXPECT_THAT(cell(23, {}), ElementsAre(gone));
  EXPECT_THAT(cell(25, {}), ElementsAre(open));
  const auto numbers = numbers_of(slices);
  EXPECT_THAT(breaches(numbers), IsEmpty());
  EXPECT_EQ(numbers[0][kTotal], 3);
}

}  // namespace
}  // namespace dl::requests
