// What an office notes while it handles a request: where it searched, what it charges, what was supplemented.
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;
using test::Store;
using testing::HasSubstr;

class DeskHandlingTest : public testing::TestWithParam<Store>, public RequestAgency {
 public:
  DeskHandlingTest() : RequestAgency(GetParam()) {}

  /// One that was handed in today, and registered.
  std::int64_t registered(const std::string& name = "张明", const std::string& number = "11010119900307889X") {
    const Filing filing{
        .place = place_,
        .channel = matters::Channel::Counter,
        .came_on = today(),
        .contact = {.name = name, .identity_kind = "resident", .identity_number = number, .phone = "0969-5550001"},
        .wanted = "2025年道路养护的全部合同"};
    const auto id = must(desk_.file(filing, "person:1")).id;
    must(take(id, Step::Accept));
    return id;
  }
  Outcome<matters::Matter> take(std::int64_t id, Step step, const Input& input = {}, std::string_view who = "甲") {
    return RequestAgency::take(id, name_of(step), input, who);
  }
  static std::string key_of(const Outcome<matters::Matter>& taken) { return taken ? std::string() : taken.error().key; }
  static std::string field_of(const Outcome<matters::Matter>& taken) {
    return taken || taken.error().fields.empty() ? std::string() : taken.error().fields.front().key;
  }
  Request request_of(std::int64_t id) {
    return must(read([&](db::Session& session) { return load_request(session, id); }));
  }
  /// The words of the drafted letter of a kind.
  std::string letter_of(std::int64_t id, LetterKind kind) {
    return must(read([&](db::Session& session) -> Outcome<std::string> {
      DL_TRY(const auto matter, matters::load_matter(session, matters::Sight::everywhere(), id));
      DL_TRY(const auto letters, matters::list_letters(session, id));
      for (const auto& letter : letters) {
        if (letter.kind != name_of(kind)) continue;
        DL_TRY(const auto words, words_of(session, papers_, matter, letter));
        std::string all;
        for (const auto& paragraph : words.paragraphs) all += paragraph + "\n";
        return all;
      }
      return std::string();
    }));
  }
};

DL_ON_EVERY_ENGINE(DeskHandlingTest);

// Art. 41: the letter to the agency that has to put a record right names the agency that the answer names, and has to
// leave before the answer is served.
TEST_P(DeskHandlingTest, WhatIsPassedOnHasALetterOfItsOwn) {
  name_bodies();
  const Filing filing{.place = place_,
                      .channel = matters::Channel::Counter,
                      .came_on = today(),
                      .purpose = Purpose::Correction,
                      .contact = {.name = "张明",
                                  .identity_kind = "resident",
                                  .identity_number = "11010119900307889X",
                                  .phone = "0969-5550001"},
                      .wanted = "婚姻登记中的姓名"};
  const auto id = must(desk_.file(filing, "person:1")).id;
  must(take(id, Step::Accept));
  const auto letter = must(desk_.draft_reply(
      id, {.decision = Decision::CorrectionForwarded, .responsible = "清州市民政局，电话0969-5550009"}, {}, who("甲")));
  must(take(id, Step::Submit, {.code = "correction-forwarded", .about = letter.id}));
  must(take(id, Step::Sign, {}, "乙"));
  must(take(id, Step::Issue, {.on = today()}, "丙"));
  EXPECT_THAT(letter_of(id, LetterKind::Forwarding), HasSubstr("清州市民政局，电话0969-5550009"));
  EXPECT_THAT(key_of(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"})),
              HasSubstr("request.notice-unissued"));
  const auto letters = must(read([&](db::Session& session) { return matters::list_letters(session, id); }));
  must(desk_.issue_notice(id, letters.back().id, today(), who("丙"), Sealing::Stamp));
  must(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"}));
}

TEST_P(DeskHandlingTest, ASearchSaysWhereWhoAndInWhichTerms) {
  const auto id = registered();
  Input search{.on = today(), .code = "nothing", .place = "档案室", .person = "张明", .terms = "“养护”“合同”"};
  for (auto* const one : {&search.place, &search.person, &search.terms}) {
    auto lacking = search;
    (one == &search.place ? lacking.place : one == &search.person ? lacking.person : lacking.terms) = " ";
    EXPECT_EQ(field_of(take(id, Step::Search, lacking)), "matter.owed");
  }
  auto long_one = search;
  for (int i = 0; i < 201; ++i) long_one.terms += "养";
  EXPECT_EQ(field_of(take(id, Step::Search, long_one)), "matter.word");
  EXPECT_EQ(field_of(take(id, Step::Contact, {.words = "打过电话", .on = today(), .place = "档案室"})),
            "matter.not-asked");
  must(take(id, Step::Search, search));
  const auto fact = now(id).facts.back();
  EXPECT_EQ(fact.place, "档案室");
  EXPECT_EQ(fact.person, "张明");
  EXPECT_EQ(fact.terms, "“养护”“合同”");
  EXPECT_EQ(fact.digest, matters::digest_of(fact));
  auto other = fact;
  other.terms = "“养护”";
  EXPECT_NE(matters::digest_of(other), fact.digest) << "the journal proves each of them";
}

TEST_P(DeskHandlingTest, AFeeByThePageIsComputed) {
  const auto id = registered();
  const auto fee = [&](std::string code, std::int64_t count) {
    return take(id, Step::Fee, {.words = "非税收入系统", .on = today(), .code = std::move(code), .count = count});
  };
  EXPECT_EQ(field_of(fee("both", 40)), "request.word");
  EXPECT_EQ(field_of(fee("page", 0)), "request.pages-owed");
  EXPECT_EQ(field_of(fee("page", -4)), "matter.count");
  EXPECT_EQ(field_of(fee("page", 30)), "request.fee-none");
  must(fee("page", 118));
  EXPECT_EQ(now(id).facts.back().amount, 1060);
  const auto words = letter_of(id, LetterKind::Fee);
  EXPECT_THAT(words, HasSubstr("按量计收，共118页"));
  EXPECT_THAT(words, HasSubstr("数额为1060元"));
  EXPECT_THAT(words, HasSubstr("缴纳方式：非税收入系统"));
}

// 国办函〔2020〕109号 art. 4: the eleventh of one applicant in a calendar month is the first that costs something.
TEST_P(DeskHandlingTest, AFeeByThePieceGoesByTheMonthsCounter) {
  for (int i = 0; i < 9; ++i) registered();
  registered("李四", "110101198001010037");
  const auto tenth = registered();
  const auto eleventh = registered();
  const auto fee = [&](std::int64_t id, std::int64_t count = 0) {
    return take(id, Step::Fee, {.words = "非税收入系统", .on = today(), .code = "piece", .count = count});
  };
  EXPECT_EQ(field_of(fee(eleventh, 11)), "request.pages-not-counted");
  EXPECT_EQ(field_of(fee(tenth)), "request.fee-none");
  must(fee(eleventh));
  EXPECT_THAT(letter_of(eleventh, LetterKind::Fee), HasSubstr("本月向本机关提出的第11件申请"));
  EXPECT_THAT(letter_of(eleventh, LetterKind::Fee), HasSubstr("数额为100元"));
  clock_.set(Instant::at(Date(2026, 4, 1), 9, 30));
  EXPECT_EQ(field_of(fee(registered())), "request.fee-none") << "a month begins anew";
}

TEST_P(DeskHandlingTest, ASupplementSaysWhatIsAskedFor) {
  const auto id = registered();
  must(take(id, Step::AskSupplement, {.words = "写明道路名称", .on = today(), .until = today().plus_days(9)}));
  const auto notice = must(read([&](db::Session& session) { return matters::list_letters(session, id); })).back();
  must(desk_.issue_notice(id, notice.id, today(), who("乙"), Sealing::Stamp));
  EXPECT_EQ(request_of(id).asks_for(), "2025年道路养护的全部合同");
  must(take(id, Step::Supplemented, {.words = "青屿路2025年的养护合同", .on = today()}));
  EXPECT_EQ(request_of(id).wanted, "2025年道路养护的全部合同");
  EXPECT_EQ(request_of(id).asks_for(), "青屿路2025年的养护合同");
  must(take(id, Step::Fee, {.words = "非税收入系统", .on = today(), .code = "page", .count = 60}));
  EXPECT_THAT(letter_of(id, LetterKind::Fee), HasSubstr("青屿路2025年的养护合同"));
}

// A lapse falls on the day on which the office finds it, not on that of entry: which year counts it hangs on that.
TEST_P(DeskHandlingTest, ALapseHasADayOfItsOwn) {
  const auto id = registered();
  must(take(id, Step::AskSupplement, {.words = "写明道路名称", .on = today(), .until = today().plus_days(9)}));
  const auto notice = must(read([&](db::Session& session) { return matters::list_letters(session, id); })).back();
  must(desk_.issue_notice(id, notice.id, today(), who("乙"), Sealing::Stamp));
  clock_.set(Instant::at(Date(2026, 4, 1), 9, 30));
  const auto lapse = [&](Date on) { return take(id, Step::LapseSupplement, {.words = "没有来", .on = on}); };
  EXPECT_EQ(field_of(lapse(Date(2026, 3, 11))), "request.not-lapsed");
  EXPECT_EQ(field_of(lapse(Date(2026, 4, 2))), "matter.future");
  must(lapse(Date(2026, 3, 12)));
  EXPECT_EQ(now(id).matter.ended_on, Date(2026, 3, 12));
}

// Whoever does not pay was told in time, and nobody is late.
TEST_P(DeskHandlingTest, AnUnpaidFeeIsJudgedByItsNotice) {
  const auto id = registered();
  must(take(id, Step::Fee, {.words = "非税收入系统", .on = today(), .code = "page", .count = 60}));
  const auto notice = must(read([&](db::Session& session) { return matters::list_letters(session, id); })).back();
  must(desk_.issue_notice(id, notice.id, today(), who("乙"), Sealing::Stamp));
  must(take(id, Step::NoticeReceived,
            {.words = "邮件", .on = today(), .about = now(id).last(event("request.fee-asked").verb)->id}));
  clock_.set(Instant::at(Date(2026, 5, 6), 9, 30));
  must(take(id, Step::LapseFee, {.words = "没有缴费", .on = Date(2026, 5, 6)}));
  const auto kept = must(read([&](db::Session& session) {
                      return session.find<std::optional<Date>, std::optional<Date>>(
                          "SELECT answer_met, ended_on FROM matter WHERE id = :id", id);
                    })).value();
  EXPECT_EQ(std::get<0>(kept), Date(2026, 3, 2));
  EXPECT_EQ(std::get<1>(kept), Date(2026, 5, 6));
  EXPECT_EQ(must(read([&](db::Session& session) {
              return session.value<std::int64_t>(
                  db::Sql("SELECT count(*) FROM matter WHERE ?", db::Literal(matters::kAnsweredLate)));
            })),
            0);
}

}  // namespace
}  // namespace dl::requests
