// The life cycle of an edition: one table that desk, API, buttons, dialogs, command line and the picture in
// docs/life-of-a-document.md follow. Pure.
//
// A row's guard says what keeps people from it whatever their rights.
#pragma once

#include "publications/document_store.h"
#include "publications/events.h"
#include "publications/finding.h"
#include "work/cycle.h"

namespace dl::publications {

/// Whether rules that protect a step may be broken, on the record.
enum class Force : std::uint8_t { No, Yes };

/// What the rules of a step look at.
struct Standing {
  const Edition& edition;
  std::string actor = {};
  std::vector<std::string> authors = {};   ///< of this edition
  std::vector<work::Review> reviews = {};  ///< of this edition
  std::size_t owed = 0;                    ///< findings that nobody has answered
  bool is_public = false;                  ///< an edition of the document is
  Force force = Force::No;
};

// What keeps everybody, or an author, from a step.
Outcome<void> check_complete(const Standing& standing);   ///< Invalid `document.incomplete`
Outcome<void> check_review(const Standing& standing);     ///< Forbidden `document.own-review`
Outcome<void> check_four_eyes(const Standing& standing);  ///< Forbidden `document.author-alone`
/// Also Forbidden `document.not-for-the-public`, Conflict `document.findings-open`.
Outcome<void> check_publication(const Standing& standing);
/// Also Forbidden `document.not-internal`, Conflict `document.already-public`.
Outcome<void> check_posting(const Standing& standing);

using Transition = work::Transition<State, Step, Standing>;

inline constexpr std::array kEveryState = {State::Draft,     State::Submitted, State::Reviewed,
                                           State::Cleared,   State::Published, State::Superseded,
                                           State::Withdrawn, State::Posted,    State::Recalled};

namespace detail {
using work::Asking;
using work::Leads;
using work::Reason;
inline constexpr Asking kSubmitting = {Leads::On, "送审后不能再修改，直到被退回。", "给审核人的说明（可不填）"};
inline constexpr Asking kReviewing = {Leads::On, "确认内容准确、规范。", "审核意见（可不填）"};
inline constexpr Asking kClearing = {Leads::On, "确认不涉及国家秘密、商业秘密和个人隐私。", "保密审查的依据和结论"};
inline constexpr Asking kPublishing = {Leads::On, "发布后立即对公众可见，并分配索引号。", "说明（可不填）"};
inline constexpr Asking kPosting = {Leads::On, "内部公开后，本机关人员登录后可以看到，公众看不到。", "说明（可不填）"};
inline constexpr Asking kSendingBack = {Leads::Back, "退回给起草人修改。", "退回的理由"};
inline constexpr Asking kWithdrawing = {Leads::Back, "撤下后公众不能再看到内容，原地址会说明已撤下及理由。",
                                        "撤下的理由（会向公众显示）"};
inline constexpr Asking kRecalling = {Leads::Back, "撤下后本机关人员不再能看到内容。", "撤下的理由"};
inline constexpr Asking kRevising = {Leads::Anew, "开一个新版本；发布新版本之前，公众看到的仍是现在的版本。",
                                     "修订说明（会向公众显示）"};
inline constexpr Asking kRevisingPosted = {Leads::Anew, "开一个新版本；新版本公开之前，看到的仍是现在的版本。",
                                           "修订说明"};
}  // namespace detail

/// The whole life cycle.
inline constexpr std::array kCycle = [] {
  using enum State;
  using namespace detail;
  using enum Reason;
  using enum accounts::Right;
  return std::to_array<Transition>({
      {Draft, Step::Submit, Submitted, DraftDocuments, event("document.submitted"), Free, check_complete, kSubmitting},
      {Submitted, Step::Review, Reviewed, ReviewDocuments, event("document.reviewed"), Free, check_review, kReviewing},
      {Submitted, Step::SendBack, Draft, ReviewDocuments, event("document.sent-back"), Owed, nullptr, kSendingBack},
      // 条例 art. 17, 保密法 art. 35: what is published has had its secrecy review, whose basis is the reason.
      {Reviewed, Step::Clear, Cleared, ClearDocuments, event("document.cleared"), Owed, check_four_eyes, kClearing},
      {Reviewed, Step::SendBack, Draft, ClearDocuments, event("document.sent-back"), Owed, nullptr, kSendingBack},
      {Cleared, Step::Publish, Published, PublishDocuments, event("document.published"), Free, check_publication,
       kPublishing},
      {Cleared, Step::Post, Posted, PublishDocuments, event("document.posted"), Free, check_posting, kPosting},
      {Cleared, Step::SendBack, Draft, PublishDocuments, event("document.sent-back"), Owed, nullptr, kSendingBack},
      // The next edition ends the one before it; its change note is the reason.
      {Published, Step::Supersede, Superseded, PublishDocuments, {}, Owed, nullptr, {}},
      {Published, Step::Withdraw, Withdrawn, WithdrawDocuments, event("document.withdrawn"), Owed, nullptr,
       kWithdrawing},
      // What was posted for the staff ends in a state of its own, so that no public page can take it for its past.
      {Posted, Step::Supersede, Recalled, PublishDocuments, {}, Owed, nullptr, {}},
      {Posted, Step::Withdraw, Recalled, WithdrawDocuments, event("document.withdrawn"), Owed, nullptr, kRecalling},
      // The newest edition stays what it is; the draft is the next one.
      {Published, Step::Revise, Draft, DraftDocuments, event("document.revision-opened"), Owed, nullptr, kRevising},
      {Withdrawn, Step::Revise, Draft, DraftDocuments, event("document.revision-opened"), Owed, nullptr, kRevising},
      {Posted, Step::Revise, Draft, DraftDocuments, event("document.revision-opened"), Owed, nullptr, kRevisingPosted},
      {Recalled, Step::Revise, Draft, DraftDocuments, event("document.revision-opened"), Owed, nullptr,
       kRevisingPosted},
  });
}();
static_assert(work::sound(kCycle, kEveryState, State::Draft));

/// Publication by force is no row: it goes through the rows up to Publish, past those that protect them.
inline constexpr work::Asking kForcing = {
    work::Leads::Past,
    "强制发布会越过尚未完成的送审、审核和保密审查，只用于汛情、疫情等来不及走完程序的情况；涉密或者不宜公开的内容不得"
    "强制发布。内容立即对公众可见；您的姓名和理由会写入操作日志，不能删除。",
    "为什么不能等规定的步骤（写入日志，审计可查）"};

/// Whether a step is taken on what readers see, while work goes on with a newer edition.
constexpr bool is_of_shown(Step step) { return step == Step::Withdraw || step == Step::Supersede; }
/// The step that releases an edition of this class.
constexpr Step release_of(DisclosureClass disclosure) {
  return disclosure == DisclosureClass::Internal ? Step::Post : Step::Publish;
}
/// Whether a step is one of an edition's at all: it is released to the public or to the agency's own people, not both.
constexpr bool suits(const Edition& edition, Step step) {
  return (step != Step::Publish && step != Step::Post) || step == release_of(edition.metadata.disclosure);
}
/// The row that leads on from a state towards publication; nullptr once it is Cleared.
constexpr const Transition* row_to_cleared(State from) {
  for (const auto& row : kCycle)
    if (row.from == from && row.asking.leads == work::Leads::On && from < State::Cleared) return &row;
  return nullptr;
}
/// The right by which somebody takes a step from the first state that offers it.
constexpr accounts::Right right_for(Step step) {
  for (const auto& row : kCycle)
    if (row.step == step) return row.right;
  return accounts::Right::DraftDocuments;
}

/// The row of a step: Fault::Conflict `document.step` when the state does not offer it, `document.revision-open` when
/// it is a revision.
Outcome<const Transition*> row_of(State from, Step step);
/// Where a step leads; refused as row_of() does, and Fault::Invalid `document.reason-owed` when the step wants a reason
/// and there is none, `document.reason-long`.
Outcome<State> advance(State from, Step step, std::string_view reason);

/// The cycle as a picture for the documents, with the table below it.
std::string draw_cycle();

}  // namespace dl::publications
