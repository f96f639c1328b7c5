// Files of records over the API: handed in, named by a record, given back to whoever sees it.
#include <gmock/gmock.h>

#include "api/town_fixture.h"
#include "records/file_value.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::HasSubstr;

constexpr const char* kBytes = "%PDF-1.7 合同";

class RecordFilesApi : public testing::TestWithParam<test::Store> {
 protected:
  RecordFilesApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2026, 6, 1), 9, 30));
    keeper = town.person("keeper", Role::RecordKeeper, town.bureau());
  }
  Reply hand_in(Browser& as, const std::string& name, const std::string& bytes,
                const char* code = "procurement_contracts") {
    return town.ask(
        as, web::Verb::Post,
        fmt::format("/api/v1/registers/{}/files?agency={}&name={}", code, town.bureau(), web::percent_encode(name)),
        bytes, {{"Content-Type", ""}});
  }
  Reply enter(const std::string& value) {
    auto words = json::parse(Town::registers().all().at("procurement_contracts").cases.front().record).as_object();
    words["contract_files"] = json::array{json::value(value)};
    return town.post(
        keeper, "/api/v1/records",
        json::object{{"register", "procurement_contracts"}, {"agency", town.bureau()}, {"words", std::move(words)}});
  }

  Town town;
  Browser keeper = {};
};

TEST_P(RecordFilesApi, AFileIsHandedInNamedAndGivenBack) {
  const auto taken = hand_in(keeper, "采购合同.pdf", kBytes);
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_EQ(taken.text("name"), "采购合同.pdf");
  EXPECT_EQ(taken.events, 1);
  const auto reply = enter(taken.text("value"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.object().at("words").at("contract_files").at(0).as_string(), taken.text("value"));
  EXPECT_THAT(reply.body, HasSubstr(fmt::format("\"files\":[{{\"digest\":\"{}\"", taken.text("digest"))));

  const auto address =
      fmt::format("/api/v1/records/{}/files/{}", reply.object().at("id").as_int64(), taken.text("digest"));
  const auto sent = town.get(keeper, address);
  EXPECT_EQ(sent.status, 200);
  EXPECT_EQ(sent.body, kBytes);
  EXPECT_THAT(sent.header("Content-Disposition"), HasSubstr("filename*=UTF-8''"));
  auto stranger = town.person("stranger", Role::RecordKeeper, town.other());
  EXPECT_EQ(town.get(stranger, address).key(), "record.missing");
}

TEST_P(RecordFilesApi, WhatWasNotHandedInIsRefusedAtItsField) {
  const auto refused = enter("采购合同.pdf");
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(refused.body, HasSubstr("record.file"));
  const auto unknown = enter(records::text_of(records::FileValue{std::string(64, 'a'), 4, "没有.pdf"}));
  EXPECT_THAT(unknown.body, HasSubstr("record.file-unknown"));
}

TEST_P(RecordFilesApi, OnlyWhoEntersThereHandsInWhatIsTaken) {
  EXPECT_EQ(hand_in(keeper, "合同.pdf", "MZ").key(), "file.content");
  EXPECT_EQ(hand_in(keeper, "合同.pdf", "").key(), "file.empty");
  EXPECT_EQ(hand_in(keeper, "处罚.pdf", kBytes, "penalties").key(), "record.no-files");
  EXPECT_EQ(hand_in(keeper, "处罚.pdf", kBytes, "lamps").key(), "register.unknown");
  auto stranger = town.person("stranger", Role::RecordKeeper, town.other());
  const auto reply = hand_in(stranger, "采购合同.pdf", kBytes);
  EXPECT_EQ(reply.key(), "right.missing");
  EXPECT_EQ(reply.events, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, RecordFilesApi, testing::Values(test::Store::SqliteMemory, test::Store::Postgres));

}  // namespace
}  // namespace dl::api
