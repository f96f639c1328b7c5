// Random answers: whatever somebody puts together, what is accepted says one outcome, its own clauses and one relief.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "requests/case_fixture.h"
#include "requests/request_letters.h"

namespace dl::requests {
namespace {

const Bodies kBodies = {"清州市人民政府", "清州市中级人民法院", ""};

const LetterForm& form() {
  static const auto forms = must(LetterForms::load());
  return forms.at(LetterKind::Reply);
}

std::vector<std::string> letter_of(const Reply& reply) {
  auto slots = slots_of(reply);
  for (const auto code : kCaseSlots)
    if (form().find(code) != nullptr) slots.emplace(code, std::string("某"));
  return must(form().text(slots)).paragraphs;
}

/// The sentence by which a letter says its outcome: behind how it began, and the article where there is one.
std::string sentence_of(Decision decision) {
  const auto paragraphs = letter_of({.decision = decision});
  return paragraphs.at(row_of(decision).basis.empty() ? 1 : 2);
}

bool is_information(Decision decision) {
  return row_of(decision).letter && row_of(decision).purpose == Purpose::Information;
}

class Drafts {
 public:
  Reply next() {
    Reply reply{.decision = kDecisions[pick(kDecisions.size())].value};
    for (std::size_t left = pick(3); left > 0; --left) reply.grounds.push_back(kGrounds[pick(kGrounds.size())].value);
    for (auto* clause : {&reply.reasons, &reply.channel, &reply.withheld, &reply.responsible, &reply.earlier})
      if (pick(2) == 0) *clause = "如此";
    if (pick(2) == 0) reply.material = {"规划图"};
    return reply;
  }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }
  std::mt19937 random_ = std::mt19937(20260302);
};

/// What the paragraphs say of relief and of what is given, beside the decision that they stand for.
void expect_consistent(const Reply& reply, const std::vector<std::string>& paragraphs) {
  const auto& row = row_of(reply.decision);
  const auto says = [&](std::string_view what) {
    return std::ranges::any_of(paragraphs, [&](const std::string& one) { return one.find(what) != one.npos; });
  };
  const bool refuses = row.relief == Relief::First || row.relief == Relief::Part;
  EXPECT_EQ(says("应当自收到本答复之日起六十日内先向清州市人民政府申请行政复议"), refuses);
  EXPECT_EQ(says("也可以自收到本答复之日起六个月内向清州市中级人民法院提起行政诉讼"), row.relief != Relief::First);
  EXPECT_EQ(says("不予公开的依据："), refuses);
  EXPECT_EQ(says("不予公开的部分："), reply.decision == Decision::Partly);
  EXPECT_EQ(says("提供的信息："), row.owes.has(Clause::Material));
  const auto may = [&](Clause clause) { return row.owes.has(clause) || may_say(reply.decision).has(clause); };
  EXPECT_TRUE(reply.channel.empty() || may(Clause::Channel));
  EXPECT_TRUE(reply.responsible.empty() || may(Clause::Responsible));
  EXPECT_TRUE(reply.earlier.empty() || may(Clause::Earlier));
  for (const auto ground : reply.grounds) EXPECT_TRUE(row.fit.has(ground)) << name_of(ground);
}

TEST(Contradiction, NoAcceptedAnswerHasOne) {
  std::map<std::string, Decision> sentences;
  for (const auto& row : kDecisionRows)
    if (is_information(row.decision)) sentences.emplace(sentence_of(row.decision), row.decision);
  const auto informs = [](const DecisionRow& row) { return is_information(row.decision); };
  ASSERT_EQ(std::ssize(sentences), std::ranges::count_if(kDecisionRows, informs)) << "each has a sentence of its own";
  Drafts drafts;
  std::set<Decision> seen;
  for (int turn = 0; turn < 200'000; ++turn) {
    auto reply = drafts.next();
    if (!check_reply(reply) || !is_information(reply.decision)) continue;
    SCOPED_TRACE(name_of(reply.decision));
    seen.insert(reply.decision);
    reply.relief = must(relief_words(reply.decision, kBodies, false, {laws(), Date(2026, 3, 2)}));
    const auto paragraphs = letter_of(reply);
    std::vector<Decision> said;
    for (const auto& one : paragraphs)
      if (const auto found = sentences.find(one); found != sentences.end()) said.push_back(found->second);
    ASSERT_THAT(said, testing::ElementsAre(reply.decision));
    expect_consistent(reply, paragraphs);
  }
  EXPECT_EQ(seen.size(), sentences.size()) << "each outcome was among them";
}

}  // namespace
}  // namespace dl::requests
