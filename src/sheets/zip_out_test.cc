// Archives as they are written, read back through the reader of packages.
#include "sheets/zip_out.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "sheets/package.h"

namespace dl::sheets {
namespace {

namespace fs = std::filesystem;

class ZipOut : public testing::Test {
 protected:
  ZipOut() { fs::create_directories(folder_); }
  ~ZipOut() override { fs::remove_all(folder_); }

  static std::string bytes_of(const fs::path& file) {
    std::stringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }

  fs::path folder_ = fs::temp_directory_path() / fmt::format("daylight-zip-{}", ::getpid());
  fs::path file_ = folder_ / "out.zip";
};

TEST_F(ZipOut, HoldsTextsAndFilesUnderTheirNames) {
  std::ofstream(folder_ / "table.csv") << "a,b\r\n1,2\r\n";
  ASSERT_TRUE(
      write_zip(file_, {{"xl/workbook.xml", std::string("{}")}, {"data/表.csv", folder_ / "table.csv"}}, Instant(0)));
  const auto whole = bytes_of(file_);
  const Limits limits;
  auto package = Package::open(whole, limits);
  ASSERT_TRUE(package) << describe(package.error());
  EXPECT_EQ(package->read("xl/workbook.xml", 100).value_or("-"), "{}");
  EXPECT_EQ(package->read("data/表.csv", 100).value_or("-"), "a,b\r\n1,2\r\n");
}

TEST_F(ZipOut, TheSamePartsGiveTheSameBytes) {
  const std::vector<ZipPart> parts = {{"about.json", std::string("{}")}};
  ASSERT_TRUE(write_zip(file_, parts, Instant(1'760'000'000'000)));
  const auto once = bytes_of(file_);
  ASSERT_TRUE(write_zip(file_, parts, Instant(1'760'000'000'000)));
  EXPECT_EQ(bytes_of(file_), once);
}

TEST_F(ZipOut, SaysWhenItCannotBeWritten) {
  const auto nowhere = write_zip(folder_ / "no" / "out.zip", {{"a", std::string("b")}}, Instant(0));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().key, "sheets.not-written");
  EXPECT_FALSE(write_zip(file_, {{"a", folder_ / "missing"}}, Instant(0)));
}

}  // namespace
}  // namespace dl::sheets
