// A kind of matter for the tests of this module: an errand that somebody asks for, which is done, signed and answered
// within seven working days, without the days on which its asker is waited for.
#pragma once

#include "matters/agency_fixture.h"
#include "matters/letters.h"

namespace dl::matters::errand {

enum class State : std::uint8_t { Asked, Doing, Unclear, Signing, Signed, Answered, Filed };
inline constexpr auto kStateNames = named_table<State>({{State::Asked, "Asked", "待受理"},
                                                        {State::Doing, "Doing", "办理中"},
                                                        {State::Unclear, "Unclear", "待说明"},
                                                        {State::Signing, "Signing", "审签中"},
                                                        {State::Signed, "Signed", "待答复"},
                                                        {State::Answered, "Answered", "已答复"},
                                                        {State::Filed, "Filed", "已归档"}});
constexpr Names<State> table_of(State) { return kStateNames; }

enum class Step : std::uint8_t { Accept, Ask, Explain, Submit, Sign, SendBack, AllSigned, Answer, File, Reopen };
inline constexpr auto kStepNames = named_table<Step>({{Step::Accept, "Accept", "受理"},
                                                      {Step::Ask, "Ask", "要求说明"},
                                                      {Step::Explain, "Explain", "已说明"},
                                                      {Step::Submit, "Submit", "送审"},
                                                      {Step::Sign, "Sign", "审签"},
                                                      {Step::SendBack, "SendBack", "退回"},
                                                      {Step::AllSigned, "AllSigned", "签毕"},
                                                      {Step::Answer, "Answer", "答复"},
                                                      {Step::File, "File", "归档"},
                                                      {Step::Reopen, "Reopen", "重新办理"}});
constexpr Names<Step> table_of(Step) { return kStepNames; }

inline constexpr auto kEvents = std::to_array<journal::EventKind>({{"errand.asked", "提出"},
                                                                   {"errand.accepted", "受理"},
                                                                   {"errand.unclear", "要求说明"},
                                                                   {"errand.explained", "已说明"},
                                                                   {"errand.submitted", "送审"},
                                                                   {"errand.signed", "审签"},
                                                                   {"errand.sent-back", "退回"},
                                                                   {"errand.answered", "答复"},
                                                                   {"errand.filed", "归档"},
                                                                   {"errand.reopened", "重新办理"}});
consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

/// Conflict `errand.asked-before` once the asker was asked.
inline Outcome<void> check_asks(const Standing& standing) {
  if (standing.of.count("errand.unclear") > 0) return fail(Fault::Conflict, "errand.asked-before");
  return {};
}

inline constexpr auto kDo = accounts::Right::AnswerRequests;
inline constexpr auto kStates = std::to_array<StateRow<State>>({
    {State::Asked, Phase::Open, "已经收到。", kDo},
    {State::Doing, Phase::Open, "正在办理。", kDo},
    {State::Unclear, Phase::Waiting, "请您说明。", kDo},
    {State::Signing, Phase::Open, "正在审签。"},
    {State::Signed, Phase::Open, "即将答复。", kDo},
    {State::Answered, Phase::Done, "已经答复。", kDo},
    {State::Filed, Phase::Ended, "已经办结。"},
});

using work::Leads;
using work::Reason;
inline constexpr auto kCycle = std::to_array<Transition<State, Step>>({
    {State::Asked,
     Step::Accept,
     State::Doing,
     kDo,
     event("errand.accepted"),
     Reason::Free,
     nullptr,
     {Leads::On, "开始办理。", "说明（可不填）"}},
    {State::Doing,
     Step::Ask,
     State::Unclear,
     kDo,
     event("errand.unclear"),
     Reason::Owed,
     check_asks,
     {Leads::Back, "等提出的人说明。", "要说明什么"}},
    {State::Unclear,
     Step::Explain,
     State::Doing,
     kDo,
     event("errand.explained"),
     Reason::Free,
     nullptr,
     {Leads::On, "继续办理。", "说明（可不填）"}},
    {State::Doing,
     Step::Submit,
     State::Signing,
     kDo,
     event("errand.submitted"),
     Reason::Free,
     nullptr,
     {Leads::On, "请人审签。", "说明（可不填）"}},
    {State::Signing,
     Step::Sign,
     State::Signing,
     kDo,
     event("errand.signed"),
     Reason::Free,
     nullptr,
     {Leads::On, "同意。", "意见（可不填）"}},
    {State::Signing,
     Step::SendBack,
     State::Doing,
     kDo,
     event("errand.sent-back"),
     Reason::Owed,
     nullptr,
     {Leads::Back, "不同意。", "理由"}},
    {State::Signing, Step::AllSigned, State::Signed, kDo},
    {State::Signed,
     Step::Answer,
     State::Answered,
     kDo,
     event("errand.answered"),
     Reason::Free,
     nullptr,
     {Leads::On, "答复。", "说明（可不填）"}},
    {State::Answered,
     Step::File,
     State::Filed,
     kDo,
     event("errand.filed"),
     Reason::Free,
     nullptr,
     {Leads::On, "归档。", "说明（可不填）"}},
    {State::Filed,
     Step::Reopen,
     State::Doing,
     kDo,
     event("errand.reopened"),
     Reason::Owed,
     nullptr,
     {Leads::Anew, "重新办理。", "理由"}},
});

inline constexpr Question kUntil[] = {{Ask::Until, "最迟", Need::Owed}};
inline constexpr Question kTo[] = {{Ask::Department, "科室", Need::Owed}};
inline constexpr Question kLetter[] = {{Ask::Letter, "答复", Need::Owed}};
inline constexpr Question kOn[] = {{Ask::On, "日期", Need::Owed}, {Ask::Code, "结果", Need::Owed}};
inline constexpr auto kForms = std::to_array<Form<Step>>({
    {Step::Accept, kTo, Shown::Told},
    {Step::Ask, kUntil, Shown::Told},
    {Step::Explain},
    {Step::Submit, kLetter, Shown::Inside, Sign::Ask},
    {Step::Sign, {}, Shown::Inside, Sign::Sign},
    {Step::SendBack, {}, Shown::Inside, Sign::SendBack},
    {Step::AllSigned, {}, Shown::Inside, Sign::AllSigned},
    {Step::Answer, kOn, Shown::Told},
    {Step::File},
    {Step::Reopen, {}, Shown::InFull},
});
static_assert(sound(kStates, kCycle, kForms));

struct Procedure {
  using State = errand::State;
  using Step = errand::Step;
  static constexpr auto& kStates = errand::kStates;
  static constexpr auto& kCycle = errand::kCycle;
  static constexpr auto& kForms = errand::kForms;
  static constexpr std::string_view kName = "errand";
  static constexpr std::string_view kChinese = "跑腿";
  static constexpr auto kRead = kDo;
  static constexpr auto kOpened = event("errand.asked");
  static constexpr work::Kind kHandle = {"errand.handle", "待办理"};
  static constexpr work::Kind kSign = {"errand.sign", "待审签"};
  static constexpr std::string_view kChain = "two-people";

  static Outcome<void> check(const Standing& standing, Step step, const Input& input) {
    if (step == Step::Ask && *input.until <= standing.today)
      return tl::unexpected(wrong_input(Ask::Until, "errand.past"));
    return {};
  }
  static void settle(Matter& matter, const Case&, const Fact& fact) {
    if (fact.verb == "errand.asked") matter.received_on = fact.on;
    if (fact.verb != "errand.answered") return;
    matter.outcome = fact.code;
    matter.ended_on = fact.on;
  }
  static Outcome<std::vector<Clock>> clocks(const Case& now, const Times& times) {
    std::vector<Clock> all;
    if (!now.matter.received_on) return all;
    Clock clock{.code = "answer", .title = "答复", .period = "request.correction-notice"};
    if (const auto* asked = now.last("errand.unclear"); asked != nullptr) {
      const auto* told = now.last("errand.explained");
      clock.pauses.push_back({asked->on, told != nullptr ? told->on : *asked->until});
    }
    const auto* period = times.laws.find(clock.period, *now.matter.received_on);
    DL_TRY(clock.walk, periods::walk(*period, Instant::at(*now.matter.received_on), clock.pauses, times.calendar));
    clock.met_on = now.matter.ended_on;
    all.push_back(std::move(clock));
    return all;
  }
  static std::string number(const Place& place, int year, std::int64_t serial) {
    return fmt::format("{}-{}-{}", place.code, year, serial);
  }
};

inline const Kind& errands() {
  static const auto kind = kind_of<Procedure>();
  return kind;
}

/// An agency that runs errands, in the spring of 2026.
class Agency : public AgencyFixture {
 public:
  explicit Agency(test::Store store) : AgencyFixture(store, Date(2026, 3, 2), {errands()}) {}

  Opened opened(const std::string& title = "取一本书") {
    return must(desk_.open({.kind = "errand",
                            .place = place_,
                            .title = title,
                            .on = today(),
                            .parties = {{PartyRole::Applicant, "natural", {.name = "张三", .phone = "13800000000"}}}},
                           "public:online"));
  }
  std::int64_t letter(std::int64_t id, std::string content = R"({"text":"办好了"})") {
    return must(journal_.write([&](journal::Transaction& transaction) -> Outcome<Letter> {
             DL_TRY(const auto matter, lock_matter(transaction.sql(), id));
             return draft_letter(transaction, matter, {.kind = "reply", .content = std::move(content)}, {},
                                 "person:甲");
           }))
        .id;
  }
  MatterDesk& desk_ = matters_;
};

}  // namespace dl::matters::errand
