// What an agency posts for its own people, through the router.
#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;

class PostedOperations : public testing::Test {
 protected:
  PostedOperations() {
    auto words = Town::words("干部任免通报", "张三同志任办公室主任。");
    words["metadata"].as_object()["disclosure"] = "Internal";
    words["column"] = town.column(town.bureau());
    auto made = town.post(drafter, "/api/v1/documents", words);
    EXPECT_EQ(made.status, 201) << made.body;
    id = made.object().at("id").as_int64();
    auto file = town.ask(drafter, web::Verb::Post, fmt::format("/api/v1/documents/{}/files?name=a.txt", id), "名单",
                         {{"Content-Type", "text/plain"}});
    EXPECT_EQ(file.status, 201) << file.body;
    digest = file.text("digest");
    step(drafter, "submit");
    step(reviewer, "review");
    step(secrecy, "clear", "仅限本机关");
  }

  Reply step(Browser& as, const char* name, const char* reason = "") {
    auto reply = town.post(as, fmt::format("/api/v1/documents/{}/steps", id), {{"step", name}, {"reason", reason}});
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply;
  }
  std::string steps(Browser& as) {
    std::string line;
    const auto whole = town.get(as, fmt::format("/api/v1/documents/{}", id));
    for (const auto& one : whole.object().at("steps").as_array())
      line += std::string(one.at("step").as_string()) + (one.at("allowed").as_bool() ? "+ " : "- ");
    return line;
  }
  std::string target(std::string_view rest = "") const { return fmt::format("/api/v1/posted/{}{}", id, rest); }

  Town town;
  Browser drafter = town.person("drafter", Role::Drafter, town.bureau());
  Browser reviewer = town.person("reviewer", Role::Reviewer, town.bureau());
  Browser secrecy = town.person("secrecy", Role::SecrecyReviewer, town.bureau());
  Browser publisher = town.person("publisher", Role::Publisher, town.bureau());
  std::int64_t id = 0;
  std::string digest = {};
};

TEST_F(PostedOperations, ShowItToColleaguesWithoutAnyRoleAndToNobodyElse) {
  EXPECT_EQ(steps(publisher), "post+ send-back+ ") << "not to the public";
  auto colleague = town.person("colleague", std::vector<accounts::Grant>(), town.bureau());
  EXPECT_EQ(town.get(colleague, target()).status, 404) << "not posted yet";
  EXPECT_EQ(step(publisher, "post").object().at("edition").at("state").as_string(), "Posted");
  EXPECT_EQ(steps(publisher), "withdraw+ revise- ");

  auto list = town.get(colleague, "/api/v1/posted?text=任免");
  ASSERT_EQ(list.object().at("items").as_array().size(), 1U) << list.body;
  EXPECT_EQ(list.object().at("items").at(0).at("title").as_string(), "干部任免通报");
  EXPECT_NE(town.get(colleague, target()).body.find("张三同志任办公室主任"), std::string::npos);
  EXPECT_EQ(town.get(colleague, target("/files/" + digest)).body, "名单");
  EXPECT_EQ(town.get(colleague, fmt::format("/api/v1/documents/{}", id)).status, 403) << "reading is not working on it";

  auto stranger = town.person("stranger", Role::Publisher, town.other());
  EXPECT_EQ(town.get(stranger, "/api/v1/posted").object().at("items").as_array().size(), 0U);
  EXPECT_EQ(town.get(stranger, target()).status, 404);
  EXPECT_EQ(town.get(stranger, target("/files/" + digest)).status, 404);

  step(publisher, "withdraw", "已经到期");
  EXPECT_EQ(town.get(colleague, target()).status, 404);
}

TEST_F(PostedOperations, AreNotForKeys) {
  step(publisher, "post");
  auto head = town.person("head", Role::AgencyAdministrator, town.bureau());
  auto made =
      town.post(head, "/api/v1/keys", {{"name", "外部系统"}, {"agency", town.bureau()}, {"expires_on", "2024-12-31"}});
  ASSERT_EQ(made.status, 201) << made.body;
  Browser key{.key = made.text("key")};
  EXPECT_EQ(town.get(key, fmt::format("/api/v1/documents/{}", id)).status, 200);
  EXPECT_EQ(town.get(key, "/api/v1/posted").object().at("items").as_array().size(), 0U);
  EXPECT_EQ(town.get(key, target()).status, 404);
}

}  // namespace
}  // namespace dl::api
