// The file of a request leaves the program whole, the same each time, and is checked without it.
#include "requests/archive_package.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/hash.h"
#include "figures/bundle.h"
#include "matters/materials.h"
#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Key;
using testing::Not;

class ArchivePackageTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  ArchivePackageTest() : RequestAgency(GetParam()) { name_bodies(); }

  void take(std::int64_t id, Step step, const Input& input = {}, std::string_view who = "甲") {
    must(AgencyFixture::take(id, name_of(step), input, who));
  }
  /// Answered and posted today, with a material.
  std::int64_t answered() {
    const Filing filing{.place = place_,
                        .channel = matters::Channel::Counter,
                        .came_on = today(),
                        .contact = {.name = "张三",
                                    .identity_kind = "resident",
                                    .identity_number = "11010119900307889X",
                                    .phone = "13800000000"},
                        .wanted = "2025年道路养护预算"};
    const auto id = must(desk_.file(filing, "person:甲")).id;
    take(id, Step::Accept);
    must(matters_.add_file(id, {.name = "检索截图.csv", .bytes = "a,b\n"}, accounts::Right::AnswerRequests, who("甲")));
    const auto letter =
        must(desk_.draft_reply(id, {.decision = Decision::Open, .material = {"预算表"}}, {}, who("甲"))).id;
    take(id, Step::Submit, {.code = "open", .about = letter});
    take(id, Step::Sign, {}, "乙");
    take(id, Step::Issue, {.on = today()}, "乙");
    take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"});
    return id;
  }
  Outcome<Archive> load(std::int64_t id) {
    const auto matter = now(id).matter;
    return read(
        [&](db::Session& session) { return load_archive(session, papers_, requests::times(), matter, "东区"); });
  }
  figures::Files packed(std::int64_t id) { return must(files_of(must(load(id)))); }
};
DL_ON_EVERY_ENGINE(ArchivePackageTest);

/// What the script says of an archive; 0 where all holds.
int verified(const std::string& archive) {
  const auto file = std::filesystem::temp_directory_path() / (random_token() + ".zip");
  std::ofstream(file, std::ios::binary) << archive;
  const auto code = std::system(
      fmt::format("python3 {}/tools/verify_archive.py {} >/dev/null", DAYLIGHT_SOURCE_DIR, file.string()).c_str());
  std::filesystem::remove(file);
  return code;
}

TEST_P(ArchivePackageTest, HoldsPapersMaterialsAndWhatHappenedWithTheirFingerprints) {
  const auto id = answered();
  EXPECT_EQ(test::key_of(load(id)), "request.not-archived");
  take(id, Step::Archive);
  const auto files = packed(id);
  EXPECT_THAT(files, AllOf(Contains(Key("papers/001-申请表.pdf")), Contains(Key("papers/002-登记表.pdf")),
                           Contains(Key(HasSubstr("送达记录.pdf"))), Contains(Key(HasSubstr("答复书.pdf"))),
                           Contains(Key(HasSubstr("审查呈批单.pdf"))), Contains(Key(HasSubstr("归档目录.pdf"))),
                           Contains(Key("materials/001-检索截图.csv")), Contains(Key("timeline.json")),
                           Contains(Key("manifest.json"))));
  EXPECT_THAT(files, Not(Contains(Key(HasSubstr("登记回执"))))) << "a draft that never left the house";
  EXPECT_EQ(files.at("materials/001-检索截图.csv"), "a,b\n");
  EXPECT_THAT(files.at("papers/001-申请表.pdf"), testing::StartsWith("%PDF-"));
  for (const auto& fact : now(id).facts) EXPECT_THAT(files.at("timeline.json"), HasSubstr(fact.digest));
  for (const auto& [name, bytes] : files) {
    if (name == "fingerprints.txt") continue;
    EXPECT_THAT(files.at("fingerprints.txt"), HasSubstr(sha256_hex(bytes) + "  " + name + "\n"));
  }
}

TEST_P(ArchivePackageTest, IsTheSameEachTimeAndCheckedByAScript) {
  const auto id = answered();
  take(id, Step::Archive);
  const auto archive = must(figures::zip_of(packed(id)));
  clock_.set(Instant::at(Date(2027, 1, 4), 9, 30));
  EXPECT_EQ(must(figures::zip_of(packed(id))), archive);
  auto files = must(figures::unzip(archive));
  EXPECT_EQ(files, packed(id));
  EXPECT_EQ(verified(archive), 0);
  files.at("materials/001-检索截图.csv") = "a,c\n";
  EXPECT_NE(verified(must(figures::zip_of(files))), 0) << "altered";
  files = packed(id);
  files["papers/099-另一份.txt"] = "多出的";
  EXPECT_NE(verified(must(figures::zip_of(files))), 0) << "added";
}

}  // namespace
}  // namespace dl::requests
