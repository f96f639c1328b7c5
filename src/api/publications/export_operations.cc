// Lists as files for spreadsheets, and the journal in a form that is proved without this program.
//
// What is exported holds names of people, so the journal says who took what, how many rows, and the digest of
// the file. A file that could not be recorded is not handed out.
#include "api/csv.h"
#include "api/events.h"
#include "api/journal/views.h"
#include "api/operations.h"
#include "api/publications/document_views.h"
#include "api/spool.h"

namespace dl::api {

namespace {

using accounts::Right;

/// The filter of the list, with the agency said: one of those within reach, or 0 for all of them.
struct DocumentExport {
  std::int64_t agency = 0;
  std::optional<std::int64_t> column = {};
  std::optional<publications::State> state = {};
  std::optional<std::string> text = {};
  std::optional<std::string> kind = {};
  std::optional<int> year = {};
  std::optional<bool> mine = {};
  static constexpr auto kLimits = DocumentQuery::kLimits;
};
BOOST_DESCRIBE_STRUCT(DocumentExport, (), (agency, column, state, text, kind, year, mine))

struct JournalExport {
  std::int64_t agency = 0;
  std::optional<std::string> actor = {};
  std::optional<std::string> verb = {};
  std::optional<std::string> subject = {};
  std::optional<Date> from = {};
  std::optional<Date> to = {};
  std::optional<bool> proof = {};  ///< entries as they were hashed, a line of JSON each, in place of a table
  static constexpr auto kLimits = JournalQuery::kLimits;
};
BOOST_DESCRIBE_STRUCT(JournalExport, (), (agency, actor, verb, subject, from, to, proof))

/// What is put on record of an export.
struct Taken {
  journal::EventKind kind = {};
  std::string subject = {};
  std::int64_t agency = 0;
  std::int64_t rows = 0;
  std::string filter = {};
};

// Whose auditor should know of it: that of the agency that was asked for, else of the person's own.
std::int64_t agency_of(const Call& call, const accounts::Scope& scope, std::int64_t asked) {
  if (asked != 0) return asked;
  if (call.session) return call.session->person.agency;
  return scope.agencies.size() == 1 ? scope.agencies.front() : 0;
}

Outcome<void> check_agency(const Call& call, Right right, std::int64_t agency) {
  return agency == 0 ? Outcome<void>() : call.who.require(right, agency);
}

Outcome<web::Response> hand_out(Call& call, Spool& file, const Taken& taken, const std::string& name,
                                std::string_view type) {
  DL_TRY(auto response, file.send(name, type));
  auto recorded = call.api.around.journal.write([&](journal::Transaction& transaction) -> Outcome<void> {
    transaction.record(
        {.actor = call.who.actor(),
         .verb = std::string(taken.kind.verb),
         .subject = taken.subject,
         .agency = taken.agency,
         .after_digest = file.digest(),
         .reason = fmt::format("{} 行{}{}", taken.rows, taken.filter.empty() ? "" : "，条件：", taken.filter)});
    return {};
  });
  DL_CHECK(recorded);
  return response;
}

std::string file_name(const Call& call, std::string_view what, std::string_view ending) {
  return fmt::format("{}-{}.{}", what, call.api.around.clock.today().text(), ending);
}

// The filter as it was asked for; what was left out is left out.
template <class T>
std::string told(const T& input) {
  json::object given;
  const auto all = write_shape(input);
  for (const auto& [name, value] : all.as_object())
    if (!value.is_null() && value != json::value(0) && value != json::value("") && value != json::value(false))
      given[name] = value;
  return given.empty() ? std::string() : json::serialize(given);
}

std::string moment(const std::optional<Instant>& at) { return at ? at->text() : std::string(); }

std::string row_of(const DocumentLine& line) {
  return csv_row({fmt::format("{}", line.id), line.title, line.document_number, line.index_number, line.kind,
                  line.agency_name, line.column_name, line.state_name, fmt::format("{}", line.edition),
                  line.author_name, line.updated_at.text(), moment(line.published_at), line.public_ ? "是" : "否"});
}

Outcome<web::Response> export_documents(Call& call, const DocumentExport& input) {
  DL_CHECK(check_agency(call, Right::ReadWork, input.agency));
  DocumentQuery query;
  query.agency = input.agency;
  query.column = input.column.value_or(0);
  query.state = input.state;
  query.text = input.text.value_or("");
  query.kind = input.kind.value_or("");
  query.year = input.year.value_or(0);
  query.mine = input.mine.value_or(false);

  const auto& scope = call.who.scope(Right::ReadWork);
  const auto directory = call.api.around.directory.current();
  DL_TRY(auto file, Spool::open());
  DL_CHECK(file.add(kCsvMark));
  DL_CHECK(file.add(csv_row({"编号", "标题", "文号", "索引号", "文种", "机构", "栏目", "状态", "版次", "起草人",
                             "更新时间", "公开时间", "公开中"})));
  Taken taken{event("export.documents"), "export:documents", agency_of(call, scope, input.agency), 0, told(input)};
  const db::Working working(db::Work::Import);
  auto walked = call.api.read([&](db::Session& sql) {
    return publications::walk_work(sql, scope, filter_of(call, query), [&](const auto& lines) -> Outcome<void> {
      std::vector<std::string> authors;
      for (const auto& line : lines) authors.push_back(line.author);
      DL_TRY(const auto names, accounts::names_of(sql, authors));
      for (const auto& line : lines) DL_CHECK(file.add(row_of(view_of(line, *directory, names))));
      taken.rows += std::ssize(lines);
      return {};
    });
  });
  DL_CHECK(walked);
  return hand_out(call, file, taken, file_name(call, "信息清单", "csv"), "text/csv; charset=utf-8");
}

std::string row_of(const EntryView& entry) {
  return csv_row({fmt::format("{}", entry.sequence), entry.at.text_with_seconds(), entry.actor_name, entry.actor,
                  entry.verb_name, entry.verb, entry.subject_title, entry.subject, entry.agency_name, entry.reason,
                  entry.hash});
}

// The fields as they are hashed; src/journal/README.md says how.
std::string line_of(const journal::Entry& entry) {
  const auto& event = entry.event;
  return json::serialize(json::object{{"sequence", entry.sequence},
                                      {"at", entry.at.milliseconds()},
                                      {"actor", event.actor},
                                      {"verb", event.verb},
                                      {"subject", event.subject},
                                      {"agency", event.agency},
                                      {"before_digest", event.before_digest},
                                      {"after_digest", event.after_digest},
                                      {"reason", event.reason},
                                      {"topics", fmt::format("{}", fmt::join(event.topics, "\n"))},
                                      {"seals", entry.seals},
                                      {"previous_hash", entry.previous_hash},
                                      {"hash", entry.hash}}) +
         "\n";
}

Outcome<std::string> rows_of(db::Session& sql, const Call& call, const std::vector<journal::Entry>& entries) {
  std::string rows;
  DL_TRY(const auto views, views_of(sql, call, entries));
  for (const auto& view : views) rows += row_of(view);
  return rows;
}

Outcome<web::Response> export_journal(Call& call, const JournalExport& input) {
  DL_CHECK(check_agency(call, Right::ReadJournal, input.agency));
  const bool proof = input.proof.value_or(false);
  const JournalQuery query{.agency = input.agency,
                           .actor = input.actor.value_or(""),
                           .verb = input.verb.value_or(""),
                           .subject = input.subject.value_or(""),
                           .from = input.from,
                           .to = input.to};
  DL_TRY(auto file, Spool::open());
  if (!proof) {
    DL_CHECK(file.add(kCsvMark));
    DL_CHECK(file.add(csv_row(
        {"序号", "时间", "操作人", "操作人代码", "动作", "动作代码", "对象", "对象代码", "机构", "理由", "指纹"})));
  }
  Taken taken{event("export.journal"), "export:journal",
              agency_of(call, call.who.scope(Right::ReadJournal), input.agency), 0, told(input)};
  const db::Working working(db::Work::Import);
  auto walked = call.api.read([&](db::Session& sql) -> Outcome<void> {
    DL_TRY(const auto filter, filter_of(sql, call, query));
    return journal::walk(sql, filter, [&](const auto& entries) -> Outcome<void> {
      taken.rows += std::ssize(entries);
      if (proof) {
        for (const auto& entry : entries) DL_CHECK(file.add(line_of(entry)));
        return {};
      }
      DL_TRY(const auto rows, rows_of(sql, call, entries));
      return file.add(rows);
    });
  });
  DL_CHECK(walked);
  return hand_out(call, file, taken, file_name(call, "操作日志", proof ? "jsonl" : "csv"),
                  proof ? "application/jsonl" : "text/csv; charset=utf-8");
}

using web::Verb;

// A table may be large: it is not kept for a repetition.
constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/exports/documents",
     "exportDocuments",
     "把文件列表导出为表格（CSV），记入日志",
     needs(Right::ReadWork),
     by<export_documents>(),
     {.secret = true, .rate = web::Rate::Download}},
    {Verb::Post,
     "/api/v1/exports/journal",
     "exportJournal",
     "把日志导出为表格（CSV），或逐条可验证的原文（JSON Lines），记入日志",
     needs(Right::ReadJournal),
     by<export_journal>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> export_operations() { return kOperations; }

}  // namespace dl::api
