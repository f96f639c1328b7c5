#include "requests/procedure.h"

#include <fstream>
#include <sstream>

#include "base/vocabulary.h"
#include "requests/agency_seals.h"
#include "requests/case_fixture.h"
#include "requests/decision.h"
#include "requests/stands_on.h"
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
  expect_same<Overriding>("objection_overrides");
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
  const Input over{.on = Date(2026, 3, 17), .until = Date(2026, 3, 27)};
  EXPECT_EQ(wrong(told, Step::AskSupplement, over, Date(2026, 3, 17)), "request.supplement-late")
      << "what is overdue does not begin anew";
  const Input late{.on = Date(2026, 2, 27), .until = Date(2026, 3, 20)};
  EXPECT_EQ(wrong(told, Step::AskSupplement, late, Date(2026, 2, 27)), "") << "after seven working days, and told late";
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
  told.fact("request.third-party-asked", Date(2026, 4, 29));
  EXPECT_EQ(wrong(told, Step::ThirdAnswered, {.code = "silent", .about = 2}, Date(2026, 5, 26)),
            "request.consultation-unreceived");
  EXPECT_EQ(wrong(told, Step::Submit, {.code = "open", .about = 9}, Date(2026, 5, 26)),
            "request.consultation-unreceived");
  told.received(Date(2026, 4, 30));
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

TEST(RequestProcedure, WhatWasSentIsReceivedOnce) {
  auto told = Told(Date(2026, 3, 2));
  const auto received = [&](std::int64_t about, Date on) {
    return wrong(told, Step::NoticeReceived, {.on = on, .about = about}, Date(2026, 3, 20));
  };
  EXPECT_EQ(received(1, Date(2026, 3, 10)), "request.not-awaited");
  told.fact("request.third-party-asked", Date(2026, 3, 9)).untold();
  EXPECT_EQ(received(2, Date(2026, 3, 10)), "request.untold");
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 10));
  EXPECT_EQ(received(2, Date(2026, 3, 9)), "request.before") << "nobody gets a letter before it is written";
  EXPECT_EQ(received(2, Date(2026, 3, 10)), "");
  told.received(Date(2026, 3, 10));
  EXPECT_EQ(received(2, Date(2026, 3, 12)), "request.not-awaited");
  told.fact("request.agency-asked", Date(2026, 3, 9), Date(2026, 3, 16));
  EXPECT_EQ(received(told.last(), Date(2026, 3, 12)), "request.not-awaited") << "no law counts from it";
}

TEST(RequestProcedure, NothingLapsesThatWasNotTold) {
  auto told = Told(Date(2026, 3, 2));
  told.in(State::Supplement);
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 12)).untold();
  EXPECT_EQ(wrong(told, Step::LapseSupplement, {}, Date(2026, 3, 20)), "request.supplement-untold");
  EXPECT_EQ(wrong(told, Step::Supplemented, {.on = Date(2026, 3, 9)}, Date(2026, 3, 20)), "request.supplement-untold");
  EXPECT_EQ(wrong(told, Step::CallOff, {}, Date(2026, 3, 20)), "");
  told.issue(LetterKind::Supplement, Date(2026, 3, 4));
  EXPECT_EQ(wrong(told, Step::LapseSupplement, {}, Date(2026, 3, 20)), "");
  EXPECT_EQ(wrong(told, Step::CallOff, {}, Date(2026, 3, 20)), "request.told");
}

TEST(RequestProcedure, ANoticeBearsADayOfItsClock) {
  const auto told_wrong = [](const Told& told, LetterKind kind, Date on) {
    const auto checked = check_told(told.now(), kind, 0, on, times());
    return checked ? std::string() : checked.error().key;
  };
  auto told = Told(Date(2026, 3, 2));
  told.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 4, 9)).untold();
  EXPECT_EQ(told_wrong(told, LetterKind::Supplement, Date(2026, 3, 3)), "request.before");
  EXPECT_EQ(told_wrong(told, LetterKind::Supplement, Date(2026, 3, 30)), "") << "late, and told all the same";
  EXPECT_EQ(told_wrong(told, LetterKind::Supplement, Date(2026, 3, 31)), "request.supplement-told-late");
  EXPECT_EQ(told_wrong(told, LetterKind::Receipt, Date(2026, 3, 31)), "") << "no clock waits for it";
  auto soon = Told(Date(2026, 3, 2));
  soon.fact("request.supplement-asked", Date(2026, 3, 4), Date(2026, 3, 12)).untold();
  EXPECT_EQ(told_wrong(soon, LetterKind::Supplement, Date(2026, 3, 12)), "request.supplement-until-past");
  auto longer = Told(Date(2026, 3, 2));
  longer.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  longer.fact("request.extended", Date(2026, 3, 16)).untold();
  EXPECT_EQ(told_wrong(longer, LetterKind::Extension, Date(2026, 3, 30)), "");
  EXPECT_EQ(told_wrong(longer, LetterKind::Extension, Date(2026, 3, 31)), "request.extension-told-late");
  auto paying = Told(Date(2026, 3, 2));
  paying.fact("request.fee-asked", Date(2026, 3, 10)).untold();
  EXPECT_EQ(told_wrong(paying, LetterKind::Fee, Date(2026, 3, 31)), "request.fee-told-late");
}

TEST(RequestProcedure, WhoeverWroteALetterDoesNotIssueIt) {
  auto told = Told(Date(2026, 3, 2));
  told.draft("reply", "person:乙");
  told.fact("request.submitted", Date(2026, 3, 20), {}, "open", 1);
  EXPECT_EQ(wrong(told, Step::Issue, {}, Date(2026, 3, 23), "person:乙"), "request.letter-own");
  EXPECT_EQ(wrong(told, Step::Issue, {}, Date(2026, 3, 23), "person:丙"), "");
  // The approver's step drafts the notice of an extension; whoever proposed it is its author.
  told.fact("request.extension-proposed", Date(2026, 3, 12), Date(2026, 4, 14));
  told.fact("request.extended", Date(2026, 3, 16));
  const matters::Draft notice{.id = 2, .kind = "extension", .drafted_by = "person:甲"};
  EXPECT_FALSE(check_issuer(told.now(), notice, "person:甲"));
  EXPECT_TRUE(check_issuer(told.now(), notice, "person:乙"));
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
  EXPECT_EQ(deferred(Date(2026, 4, 30), Date(2026, 3, 31)), "request.deferral-over") << "what is late stays late";
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
  told.fact("request.searched", Date(2026, 3, 5), {}, "part");
  EXPECT_EQ(submitted("not-held"), "request.search-found") << "the last search counts";
  told.fact("request.searched", Date(2026, 3, 6), {}, "nothing");
  told.fact("request.supplement-asked", Date(2026, 3, 6), Date(2026, 3, 12));
  told.fact("request.supplemented", Date(2026, 3, 9));
  EXPECT_EQ(submitted("not-held"), "request.search-owed") << "something else is asked for now";
  EXPECT_EQ(submitted("unclear"), "");
  told.fact("request.searched", Date(2026, 3, 10), {}, "nothing");
  EXPECT_EQ(submitted("not-held"), "");
  told.fact("request.submitted", Date(2026, 3, 20), {}, "not-held", 9);
  EXPECT_EQ(wrong(told, Step::Issue, {.on = Date(2026, 3, 19)}, Date(2026, 3, 23)), "request.before");
  EXPECT_EQ(wrong(told, Step::Issue, {.code = "wax"}, Date(2026, 3, 23)), "request.word");
  EXPECT_EQ(wrong(told, Step::Issue, {.code = "seal"}, Date(2026, 3, 23)), "");
  EXPECT_EQ(wrong(told, Step::Issue, {}, Date(2026, 3, 23)), "");
  EXPECT_EQ(wrong(told, Step::Issue, {.on = Date(2026, 6, 1)}, Date(2026, 6, 1)), "request.late-unexplained");
  EXPECT_EQ(wrong(told, Step::Issue, {.words = "检索延误", .on = Date(2026, 6, 1)}, Date(2026, 6, 1)), "")
      << "late is better than never";
  told.fact("request.issued", Date(2026, 3, 23));
  EXPECT_EQ(wrong(told, Step::Deliver, {.on = Date(2026, 3, 20), .code = "post", .terms = "EMS1234567890"},
                  Date(2026, 3, 24)),
            "request.before");
  EXPECT_EQ(wrong(told, Step::Deliver, {.code = "pigeon"}, Date(2026, 3, 24)), "request.word");
  const auto served = [&](const Input& input) { return wrong(told, Step::Deliver, input, Date(2026, 3, 24)); };
  EXPECT_EQ(served({.code = "post"}), "request.posting-number-owed");
  EXPECT_EQ(served({.code = "post", .terms = " "}), "request.posting-number-owed");
  EXPECT_EQ(served({.code = "post", .terms = "EMS1234567890"}), "");
  for (const auto* by_hand : {"direct", "entrusted"}) {
    EXPECT_EQ(served({.code = by_hand}), "request.receiver-owed");
    EXPECT_EQ(served({.code = by_hand, .place = "服务窗口", .person = "本人"}), "");
  }
  EXPECT_EQ(served({.code = "online"}), "");
}

TEST(RequestProcedure, WhatIsExcessiveWasAskedForReasons) {
  auto told = Told(Date(2026, 3, 2));
  const auto submitted = [&](Date today) {
    return wrong(told, Step::Submit, {.code = "excessive", .about = 9}, today);
  };
  EXPECT_EQ(submitted(Date(2026, 3, 20)), "request.reasons-owed");
  told.fact("request.reasons-asked", Date(2026, 3, 10), Date(2026, 3, 20)).untold();
  EXPECT_EQ(submitted(Date(2026, 3, 23)), "request.reasons-owed");
  told.issue(LetterKind::Reasons, Date(2026, 3, 10));
  EXPECT_EQ(submitted(Date(2026, 3, 20)), "request.reasons-open");
  EXPECT_EQ(submitted(Date(2026, 3, 23)), "") << "nothing came";
  told.fact("request.reasons-given", Date(2026, 3, 18));
  EXPECT_EQ(submitted(Date(2026, 3, 20)), "");
}

TEST(RequestProcedure, ThirdPartiesAreHeardAndTakenUp) {
  auto told = Told(Date(2026, 3, 2));
  const auto wrong_of = [&](const Reply& reply) {
    const auto checked = check_third_parties(told.now(), reply);
    return checked ? std::string() : checked.error().key;
  };
  const Reply refusal{.decision = Decision::ThirdParty, .grounds = {Ground::ThirdParty}};
  const Reply partly{.decision = Decision::Partly, .grounds = {Ground::ThirdParty}};
  const Reply other_part{.decision = Decision::Partly, .grounds = {Ground::Internal}};
  EXPECT_EQ(wrong_of(refusal), "request.third-unasked");
  EXPECT_EQ(wrong_of(partly), "request.third-unasked");
  told.fact("request.third-party-asked", Date(2026, 3, 4)).untold();
  EXPECT_EQ(wrong_of(refusal), "request.third-unasked") << "nobody got a letter";
  told.issue(LetterKind::ThirdParty, Date(2026, 3, 4));
  const Input overridden{.code = "public-interest", .about = 2};
  EXPECT_EQ(wrong(told, Step::Override, overridden, Date(2026, 3, 6)), "request.not-objected");
  auto consents = told;
  consents.fact("request.third-party-answered", Date(2026, 3, 6), {}, "consent", 2);
  EXPECT_EQ(check_third_parties(consents.now(), refusal).error().key, "request.third-consents");
  told.fact("request.third-party-answered", Date(2026, 3, 6), {}, "objection", 2);
  EXPECT_EQ(wrong_of(refusal), "");
  EXPECT_EQ(wrong_of(partly), "") << "what concerns them is withheld";
  for (const auto& opens : {Reply{.decision = Decision::Open}, other_part})
    EXPECT_EQ(wrong_of(opens), "request.objection-open");
  EXPECT_EQ(wrong_of({.decision = Decision::ToBeMade}), "") << "nothing is made public";
  EXPECT_EQ(wrong(told, Step::Override, {.code = "so", .about = 2}, Date(2026, 3, 6)), "request.word");
  EXPECT_EQ(wrong(told, Step::Override, overridden, Date(2026, 3, 6)), "");
  told.fact("request.objection-overridden", Date(2026, 3, 9), {}, "public-interest", 2);
  EXPECT_EQ(wrong_of({.decision = Decision::Open}), "");
  EXPECT_EQ(wrong(told, Step::Override, overridden, Date(2026, 3, 9)), "request.not-objected");
}

TEST(RequestProcedure, IsServedOnceWhatALawOwesIsIssued) {
  auto told = Told(Date(2026, 3, 2));
  const Input posted{.on = Date(2026, 3, 24), .code = "post", .terms = "EMS1234567890"};
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
  told.in(State::Fee);
  told.fact("request.fee-asked", Date(2026, 3, 9)).untold();
  EXPECT_EQ(wrong(told, Step::LapseFee, {}, Date(2026, 4, 9)), "request.fee-untold");
  told.issue(LetterKind::Fee, Date(2026, 3, 9));
  EXPECT_EQ(wrong(told, Step::LapseFee, {}, Date(2026, 4, 9)), "request.fee-unreceived");
  told.received(Date(2026, 3, 10));
  EXPECT_EQ(wrong(told, Step::LapseFee, {}, Date(2026, 4, 8)), "request.not-lapsed");
  EXPECT_EQ(wrong(told, Step::LapseFee, {}, Date(2026, 4, 9)), "");
}

}  // namespace
}  // namespace dl::requests
