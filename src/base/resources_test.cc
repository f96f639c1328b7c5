#include "base/resources.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dl {
namespace {

namespace fs = std::filesystem;

struct Overlay : testing::Test {
  fs::path folder = fs::path(testing::TempDir()) / "daylight-resources";

  void SetUp() override {
    fs::remove_all(folder);
    write("site/data/a/one.txt", "site one");
    write("site/data/a/.hidden", "no");
    write("plain/a/one.txt", "plain one");
    write("plain/a/two.txt", "plain two");
    write("secret.txt", "secret");
  }
  void TearDown() override {
    ASSERT_TRUE(set_resource_overlay({}));
    fs::remove_all(folder);
  }
  void write(const fs::path& name, std::string_view bytes) const {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << bytes;
  }
};

TEST_F(Overlay, LaterFoldersHideEarlierOnes) {
  ASSERT_TRUE(set_resource_overlay({}));
  EXPECT_EQ(find_resource("data/a/one.txt"), std::nullopt) << "nothing of this name is built in";
  ASSERT_TRUE(add_resource_overlay("data", folder / "plain"));
  EXPECT_EQ(find_resource("data/a/one.txt"), "plain one");
  ASSERT_TRUE(add_resource_overlay("", folder / "site"));
  EXPECT_EQ(find_resource("data/a/one.txt"), "site one");
  EXPECT_EQ(find_resource("data/a/two.txt"), "plain two");
  EXPECT_EQ(list_resources("data/a/"), (std::vector<std::string>{"data/a/one.txt", "data/a/two.txt"}));
  EXPECT_EQ(list_resources("data/a/t"), (std::vector<std::string>{"data/a/two.txt"}));
  EXPECT_EQ(list_resources("other/"), std::vector<std::string>());
}

TEST_F(Overlay, HidesBuiltInFiles) {
  ASSERT_TRUE(set_resource_overlay({}));
  EXPECT_EQ(find_resource("embedded/binary.bin"), std::string_view("one\0two\n", 8));
  EXPECT_EQ(find_resource("embedded/empty.txt"), "");
  EXPECT_EQ(find_resource("embedded/sub/公开 @2x.txt"), "你好\n");
  EXPECT_EQ(list_resources("embedded/").size(), 3U);
  write("site/embedded/empty.txt", "full");
  ASSERT_TRUE(set_resource_overlay(folder / "site"));
  EXPECT_EQ(find_resource("embedded/empty.txt"), "full");
  EXPECT_EQ(list_resources("embedded/").size(), 3U);
}

TEST_F(Overlay, NeverLeadsOutOfItsFolder) {
  ASSERT_TRUE(set_resource_overlay(folder / "site"));
  for (const char* name : {"../secret.txt", "data/../../secret.txt", "/etc/hosts", "", "data//a/one.txt", "data/a/"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(find_resource(name), std::nullopt);
  }
  EXPECT_TRUE(list_resources("../").empty());
}

TEST_F(Overlay, WhatWasReadStaysAsItWas) {
  ASSERT_TRUE(set_resource_overlay(folder / "plain"));
  auto view = find_resource("a/one.txt");
  write("plain/a/one.txt", "changed");
  ASSERT_TRUE(set_resource_overlay(folder / "site"));
  EXPECT_EQ(view, "plain one");
}

TEST_F(Overlay, NamesWhatIsMissing) {
  EXPECT_EQ(set_resource_overlay(folder / "nowhere").error().key, "resource.overlay_missing");
  EXPECT_EQ(load_resource("nothing.txt").error().key, "resource.missing");
}

}  // namespace
}  // namespace dl
