// Random histories of requests over the API: of whatever it offers a clerk or an approver, something is taken.
#pragma once

#include <random>

#include "api/town_fixture.h"

namespace dl::api {

/// A request, and what nobody may read who is not to read requests.
struct History {
  std::int64_t id = 0;
  std::vector<std::string> secrets = {};  ///< names, numbers and addresses of whom it concerns
};

class Histories {
 public:
  Histories(Town& town, std::uint32_t seed) : town_(town), random_(seed) {
    clerk_ = town.person("clerk", accounts::Role::RequestOfficer, town.bureau());
    approver_ = town.person("approver", accounts::Role::RequestApprover, town.bureau());
    const auto named =
        town.put(approver_, "/api/v1/relief",
                 {{"agency", town.bureau()}, {"reconsideration", "青石市人民政府"}, {"court", "青石市人民法院"}});
    EXPECT_EQ(named.status, 204) << named.body;
  }

  /// Files one and takes so many steps at most; a third party is named somewhere between.
  History live(int steps) {
    const auto number = ++filed_;
    History history;
    history.secrets = {fmt::format("申请人甲{}", number), fmt::format("E7700{:04}", number),
                       fmt::format("1397700{:04}", number), fmt::format("a{}@applicant.example", number),
                       fmt::format("学府路77{}号", number)};
    json::object contact = {
        {"name", history.secrets[0]},  {"identity_kind", "passport"}, {"identity_number", history.secrets[1]},
        {"phone", history.secrets[2]}, {"email", history.secrets[3]}, {"address", history.secrets[4]}};
    const auto made = town_.post(clerk_, "/api/v1/requests",
                                 {{"agency", town_.bureau()},
                                  {"channel", pick(2) == 0 ? "counter" : "post"},
                                  {"came_on", today()},
                                  {"purpose", "information"},
                                  {"applicant", "natural"},
                                  {"contact", std::move(contact)},
                                  {"wanted", fmt::format("第{}号路段的保洁预算", number)},
                                  {"way", "collect"},
                                  {"carrier", "paper"}});
    EXPECT_EQ(made.status, 201) << made.body;
    if (made.status != 201) return history;
    history.id = made.object().at("id").as_int64();
    const auto party = pick(static_cast<std::size_t>(steps));
    for (int step = 0; step < steps; ++step) {
      if (static_cast<std::size_t>(step) == party) name_third(history);
      prepare(history.id);
      go_on(history.id, pick(2) == 0 ? clerk_ : approver_);
    }
    return history;
  }
  /// As whoever may read it sees it.
  json::object seen(const History& history) { return view(history.id, clerk_); }
  int taken() const { return taken_; }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }
  std::string today() { return town_.api().around.clock.today().text(); }
  std::string at(std::int64_t id, std::string_view below = {}) {
    return fmt::format("/api/v1/matters/{}{}", id, below);
  }
  json::object view(std::int64_t id, Browser& who) {
    const auto reply = town_.get(who, at(id));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.status == 200 ? reply.object() : json::object();
  }

  void name_third(History& history) {
    history.secrets.push_back(fmt::format("第三方乙{}", history.id));
    history.secrets.push_back(fmt::format("1397711{:04}", history.id));
    const auto named =
        town_.post(clerk_, at(history.id, "/parties"),
                   {{"role", "third-party"},
                    {"contact", {{"name", history.secrets.end()[-2]}, {"phone", history.secrets.end()[-1]}}}});
    EXPECT_TRUE(named.status == 200 || named.status == 409) << named.body;
    if (named.status != 200) history.secrets.resize(history.secrets.size() - 2);
  }
  /// An answer to send for its signature, and letters that leave the house; refusals are part of a life.
  void prepare(std::int64_t id) {
    const auto whole = view(id, clerk_);
    bool answered = false;
    for (const auto& letter : whole.at("letters").as_array()) {
      const auto& kind = letter.at("kind").as_string();
      answered = answered || kind == "reply";
      if (kind == "reply" || !letter.at("number").as_string().empty()) continue;
      std::ignore = town_.post(approver_, at(id, fmt::format("/letters/{}/issue", letter.at("id").as_int64())),
                               {{"on", today()}});
    }
    if (!answered && whole.at("state").as_string() == "Registered")
      std::ignore = town_.post(clerk_, at(id, "/reply"), {{"decision", "open"}, {"material", json::array{"预算表"}}});
  }
  void go_on(std::int64_t id, Browser& who) {
    const auto whole = view(id, who);
    std::vector<const json::object*> offers;
    for (const auto& step : whole.at("steps").as_array()) {
      const auto& name = step.at("step").as_string();
      const bool ends = name == "Withdraw" || name == "Divide";
      if (step.at("allowed").as_bool() && (!ends || pick(8) == 0)) offers.push_back(&step.as_object());
    }
    if (offers.empty()) return;
    taken_ += town_.post(who, at(id, "/steps"), body_of(*offers[pick(offers.size())])).status == 200 ? 1 : 0;
  }
  json::object body_of(const json::object& step) {
    json::object body = {{"step", step.at("step")}, {"revision", 0}, {"reason", "按规定办理"}};
    for (const auto& question : step.at("questions").as_array()) {
      auto value = answer_to(question.as_object());
      if (!value.is_null()) body[question.at("ask").as_string()] = std::move(value);
    }
    if (step.at("step").as_string() == "Submit") body["code"] = "open";
    return body;
  }
  json::value answer_to(const json::object& question) {
    const std::string ask(question.at("ask").as_string());
    const auto& choices = question.at("choices").as_array();
    if (ask == "on") return json::value(today());
    if (ask == "until")
      return json::value(town_.api().around.clock.today().plus_days(static_cast<int>(pick(30))).text());
    if (ask == "count") return json::value(80);
    if (ask == "place" || ask == "terms" || ask == "person") return json::value("卷宗");
    if (choices.empty()) return ask == "department" ? json::value("办公室") : json::value();
    const std::string chosen(choices[pick(choices.size())].at("value").as_string());
    if (ask == "about" || ask == "letter" || ask == "file") return json::value(std::stoll(chosen));
    return json::value(chosen);
  }

  Town& town_;
  std::mt19937 random_;
  Browser clerk_ = {};
  Browser approver_ = {};
  int filed_ = 0;
  int taken_ = 0;
};

}  // namespace dl::api
