// Records that come in as a file: a template to fill in, a check that writes nothing, the file given back with its
// mistakes, the import itself, and taking it back.
//
// Nothing is kept between the check and the import: the file is sent with each, so no copy of what is personal lies
// anywhere, and any node takes either.
#include "api/accounts/people_views.h"
#include "api/comments.h"
#include "api/exports.h"
#include "api/operations.h"
#include "api/records/import_views.h"
#include "api/records/step_offers.h"
#include "api/records/views.h"
#include "api/seat.h"
#include "records/import_template.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::ImportRow;
using records::Step;

constexpr std::string_view kWorkbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr int kMostListed = 200;  ///< imports and undoings of an agency, the newest

struct RecordImportsQuery {
  std::string register_ = {};  // NOLINT(readability-identifier-naming): the word itself is C++'s
  std::int64_t agency = 0;
  static constexpr auto kLimits = std::to_array<Limit>({{"register_", 63}});
};
BOOST_DESCRIBE_STRUCT(RecordImportsQuery, (), (register_, agency))

struct RecordImportWatchQuery {
  std::string watch = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"watch", 40}});
};
BOOST_DESCRIBE_STRUCT(RecordImportWatchQuery, (), (watch))

struct RecordImportWatchView {
  bool known = false;  ///< it is under way on the node that was asked
  std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(RecordImportWatchView, (), (known, rows))

struct RecordImportUndoInput {
  std::string reason = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"reason", "撤销的理由", {.characters = kLongestReason, .owed = true, .asked = Asked::Long}},
  });
};
BOOST_DESCRIBE_STRUCT(RecordImportUndoInput, (), (reason))

RecordImportUndoing undoing_of(const ImportRow& row, const std::map<std::string, std::string>& names) {
  return {.id = row.id,
          .reversed = row.entered + row.corrected,
          .kept = row.same,
          .refused = row.refused,
          .person_name = name_in(names, row.actor),
          .reason = row.reason,
          .at = row.at};
}

void fill(RecordImportLine& line, const ImportRow& row, const agencies::Directory& directory,
          const std::map<std::string, std::string>& names) {
  line.id = row.id;
  line.register_ = row.code;
  line.agency = row.agency;
  line.agency_name = agency_name(directory, row.agency);
  line.name = row.name;
  line.entered = row.entered;
  line.corrected = row.corrected;
  line.same = row.same;
  line.person_name = name_in(names, row.actor);
  line.reason = row.reason;
  line.at = row.at;
}

ImportedRecordLine line_of(const records::ImportedRecord& one, const records::Register& made,
                           const Sentences& sentences) {
  return {.id = one.back.record,
          .title = one.back.title,
          .state = one.state,
          .state_name = std::string(words_of(one.state, made)),
          .result = one.back.bucket,
          .result_name = std::string(chinese_of(one.back.bucket)),
          .message = one.back.key.empty() ? std::string() : sentences(one.back.key)};
}

Outcome<web::Response> send_workbook(Call& call, std::string_view bytes, std::string_view what) {
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(bytes));
  return file.send(file_name(call, what, "xlsx"), kWorkbook);
}

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<web::Response> send_template(Call& call) {
  DL_TRY(const auto* made, call.api.around.registers.find(call.http.parameter("register")));
  DL_TRY(const auto bytes, sheets::write_template(records::template_of(*made, call.api.around.clock.today())));
  return send_workbook(call, bytes, made->title + "模板");
}

Outcome<RecordImportCheck> check_records(Call& call, const RecordImportQuery& query) {
  SentFile file(call);
  DL_CHECK(file.check(query));
  return file.view();
}

Outcome<web::Response> mark_records(Call& call, const RecordImportQuery& query) {
  SentFile file(call);
  DL_CHECK(file.check(query));
  if (!file.is_workbook()) return fail(Fault::Invalid, "import.no-workbook");
  if (!call.api.around.mark_workbook) return fail(Fault::Unavailable, "import.unavailable");
  DL_TRY(const auto bytes, call.api.around.mark_workbook(call.http.body.bytes(), file.marking()));
  return send_workbook(call, bytes, file.made().title + "待改正");
}

Outcome<RecordImportView> import_records(Call& call, const RecordImportQuery& query) {
  SentFile file(call);
  DL_CHECK(file.check(query));
  const auto refused = [&](Failure failure) {
    call.current = write_shape(file.view());
    return failure;
  };
  if (!file.checked().acceptable()) return refused(fail(Fault::Conflict, "import.refused", query.name));
  auto id = call.api.import_desk.apply(file.order(), file.checked(), call.who);
  if (!id) return Failure(std::move(id).error());
  if (*id == 0) return refused(fail(Fault::Conflict, "import.nothing-new", query.name));
  return load_import_view(call, *id, {});
}

Outcome<RecordImportWatchView> watch_import(Call& call, const RecordImportWatchQuery& query) {
  const auto rows = call.api.imports.find(call.who.actor() + "\n" + query.watch);
  return RecordImportWatchView{rows.has_value(), static_cast<std::int64_t>(rows.value_or(0))};
}

// ── imports ──────────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<ListOf<RecordImportLine>> list_imports(Call& call, const RecordImportsQuery& query) {
  DL_TRY(const auto* made, call.api.around.registers.find(query.register_));
  ListOf<RecordImportLine> list;
  if (!record_sight(call).covers(query.agency)) return list;
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& session) -> Outcome<ListOf<RecordImportLine>> {
    DL_TRY(const auto rows, records::list_imports(session, made->code, query.agency, kMostListed));
    std::vector<std::string> actors;
    for (const auto& row : rows) actors.push_back(row.actor);
    DL_TRY(const auto names, accounts::names_of(session, actors));
    std::map<std::int64_t, RecordImportUndoing> undone;  // an undoing is newer than what it undoes
    for (const auto& row : rows) {
      if (row.undoes != 0) {
        undone.emplace(row.undoes, undoing_of(row, names));
        continue;
      }
      auto& line = list.items.emplace_back();
      fill(line, row, *directory, names);
      if (const auto found = undone.find(row.id); found != undone.end()) line.undone = found->second;
    }
    return std::move(list);
  });
}

Outcome<RecordImportView> show_import(Call& call, const Paging& paging) {
  DL_TRY(const auto id, call.number("id"));
  return load_import_view(call, id, paging);
}

/// What is not within one's sight is not there.
Outcome<ImportRow> load_seen(db::Session& session, const Call& call, std::int64_t id) {
  DL_TRY(auto row, records::load_import(session, id));
  if (row.undoes != 0 || !record_sight(call).covers(row.agency))
    return fail(Fault::NotFound, "import.missing", fmt::format("{}", id));
  return row;
}

Outcome<void> check_seen(Call& call, std::int64_t id) {
  DL_CHECK(call.api.read([&](db::Session& session) { return load_seen(session, call, id); }));
  return {};
}

Outcome<RecordImportView> undo_import(Call& call, const RecordImportUndoInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(check_seen(call, id));
  DL_CHECK(call.api.import_desk.undo(id, input.reason, call.who));
  return load_import_view(call, id, {});
}

Outcome<RecordImportView> take_import_step(Call& call, const RecordStepInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_CHECK(check_seen(call, id));
  auto& review = call.api.import_review;
  const auto reason = input.reason.value_or("");
  DL_TRY(const auto seat, call.api.read([&](db::Session& session) { return seat_of(session, call); }));
  switch (input.step) {
    case Step::Submit: DL_CHECK(review.submit(id, call.who)); break;
    case Step::Sign: DL_CHECK(review.sign(id, reason, seat)); break;
    case Step::SendBack: DL_CHECK(review.send_back(id, reason, seat)); break;
    case Step::TakeBack: DL_CHECK(review.take_back(id, call.who)); break;
    case Step::Publish: DL_CHECK(review.publish(id, call.who)); break;
    default: return fail(Fault::Conflict, "record.step");
  }
  return load_import_view(call, id, {});
}

/// The steps that all of an import's records can take as one.
Outcome<std::vector<StepView>> steps_of(db::Session& session, const Call& call, const ImportRow& import,
                                        const records::Register& made) {
  constexpr Step kAsOne[] = {Step::Submit, Step::Sign, Step::SendBack, Step::TakeBack, Step::Publish};
  DL_TRY(const auto state, records::state_of_import(session, import));
  const records::Row as_one{.code = import.code, .agency = import.agency, .state = state};
  DL_TRY(const auto sign_off, work::find_sign_off(session, accounts::subject_text(records::kImport, import.id)));
  DL_TRY(const auto seat, seat_of(session, call));
  auto offers = offers_on(call, {as_one, made, sign_off, seat});
  std::erase_if(offers, [&](const StepView& offer) {
    return !is_shown(offer) || std::ranges::none_of(kAsOne, [&](Step step) { return name_of(step) == offer.step; });
  });
  return offers;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get,
     "/api/v1/registers/{register}/template",
     "sendRecordTemplate",
     "供填写后导入的工作簿模板",
     needs(Right::EnterRecords),
     by<send_template>(),
     {.rate = web::Rate::Download}},
    {Verb::Post,
     "/api/v1/record-imports/checks",
     "checkRecords",
     "检查一个登记文件（xlsx、csv、json），什么都不写入",
     needs(Right::EnterRecords),
     by<check_records>(),
     {.upload = true, .secret = true, .lane = web::Lane::Imports}},
    {Verb::Post,
     "/api/v1/record-imports/marked",
     "markRecords",
     "检查一个工作簿，带着错误说明返回",
     needs(Right::EnterRecords),
     by<mark_records>(),
     {.upload = true, .secret = true, .rate = web::Rate::Download, .lane = web::Lane::Imports}},
    {Verb::Post,
     "/api/v1/record-imports",
     "importRecords",
     "导入一个登记文件，全部导入或者都不导入",
     needs(Right::EnterRecords),
     by<import_records>(),
     {.status = 201, .upload = true, .lane = web::Lane::Imports}},
    {Verb::Get, "/api/v1/record-imports", "listRecordImports", "一个登记簿的一个机关的导入，新的在前",
     needs(Right::ReadRecords, Right::EnterRecords), by<list_imports>()},
    {Verb::Get, "/api/v1/record-imports/under-way", "watchRecordImport", "自己送来的文件读到了第几行",
     needs(Right::EnterRecords), by<watch_import>()},
    {Verb::Get, "/api/v1/record-imports/{id}", "showRecordImport", "一次导入的登记，以及撤销的话各会怎样",
     needs(Right::ReadRecords, Right::EnterRecords), by<show_import>()},
    {Verb::Post,
     "/api/v1/record-imports/{id}/undoings",
     "undoRecordImport",
     "撤销一次导入，后来有改动或者已经公布的不撤销",
     needs(Right::EnterRecords),
     by<undo_import>(),
     {.lane = web::Lane::Imports}},
    {Verb::Post,
     "/api/v1/record-imports/{id}/steps",
     "takeRecordImportStep",
     "把一次导入的登记一起送复核、复核、退回、收回、公布",
     needs(Right::EnterRecords, Right::CheckRecords, Right::PublishRecords),
     by<take_import_step>(),
     {.lane = web::Lane::Imports}},
};

}  // namespace

Outcome<RecordImportView> load_import_view(Call& call, std::int64_t id, const Paging& paging) {
  DL_TRY(const int limit, read_limit(paging.limit));
  DL_TRY(const auto after, read_after(paging.after));
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& session) -> Outcome<RecordImportView> {
    DL_TRY(const auto row, load_seen(session, call, id));
    DL_TRY(const auto* made, call.api.around.registers.find(row.code));
    DL_TRY(const auto undoing, records::find_undoing(session, id));
    std::vector<std::string> actors = {row.actor};
    std::optional<ImportRow> undone;
    if (undoing) {
      DL_TRY(undone, records::load_import(session, *undoing));
      actors.push_back(undone->actor);
    }
    DL_TRY(const auto names, accounts::names_of(session, actors));
    RecordImportView view;
    fill(view, row, *directory, names);
    view.register_title = made->title;
    view.undoable = !undone && call.who.may(Right::EnterRecords, row.agency);
    if (undone) view.undone = undoing_of(*undone, names);
    if (!undone) {
      DL_TRY(view.steps, steps_of(session, call, row, *made));
    }
    DL_TRY(const auto counts, records::count_buckets(session, row));
    const auto count = [&](records::Bucket bucket) { return counts.at(static_cast<std::size_t>(bucket)); };
    view.reversed = count(records::Bucket::Reversed);
    view.kept = count(records::Bucket::Kept);
    view.refused = count(records::Bucket::Refused);
    DL_TRY(const auto imported, records::list_imported(session, row, after, limit));
    for (const auto& one : imported) view.items.push_back(line_of(one, *made, call.api.around.sentences));
    if (std::ssize(imported) == limit) view.next = fmt::format("{}", imported.back().entry);
    return view;
  });
}

std::span<const Operation> record_import_operations() { return kOperations; }

}  // namespace dl::api
