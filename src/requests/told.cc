#include "requests/told.h"

#include <algorithm>
#include <array>

#include "requests/clocks.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using matters::Case;
using matters::Fact;

struct Owed {
  std::string_view verb = {};
  LetterKind kind = {};
  bool once = true;  ///< no more than one of a round takes effect
};
constexpr auto kOwed = std::to_array<Owed>({
    {event("request.supplement-asked").verb, LetterKind::Supplement},
    {event("request.fee-asked").verb, LetterKind::Fee},
    {event("request.extended").verb, LetterKind::Extension},
    {event("request.deferred").verb, LetterKind::Deferral},
    {event("request.reasons-asked").verb, LetterKind::Reasons, false},
    {event("request.third-party-asked").verb, LetterKind::ThirdParty, false},
    {event("request.maker-asked").verb, LetterKind::CoMaker, false},
    {event("request.agency-asked").verb, LetterKind::CoHandling, false},
    {event("request.objection-overridden").verb, LetterKind::ThirdPartyTold, false},
});

/// What else steps write, and what takes no effect by it.
constexpr auto kTelling = std::to_array<Owed>({
    {event("request.confirmed").verb, LetterKind::Receipt},
    {event("request.accepted").verb, LetterKind::Receipt},
    {event("request.third-party-asked").verb, LetterKind::ConsultationTold},
    {event("request.maker-asked").verb, LetterKind::ConsultationTold},
    {event("request.agency-asked").verb, LetterKind::ConsultationTold},
});

const Owed* owed_by(std::string_view verb) {
  const auto* found = std::ranges::find(kOwed, verb, &Owed::verb);
  return found == kOwed.end() ? nullptr : found;
}

/// Whether a fact came with the first one: it happened elsewhere.
bool is_brought(const Case& now, const Fact& fact) {
  const bool part = std::ranges::any_of(now.relations, [&](const matters::Relation& one) {
    return one.tie == matters::Tie::Divided && one.matter == now.matter.id;
  });
  return (part || is_of_ledger(now)) && fact.at == now.facts.front().at;
}

/// The facts of the verb whose notices are issued here.
std::vector<const Fact*> told_here(const Case& now, std::string_view verb) {
  auto all = now.all(verb);
  std::erase_if(all, [&](const Fact* fact) { return is_brought(now, *fact); });
  return all;
}

/// Whether some letter, issued or not, says that it is this fact's.
bool is_named(const Case& now, const Fact& fact) {
  return std::ranges::find(now.issued, fact.id, &matters::IssuedLetter::fact) != now.issued.end() ||
         std::ranges::find(now.drafts, fact.id, &matters::Draft::fact) != now.drafts.end();
}

/// How many facts that no letter names stand before this one.
std::size_t place_of(const Case& now, const Fact& fact) {
  const auto all = told_here(now, fact.verb);
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [&](const Fact* other) { return other->id < fact.id && !is_named(now, *other); }));
}

struct Limit {
  LetterKind kind = {};
  const char* key = nullptr;
};
/// What begins the period anew, lengthens it or ends the request is told while the period runs.
constexpr auto kWithinAnswer = std::to_array<Limit>({
    {LetterKind::Supplement, "request.supplement-told-late"},
    {LetterKind::Fee, "request.fee-told-late"},
    {LetterKind::Extension, "request.extension-told-late"},
    {LetterKind::Deferral, "request.deferral-told-late"},
});

/// Whether the step of a fact writes letters of a kind.
bool writes(const Fact& fact, LetterKind kind) {
  const auto is_its = [&](const Owed& row) { return row.verb == fact.verb && row.kind == kind; };
  if (kind == LetterKind::ThirdPartyTold && find_name<Overriding>(fact.code) != Overriding::PublicInterest)
    return false;
  return std::ranges::any_of(kOwed, is_its) || std::ranges::any_of(kTelling, is_its);
}

/// Whether a supplement or a fee was called off, so that its notice is not sent.
bool is_called_off(const Case& now, const Fact& fact) {
  constexpr std::string_view kCalledOff = event("request.notice-called-off").verb;
  constexpr std::string_view kAsked[] = {event("request.supplement-asked").verb, event("request.fee-asked").verb};
  const auto asks = [&](std::string_view verb) { return std::ranges::find(kAsked, verb) != std::end(kAsked); };
  if (!asks(fact.verb)) return false;
  const auto next = std::ranges::find_if(
      now.facts, [&](const Fact& one) { return one.id > fact.id && (asks(one.verb) || one.verb == kCalledOff); });
  return next != now.facts.end() && next->verb == kCalledOff;
}

}  // namespace

std::optional<LetterKind> notice_of(std::string_view verb) {
  const auto* owed = owed_by(verb);
  return owed == nullptr ? std::nullopt : std::optional(owed->kind);
}

std::optional<Date> told_on(const Case& now, const Fact& fact) {
  const auto* owed = owed_by(fact.verb);
  if (owed == nullptr || is_brought(now, fact)) return fact.on;
  const auto is_its = [&](const matters::IssuedLetter& one) {
    return one.kind == name_of(owed->kind) && one.fact == fact.id;
  };
  if (const auto own = std::ranges::find_if(now.issued, is_its); own != now.issued.end())
    return std::max(own->on, fact.on);
  if (is_named(now, fact)) return std::nullopt;
  auto left = owed->once ? 0 : place_of(now, fact);
  for (const auto& letter : now.issued)
    if (letter.kind == name_of(owed->kind) && letter.fact == 0 && left-- == 0) return std::max(letter.on, fact.on);
  return std::nullopt;
}

bool waits(const Case& now, LetterKind kind) {
  return std::ranges::find(now.drafts, name_of(kind), &matters::Draft::kind) != now.drafts.end();
}

Case as_told(Case now, const Fact& fact) {
  if (const auto kind = notice_of(fact.verb)) now.issued.push_back({0, std::string(name_of(*kind)), fact.on, fact.id});
  return now;
}

bool tells_of_step(LetterKind kind) {
  return std::ranges::find(kOwed, kind, &Owed::kind) != kOwed.end() ||
         std::ranges::find(kTelling, kind, &Owed::kind) != kTelling.end();
}

const Fact* step_of(const Case& now, LetterKind kind, std::int64_t fact) {
  const auto named = std::ranges::find(now.facts, fact, &Fact::id);
  if (named != now.facts.end()) return &*named;
  const auto* owed = std::ranges::find(kOwed, kind, &Owed::kind);
  if (owed == kOwed.end() || owed->once) return owed == kOwed.end() ? nullptr : now.last(owed->verb);
  auto all = told_here(now, owed->verb);
  std::erase_if(all, [&](const Fact* one) { return is_named(now, *one); });
  const auto issued = std::ranges::count_if(
      now.issued, [&](const matters::IssuedLetter& one) { return one.kind == name_of(kind) && one.fact == 0; });
  return issued < std::ssize(all) ? all[static_cast<std::size_t>(issued)] : nullptr;
}

const Fact* untold_step(const Case& now, LetterKind kind) {
  const auto tells = [&](const auto& letter, std::int64_t fact) {
    return letter.kind == name_of(kind) && letter.fact == fact;
  };
  const auto count = [&](std::int64_t fact) {
    return std::ranges::count_if(now.issued, [&](const auto& one) { return tells(one, fact); }) +
           std::ranges::count_if(now.drafts, [&](const auto& one) { return tells(one, fact); });
  };
  auto unnamed = count(0);  // each tells of one that none names
  for (const auto& fact : now.facts) {
    if (fact.round != now.matter.round || !writes(fact, kind) || is_brought(now, fact)) continue;
    if (!is_called_off(now, fact) && count(fact.id) == 0 && unnamed-- == 0) return &fact;
  }
  return nullptr;
}

Outcome<void> check_issuer(const Case& now, const matters::Draft& draft, std::string_view actor) {
  std::string_view author = draft.drafted_by;
  const auto kind = find_name<LetterKind>(draft.kind);
  const auto* step = kind ? step_of(now, *kind, draft.fact) : nullptr;
  const bool untouched = step != nullptr && step->at == draft.changed_at && step->actor == draft.drafted_by;
  const Fact* brought = nullptr;
  if (untouched && kind == LetterKind::Extension) brought = now.last(event("request.extension-proposed").verb);
  if (untouched && kind == LetterKind::Deferral) brought = now.last(event("request.reasons-given").verb);
  if (untouched && kind == LetterKind::Forwarding) brought = now.last(event("request.submitted").verb);
  if (brought != nullptr) author = brought->actor;
  if (author == actor) return fail(Fault::Forbidden, "request.letter-own", now.matter.number);
  return {};
}

Outcome<void> check_told(const Case& now, LetterKind kind, std::int64_t fact, Date on, const matters::Times& times) {
  const auto* step = step_of(now, kind, fact);
  if (step == nullptr && std::ranges::find(kOwed, kind, &Owed::kind) != kOwed.end())
    return fail(Fault::Conflict, "request.notice-unasked", now.matter.number);
  if (step != nullptr && on < step->on) return fail(Fault::Invalid, "request.before", now.matter.number);
  if (kind == LetterKind::Supplement && step != nullptr && step->until && on >= *step->until)
    return fail(Fault::Conflict, "request.supplement-until-past", now.matter.number);
  const auto* limit = std::ranges::find(kWithinAnswer, kind, &Limit::kind);
  if (limit == kWithinAnswer.end()) return {};
  DL_TRY(const auto answer, answer_before(now, 0, times));
  if (answer && on > answer->due()) return fail(Fault::Conflict, limit->key, now.matter.number);
  return {};
}

}  // namespace dl::requests
