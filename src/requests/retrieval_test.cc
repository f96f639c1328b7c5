// Answers that are opened online: once on record, and served by it where the law data says so.
#include "requests/retrieval.h"

#include "matters/matter_store.h"
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Letter;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kVerb = event("request.retrieved").verb;

periods::Laws laws_that_serve() {
  auto period = *laws().find(kServiceByRetrieval, Date(2026, 3, 2));
  period.on = true;
  return laws().with(period);
}

/// An answer that was issued and not served yet.
Told issued() {
  Told told(Date(2026, 3, 2));
  told.fact("request.submitted", Date(2026, 3, 4), {}, "open", 7).fact("request.issued", Date(2026, 3, 5));
  told.stands(State::Issued);
  return told;
}
Letter answer(bool online, int round = 1) {
  return {.id = 7,
          .matter = 1,
          .round = round,
          .kind = std::string(name_of(LetterKind::Reply)),
          .content = write_json({.decision = Decision::Open, .material = {"预算表"}, .online = online}),
          .number = "东区依申请〔2026〕1号",
          .issued_on = Date(2026, 3, 5)};
}

TEST(Retrieval, AnAnswerIsReadOnceItIsServed) {
  const Date today(2026, 3, 6);
  auto told = issued();
  const auto serving = laws_that_serve();
  EXPECT_FALSE(is_readable(told.now(), answer(true), laws(), today)) << "no law says that reading serves it";
  EXPECT_TRUE(is_readable(told.now(), answer(true), serving, today));
  EXPECT_FALSE(is_readable(told.now(), answer(false), serving, today)) << "it names no channel for applying online";
  told.draft("forwarding");
  EXPECT_FALSE(is_readable(told.now(), answer(true), serving, today)) << "a notice is owed before";
  told.fact("request.delivered", today, {}, "post").stands(State::Answered);
  EXPECT_TRUE(is_readable(told.now(), answer(false), laws(), today));
  auto receipt = answer(false);
  receipt.kind = name_of(LetterKind::Receipt);
  EXPECT_TRUE(is_readable(issued().now(), receipt, laws(), today));
}

TEST(Retrieval, OfARedecisionTheEarlierAnswerStaysReadable) {
  auto told = issued();
  told.fact("request.delivered", Date(2026, 3, 6), {}, "post");
  told.fact("request.redecided", Date(2026, 4, 1), Date(2026, 4, 30)).stands(State::Issued);
  EXPECT_TRUE(is_readable(told.now(), answer(false, 1), laws(), Date(2026, 4, 20)));
  EXPECT_FALSE(is_readable(told.now(), answer(false, 2), laws(), Date(2026, 4, 20))) << "it is not served yet";
}

TEST(Retrieval, IsPutDownOfEachAnswerOnce) {
  auto told = issued();
  told.fact("request.delivered", Date(2026, 3, 6), {}, "post").stands(State::Answered);
  const Date today(2026, 3, 9);
  EXPECT_THAT(unread_answers(told.now(), {answer(false)}, laws(), today), SizeIs(1));
  auto draft = answer(false);
  draft.issued_on.reset();
  EXPECT_THAT(unread_answers(told.now(), {draft}, laws(), today), IsEmpty());
  told.fact(std::string(kVerb), today, {}, {}, 7);
  EXPECT_THAT(unread_answers(told.now(), {answer(false)}, laws(), today), IsEmpty());
}

class RetrievalTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  RetrievalTest() : RequestAgency(GetParam()) { name_bodies(); }

  std::int64_t issued() {
    const auto id = must(desk_.file({.place = place_,
                                     .channel = matters::Channel::Counter,
                                     .came_on = today(),
                                     .contact = {.name = "张三",
                                                 .identity_kind = "resident",
                                                 .identity_number = "11010119900307889X",
                                                 .phone = "13800000000"},
                                     .wanted = "2025年道路养护预算"},
                                    "person:甲"))
                        .id;
    must(take(id, "Accept"));
    const auto letter =
        must(desk_.draft_reply(id, {.decision = Decision::Open, .material = {"预算表"}}, {}, who("甲"))).id;
    must(take(id, "Submit", {.code = "open", .about = letter}));
    must(take(id, "Sign", {}, "乙"));
    must(take(id, "Issue", {.on = today()}, "乙"));
    return id;
  }
  bool note(std::int64_t id) { return must(retrievals_.note(store_.database(), now(id).matter)); }

  RetrievalDesk retrievals_ = RetrievalDesk(journal_, matters_);
};
DL_ON_EVERY_ENGINE(RetrievalTest);

TEST_P(RetrievalTest, StandsAmongTheFactsAndInTheJournal) {
  const auto id = issued();
  EXPECT_FALSE(note(id)) << "it is not served";
  EXPECT_EQ(now(id).count(kVerb), 0U);
  must(take(id, "Deliver", {.on = today(), .code = "post", .terms = "EMS1234567890"}));
  clock_.set(Instant::at(Date(2026, 3, 5), 9, 30));
  const auto revision = now(id).matter.revision;
  EXPECT_TRUE(note(id));
  EXPECT_EQ(now(id).matter.revision, revision) << "whoever handles it is not disturbed";
  EXPECT_FALSE(note(id)) << "a reload writes nothing";
  const auto told = now(id);
  ASSERT_EQ(told.count(kVerb), 1U);
  const auto* fact = told.last(kVerb);
  EXPECT_EQ(fact->on, Date(2026, 3, 5));
  EXPECT_EQ(fact->actor, "public:" + told.matter.number);
  EXPECT_THAT(fact->words, HasSubstr("SHA-256"));
  EXPECT_EQ(kind().chinese_of(kVerb), "申请人在网上打开答复");
  EXPECT_EQ(told.matter.state, name_of(State::Answered)) << "it changes no state";
  EXPECT_EQ(told.matter.ended_on, Date(2026, 3, 2)) << "nor the day of the answer";
  must(take(id, "Archive"));
  EXPECT_FALSE(note(id));
  EXPECT_TRUE(must(journal_.verify()).problem.empty());
}

}  // namespace
}  // namespace dl::requests
