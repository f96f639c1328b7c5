#include "requests/request_letters.h"

#include <algorithm>

#include "agencies/holidays.h"
#include "base/numerals.h"
#include "base/text.h"
#include "matters/matter_store.h"
#include "requests/addressees.h"
#include "requests/archive_contents.h"
#include "requests/clocks.h"
#include "requests/events.h"
#include "requests/fees.h"
#include "requests/handling.h"
#include "requests/procedure.h"
#include "requests/stands_on.h"
#include "requests/step_letters.h"
#include "requests/told.h"
#include "work/serials.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;
using matters::Case;
using matters::Fact;
using matters::Letter;

/// The name out of a name with a way to reach it: what stands before the first mark, space or digit.
Text name_within(std::string_view words) {
  constexpr std::string_view kMarks[] = {"，", "、", "；", "：", "（", "。", ",", ";", ":", "(", " ", "　"};
  words = text::trim(words);
  auto end = std::min(words.find_first_of("0123456789"), words.size());
  for (const auto mark : kMarks) end = std::min(end, words.find(mark));
  return Text(text::trim(words.substr(0, end)));
}

/// The slots that the request itself fills.
Outcome<Slots> case_slots(db::Session& session, const accounts::SealingKey& key, const Case& now) {
  const auto& matter = now.matter;
  DL_TRY(const auto request, load_request(session, matter.id));
  DL_TRY(const auto applicants, matters::applicants_of(session, key, {matter.id}));
  DL_TRY(const auto place, load_place(session, matter.agency));
  const auto facts = facts_of(now);
  return Slots{{"agency", place.name},
               {"applicant", applicants.empty() ? Text("（申请人信息已删除）") : applicants.front().second.name},
               {"filed_on", text::chinese_date(facts.filed_on)},
               {"number", matter.number},
               {"received_on", text::chinese_date(matter.received_on.value_or(facts.filed_on))},
               {"wanted", within_sentence(request.asks_for())}};
}

/// The steps of one case in its transaction.
class Follower {
 public:
  Follower(Transaction& transaction, const LetterForms& forms, const matters::Times& times, const Case& now,
           const Fact& fact)
      : transaction_(transaction), forms_(forms), times_(times), now_(now), fact_(fact) {}

  Outcome<void> follow() const;

 private:
  Outcome<void> draft(LetterKind kind, const Slots& slots) const;
  Outcome<void> draft(LetterKind kind) const;  ///< with what its step says
  Outcome<void> draft_receipt() const;
  Outcome<void> draft_consultation(LetterKind kind) const;
  Outcome<void> draft_overridden() const;
  Outcome<void> draft_contents() const;
  Outcome<void> drop_untold() const;
  Outcome<void> check_served() const;
  Outcome<void> check_submitted() const;
  Outcome<void> draft_sheet() const;
  Outcome<void> issue_answer() const;
  Outcome<void> draft_forwarding(const Letter& answer) const;
  Outcome<void> check_divided() const;
  Outcome<void> check_taken_over() const;
  Outcome<void> check_redecided() const;
  Date until() const { return fact_.until.value_or(fact_.on); }
  Outcome<Date> answer_due() const;

  Transaction& transaction_;
  const LetterForms& forms_;
  matters::Times times_;
  const Case& now_;
  const Fact& fact_;
};

Outcome<void> Follower::follow() const {
  const auto& verb = fact_.verb;
  if (gives_topic(verb) && !fact_.code.empty()) DL_CHECK(set_topic(transaction_.sql(), now_.matter.id, fact_.code));
  if (verb == event("request.confirmed").verb || verb == event("request.accepted").verb) return draft_receipt();
  if (verb == event("request.third-party-asked").verb) return draft_consultation(LetterKind::ThirdParty);
  if (verb == event("request.maker-asked").verb) return draft_consultation(LetterKind::CoMaker);
  if (verb == event("request.agency-asked").verb) return draft_consultation(LetterKind::CoHandling);
  if (verb == event("request.supplemented").verb) return set_clarified(transaction_.sql(), now_.matter.id, fact_.words);
  if (verb == event("request.objection-overridden").verb) return draft_overridden();
  if (verb == event("request.notice-called-off").verb) return drop_untold();
  if (verb == event("request.submitted").verb) {
    DL_CHECK(check_submitted());
    return draft_sheet();
  }
  if (verb == event("request.issued").verb) return issue_answer();
  if (verb == event("request.delivered").verb) return check_served();
  if (verb == event("request.archived").verb) return draft_contents();
  if (verb == event("request.divided").verb) return check_divided();
  if (verb == event("request.taken-over").verb) return check_taken_over();
  if (verb == event("request.redecided").verb) return check_redecided();
  const auto notice = notice_of(verb);
  return notice ? draft(*notice) : Outcome<void>();
}

Outcome<void> Follower::draft(LetterKind kind, const Slots& slots) const {
  DL_CHECK(forms_.at(kind).check(slots));
  DL_CHECK(matters::draft_letter(transaction_, now_.matter,
                                 {.kind = Text(name_of(kind)), .content = write_json(slots), .fact = fact_.id}, {},
                                 fact_.actor));
  return {};
}

Outcome<Date> Follower::answer_due() const {
  DL_TRY(const auto answer, answer_clock(as_told(now_, fact_), times_));
  return answer ? answer->due() : until();
}

Outcome<void> Follower::draft(LetterKind kind) const {
  DL_TRY(const auto slots, said_by(forms_.at(kind), kind, now_, fact_, times_));
  return draft(kind, slots);
}

Outcome<void> Follower::draft_receipt() const {
  const auto& form = forms_.at(LetterKind::Receipt);
  DL_TRY(auto slots, said_by(form, LetterKind::Receipt, now_, fact_, times_));
  DL_TRY(auto contact, contact_of_office(transaction_.sql(), now_.matter.agency));
  if (!contact.empty() && form.find("contact") != nullptr) slots.emplace("contact", std::move(contact));
  return draft(LetterKind::Receipt, slots);
}

Outcome<void> Follower::draft_overridden() const {
  if (find_name<Overriding>(fact_.code) != Overriding::PublicInterest) return {};
  return draft(LetterKind::ThirdPartyTold);
}

/// The notice of what is called off will not be sent.
Outcome<void> Follower::drop_untold() const {
  for (const auto& draft : now_.drafts) {
    const auto kind = find_name<LetterKind>(draft.kind);
    if (kind == LetterKind::Supplement || kind == LetterKind::Fee)
      DL_CHECK(matters::drop_letter(transaction_, now_.matter, draft.id, fact_.actor));
  }
  return {};
}

Outcome<void> Follower::draft_consultation(LetterKind kind) const {
  DL_CHECK(draft(kind));
  return draft(LetterKind::ConsultationTold);
}

Outcome<void> Follower::draft_contents() const {
  DL_TRY(const auto letters, matters::list_letters(transaction_.sql(), now_.matter.id));
  return draft(LetterKind::ArchiveContents, {{"items", archive_items(now_, letters)}});
}

Outcome<void> Follower::check_submitted() const {
  DL_TRY(const auto letter, matters::load_letter(transaction_.sql(), now_.matter.id, fact_.about));
  if (!is_answer(letter.kind)) return fail(Fault::Invalid, "request.no-answer", letter.kind);
  DL_TRY(const auto reply, read_reply(letter.content));
  if (name_of(reply.decision) != fact_.code) return fail(Fault::Conflict, "request.outcome-differs", fact_.code);
  DL_CHECK(check_third_parties(now_, reply));
  if (row_of(reply.decision).relief != Relief::None && reply.relief.empty())
    return fail(Fault::Conflict, "request.relief-owed", now_.matter.number);
  return check_reply(reply);
}

/// For whoever signs: what is decided, and on what it stands.
Outcome<void> Follower::draft_sheet() const {
  const auto decision = find_name<Decision>(fact_.code);
  if (!decision) return fail(Fault::Invalid, "request.word", fact_.code);
  DL_TRY(const auto due_on, answer_due());
  Slots slots = {{"due", due_on}, {"decision", Text(chinese_of(*decision))}};
  if (const auto basis = row_of(*decision).basis; !basis.empty()) slots["basis"] = Text(basis);
  auto before = now_;
  std::erase_if(before.facts, [&](const Fact& fact) { return fact.id == fact_.id; });
  if (auto records = records_of(before); !records.empty()) slots["records"] = std::move(records);
  return draft(LetterKind::ApprovalSheet, slots);
}

Outcome<void> Follower::issue_answer() const {
  const auto* submitted = now_.last(event("request.submitted").verb);
  if (submitted == nullptr) return fail(Fault::Conflict, "request.no-answer", now_.matter.number);
  const auto sealing = find_name<Sealing>(fact_.code).value_or(Sealing::Stamp);
  DL_TRY(const auto answer, issue(transaction_, now_.matter, submitted->about, fact_.on, fact_.actor, sealing));
  return draft_forwarding(answer);
}

/// Art. 41: what the answer says is passed on goes to the agency that the answer names.
Outcome<void> Follower::draft_forwarding(const Letter& answer) const {
  DL_TRY(const auto reply, read_reply(answer.content));
  if (reply.decision != Decision::CorrectionForwarded) return {};
  Slots slots = {{"answer", answer.number}, {"to", reply.responsible}};
  // The form of an installation may have been written before the letter had an addressee.
  if (forms_.at(LetterKind::Forwarding).find("addressee") != nullptr)
    slots.emplace("addressee", name_within(reply.responsible));
  return draft(LetterKind::Forwarding, slots);
}

/// Whoever is served by way of the internet is told of the channel for applying online (复议法 art. 22(2)).
Outcome<void> Follower::check_served() const {
  const auto* submitted = now_.last(event("request.submitted").verb);
  if (submitted == nullptr || find_name<Delivery>(fact_.code) != Delivery::Online) return {};
  DL_TRY(const auto letter, matters::load_letter(transaction_.sql(), now_.matter.id, submitted->about));
  DL_TRY(const auto reply, read_reply(letter.content));
  if (reply.online || row_of(reply.decision).relief == Relief::None) return {};
  return fail(Fault::Conflict, "request.online-untold", now_.matter.number);
}

Outcome<void> Follower::check_divided() const {
  DL_TRY(const auto parts, matters::list_followers(transaction_.sql(), now_.matter.id));
  for (const auto& part : parts)
    if (part.tie == matters::Tie::Divided) return {};
  return fail(Fault::Conflict, "request.no-parts", now_.matter.number);
}

// What is taken over is the leader's, whoever says so.
Outcome<void> Follower::check_taken_over() const {
  DL_TRY(auto leads, matters::load_matter(transaction_.sql(), matters::Sight::everywhere(), *leader_of(now_)));
  DL_TRY(const auto leader, matters::load_case(transaction_.sql(), std::move(leads)));
  const auto* searched = last_search(leader);
  const auto said = [](const Fact& fact) { return std::tie(fact.code, fact.place, fact.person, fact.terms); };
  const Fact none;
  return said(searched == nullptr ? none : *searched) == said(fact_)
             ? Outcome<void>()
             : fail(Fault::Conflict, "request.nothing-shared", leader.matter.number);
}

/// Whether a review or a suit has come to what makes a new answer necessary: annulled, found unlawful, ordered. Of two
/// instances the second one says; where that only ended the appeal, what the first one came to holds.
bool is_corrected(const Case& heard) {
  const auto& matter = heard.matter;
  if (!matter.ended_on || matter.outcome == kAppealCorrected) return matter.ended_on.has_value();
  if (heard.last(kAppealWithdrawn) == nullptr) return false;
  std::string_view before;
  for (const auto& fact : heard.facts)
    if (fact.round < matter.round && !fact.code.empty()) before = fact.code;
  return before == kAppealCorrected;
}

// What orders it is a review or a suit that follows the request.
Outcome<void> Follower::check_redecided() const {
  DL_TRY(const auto followers, matters::list_followers(transaction_.sql(), now_.matter.id));
  const bool orders = std::ranges::any_of(followers, [&](const matters::Relation& one) {
    return one.matter == fact_.about && one.tie == matters::Tie::Follows;
  });
  if (!orders) return tl::unexpected(matters::wrong_input(matters::Ask::Other, "request.no-appeal"));
  DL_TRY(auto appeal, matters::load_matter(transaction_.sql(), matters::Sight::everywhere(), fact_.about));
  DL_TRY(const auto heard, matters::load_case(transaction_.sql(), std::move(appeal)));
  if (!is_corrected(heard)) return tl::unexpected(matters::wrong_input(matters::Ask::Other, "request.not-annulled"));
  return {};
}

}  // namespace

Slots slots_of(const Reply& reply) {
  const auto& row = row_of(reply.decision);
  Slots slots = {{fmt::format("is-{}", name_of(reply.decision)), Text()}};
  const auto put = [&](const char* code, std::string_view words) {
    if (!words.empty()) slots.emplace(code, Text(words));
  };
  if (row.purpose == Purpose::Information) {  // a correction has one article, which its letter names
    put("basis", row.basis);
    put(reply.decision == Decision::Petition ? "petition-channel" : "channel", reply.channel);
    put("withheld", reply.withheld);
    put("earlier", reply.earlier);
    std::vector<Text> grounds;
    for (const auto ground : reply.grounds) grounds.emplace_back(chinese_of(ground));
    if (!grounds.empty()) slots.emplace("grounds", std::move(grounds));
  }
  put("reasons", reply.reasons);
  put("responsible", reply.responsible);
  put("relief", reply.relief);
  if (!reply.material.empty()) slots.emplace("material", reply.material);
  return slots;
}

Outcome<LetterText> words_of(db::Session& session, const Papers& papers, const matters::Matter& matter,
                             const Letter& letter) {
  const auto kind = find_name<LetterKind>(letter.kind);
  if (!kind) return fail(Fault::Internal, "request.letter-kind", letter.kind);
  const auto& form = papers.forms.at(*kind);
  Slots slots;
  if (is_answer(letter.kind)) {
    DL_TRY(const auto reply, read_reply(letter.content));
    slots = slots_of(reply);
  } else {
    DL_TRY(slots, read_slots(form, letter.content));
  }
  DL_TRY(const auto now, matters::load_case(session, matter));
  DL_TRY(auto said, case_slots(session, papers.key, now));
  DL_TRY(auto addressee, addressee_of(session, papers.key, now, *kind, letter.fact));
  const auto* to = form.find(kToSlot);
  if (to != nullptr && !to->owed && !addressee.empty()) slots.emplace(kToSlot, addressee);
  said.emplace("third_party", std::move(addressee));
  const auto fill = [&](const LetterForm& of) {
    for (const auto& [code, value] : said)
      if (of.find(code) != nullptr) slots.insert_or_assign(code, value);
    return of.text(slots);
  };
  DL_TRY(auto text, fill(form));
  const auto with = annex_of(*kind);
  if (!with) return text;
  const auto& annex = papers.forms.at(*with);
  std::erase_if(slots, [&](const auto& slot) { return annex.find(slot.first) == nullptr; });
  DL_TRY(auto attached, fill(annex));
  text.annex_title = std::move(attached.title);
  text.annex = std::move(attached.paragraphs);
  return text;
}

Outcome<Letter> issue(Transaction& transaction, const matters::Matter& matter, Id letter, Date on, const Text& actor,
                      Sealing sealing) {
  auto& session = transaction.sql();
  DL_TRY(const auto kept, matters::load_letter(session, matter.id, letter));
  if (is_internal(kept.kind)) return fail(Fault::Invalid, "request.letter-kind", kept.kind);
  DL_TRY(const auto word, letter_word(session, matter.agency));
  AgencySeal seal;
  if (sealing == Sealing::Seal) {
    DL_TRY(seal, seal_in_use(session, matter.agency));
  }
  DL_TRY(const auto serial, work::next_serial(session, "request-letter", matter.agency, on));
  const auto number = fmt::format("{}依申请〔{}〕{}号", word, on.year(), serial);
  DL_TRY(auto issued, matters::issue_letter(transaction, matter, letter,
                                            {.number = number, .on = on, .by = actor, .seal = seal.digest}));
  if (sealing == Sealing::Seal) DL_CHECK(note_use(transaction, seal, issued, actor));
  return issued;
}

paper::Letter page_of(const Text& agency, const LetterText& words, const Letter& letter, Date today) {
  paper::Letter page{.agency = agency,
                     .number = letter.number,
                     .title = words.title,
                     .addressee = words.addressee,
                     .date = letter.issued_on.value_or(today),
                     .standing = letter.issued() ? paper::Standing::Issued : paper::Standing::Draft};
  for (const auto& paragraph : words.paragraphs) page.body.emplace_back(paper::Paragraph{paragraph});
  if (words.annex_title.empty()) return page;
  page.attachments = {words.annex_title};
  auto& annex = page.annex.emplace(paper::Annex{.title = words.annex_title});
  for (const auto& paragraph : words.annex) annex.body.emplace_back(paper::Paragraph{paragraph});
  return page;
}

Outcome<paper::Letter> sheet_of(db::Session& session, const Papers& papers, const Text& agency, const LetterText& words,
                                const Letter& letter, Date today) {
  auto sheet = page_of(agency, words, letter, today);
  DL_TRY(sheet.seal, seal_upon(session, papers.key, letter));
  return sheet;
}

matters::House::Follow follow_with(const LetterForms& forms, const periods::Laws& laws) {
  return [&forms, &laws, holidays = std::make_shared<agencies::CalendarInRows>()](
             Transaction& transaction, const Case& after, const Fact& fact) -> Outcome<void> {
    DL_TRY(const auto calendar, holidays->load(transaction.sql()));
    return Follower(transaction, forms, {laws, *calendar}, after, fact).follow();
  };
}

}  // namespace dl::requests
