// Files of records on a site: on the card of their record, and nowhere before and after it.
#include <gmock/gmock.h>

#include "portal/records/register_fixture.h"
#include "records/file_value.h"

namespace dl::portal {
namespace {

using records::Step;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kContracts = "procurement_contracts";
const std::string kBytes = "%PDF-1.7 合同";

class RecordFiles : public testing::Test {
 protected:
  records::FileValue hand_in(const std::string& name, const std::string& bytes) {
    return records::must(site.registers().add_file(kContracts, site.agency(test::kBureau),
                                                   {.name = name, .bytes = bytes}, site.clerk()));
  }
  records::Read contract(const std::vector<records::FileValue>& files) const {
    auto read = site.words(kContracts, "a contract", {{"signed_on", "2025-09-20"}, {"published_on", "2025-09-22"}});
    std::vector<records::Value> values;
    for (const auto& file : files) values.emplace_back(text_of(file));
    const auto& made = *records::must(records::registers().find(kContracts));
    read.record.at(made.find("contract_files")->place) = records::Value(std::move(values));
    return read;
  }
  static std::string address(std::int64_t id, const records::FileValue& file) { return records::file_path(id, file); }
  static std::string header(const web::Response& response, std::string_view name) {
    for (const auto& [key, text] : response.headers)
      if (key == name) return text;
    return {};
  }

  RegisterSite site;
};

TEST_F(RecordFiles, AreLinkedOnTheCardAndSentAsWhatTheyAre) {
  const auto text = hand_in("采购合同.pdf", kBytes);
  const auto table = hand_in("清单.csv", "a,b\n");
  const auto id = site.published(kContracts, contract({text, table}));
  const auto page = site.get(fmt::format("/records/{}", id));
  EXPECT_THAT(page.body,
              AllOf(HasSubstr("<ul class=\"files\">"), HasSubstr(address(id, text)), HasSubstr("采购合同.pdf"),
                    HasSubstr("PDF · 15 B"), HasSubstr("清单.csv"), HasSubstr("CSV · 4 B")));
  EXPECT_THAT(page.body, Not(HasSubstr("sha256:")));

  const auto sent = site.get(address(id, text));
  ASSERT_EQ(sent.status, 200);
  ASSERT_TRUE(sent.source);
  EXPECT_EQ(sent.source(0, sent.source_size).value_or(""), kBytes);
  EXPECT_EQ(sent.type, "application/pdf");
  EXPECT_THAT(header(sent, "Content-Disposition"), HasSubstr("inline; filename*=UTF-8''%E9%87%87"));
  EXPECT_EQ(header(sent, "X-Content-Type-Options"), "nosniff");
  const auto saved = site.get(address(id, table) + "/清单.csv");
  EXPECT_EQ(saved.type, "application/octet-stream");
  EXPECT_THAT(header(saved, "Content-Disposition"), HasSubstr("attachment"));
}

TEST_F(RecordFiles, AreNoSoonerAndNoLongerPublicThanTheirRecord) {
  const auto file = hand_in("采购合同.pdf", kBytes);
  const auto id = site.entered(kContracts, contract({file}));
  EXPECT_EQ(site.get(address(id, file)).status, 404);
  site.publish(id);
  EXPECT_EQ(site.get(address(id, file)).status, 200);
  EXPECT_EQ(site.get(address(id + 1, file)).status, 404) << "of a record that is not there";
  EXPECT_EQ(site.get(fmt::format("/records/{}/files/{}", id, std::string(64, '0'))).status, 404);
  ASSERT_TRUE(site.registers().take(id, Step::Withdraw, "合同撤销", site.clerk()));
  EXPECT_EQ(site.get(address(id, file)).status, 410);
}

TEST_F(RecordFiles, AreToldToProgramsByTheirAddress) {
  const auto file = hand_in("采购合同.pdf", kBytes);
  const auto id = site.published(kContracts, contract({file}));
  const auto told = site.get(fmt::format("/data/{}/records/{}", kContracts, id));
  EXPECT_THAT(told.body, HasSubstr(fmt::format("csglj.qingzhou.gov.cn{}\"]", address(id, file))));
}

}  // namespace
}  // namespace dl::portal
