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
  const char* steps[] = {"submit", "send-back", "review", "clear", "publish", "post", "withdraw", "revise"};
  std::set<std::string> taken;
  int refused = 0;
  for (int round = 0; round < 150; ++round) {
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

/// How a document stands: by its newest edition, what it is to become, and what it was before.
struct Situation {
  const char* state = "";
  const char* disclosure = "";
  bool public_before = false;
  bool owed = false;  ///< a finding

  std::string text() const {
    return fmt::format("{} {}{}{}", state, disclosure, public_before ? ", public before" : "", owed ? ", owed" : "");
  }
};

std::vector<Situation> every_situation() {
  std::vector<Situation> all = {{"Draft", "Undecided"},
                                {"Draft", "Undecided", true},
                                {"Published", "Active"},
                                {"Withdrawn", "Active"},
                                {"Posted", "Internal"},
                                {"Recalled", "Internal"},
                                {"Cleared", "Active", false, true},
                                {"Cleared", "Internal", false, true}};
  for (const auto* state : {"Draft", "Submitted", "Reviewed", "Cleared"})
    for (const auto* disclosure : {"Active", "OnRequest", "Withheld", "Internal"})
      for (bool before : {false, true}) all.push_back({state, disclosure, before});
  return all;
}

class EverySituation : public Steps {
 protected:
  void put_words(const std::string& document, const Situation& as_in) {
    const auto tag = town.get(drafter, document).header("ETag");
    auto words = Town::words("甲", as_in.owed ? "联系人张某，手机13812345678。" : "道路积雪应当及时清扫。");
    auto& metadata = words["metadata"].as_object();
    metadata["disclosure"] = as_in.disclosure;
    metadata["disclosure_reason"] = "涉及商业秘密";
    auto put = town.put(drafter, document, words, {{"If-Match", tag}});
    EXPECT_EQ(put.status, 200) << put.body;
  }

  void lead(const std::string& document, std::initializer_list<const char*> steps) {
    for (const auto* step : steps) {
      auto& by = step == std::string("submit") || step == std::string("revise") ? drafter : second;
      auto taken = town.post(by, document + "/steps", {{"step", step}, {"reason", "理由"}});
      EXPECT_EQ(taken.status, 200) << step << " " << taken.body;
    }
  }

  std::string made(const Situation& wanted) {
    const auto document = fmt::format("/api/v1/documents/{}", town.draft(drafter, "甲"));
    if (wanted.public_before) lead(document, {"submit", "review", "clear", "publish", "revise"});
    put_words(document, wanted);
    const std::string state = wanted.state;
    if (state != "Draft") lead(document, {"submit"});
    if (state != "Draft" && state != "Submitted") lead(document, {"review"});
    if (state != "Draft" && state != "Submitted" && state != "Reviewed") lead(document, {"clear"});
    if (state == "Published" || state == "Withdrawn") lead(document, {"publish"});
    if (state == "Posted" || state == "Recalled") lead(document, {"post"});
    if (state == "Withdrawn" || state == "Recalled") lead(document, {"withdraw"});
    return document;
  }

  /// What a person might do, and whether a document offers it to them.
  struct Deed {
    std::string name = {};
    std::function<bool(const json::object&)> offered = {};
    std::function<Reply(Browser&, const std::string&)> take = {};
  };
  std::vector<Deed> every_deed() {
    std::vector<Deed> all;
    for (const std::string step : {"submit", "send-back", "review", "clear", "publish", "post", "withdraw", "revise"})
      all.push_back({step,
                     [step](const json::object& view) {
                       const auto& steps = view.at("steps").as_array();
                       return std::ranges::any_of(steps, [&](const auto& one) {
                         return one.at("step").as_string() == step && one.at("allowed").as_bool();
                       });
                     },
                     [step, this](Browser& as, const std::string& document) {
                       return town.post(as, document + "/steps", {{"step", step}, {"reason", "理由"}});
                     }});
    const json::object forced = {{"step", "publish"}, {"reason", "汛情"}, {"force", true}};
    const json::object later = {{"at", "2124-03-01T09:00:00+08:00"}};
    all.push_back({"force", [](const json::object& view) { return !view.at("by_force").is_null(); },
                   [forced, this](Browser& as, const auto& at) { return town.post(as, at + "/steps", forced); }});
    all.push_back({"schedule", [](const json::object& view) { return view.at("schedulable").as_bool(); },
                   [later, this](Browser& as, const auto& at) { return town.put(as, at + "/schedule", later); }});
    all.push_back({"edit", [](const json::object& view) { return view.at("editable").as_bool(); },
                   [this](Browser& as, const auto& at) {
                     const auto tag = town.get(as, at).header("ETag");
                     return town.put(as, at, Town::words("乙"), {{"If-Match", tag}});
                   }});
    return all;
  }

  Browser drafter = with("drafter", {Role::Drafter});
  Browser second = with("second", {Role::Reviewer, Role::SecrecyReviewer, Role::Publisher});
};

TEST_F(EverySituation, OffersExactlyWhatTheDeskDoes) {
  Browser people[] = {drafter,
                      with("reviewer", {Role::Reviewer, Role::Drafter}),
                      with("secrecy", {Role::SecrecyReviewer}),
                      with("publisher", {Role::Publisher}),
                      with("boss", {Role::AgencyAdministrator}),
                      with("reader", {Role::Supervisor})};
  const auto deeds = every_deed();
  std::set<std::string> taken;
  std::set<std::string> refused;
  for (const auto& situation : every_situation()) {
    SCOPED_TRACE(situation.text());
    auto document = made(situation);
    for (auto& as : people) {
      const auto view = town.get(as, document).object();
      for (const auto& deed : deeds) {
        const bool offered = deed.offered(view);
        const auto reply = deed.take(as, document);
        ASSERT_EQ(reply.status == 200, offered) << deed.name << " " << reply.body << "\n" << json::serialize(view);
        (offered ? taken : refused).insert(deed.name);
        if (offered) document = made(situation);
      }
    }
  }
  EXPECT_EQ(taken.size(), deeds.size()) << "each of them was open to somebody once";
  EXPECT_EQ(refused.size(), deeds.size()) << "and shut once";
}

}  // namespace
}  // namespace dl::api
