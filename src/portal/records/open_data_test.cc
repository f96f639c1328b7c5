// What visitors take away of registers: the page, the files, the catalogue, what proves a record.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>

#include "portal/records/register_fixture.h"
#include "records/open_data.h"
#include "tests/support/script.h"
#include "tests/support/temporary_folder.h"

namespace dl::portal {
namespace {

namespace json = boost::json;
using records::Step;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class OpenSite : public RegisterSite {
 public:
  OpenSite() { portal().open_data = folder_.path(); }

  void make() {
    const auto made = open_.make_what_is_due();
    ASSERT_TRUE(made) << describe(made.error());
  }
  /// The body, also of what is sent from the disk.
  std::string body(const std::string& target, int status = 200) {
    const auto answer = get(target);
    EXPECT_EQ(answer.status, status) << target;
    if (!answer.source) return answer.body;
    const auto bytes = answer.source(0, answer.source_size);
    EXPECT_TRUE(bytes);
    return bytes.value_or("");
  }
  json::object catalog() { return json::parse(body("/data/catalog.jsonld")).as_object(); }

  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  test::TemporaryFolder folder_ = {};
  records::OpenData open_ = records::OpenData(journal_, {records::registers(), *portal().projection, folder_.path()});
};

TEST(OpenDataPages, WithoutAHandOverThereIsNothingToTakeAway) {
  OpenSite site;
  site.published("penalties", site.penalty(1));
  EXPECT_THAT(site.body("/data"), HasSubstr("还没有可以下载的数据"));
  EXPECT_TRUE(site.catalog().at("dcat:dataset").as_array().empty());
  for (const auto* name : {"penalties.csv", "penalties", "lamps.csv", "penalties.exe", "penalties.changes-1.csv",
                           ".csv", "penalties.changes-x.csv", "penalties.csv.part"})
    site.body(fmt::format("/data/{}", name), 404);
  EXPECT_TRUE(std::filesystem::is_empty(site.folder())) << "asking makes nothing";
}

TEST(OpenDataPages, EachFileIsListedAndSent) {
  OpenSite site;
  site.published("penalties", site.penalty(1, {}, "a natural person"));
  site.make();
  const auto page = site.body("/data");
  EXPECT_THAT(page, AllOf(HasSubstr("行政处罚公示"), HasSubstr("1 条"), HasSubstr("/data/catalog.jsonld"),
                          HasSubstr("/data/verify_record.py")));
  for (const auto& kind : records::kOpenKinds) {
    const auto address = fmt::format("/data/penalties.{}", kind.ending);
    EXPECT_THAT(page, HasSubstr(fmt::format("href=\"{}\"", address)));
    const auto answer = site.get(address);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.type, kind.media_type);
    EXPECT_GT(answer.source_size, 0);
    EXPECT_THAT(page, HasSubstr(answer.etag)) << "the digest stands beside the file";
  }
  EXPECT_THAT(site.body("/data/penalties.csv"), AllOf(HasSubstr("张某某"), Not(HasSubstr("张三"))));
  EXPECT_THAT(site.body("/registers/penalties"), HasSubstr("/data#penalties"));
  EXPECT_THAT(site.body("/registers"), HasSubstr("href=\"/data\""));
  EXPECT_THAT(site.body("/sitemap"), HasSubstr("href=\"/data\""));
  EXPECT_THAT(site.body("/sitemap.xml"), HasSubstr("/data</loc>"));
  EXPECT_THAT(site.body("/data/verify_record.py"), HasSubstr("#!/usr/bin/env python3"));
}

TEST(OpenDataPages, WhatHoldsSomethingThatWasTakenBackIsNotSent) {
  OpenSite site;
  const auto id = site.published("penalties", site.penalty(1));
  site.make();
  ASSERT_TRUE(site.registers().take(id, Step::Withdraw, "决定被撤销", site.clerk()));
  for (const auto& kind : records::kOpenKinds) site.body(fmt::format("/data/penalties.{}", kind.ending), 503);
  EXPECT_THAT(site.body("/data"), AllOf(HasSubstr("正在重新整理"), Not(HasSubstr("penalties.csv"))));
  EXPECT_TRUE(site.catalog().at("dcat:dataset").at(0).at("dcat:distribution").as_array().empty());
  site.make();
  EXPECT_THAT(site.body("/data/penalties.csv"), Not(HasSubstr("〔2025〕1号")));
  EXPECT_THAT(site.body("/data/penalties.changes.csv"), AllOf(HasSubstr("〔2025〕1号"), HasSubstr("决定被撤销")));
  const auto history = json::parse(site.body("/data/penalties.handovers.json")).as_object();
  ASSERT_EQ(history.at("handovers").as_array().size(), 2U);
  EXPECT_EQ(history.at("handovers").at(0).at("withdrawn"), json::value(1));
  EXPECT_THAT(site.body("/data/penalties.changes-1.csv"), HasSubstr("新增"));
}

class BetweenHandovers : public testing::Test {
 protected:
  void next_day() { site.clock().set(Instant::at(site.clock().now().date().plus_days(1), 9, 30)); }
  /// Takes the JSON file of the newest hand-over, as somebody does each day.
  void keep() {
    site.make();
    kept.push_back(site.body("/data/penalties.json"));
  }
  json::object changes(int from, int to) {
    return json::parse(site.body(fmt::format("/data/penalties/changes?from={}&to={}", from, to))).as_object();
  }
  /// What the reader of tests/opendata says of two files and what is told between them.
  test::Said compared(int from, int to) {
    const auto put = [&](const char* name, const std::string& text) {
      std::ofstream(out.path() / name, std::ios::binary) << text;
    };
    put("from.json", kept.at(static_cast<std::size_t>(from) - 1));
    put("to.json", kept.at(static_cast<std::size_t>(to) - 1));
    const auto query = fmt::format("from={}&to={}", from, to);
    put("changes.json", site.body("/data/penalties/changes?" + query));
    put("changes.csv", site.body("/data/penalties/changes.csv?" + query));
    return test::run_script("tests/opendata/changes.py " + out.path().string());
  }

  OpenSite site = {};
  std::vector<std::string> kept = {};
  test::TemporaryFolder out = {};
};

TEST_F(BetweenHandovers, WhatIsToldIsWhatComparingTheFilesGives) {
  const auto first = site.published("penalties", site.penalty(1));
  const auto second = site.published("penalties", site.penalty(2));
  keep();
  next_day();
  site.correct(first, site.penalty(1, {{"offence", "占用人行道"}, {"fine", "0.03"}}), "笔误");
  site.published("penalties", site.penalty(3, {}, "a natural person"));
  keep();
  next_day();
  site.correct(first, site.penalty(1, {{"offence", "占用盲道"}}), "再次更正");
  site.published("penalties", site.penalty(4));
  keep();
  for (const auto [from, to] : {std::pair(1, 2), std::pair(2, 3), std::pair(1, 3)}) {
    const auto [status, said] = compared(from, to);
    EXPECT_EQ(status, 0) << from << " to " << to << ": " << said;
  }
  const auto told = changes(1, 3);
  ASSERT_EQ(told.at("changes").as_array().size(), 3U);
  EXPECT_EQ(told.at("adds_up"), json::value(true));
  const auto& changed = told.at("changes").at(0).as_object();
  EXPECT_EQ(changed.at("change").as_string(), "changed");
  EXPECT_EQ(changed.at("ground").as_string(), "再次更正");
  EXPECT_EQ(json::serialize(changed.at("fields")).find("占用人行道"), std::string::npos)
      << "it is in neither of the two";
  EXPECT_THAT(json::serialize(told), Not(HasSubstr(fmt::format("\"record\":{},", second)))) << "as it was";
}

TEST_F(BetweenHandovers, OfWhatWasWithdrawnOnlyTheTombstoneIsTold) {
  const auto first = site.published("penalties", site.penalty(1, {{"offence", "最初的事实"}}));
  keep();
  next_day();
  const auto second = site.published("penalties", site.penalty(2, {{"offence", "后来的事实"}}));
  site.correct(first, site.penalty(1, {{"offence", "更正的事实"}}), "笔误");
  keep();
  EXPECT_THAT(site.body("/data/penalties/changes"), AllOf(HasSubstr("最初的事实"), HasSubstr("后来的事实")));
  next_day();
  for (const auto id : {first, second})
    ASSERT_TRUE(site.registers().take(id, Step::Withdraw, "决定被撤销", site.clerk()));
  for (const auto* address : {"/data/penalties/changes?from=1&to=2", "/data/penalties/changes.csv?from=1&to=2"})
    EXPECT_THAT(site.body(address), AllOf(Not(HasSubstr("事实")), Not(HasSubstr("笔误")), HasSubstr("决定被撤销"),
                                          HasSubstr("〔2025〕2号")))
        << address;
  keep();
  EXPECT_EQ(changes(1, 3).at("changes").as_array().size(), 1U) << "the second is in neither";
  EXPECT_EQ(changes(1, 3).at("changes").at(0).at("change").as_string(), "withdrawn");
  EXPECT_THAT(site.body("/data/penalties/changes.csv?from=2&to=3"), AllOf(HasSubstr("撤下"), Not(HasSubstr("事实"))));
  for (const auto [from, to] : {std::pair(2, 3), std::pair(1, 3)}) {
    const auto [status, said] = compared(from, to);
    EXPECT_EQ(status, 0) << from << " to " << to << ": " << said;
  }
}

TEST_F(BetweenHandovers, ADisplayThatIsOverIsToldByItsEnd) {
  site.published("penalties", site.penalty(1, {{"decided_on", "2025-07-10"}, {"dishonesty", "轻微"}}));
  site.published("penalties", site.penalty(2));
  keep();
  site.clock().set(Instant::at(Date(2025, 10, 11), 9, 30));
  keep();
  const auto told = changes(1, 2);
  EXPECT_EQ(told.at("adds_up"), json::value(true));
  ASSERT_EQ(told.at("changes").as_array().size(), 1U);
  EXPECT_EQ(told.at("changes").at(0).at("ground").as_string(), "公示期满");
  ASSERT_TRUE(site.registers().end_displays(10)) << "as the night does";
  EXPECT_EQ(changes(1, 2).at("changes"), told.at("changes"));
  const auto [status, said] = compared(1, 2);
  EXPECT_EQ(status, 0) << said;
}

TEST_F(BetweenHandovers, RefuseWhatIsNoPair) {
  const auto first = site.published("penalties", site.penalty(1));
  keep();
  site.body("/data/penalties/changes", 404);
  next_day();
  site.correct(first, site.penalty(1, {{"offence", "占用盲道"}}), "笔误");
  keep();
  for (const auto& [query, status] : std::map<std::string, int>{{"", 200},
                                                                {"?from=1", 200},
                                                                {"?to=2", 200},
                                                                {"?from=2&to=1", 400},
                                                                {"?from=1&to=1", 400},
                                                                {"?from=x", 400},
                                                                {"?from=1&to=9", 404},
                                                                {"?from=9", 404}})
    for (const auto* name : {"changes", "changes.csv"})
      EXPECT_EQ(site.get(fmt::format("/data/penalties/{}{}", name, query)).status, status) << name << query;
  site.body("/data/lamps/changes", 404);
  EXPECT_THAT(site.body("/data"), HasSubstr("/data/penalties/changes.csv"));
  EXPECT_THAT(site.body("/data/openapi.json"), HasSubstr("changes_penalties"));
}

TEST(OpenDataPages, TheCatalogueNamesEachFileWithItsSizeAndDigest) {
  OpenSite site;
  site.published("penalties", site.penalty(1));
  site.published("parking", site.lot());
  site.make();
  const auto catalog = site.catalog();
  ASSERT_EQ(catalog.at("dcat:dataset").as_array().size(), 2U);
  for (const auto& set : catalog.at("dcat:dataset").as_array())
    for (const auto& file : set.at("dcat:distribution").as_array()) {
      const std::string address(file.at("dcat:downloadURL").at("@id").as_string());
      const auto answer = site.get(address.substr(address.find("/data/")));
      EXPECT_EQ(std::string_view(file.at("dcat:byteSize").at("@value").as_string()),
                std::to_string(answer.source_size));
      EXPECT_EQ(std::string_view(file.at("spdx:checksum").at("spdx:checksumValue").at("@value").as_string()),
                answer.etag);
    }
}

TEST(OpenDataPages, ARecordIsProvedAsFarAsItIsPublic) {
  OpenSite site;
  const auto id = site.published("penalties", site.penalty(1, {}, "a natural person"));
  const auto hidden = site.entered("penalties", site.penalty(2));
  const auto at = fmt::format("/records/{}", id);
  const auto proof = json::parse(site.body(at + "/proof.json")).as_object();
  const auto page = site.body(at);
  EXPECT_THAT(page, AllOf(HasSubstr(std::string_view(proof.at("fingerprint").as_string())),
                          HasSubstr(at + "/proof.json"), HasSubstr("/data/verify_record.py")));
  EXPECT_THAT(json::serialize(proof), AllOf(HasSubstr("张某某"), Not(HasSubstr("张三")), Not(HasSubstr("person:"))));
  EXPECT_THAT(site.body(at + "?at=2025-10-09"), Not(HasSubstr("proof.json")));
  site.body(fmt::format("/records/{}/proof.json", hidden), 404);
  site.body("/records/99/proof.json", 404);
  ASSERT_TRUE(site.registers().take(id, Step::Withdraw, "决定被撤销", site.clerk()));
  EXPECT_THAT(site.body(at + "/proof.json", 410), Not(HasSubstr("fingerprint")));
}

}  // namespace
}  // namespace dl::portal
