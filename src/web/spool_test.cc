#include "web/spool.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace dl::web {
namespace {

TEST(Spool, SendsWhatWasAddedAndLeavesNothingInTheFolder) {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("spool-{}", ::getpid());
  ASSERT_TRUE(std::filesystem::create_directory(folder));
  auto spool = Spool::open(folder.string());
  ASSERT_TRUE(spool) << describe(spool.error());
  ASSERT_TRUE(spool->add("甲,"));
  ASSERT_TRUE(spool->add("乙"));
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove(folder);
  auto response = spool->send("清单.csv", "text/csv");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->source_size, 7);
  EXPECT_EQ(response->source(3, 4).value_or(""), ",乙");
  EXPECT_EQ(response->etag, sha256_hex("甲,乙"));
}

TEST(Spool, SaysThatThereIsNoRoomWhereNoFileCanBe) {
  auto spool = Spool::open("/nowhere/at/all");
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().key, "disk.nearly-full");
}

}  // namespace
}  // namespace dl::web
