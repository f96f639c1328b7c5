// 主动公开移送明细表: the requests whose information somebody decided to make public, as a table over the filter of the
// list. It names no applicant; what was asked for may name people, so each time is on record.
#include "api/exports.h"
#include "api/matters/letter_words.h"
#include "api/matters/meeting.h"
#include "api/operations.h"
#include "requests/procedure.h"
#include "requests/request_store.h"
#include "requests/to_publish.h"

namespace dl::api {

namespace {

using accounts::Right;

constexpr int kAtOnce = 200;

struct PublishColumn {
  const char* title;
  bool is_day = false;
};
constexpr PublishColumn kColumns[] = {{"登记编号"},       {"机关"},       {"收到日期", true}, {"信息内容"},
                                      {"文号"},           {"主题"},       {"答复类型"},       {"答复文号"},
                                      {"答复日期", true}, {"移送的依据"}, {"确定日期", true}, {"说明"}};

TableHead publish_head() {
  TableHead head;
  for (const auto& [title, is_day] : kColumns)
    head.columns.push_back(
        {.code = title, .title = title, .kind = is_day ? sheets::ColumnKind::Date : sheets::ColumnKind::Text});
  return head;
}

std::string text_of(const std::optional<Date>& day) { return day ? day->text() : std::string(); }

Outcome<std::string> number_of_answer(db::Session& session, std::int64_t matter) {
  DL_TRY(const auto letters, matters::list_letters(session, matter));
  std::string number;
  for (const auto& letter : letters)
    if (letter.issued() && requests::is_answer(letter.kind)) number = letter.number;
  return number;
}

/// The rows of a page of requests.
Outcome<std::vector<std::vector<std::string>>> rows_of(db::Session& session, const Call& call,
                                                       std::vector<matters::Matter> matters) {
  DL_TRY(const auto cases, matters::load_cases(session, std::move(matters)));
  const auto directory = call.api.around.directory.current();
  std::vector<std::vector<std::string>> rows;
  for (const auto& now : cases) {
    const auto decided = requests::to_publish(now);
    if (!decided) continue;
    const auto& matter = now.matter;
    DL_TRY(const auto request, requests::load_request(session, matter.id));
    DL_TRY(const auto answer, number_of_answer(session, matter.id));
    const auto* agency = directory->agency(matter.agency);
    rows.push_back({matter.number, agency != nullptr ? agency->name : std::string(), text_of(matter.received_on),
                    request.asks_for(), request.document_number,
                    request.topic.empty() ? std::string() : term_name(call, requests::kTopics, request.topic),
                    matter_code_name(*find_matter_kind(requests::kKind), matter.outcome, call.api.vocabularies), answer,
                    text_of(matter.ended_on), std::string(decided->ground), decided->on.text(), decided->words});
  }
  return rows;
}

Outcome<web::Response> export_publish_list(Call& call, const MatterExport& input) {
  const auto& kind = *find_matter_kind(requests::kKind);
  DL_CHECK(check_agency(call, kind.read, input.agency));
  const auto& scope = call.who.scope(kind.read);
  const matters::Sight sight{.kinds = {{std::string(kind.name), scope}}};
  const auto form = input.form.value_or(TableForm::Xlsx);
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  TableFile table(form, call.api.around.folder, publish_head());
  DL_CHECK(table.begin(file));
  Exported exported{event("export.publish-list"), "export:publish-list", agency_of(call, scope, input.agency), 0,
                    filter_text(input)};
  DL_TRY(const auto wanted, wanted_of(call, input));
  const db::Working working(db::Work::Import);
  const auto walked = call.api.read([&](db::Session& session) -> Outcome<void> {
    return db::walk([&](const auto& after) { return matters::list_matters(session, sight, wanted, after, kAtOnce); },
                    [&](const std::vector<matters::Matter>& matters) -> Outcome<void> {
                      DL_TRY(const auto rows, rows_of(session, call, matters));
                      for (const auto& row : rows) DL_CHECK(table.add(file, row));
                      exported.rows += std::ssize(rows);
                      return {};
                    });
  });
  DL_CHECK(walked);
  DL_CHECK(table.finish(file));
  return hand_out(call, file, exported, file_name(call, "主动公开移送明细表", ending_of(form)), type_of(form));
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Post,
     "/api/v1/exports/request-publish-list",
     "exportPublishList",
     "把确定转为主动公开的公开申请导出为主动公开移送明细表（CSV、Excel），记入日志",
     needs(Right::ReadRequests),
     by<export_publish_list>(),
     {.secret = true, .rate = web::Rate::Download, .lane = web::Lane::Imports}},
};

}  // namespace

std::span<const Operation> publish_list_operations() { return kOperations; }

}  // namespace dl::api
