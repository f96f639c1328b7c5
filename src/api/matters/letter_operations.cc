// Letters of matters: written as values of their kind, read as they are printed.
#include <algorithm>

#include "api/matters/letter_words.h"
#include "api/matters/meeting.h"
#include "api/matters/reply_views.h"
#include "api/operations.h"
#include "dialogue/message_desk.h"
#include "paper/wording.h"
#include "requests/procedure.h"
#include "requests/request_desk.h"
#include "requests/table_rows.h"

namespace dl::api {

namespace {

using accounts::Right;
using matters::Letter;
using requests::Clause;
using requests::LetterKind;
using requests::LetterText;

constexpr std::size_t kLetterLimit = std::size_t{1} << 20U;  ///< bytes; JSON writes some characters as six

// ── what there is to write ───────────────────────────────────────────────────────────────────────────────────────────

/// The member of a reply that a clause is written in; empty for a search, which no word of the letter is.
std::string_view member_of(Clause clause) {
  switch (clause) {
    case Clause::Reasons: return "reasons";
    case Clause::Material: return "material";
    case Clause::Channel: return "channel";
    case Clause::Withheld: return "withheld";
    case Clause::Responsible: return "responsible";
    case Clause::Earlier: return "earlier";
    case Clause::Search: break;
  }
  return {};
}

RequestDecisionView view_of(const requests::DecisionRow& row) {
  RequestDecisionView view{.decision = row.decision,
                           .name = std::string(chinese_of(row.decision)),
                           .basis = std::string(row.basis),
                           .purpose = row.purpose,
                           .hint = std::string(requests::row_hint(row.decision))};
  for (const auto clause :
       {Clause::Reasons, Clause::Material, Clause::Channel, Clause::Withheld, Clause::Responsible, Clause::Earlier}) {
    if (row.owes.has(clause)) view.owes.emplace_back(member_of(clause));
    if (requests::may_say(row.decision).has(clause)) view.may.emplace_back(member_of(clause));
  }
  for (const auto& ground : requests::kGrounds)
    if (row.fit.has(ground.value)) view.grounds.push_back({std::string(ground.name), std::string(ground.chinese)});
  return view;
}

Outcome<ListOf<RequestDecisionView>> list_request_decisions(Call&) {
  ListOf<RequestDecisionView> list;
  for (const auto& row : requests::kDecisionRows)
    if (row.letter) list.items.push_back(view_of(row));
  return list;
}

RequestLetterForm view_of(const requests::LetterForm& form, LetterKind kind) {
  RequestLetterForm view{.kind = std::string(name_of(kind)), .title = form.title()};
  for (const auto& slot : form.slots())
    if (slot.kind != requests::SlotKind::Case)
      view.slots.push_back({slot.code, slot.title, std::string(name_of(slot.kind)), slot.owed});
  return view;
}

Outcome<ListOf<RequestLetterForm>> list_letter_forms(Call& call) {
  ListOf<RequestLetterForm> list;
  for (const auto& row : requests::kLetterKinds)
    list.items.push_back(view_of(call.api.letter_forms.at(row.value), row.value));
  return list;
}

// ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<void> put(Call& call, const Met& met, const requests::Draft& place, std::string_view kind,
                  const std::string& content) {
  const auto written = call.api.around.journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_TRY(const auto matter, matters::lock_matter(transaction.sql(), met.matter.id));
    DL_CHECK(matters::draft_letter(transaction, matter,
                                   {.id = place.letter, .kind = std::string(kind), .content = content}, place.digest,
                                   call.who.actor()));
    return {};
  });
  DL_CHECK(written);
  return {};
}

/// Letters of requests are written by their desk.
template <class F>
Outcome<void> by_request_desk(Call& call, F write) {
  auto matters = matter_desk(call.api);
  requests::RequestDesk desk(call.api.around.journal, matters,
                             {call.api.letter_forms, call.api.around.sealing_key, call.api.around.tells_by_mail});
  DL_CHECK(write(desk));
  return {};
}

Outcome<void> put_reply(Call& call, const Met& met, const requests::Draft& place, const requests::Reply& reply) {
  return by_request_desk(call, [&](auto& desk) { return desk.draft_reply(met.matter.id, reply, place, call.who); });
}

Outcome<void> put_notice(Call& call, const Met& met, const requests::Draft& place, LetterKind kind,
                         const std::string& content) {
  DL_TRY(const auto slots, requests::read_slots(call.api.letter_forms.at(kind), content));
  return by_request_desk(call,
                         [&](auto& desk) { return desk.draft_notice(met.matter.id, kind, slots, place, call.who); });
}

Outcome<void> put_answer(Call& call, const Met& met, const requests::Draft& place, const json::object& content) {
  const auto* words = content.if_contains("text");
  const auto text = words != nullptr && words->is_string() ? std::string(words->get_string()) : std::string();
  auto desk = matter_desk(call.api);
  DL_CHECK(dialogue::MessageDesk(call.api.around.journal, desk, call.api.vocabularies)
               .draft_answer(met.matter.id, place.letter, text, place.digest, call.who));
  return {};
}

/// Fault::Invalid `matter.letter-kind` for one that this kind of matter has not, and as its kind refuses it.
Outcome<void> draft(Call& call, const Met& met, const MatterLetterInput& input) {
  const auto known = letter_kinds_of(met.kind);
  if (std::ranges::find(known, input.kind, &MatterChoice::value) == known.end())
    return Failure(Error{Fault::Invalid, "request.fields", input.kind, {{"kind", "matter.letter-kind"}}});
  const requests::Draft place{input.letter.value_or(0), input.digest.value_or("")};
  const auto content = json::serialize(input.content);
  if (met.kind.name == dialogue::Procedure::kName) return put_answer(call, met, place, input.content);
  const auto kind = find_name<LetterKind>(input.kind);
  if (met.kind.name != requests::Procedure::kName || !kind) return put(call, met, place, input.kind, content);
  if (!requests::is_answer(*kind)) return put_notice(call, met, place, *kind, content);
  DL_TRY(const auto reply, requests::read_reply(content));
  return put_reply(call, met, place, reply);
}

Outcome<MatterView> draft_matter_letter(Call& call, const MatterLetterInput& input) {
  DL_TRY(const auto met, meet_to_handle(call));
  DL_CHECK(draft(call, met, input));
  return load_matter_view(call, met.matter.id);
}

Outcome<MatterView> discard_matter_letter(Call& call) {
  DL_TRY(const auto letter, call.number("letter"));
  DL_TRY(const auto met, meet_to_handle(call));
  DL_CHECK(call.api.around.journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto matter, matters::lock_matter(transaction.sql(), met.matter.id));
    DL_TRY(const auto now, matters::load_case(transaction.sql(), std::move(matter)));
    return matters::discard_letter(transaction, now, met.kind, letter, call.who.actor());
  }));
  return load_matter_view(call, met.matter.id);
}

Outcome<MatterView> draft_request_reply(Call& call, const RequestReplyInput& input) {
  DL_TRY(const auto met, meet_to_handle(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.missing", met.matter.number);
  requests::Reply reply{.decision = input.decision,
                        .grounds = input.grounds.value_or(std::vector<requests::Ground>()),
                        .reasons = input.reasons.value_or(""),
                        .material = input.material.value_or(std::vector<std::string>()),
                        .channel = input.channel.value_or(""),
                        .withheld = input.withheld.value_or(""),
                        .responsible = input.responsible.value_or(""),
                        .earlier = input.earlier.value_or(""),
                        .annexes = input.annexes.value_or(std::vector<std::string>()),
                        .online = input.online.value_or(false)};
  DL_CHECK(put_reply(call, met, {input.letter.value_or(0), input.digest.value_or("")}, reply));
  return load_matter_view(call, met.matter.id);
}

/// Any letter but the answer, which its step issues.
Outcome<MatterView> issue_matter_letter(Call& call, const LetterIssueInput& input) {
  DL_TRY(const auto letter, call.number("letter"));
  DL_TRY(const auto met, meet(call));
  if (met.kind.name != requests::Procedure::kName) return fail(Fault::NotFound, "matter.letter-missing");
  const auto sealing = input.sealing.value_or(requests::Sealing::Stamp);
  DL_CHECK(by_request_desk(
      call, [&](auto& desk) { return desk.issue_notice(met.matter.id, letter, input.on, call.who, sealing); }));
  return load_matter_view(call, met.matter.id);
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// As PDF and DOCX have it.
MatterLetterWords words_of(const Call& call, const Met& met, const Letter& letter, const LetterText& text) {
  const auto today = call.api.around.clock.today();
  auto words = paper::words_of(requests::page_of(letter_agency(call, met), text, letter, today));
  return {.title = std::move(words.title),
          .addressee = std::move(words.addressee),
          .paragraphs = std::move(words.paragraphs),
          .signer = std::move(words.signer),
          .date = std::move(words.date),
          .annex_title = std::move(words.annex_title),
          .annex = std::move(words.annex)};
}

Outcome<MatterLetterContent> show_matter_letter(Call& call) {
  DL_TRY(const auto id, call.number("letter"));
  DL_TRY(const auto met, meet(call));
  return call.api.read([&](db::Session& session) -> Outcome<MatterLetterContent> {
    DL_TRY(const auto letter, matters::load_letter(session, met.matter.id, id));
    boost::system::error_code wrong;
    const auto content = json::parse(letter.content, wrong);
    if (wrong || !content.is_object()) return fail(Fault::Internal, "matter.letter-content", met.matter.number);
    DL_TRY(const auto text, text_of_letter(session, call, met, letter));
    return MatterLetterContent{letter.id, letter.kind, letter.digest, content.get_object(),
                               text ? std::optional(words_of(call, met, letter, *text)) : std::nullopt};
  });
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/matters/{id}/letters",
     "draftMatterLetter",
     "起草或者修改一份文书",
     kMatterHandlers,
     by<draft_matter_letter>(),
     {.body_limit = kLetterLimit}},
    {Verb::Delete, "/api/v1/matters/{id}/letters/{letter}", "discardMatterLetter", "删除一份未签发的文书",
     kMatterHandlers, by<discard_matter_letter>()},
    {Verb::Get, "/api/v1/matters/{id}/letters/{letter}/content", "showMatterLetter", "一份文书的内容", kMatterReaders,
     by<show_matter_letter>()},
    {Verb::Post, "/api/v1/matters/{id}/letters/{letter}/issue", "issueMatterLetter",
     "签发公开申请的一份文书（答复由“签发”一步签发）", needs(Right::ApproveRequests), by<issue_matter_letter>()},
    {Verb::Get, "/api/v1/request-decisions", "listRequestDecisions", "公开申请的答复类型、依据和答复书须写明的内容",
     needs(Right::ReadRequests), by<list_request_decisions>()},
    {Verb::Post,
     "/api/v1/matters/{id}/reply",
     "draftRequestReply",
     "起草或者修改对公开申请的答复",
     needs(Right::AnswerRequests, Right::ApproveRequests),
     by<draft_request_reply>(),
     {.body_limit = kLetterLimit}},
    {Verb::Get, "/api/v1/request-letter-forms", "listLetterForms", "公开申请的文书和各自须填写的内容",
     needs(Right::ReadRequests), by<list_letter_forms>()},
};

}  // namespace

Outcome<std::optional<LetterText>> text_of_letter(db::Session& session, const Call& call, const Met& met,
                                                  const Letter& letter) {
  std::optional<LetterText> text;
  if (met.kind.name == dialogue::Procedure::kName)
    text = {letter_name(met.kind, letter.kind), {}, {dialogue::text_of(letter)}};
  if (met.kind.name != requests::Procedure::kName) return text;
  const requests::Papers papers{call.api.letter_forms, call.api.around.sealing_key};
  auto words = requests::words_of(session, papers, met.matter, letter);
  if (!words && words.error().fault == Fault::Invalid) return text;
  DL_CHECK(words);
  return std::optional(std::move(*words));
}

std::string letter_agency(const Call& call, const Met& met) {
  const auto directory = call.api.around.directory.current();
  const auto* agency = directory->agency(met.matter.agency);
  return agency != nullptr ? agency->name : std::string();
}

std::span<const Operation> letter_operations() { return kOperations; }

}  // namespace dl::api
