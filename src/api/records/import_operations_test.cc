// Imports over the API: a template that is filled in, mistakes told and given back, the import, its undoing.
#include <gmock/gmock.h>

#include <fstream>

#include "api/town_fixture.h"
#include "records/import_cells.h"
#include "sheets/book_fixture.h"
#include "sheets/export_file.h"
#include "tests/support/temporary_folder.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class RecordImportsApi : public testing::TestWithParam<test::Store> {
 protected:
  RecordImportsApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2025, 10, 9), 9, 30));
    keeper = town.person("keeper", Role::RecordKeeper, town.bureau());
    publisher = town.person("checker", Role::RecordPublisher, town.bureau());
  }

  /// A file of penalties; fields by code, as in the example of the register's file, under these headings where given.
  using Cells = std::map<std::string, std::string>;
  static std::string file(const std::vector<Cells>& rows, const Cells& headings = {}) {
    const auto& made = Town::registers().all().at("penalties");
    std::vector<sheets::Column> columns;
    for (const auto& field : made.fields)
      if (field.computed == records::Computed::No)
        columns.push_back(
            {.code = field.code, .title = headings.contains(field.code) ? headings.at(field.code) : field.title});
    auto text = sheets::csv_head(columns, sheets::CsvVariant::Plain);
    for (const auto& but : rows) {
      std::vector<std::string> cells;
      for (const auto& column : columns) cells.push_back(cell(made, column.code, but));
      text += sheets::csv_line(columns, cells, sheets::CsvVariant::Plain);
    }
    return text;
  }
  static std::string cell(const records::Register& made, const std::string& code, const Cells& but) {
    if (but.contains(code)) return but.at(code);
    for (const auto& one : made.cases) {
      if (one.name != "a natural person") continue;
      const auto read = records::read_json(one.record, made);
      const auto& field = *made.find(code);
      return read ? records::cell_text(read->record.at(field.place), field, made) : std::string();
    }
    return {};
  }
  static Cells penalty(int number, Cells but = {}) {
    but.emplace("number", fmt::format("平城管罚决字〔2025〕{}号", number));
    return but;
  }
  Reply send(Browser& as, const char* where, const std::string& bytes, const std::string& more = {},
             web::Fields headers = {}) {
    headers.emplace_back("Content-Type", "application/octet-stream");
    return town.ask(
        as, web::Verb::Post,
        fmt::format("/api/v1/record-imports{}?register=penalties&agency={}&name=a.csv{}", where, town.bureau(), more),
        bytes, std::move(headers));
  }
  std::int64_t imported(const std::string& bytes) {
    const auto reply = send(keeper, "", bytes);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.status == 201 ? reply.object().at("id").as_int64() : 0;
  }
  Reply list(Browser& as) {
    return town.get(as, fmt::format("/api/v1/record-imports?register=penalties&agency={}", town.bureau()));
  }
  static std::string address(std::int64_t id, const char* behind = "") {
    return fmt::format("/api/v1/record-imports/{}{}", id, behind);
  }

  /// What somebody says of columns with these headings, as a part of the address.
  static std::string columns(const Reply& reply, const Cells& said) {
    json::object letters;
    for (const auto& column : reply.object().at("columns").as_array())
      if (const auto found = said.find(std::string(column.at("heading").as_string())); found != said.end())
        letters[column.at("letters").as_string()] = found->second;
    EXPECT_EQ(letters.size(), said.size());
    return "&columns=" + web::percent_encode(json::serialize(letters));
  }

  Town town;
  Browser keeper = {};
  Browser publisher = {};
};

TEST_P(RecordImportsApi, ATemplateIsAWorkbookThatACheckKnows) {
  const auto form = town.get(keeper, "/api/v1/registers/penalties/template");
  ASSERT_EQ(form.status, 200) << form.body;
  EXPECT_THAT(form.header("Content-Disposition"), HasSubstr(web::percent_encode("行政处罚公示模板")));
  const auto reply = send(keeper, "/checks", form.body);
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_TRUE(reply.object().at("workbook").as_bool());
  EXPECT_EQ(reply.object().at("rows").as_int64(), 0) << "its example is nobody's record";
  for (const auto& column : reply.object().at("columns").as_array())
    EXPECT_NE(column.at("field").as_string(), "") << json::serialize(column);
  EXPECT_EQ(town.get(keeper, "/api/v1/registers/lamps/template").status, 404);
}

TEST_P(RecordImportsApi, ACheckTellsRefusedRowsFirst) {
  const auto reply = send(keeper, "/checks",
                          file({penalty(1, {{"authority_code", "11990100YD0000232N"}}),  // of no region that there is
                                penalty(2, {{"decided_on", "2025-02-30"}})}));
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto& lines = reply.object().at("lines").as_array();
  ASSERT_EQ(lines.size(), 2U) << reply.body;
  EXPECT_EQ(lines[0].at("row").as_int64(), 3);
  EXPECT_EQ(lines[0].at("action").as_string(), "refused");
  EXPECT_EQ(lines[1].at("row").as_int64(), 2);
  EXPECT_FALSE(lines[1].at("problems").at(0).at("refuses").as_bool());
}

TEST_P(RecordImportsApi, ACheckTellsEachMistakeAtItsCellAndWritesNothing) {
  const auto bytes = file({penalty(1), penalty(2, {{"decided_on", "2025-02-30"}}), penalty(2)});
  const auto reply = send(keeper, "/checks", bytes);
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.events, 0);
  const auto& view = reply.object();
  EXPECT_FALSE(view.at("acceptable").as_bool());
  EXPECT_EQ(view.at("rows").as_int64(), 3);
  EXPECT_EQ(view.at("refused").as_int64(), 2);
  const auto& lines = view.at("lines").as_array();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("row").as_int64(), 3);
  const auto& problem = lines[0].at("problems").at(0);
  EXPECT_EQ(problem.at("field").as_string(), "decided_on");
  EXPECT_EQ(problem.at("title").as_string(), "处罚决定日期");
  EXPECT_TRUE(std::string_view(problem.at("cell").as_string()).ends_with("3"));
  EXPECT_THAT(std::string(problem.at("message").as_string()), HasSubstr("record.date"));
  const auto refused = send(keeper, "", bytes);
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.key(), "import.refused");
  EXPECT_EQ(refused.object().at("current").at("refused").as_int64(), 2) << "with all that is wrong";
  EXPECT_EQ(list(keeper).object().at("items").as_array().size(), 0U);
}

TEST_P(RecordImportsApi, HeadingsAreMappedOnceAndRememberedWithTheImport) {
  const Cells headings = {{"number", "文书"}, {"facts", "干了什么"}};
  const auto bytes = file({penalty(1)}, headings);
  const auto field_of = [](const Reply& reply, std::string_view heading) {
    for (const auto& column : reply.object().at("columns").as_array())
      if (column.at("heading").as_string() == heading) return std::string(column.at("field").as_string());
    return std::string("?");
  };
  EXPECT_EQ(field_of(send(keeper, "/checks", bytes), "文书"), "");
  const auto said = columns(send(keeper, "/checks", bytes), {{"文书", "number"}, {"干了什么", ""}});
  const auto mapped = send(keeper, "/checks", bytes, said);
  ASSERT_EQ(mapped.status, 200) << mapped.body;
  EXPECT_EQ(field_of(mapped, "文书"), "number");
  EXPECT_EQ(field_of(send(keeper, "/checks", bytes), "文书"), "") << "a check remembers nothing";
  EXPECT_EQ(send(keeper, "/checks", bytes, "&columns=7").key(), "request.fields");
  EXPECT_EQ(send(keeper, "/checks", bytes, "&columns=" + web::percent_encode(R"({"ZZ":"fine"})")).key(),
            "request.fields");
  EXPECT_EQ(send(keeper, "/checks", bytes, "&columns=" + web::percent_encode(R"({"A":"colour"})")).key(),
            "import.no-field");
  const auto renamed = file({penalty(1)}, {{"number", "文书"}});
  const auto taken = send(keeper, "", renamed, columns(send(keeper, "/checks", renamed), {{"文书", "number"}}));
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_EQ(field_of(send(keeper, "/checks", bytes), "文书"), "number");
}

TEST_P(RecordImportsApi, AFileWithoutAKnownHeadingShowsItsColumns) {
  const auto reply = send(keeper, "/checks", "文书,罚了多少\n1,2\n");
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_FALSE(reply.object().at("acceptable").as_bool());
  EXPECT_EQ(reply.object().at("problems").at(0).at("key").as_string(), "import.no-heading");
  EXPECT_EQ(reply.object().at("columns").as_array().size(), 2U);
  const auto mapped =
      send(keeper, "/checks", "文书,罚了多少\n1,2\n", columns(reply, {{"文书", "number"}, {"罚了多少", "fine"}}));
  ASSERT_EQ(mapped.status, 200) << mapped.body;
  EXPECT_EQ(mapped.object().at("rows").as_int64(), 1);
}

TEST_P(RecordImportsApi, AWorkbookIsGivenBackWithItsMistakes) {
  const auto& made = Town::registers().all().at("penalties");
  const std::vector<sheets::Column> columns = {{.code = "number", .title = made.find("number")->title},
                                               {.code = "decided_on", .title = made.find("decided_on")->title}};
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.xlsx";
  auto book = sheets::ExcelExport::create(path, "penalties", fmt::format("{}", made.version), columns);
  ASSERT_TRUE(book) << describe(book.error());
  ASSERT_TRUE(book->add(std::vector<std::string>{"平城管罚决字〔2025〕1号", "2025-02-30"}));
  ASSERT_TRUE(book->close());
  std::ifstream file_of(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file_of), {}};
  const auto marked = send(keeper, "/marked", bytes);
  ASSERT_EQ(marked.status, 200) << marked.body;
  EXPECT_EQ(marked.events, 0);
  sheets::Notes notes;
  ASSERT_TRUE(sheets::read_table(marked.body, notes));
  EXPECT_THAT(notes.text, HasSubstr("须改正：处罚决定日期：〔record.date〕"));
  EXPECT_EQ(send(keeper, "/marked", file({penalty(1)})).key(), "import.no-workbook");
}

TEST_P(RecordImportsApi, AnImportIsDoneOnceShownAndTakenBack) {
  const auto bytes = file({penalty(1), penalty(2), penalty(3)});
  const web::Fields once = {{"Idempotency-Key", "9"}};
  const auto first = send(keeper, "", bytes, {}, once);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(first.events, 1);
  EXPECT_THAT(first.body, Not(HasSubstr("11010519491231002X")));
  const auto again = send(keeper, "", bytes, {}, once);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.events, 0);
  EXPECT_EQ(send(keeper, "", bytes).object().at("current").at("problems").at(0).at("key").as_string(), "import.again");

  const auto id = first.object().at("id").as_int64();
  const auto page = town.get(keeper, address(id, "?limit=2"));
  ASSERT_EQ(page.object().at("items").as_array().size(), 2U);
  const auto rest = town.get(keeper, address(id, "?limit=2&after=") + page.text("next"));
  ASSERT_EQ(rest.object().at("items").as_array().size(), 1U);
  const auto one = page.object().at("items").at(0).at("id").as_int64();
  ASSERT_EQ(town.post(keeper, fmt::format("/api/v1/records/{}/steps", one), {{"step", "Submit"}}).status, 200);
  const auto told = town.get(keeper, address(id)).object();
  EXPECT_EQ(told.at("reversed").as_int64(), 2);
  EXPECT_EQ(told.at("refused").as_int64(), 1);
  EXPECT_TRUE(told.at("undoable").as_bool());

  EXPECT_EQ(town.post(keeper, address(id, "/undoings"), {{"reason", ""}}).status, 422);
  const auto undone = town.post(keeper, address(id, "/undoings"), {{"reason", "发错了文件"}});
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_EQ(undone.object().at("undone").at("reversed").as_int64(), 2);
  EXPECT_FALSE(undone.object().at("undoable").as_bool());
  EXPECT_EQ(town.post(keeper, address(id, "/undoings"), {{"reason", "再来"}}).key(), "import.undone");
  const auto all = list(keeper).object().at("items").as_array();
  ASSERT_EQ(all.size(), 1U) << "an undoing stands with what it undoes";
  EXPECT_EQ(all[0].at("undone").at("reason").as_string(), "发错了文件");
}

TEST_P(RecordImportsApi, GoesToThePublicAsOneByTheHandsOfTwo) {
  const auto id = imported(file({penalty(1), penalty(2)}));
  const auto steps = [&](Browser& as) {
    std::vector<std::string> all;
    const auto whole = town.get(as, address(id)).object();
    for (const auto& step : whole.at("steps").as_array())
      all.push_back(std::string(step.at("step").as_string()) + (step.at("allowed").as_bool() ? "" : " not"));
    return all;
  };
  const auto take = [&](Browser& as, const char* step, const char* reason = "") {
    return town.post(as, address(id, "/steps"), {{"step", step}, {"reason", reason}});
  };
  EXPECT_THAT(steps(keeper), testing::ElementsAre("Submit"));
  EXPECT_EQ(take(keeper, "Withdraw").key(), "record.step");
  ASSERT_EQ(take(keeper, "Submit").status, 200);
  EXPECT_THAT(steps(keeper), testing::ElementsAre("Sign not", "TakeBack"));
  EXPECT_THAT(steps(publisher), testing::ElementsAre("Sign", "SendBack"));
  EXPECT_EQ(take(publisher, "SendBack").status, 422) << "without a reason";
  const auto one = town.get(publisher, address(id)).object().at("items").at(0).at("id").as_int64();
  const auto alone = town.get(publisher, fmt::format("/api/v1/records/{}", one));
  EXPECT_EQ(alone.object().at("steps").at(0).at("why_not").as_string(), "〔record.signed-as-one〕");
  ASSERT_EQ(take(publisher, "Sign", "无误").status, 200);
  EXPECT_THAT(steps(publisher), testing::ElementsAre("Publish"));
  const auto published = take(publisher, "Publish");
  ASSERT_EQ(published.status, 200) << published.body;
  EXPECT_EQ(published.object().at("items").at(1).at("state").as_string(), "Published");
  EXPECT_THAT(steps(publisher), testing::IsEmpty());
  EXPECT_EQ(take(publisher, "Publish").key(), "import.nothing-waits");
}

TEST_P(RecordImportsApi, IsForWhoeverEntersRecordsThere) {
  auto elsewhere = town.person("elsewhere", Role::RecordKeeper, town.other());
  const auto bytes = file({penalty(1)});
  for (const auto* where : {"/checks", "/marked", ""}) EXPECT_EQ(send(elsewhere, where, bytes).status, 403) << where;
  const auto id = imported(bytes);
  EXPECT_EQ(town.get(elsewhere, address(id)).status, 404);
  EXPECT_EQ(town.post(elsewhere, address(id, "/undoings"), {{"reason", "错了"}}).status, 404);
  EXPECT_EQ(town.post(elsewhere, address(id, "/steps"), {{"step", "Submit"}}).status, 404);
  EXPECT_EQ(list(elsewhere).object().at("items").as_array().size(), 0U);
  EXPECT_EQ(town.get(publisher, address(id)).status, 200);
  EXPECT_FALSE(town.get(keeper, "/api/v1/record-imports/under-way?watch=x").object().at("known").as_bool());
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordImportsApi, testing::Values(test::Store::SqliteMemory, test::Store::Postgres));

}  // namespace
}  // namespace dl::api
