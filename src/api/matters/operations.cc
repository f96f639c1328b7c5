// Matters of all kinds: the list, one with everything, its steps, ties and query code.
#include "api/operations.h"
#include <algorithm>

#include "api/exports.h"
#include "api/matters/meeting.h"
#include "api/matters/tie_views.h"
#include "api/seat.h"
#include "appeals/suit.h"
#include "appeals/table4_store.h"
#include "db/database.h"
#include "requests/earlier.h"
#include "requests/likeness.h"
#include "requests/procedure.h"

namespace dl::api {

namespace {

using accounts::Right;
using matters::Matter;

constexpr int kAtOnce = 200;
constexpr int kMostEarlier = 50;

/// In the order of the procedure; a state in which there is none counts 0.
Outcome<std::vector<MatterStateCount>> counts_of(db::Session& session, const Call& call, const MatterFilter& filter) {
  std::vector<MatterStateCount> views;
  const auto* kind = find_matter_kind(filter.kind);
  if (kind == nullptr) return views;
  DL_TRY(auto wanted, wanted_of(call, filter));
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
  DL_TRY(const auto wanted, wanted_of(call, query));
  return call.api.read([&](db::Session& session) -> Outcome<MatterList> {
    DL_TRY(auto page, matters::list_matters(session, matter_sight(call.who), wanted, after, limit));
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
                       .about = sent.letter.value_or(sent.file.value_or(sent.about.value_or(0))),
                       .department = sent.department.value_or(""),
                       .holder = sent.holder.value_or(""),
                       .count = sent.count.value_or(0),
                       .place = sent.place.value_or(""),
                       .person = sent.person.value_or(""),
                       .terms = sent.terms.value_or("")};
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

/// The others of the same person, the newest first, as kinds have them that compare nothing.
Outcome<std::vector<requests::Alike>> of_same_person(db::Session& session, const Matter& matter) {
  DL_TRY(const auto parties, matters::list_parties(session, matter.id));
  std::vector<std::int64_t> ids;
  for (const auto& party : parties) {
    if (party.role != matters::PartyRole::Applicant) continue;
    DL_TRY(const auto found, matters::brought_by(session, matter.kind, matter.agency, party.same, kMostEarlier));
    ids.insert(ids.end(), found.begin(), found.end());
  }
  std::erase(ids, matter.id);
  DL_TRY(auto rows, matters::load_matters(session, ids));
  std::vector<requests::Alike> all;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) all.push_back({std::move(*row), 0, true});
  return all;
}

Outcome<ListOf<MatterAlike>> list_earlier_matters(Call& call) {
  DL_TRY(const auto met, meet(call));
  return call.api.read([&](db::Session& session) -> Outcome<ListOf<MatterAlike>> {
    const bool compared = met.kind.name == requests::Procedure::kName;
    DL_TRY(auto found, compared ? requests::find_alike(session, met.matter) : of_same_person(session, met.matter));
    if (std::ssize(found) > kMostEarlier) found.resize(kMostEarlier);
    std::vector<Matter> rows;
    for (const auto& one : found) rows.push_back(one.matter);
    DL_TRY(auto lines, lines_of(session, call, std::move(rows)));
    ListOf<MatterAlike> list;
    for (std::size_t i = 0; i < lines.size(); ++i)
      list.items.push_back({std::move(lines[i]), found[i].same_person, static_cast<int>(found[i].likeness * 100),
                            found[i].likeness >= requests::kAlike});
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
  if (kind == nullptr) return fail(Fault::NotFound, "matter.kind", input.kind);
  DL_CHECK(check_agency(call, kind->read, input.agency));
  const auto& scope = call.who.scope(kind->read);
  const matters::Sight sight{.kinds = {{std::string(kind->name), scope}}};
  DL_TRY(const auto wanted, wanted_of(call, input));
  const auto form = input.form.value_or(TableForm::Csv);
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  TableFile table(form, call.api.around.folder, export_head());
  DL_CHECK(table.begin(file));
  Exported exported{event("export.matters"), "export:matters", agency_of(call, scope, input.agency), 0,
                    filter_text(input)};
  const db::Working working(db::Work::Import);
  const auto walked = call.api.read([&](db::Session& session) -> Outcome<void> {
    std::optional<db::Key> after;
    do {
      DL_TRY(auto page, matters::list_matters(session, sight, wanted, after, kAtOnce));
      after = page.next;
      DL_TRY(const auto lines, lines_of(session, call, std::move(page.items)));
      for (const auto& line : lines) DL_CHECK(table.add(file, cells_of(line)));
      exported.rows += std::ssize(lines);
    } while (after);
    return {};
  });
  DL_CHECK(walked);
  DL_CHECK(table.finish(file));
  return hand_out(call, file, exported, file_name(call, kind->chinese, ending_of(form)), type_of(form));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/matters", "listMatters", "事项（公开申请、来信、整改），新的在前", kMatterReaders,
     by<list_matters>()},
    {Verb::Get, "/api/v1/matters/{id}", "showMatter", "一件事项的经过、期限、当事人、文书和可以办理的步骤",
     kMatterReaders, by<show_matter>()},
    {Verb::Post, "/api/v1/matters/{id}/steps", "takeMatterStep", "办理一步", kMatterSigners, by<take_matter_step>()},
    {Verb::Post, "/api/v1/matters/{id}/joint", "joinMatter", "与另一件合并办理", kMatterHandlers, by<join_matter>()},
    {Verb::Delete, "/api/v1/matters/{id}/joint/{other}", "leaveMatter", "解除合并办理", kMatterHandlers,
     by<leave_matter>()},
    {Verb::Post,
     "/api/v1/matters/{id}/code",
     "renewMatterCode",
     "换发查询码：原来的随即失效",
     kMatterHandlers,
     by<renew_matter_code>(),
     {.secret = true}},
    {Verb::Get, "/api/v1/matters/{id}/same", "listEarlierMatters", "同一人提出的其他事项和内容相近的申请，最相近的在前",
     kMatterReaders, by<list_earlier_matters>()},
    {Verb::Post,
     "/api/v1/exports/matters",
     "exportMatters",
     "把一类事项导出为表格（CSV、Excel），记入日志",
     kMatterReaders,
     by<export_matters>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

namespace {

/// A cell of table 4. Fault::Invalid `appeal.table-cell` where a part of it is missing.
Outcome<void> narrow_to_cell(matters::Wanted& wanted, const MatterFilter& filter) {
  if (!filter.appeal_block && !filter.appeal_column) return {};
  if (!filter.appeal_block || !filter.appeal_column || !filter.table_from || !filter.table_until ||
      filter.table_row != 0)
    return fail(Fault::Invalid, "appeal.table-cell");
  const bool review = *filter.appeal_block == appeals::Block::Review;
  wanted.kind = review ? appeals::ReviewProcedure::kName : appeals::SuitProcedure::kName;
  if (!wanted.further.empty()) wanted.further.add(" AND ");
  wanted.further.add(
      appeals::cell_condition(*filter.appeal_block, *filter.appeal_column, *filter.table_from, *filter.table_until));
  return {};
}

}  // namespace

Outcome<matters::Wanted> wanted_of(const Call& call, const MatterFilter& filter) {
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
  if (!filter.topic.empty()) {
    wanted.kind = requests::Procedure::kName;
    DL_TRY(wanted.further, requests::line_condition(requests::Split::Topic, filter.topic, {}));
  }
  if (filter.reassess) {
    wanted.kind = requests::Procedure::kName;
    if (!wanted.further.empty()) wanted.further.add(" AND ");
    wanted.further.add(requests::reassess_condition(*filter.reassess, call.api.around.clock.today(), call.api.laws));
  }
  if (filter.band) {
    wanted.kind = requests::Procedure::kName;
    if (!wanted.further.empty()) wanted.further.add(" AND ");
    wanted.further.add(requests::due_band_condition(*filter.band, call.api.around.clock.today(), requests::due_bands(),
                                                    *call.api.calendar.current()));
  }
  DL_CHECK(narrow_to_cell(wanted, filter));
  if (filter.table_row == 0) return wanted;
  const auto applicant = find_name<requests::Applicant>(filter.table_class);
  const bool cell = filter.table_row > 0 && filter.table_row <= static_cast<int>(requests::kRows) &&
                    (applicant || filter.table_class.empty()) && filter.table_from && filter.table_until;
  if (!cell) return fail(Fault::Invalid, "request.table-cell");
  wanted.kind = requests::Procedure::kName;
  if (!wanted.further.empty()) wanted.further.add(" AND ");
  wanted.further.add(requests::cell_condition(filter.table_row, applicant, *filter.table_from, *filter.table_until));
  if (filter.table_by) {
    DL_TRY(const auto line, requests::line_condition(*filter.table_by, filter.table_line, *filter.table_until));
    wanted.further.add(" AND ?", line);
  }
  if (filter.table_late) wanted.further.add(" AND ?", requests::late_condition(*filter.table_until));
  return wanted;
}

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

std::span<const Operation> matter_operations() { return kOperations; }

}  // namespace dl::api
