#include "requests/request_desk.h"

#include <algorithm>

#include "base/text.h"
#include "journal/topics.h"
#include "matters/choices.h"
#include "matters/matter_store.h"
#include "matters/subject.h"
#include "privacy/personal_data.h"
#include "requests/channels.h"
#include "requests/disclosure.h"
#include "requests/earlier.h"
#include "requests/events.h"
#include "requests/forms.h"
#include "requests/handling.h"
#include "requests/procedure.h"
#include "requests/step_letters.h"
#include "requests/taken_over.h"
#include "requests/tellings.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using accounts::Right;
using journal::Transaction;
using matters::Matter;
using matters::NewParty;
using matters::Opened;

std::vector<NewParty> parties_of(const Filing& filing) {
  std::vector<NewParty> parties = {{matters::PartyRole::Applicant, Text(name_of(filing.applicant)), filing.contact}};
  if (filing.agent) parties.push_back({matters::PartyRole::Agent, {}, *filing.agent});
  return parties;
}

Request request_of(const Filing& filing) {
  return {.purpose = filing.purpose,
          .wanted = Text(text::trim(filing.wanted)),
          .document_number = Text(text::trim(filing.document_number)),
          .way = filing.way,
          .carrier = filing.carrier,
          .helped = filing.helped,
          .topic = filing.topic};
}

matters::MatterDesk::Beside writes(Request request) {
  return [request = std::move(request)](Transaction& transaction, const Matter& matter) mutable -> Outcome<void> {
    request.matter = matter.id;
    return insert_with_topic(transaction.sql(), request);
  };
}

void record(Transaction& transaction, Text subject, Id agency, std::string_view verb, const Text& actor, Text reason) {
  transaction.record({.actor = actor,
                      .verb = Text(verb),
                      .subject = std::move(subject),
                      .agency = agency,
                      .reason = std::move(reason),
                      .topics = {Text(journal::kStaffOnly)}});
}

/// Those who are concerned, as the parts of a request take them over.
Outcome<std::vector<NewParty>> parties_of(db::Session& session, const accounts::SealingKey& key, Id matter) {
  DL_TRY(const auto parties, matters::list_parties(session, matter));
  std::vector<NewParty> all;
  for (const auto& party : parties) {
    if (party.role != matters::PartyRole::Applicant && party.role != matters::PartyRole::Agent) continue;
    DL_TRY(auto contact, matters::contact_of(session, key, party));
    all.push_back({party.role, party.klass, contact ? std::move(*contact) : matters::Contact()});
  }
  return all;
}

Outcome<void> check_parts(const std::vector<Part>& parts) {
  const bool right =
      parts.size() >= 2 && parts.size() <= kMostParts && std::ranges::all_of(parts, [](const Part& part) {
        return !text::trim(part.wanted).empty() && text::length(part.wanted) <= kLongestWanted &&
               text::length(part.document_number) <= matters::kLongestWord;
      });
  if (!right) return fail(Fault::Invalid, "request.parts");
  return {};
}

/// Nobody's application comes tomorrow, or came years ago.
Outcome<void> check_day(Date came_on, Date today) {
  if (came_on <= today && days_between(came_on, today) <= kFarthest) return {};
  return tl::unexpected(
      Error{.fault = Fault::Invalid, .key = "request.filing", .fields = {{"came_on", "request.came"}}});
}

/// One of the list, or none.
Outcome<void> check_topic(const Text& topic, Date today) {
  if (topic.empty() || matters::check_choice(kTopics, {.code = topic}, today)) return {};
  return tl::unexpected(Error{.fault = Fault::Invalid, .key = "request.filing", .fields = {{"topic", "field.choice"}}});
}

/// A request that somebody writes for, held in its transaction.
Outcome<Matter> lock_request(Transaction& transaction, Id id, Right right, const accounts::Principal& by) {
  DL_TRY(auto matter, matters::lock_matter(transaction.sql(), id));
  if (matter.kind != kKind) return fail(Fault::NotFound, "request.missing", matter.number);
  DL_CHECK(by.require(right, matter.agency));
  return matter;
}

/// The answer of a request that was written last; nothing where there is none.
Outcome<std::optional<matters::Letter>> last_answer(db::Session& session, Id matter) {
  DL_TRY(auto letters, matters::list_letters(session, matter));
  std::optional<matters::Letter> last;
  for (auto& letter : letters)
    if (is_answer(letter.kind)) last = std::move(letter);
  return last;
}

}  // namespace

Text title_of(std::string_view wanted, std::string_view document_number) {
  constexpr std::size_t kLength = 60;
  if (!text::trim(document_number).empty()) return privacy::mask_all(text::trim(document_number));
  const auto masked = privacy::mask_all(text::trim(wanted), {.voice = privacy::Voice::Citizen});
  return text::length(masked) > kLength ? Text(text::cut(masked, kLength)) + "……" : masked;
}

Outcome<Opened> RequestDesk::file(const Filing& filing, const Text& actor, const Text& form) {
  DL_CHECK(check(filing));  // before anybody has to wait
  return journal_.write([&](Transaction& transaction) { return file(transaction, filing, actor, form); });
}

Outcome<Opened> RequestDesk::file(Transaction& transaction, const Filing& filing, const Text& actor, const Text& form) {
  DL_CHECK(check(filing));
  if (filing.channel == matters::Channel::Inner) return fail(Fault::Invalid, "request.channel");
  DL_TRY(const auto channels, load_channels(transaction.sql(), filing.place.agency));
  if (!is_open(channels, filing.channel))
    return fail(Fault::Conflict, "request.channel-closed", Text(name_of(filing.channel)));
  DL_CHECK(check_day(filing.came_on, transaction.now().date()));
  DL_CHECK(check_topic(filing.topic, transaction.now().date()));
  const auto request = request_of(filing);
  const matters::NewMatter asked{.kind = Text(kKind),
                                 .place = filing.place,
                                 .title = title_of(request.wanted, request.document_number),
                                 .channel = filing.channel,
                                 .on = filing.came_on,
                                 .klass = Text(name_of(filing.applicant)),
                                 .code = Text(name_of(filing.purpose)),
                                 .words = filing.suggests_public ? Text(kSuggestsPublic) : Text(),
                                 .form = form,
                                 .parties = parties_of(filing)};
  return matters_.open(transaction, asked, actor, writes(request));
}

Outcome<matters::Letter> RequestDesk::draft_reply(Id id, Reply reply, const Draft& draft, const Principal& by) {
  return journal_.write(
      [&](Transaction& transaction) { return draft_reply(transaction, id, std::move(reply), draft, by); });
}

Outcome<matters::Letter> RequestDesk::draft_reply(Transaction& transaction, Id id, Reply reply, const Draft& draft,
                                                  const Principal& by) {
  auto& session = transaction.sql();
  DL_TRY(const auto matter, lock_request(transaction, id, Right::AnswerRequests, by));
  const auto& row = row_of(reply.decision);
  const auto kind = row.purpose == Purpose::Correction ? LetterKind::Correction : LetterKind::Reply;
  DL_TRY(const auto now, matters::load_case(session, matter));
  DL_CHECK(Procedure::check_draft(now, name_of(kind), draft.letter));
  DL_TRY(const auto request, load_request(session, id));
  if (row.purpose != request.purpose) return fail(Fault::Invalid, "request.purpose", matter.number);
  DL_CHECK(check_reply(reply));
  if (row.owes.has(Clause::Earlier)) DL_CHECK(check_earlier(session, matter, reply.earlier));
  DL_CHECK(check_annexes(session, id, reply));
  DL_TRY(const auto bodies, load_bodies(session, matter.agency));
  DL_TRY(reply.relief, relief_words(reply.decision, bodies, reply.online, {matters_.laws(), transaction.now().date()}));
  return matters::draft_letter(transaction, matter,
                               {.id = draft.letter, .kind = Text(name_of(kind)), .content = write_json(reply)},
                               draft.digest, by.actor());
}

Outcome<void> RequestDesk::take_over(Id id, const Text& words, Id revision, const work::Seat& seat) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, lock_request(transaction, id, Right::AnswerRequests, seat.self));
    DL_TRY(const auto now, matters::load_case(session, matter));
    const auto other = leader_of(now);
    if (!other) return fail(Fault::Conflict, "request.not-joint", matter.number);
    DL_TRY(auto leads, matters::load_matter(session, matters::Sight::everywhere(), *other));
    DL_TRY(const auto leader, matters::load_case(session, std::move(leads)));
    DL_TRY(const auto answer, last_answer(session, leader.matter.id));
    const auto* searched = last_search(leader);
    if (searched == nullptr && !answer) return fail(Fault::Conflict, "request.nothing-shared", leader.matter.number);
    matters::Input input{.words = fmt::format("主办件{}", leader.matter.number)};
    if (searched != nullptr) {
      input.on = std::max(searched->on, matter.received_on.value_or(searched->on));
      input.code = searched->code;
      input.place = searched->place;
      input.person = searched->person;
      input.terms = searched->terms;
      if (!searched->words.empty()) input.words += "：" + searched->words;
    }
    if (!text::trim(words).empty()) input.words += fmt::format("（{}）", text::trim(words));
    DL_CHECK(matters_.take(transaction, id, name_of(Step::TakeOver), input, revision, seat));
    if (!answer) return {};
    DL_TRY(auto reply, read_reply(answer->content));
    reply.annexes.clear();  // they are files of the leader
    DL_TRY(const auto own, last_answer(session, id));
    const auto draft = own && !own->issued() ? Draft{own->id, own->digest} : Draft();
    DL_CHECK(draft_reply(transaction, id, std::move(reply), draft, seat.self));
    return {};
  });
}

Outcome<matters::Letter> RequestDesk::draft_notice(Id id, LetterKind kind, const Slots& slots, const Draft& draft,
                                                   const Principal& by) {
  if (is_answer(kind)) return fail(Fault::Invalid, "request.letter-kind", Text(name_of(kind)));
  DL_CHECK(papers_.forms.at(kind).check(slots));
  return journal_.write([&](Transaction& transaction) -> Outcome<matters::Letter> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, lock_request(transaction, id, Right::AnswerRequests, by));
    DL_TRY(const auto now, matters::load_case(session, matter));
    DL_CHECK(Procedure::check_draft(now, name_of(kind), draft.letter));
    const auto* step = untold_step(now, kind);
    if (draft.letter != 0) {
      DL_TRY(const auto kept, matters::load_letter(session, id, draft.letter));
      if (kept.kind != name_of(kind)) return fail(Fault::Invalid, "request.letter-kind", kept.kind);
      step = step_of(now, kind, kept.fact);
    }
    DL_CHECK(check_slots(session, now, kind, slots, step));
    return matters::draft_letter(transaction, matter,
                                 {.id = draft.letter,
                                  .kind = Text(name_of(kind)),
                                  .content = write_json(slots),
                                  .fact = step == nullptr ? 0 : step->id},
                                 draft.digest, by.actor());
  });
}

Outcome<matters::Letter> RequestDesk::issue_notice(Id id, Id letter, Date on, const Principal& by, Sealing sealing) {
  return journal_.write([&](Transaction& transaction) -> Outcome<matters::Letter> {
    auto& session = transaction.sql();
    DL_TRY(const auto matter, lock_request(transaction, id, Right::ApproveRequests, by));
    DL_CHECK(transaction.hold(matters::subject_of(id)));
    DL_TRY(const auto kept, matters::load_letter(session, id, letter));
    if (is_answer(kept.kind)) return fail(Fault::Invalid, "request.letter-kind", kept.kind);
    if (on > transaction.now().date()) return fail(Fault::Invalid, "matter.future");
    if (matter.received_on && on < *matter.received_on) return fail(Fault::Invalid, "request.before");
    DL_CHECK(check_notice(session, matter, kept, on, by));
    DL_TRY(auto issued, issue(transaction, matter, letter, on, by.actor(), sealing));
    if (papers_.tells) DL_CHECK(tell_of(transaction, matter, issued));
    return issued;
  });
}

/// What a notice tells of is told with it.
Outcome<void> RequestDesk::tell_of(Transaction& transaction, const Matter& matter,
                                   const matters::Letter& issued) const {
  DL_TRY(const auto now, matters::load_case(transaction.sql(), matter));
  const auto fact = std::ranges::find(now.facts, issued.fact, &matters::Fact::id);
  return fact == now.facts.end() ? Outcome<void>() : queue_telling(transaction, papers_.key, now, *fact);
}

Outcome<void> RequestDesk::check_notice(db::Session& session, const Matter& matter, const matters::Letter& letter,
                                        Date on, const Principal& by) const {
  DL_TRY(const auto now, matters::load_case(session, matter));
  DL_CHECK(check_issuer(now, {letter.id, letter.kind, letter.changed_at, letter.drafted_by, letter.fact}, by.actor()));
  const auto kind = find_name<LetterKind>(letter.kind);
  if (!kind) return fail(Fault::Invalid, "request.letter-kind", letter.kind);
  DL_TRY(const auto calendar, matters_.calendar(session));
  DL_CHECK(check_told(now, *kind, letter.fact, on, {matters_.laws(), *calendar}));
  DL_TRY(const auto slots, read_slots(papers_.forms.at(*kind), letter.content));
  return check_slots(session, now, *kind, slots, step_of(now, *kind, letter.fact));
}

/// Days and money are those of the step that the letter tells of.
Outcome<void> RequestDesk::check_slots(db::Session& session, const matters::Case& now, LetterKind kind,
                                       const Slots& slots, const matters::Fact* step) const {
  if (step == nullptr || !tells_of_step(kind)) return {};
  DL_TRY(const auto calendar, matters_.calendar(session));
  return check_said(papers_.forms.at(kind), kind, slots, now, *step, {matters_.laws(), *calendar});
}

Outcome<std::vector<Opened>> RequestDesk::divide(Id id, const std::vector<Part>& parts, const Text& reason, Id revision,
                                                 const work::Seat& seat) {
  DL_CHECK(check_parts(parts));
  return journal_.write([&](Transaction& transaction) -> Outcome<std::vector<Opened>> {
    auto& session = transaction.sql();
    DL_TRY(const auto whole, lock_request(transaction, id, Right::AnswerRequests, seat.self));
    DL_TRY(const auto now, matters::load_case(session, whole));
    DL_TRY(auto request, load_request(session, id));
    DL_TRY(const auto parties, parties_of(session, papers_.key, id));
    DL_TRY(const auto place, load_place(session, whole.agency));
    std::vector<Opened> opened;
    for (const auto& part : parts) {
      request.wanted = text::trim(part.wanted);
      request.document_number = text::trim(part.document_number);
      const matters::NewMatter asked{.kind = whole.kind,
                                     .place = place,
                                     .title = title_of(request.wanted, request.document_number),
                                     .channel = whole.channel,
                                     .received_on = whole.received_on,
                                     .on = facts_of(now).filed_on,
                                     .klass = whole.klass,
                                     .code = Text(name_of(request.purpose)),
                                     .parties = parties,
                                     .earlier = taken_over(now)};
      DL_TRY(auto one, matters_.open(transaction, asked, seat.self.actor(), writes(request)));
      DL_CHECK(matters::insert(session, matters::Relation{one.id, id, matters::Tie::Divided}));
      opened.push_back(std::move(one));
    }
    DL_CHECK(matters_.take(transaction, id, name_of(Step::Divide), {.words = reason}, revision, seat));
    return opened;
  });
}

Outcome<void> RequestDesk::add_party(Id id, matters::PartyRole role, const matters::Contact& contact,
                                     const Principal& by) {
  if (text::trim(contact.name).empty()) return fail(Fault::Invalid, "request.name-owed");
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    auto& session = transaction.sql();
    DL_TRY(auto matter, lock_request(transaction, id, Right::AnswerRequests, by));
    DL_CHECK(transaction.hold(matters::subject_of(id)));
    DL_TRY(const auto parties, matters::list_parties(session, id));
    if (parties.size() >= matters::kMostParties) return fail(Fault::Invalid, "matter.parties", matter.number);
    DL_CHECK(matters::add_party(session, papers_.key, id, role, {}, contact));
    DL_CHECK(matters::update(session, matter));
    record(transaction, matters::subject_of(id), matter.agency, event("request.party-added").verb, by.actor(),
           Text(chinese_of(role)));
    return {};
  });
}

Outcome<void> RequestDesk::set_bodies(Id agency, const Bodies& bodies, const Principal& by) {
  DL_CHECK(by.require(Right::ApproveRequests, agency));
  const auto fits = [](const Text& word) { return text::length(word) <= matters::kLongestWord; };
  const bool named = !text::trim(bodies.reconsideration).empty() && !text::trim(bodies.court).empty();
  if (!named || !fits(bodies.reconsideration) || !fits(bodies.court) || !fits(bodies.online))
    return fail(Fault::Invalid, "request.bodies");
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    const auto subject = fmt::format("agency:{}", agency);
    DL_CHECK(transaction.hold(subject));
    DL_CHECK(put_bodies(transaction.sql(), agency, bodies));
    // The agency's guide names them.
    transaction.record({.actor = by.actor(),
                        .verb = Text(event("request.bodies-set").verb),
                        .subject = subject,
                        .agency = agency,
                        .reason = fmt::format("{}；{}", bodies.reconsideration, bodies.court)});
    return {};
  });
}

}  // namespace dl::requests
