// The records of a register as a table: every field that is public or masked, codes by their names.
#include "api/exports.h"
#include "api/operations.h"
#include "api/records/views.h"
#include "base/csv.h"
#include "db/database.h"
#include "records/write.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::Register;

constexpr int kAtOnce = 200;

std::vector<std::string> head_of(const Register& made) {
  std::vector<std::string> cells = {"编号", "机构", "状态", "公开中"};
  for (const auto& field : made.fields)
    if (!records::is_closed(field)) cells.push_back(field.title);
  return cells;
}

std::vector<std::string> cells_of(const RecordLine& line, const records::Listed& listed, const Register& made) {
  std::vector<std::string> cells = {fmt::format("{}", line.id), line.agency_name, line.state_name,
                                    line.public_ ? "是" : "否"};
  for (const auto& field : made.fields)
    if (!records::is_closed(field))
      cells.push_back(records::text_of(listed.shown.at(field.place), field, records::Codes::Name));
  return cells;
}

Outcome<web::Response> export_records(Call& call, const RecordFilter& input) {
  DL_CHECK(check_agency(call, Right::ReadRecords, input.agency));
  DL_TRY(const auto* made, call.api.around.registers.find(input.register_));
  DL_TRY(const auto asked, asked_of(*made, input));
  const auto& scope = call.who.scope(Right::ReadRecords);
  const records::Viewer viewer{scope, call.api.around.clock.today()};
  const auto directory = call.api.around.directory.current();
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  DL_CHECK(file.add(std::string(kCsvMark) + csv_row(head_of(*made))));
  Exported exported{event("export.records"), "export:records", agency_of(call, scope, input.agency), 0, told(input)};
  const db::Working working(db::Work::Import);
  DL_CHECK(call.api.read([&](db::Session& session) -> Outcome<void> {
    std::optional<records::Behind> after;
    do {
      DL_TRY(const auto page,
             records::list_records(session, call.api.around.projection, made->code, viewer, asked, after, kAtOnce));
      std::vector<std::int64_t> ids;
      for (const auto& one : page.rows) ids.push_back(one.record);
      DL_TRY(const auto rows, records::rows_of(session, ids));
      for (const auto& one : page.rows) {
        const auto line = line_of(rows.at(one.record), one, *made, *directory);
        DL_CHECK(file.add(csv_row(cells_of(line, one, *made))));
      }
      exported.rows += std::ssize(page.rows);
      after = page.next;
    } while (after);
    return {};
  }));
  return hand_out(call, file, exported, file_name(call, made->title, "csv"), "text/csv; charset=utf-8");
}

constexpr Operation kOperations[] = {
    {web::Verb::Post,
     "/api/v1/exports/records",
     "exportRecords",
     "把一个登记簿的登记导出为表格（CSV），记入日志",
     needs(Right::ReadRecords),
     by<export_records>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> record_export_operations() { return kOperations; }

}  // namespace dl::api
