#include "web/assets.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/resources.h"

namespace dl::web {
namespace {

struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("assets-test-" + std::to_string(getpid()));

  Folder() {
    std::filesystem::create_directories(path / "test-assets/img");
    std::ofstream(path / "test-assets/portal.css") << "body{}";
    std::ofstream(path / "test-assets/img/emblem.v2.png") << "png";
    EXPECT_TRUE(set_resource_overlay(path).has_value());
  }
  ~Folder() {
    EXPECT_TRUE(set_resource_overlay({}).has_value());
    std::filesystem::remove_all(path);
  }
};

TEST(Assets, AreServedUnderAddressesThatChangeWithTheirBytes) {
  Folder folder;
  Assets assets("test-assets/");
  // The digits are the first of sha256("body{}").
  EXPECT_EQ(assets.url("portal.css"), "/assets/portal.7c98040a.css");
  EXPECT_TRUE(assets.url("img/emblem.v2.png").starts_with("/assets/img/emblem.v2."));
  EXPECT_THROW(assets.url("none.css"), std::logic_error);

  struct Case {
    std::string name;
    int found;
    bool for_ever;
  };
  for (const auto& c : {Case{assets.url("portal.css").substr(8), 1, true}, Case{"portal.css", 1, false},
                        Case{"portal.00000000.css", 0, false}, Case{"../portal.css", 0, false}}) {
    SCOPED_TRACE(c.name);
    Request http;
    http.parameters = {{"name", c.name}};
    auto response = assets.serve(http);
    ASSERT_EQ(response.has_value(), c.found == 1);
    if (!response) continue;
    EXPECT_EQ(response->body, "body{}");
    EXPECT_EQ(response->type, "text/css; charset=utf-8");
    EXPECT_EQ(response->headers.size(), c.for_ever ? 1u : 0u);
    EXPECT_FALSE(response->topics.empty());
  }
}

TEST(Assets, MediaTypeFollowsTheName) {
  EXPECT_EQ(media_type_of("a.PDF"), "application/pdf");
  EXPECT_EQ(media_type_of("附件.docx"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(media_type_of("a.exe"), "application/octet-stream");
  EXPECT_EQ(media_type_of(""), "application/octet-stream");
}

}  // namespace
}  // namespace dl::web
