// What a document says of the steps that are open to a caller, held against what the desk does.
#include <random>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;
using web::Verb;

class Steps : public testing::Test {
 protected:
  Browser with(const std::string& login, const std::vector<Role>& roles) {
    std::vector<accounts::Grant> grants;
    for (auto role : roles) grants.push_back({role, town.bureau(), accounts::Reach::Own});
    return town.person(login, grants, town.bureau());
  }

  template <class Choices>
  auto& one_of(Choices& choices) {
    return choices[std::uniform_int_distribution<std::size_t>(0, std::size(choices) - 1)(chance)];
  }

  std::int64_t drafted(Browser& as, const char* disclosure) {
    auto body = Town::words("甲");
    body["column"] = town.column(town.bureau());
    body["metadata"].as_object()["disclosure"] = disclosure;
    auto made = town.post(as, "/api/v1/documents", body);
    EXPECT_EQ(made.status, 201) << made.body;
    return made.object().at("id").as_int64();
  }

  /// Something that makes the next step another one: changed words, a file, a revision.
  void work_on(Browser& as, const std::string& document) {
    const auto tag = town.get(as, document).header("ETag");
    switch (std::uniform_int_distribution<int>(0, 3)(chance)) {
      case 0: town.put(as, document, Town::words("乙"), {{"If-Match", tag}}); break;
      case 1: town.put(as, document, Town::words("乙", ""), {{"If-Match", tag}}); break;
      case 2: town.ask(as, Verb::Post, document + "/files?name=a.csv", "a,b\n", {{"Content-Type", ""}}); break;
      default: town.post(as, document + "/revision", {{"change_note", "更正"}});
    }
  }

  Town town;
  std::mt19937 chance = std::mt19937(20240301);
};

TEST_F(Steps, AreOpenExactlyWhenTheDeskTakesThem) {
  const std::vector<Role> all = {Role::Drafter, Role::Reviewer, Role::SecrecyReviewer, Role::Publisher};
  Browser people[] = {with("drafter", {Role::Drafter}), with("reviewer", {Role::Reviewer, Role::Drafter}),
                      with("secrecy", {Role::SecrecyReviewer}), with("all", all), with("second", all)};
  const char* disclosures[] = {"Active", "Active", "Internal", "Withheld"};
  const char* steps[] = {"submit", "send-back", "review", "clear", "publish", "post", "withdraw"};
  std::set<std::string> taken;
  int refused = 0;
  for (int round = 0; round < 60; ++round) {
    auto& drafter = people[std::uniform_int_distribution<std::size_t>(0, 1)(chance)];
    const auto document = fmt::format("/api/v1/documents/{}", drafted(drafter, one_of(disclosures)));
    for (int turn = 0; turn < 20; ++turn) {
      if (turn % 4 == 3) work_on(one_of(people), document);
      auto& as = one_of(people);
      const std::string step = one_of(steps);
      const auto whole = town.get(as, document);
      ASSERT_EQ(whole.status, 200) << whole.body;
      bool open = false;
      for (const auto& offered : whole.object().at("steps").as_array())
        if (offered.at("step").as_string() == step) open = offered.at("allowed").as_bool();
      const auto reply = town.post(as, document + "/steps", {{"step", step}, {"reason", "理由"}});
      if (open)
        taken.insert(step);
      else
        ++refused;
      ASSERT_EQ(reply.status == 200, open) << step << " " << reply.body << "\n" << whole.body;
    }
  }
  EXPECT_EQ(taken.size(), std::size(steps)) << "each of them was open to somebody once";
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace dl::api
