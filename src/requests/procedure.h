// The procedure of requests for information as the library of matters runs it (matters/kind.h): the tables, and the
// functions that judge what was sent with a step. Pure.
//
// Steps are judged by the days that they bear. Arts. are those of 政府信息公开条例.
#pragma once

#include "requests/chain_facts.h"
#include "requests/clocks.h"
#include "requests/cycle.h"
#include "requests/forms.h"
#include "requests/notices.h"

namespace dl::requests {

static_assert(matters::sound(kStates, kCycle, kForms));

inline constexpr std::string_view kKind = "request";  ///< stored: do not rename

inline constexpr int kFarthest = 1'000;  ///< days from one day of a request to another that somebody types

/// Posted and handed over ones are received on the day that they came (art. 31(1)); the others once both sides confirm.
constexpr bool is_received_at_once(matters::Channel channel) {
  using matters::Channel;
  return channel == Channel::Counter || channel == Channel::Registered || channel == Channel::Oral;
}

/// Whether the code of a fact with the verb is a topic, where it has one; the last one holds.
constexpr bool gives_topic(std::string_view verb) {
  return verb == event("request.accepted").verb || verb == event("request.confirmed").verb ||
         verb == event("request.classified").verb;
}

struct Procedure {
  using State = requests::State;
  using Step = requests::Step;
  static constexpr auto& kStates = requests::kStates;
  static constexpr auto& kCycle = requests::kCycle;
  static constexpr auto& kForms = requests::kForms;
  static constexpr std::string_view kName = kKind;
  static constexpr std::string_view kChinese = "依申请公开";
  static constexpr auto kRead = accounts::Right::ReadRequests;
  static constexpr auto kOpened = event("request.filed");
  static constexpr work::Kind kHandle = {"request.handle", "公开申请待办理"};
  static constexpr work::Kind kSign = {"request.sign", "公开申请待审签"};
  static constexpr std::string_view kChain = "request-reply";
  static constexpr auto& kSigners = requests::kSigners;
  static constexpr journal::EventKind kNoted[] = {event("request.retrieved"), event("request.erased")};
  static constexpr auto& kBeside = requests::kBeside;
  static constexpr matters::Mark kMark = {event("request.urged").verb, "已督办"};

  /// Fault::Invalid `matter.input` with the field and: `request.before` for a day before what it follows on,
  /// `request.supplement-late` once the period of the answer is over, `request.until-past`, `request.until-far`,
  /// `request.not-asked` for a fact that asks for no such answer or has one, `request.still-time` for silence before
  /// its time, `request.consultation-unreceived` for silence of whoever has not received the letter,
  /// `request.not-awaited` and `request.untold` for a receipt of what needs none or was not sent,
  /// `request.not-objected`, `request.word` for a word of no list, `request.extension-late`, `request.extension-short`,
  /// `request.extension-long`, `request.deferred-past`, `request.inner-past`, `request.inner-late` of a day that is set
  /// inside, `request.fee-late`, `request.purpose`,
  /// `request.late-unexplained` for an answer that bears a day after its period without words why,
  /// `request.same-decision` for the one that was annulled, without words that say why; `request.no-reply` for an
  /// outcome that no letter gives, `field.choice` for a topic of no list. Fault::Conflict as
  /// check_stands(), `request.redecision` for parts of what is decided anew.
  static Outcome<void> check(const Standing& standing, Step step, const matters::Input& input);
  /// An answer is written while the request is in hand, and not while it lies with the signers or further:
  /// Fault::Conflict `request.not-open`. Any other letter may be changed until it is issued, and written where a step
  /// has asked for what it tells: `request.notice-unasked`.
  static Outcome<void> check_draft(const matters::Case& now, std::string_view letter, std::int64_t draft);
  /// What a fee comes to, and of one by the piece its place in the month. Fault::Invalid `request.fee-none` for
  /// nothing. An answer is sent for signature and issued with annexes that stand alone: as check_annexes().
  static Outcome<void> complete(db::Session& session, const matters::Case& now, matters::Fact& fact);
  static void settle(matters::Matter& matter, const matters::Case& now, const matters::Fact& fact);
  static Outcome<std::vector<matters::Clock>> clocks(const matters::Case& now, const matters::Times& times);
  static Outcome<std::vector<matters::Waiting>> waiting(const matters::Case& now, const matters::Times& times);
  static std::optional<Date> told_on(const matters::Case& now, const matters::Fact& fact);
  /// A supplement or a fee of which nobody was told yet is none to the applicant.
  static std::string_view shown_state(const matters::Case& now);
  static std::vector<condition::Field> chain_fields() { return requests::chain_fields(); }
  static condition::Value chain_fact(const matters::Case& now, const matters::Input& sent, std::string_view field) {
    return requests::chain_fact(now, sent, field);
  }
  /// "11440100007482001X-SQ2026-0012": people type it beside the query code.
  static std::string number(const matters::Place& place, int year, std::int64_t serial);
};

}  // namespace dl::requests
