// What visitors take away of registers: the page, the files, the catalogue, what proves a record.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "portal/records/register_fixture.h"
#include "records/open_data.h"
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
