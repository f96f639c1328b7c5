// Matters of all kinds: the list, one with everything, its steps, letters, ties and query code.
#include "api/operations.h"
#include <algorithm>

#include "api/exports.h"
#include "api/matters/drafting.h"
#include "api/seat.h"
#include "db/database.h"
#include "dialogue/message_desk.h"
#include "requests/procedure.h"
#include "requests/reply.h"

namespace dl::api {

namespace {

using accounts::Right;
using matters::Kind;
using matters::Letter;
using matters::Matter;

constexpr std::size_t kLetterLimit = std::size_t{1} << 20U;  ///< bytes; JSON writes some characters as six
constexpr int kAtOnce = 200;
constexpr int kMostEarlier = 50;

constexpr Callers kReaders = needs(Right::ReadRequests, Right::ReadMessages, Right::ReadFindings);
constexpr Callers kHandlers = needs(Right::AnswerRequests, Right::ApproveRequests, Right::AnswerMessages,
                                    Right::ApproveMessages, Right::RectifyFindings, Right::CheckFindings);

matters::Wanted wanted_of(const MatterFilter& filter) {
  matters::Wanted wanted{.kind = filter.kind,
                         .state = filter.state,
                         .phase = filter.phase,
                         .department = filter.department,
                         .holder = filter.holder,
                         .channel = filter.channel,
                         .outcome = filter.outcome,
                         .received_from = filter.received_from,
                         .received_until = filter.received_until,
                         .words = std::string(text::trim(filter.q))};
  if (filter.agency != 0) wanted.agency = filter.agency;
  return wanted;
}

/// In the order of the procedure; a state in which there is none counts 0.
Outcome<std::vector<MatterStateCount>> counts_of(db::Session& session, const Call& call, const MatterFilter& filter) {
  std::vector<MatterStateCount> views;
  const auto* kind = find_matter_kind(filter.kind);
  if (kind == nullptr) return views;
  auto wanted = wanted_of(filter);
  wanted.state.clear();
  DL_TRY(const auto counts, matters::count_states(session, matter_sight(call.who), wanted));
  for (const auto& state : kind->states) {
    const auto found = std::ranges::find(counts, state.name, [](const auto& one) { return one.first; });
    views.push_back({std::string(state.name), std::string(state.chinese), found == counts.end() ? 0 : found->second});
  }
  return views;
}

Outcome<MatterList> list_matters(Call& call, const MatterQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  return call.api.read([&](db::Session& session) -> Outcome<MatterList> {
    DL_TRY(auto page, matters::list_matters(session, matter_sight(call.who), wanted_of(query), after, limit));
    MatterList list;
    if (page.next) list.next = page.next->text();
    DL_TRY(list.items, lines_of(session, call, std::move(page.items)));
    if (query.counts) {
      DL_TRY(list.states, counts_of(session, call, query));
    }
    return list;
  });
}

Outcome<MatterView> show_matter(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return load_matter_view(call, id);
}

/// A matter of the caller's sight by its number as people write it. Fault::Invalid with `field`.
Outcome<std::int64_t> by_number(Call& call, const std::string& number, std::string_view field) {
  DL_TRY(const auto found,
         call.api.read([&](db::Session& session) { return matters::find_by_number(session, text::trim(number)); }));
  if (!found || !matter_sight(call.who).covers(*found))
    return Failure(Error{Fault::Invalid, "request.fields", number, {{std::string(field), "matter.number"}}});
  return found->id;
}

Outcome<matters::Input> input_of(Call& call, const MatterStepInput& sent) {
  matters::Input input{.words = sent.reason.value_or(""),
                       .on = sent.on,
                       .until = sent.until,
                       .code = sent.code.value_or(""),
                       .about = sent.letter.value_or(sent.about.value_or(0)),
                       .department = sent.department.value_or(""),
                       .holder = sent.holder.value_or("")};
  if (const auto other = sent.other.value_or(""); !other.empty()) {
    DL_TRY(input.about, by_number(call, other, name_of(matters::Ask::Other)));
  }
  return input;
}

Outcome<MatterView> take_matter_step(Call& call, const MatterStepInput& sent) {
  DL_TRY(const auto met, meet(call));
  DL_TRY(const auto input, input_of(call, sent));
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  DL_CHECK(matter_desk(call.api).take(met.matter.id, sent.step, input, sent.revision, seat));
  return load_matter_view(call, met.matter.id);
}

// ── letters ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The letters of a kind of matter are values of its own. Fault::Invalid `matter.letter-kind` for one that no step of
/// the kind asks for, and as the kind's functions.
Outcome<void> draft(Call& call, const Met& met, const MatterLetterInput& input) {
  const auto known = letter_kinds_of(met.kind);
  if (std::ranges::find(known, input.kind, &MatterChoice::value) == known.end())
    return Failure(Error{Fault::Invalid, "request.fields", input.kind, {{"kind", "matter.letter-kind"}}});
  const auto id = input.letter.value_or(0);
  const auto digest = input.digest.value_or("");
  auto content = json::serialize(input.content);
  if (met.kind.name == dialogue::Procedure::kName) {
    const auto* words = input.content.if_contains("text");
    const auto text = words != nullptr && words->is_string() ? std::string(words->get_string()) : std::string();
    auto desk = matter_desk(call.api);
    DL_CHECK(dialogue::MessageDesk(call.api.around.journal, desk, call.api.vocabularies)
                 .draft_answer(met.matter.id, id, text, digest, call.who));
    return {};
  }
  if (met.kind.name == requests::Procedure::kName) {
    DL_TRY(const auto reply, requests::read_reply(content));
    DL_CHECK(requests::check_reply(reply));
    content = requests::write_json(reply);
  }
  return put_letter(call, met, {.id = id, .kind = input.kind, .content = std::move(content)}, digest);
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
    DL_TRY(const auto matter, matters::lock_matter(transaction.sql(), met.matter.id));
    return matters::discard_letter(transaction, matter, letter, call.who.actor());
  }));
  return load_matter_view(call, met.matter.id);
}

Outcome<MatterLetterContent> show_matter_letter(Call& call) {
  DL_TRY(const auto letter, call.number("letter"));
  DL_TRY(const auto met, meet(call));
  DL_TRY(const auto found,
         call.api.read([&](db::Session& session) { return matters::load_letter(session, met.matter.id, letter); }));
  boost::system::error_code wrong;
  const auto content = json::parse(found.content, wrong);
  if (wrong || !content.is_object()) return fail(Fault::Internal, "matter.letter-content", met.matter.number);
  return MatterLetterContent{found.id, found.kind, found.digest, content.get_object()};
}

// ── ties, codes, earlier ones ────────────────────────────────────────────────────────────────────────────────────────

Outcome<MatterView> join_matter(Call& call, const MatterJointInput& input) {
  DL_TRY(const auto met, meet_to_handle(call));
  DL_TRY(const auto leader, by_number(call, input.leader, "leader"));
  const auto right = handling_right(met.kind, call.who, met.matter.agency);
  DL_CHECK(matter_desk(call.api).join(met.matter.id, leader, right, call.who));
  return load_matter_view(call, met.matter.id);
}

Outcome<MatterView> leave_matter(Call& call) {
  DL_TRY(const auto leader, call.number("other"));
  DL_TRY(const auto met, meet_to_handle(call));
  const auto right = handling_right(met.kind, call.who, met.matter.agency);
  DL_CHECK(matter_desk(call.api).leave(met.matter.id, leader, right, call.who));
  return load_matter_view(call, met.matter.id);
}

Outcome<MatterCode> renew_matter_code(Call& call) {
  DL_TRY(const auto met, meet_to_handle(call));
  const auto right = handling_right(met.kind, call.who, met.matter.agency);
  DL_TRY(auto code, matter_desk(call.api).renew_code(met.matter.id, right, call.who));
  return MatterCode{std::move(code)};
}

Outcome<ListOf<MatterLine>> list_earlier_matters(Call& call) {
  DL_TRY(const auto met, meet(call));
  return call.api.read([&](db::Session& session) -> Outcome<ListOf<MatterLine>> {
    DL_TRY(const auto parties, matters::list_parties(session, met.matter.id));
    std::vector<std::int64_t> ids;
    for (const auto& party : parties) {
      if (party.role != matters::PartyRole::Applicant) continue;
      DL_TRY(const auto found,
             matters::brought_by(session, met.matter.kind, met.matter.agency, party.same, kMostEarlier));
      ids.insert(ids.end(), found.begin(), found.end());
    }
    std::erase(ids, met.matter.id);
    ListOf<MatterLine> list;
    DL_TRY(auto rows, matters::load_matters(session, ids));
    std::ranges::reverse(rows);
    DL_TRY(list.items, lines_of(session, call, std::move(rows)));
    return list;
  });
}

// ── the list as a file ───────────────────────────────────────────────────────────────────────────────────────────────

constexpr std::string_view kExported[] = {"number",       "title",       "agency_name",  "state_name",
                                          "department",   "holder_name", "channel_name", "class_name",
                                          "outcome_name", "received_on", "due_on",       "ended_on"};

std::vector<std::string> cells_of(const MatterLine& line) {
  const auto day = [](const std::optional<Date>& date) { return date ? date->text() : std::string(); };
  return {line.number,      line.title,        line.agency_name, line.state_name,   line.department,
          line.holder_name, line.channel_name, line.class_name,  line.outcome_name, day(line.received_on),
          day(line.due_on), day(line.ended_on)};
}

TableHead export_head() {
  TableHead head;
  for (const auto name : kExported) {
    const bool is_day = name.ends_with("_on");
    head.columns.push_back({.code = std::string(name),
                            .title = std::string(field_of<MatterLine>(name).chinese),
                            .kind = is_day ? sheets::ColumnKind::Date : sheets::ColumnKind::Text});
  }
  return head;
}

Outcome<web::Response> export_matters(Call& call, const MatterExport& input) {
  const auto* kind = find_matter_kind(input.kind);
  if (kind == nullptr) return Failure(Error{Fault::Invalid, "request.fields", input.kind, {{"kind", "matter.kind"}}});
  DL_CHECK(check_agency(call, kind->read, input.agency));
  const auto& scope = call.who.scope(kind->read);
  const matters::Sight sight{.kinds = {{std::string(kind->name), scope}}};
  const auto form = input.form.value_or(TableForm::Csv);
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  TableFile table(form, call.api.around.folder, export_head());
  DL_CHECK(table.begin(file));
  Exported exported{event("export.matters"), "export:matters", agency_of(call, scope, input.agency), 0,
                    filter_text(input)};
  const db::Working working(db::Work::Import);
  DL_CHECK(call.api.read([&](db::Session& session) -> Outcome<void> {
    std::optional<db::Key> after;
    do {
      DL_TRY(auto page, matters::list_matters(session, sight, wanted_of(input), after, kAtOnce));
      after = page.next;
      DL_TRY(const auto lines, lines_of(session, call, std::move(page.items)));
      for (const auto& line : lines) DL_CHECK(table.add(file, cells_of(line)));
      exported.rows += std::ssize(lines);
    } while (after);
    return {};
  }));
  DL_CHECK(table.finish(file));
  return hand_out(call, file, exported, file_name(call, kind->chinese, ending_of(form)), type_of(form));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/matters", "listMatters", "事项（公开申请、来信、整改），新的在前", kReaders,
     by<list_matters>()},
    {Verb::Get, "/api/v1/matters/{id}", "showMatter", "一件事项的经过、期限、当事人、文书和可以办理的步骤", kReaders,
     by<show_matter>()},
    {Verb::Post, "/api/v1/matters/{id}/steps", "takeMatterStep", "办理一步", kHandlers, by<take_matter_step>()},
    {Verb::Post,
     "/api/v1/matters/{id}/letters",
     "draftMatterLetter",
     "起草或者修改一份文书",
     kHandlers,
     by<draft_matter_letter>(),
     {.body_limit = kLetterLimit}},
    {Verb::Delete, "/api/v1/matters/{id}/letters/{letter}", "discardMatterLetter", "删除一份未签发的文书", kHandlers,
     by<discard_matter_letter>()},
    {Verb::Get, "/api/v1/matters/{id}/letters/{letter}/content", "showMatterLetter", "一份文书的内容", kReaders,
     by<show_matter_letter>()},
    {Verb::Post, "/api/v1/matters/{id}/joint", "joinMatter", "与另一件合并办理", kHandlers, by<join_matter>()},
    {Verb::Delete, "/api/v1/matters/{id}/joint/{other}", "leaveMatter", "解除合并办理", kHandlers, by<leave_matter>()},
    {Verb::Post,
     "/api/v1/matters/{id}/code",
     "renewMatterCode",
     "换发查询码：原来的随即失效",
     kHandlers,
     by<renew_matter_code>(),
     {.secret = true}},
    {Verb::Get, "/api/v1/matters/{id}/same", "listEarlierMatters", "同一人提出的其他事项，新的在前", kReaders,
     by<list_earlier_matters>()},
    {Verb::Post,
     "/api/v1/exports/matters",
     "exportMatters",
     "把一类事项导出为表格（CSV、Excel），记入日志",
     kReaders,
     by<export_matters>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

Outcome<Met> meet(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(auto matter, call.api.read([&](db::Session& session) {
    return matters::load_matter(session, matter_sight(call.who), id);
  }));
  const auto* kind = find_matter_kind(matter.kind);
  if (kind == nullptr) return fail(Fault::NotFound, "matter.missing", matter.number);
  return Met{std::move(matter), *kind};
}

Outcome<Met> meet_to_handle(Call& call) {
  DL_TRY(auto met, meet(call));
  DL_CHECK(call.who.require(handling_right(met.kind, call.who, met.matter.agency), met.matter.agency));
  return met;
}

Outcome<void> put_letter(Call& call, const Met& met, const Letter& letter, const std::string& known_digest) {
  DL_CHECK(call.api.around.journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_TRY(const auto matter, matters::lock_matter(transaction.sql(), met.matter.id));
    DL_CHECK(matters::draft_letter(transaction, matter, letter, known_digest, call.who.actor()));
    return {};
  }));
  return {};
}

std::span<const Operation> matter_operations() { return kOperations; }

}  // namespace dl::api
