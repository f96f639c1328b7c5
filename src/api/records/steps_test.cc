// What a record says of the steps that are open to a caller, held against what the desk does: every situation that a
// record can be in, everybody who may meet it there, every step of the table.
#include <sstream>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;

/// How a record came to where it stands.
struct Situation {
  const char* name = "";
  std::string steps = {};     ///< from there: "keeper Submit, checker Sign"
  const char* by = "keeper";  ///< who enters it
  enum class From : std::uint8_t { Form, File } from = From::Form;
  json::object but = {};
};
using From = Situation::From;

std::vector<Situation> every_situation() {
  const std::string released = "keeper Submit, checker Sign, checker Publish";
  return {
      {"entered"},
      {"under signature", "keeper Submit"},
      {"signed", "keeper Submit, checker Sign"},
      {"returned", "keeper Submit, checker SendBack"},
      {"public", released},
      {"public, to be withdrawn", released + ", keeper Demand"},
      {"withdrawn", released + ", checker Withdraw"},
      {"withdrawn and corrected", released + ", checker Withdraw, keeper Correct"},
      {"erased", "boss Erase"},
      {"public, corrected", released + ", keeper Correct"},
      {"public, corrected, to be withdrawn", released + ", keeper Correct, keeper Demand"},
      {"public, a correction under signature", released + ", keeper Correct, keeper Submit"},
      {"public, a signed correction", released + ", keeper Correct, keeper Submit, checker Sign"},
      {"under signature, by somebody who signs others", "both Submit", "both"},
      {.name = "withheld", .but = {{"party_number", "110105201001010010"}}},
      {.name = "its display was over before", .but = {{"decided_on", "2025-01-10"}, {"dishonesty", "轻微"}}},
      {.name = "imported", .from = From::File},
      {.name = "imported, under signature", .steps = "keeper Submit", .from = From::File},
      {.name = "imported, signed", .steps = "keeper Submit, checker Sign", .from = From::File},
  };
}

class RecordSteps : public testing::Test {
 protected:
  RecordSteps() {
    town.clock().set(Instant::at(Date(2025, 10, 9), 9, 30));
    makers["keeper"] = with("keeper", {Role::RecordKeeper});
    makers["checker"] = with("checker", {Role::RecordPublisher});
    makers["both"] = with("both", {Role::RecordKeeper, Role::RecordPublisher});
    makers["boss"] = with("boss", {Role::AgencyAdministrator});
  }
  Browser with(const std::string& login, const std::vector<Role>& roles) {
    std::vector<accounts::Grant> grants;
    for (auto role : roles) grants.push_back({role, town.bureau(), accounts::Reach::Own});
    return town.person(login, grants, town.bureau());
  }

  /// Words that no record has yet.
  json::object words() {
    json::object all;
    for (const auto& one : Town::registers().all().at("penalties").cases)
      if (one.name == "a natural person") all = json::parse(one.record).as_object();
    ++last_;
    all["number"] = fmt::format("平城管罚决字〔2025〕{}号", last_);
    all["offence"] = fmt::format("第{}号", last_);
    return all;
  }
  Reply take(Browser& as, const std::string& thing, std::string_view step) {
    return town.post(as, thing + "/steps", {{"step", step}, {"reason", "理由"}});
  }
  Reply correct(Browser& as, const std::string& record) {
    return town.put(as, record, json::object{{"words", words()}, {"reason", "笔误"}},
                    {{"If-Match", town.get(as, record).header("ETag")}});
  }
  void lead(const std::string& thing, const std::string& steps) {
    std::istringstream said(steps);
    for (std::string by, step; said >> by >> step;) {
      if (step.ends_with(',')) step.pop_back();
      const auto reply = step == "Correct" ? correct(makers.at(by), thing) : take(makers.at(by), thing, step);
      EXPECT_EQ(reply.status, 200) << by << " " << step << " " << reply.body;
    }
  }
  std::string entered(const Situation& situation) {
    auto all = words();
    for (const auto& [field, value] : situation.but) all[field] = value;
    const json::object body{{"register", "penalties"}, {"agency", town.bureau()}, {"words", all}};
    const auto reply = town.post(makers.at(situation.by), "/api/v1/records", body);
    EXPECT_EQ(reply.status, 201) << reply.body;
    const auto made = fmt::format("/api/v1/records/{}", reply.object().at("id").as_int64());
    lead(made, situation.steps);
    return made;
  }
  /// A record out of a file; the steps are those of its import.
  std::string imported(const Situation& situation) {
    const auto file = json::serialize(json::array{words()});
    const auto where = fmt::format("/api/v1/record-imports?register=penalties&agency={}&name=a.json", town.bureau());
    const auto reply =
        town.ask(makers.at(situation.by), web::Verb::Post, where, file, {{"Content-Type", "application/octet-stream"}});
    EXPECT_EQ(reply.status, 201) << reply.body;
    const auto import = fmt::format("/api/v1/record-imports/{}", reply.object().at("id").as_int64());
    lead(import, situation.steps);
    const auto whole = town.get(makers.at(situation.by), import);
    return fmt::format("/api/v1/records/{}", whole.object().at("items").at(0).at("id").as_int64());
  }
  std::string made(const Situation& situation) {
    return situation.from == From::File ? imported(situation) : entered(situation);
  }

  static bool offered(const Reply& view, std::string_view step) {
    if (view.status != 200) return false;
    const auto& whole = view.object();
    if (step == "Correct") return !whole.at("correction").is_null() && whole.at("correction").at("allowed").as_bool();
    const auto& steps = whole.at("steps").as_array();
    return std::ranges::any_of(
        steps, [&](const auto& one) { return one.at("step").as_string() == step && one.at("allowed").as_bool(); });
  }

  Town town;
  std::map<std::string, Browser> makers = {};

 private:
  int last_ = 0;
};

TEST_F(RecordSteps, AreOpenExactlyWhenTheDeskTakesThem) {
  std::vector<Browser> people = {with("colleague", {Role::RecordKeeper}), with("reader", {Role::Supervisor}),
                                 with("drafter", {Role::Drafter}),
                                 town.person("elsewhere", Role::RecordPublisher, town.other())};
  for (const auto& [name, maker] : makers) people.push_back(maker);
  std::set<std::string> taken;
  std::set<std::string> refused;
  for (const auto& situation : every_situation()) {
    SCOPED_TRACE(situation.name);
    auto record = made(situation);
    for (auto& as : people) {
      for (const auto& row : records::kSteps) {
        const std::string step(row.name);
        const auto view = town.get(as, record);
        const bool open = offered(view, step);
        const auto reply = step == "Correct" ? correct(as, record) : take(as, record, step);
        ASSERT_EQ(reply.status == 200, open) << step << " " << reply.body << "\n" << view.body;
        (open ? taken : refused).insert(step);
        if (open) record = made(situation);
      }
    }
  }
  EXPECT_EQ(taken.size(), records::kSteps.size()) << "each of them was open to somebody once";
  EXPECT_EQ(refused.size(), records::kSteps.size()) << "and shut once";
}

}  // namespace
}  // namespace dl::api
