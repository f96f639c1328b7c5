// Findings in the desk's verbs: noted with each saving, answered by people, asked for before a release.
#include "base/limits.h"
#include "base/text.h"
#include "publications/document_act.h"
#include "publications/finding_store.h"

namespace dl::publications {
namespace {

using accounts::Principal;

/// Whether an answer can be given to a finding, by this person.
Outcome<void> check_answer(const Act& act, const Document& document, const Finding& finding,
                           const std::vector<std::string>& authors, Answer answer) {
  DL_CHECK(check_answerer(finding, authors, act.by, document.agency));
  // What is found in the words is mended by other words.
  if (answer == Answer::Mended && !finding.is_told())
    return fail(Fault::Conflict, "finding.not-mended", finding.what.kind);
  return {};
}

// "个人信息（2 处）：经本人同意公开". The journal keeps this for ever, so no words of the document are in it.
std::string told(const std::vector<const Finding*>& answered, const std::string& reason) {
  std::map<std::string_view, int> kinds;
  for (const auto* finding : answered) ++kinds[finding->kind().chinese];
  std::string names;
  for (const auto& [chinese, count] : kinds)
    names += fmt::format("{}{}（{} 处）", names.empty() ? "" : "、", chinese, count);
  return fmt::format("{}：{}{}", names, chinese_of(answered.front()->answer),
                     reason.empty() ? "" : fmt::format("，{}", reason));
}

void answer_one(const Act& act, Finding& finding, Answer answer, const std::string& reason) {
  finding.answer = answer;
  finding.answered_by = act.by.actor();
  finding.answered_at = act.transaction.now();
  finding.reason = reason;
}

}  // namespace

Outcome<void> note_findings(const Act& act, const Edition& edition, const std::vector<Finding>& told) {
  DL_TRY(const auto before, list_findings(act.sql(), edition.id));
  auto kept = before;
  kept.insert(kept.end(), told.begin(), told.end());
  const auto now = survey(edition, kept, public_numbers(act.directory), act.transaction.now());
  return keep_findings(act.sql(), edition.id, before, now);
}

Outcome<void> carry_findings(const Act& act, const Edition& from, const Edition& to) {
  DL_TRY(const auto earlier, list_findings(act.sql(), from.id));
  return note_findings(act, to, earlier);
}

Outcome<void> DocumentDesk::answer_findings(std::int64_t id, const std::vector<std::string>& digests, Answer answer,
                                            const std::string& reason, const Principal& by) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
        DL_CHECK(act.require(accounts::Right::ReadDocuments, document));
        if (is_released(edition.state))
          return fail(Fault::Conflict, "document.step", fmt::format("answer from {}", name_of(edition.state)));
        if (digests.empty() || answer == Answer::Open) return fail(Fault::Invalid, "finding.answer-owed");
        if (answer == Answer::Accepted && text::trim(reason).empty())
          return fail(Fault::Invalid, "document.reason-owed", "answer a finding");
        if (text::length(reason) > kLongestReason)
          return fail(Fault::Invalid, "document.reason-long", "answer a finding");
        DL_TRY(const auto before, list_findings(act.sql(), edition.id));
        auto findings = survey(edition, before, public_numbers(act.directory), act.transaction.now());
        DL_TRY(const auto authors, list_authors(act.sql(), edition.id));
        std::vector<const Finding*> answered;
        for (const auto& digest : digests) {
          const auto found =
              std::ranges::find_if(findings, [&](const Finding& one) { return one.what.digest == digest; });
          if (found == findings.end()) return fail(Fault::Conflict, "finding.gone", digest);
          DL_CHECK(check_answer(act, document, *found, authors, answer));
          answer_one(act, *found, answer, reason);
          answered.push_back(&*found);
        }
        DL_CHECK(keep_findings(act.sql(), edition.id, before, findings));
        record(act, document, {.kind = event("document.finding-answered"), .reason = told(answered, reason)});
        return {};
      });
}

Outcome<void> accept_kinds(const Act& act, const Document& document, const Edition& edition,
                           const Acceptance& accepted) {
  if (accepted.kinds.empty()) return {};
  DL_TRY(const auto before, list_findings(act.sql(), edition.id));
  auto findings = survey(edition, before, public_numbers(act.directory), act.transaction.now());
  std::vector<const Finding*> answered;
  for (auto& finding : findings) {
    bool named = std::ranges::find(accepted.kinds, finding.what.kind) != accepted.kinds.end();
    if (!named || !finding.is_owed() || finding.kind().weight != intake::Weight::Owed) continue;
    answer_one(act, finding, Answer::Accepted, accepted.reason);
    answered.push_back(&finding);
  }
  if (answered.empty()) return {};
  if (text::trim(accepted.reason).empty()) return fail(Fault::Invalid, "document.reason-owed", "answer a finding");
  if (text::length(accepted.reason) > kLongestReason)
    return fail(Fault::Invalid, "document.reason-long", "answer a finding");
  DL_CHECK(keep_findings(act.sql(), edition.id, before, findings));
  record(act, document, {.kind = event("document.finding-answered"), .reason = told(answered, accepted.reason)});
  return {};
}

}  // namespace dl::publications
