// The life of a record as one table. What is public is no state of it: a correction under way goes its way to a second
// person while the public still sees what it saw (State of the work, Row::shown of the page). Pure.
#pragma once

#include <string>

#include "records/events.h"
#include "records/register.h"
#include "work/cycle.h"
#include "work/events.h"

namespace dl::records {

/// Stored by name; do not rename.
enum class State : std::uint8_t {
  Entered,    ///< 已登记: words under way, of a new record or of a correction
  Signing,    ///< 复核中
  Signed,     ///< 待公布
  Published,  ///< 已公布: the newest words are those that the public sees
  Withdrawn,  ///< 已撤下
  Erased,     ///< 已删除: what was sealed is gone for ever
};
inline constexpr auto kStates = named_table<State>({{State::Entered, "Entered", "已登记"},
                                                    {State::Signing, "Signing", "复核中"},
                                                    {State::Signed, "Signed", "待公布"},
                                                    {State::Published, "Published", "已公布"},
                                                    {State::Withdrawn, "Withdrawn", "已撤下"},
                                                    {State::Erased, "Erased", "已删除"}});
constexpr Names<State> table_of(State) { return kStates; }

/// For people: where nothing is public, what was signed is accepted, and that is all.
std::string_view words_of(State state, const Register& made);

/// Sent by name; do not rename.
enum class Step : std::uint8_t { Correct, Submit, Sign, SendBack, TakeBack, Publish, Demand, Withdraw, Restore, Erase };
inline constexpr auto kSteps = named_table<Step>({{Step::Correct, "Correct", "更正"},
                                                  {Step::Submit, "Submit", "送复核"},
                                                  {Step::Sign, "Sign", "复核"},
                                                  {Step::SendBack, "SendBack", "退回"},
                                                  {Step::TakeBack, "TakeBack", "收回"},
                                                  {Step::Publish, "Publish", "公布"},
                                                  {Step::Demand, "Demand", "要求撤下"},
                                                  {Step::Withdraw, "Withdraw", "撤下"},
                                                  {Step::Restore, "Restore", "恢复"},
                                                  {Step::Erase, "Erase", "删除个人资料"}});
constexpr Names<Step> table_of(Step) { return kSteps; }

/// What an entry says that was done. Stored by name; do not rename.
enum class Act : std::uint8_t {
  Enter,
  Correct,
  Publish,
  Withdraw,
  Restore,
  Erase,
  Undo,  ///< a correction that nobody was shown is taken back: the words before it are the newest again
};
inline constexpr auto kActs = named_table<Act>({{Act::Enter, "enter", "登记"},
                                                {Act::Correct, "correct", "更正"},
                                                {Act::Publish, "publish", "公布"},
                                                {Act::Withdraw, "withdraw", "撤下"},
                                                {Act::Restore, "restore", "恢复"},
                                                {Act::Erase, "erase", "删除个人资料"},
                                                {Act::Undo, "undo", "撤销更正"}});
constexpr Names<Act> table_of(Act) { return kActs; }

/// Where a record stands.
struct Row {
  std::int64_t id = 0;
  std::string code = {};  ///< of its register
  std::int64_t agency = 0;
  std::string number = {};  ///< of its own, where the register has such; never given back
  std::string title = {};   ///< Register::name by public values
  State state = State::Entered;
  std::int64_t head = 0;                 ///< entry with its newest words
  std::int64_t shown = 0;                ///< entry whose words the public sees; 0 = none
  std::int64_t tombstone = 0;            ///< entry that took it from the public; 0 = none
  std::optional<Date> demanded_on = {};  ///< since when it has to be withdrawn
  std::optional<Date> shown_until = {};  ///< last day of what is shown, by the law of its own day
  bool withheld = false;                 ///< a rule keeps its newest words from the public for ever
  Instant changed_at = {};
};

/// What the rules of a step look at.
struct Standing {
  const Row& row;
  const Register& made;
  bool over = false;  ///< the newest words would be shown no longer by now (shown_until(), is_over())
};

/// Conflict `record.for-staff` where nothing is ever public, `record.chain` where somebody has to sign first,
/// `record.no-chain` where nobody does, `record.withheld`, `record.display-over`, `record.not-shown`,
/// `record.demanded`, `record.shown`.
Outcome<void> check_signed_free(const Standing& standing);
Outcome<void> check_has_chain(const Standing& standing);
Outcome<void> check_publishable(const Standing& standing);
Outcome<void> check_shown(const Standing& standing);
Outcome<void> check_demandable(const Standing& standing);
Outcome<void> check_not_shown(const Standing& standing);

using Transition = work::Transition<State, Step, Standing>;

inline constexpr std::array kEveryState = {State::Entered,   State::Signing,   State::Signed,
                                           State::Published, State::Withdrawn, State::Erased};

namespace detail {
using accounts::Right;
using work::Leads;
using work::Reason;

constexpr Transition correct(State from, Reason reason) {
  return {from,
          Step::Correct,
          State::Entered,
          Right::EnterRecords,
          event("record.corrected"),
          reason,
          nullptr,
          {Leads::Anew, "更正后重新办理；已经公布的，公布更正前公众看到的不变，公布后连同理由公开。", "更正的理由"}};
}
// Withdrawing takes the page away; words under way go on.
constexpr Transition withdraw(State from, State to) {
  return {from,
          Step::Withdraw,
          to,
          Right::WithdrawRecords,
          event("record.withdrawn"),
          Reason::Owed,
          check_shown,
          {Leads::Back, "公众不再看到内容，只看到已经撤下和撤下的理由。", "撤下的理由"}};
}
constexpr Transition demand(State at) {
  return {at,
          Step::Demand,
          at,
          Right::EnterRecords,
          event("record.to-withdraw"),
          Reason::Owed,
          check_demandable,
          {Leads::Back, "依据已被撤销、变更的，从今天起计算撤下的期限。", "应当撤下的理由"}};
}
constexpr Transition erase(State from) {
  return {from,
          Step::Erase,
          State::Erased,
          Right::EraseRecords,
          event("record.erased"),
          Reason::Owed,
          check_not_shown,
          {Leads::Back, "密封的个人资料从此无法恢复，登记和经过的证明仍在。", "删除的理由"}};
}
}  // namespace detail

inline constexpr std::array kCycle = [] {
  using namespace detail;
  using enum State;
  return std::to_array<Transition>({
      correct(Entered, Reason::Free),
      correct(Signed, Reason::Free),
      correct(Published, Reason::Owed),
      correct(Withdrawn, Reason::Owed),
      {Entered,
       Step::Submit,
       Signing,
       Right::EnterRecords,
       work::event("sign-off.asked"),
       Reason::Free,
       check_has_chain,
       {Leads::On, "送他人复核，复核期间不能更正。", "说明（可不填）"}},
      {.from = Signing, .step = Step::Sign, .to = Signed, .right = Right::CheckRecords},
      {.from = Signing, .step = Step::SendBack, .to = Entered, .right = Right::CheckRecords},
      {.from = Signing, .step = Step::TakeBack, .to = Entered, .right = Right::EnterRecords},
      {Entered,
       Step::Publish,
       Published,
       Right::EnterRecords,
       event("record.published"),
       Reason::Free,
       check_signed_free,
       {Leads::On, "公众可以看到，依法不公开的除外。", "说明（可不填）"}},
      {Signed,
       Step::Publish,
       Published,
       Right::PublishRecords,
       event("record.published"),
       Reason::Free,
       check_publishable,
       {Leads::On, "公众可以看到，依法不公开的除外。", "说明（可不填）"}},
      demand(Entered),
      demand(Signing),
      demand(Signed),
      demand(Published),
      withdraw(Entered, Entered),
      withdraw(Signing, Signing),
      withdraw(Signed, Signed),
      withdraw(Published, Withdrawn),
      {Withdrawn,
       Step::Restore,
       Published,
       Right::WithdrawRecords,
       event("record.restored"),
       Reason::Owed,
       check_publishable,
       {Leads::Anew, "按撤下时的内容重新公布。", "恢复的理由"}},
      erase(Entered),
      erase(Withdrawn),
  });
}();
static_assert(work::sound(kCycle, kEveryState, State::Entered));

}  // namespace dl::records
