#include "dialogue/message_desk.h"

#include <algorithm>

#include <boost/json.hpp>

#include "agencies/agency_store.h"
#include "base/text.h"
#include "journal/topics.h"
#include "matters/choices.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "privacy/personal_data.h"

namespace dl::dialogue {
namespace {

namespace json = boost::json;
using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;

/// The contact of whoever wrote, and what agencies publish of themselves.
Outcome<Sender> sender_of(db::Session& session, const accounts::SealingKey& key, Id matter, Date day) {
  Sender sender{.day = day};
  DL_TRY(const auto phones, agencies::published_phones(session));
  for (const auto& phone : phones)
    for (auto& digits : privacy::telephone_numbers(phone)) sender.numbers.push_back(std::move(digits));
  if (matter == 0) return sender;
  DL_TRY(const auto writers, matters::applicants_of(session, key, {matter}));
  if (!writers.empty()) sender.contact = writers.front().second;
  return sender;
}

/// What was answered, as it was written and as it is proposed for the public.
struct Answered {
  Message message = {};
  matters::Letter letter = {};
  Sender sender = {};
  PublicWords proposed = {};
};

Outcome<Answered> load_answered(db::Session& session, const accounts::SealingKey& key, const matters::Matter& matter) {
  Answered all;
  DL_TRY(auto letter, answer_of(session, matter.id, matter.round));
  if (!letter || !matter.received_on) return fail(Fault::Conflict, "message.not-answered", matter.number);
  all.letter = std::move(*letter);
  DL_TRY(all.message, load_message(session, key, matter.id));
  DL_TRY(all.sender, sender_of(session, key, matter.id, *matter.received_on));
  all.proposed = propose({all.message.title, all.message.words, text_of(all.letter)}, all.sender);
  return all;
}

void record_public(Transaction& transaction, const PublicMessage& message, journal::EventKind kind, const Text& actor,
                   const Text& reason) {
  transaction.record({.actor = actor,
                      .verb = Text(kind.verb),
                      .subject = accounts::subject_text(kPublicMessage, message.id),
                      .agency = message.agency,
                      .reason = reason,
                      .topics = {list_topic(message.agency)}});
}

Outcome<void> check_letter(db::Session& session, const matters::Case& now, const matters::Fact& fact) {
  DL_TRY(const auto letter, matters::load_letter(session, now.matter.id, fact.about));
  if (letter.kind != kLetterKind || letter.issued() || letter.round != now.matter.round)
    return fail(Fault::Conflict, "message.letter", now.matter.number);
  return {};
}

Outcome<void> issue_answer(Transaction& transaction, const matters::Case& now, const matters::Fact& fact) {
  const auto& matter = now.matter;
  auto number = matter.number;
  if (matter.round > 1) number += fmt::format("-{}", matter.round);
  DL_CHECK(matters::issue_letter(transaction, matter, matters::letter_under_signature(now, message_kind()),
                                 {.number = number, .on = fact.on, .by = fact.actor}));
  return {};
}

/// The words have to be there before the step is taken: whoever takes it alone has looked at none.
Outcome<void> check_shown(db::Session& session, const matters::Matter& matter) {
  DL_TRY(const auto shown, list_public_of(session, matter.id));
  const bool there = std::ranges::any_of(shown, [&](const PublicMessage& one) { return one.round == matter.round; });
  if (!there) return fail(Fault::Conflict, "message.words-owed", matter.number);
  return {};
}

Outcome<void> withdraw_all(Transaction& transaction, const matters::Matter& matter, const matters::Fact& fact) {
  DL_TRY(const auto shown, list_public_of(transaction.sql(), matter.id));
  for (const auto& one : shown) {
    DL_CHECK(end_public(transaction.sql(), one.id, transaction.now()));
    record_public(transaction, one, event("public-message.withdrawn"), fact.actor, fact.words);
  }
  return {};
}

}  // namespace

Text text_of(const matters::Letter& letter) {
  boost::system::error_code wrong;
  const auto content = json::parse(letter.content, wrong);
  if (wrong || !content.is_object()) return {};
  const auto* found = content.get_object().if_contains("text");
  return found != nullptr && found->is_string() ? json::value_to<Text>(*found) : Text();
}

Outcome<std::optional<matters::Letter>> answer_of(db::Session& session, Id matter, int round) {
  DL_TRY(auto letters, matters::list_letters(session, matter));
  for (auto& letter : letters)
    if (letter.kind == kLetterKind && letter.issued() && letter.round == round) return std::optional(std::move(letter));
  return std::optional<matters::Letter>();
}

Outcome<matters::Opened> MessageDesk::write(const matters::Place& place, const NewMessage& asked, const Text& form) {
  const auto today = journal_.clock().today();
  DL_CHECK(check(asked, lists_, today));
  const auto& key = matters_.house().key;
  return journal_.write([&](Transaction& transaction) -> Outcome<matters::Opened> {
    DL_TRY(auto sender, sender_of(transaction.sql(), key, 0, today));
    sender.contact = asked.contact();
    Message message{.kind = asked.kind,
                    .topic = asked.topic,
                    .wants_public = asked.wants_public,
                    .title = Text(text::trim(asked.title)),
                    .words = Text(text::trim(asked.words))};
    const auto title = masked_words(message.title, sender);
    return matters_.open(transaction,
                         {.kind = Text(Procedure::kName),
                          .place = place,
                          .title = Text(text::cut(title, matters::kLongestTitle)),
                          .channel = matters::Channel::Online,
                          .on = today,
                          .code = Text(asked.wants_public ? kPublicWanted : kPrivateWanted),
                          .form = form,
                          .parties = {{.contact = sender.contact}}},
                         Text(kPublicActor), [&](Transaction& inner, const matters::Matter& matter) -> Outcome<void> {
                           message.matter = matter.id;
                           return insert(inner.sql(), key, message);
                         });
  });
}

Outcome<matters::Letter> MessageDesk::draft_answer(Id id, Id letter, const Text& words, const Text& known_digest,
                                                   const Principal& by) {
  const Text answer(text::trim(words));
  if (answer.empty()) return fail(Fault::Invalid, "message.answer-owed");
  if (text::length(answer) > kLongestAnswer) return fail(Fault::Invalid, "message.answer-long");
  return journal_.write([&](Transaction& transaction) -> Outcome<matters::Letter> {
    DL_TRY(const auto matter, matters::lock_matter(transaction.sql(), id));
    DL_CHECK(by.require(kAnswers, matter.agency));
    if (matter.kind != Procedure::kName) return fail(Fault::NotFound, "message.missing", matter.number);
    DL_TRY(const auto now, matters::load_case(transaction.sql(), matter));
    DL_CHECK(Procedure::check_draft(now, kLetterKind, letter));
    return matters::draft_letter(
        transaction, matter,
        {.id = letter, .kind = Text(kLetterKind), .content = json::serialize(json::object{{"text", answer}})},
        known_digest, by.actor());
  });
}

Outcome<PublicWords> MessageDesk::propose_public(db::Session& session, Id id, const Principal& by) const {
  if (!by.may_anywhere(kApproves)) return fail(Fault::Forbidden, "right.missing");
  const matters::Sight sight{.kinds = {{Text(Procedure::kName), by.scope(kApproves)}}};
  DL_TRY(const auto matter, matters::load_matter(session, sight, id));
  DL_TRY(auto answered, load_answered(session, matters_.house().key, matter));
  return std::move(answered.proposed);
}

Outcome<PublicMessage> MessageDesk::make_public(Id id, const PublicWords& words, Id revision, const work::Seat& seat) {
  return journal_.write([&](Transaction& transaction) -> Outcome<PublicMessage> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, matters::lock_matter(session, id));
    DL_CHECK(seat.self.require(kApproves, matter.agency));
    if (matter.kind != Procedure::kName) return fail(Fault::NotFound, "message.missing", matter.number);
    DL_TRY(const auto answered, load_answered(session, matters_.house().key, matter));
    if (answered.letter.drafted_by == seat.self.actor()) return fail(Fault::Forbidden, "message.second");
    DL_CHECK(check_public(answered.proposed, words, answered.sender));
    PublicMessage message{.matter = id,
                          .round = matter.round,
                          .agency = matter.agency,
                          .kind = answered.message.kind,
                          .topic = answered.message.topic,
                          .words = words,
                          .department = matter.department,
                          .asked_on = *matter.received_on,
                          .answered_on = *answered.letter.issued_on,
                          .shown_by = seat.self.actor(),
                          .shown_at = transaction.now()};
    DL_CHECK(transaction.hold(matters::subject_of(id)));
    DL_CHECK(insert(session, message));
    DL_CHECK(matters_.take(transaction, id, name_of(Step::MakePublic), {}, revision, seat));
    record_public(transaction, message, event("public-message.shown"), seat.self.actor(), {});
    return message;
  });
}

Outcome<void> MessageDesk::set_route(const Route& asked, const Principal& by) {
  const Route route{asked.agency, asked.topic, Text(text::trim(asked.department))};
  DL_CHECK(by.require(kApproves, route.agency));
  if (!matters::is_choice(lists_, "message_topics", route.topic, journal_.clock().today()))
    return fail(Fault::Invalid, "message.topic");
  if (text::length(route.department) > matters::kLongestWord) return fail(Fault::Invalid, "message.department");
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    const auto agency = fmt::format("agency:{}", route.agency);
    DL_CHECK(transaction.hold(agency));
    DL_CHECK(put_route(transaction.sql(), route));
    transaction.record({.actor = by.actor(),
                        .verb = Text(event("message-route.set").verb),
                        .subject = agency,
                        .agency = route.agency,
                        .reason = route.topic + " → " + route.department,
                        .topics = {Text(journal::kStaffOnly)}});
    return {};
  });
}

Outcome<void> follow(Transaction& transaction, const matters::Case& after, const matters::Fact& fact) {
  if (fact.verb == event("message.submitted").verb) return check_letter(transaction.sql(), after, fact);
  if (fact.verb == event("message.answered").verb) return issue_answer(transaction, after, fact);
  if (fact.verb == event("message.made-public").verb) return check_shown(transaction.sql(), after.matter);
  if (fact.verb == event("message.withdrawn").verb) return withdraw_all(transaction, after.matter, fact);
  return {};
}

}  // namespace dl::dialogue
