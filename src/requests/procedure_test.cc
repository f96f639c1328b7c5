#include "requests/procedure.h"

#include <fstream>
#include <sstream>

#include "base/vocabulary.h"
#include "requests/agency_seals.h"
#include "requests/case_fixture.h"
#include "requests/decision.h"
#include "work/cycle_page.h"

namespace dl::requests {
namespace {

using matters::Input;

/// What is wrong with a step on a day: the key of its field, of its refusal, or nothing.
std::string wrong(const Told& told, Step step, const Input& input, Date today, std::string_view actor = "person:甲") {
  const auto now = times();
  const Standing standing{told.now(), now, today, actor};
  for (const auto& row : kCycle)
    if (row.step == step && row.guard != nullptr)
      if (const auto refused = row.guard(standing); !refused) return refused.error().key;
  const auto judged = Procedure::check(standing, step, input);
  if (judged) return {};
  return judged.error().fields.empty() ? judged.error().key : judged.error().fields.front().key;
}

TEST(RequestProcedure, IsDrawnInTheDocuments) {
  const std::string name = DAYLIGHT_SOURCE_DIR "/docs/life-of-a-request.md";
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("```mermaid");
  ASSERT_NE(begin, std::string::npos) << name;
  const auto drawn = work::page_of(kCycle, State::Received);
  EXPECT_EQ(page.substr(begin), drawn) << "the rest of docs/life-of-a-request.md is to be:\n" << drawn;
}

template <class E>
void expect_same(const std::string& list) {
  static const auto lists = must(Vocabularies::load());
  const auto& vocabulary = lists.at(list);
  ASSERT_EQ(vocabulary.terms.size(), table_of(E{}).size()) << list;
  for (std::size_t i = 0; i < vocabulary.terms.size(); ++i) {
    EXPECT_EQ(vocabulary.terms[i].code, table_of(E{})[i].name);
    EXPECT_EQ(vocabulary.terms[i].name, table_of(E{})[i].chinese);
  }
}

TEST(RequestProcedure, ListsOfChoicesAreItsOwnWords) {
  expect_same<Decision>("request_outcomes");
  expect_same<Consent>("consultation_answers");
  expect_same<Found>("search_results");
  expect_same<Delivery>("request_deliveries");
  expect_same<Sealing>("letter_sealings");
}

TEST(RequestProcedure, ReceiptIsSettledBeforeItIsRegistered) {
  const auto online = Told(Date(2026, 3, 2), matters::Channel::Online);
  const auto counter = Told(Date(2026, 3, 2));
  EXPECT_EQ(wrong(online, Step::Accept, {}, Date(2026, 3, 3)), "request.unconfirmed");
  EXPECT_EQ(wrong(online, Step::Confirm, {.on = Date(2026, 3, 1)}, Date(2026, 3, 3)), "request.before");
  EXPECT_EQ(wrong(online, Step::Confirm, {.on = Date(2026, 3, 3)}, Date(2026, 3, 3)), "");
  EXPECT_EQ(wrong(counter, Step::Confirm, {}, Date(2026, 3, 3)), "request.received");
  EXPECT_EQ(wrong(counter, Step::Accept, {}, Date(2026, 3, 3)), "");
}

TEST(RequestProcedure, ASupplementIsAskedForOnceAndInTime) {
  auto told = Told(Date(2026, 2, 10));
  const Input late{.on = Date(2026, 2, 27), .until = Date(2026, 3, 20)};
  EXPECT_EQ(wrong(told, Step::AskSupplement, late, Date(2026, 2, 27)), "request.supplement-late");
  const Input timely{.on = Date(2026, 2, 26), .until = Date(2026, 3, 20)};
  EXPECT_EQ(wrong(told, Step::AskSupplement, timely, Date(2026, 3, 5)), "") << "judged by its day, not by entry";
  EXPECT_EQ(wrong(told, Step::AskSupplement, {.on = Date(2026, 2, 26), .until = Date(2026, 2, 26)}, Date(2026, 2, 26)),
            "request.until-past");
  told.fact("request.supplement-asked", Date(2026, 2, 12), Date(2026, 2, 20));
  EXPECT_EQ(wrong(told, Step::AskSupplement, timely, Date(2026, 2, 26)), "request.supplement-once");
  EXPECT_EQ(wrong(told, Step::LapseSupplement, {}, Date(2026, 2, 20)), "request.not-lapsed");
  EXPECT_EQ(wrong(told, Step::LapseSupplement, {}, Date(2026, 2, 21)), "");
  told.fact("request.supplement-lapsed", Date(2026, 2, 21));
  EXPECT_EQ(told.now().matter.outcome, "supplement-lapsed");
}

TEST(RequestProcedure, WhoIsAskedHasTheirTime) {
  auto told = Told(Date(2026, 4, 20));
  told.fact("request.third-party-asked", Date(2026, 4, 30));
  const Input silent{.on = Date(2026, 5, 25), .code = "silent", .about = 2};
  EXPECT_EQ(wrong(told, Step::ThirdAnswered, silent, Date(2026, 5, 25)), "request.still-time");
  EXPECT_EQ(
      wrong(told, Step::ThirdAnswered, {.on = Date(2026, 5, 26), .code = "silent", .about = 2}, Date(2026, 5, 26)), "");
  EXPECT_EQ(wrong(told, Step::ThirdAnswered, {.code = "perhaps", .about = 2}, Date(2026, 5, 6)), "request.word");
  EXPECT_EQ(wrong(told, Step::ThirdAnswered, {.code = "consent", .about = 1}, Date(2026, 5, 6)), "request.not-asked");
  EXPECT_EQ(wrong(told, Step::MakerAnswered, {.code = "consent", .about = 2}, Date(2026, 5, 6)), "request.not-asked");
  EXPECT_EQ(wrong(told, Step::Submit, {.code = "open", .about = 9}, Date(2026, 5, 25)), "request.consultation-open");
  told.fact("request.third-party-answered", Date(2026, 5, 6), {}, "consent", 2);
  EXPECT_EQ(wrong(told, Step::ThirdAnswered, {.code = "consent", .about = 2}, Date(2026, 5, 7)), "request.not-asked");
  EXPECT_EQ(wrong(told, Step::Submit, {.code = "open", .about = 9}, Date(2026, 5, 25)), "");
}

TEST(RequestProcedure, IsExtendedOnceByAnotherPerson) {
  auto told = Told(Date(2026, 2, 10));
  const auto proposed = [&](Date until) {
    return wrong(told, Step::ProposeExtension, {.until = until}, Date(2026, 3, 12));
  };
  EXPECT_EQ(wrong(told, Step::Extend, {}, Date(2026, 3, 12)), "request.extension-unasked");
  EXPECT_EQ(proposed(Date(2026, 4, 15)), "request.extension-long");
  EXPECT_EQ(proposed(Date(2026, 3, 16)), "request.extension-short");
  EXPECT_EQ(proposed(Date(9998, 4, 14)), "request.until-far");
  EXPECT_EQ(proposed(Date(2026, 4, 14)), "");
  EXPECT_EQ(wrong(told, Step::ProposeExtension, {.until = Date(2026, 4, 1)}, Date(2026, 3, 17)),
            "request.extension-late");
  told.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  EXPECT_EQ(wrong(told, Step::Extend, {}, Date(2026, 3, 12)), "request.extension-own");
  EXPECT_EQ(wrong(told, Step::Extend, {}, Date(2026, 3, 17), "person:乙"), "request.extension-over");
  EXPECT_EQ(wrong(told, Step::Extend, {}, Date(2026, 3, 16), "person:乙"), "");
  told.fact("request.extended", Date(2026, 3, 16));
  EXPECT_EQ(proposed(Date(2026, 5, 8)), "request.extended");
}

TEST(RequestProcedure, IsDeferredToADayThatIsStillToCome) {
  auto told = Told(Date(2026, 3, 2));
  const auto deferred = [&](Date until, Date today) { return wrong(told, Step::Defer, {.until = until}, today); };
  EXPECT_EQ(deferred(Date(2026, 6, 30), Date(2026, 3, 20)), "request.reasons-unasked");
  told.fact("request.reasons-asked", Date(2026, 3, 10), Date(2026, 3, 20));
  told.fact("request.reasons-given", Date(2026, 3, 18));
  EXPECT_EQ(deferred(Date(2026, 3, 30), Date(2026, 3, 20)), "request.deferred-past");
  EXPECT_EQ(deferred(Date(2026, 4, 3), Date(2026, 4, 7)), "request.until-past") << "what is late already";
  EXPECT_EQ(deferred(Date(2026, 6, 30), Date(2026, 3, 20)), "");
}

TEST(RequestProcedure, AnAnswerHasWhatItStandsOn) {
  auto told = Told(Date(2026, 3, 2));
  const auto submitted = [&](const char* code) {
    return wrong(told, Step::Submit, {.code = code, .about = 9}, Date(2026, 3, 20));
  };
  EXPECT_EQ(submitted("nonsense"), "request.word");
  EXPECT_EQ(submitted("withdrawn"), "request.no-reply");
  EXPECT_EQ(submitted("corrected"), "request.purpose");
  EXPECT_EQ(submitted("not-held"), "request.search-owed");
  EXPECT_EQ(submitted("unclear"), "request.supplement-owed");
  told.fact("request.searched", Date(2026, 3, 4), {}, "nothing");
  EXPECT_EQ(submitted("not-held"), "");
  told.fact("request.submitted", Date(2026, 3, 20), {}, "not-held", 9);
  EXPECT_EQ(wrong(told, Step::Issue, {.on = Date(2026, 3, 19)}, Date(2026, 3, 23)), "request.before");
  EXPECT_EQ(wrong(told, Step::Issue, {.code = "wax"}, Date(2026, 3, 23)), "request.word");
  EXPECT_EQ(wrong(told, Step::Issue, {.code = "seal"}, Date(2026, 3, 23)), "");
  EXPECT_EQ(wrong(told, Step::Issue, {}, Date(2026, 3, 23)), "");
  told.fact("request.issued", Date(2026, 3, 23));
  EXPECT_EQ(wrong(told, Step::Deliver, {.on = Date(2026, 3, 20), .code = "post"}, Date(2026, 3, 24)), "request.before");
  EXPECT_EQ(wrong(told, Step::Deliver, {.code = "pigeon"}, Date(2026, 3, 24)), "request.word");
}

TEST(RequestProcedure, IsServedOnceWhatALawOwesIsIssued) {
  auto told = Told(Date(2026, 3, 2));
  const Input posted{.on = Date(2026, 3, 24), .code = "post"};
  const auto served = [&] { return wrong(told, Step::Deliver, posted, Date(2026, 3, 24)); };
  told.draft("receipt").draft("consultation-told").draft("archive-contents").draft("reply");
  EXPECT_EQ(served(), "") << "no law asks for these";
  told.draft("extension").draft("third-party").draft("third-party");
  EXPECT_EQ(served(), "request.notice-unissued:延期答复告知书、征求第三方意见书");
  for (const auto& row : kLetterKinds) {
    auto one = Told(Date(2026, 3, 2));
    one.draft(std::string(row.name));
    EXPECT_EQ(wrong(one, Step::Deliver, posted, Date(2026, 3, 24)).empty(), !is_owed(row.value)) << row.name;
  }
}

TEST(RequestProcedure, AnUnpaidFeeLapsesAfterItsPeriod) {
  auto told = Told(Date(2026, 3, 2));
  EXPECT_EQ(wrong(told, Step::Fee, {.on = Date(2026, 3, 31)}, Date(2026, 3, 31)), "request.fee-late");
  told.fact("request.fee-asked", Date(2026, 3, 10));
  EXPECT_EQ(wrong(told, Step::LapseFee, {}, Date(2026, 4, 8)), "request.not-lapsed");
  EXPECT_EQ(wrong(told, Step::LapseFee, {}, Date(2026, 4, 9)), "");
}

}  // namespace
}  // namespace dl::requests
