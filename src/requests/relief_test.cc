#include "requests/relief.h"

#include "requests/case_fixture.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Bodies kBodies = {"清州市人民政府", "清州市中级人民法院", "https://fuyi.example.cn"};
const Bodies kOffline = {kBodies.reconsideration, kBodies.court, ""};

Law law() { return {laws(), Date(2026, 3, 2)}; }

std::vector<Means> means_of(const std::vector<Remedy>& all) {
  std::vector<Means> means;
  for (const auto& one : all) means.push_back(one.means);
  return means;
}
std::vector<std::optional<Date>> days_of(const std::vector<Remedy>& all) {
  std::vector<std::optional<Date>> days;
  for (const auto& one : all) days.push_back(one.until);
  return days;
}
std::vector<std::optional<Date>> days_of(Decision decision, Date from) {
  auto all = remedies(decision, kBodies, {laws(), from});
  set_days(all, from, times());
  return days_of(all);
}

Recourse recourse_on(const Told& told, Date today, const Bodies& bodies = kOffline) {
  return recourse(told.now(), told.clocks(), bodies, today, times());
}

/// Handed in and registered on 2026-03-02, so that the answer is owed until 2026-03-30.
Told registered() {
  Told told(Date(2026, 3, 2));
  told.fact("request.accepted", Date(2026, 3, 2));
  return told;
}
Told served(Decision decision, Delivery way) {
  auto told = registered();
  told.fact("request.submitted", Date(2026, 3, 18), {}, std::string(name_of(decision)));
  told.fact("request.delivered", Date(2026, 3, 20), {}, std::string(name_of(way)));
  return told;
}

TEST(Relief, OfEachClassOpensItsWaysInOrder) {
  using enum Means;
  const std::map<Relief, std::vector<Means>> expected = {
      {Relief::None, {}},
      {Relief::Choice, {Reconsider, Sue}},
      {Relief::First, {ReconsiderFirst, SueAfter}},
      {Relief::Part, {ReconsiderFirst, SueAfter, Reconsider, Sue}},
  };
  for (const auto& row : kDecisionRows)
    EXPECT_EQ(means_of(remedies(row.decision, kBodies, law())), expected.at(row.relief)) << name_of(row.decision);
}

// What is withheld goes to reconsideration first (复议法 art. 23), also where the rest is given.
TEST(Relief, OfAPartKeepsTheWithheldFromTheCourt) {
  const auto all = remedies(Decision::Partly, kBodies, law());
  for (const auto& one : all) {
    const bool withheld = one.against == "不予公开的部分";
    EXPECT_EQ(one.means == Means::ReconsiderFirst || one.means == Means::SueAfter, withheld) << one.words;
    EXPECT_EQ(one.words.find("六个月") != std::string::npos, one.means == Means::Sue);
  }
  const auto days = days_of(Decision::Partly, Date(2025, 8, 31));
  EXPECT_FALSE(days.at(1)) << "no day for what is not open yet";
  EXPECT_EQ(days.at(3), Date(2026, 2, 28));
}

TEST(Relief, IsSaidByLetterAndPageInTheSameWords) {
  for (const auto& row : kDecisionRows) {
    SCOPED_TRACE(name_of(row.decision));
    const auto clause = must(relief_words(row.decision, kBodies, false, law()));
    EXPECT_EQ(clause.empty(), row.relief == Relief::None);
    for (const auto& one : remedies(row.decision, kBodies, law())) {
      EXPECT_THAT(clause, HasSubstr(one.words));
      EXPECT_THAT(clause, HasSubstr("如对" + std::string(one.against) + "不服，"));
    }
  }
}

// What an installation lays over the law is what letters say.
TEST(Relief, NamesThePeriodsOfTheLaw) {
  auto other = *laws().find("reconsideration.apply", Date(2026, 3, 2));
  other.length = 90;
  const auto all = laws().with(other);
  EXPECT_THAT(must(relief_words(Decision::Secret, kBodies, false, {all, Date(2026, 3, 2)})), HasSubstr("九十日内先向"));
}

TEST(Relief, NamesReconsiderationAloneForRefusals) {
  for (const auto& row : kDecisionRows) {
    const auto words = must(relief_words(row.decision, kBodies, false, law()));
    SCOPED_TRACE(name_of(row.decision));
    const auto says = [&](std::string_view what) { return words.find(what) != words.npos; };
    EXPECT_EQ(says("六个月"), row.relief == Relief::Choice || row.relief == Relief::Part);
    EXPECT_EQ(says("应当自收到本答复之日起六十日内先向清州市人民政府申请行政复议"),
              row.relief == Relief::First || row.relief == Relief::Part);
    EXPECT_EQ(says("不予公开的部分"), row.relief == Relief::Part);
  }
  EXPECT_EQ(
      must(relief_words(Decision::Secret, kBodies, false, law())),
      "如对本答复不服，应当自收到本答复之日起六十日内先向清州市人民政府申请行政复议；对行政复议决定不服的，可以自收到"
      "行政复议决定书之日起十五日内向清州市中级人民法院提起行政诉讼。");
  EXPECT_THAT(must(relief_words(Decision::Secret, kBodies, true, law())), HasSubstr("https://fuyi.example.cn"));
  EXPECT_EQ(relief_words(Decision::Secret, {}, false, law()).error().key, "request.bodies-owed");
  EXPECT_EQ(relief_words(Decision::Secret, {"市政府", "法院", ""}, true, law()).error().key, "request.online-owed");
}

TEST(Relief, LastDaysRollToAWorkingDay) {
  EXPECT_THAT(days_of(Decision::Secret, Date(2025, 12, 20)), ElementsAre(Date(2026, 2, 24), std::nullopt));
  EXPECT_EQ(days_of(Decision::Secret, Date(2026, 8, 3)).at(0), Date(2026, 10, 8));
  EXPECT_EQ(days_of(Decision::Open, Date(2025, 8, 31)).at(1), Date(2026, 2, 28)) << "a make-up day";
  EXPECT_EQ(days_of(Decision::Open, Date(2025, 10, 4)).at(1), Date(2026, 4, 7));
  EXPECT_EQ(days_of(Decision::Open, Date(2026, 3, 31)).at(1), Date(2026, 9, 30));
  EXPECT_THAT(days_of(Decision::Withdrawn, Date(2026, 3, 31)), IsEmpty());
}

// The words name lengths that the law data has: one cannot change without the other.
TEST(Relief, WordsAndLawDataHaveTheSameLengths) {
  struct Length {
    std::string_view period;
    int length;
    periods::Unit unit;
  };
  for (const auto& [id, length, unit] :
       {Length{"reconsideration.apply", 60, periods::Unit::Day}, Length{"litigation.direct", 6, periods::Unit::Month},
        Length{"litigation.no-answer", 6, periods::Unit::Month},
        Length{"litigation.after-reconsideration", 15, periods::Unit::Day}}) {
    const auto* period = laws().find(id, Date(2026, 3, 2));
    ASSERT_NE(period, nullptr) << id;
    EXPECT_EQ(period->length, length) << id;
    EXPECT_EQ(period->unit, unit) << id;
  }
}

TEST(Recourse, AfterPostHasTheEarliestDays) {
  const auto posted = recourse_on(served(Decision::Open, Delivery::Post), Date(2026, 3, 25));
  EXPECT_TRUE(posted.earliest);
  EXPECT_THAT(posted.note, HasSubstr("自您收到答复之日起"));
  EXPECT_THAT(days_of(posted.remedies), ElementsAre(Date(2026, 5, 19), Date(2026, 9, 20)));
  for (const auto way : {Delivery::Direct, Delivery::Entrusted, Delivery::Online}) {
    const auto known = recourse_on(served(Decision::Open, way), Date(2026, 3, 25));
    EXPECT_FALSE(known.earliest) << name_of(way);
    EXPECT_EQ(known.note, "");
    EXPECT_EQ(days_of(known.remedies), days_of(posted.remedies));
  }
  const auto online = recourse_on(served(Decision::Secret, Delivery::Online), Date(2026, 3, 25), kBodies);
  EXPECT_THAT(online.note, HasSubstr("https://fuyi.example.cn"));
}

// 法释〔2025〕8号 art. 2: of a request that is not handled any more one may complain as of an answer.
TEST(Recourse, AfterALapseIsAChoiceFromWhenItIsKnown) {
  auto told = registered();
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 18));
  EXPECT_EQ(lapse_words(told.now()), "");
  told.fact("request.supplement-lapsed", Date(2026, 3, 20));
  const auto lapsed = recourse_on(told, Date(2026, 3, 25));
  EXPECT_THAT(means_of(lapsed.remedies), ElementsAre(Means::Reconsider, Means::Sue));
  EXPECT_THAT(days_of(lapsed.remedies), ElementsAre(Date(2026, 5, 19), Date(2026, 9, 20)));
  EXPECT_TRUE(lapsed.earliest);
  EXPECT_THAT(lapsed.remedies.at(0).words, HasSubstr("自知道本机关不再处理申请之日起六十日内向清州市人民政府"));
  EXPECT_THAT(lapse_words(told.now()), AllOf(HasSubstr("2026年3月18日"), HasSubstr("第三十条")));
  auto unpaid = registered();
  unpaid.fact("request.fee-asked", Date(2026, 3, 4)).fact("request.fee-lapsed", Date(2026, 4, 7));
  EXPECT_THAT(recourse_on(unpaid, Date(2026, 4, 8)).remedies, testing::SizeIs(2));
  EXPECT_THAT(lapse_words(unpaid.now()), HasSubstr("信息处理费"));
}

TEST(Recourse, OfAnOverdueAnswerIsBothWaysFromTheLastDay) {
  const auto told = registered();
  EXPECT_THAT(recourse_on(told, Date(2026, 3, 30)).remedies, IsEmpty()) << "the last day";
  const auto overdue = recourse_on(told, Date(2026, 3, 31));
  EXPECT_THAT(means_of(overdue.remedies), ElementsAre(Means::Reconsider, Means::Sue));
  EXPECT_THAT(days_of(overdue.remedies), ElementsAre(Date(2026, 5, 29), Date(2026, 9, 30)));
  EXPECT_EQ(overdue.remedies.at(1).period, "litigation.no-answer");
  EXPECT_FALSE(overdue.earliest);
  EXPECT_THAT(overdue.note, AllOf(HasSubstr("第二十三条第一款第三项"), HasSubstr("投诉、举报")));
  auto withdrawn = registered();
  withdrawn.fact("request.withdrawn", Date(2026, 4, 1));
  EXPECT_THAT(recourse_on(withdrawn, Date(2026, 4, 2)).remedies, IsEmpty());
  Told correction(Date(2026, 3, 2), matters::Channel::Counter, Purpose::Correction);
  correction.fact("request.accepted", Date(2026, 3, 2));
  EXPECT_THAT(recourse_on(correction, Date(2026, 6, 1)).remedies, IsEmpty()) << "no law sets its period";
}

TEST(Recourse, WithoutBodiesNamesWhatTheyAre) {
  const auto told = recourse_on(served(Decision::Open, Delivery::Direct), Date(2026, 3, 25), {});
  EXPECT_THAT(told.remedies.at(0).words, HasSubstr("向有管辖权的行政复议机关申请"));
  EXPECT_THAT(told.remedies.at(1).words, HasSubstr("向有管辖权的人民法院提起"));
  EXPECT_THAT(told.note, Not(HasSubstr("在线")));
}

}  // namespace
}  // namespace dl::requests
