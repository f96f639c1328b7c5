// The matters of the demonstration as its files tell them, without building the city.
#include <gmock/gmock.h>

#include <set>

#include "app/demo_matters_fixture.h"
#include "app/demo_people.h"
#include "base/vocabulary.h"
#include "compliance/procedure.h"
#include "dialogue/procedure.h"
#include "dialogue/public_words.h"
#include "requests/procedure.h"

namespace dl::app {
namespace {

using dialogue::NewMessage;
using requests::Filing;
using testing::Contains;
using testing::StartsWith;

class DemoMattersTest : public testing::Test {
 protected:
  void SetUp() override {
    auto told = read_demo_matters(today_);
    ASSERT_TRUE(told) << describe(told.error());
    told_ = std::move(*told);
    auto lists = Vocabularies::load();
    ASSERT_TRUE(lists) << describe(lists.error());
    lists_ = std::move(*lists);
  }

  /// Those of a kind with what was brought.
  template <class F>
  std::vector<std::pair<const DemoMatter*, const F*>> brought() const {
    std::vector<std::pair<const DemoMatter*, const F*>> all;
    for (const auto& matter : told_.matters)
      if (const auto* form = std::get_if<F>(&matter.form)) all.emplace_back(&matter, form);
    return all;
  }
  /// States in which some matter of a kind ends up.
  std::set<std::string> left_in(std::string_view kind) const {
    std::set<std::string> states;
    for (const auto& matter : told_.matters)
      if (kind_of(matter) == kind) states.insert(states_told(matter).back());
    return states;
  }

  Date today_ = SystemClock().today();
  DemoMatters told_ = {};
  Vocabularies lists_ = {};
};

template <class State>
std::set<std::string> all_but(std::initializer_list<State> left_out) {
  std::set<std::string> names;
  for (const auto& row : table_of(State{}))
    if (std::ranges::find(left_out, row.value) == left_out.end()) names.insert(std::string(row.name));
  return names;
}

TEST_F(DemoMattersTest, FormsAreRight) {
  for (const auto& [matter, filing] : brought<Filing>()) {
    const auto checked = requests::check(*filing);
    EXPECT_TRUE(checked) << matter->about << " " << describe(checked.error());
  }
  for (const auto& [matter, message] : brought<NewMessage>()) {
    const auto checked = dialogue::check(*message, lists_, today_);
    EXPECT_TRUE(checked) << matter->about << " " << describe(checked.error());
  }
  for (const auto& [matter, found] : brought<compliance::NewRectification>()) {
    const auto checked = compliance::check(*found, lists_, today_);
    EXPECT_TRUE(checked) << matter->about << " " << describe(checked.error());
  }
}

// Nobody divided one, as its parts would have no answers; and no ledger was brought.
TEST_F(DemoMattersTest, SomeAreLeftInEveryState) {
  EXPECT_EQ(left_in(requests::Procedure::kName), all_but({requests::State::Divided, requests::State::Reported}));
  auto messages = left_in(dialogue::Procedure::kName);
  EXPECT_EQ(messages.size(), dialogue::kStateNames.size());
  auto rectifications = left_in(compliance::Procedure::kName);
  EXPECT_EQ(rectifications.size(), compliance::kStateNames.size());
}

TEST_F(DemoMattersTest, StepsFollowInTimeUntilYesterday) {
  for (const auto& matter : told_.matters) {
    SCOPED_TRACE(matter.about);
    auto before = matter.at;
    for (const auto& step : matter.steps) {
      EXPECT_GE(step.at, before) << step.step;
      before = step.at;
    }
    EXPECT_LT(before.date(), today_);
    const auto drafts = std::ranges::count(matter.steps, kDraftAnswer, &DemoMatterStep::step);
    EXPECT_EQ(static_cast<std::size_t>(drafts), matter.replies.size() + matter.answers.size());
  }
}

TEST_F(DemoMattersTest, RequestsEndInManyWaysForAllClasses) {
  std::set<std::string> decisions;
  std::set<std::string> classes;
  std::set<std::string> channels;
  for (const auto& [matter, filing] : brought<Filing>()) {
    classes.insert(std::string(name_of(filing->applicant)));
    channels.insert(std::string(name_of(filing->channel)));
    for (const auto& [reply, earlier] : matter->replies) {
      decisions.insert(std::string(name_of(reply.decision)));
      auto whole = reply;
      if (!earlier.empty()) whole.earlier = "演示依申请〔2026〕1号";
      const auto checked = requests::check_reply(whole);
      EXPECT_TRUE(checked) << matter->about << " " << describe(checked.error());
    }
  }
  EXPECT_EQ(classes.size(), requests::kApplicants.size());
  EXPECT_EQ(channels.size(), matters::kChannels.size() - 1) << "all but those from inside";
  for (const auto* decision : {"open", "partly", "withheld-third-party", "not-held", "not-ours", "repeat", "petition"})
    EXPECT_THAT(decisions, Contains(decision));
}

// What a number, a code, a telephone or an address could lead to does not exist.
TEST_F(DemoMattersTest, NobodyIsReal) {
  const auto expect_invented = [](const std::string& about, const matters::Contact& contact) {
    SCOPED_TRACE(about);
    const auto& number = contact.identity_number;
    if (contact.identity_kind == "resident") {
      EXPECT_THAT(number, StartsWith("119999"));
    } else if (contact.identity_kind.empty() && !number.empty()) {
      EXPECT_EQ(number.substr(2, 6), "990100");
    }
    if (!contact.phone.empty()) {
      EXPECT_THAT(contact.phone, StartsWith("0969-555"));
    }
    EXPECT_TRUE(contact.email.empty() || contact.email.ends_with(".example"));
  };
  for (const auto& [matter, filing] : brought<Filing>()) expect_invented(matter->about, filing->contact);
  for (const auto& [matter, message] : brought<NewMessage>()) expect_invented(matter->about, message->contact());
  for (const auto& matter : told_.matters)
    for (const auto& step : matter.steps) expect_invented(matter.about, step.party);
}

// The finder hides what the writer gave of themselves, and what a person hides besides is there to be hidden.
TEST_F(DemoMattersTest, LettersThatBecomePublicAreMasked) {
  std::size_t masked = 0;
  for (const auto& [matter, message] : brought<NewMessage>()) {
    SCOPED_TRACE(matter->about);
    const auto shown = std::ranges::find(matter->steps, kPublishAnswer, &DemoMatterStep::step);
    if (shown == matter->steps.end()) continue;
    ASSERT_TRUE(message->wants_public);
    const dialogue::Sender sender{.contact = message->contact(), .day = matter->at.date()};
    const auto words = dialogue::propose({message->title, message->words, matter->answers.back()}, sender);
    EXPECT_TRUE(dialogue::check_public(words, words, sender));
    EXPECT_EQ(words.question.find(message->name), std::string::npos);
    for (const auto& hidden : shown->hide) EXPECT_NE(words.question.find(hidden), std::string::npos) << hidden;
    if (words.question != message->words) ++masked;
  }
  EXPECT_GE(masked, 3U);
}

TEST_F(DemoMattersTest, PeopleOfTheFilesExist) {
  const auto people = read_demo_people();
  ASSERT_TRUE(people) << describe(people.error());
  std::set<std::string> logins = {""};
  for (const auto& person : people->people) logins.insert(person.login);
  for (const auto& matter : told_.matters)
    for (const auto& step : matter.steps) {
      EXPECT_THAT(logins, Contains(step.by)) << matter.about;
      EXPECT_THAT(logins, Contains(step.holder)) << matter.about;
    }
}

}  // namespace
}  // namespace dl::app
