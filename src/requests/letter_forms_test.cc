#include "requests/letter_forms.h"

#include "requests/case_fixture.h"
#include "requests/request_letters.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kGood = R"(title = "告知书"
addressee = "{applicant}"
[[slot]]
code = "applicant"
title = "申请人"
kind = "case"
[[slot]]
code = "until"
title = "期限"
kind = "date"
[[slot]]
code = "items"
title = "材料"
kind = "texts"
need = "free"
[[paragraph]]
text = "请在{until}前补正。"
[[paragraph]]
when = ["items"]
text = "材料：{items}。"
)";

std::string with(std::string_view old, std::string_view other) {
  std::string text(kGood);
  return text.replace(text.find(old), old.size(), other);
}
std::string refusal(const std::string& text) {
  const auto form = LetterForm::parse("letter.toml", text);
  return form ? "" : form.error().detail;
}

TEST(LetterForms, FillTheirSlots) {
  const auto form = must(LetterForm::parse("letter.toml", kGood));
  const Slots kept = {{"until", Date(2026, 3, 9)}};
  must(form.check(kept));
  Slots all = kept;
  all["applicant"] = std::string("张三");
  EXPECT_EQ(must(form.text(all)), (LetterText{"告知书", "张三", {"请在2026年3月9日前补正。"}}));
  all["items"] = std::vector<std::string>{"图", "表"};
  EXPECT_THAT(must(form.text(all)).paragraphs, ElementsAre("请在2026年3月9日前补正。", "材料：图；表。"));
}

TEST(LetterForms, LeaveOutTheLineOfAnAddresseeThatNobodyNames) {
  const auto form = must(LetterForm::parse("letter.toml", R"(title = "函"
addressee = "{to}"
[[slot]]
code = "to"
title = "主送"
need = "free"
[[paragraph]]
text = "请协助。"
)"));
  EXPECT_EQ(must(form.text({})).addressee, "");
  EXPECT_EQ(must(form.text({{"to", std::string("市档案馆")}})).addressee, "市档案馆");
}

TEST(LetterForms, EndEachParagraphWithOneStop) {
  const auto form = must(LetterForm::parse("letter.toml", with("材料：{items}。", "材料：{items}")));
  const auto last = [&](const char* item) {
    const Slots slots = {
        {"applicant", std::string("张三")}, {"until", Date(2026, 3, 9)}, {"items", std::vector<std::string>{item}}};
    return must(form.text(slots)).paragraphs.back();
  };
  EXPECT_EQ(last("图"), "材料：图。");
  EXPECT_EQ(last("图。。； "), "材料：图。");
  EXPECT_EQ(last("《图》"), "材料：《图》。");
  EXPECT_EQ(last("哪一段？"), "材料：哪一段？");
  EXPECT_EQ(last("如下："), "材料：如下：");
}

TEST(LetterForms, KeepNobodysNameAndNothingOfAnotherKind) {
  const auto form = must(LetterForm::parse("letter.toml", kGood));
  const Slots wrong = {{"applicant", std::string("张三")}, {"until", std::string("明天")}, {"more", std::string()}};
  EXPECT_THAT(form.check(wrong).error().fields,
              testing::UnorderedElementsAre(FieldProblem{"applicant", "request.slot-unknown"},
                                            FieldProblem{"until", "request.slot-kind"},
                                            FieldProblem{"more", "request.slot-unknown"}));
  EXPECT_THAT(form.check({}).error().fields, ElementsAre(FieldProblem{"until", "request.slot-owed"}));
}

TEST(LetterForms, AreReadStrictly) {
  EXPECT_EQ(refusal(std::string(kGood)), "");
  EXPECT_THAT(refusal(with("{until}", "{untl}")), HasSubstr("'untl' is no slot"));
  EXPECT_THAT(refusal(with("{until}", "{until")), HasSubstr("brace"));
  EXPECT_THAT(refusal(with("when = [\"items\"]\n", "")), HasSubstr("has to wait for it"));
  EXPECT_THAT(refusal(with("kind = \"date\"", "kind = \"day\"")), HasSubstr("letter.toml:10: 'day' is no kind"));
  EXPECT_THAT(refusal(with("{until}", "")), HasSubstr("'until' is used nowhere"));
  EXPECT_THAT(refusal(with("code = \"applicant\"", "code = \"mayor\"")), HasSubstr("a case does not say 'mayor'"));
  EXPECT_THAT(refusal(with("addressee", "to")), HasSubstr("to"));
}

TEST(LetterForms, ReadBackWhatTheyWrite) {
  const auto form = must(LetterForm::parse("letter.toml", kGood));
  const Slots slots = {{"items", std::vector<std::string>{"图"}}, {"until", Date(2026, 3, 9)}};
  EXPECT_EQ(write_json(slots), R"({"items":["图"],"until":"2026-03-09"})");
  EXPECT_EQ(must(read_slots(form, write_json(slots))), slots);
  EXPECT_FALSE(read_slots(form, R"({"until":"tomorrow"})"));
  EXPECT_FALSE(read_slots(form, R"({"more":"x"})"));
}

/// An answer as it is printed by the program's own data.
std::vector<std::string> printed(const Reply& reply) {
  const auto forms = must(LetterForms::load());
  const auto correction = row_of(reply.decision).purpose == Purpose::Correction;
  const auto& form = forms.at(correction ? LetterKind::Correction : LetterKind::Reply);
  auto slots = slots_of(reply);
  for (const auto code : kCaseSlots)
    if (form.find(code) != nullptr) slots.emplace(code, std::string("某"));
  return must(form.text(slots)).paragraphs;
}

// 条例 art. 41: passed on, or told where to turn; the applicant knows which.
TEST(LetterForms, ACorrectionElsewhereSaysWhoActs) {
  using testing::Contains;
  using testing::Not;
  const auto passed = printed({.decision = Decision::CorrectionForwarded, .responsible = "市公安局"});
  EXPECT_THAT(passed, Contains(HasSubstr("已将您的申请转送有权更正的机关：市公安局")));
  EXPECT_THAT(passed, Not(Contains(HasSubstr("请您"))));
  const auto told = printed({.decision = Decision::CorrectionElsewhere, .responsible = "市公安局"});
  EXPECT_THAT(told, Contains(HasSubstr("请您向有权更正的机关提出申请：市公安局")));
  EXPECT_THAT(told, Not(Contains(HasSubstr("转送"))));
}

// 国办公开办函〔2019〕14号: whoever has the records by now may be either agency.
TEST(LetterForms, ATransferSaysNothingOfWhoHasTheRecords) {
  const auto letter =
      printed({.decision = Decision::Transferred, .reasons = "职能划转", .responsible = "市数据局，0969-5550900"});
  EXPECT_THAT(letter, testing::Contains(HasSubstr("请您向承接职能的机关提出申请")));
  EXPECT_THAT(letter, testing::Contains("负责机关：市数据局，0969-5550900。"));
  EXPECT_THAT(letter, testing::Not(testing::Contains(HasSubstr("不掌握"))));
}

TEST(LetterForms, TheChannelOfAPetitionIsNoWayToGetInformation) {
  const auto petition = printed({.decision = Decision::Petition, .reasons = "投诉", .channel = "12345热线"});
  EXPECT_THAT(petition, testing::Contains("信访、投诉、举报的渠道：12345热线。"));
  EXPECT_THAT(petition, testing::Not(testing::Contains(HasSubstr("获取的方式"))));
  EXPECT_THAT(printed({.decision = Decision::AlreadyOpen, .channel = "网站"}),
              testing::Contains("获取的方式和途径：网站。"));
  EXPECT_TRUE(may_say(Decision::Petition).has(Clause::Channel)) << "and whoever writes it is asked for it";
  EXPECT_TRUE(may_say(Decision::NotOurs).has(Clause::Responsible));
}

// What the table of decisions says is what the letter of the program's own data says.
TEST(LetterForms, EveryReplyHasItsSentence) {
  const auto forms = must(LetterForms::load());
  for (const auto& row : kDecisionRows) {
    if (!row.letter) continue;
    SCOPED_TRACE(name_of(row.decision));
    Reply reply{.decision = row.decision, .reasons = "理由", .relief = "救济"};
    for (const auto& ground : kGrounds)
      if (row.fit.has(ground.value)) reply.grounds.push_back(ground.value);
    if (row.owes.has(Clause::Material)) reply.material = {"材料"};
    if (row.owes.has(Clause::Channel)) reply.channel = "途径";
    if (row.owes.has(Clause::Withheld)) reply.withheld = "部分";
    if (row.owes.has(Clause::Responsible)) reply.responsible = "市规划局";
    if (row.owes.has(Clause::Earlier)) reply.earlier = "依申请〔2026〕1号";
    must(check_reply(reply));
    const auto& form = forms.at(row.purpose == Purpose::Correction ? LetterKind::Correction : LetterKind::Reply);
    auto slots = slots_of(reply);
    for (const auto code : kCaseSlots)
      if (form.find(code) != nullptr) slots.emplace(code, std::string("某"));
    const auto letter = must(form.text(slots));
    EXPECT_GE(letter.paragraphs.size(), 3U);
    EXPECT_EQ(letter.paragraphs.back(), "救济。");
  }
}

}  // namespace
}  // namespace dl::requests
