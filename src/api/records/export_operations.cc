// The records of a register as a table: every field that is public or masked, codes by their names. As a workbook or
// separated values it is read back by an import (src/sheets).
#include "api/exports.h"
#include "api/operations.h"
#include "api/records/views.h"
#include "api/table_file.h"
#include "db/database.h"
#include "records/write.h"

namespace dl::api {

namespace {

using accounts::Right;
using records::Register;
using records::Type;

struct RecordExport : RecordFilter {
  std::optional<TableForm> form = {};      ///< Csv where it is left out
  std::optional<std::string> layout = {};  ///< code of one of the register's layouts of other platforms
  static constexpr auto kLimits = std::to_array<Limit>({{"layout", 63}});
};
BOOST_DESCRIBE_STRUCT(RecordExport, (RecordFilter), (form, layout))

}  // namespace

template <>
inline constexpr bool kSparse<RecordExport> = true;

namespace {

constexpr int kAtOnce = 200;

sheets::Column column_of(const records::Field& field) {
  using sheets::ColumnKind;
  sheets::Column column{.code = field.code, .title = field.title, .decimals = field.digits};
  if (field.many) return column;
  if (field.type == Type::Date) column.kind = ColumnKind::Date;
  if (field.type == Type::Integer || field.type == Type::Decimal || field.type == Type::Money)
    column.kind = ColumnKind::Number;
  return column;
}

/// What the file has: the table of the register, or the layout of another platform.
struct Table {
  const Register& made;
  const records::ExchangeLayout* layout = nullptr;
};

std::vector<sheets::Column> columns_of(const Table& table) {
  if (table.layout != nullptr) {
    std::vector<sheets::Column> columns;
    for (auto& head : table.layout->headings()) columns.push_back({.title = std::move(head)});
    return columns;
  }
  const auto& made = table.made;
  std::vector<sheets::Column> columns = {{.code = "_record", .title = "编号"},
                                         {.code = "_agency", .title = "机构"},
                                         {.code = "_state", .title = "状态"},
                                         {.code = "_public", .title = "公开中"}};
  for (const auto& field : made.fields)
    if (!records::is_closed(field)) columns.push_back(column_of(field));
  return columns;
}

std::vector<std::string> cells_of(const RecordLine& line, const records::Listed& listed, const Table& table) {
  if (table.layout != nullptr) return table.layout->cells(listed.shown);
  const auto& made = table.made;
  std::vector<std::string> cells = {fmt::format("{}", line.id), line.agency_name, line.state_name,
                                    line.public_ ? "是" : "否"};
  for (const auto& field : made.fields)
    if (!records::is_closed(field))
      cells.push_back(records::text_of(listed.shown.at(field.place), field, records::Codes::Name));
  return cells;
}

/// Other platforms take cells as they are; people open the register's own table in a spreadsheet.
sheets::CsvVariant variant_of(const Table& table) {
  return table.layout != nullptr ? sheets::CsvVariant::Plain : sheets::CsvVariant::Spreadsheets;
}

TableHead head_of(const Table& table) {
  return {columns_of(table), variant_of(table), table.layout != nullptr ? "" : table.made.code,
          fmt::format("{}", table.made.version)};
}

/// Adds a page of rows.
Outcome<void> add_rows(db::Session& session, const Call& call, const records::ListPage& page, const Table& what,
                       TableFile& table, web::Spool& file) {
  const auto directory = call.api.around.directory.current();
  std::vector<std::int64_t> ids;
  for (const auto& one : page.rows) ids.push_back(one.record);
  DL_TRY(const auto rows, records::rows_of(session, ids));
  for (const auto& one : page.rows) {
    const auto line = line_of(rows.at(one.record), one, what.made, *directory);
    DL_CHECK(table.add(file, cells_of(line, one, what)));
  }
  return {};
}

Outcome<web::Response> export_records(Call& call, const RecordExport& input) {
  DL_CHECK(check_agency(call, Right::ReadRecords, input.agency));
  DL_TRY(const auto* made, call.api.around.registers.find(input.register_));
  DL_TRY(const auto asked, asked_of(*made, input));
  const auto& scope = call.who.scope(Right::ReadRecords);
  const records::Viewer viewer{scope, call.api.around.clock.today()};
  const auto form = input.form.value_or(TableForm::Csv);
  Table what{*made};
  if (const auto code = input.layout.value_or(""); !code.empty()) {
    what.layout = records::find_layout(call.api.exchange, *made, code);
    if (what.layout == nullptr)
      return Failure(Error{Fault::Invalid, "request.fields", code, {{"layout", "record.layout"}}});
  }
  DL_TRY(auto file, web::Spool::open(call.api.around.folder));
  TableFile table(form, call.api.around.folder, head_of(what));
  DL_CHECK(table.begin(file));
  Exported exported{event("export.records"), "export:records", agency_of(call, scope, input.agency), 0,
                    filter_text(input)};
  const db::Working working(db::Work::Import);
  const auto walked = call.api.read([&](db::Session& session) -> Outcome<void> {
    std::optional<records::Behind> after;
    do {
      DL_TRY(const auto page,
             records::list_records(session, call.api.around.projection, made->code, viewer, asked, after, kAtOnce));
      DL_CHECK(add_rows(session, call, page, what, table, file));
      exported.rows += std::ssize(page.rows);
      after = page.next;
    } while (after);
    return {};
  });
  DL_CHECK(walked);
  DL_CHECK(table.finish(file));
  return hand_out(call, file, exported,
                  file_name(call, what.layout != nullptr ? what.layout->title : made->title, ending_of(form)),
                  type_of(form));
}

constexpr Operation kOperations[] = {
    {web::Verb::Post,
     "/api/v1/exports/records",
     "exportRecords",
     "把一个登记簿的登记导出为表格（CSV、Excel），也可按其他平台的版式，记入日志",
     needs(Right::ReadRecords),
     by<export_records>(),
     {.secret = true, .rate = web::Rate::Download}},
};

}  // namespace

std::span<const Operation> record_export_operations() { return kOperations; }

}  // namespace dl::api
