#include "requests/notices.h"

#include <algorithm>

#include "requests/clocks.h"
#include "requests/handling.h"

namespace dl::requests {
namespace {

using matters::Case;
using matters::Times;
using matters::Waiting;

bool leaves(LetterKind kind) { return leaves_by_itself(name_of(kind)); }

/// The period of the answer as it is without extension or deferral.
Outcome<std::optional<Date>> answer_due(const Case& now, const Times& times) {
  DL_TRY(const auto clock, answer_before(now, 0, times));
  return clock ? std::optional(clock->due()) : std::nullopt;
}

Outcome<std::optional<Waiting>> notices_waiting(const Case& now, const Times& times) {
  Waiting waiting{.what = &beside(Besides::Notice), .words = notices(now, leaves)};
  if (waiting.words.empty() || facts_of(now).ended_on) return std::optional<Waiting>();
  std::optional<Instant> since;
  for (const auto& draft : now.drafts) {
    const auto kind = find_name<LetterKind>(draft.kind);
    if (!kind || !leaves(*kind)) continue;
    if (!since || draft.changed_at < *since) since = draft.changed_at;
    DL_TRY(const auto due, notice_due(*kind, now, times));
    if (due && (!waiting.due_on || *due < *waiting.due_on)) waiting.due_on = due;
  }
  waiting.since = *since;
  return std::optional(std::move(waiting));
}

Outcome<std::optional<Waiting>> extension_waiting(const Case& now, const Times& times) {
  const auto* proposal = now.last(event("request.extension-proposed").verb);
  const auto facts = facts_of(now);
  const bool open = proposal != nullptr && !facts.extension && !facts.deferred_on;
  if (!open || now.matter.state != name_of(State::Registered)) return std::optional<Waiting>();
  Waiting waiting{.what = &beside(Besides::Extension), .not_for = {proposal->actor}, .since = proposal->at};
  waiting.words = fmt::format("提请延期至{}", proposal->until.value_or(proposal->on).text());
  DL_TRY(waiting.due_on, answer_due(now, times));
  return std::optional(std::move(waiting));
}

std::optional<Waiting> receipts_waiting(const Case& now) {
  const auto facts = facts_of(now);
  if (facts.ended_on) return std::nullopt;
  std::vector<std::string_view> names;
  std::optional<Date> since;
  const auto add = [&](LetterKind kind, Date told) {
    if (std::ranges::find(names, chinese_of(kind)) == names.end()) names.push_back(chinese_of(kind));
    since = std::min(since.value_or(told), told);
  };
  for (const auto& one : facts.consultations)
    if (one.told_on && one.who != Consulted::Agency && !one.received_on && !one.answered_on)
      add(one.who == Consulted::Third ? LetterKind::ThirdParty : LetterKind::CoMaker, *one.told_on);
  if (facts.fee_asked_on && facts.fee_told_on && !facts.fee_received_on && !facts.paid_on)
    add(LetterKind::Fee, *facts.fee_told_on);
  if (names.empty()) return std::nullopt;
  return Waiting{.what = &beside(Besides::Receipt),
                 .words = fmt::format("{}：对方尚未签收，期限没有起算", fmt::join(names, "、")),
                 .since = Instant::at(*since)};
}

}  // namespace

std::string notices(const Case& now, bool (*wanted)(LetterKind)) {
  std::vector<std::string_view> names;
  for (const auto& draft : now.drafts) {
    const auto kind = find_name<LetterKind>(draft.kind);
    if (!kind || !wanted(*kind) || std::ranges::find(names, chinese_of(*kind)) != names.end()) continue;
    names.push_back(chinese_of(*kind));
  }
  return fmt::format("{}", fmt::join(names, "、"));
}

Outcome<std::optional<Date>> notice_due(LetterKind kind, const Case& now, const Times& times) {
  switch (kind) {
    case LetterKind::Extension:
    case LetterKind::Deferral: return answer_due(now, times);
    case LetterKind::Supplement:
    case LetterKind::Fee: break;
    default: return std::optional<Date>();
  }
  DL_TRY(const auto all, clocks(now, times));
  const auto clock = kind == LetterKind::Fee ? ClockKind::Answer : ClockKind::SupplementNotice;
  const auto found = std::ranges::find(all, name_of(clock), &matters::Clock::code);
  return found == all.end() ? std::optional<Date>() : std::optional(found->due());
}

Outcome<std::vector<Waiting>> waiting(const Case& now, const Times& times) {
  std::vector<Waiting> all;
  DL_TRY(auto extension, extension_waiting(now, times));
  if (extension) all.push_back(std::move(*extension));
  DL_TRY(auto letters, notices_waiting(now, times));
  if (letters) all.push_back(std::move(*letters));
  if (auto receipts = receipts_waiting(now)) all.push_back(std::move(*receipts));
  for (auto& help : co_handling_waiting(now, beside(Besides::CoHandling))) all.push_back(std::move(help));
  return all;
}

}  // namespace dl::requests
