// The ledger of requests over the API: checked and taken over by whoever may, all of it or nothing, and what goes out
// of one agency comes in at another with the same numbers.
#include <gmock/gmock.h>

#include <ranges>

#include "api/town_fixture.h"
#include "requests/ledger.h"
#include "sheets/table_file.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kHeading =
    "编号,收件日期,来源,申请人类型,申请人,申请公开内容,答复结果,答复日期,答复文号,科室备注,主题\n";
constexpr const char* kRows =
    "1,2025-12-20,网站,个人,张三,道路养护预算,予以公开,2026-01-08,城管依申请〔2026〕1号,,停车\n"
    "2,2026-02-02,现场,公司,某某公司,停车场规划,不予公开-属于国家秘密,2026-02-27,城管依申请〔2026〕2号,,\n"
    "3,2026-03-02,EMS,律所,某某律师事务所,供热管网验收资料,信息不存在,2026-03-20,,,\n"
    "4,2026-03-02,传真,高校,某某大学,积水点普查,重复申请,2026-03-10,,,\n"
    "5,2026-04-01,邮寄,社会团体,某某协会,户外广告许可,逾期不补正,2026-05-08,,,\n"
    "6,2026-05-20,网上,其他组织,某某合作社,公厕分布,,,,,\n";

using Row = std::map<std::string, std::string>;

/// The rows of a table by the words of its first one.
class RowsByHeading final : public sheets::Receiver {
 public:
  sheets::Wish begin(const sheets::SheetHead&) override { return sheets::Wish::Rows; }
  bool row(const sheets::Row& row) override {
    const bool first = titles_.empty();
    Row read;
    for (const auto& cell : row.cells) {
      const auto words = sheets::shown(cell).value_or(std::string(cell.raw));
      if (first)
        titles_[cell.column] = words;
      else if (!words.empty())
        read[titles_[cell.column]] = words;
    }
    if (!first) rows.push_back(std::move(read));
    return true;
  }
  std::vector<Row> rows = {};

 private:
  std::map<std::uint32_t, std::string> titles_ = {};
};

std::vector<Row> rows_of(const std::string& file) {
  RowsByHeading reader;
  const auto read = sheets::read_table(file, reader);
  EXPECT_TRUE(read) << describe(read.error());
  return std::move(reader.rows);
}

std::vector<std::string> told(const json::value& list) {
  std::vector<std::string> all;
  for (const auto& one : list.as_array())
    all.push_back(std::string(one.at("cell").as_string()) + " " + std::string(one.at("key").as_string()));
  return all;
}

class LedgerApi : public testing::TestWithParam<test::Store> {
 protected:
  LedgerApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2026, 6, 1), 9, 30));
    approver = town.person("approver", Role::RequestApprover, town.bureau());
    officer = town.person("officer", Role::RequestOfficer, town.bureau());
    elsewhere = town.person("elsewhere", Role::RequestApprover, town.other());
  }
  Reply send(Browser& as, std::string_view below, std::int64_t agency, const std::string& file) {
    return town.ask(as, web::Verb::Post,
                    fmt::format("/api/v1/request-ledgers{}?agency={}&name=ledger.csv", below, agency), file,
                    {{"Content-Type", ""}});
  }
  Reply check(Browser& as, std::int64_t agency, const std::string& file) { return send(as, "/checks", agency, file); }
  Reply take(Browser& as, std::int64_t agency, const std::string& file) { return send(as, "", agency, file); }
  std::string exported(Browser& as, std::int64_t agency, const char* form, std::string_view state = {}) {
    json::object wanted = {{"kind", "request"}, {"agency", agency}, {"form", form}};
    if (!state.empty()) wanted["state"] = state;
    const auto reply = town.post(as, "/api/v1/exports/request-ledger", wanted);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.body;
  }
  std::size_t listed(Browser& as) {
    return town.get(as, "/api/v1/matters?kind=request&limit=100").object().at("items").as_array().size();
  }
  json::value table(Browser& as, std::int64_t agency) {
    const auto reply =
        town.get(as, fmt::format("/api/v1/request-table?from=2026-01-01&until=2026-12-31&agency={}", agency));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.object().at("rows");
  }
  /// A request that was handed in at the counter of the bureau and registered.
  std::int64_t registered(const char* came_on) {
    const auto made = town.post(
        officer, "/api/v1/requests",
        {{"agency", town.bureau()},
         {"channel", "counter"},
         {"came_on", came_on},
         {"purpose", "information"},
         {"applicant", "natural"},
         {"contact",
          {{"name", "李四"}, {"identity_kind", "passport"}, {"identity_number", "E1"}, {"phone", "13800000000"}}},
         {"wanted", "河道清淤的合同"},
         {"way", "collect"},
         {"carrier", "paper"}});
    EXPECT_EQ(made.status, 201) << made.body;
    const auto id = made.object().at("id").as_int64();
    step(officer, id, {{"step", "Accept"}});
    return id;
  }
  Reply step(Browser& as, std::int64_t id, json::object input) {
    input["revision"] = 0;
    auto reply = town.post(as, fmt::format("/api/v1/matters/{}/steps", id), input);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply;
  }
  /// Issues the letter that a step has drafted.
  void issue(std::int64_t id, std::string_view kind, const char* on) {
    const auto matter = town.get(approver, fmt::format("/api/v1/matters/{}", id));
    for (const auto& letter : matter.object().at("letters").as_array()) {
      if (letter.at("kind").as_string() != kind) continue;
      const auto address = fmt::format("/api/v1/matters/{}/letters/{}/issue", id, letter.at("id").as_int64());
      const auto issued = town.post(approver, address, {{"on", on}});
      EXPECT_EQ(issued.status, 200) << issued.body;
    }
  }
  /// Requests that were handled here: one each that is awaited, consulted about, extended, withdrawn and untouched.
  void handle() {
    const auto awaited = registered("2026-05-18");
    step(officer, awaited,
         {{"step", "AskSupplement"}, {"on", "2026-05-20"}, {"until", "2026-06-05"}, {"reason", "哪一条河"}});
    issue(awaited, "supplement", "2026-05-20");
    const auto consulted = registered("2026-05-06");
    const auto asked = step(officer, consulted, {{"step", "ConsultThird"}, {"on", "2026-05-11"}, {"reason", "价格"}})
                           .object()
                           .at("facts")
                           .as_array()
                           .back()
                           .at("id");
    issue(consulted, "third-party", "2026-05-11");
    step(officer, consulted, {{"step", "NoticeReceived"}, {"on", "2026-05-13"}, {"about", asked}, {"reason", "回执"}});
    step(officer, consulted,
         {{"step", "ThirdAnswered"}, {"on", "2026-05-20"}, {"code", "consent"}, {"about", asked}, {"reason", "同意"}});
    const auto extended = registered("2026-05-12");
    step(officer, extended, {{"step", "ProposeExtension"}, {"until", "2026-06-30"}, {"reason", "材料多"}});
    step(approver, extended, {{"step", "Extend"}});
    issue(extended, "extension", "2026-06-01");
    step(officer, registered("2026-05-06"), {{"step", "Withdraw"}, {"on", "2026-05-12"}, {"reason", "来电撤回"}});
    registered("2026-06-01");
  }

  Town town;
  Browser approver = {};
  Browser officer = {};
  Browser elsewhere = {};
};
DL_ON_EVERY_ENGINE(LedgerApi);

TEST_P(LedgerApi, IsCheckedWithoutATraceAndThenTakenOver) {
  const auto file = std::string(kHeading) + kRows;
  const auto checked = check(approver, town.bureau(), file);
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_EQ(checked.events, 0);
  EXPECT_TRUE(checked.object().at("acceptable").as_bool()) << checked.body;
  EXPECT_EQ(checked.object().at("reported").as_int64(), 5);
  EXPECT_EQ(checked.object().at("open").as_int64(), 1);
  EXPECT_THAT(told(checked.object().at("notes")), ElementsAre("J1 ledger.column-unknown"));
  EXPECT_EQ(listed(officer), 0U);
  const auto taken = take(approver, town.bureau(), file);
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_GT(taken.events, 0);
  EXPECT_EQ(listed(officer), 6U);
  const auto open = town.get(officer, "/api/v1/matters?kind=request&state=Received").object();
  ASSERT_THAT(open.at("items").as_array(), SizeIs(1));
  EXPECT_EQ(open.at("items").as_array().front().at("received_on").as_string(), "2026-05-20");
}

TEST_P(LedgerApi, IsRefusedWithWhatIsWrongWhere) {
  const auto wrong = std::string(kHeading) + kRows + "7,昨天,网上,个人,张三,预算,,,,,\n";
  const auto checked = check(approver, town.bureau(), wrong);
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_FALSE(checked.object().at("acceptable").as_bool());
  EXPECT_THAT(told(checked.object().at("problems")), ElementsAre("B8 ledger.date"));
  EXPECT_EQ(checked.object().at("problems").as_array().front().at("message").as_string(), "〔ledger.date〕（昨天）");
  const auto refused = take(approver, town.bureau(), wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.key(), "ledger.refused");
  EXPECT_EQ(refused.events, 0);
  EXPECT_EQ(listed(officer), 0U) << "all of them or none";

  const auto nothing = take(approver, town.bureau(), "");
  EXPECT_EQ(nothing.key(), "file.empty");
  const auto picture = check(approver, town.bureau(), std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  EXPECT_EQ(picture.status, 400) << picture.body;
  EXPECT_THAT(picture.key(), StartsWith("sheets."));
  const auto strange = check(approver, town.bureau(), "甲,乙\n1,2\n");
  EXPECT_THAT(told(strange.object().at("problems")), ElementsAre(" ledger.no-heading"));
}

TEST_P(LedgerApi, TakesNoMoreRowsThanItSays) {
  std::string many = kHeading;
  for (std::size_t i = 0; i <= requests::kMostLedgerRows; ++i)
    many += fmt::format("{},2026-05-20,网上,个人,张三,预算,,,,,\n", i);
  const auto checked = check(approver, town.bureau(), many);
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_THAT(told(checked.object().at("problems")), ElementsAre(" ledger.rows"));
  EXPECT_EQ(take(approver, town.bureau(), many).key(), "ledger.refused");
  EXPECT_EQ(listed(officer), 0U);
}

TEST_P(LedgerApi, IsForWhoeverMayApproveInThatAgency) {
  const auto file = std::string(kHeading) + kRows;
  for (auto* one : {&officer, &elsewhere}) {
    EXPECT_EQ(check(*one, town.bureau(), file).key(), "right.missing");
    const auto refused = take(*one, town.bureau(), file);
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_EQ(refused.events, 0);
  }
  EXPECT_EQ(town.get(approver, "/api/v1/request-ledgers/template").status, 200);
  EXPECT_EQ(town.get(officer, "/api/v1/request-ledgers/template").status, 403);
  ASSERT_EQ(take(approver, town.bureau(), file).status, 201);
  // The same numbers once more; those of another agency are its own.
  const auto again = check(approver, town.bureau(), file);
  EXPECT_EQ(again.object().at("problem_count").as_int64(), 6);
  EXPECT_THAT(told(again.object().at("problems")).front(), " ledger.again");
  EXPECT_EQ(take(elsewhere, town.other(), file).status, 201);
  // And neither sees the other's.
  const json::object others = {{"kind", "request"}, {"agency", town.bureau()}};
  EXPECT_EQ(town.post(elsewhere, "/api/v1/exports/request-ledger", others).status, 403);
  EXPECT_THAT(rows_of(exported(elsewhere, 0, "Csv")), SizeIs(6));
}

TEST_P(LedgerApi, GoesOutByTheFilterAndIsPutOnRecord) {
  ASSERT_EQ(take(approver, town.bureau(), std::string(kHeading) + kRows).status, 201);
  const auto open = rows_of(exported(officer, town.bureau(), "Xlsx", "Received"));
  ASSERT_THAT(open, SizeIs(1));
  EXPECT_EQ(open[0].at("原登记编号"), "6");
  EXPECT_EQ(open[0].at("申请人"), "某某合作社");
  EXPECT_EQ(open[0].at("收到日期"), "2026-05-20");
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  const json::object own = {{"kind", "request"}, {"agency", town.bureau()}};
  EXPECT_EQ(town.post(drafter, "/api/v1/exports/request-ledger", own).status, 403);
  EXPECT_EQ(town.post(officer, "/api/v1/exports/request-ledger", own).events, 1);
}

/// What another installation works out itself, and what only the one that handled a request can say.
void leave_out_its_own(Row& row) {
  for (const char* own :
       {"登记编号", "原登记编号", "机关", "状态", "承办人", "签发日期", "送达方式", "办理用时", "是否逾期"})
    row.erase(own);
  if (row.contains("办理结果")) row.erase("答复期限");  // as it was reported, no clock is judged
}

TEST_P(LedgerApi, ComesInElsewhereWithTheSameNumbersAndWords) {
  ASSERT_EQ(take(approver, town.bureau(), std::string(kHeading) + kRows).status, 201);
  handle();
  for (const char* form : {"Csv", "Xlsx"}) {
    SCOPED_TRACE(form);
    const auto out = exported(approver, town.bureau(), form);
    const auto checked = check(elsewhere, town.other(), out);
    ASSERT_EQ(checked.status, 200) << checked.body;
    ASSERT_TRUE(checked.object().at("acceptable").as_bool()) << checked.body;
    for (const auto& note : told(checked.object().at("notes"))) EXPECT_THAT(note, testing::HasSubstr("passed-over"));
    EXPECT_EQ(checked.object().at("open").as_int64(), 5);
  }
  const auto out = exported(approver, town.bureau(), "Xlsx");
  ASSERT_EQ(take(elsewhere, town.other(), out).status, 201);
  EXPECT_EQ(table(elsewhere, town.other()), table(approver, town.bureau()));
  std::map<std::string, Row> before;
  for (const auto& row : rows_of(out)) before[row.at("登记编号")] = row;
  const auto after = rows_of(exported(elsewhere, town.other(), "Xlsx"));
  EXPECT_EQ(after.size(), before.size());
  for (auto row : after) {
    const auto number = row.at("原登记编号");
    SCOPED_TRACE(number);
    ASSERT_TRUE(before.contains(number));
    leave_out_its_own(row);
    leave_out_its_own(before[number]);
    EXPECT_EQ(row, before[number]);
  }
}

}  // namespace
}  // namespace dl::api
