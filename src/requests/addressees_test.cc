// Whom letters to third parties, joint makers and other agencies are written to.
#include "requests/addressees.h"

#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;
using matters::PartyRole;
using testing::HasSubstr;
using testing::Not;

class AddresseesTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  AddresseesTest() : RequestAgency(GetParam()) { name_bodies(); }

  std::int64_t accepted(Purpose purpose = Purpose::Information) {
    const Filing filing{.place = place_,
                        .channel = matters::Channel::Counter,
                        .came_on = today(),
                        .purpose = purpose,
                        .contact = {.name = "张三",
                                    .identity_kind = "resident",
                                    .identity_number = "11010119900307889X",
                                    .phone = "13800000000"},
                        .wanted = "2025年道路养护预算"};
    const auto id = must(desk_.file(filing, "person:甲")).id;
    take(id, Step::Accept);
    return id;
  }
  void take(std::int64_t id, Step step, const Input& input = {}, std::string_view who = "甲") {
    must(AgencyFixture::take(id, name_of(step), input, who));
  }
  void register_party(std::int64_t id, PartyRole role, const std::string& name) {
    must(desk_.add_party(id, role, {.name = name}, who("甲")));
  }
  /// The last letter of a kind.
  matters::Letter letter(std::int64_t id, std::string_view kind) {
    matters::Letter last;
    for (auto& one : must(read([&](db::Session& session) { return matters::list_letters(session, id); })))
      if (one.kind == kind) last = one;
    return last;
  }
  /// What a step asks for, and the letter that it writes.
  matters::Letter asked(std::int64_t id, Step step, std::string_view kind, std::int64_t count = 0) {
    Input input{.words = "施工合同", .on = today(), .count = count};
    if (step == Step::ConsultAgency) input.until = Date(2026, 3, 20);
    take(id, step, input);
    return letter(id, kind);
  }
  LetterText words(std::int64_t id, const matters::Letter& letter) {
    const auto matter = now(id).matter;
    return must(read([&](db::Session& session) { return words_of(session, papers_, matter, letter); }));
  }
  std::string addressee(std::int64_t id, const matters::Letter& letter) { return words(id, letter).addressee; }
};
DL_ON_EVERY_ENGINE(AddresseesTest);

TEST_P(AddresseesTest, AreThePartiesThatStepsName) {
  const auto id = accepted();
  register_party(id, PartyRole::ThirdParty, "李四");
  const auto first = asked(id, Step::ConsultThird, "third-party");
  register_party(id, PartyRole::ThirdParty, "王五");
  const auto second = asked(id, Step::ConsultThird, "third-party");
  const auto again = asked(id, Step::ConsultThird, "third-party", 1);
  EXPECT_EQ(addressee(id, first), "李四");
  EXPECT_EQ(addressee(id, second), "王五") << "who was registered last";
  EXPECT_EQ(addressee(id, again), "李四") << "who was named";
  for (const auto& one : {first, second, again}) EXPECT_THAT(one.content, Not(HasSubstr("李四")));
  const auto unknown =
      AgencyFixture::take(id, name_of(Step::ConsultThird), {.words = "合同", .on = today(), .count = 3}, "甲");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().fields.at(0), (FieldProblem{"count", "request.party-unknown"}));
}

TEST_P(AddresseesTest, AreWrittenByHandOrRegisteredWhereAStepNamesNobody) {
  const auto id = accepted();
  const auto maker = asked(id, Step::ConsultMaker, "co-maker");
  EXPECT_EQ(addressee(id, maker), "") << "nobody is registered";
  register_party(id, PartyRole::JointMaker, "市水务局");
  EXPECT_EQ(addressee(id, maker), "市水务局") << "the only one";
  const Slots by_hand = {{"about", std::string("施工合同")}, {"to", std::string("市交通运输局")}};
  const auto written = must(desk_.draft_notice(id, LetterKind::CoMaker, by_hand, {maker.id, maker.digest}, who("甲")));
  EXPECT_EQ(addressee(id, written), "市交通运输局");
  register_party(id, PartyRole::OtherAgency, "市档案馆");
  EXPECT_EQ(addressee(id, asked(id, Step::ConsultAgency, "co-handling")), "市档案馆");
}

// 征求意见确认函 goes with the letter, and nothing goes with one that asks for no opinion.
TEST_P(AddresseesTest, WhoeverIsConsultedGetsTheFormOfTheirAnswerWithTheLetter) {
  const auto id = accepted();
  const auto third = words(id, asked(id, Step::ConsultThird, "third-party"));
  EXPECT_EQ(third.annex_title, "征求意见确认函");
  EXPECT_THAT(third.annex, testing::Contains("涉及的信息：施工合同。"));
  EXPECT_THAT(third.annex.front(), HasSubstr("东区"));
  EXPECT_THAT(third.annex, testing::Contains(testing::EndsWith("＿")));
  const auto maker = asked(id, Step::ConsultMaker, "co-maker");
  const auto page = page_of("东区", words(id, maker), maker, today());
  ASSERT_TRUE(page.annex);
  EXPECT_EQ(page.annex->title, "征求意见确认函");
  EXPECT_THAT(page.attachments, testing::ElementsAre("征求意见确认函"));
  EXPECT_EQ(words(id, asked(id, Step::ConsultAgency, "co-handling")).annex_title, "");
}

// Art. 41: the agency that the answer names, without its telephone.
TEST_P(AddresseesTest, OfAForwardedRequestIsTheAgencyThatTheAnswerNames) {
  const auto id = accepted(Purpose::Correction);
  const auto answer = must(desk_.draft_reply(
      id, {.decision = Decision::CorrectionForwarded, .responsible = "市数据局，0969-5550900"}, {}, who("甲")));
  take(id, Step::Submit, {.code = "correction-forwarded", .about = answer.id});
  take(id, Step::Sign, {}, "乙");
  take(id, Step::Issue, {.on = today()}, "乙");
  const auto forwarding = letter(id, "forwarding");
  EXPECT_EQ(addressee(id, forwarding), "市数据局");
  EXPECT_THAT(words(id, forwarding).paragraphs.back(), HasSubstr("0969-5550900"));
}

TEST(Addressees, OfAnOverriddenObjectionAreThoseOfItsConsultation) {
  Told told(Date(2026, 3, 2));
  told.fact("request.third-party-asked", Date(2026, 3, 3));
  auto now = told.now();
  now.facts.back().count = 2;
  const auto asked = now.facts.back().id;
  now.facts.push_back({.id = asked + 1, .verb = "request.objection-overridden", .about = asked});
  EXPECT_EQ(named_party(now, asked), 2);
  EXPECT_EQ(named_party(now, asked + 1), 2);
  EXPECT_EQ(named_party(now, 1), 0) << "the filing asks nobody";
}

}  // namespace
}  // namespace dl::requests
