#include "requests/step_letters.h"

#include <algorithm>

#include "base/text.h"
#include "requests/clocks.h"
#include "requests/events.h"
#include "requests/fees.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

using Text = std::string;
using matters::Case;
using matters::Fact;
using matters::Times;

/// How much is to be paid, and by which scale; the form of an installation may have it among the terms.
constexpr std::string_view kCharge = "charge";

Date until(const Fact& fact) { return fact.until.value_or(fact.on); }

Outcome<Date> answer_due(Case now, const Fact& fact, const Times& times) {
  DL_TRY(const auto answer, answer_clock(as_told(std::move(now), fact), times));
  return answer ? answer->due() : until(fact);
}

/// A receipt says what was due when it was written.
Outcome<Slots> receipt(const LetterForm& form, Case now, const Fact& fact, const Times& times) {
  std::erase_if(now.facts, [&](const Fact& one) { return one.id > fact.id; });
  DL_TRY(const auto due_on, answer_due(now, fact, times));
  const bool confirmed = fact.verb == event("request.confirmed").verb;
  Slots slots = {{"due", due_on}, {"settled", Text(confirmed ? "双方确认之日" : chinese_of(now.matter.channel))}};
  // The form of an installation may have been written before these were there.
  const auto add = [&](const char* code, Text words) {
    if (!words.empty() && form.find(code) != nullptr) slots.emplace(code, std::move(words));
  };
  add("channel", Text(chinese_of(now.matter.channel)));
  if (confirmed) add("confirmed", within_sentence(fact.words));
  return slots;
}

Outcome<Slots> extension(const Case& now, const Fact& fact, const Times& times) {
  DL_TRY(const auto due_on, answer_due(now, fact, times));
  const auto* proposal = now.last(event("request.extension-proposed").verb);
  return Slots{{"due", due_on}, {"reasons", within_sentence(proposal != nullptr ? proposal->words : Text())}};
}

/// Nobody knows yet when it will be received.
Outcome<Slots> fee(const LetterForm& form, const Fact& fact) {
  const auto basis = find_name<FeeBasis>(fact.code);
  if (!basis) return fail(Fault::Internal, "request.word", fact.code);
  auto charge = words_of(Fee{*basis, fact.count, fact.amount});
  // The form of an installation may have been written before the two stood apart.
  if (form.find(kCharge) == nullptr) return Slots{{"terms", fmt::format("{}。{}", charge, fact.words)}};
  return Slots{{Text(kCharge), std::move(charge)}, {"terms", fact.words}};
}

/// Art. 32: whoever objects is told in writing what is made public all the same, and why.
Slots overridden(const Case& now, const Fact& fact) {
  const auto asked = std::ranges::find(now.facts, fact.about, &Fact::id);
  return {{"content", asked == now.facts.end() ? Text() : asked->words}, {"reasons", fact.words}};
}

bool is_settled(const Slot& slot) { return slot.kind == SlotKind::Date || slot.code == kCharge; }

}  // namespace

Text within_sentence(std::string_view words) {
  constexpr std::string_view kStops[] = {"。", "；", "，", ".", ";", ","};
  for (words = text::trim(words);; words = text::trim(words)) {
    const auto* stop = std::ranges::find_if(kStops, [&](std::string_view one) { return words.ends_with(one); });
    if (stop == std::end(kStops)) return Text(words);
    words.remove_suffix(stop->size());
  }
}

Outcome<Slots> said_by(const LetterForm& form, LetterKind kind, const Case& now, const Fact& fact, const Times& times) {
  switch (kind) {
    case LetterKind::Receipt: return receipt(form, now, fact, times);
    case LetterKind::Supplement: return Slots{{"points", fact.words}, {"until", until(fact)}};
    case LetterKind::Reasons: return Slots{{"why", fact.words}, {"until", until(fact)}};
    case LetterKind::Deferral: return Slots{{"reasons", within_sentence(fact.words)}, {"until", until(fact)}};
    case LetterKind::Extension: return extension(now, fact, times);
    case LetterKind::ThirdParty:
    case LetterKind::CoMaker: return Slots{{"about", fact.words}};
    case LetterKind::CoHandling: return Slots{{"about", fact.words}, {"until", until(fact)}};
    case LetterKind::ConsultationTold: return Slots{{"sent_on", fact.on}};
    case LetterKind::ThirdPartyTold: return overridden(now, fact);
    case LetterKind::Fee: return fee(form, fact);
    default: return Slots();
  }
}

Outcome<void> check_said(const LetterForm& form, LetterKind kind, const Slots& slots, const Case& now, const Fact& fact,
                         const Times& times) {
  DL_TRY(const auto said, said_by(form, kind, now, fact, times));
  std::vector<FieldProblem> problems;
  for (const auto& slot : form.slots()) {
    if (!is_settled(slot)) continue;
    const auto written = slots.find(slot.code);
    const auto settled = said.find(slot.code);
    const bool same =
        written == slots.end() ? settled == said.end() : settled != said.end() && written->second == settled->second;
    if (!same) problems.push_back({slot.code, "request.notice-differs"});
  }
  if (problems.empty()) return {};
  return tl::unexpected(Error{.fault = Fault::Invalid, .key = "request.slots", .fields = std::move(problems)});
}

}  // namespace dl::requests
