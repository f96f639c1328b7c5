// Lists as files for spreadsheets, and the journal in a form that is proved without this program.
#include "api/exports.h"
#include "api/journal/views.h"
#include "api/operations.h"
#include "api/publications/document_views.h"
#include "api/questions/views.h"
#include "base/csv.h"

namespace dl::api {

namespace {

using accounts::Right;

struct JournalExport : JournalFilter {
  bool proof = false;  ///< entries as they were hashed, a line of JSON each, in place of a table
};
BOOST_DESCRIBE_STRUCT(JournalExport, (JournalFilter), (proof))

}  // namespace

template <>
inline constexpr bool kSparse<JournalExport> = true;

namespace {

std::string moment(const std::optional<Instant>& at) { return at ? at->text() : std::string(); }

std::string text_of(std::int64_t number) { return fmt::format("{}", number); }

constexpr auto kDocumentColumns = std::to_array<CsvColumn<DocumentLine>>({
    {"编号", [](const auto& line) { return text_of(line.id); }},
    {"标题", [](const auto& line) { return line.title; }},
    {"文号", [](const auto& line) { return line.document_number; }},
    {"索引号", [](const auto& line) { return line.index_number; }},
    {"文种", [](const auto& line) { return line.kind; }},
    {"机构", [](const auto& line) { return line.agency_name; }},
    {"栏目", [](const auto& line) { return line.column_name; }},
    {"状态", [](const auto& line) { return line.state_name; }},
    {"版次", [](const auto& line) { return text_of(line.edition); }},
    {"起草人", [](const auto& line) { return line.author_name; }},
    {"更新时间", [](const auto& line) { return line.updated_at.text(); }},
    {"公开时间", [](const auto& line) { return moment(line.published_at); }},
    {"公开中", [](const auto& line) { return std::string(line.public_ ? "是" : "否"); }},
});

constexpr auto kQuestionColumns = std::to_array<CsvColumn<AskedQuestionView>>({
    {"问题", [](const auto& line) { return line.words; }},
    {"机构", [](const auto& line) { return line.agency_name; }},
    {"结果", [](const auto& line) { return line.found_name; }},
    {"人次", [](const auto& line) { return text_of(line.askers); }},
    {"天数", [](const auto& line) { return text_of(line.days); }},
    {"最近一天", [](const auto& line) { return line.last_on.text(); }},
    {"应答", [](const auto& line) { return line.answer ? line.answer->kind_name : std::string(); }},
    {"理由", [](const auto& line) { return line.answer ? line.answer->reason : std::string(); }},
});

constexpr auto kEntryColumns = std::to_array<CsvColumn<EntryView>>({
    {"序号", [](const auto& entry) { return text_of(entry.sequence); }},
    {"时间", [](const auto& entry) { return entry.at.text_with_seconds(); }},
    {"操作人", [](const auto& entry) { return entry.actor_name; }},
    {"操作人代码", [](const auto& entry) { return entry.actor; }},
    {"动作", [](const auto& entry) { return entry.verb_name; }},
    {"动作代码", [](const auto& entry) { return entry.verb; }},
    {"对象", [](const auto& entry) { return entry.subject_title; }},
    {"对象代码", [](const auto& entry) { return entry.subject; }},
    {"机构", [](const auto& entry) { return entry.agency_name; }},
    {"理由", [](const auto& entry) { return entry.reason; }},
    {"指纹", [](const auto& entry) { return entry.hash; }},
});

template <class T, std::size_t N>
std::string rows_of(const std::array<CsvColumn<T>, N>& columns, const std::vector<T>& values) {
  std::string rows;
  for (const auto& value : values) rows += csv_row_of<T>(columns, value);
  return rows;
}

Outcome<web::Response> export_documents(Call& call, const DocumentFilter& input) {
  DL_CHECK(check_agency(call, Right::ReadDocuments, input.agency));
  const auto& scope = call.who.scope(Right::ReadDocuments);
  const auto directory = call.api.around.directory.current();
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(csv_head<DocumentLine>(kDocumentColumns)));
  Exported taken{event("export.documents"), "export:documents", agency_of(call, scope, input.agency), 0,
                 filter_text(input)};
  const db::Working working(db::Work::Import);
  auto walked = call.api.read([&](db::Session& sql) {
    return publications::walk_work(sql, scope, filter_of(call, input), [&](const auto& lines) -> Outcome<void> {
      std::vector<std::string> authors;
      for (const auto& line : lines) authors.push_back(line.author);
      DL_TRY(const auto names, accounts::names_of(sql, authors));
      std::vector<DocumentLine> views;
      for (const auto& line : lines) views.push_back(view_of(line, *directory, names));
      taken.rows += std::ssize(lines);
      return file.add(rows_of(kDocumentColumns, views));
    });
  });
  DL_CHECK(walked);
  return hand_out(call, file, taken, file_name(call, "信息清单", "csv"), "text/csv; charset=utf-8");
}

Outcome<web::Response> export_questions(Call& call, const QuestionsFilter& input) {
  DL_CHECK(check_agency(call, Right::ReadDocuments, input.agency));
  const auto& scope = call.who.scope(Right::ReadDocuments);
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(csv_head<AskedQuestionView>(kQuestionColumns)));
  Exported taken{event("export.questions"), "export:questions", agency_of(call, scope, input.agency), 0,
                 filter_text(input)};
  const db::Working working(db::Work::Import);
  auto walked = call.api.read([&](db::Session& sql) {
    return questions::walk_questions(sql, scope, filter_of(input), [&](const auto& asked) -> Outcome<void> {
      DL_TRY(const auto views, views_of(sql, call, asked));
      taken.rows += std::ssize(asked);
      return file.add(rows_of(kQuestionColumns, views));
    });
  });
  DL_CHECK(walked);
  return hand_out(call, file, taken, file_name(call, "搜索无果的问题", "csv"), "text/csv; charset=utf-8");
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

Outcome<web::Response> export_journal(Call& call, const JournalExport& input) {
  DL_CHECK(check_agency(call, Right::ReadJournal, input.agency));
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  if (!input.proof) DL_CHECK(file.add(csv_head<EntryView>(kEntryColumns)));
  Exported taken{event("export.journal"), "export:journal",
                 agency_of(call, call.who.scope(Right::ReadJournal), input.agency), 0, filter_text(input)};
  const db::Working working(db::Work::Import);
  auto walked = call.api.read([&](db::Session& sql) -> Outcome<void> {
    DL_TRY(const auto filter, filter_of(sql, call, input));
    return journal::walk(sql, filter, [&](const auto& entries) -> Outcome<void> {
      taken.rows += std::ssize(entries);
      if (input.proof) {
        for (const auto& entry : entries) DL_CHECK(file.add(line_of(entry)));
        return {};
      }
      DL_TRY(const auto views, views_of(sql, call, entries));
      return file.add(rows_of(kEntryColumns, views));
    });
  });
  DL_CHECK(walked);
  return hand_out(call, file, taken, file_name(call, "操作日志", input.proof ? "jsonl" : "csv"),
                  input.proof ? "application/jsonl" : "text/csv; charset=utf-8");
}

using web::Verb;

// A table may be large: it is not kept for a repetition.
constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/exports/documents",
     "exportDocuments",
     "把文件列表导出为表格（CSV），记入日志",
     needs(Right::ReadDocuments),
     by<export_documents>(),
     {.secret = true, .rate = web::Rate::Download}},
    {Verb::Post,
     "/api/v1/exports/questions",
     "exportQuestions",
     "把搜索无果的问题导出为表格（CSV），记入日志",
     needs(Right::ReadDocuments),
     by<export_questions>(),
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
