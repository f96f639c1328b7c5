// Matters over the API: filed at the counter, listed, handled step by step, with what each step asks.
#include <gmock/gmock.h>

#include "api/town_fixture.h"
#include "paper/letter_sample.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class MattersApi : public testing::TestWithParam<test::Store> {
 protected:
  MattersApi() : town(GetParam()) {
    town.clock().set(Instant::at(Date(2026, 3, 2), 9, 30));
    officer = town.person("officer", Role::RequestOfficer, town.bureau());
    stranger = town.person("stranger", Role::RequestOfficer, town.other());
  }

  json::object form(std::string wanted = "2025年供热管网改造的验收资料") const {
    return {{"agency", town.bureau()},
            {"channel", "counter"},
            {"came_on", "2026-03-02"},
            {"purpose", "information"},
            {"applicant", "natural"},
            {"contact",
             {{"name", "张三"}, {"identity_kind", "passport"}, {"identity_number", "E1"}, {"phone", "13800000000"}}},
            {"wanted", std::move(wanted)},
            {"way", "collect"},
            {"carrier", "paper"}};
  }
  std::int64_t filed() {
    const auto reply = town.post(officer, "/api/v1/requests", form());
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.status == 201 ? reply.object().at("id").as_int64() : 0;
  }
  static std::string at(std::int64_t id, std::string_view below = {}) {
    return fmt::format("/api/v1/matters/{}{}", id, below);
  }
  Reply take(std::int64_t id, json::object step) { return town.post(officer, at(id, "/steps"), std::move(step)); }
  static std::vector<std::string> fields_of(const Reply& reply) {
    std::vector<std::string> fields;
    for (const auto& one : reply.object().at("fields").as_array()) fields.emplace_back(one.at("field").as_string());
    return fields;
  }

  Town town;
  Browser officer = {};
  Browser stranger = {};
};
DL_ON_EVERY_ENGINE(MattersApi);

TEST_P(MattersApi, ARequestIsFiledAtTheCounterAndSeenByItsAgencyAlone) {
  const auto made = town.post(officer, "/api/v1/requests", form());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_THAT(made.text("code"), testing::MatchesRegex("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"));
  const auto id = made.object().at("id").as_int64();
  const auto list = town.get(officer, "/api/v1/matters?kind=request&counts=true");
  ASSERT_EQ(list.status, 200) << list.body;
  EXPECT_THAT(list.object().at("items").as_array(), SizeIs(1));
  EXPECT_EQ(list.object().at("states").as_array().front().at("count").as_int64(), 1);
  const auto whole = town.get(officer, at(id));
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_THAT(whole.body, AllOf(HasSubstr("供热管网"), HasSubstr("13800000000")));
  EXPECT_EQ(town.get(stranger, at(id)).status, 404);
  EXPECT_THAT(town.get(stranger, "/api/v1/matters").object().at("items").as_array(), SizeIs(0));
}

TEST_P(MattersApi, ARequestIsClassifiedWhenItIsFiled) {
  auto words = form();
  words["topic"] = "parking";
  const auto made = town.post(officer, "/api/v1/requests", words);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_THAT(town.get(officer, at(made.object().at("id").as_int64())).body, HasSubstr("停车"));
  words["topic"] = "weather";
  const auto refused = town.post(officer, "/api/v1/requests", words);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_THAT(fields_of(refused), Contains("topic"));
}

TEST_P(MattersApi, AllMistakesOfAFormAreToldAtTheirFields) {
  auto wrong = form("");
  wrong["contact"] = json::object{{"email", "nowhere"}};
  const auto reply = town.post(officer, "/api/v1/requests", wrong);
  EXPECT_EQ(reply.status, 422) << reply.body;
  EXPECT_EQ(reply.events, 0);
  const auto fields = fields_of(reply);
  for (const char* field : {"contact.name", "contact.identity_number", "contact.email", "wanted"})
    EXPECT_THAT(fields, Contains(field));
}

TEST_P(MattersApi, AStepSaysWhatItAsksAndIsRefusedAtItsFields) {
  const auto id = filed();
  auto taken = take(id, {{"step", "Accept"}, {"revision", 0}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(taken.text("state"), "Registered");
  const auto revision = taken.object().at("revision").as_int64();
  const json::object* search = nullptr;
  for (const auto& one : taken.object().at("steps").as_array())
    if (one.at("step").as_string() == "Search") search = &one.as_object();
  ASSERT_NE(search, nullptr);
  const auto& questions = search->at("questions").as_array();
  ASSERT_THAT(questions, SizeIs(5));
  EXPECT_EQ(questions[2].at("ask").as_string(), "person");
  EXPECT_FALSE(questions[2].at("choices").as_array().empty()) << "who works there; others may be written";
  EXPECT_EQ(questions[4].at("ask").as_string(), "code");
  EXPECT_FALSE(questions[4].at("choices").as_array().empty()) << "a list of data/vocabularies";
  const auto owed = take(
      id, {{"step", "Search"}, {"revision", revision}, {"place", "档案室"}, {"person", "张明"}, {"terms", "养护"}});
  EXPECT_EQ(owed.status, 422) << owed.body;
  EXPECT_THAT(fields_of(owed), Contains("code"));
  const auto stale = take(id, {{"step", "Search"}, {"revision", revision - 1}, {"place", "档案室"}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_EQ(stale.key(), "matter.changed");
  taken = take(id, {{"step", "Search"},
                    {"revision", revision},
                    {"place", "档案室"},
                    {"person", "张明"},
                    {"terms", "养护"},
                    {"code", "nothing"}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  const auto& fact = taken.object().at("facts").as_array().back();
  EXPECT_EQ(fact.at("name").as_string(), "检索");
  EXPECT_EQ(fact.at("code_name").as_string(), "未检索到");
  const auto& clock = taken.object().at("clocks").as_array().front();
  EXPECT_EQ(clock.at("days").as_array().front().at("counted").as_bool(), false) << "the day of receipt";
}

TEST_P(MattersApi, ALetterIsIssuedWithTheSealOfItsAgency) {
  auto approver = town.person("approver", Role::RequestApprover, town.bureau());
  const auto id = filed();
  const auto taken = take(id, {{"step", "Accept"}, {"revision", 0}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  const auto letter = taken.object().at("letters").as_array().front().at("id").as_int64();
  const auto below = fmt::format("/letters/{}", letter);
  const json::object sealed = {{"on", "2026-03-02"}, {"sealing", "seal"}};
  EXPECT_EQ(town.post(approver, at(id, below + "/issue"), sealed).key(), "request.no-seal");
  const auto uploaded = town.ask(approver, web::Verb::Post, fmt::format("/api/v1/seals?agency={}", town.bureau()),
                                 paper::seal_png(200), {{"Content-Type", ""}});
  ASSERT_EQ(uploaded.status, 201) << uploaded.body;
  const auto draft = town.get(officer, at(id, below + "/file"));
  EXPECT_THAT(draft.body, Not(HasSubstr("/Subtype /Image"))) << "a draft bears none";
  const auto issued = town.post(approver, at(id, below + "/issue"), sealed);
  ASSERT_EQ(issued.status, 200) << issued.body;
  EXPECT_TRUE(issued.object().at("letters").as_array().front().at("sealed").as_bool());
  EXPECT_THAT(town.get(officer, at(id, below + "/file")).body, HasSubstr("/Subtype /Image"));
  const auto uses = town.get(approver, fmt::format("/api/v1/seal-uses?agency={}", town.bureau()));
  ASSERT_THAT(uses.object().at("items").as_array(), SizeIs(1));
  EXPECT_EQ(uses.object().at("items").as_array().front().at("letter").as_int64(), letter);
}

TEST_P(MattersApi, AnAnswerIsOfferedToBeWrittenWhereTheDeskTakesIt) {
  auto approver = town.person("approver", Role::RequestApprover, town.bureau());
  const json::object bodies = {
      {"agency", town.bureau()}, {"reconsideration", "市人民政府"}, {"court", "区人民法院"}, {"online", ""}};
  ASSERT_EQ(town.put(approver, "/api/v1/relief", bodies).status, 204);
  const auto id = filed();
  const auto offered = [](const Reply& whole) {
    std::vector<std::string> kinds;
    for (const auto& one : whole.object().at("letter_kinds").as_array())
      kinds.emplace_back(one.at("value").as_string());
    return kinds;
  };
  EXPECT_THAT(offered(town.get(officer, at(id))), Not(Contains("reply"))) << "nobody has taken it up";
  ASSERT_EQ(take(id, {{"step", "Accept"}, {"revision", 0}}).status, 200);
  const json::object answer = {{"decision", "open"}, {"material", json::array{"验收资料"}}};
  const auto drafted = town.post(officer, at(id, "/reply"), answer);
  ASSERT_EQ(drafted.status, 200) << drafted.body;
  EXPECT_THAT(offered(drafted), Contains("reply"));
  const auto letter = drafted.object().at("letters").as_array().back().as_object();
  EXPECT_TRUE(letter.at("editable").as_bool());
  const auto sent = take(id, {{"step", "Submit"}, {"revision", 0}, {"letter", letter.at("id")}, {"code", "open"}});
  ASSERT_EQ(sent.status, 200) << sent.body;
  EXPECT_THAT(offered(sent), AllOf(Not(Contains("reply")), Not(Contains("extension")), Contains("handover")));
  for (const auto& one : sent.object().at("letters").as_array())
    EXPECT_EQ(one.at("editable").as_bool(), one.at("kind").as_string() != "reply") << "a notice may be put right";
  auto again = answer;
  again["letter"] = letter.at("id");
  again["digest"] = letter.at("digest");
  EXPECT_EQ(town.post(officer, at(id, "/reply"), again).key(), "request.not-open");
  const auto back = take(id, {{"step", "TakeBack"}, {"revision", 0}, {"reason", "再改"}});
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_TRUE(back.object().at("letters").as_array().back().at("editable").as_bool());
}

TEST_P(MattersApi, AClockSaysWhatAnotherVersionOfTheLawWouldGive) {
  const auto whole = town.get(officer, at(filed()));
  ASSERT_EQ(whole.status, 200) << whole.body;
  const auto& clock = whole.object().at("clocks").as_array().front().as_object();
  EXPECT_EQ(clock.at("due_on").as_string(), "2026-03-30");
  ASSERT_THAT(clock.at("others").as_array(), SizeIs(1));
  const auto& other = clock.at("others").as_array().front().as_object();
  EXPECT_EQ(other.at("due_on").as_string(), "2026-03-23");
  EXPECT_EQ(other.at("length").as_string(), "15个工作日");
  EXPECT_EQ(other.at("in_force_until").as_string(), "2019-05-14");
  EXPECT_TRUE(other.at("confirmed").as_bool());
}

TEST_P(MattersApi, ALetterIsSentAsAFileForPaper) {
  const auto id = filed();
  const auto taken = take(id, {{"step", "Accept"}, {"revision", 0}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  const auto& letter = taken.object().at("letters").as_array().front();  // the receipt, which is drafted with it
  EXPECT_TRUE(letter.at("discardable").as_bool());
  const auto file = at(id, fmt::format("/letters/{}/file", letter.at("id").as_int64()));
  const auto content = town.get(officer, at(id, fmt::format("/letters/{}/content", letter.at("id").as_int64())));
  ASSERT_EQ(content.status, 200) << content.body;
  const auto& words = content.object().at("words").as_object();
  EXPECT_EQ(words.at("addressee").as_string(), "张三：") << "as paper has it";
  EXPECT_EQ(words.at("date").as_string(), "2026年3月2日");
  EXPECT_FALSE(words.at("signer").as_string().empty());
  const auto pdf = town.get(officer, file);
  ASSERT_EQ(pdf.status, 200) << pdf.body;
  EXPECT_THAT(pdf.body, testing::StartsWith("%PDF-"));
  EXPECT_THAT(pdf.header("Content-Disposition"), testing::EndsWith(".pdf"));
  const auto docx = town.get(officer, file + "?format=docx");
  ASSERT_EQ(docx.status, 200) << docx.body;
  EXPECT_THAT(docx.body, testing::StartsWith("PK"));
  EXPECT_EQ(town.get(officer, file + "?format=odt").status, 422);
  EXPECT_EQ(town.get(officer, at(id, "/letters/999/file")).status, 404);
  EXPECT_EQ(town.get(stranger, file).status, 404);
}

TEST_P(MattersApi, ReviewersAreOfferedTheirPlaceInTheChainAndNothingElse) {
  auto legal = town.person("legal", Role::RequestLegalReviewer, town.bureau());
  auto approver = town.person("approver", Role::RequestApprover, town.bureau());
  const json::object bodies = {
      {"agency", town.bureau()}, {"reconsideration", "市人民政府"}, {"court", "区人民法院"}, {"online", ""}};
  ASSERT_EQ(town.put(approver, "/api/v1/relief", bodies).status, 204);
  const auto id = filed();
  ASSERT_EQ(take(id, {{"step", "Accept"}, {"revision", 0}}).status, 200);
  const auto drafted =
      town.post(officer, at(id, "/reply"), {{"decision", "open"}, {"material", json::array{"验收资料"}}});
  ASSERT_EQ(drafted.status, 200) << drafted.body;
  const auto letter = drafted.object().at("letters").as_array().back().at("id");
  ASSERT_EQ(take(id, {{"step", "Submit"}, {"revision", 0}, {"letter", letter}, {"code", "open"}}).status, 200);
  const auto offered = [&](Browser& who) {
    std::map<std::string, bool> steps;
    const auto whole = town.get(who, at(id));
    for (const auto& one : whole.object().at("steps").as_array())
      steps[std::string(one.at("step").as_string())] = one.at("allowed").as_bool();
    return steps;
  };
  EXPECT_THAT(offered(legal), testing::ElementsAre(testing::Pair("SendBack", true), testing::Pair("Sign", true),
                                                   testing::Pair("TakeBack", false)));
  EXPECT_FALSE(offered(approver).at("Sign")) << "not their turn";
  const auto early = town.post(approver, at(id, "/steps"), {{"step", "Sign"}, {"revision", 0}});
  EXPECT_EQ(early.key(), "right.missing");
  const auto done = town.post(legal, at(id, "/steps"), {{"step", "Sign"}, {"revision", 0}});
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_THAT(done.object().at("signatures").as_array(), SizeIs(3)) << "drafter, legal review, leader";
  EXPECT_TRUE(offered(approver).at("Sign"));
}

TEST_P(MattersApi, TwoAreHandledTogetherByTheNumberOfTheOther) {
  const auto leader = filed();
  const auto follower = filed();
  const auto number = town.get(officer, at(leader)).text("number");
  const auto unknown = town.post(officer, at(follower, "/joint"), {{"leader", "X-1"}});
  EXPECT_EQ(unknown.status, 422) << unknown.body;
  EXPECT_THAT(fields_of(unknown), testing::ElementsAre("leader"));
  const auto joined = town.post(officer, at(follower, "/joint"), {{"leader", number}});
  ASSERT_EQ(joined.status, 200) << joined.body;
  EXPECT_EQ(joined.object().at("relations").as_array().front().at("number").as_string(), number);
  const auto alike = town.get(officer, at(follower, "/same")).object().at("items").as_array().front();
  EXPECT_EQ(alike.at("number").as_string(), number);
  EXPECT_TRUE(alike.at("same_person").as_bool());
  EXPECT_TRUE(alike.at("alike").as_bool());
  EXPECT_EQ(town.post(officer, at(follower, "/taken-over"), {{"revision", 0}}).key(), "request.nothing-shared")
      << "nobody has searched";
  const auto left = town.ask(officer, web::Verb::Delete, at(follower, fmt::format("/joint/{}", leader)));
  EXPECT_EQ(left.status, 200) << left.body;
  EXPECT_THAT(left.object().at("relations").as_array(), SizeIs(0));
}

TEST_P(MattersApi, FilesAreForThoseWhoSeeTheMatter) {
  const auto id = filed();
  const auto add = [&](Browser& who, const std::string& name) {
    return town.ask(who, web::Verb::Post, at(id, "/files?name=" + name), "a,b\n", {{"Content-Type", ""}});
  };
  EXPECT_EQ(add(stranger, "a.csv").status, 404);
  EXPECT_EQ(add(officer, "a.exe").status, 422);
  const auto added = add(officer, "a.csv");
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(added.events, 1);
  const auto whole = town.get(officer, at(id));
  const auto& file = whole.object().at("files").as_array().front();
  EXPECT_EQ(file.at("name").as_string(), "a.csv");
  EXPECT_TRUE(file.at("removable").as_bool());
  const auto bytes = at(id, "/files/" + added.text("digest"));
  EXPECT_EQ(town.get(officer, bytes).body, "a,b\n");
  EXPECT_EQ(town.get(stranger, bytes).status, 404);
  const auto one = at(id, fmt::format("/files/{}", file.at("position").as_int64()));
  EXPECT_EQ(town.ask(stranger, web::Verb::Delete, one).status, 404);
  town.clock().set(Instant::at(Date(2026, 3, 2), 9, 50));
  ASSERT_EQ(take(id, {{"step", "Accept"}, {"revision", 0}}).status, 200);
  EXPECT_EQ(town.ask(officer, web::Verb::Delete, one).key(), "matter.file-kept") << "a step may rest on it";
}

TEST_P(MattersApi, RemarksAreReadByTheOfficeAlone) {
  const auto id = filed();
  EXPECT_EQ(town.post(stranger, at(id, "/comments"), {{"text", "外人"}}).status, 404);
  EXPECT_EQ(town.post(officer, at(id, "/comments"), {{"text", "段"}, {"block", 0}}).key(), "comment.block");
  const auto made = town.post(officer, at(id, "/comments"), {{"text", "先查档案室"}});
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(made.events, 1);
  const auto& remark = made.object().at("comments").as_array().front();
  EXPECT_EQ(remark.at("text").as_string(), "先查档案室");
  EXPECT_THAT(made.object().at("facts").as_array(), SizeIs(1)) << "no fact, so whoever applied hears nothing of it";
  const auto done =
      town.ask(officer, web::Verb::Post, at(id, fmt::format("/comments/{}/resolution", remark.at("id").as_int64())));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_TRUE(done.object().at("comments").as_array().front().at("resolved").as_bool());
}

TEST_P(MattersApi, WhoGivesReliefIsSetByWhoeverApprovesThere) {
  auto approver = town.person("approver", Role::RequestApprover, town.bureau());
  const auto lines = [&](Browser& who) {
    return town.get(who, "/api/v1/relief/agencies").object().at("items").as_array();
  };
  ASSERT_THAT(lines(officer), SizeIs(1)) << "the caller's own agency, which has not said";
  EXPECT_EQ(lines(officer)[0].at("court").as_string(), "");
  const json::object bodies = {{"agency", town.bureau()}, {"reconsideration", "市政府"}, {"court", "东区法院"}};
  EXPECT_EQ(town.put(officer, "/api/v1/relief", bodies).status, 403);
  ASSERT_EQ(town.put(approver, "/api/v1/relief", bodies).status, 204);
  EXPECT_EQ(lines(approver)[0].at("court").as_string(), "东区法院");
  EXPECT_EQ(lines(stranger)[0].at("court").as_string(), "") << "another agency's";
}

TEST_P(MattersApi, ChannelsAreSetByWhoeverApprovesThere) {
  auto approver = town.person("approver", Role::RequestApprover, town.bureau());
  const auto show = [&](Browser& who) {
    return town.get(who, fmt::format("/api/v1/channels?agency={}", town.bureau()));
  };
  EXPECT_FALSE(show(officer).object().at("said").as_bool());
  EXPECT_TRUE(show(officer).object().at("fax").as_bool()) << "who has not said takes what comes";
  json::object said = {{"agency", town.bureau()}, {"online", false}, {"fax", true}, {"mail", false}};
  EXPECT_EQ(town.put(officer, "/api/v1/channels", said).status, 403);
  const auto refused = town.put(approver, "/api/v1/channels", said);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(fields_of(refused), testing::ElementsAre("fax_number"));
  said["fax_number"] = "0969-5550232";
  ASSERT_EQ(town.put(approver, "/api/v1/channels", said).status, 204);
  EXPECT_EQ(show(officer).text("fax_number"), "0969-5550232");
  EXPECT_FALSE(show(officer).object().at("online").as_bool());
  EXPECT_FALSE(show(stranger).object().at("said").as_bool()) << "another agency's";
  const auto lines = town.get(approver, "/api/v1/channels/agencies").object().at("items").as_array();
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_TRUE(lines[0].at("said").as_bool());
  auto mailed = form();
  mailed["channel"] = "mail";
  EXPECT_EQ(town.post(officer, "/api/v1/requests", mailed).key(), "request.channel-closed");
}

TEST_P(MattersApi, NotesAndProofsOfIdentityAreForWhoeverReadsTheRequest) {
  const auto id = filed();
  for (const auto* below : {"/notes", "/identity-papers"}) {
    const auto list = town.get(officer, at(id, below));
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_THAT(list.object().at("items").as_array(), SizeIs(0));
    EXPECT_EQ(town.get(stranger, at(id, below)).status, 404);
  }
  const auto unknown = at(id, "/identity-papers/" + std::string(64, '0') + "/opening");
  EXPECT_EQ(town.post(officer, unknown, json::object{{"reason", "核对身份"}}).key(), "file.missing");
  EXPECT_EQ(town.post(stranger, unknown, json::object{{"reason", "核对身份"}}).status, 404);
}

TEST_P(MattersApi, RoutesOfLettersAreListedWithTheirAgency) {
  auto approver = town.person("approver", Role::MessageApprover, town.bureau());
  auto elsewhere = town.person("elsewhere", Role::MessageApprover, town.other());
  const json::object route = {{"agency", town.bureau()}, {"topic", "fumes"}, {"department", "执法科"}};
  EXPECT_EQ(town.put(elsewhere, "/api/v1/message-routes", route).status, 403);
  ASSERT_EQ(town.put(approver, "/api/v1/message-routes", route).status, 204);
  const auto lines = [&](Browser& who, const std::string& query = {}) {
    return town.get(who, "/api/v1/message-routes" + query).object().at("items").as_array();
  };
  ASSERT_THAT(lines(approver), SizeIs(1)) << "of all agencies that the caller reads letters of";
  EXPECT_FALSE(lines(approver)[0].at("agency_name").as_string().empty());
  EXPECT_THAT(lines(approver, fmt::format("?agency={}", town.bureau())), SizeIs(1));
  EXPECT_THAT(lines(elsewhere, fmt::format("?agency={}", town.bureau())), SizeIs(0));
  EXPECT_THAT(lines(elsewhere), SizeIs(0));
}

TEST_P(MattersApi, IssuedLettersStandInTheirRegister) {
  auto approver = town.person("approver", Role::RequestApprover, town.bureau());
  const auto id = filed();
  const auto taken = take(id, {{"step", "Accept"}, {"revision", 0}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  const auto letter = taken.object().at("letters").as_array().front().at("id").as_int64();
  const char* address = "/api/v1/request-letters";
  EXPECT_THAT(town.get(officer, address).object().at("items").as_array(), SizeIs(0)) << "a draft is no letter yet";
  const auto issued = town.post(approver, at(id, fmt::format("/letters/{}/issue", letter)), {{"on", "2026-03-02"}});
  ASSERT_EQ(issued.status, 200) << issued.body;
  const auto list = town.get(officer, address);
  ASSERT_THAT(list.object().at("items").as_array(), SizeIs(1)) << list.body;
  const auto& line = list.object().at("items").as_array().front();
  EXPECT_EQ(line.at("kind_name").as_string(), "登记回执");
  EXPECT_EQ(line.at("matter_number").as_string(), taken.text("number"));
  const std::string of = std::string(address) + "?";
  for (const char* none : {"kind=reply", "issued_from=2026-03-03", "issued_until=2026-03-01", "q=xyz"})
    EXPECT_THAT(town.get(officer, of + none).object().at("items").as_array(), SizeIs(0)) << none;
  EXPECT_THAT(town.get(officer, of + "kind=receipt&issued_from=2026-03-02&issued_until=2026-03-02")
                  .object()
                  .at("items")
                  .as_array(),
              SizeIs(1));
  EXPECT_THAT(town.get(stranger, address).object().at("items").as_array(), SizeIs(0));
  const auto file = town.post(officer, "/api/v1/exports/request-letters", {{"agency", town.bureau()}});
  EXPECT_EQ(file.status, 200) << file.body;
  EXPECT_THAT(file.body, HasSubstr("登记回执"));
  EXPECT_EQ(file.events, 1);
}

TEST_P(MattersApi, TheListIsExportedOnRecord) {
  filed();
  const auto file = town.post(officer, "/api/v1/exports/matters", {{"kind", "request"}, {"agency", 0}});
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.events, 1);
  EXPECT_THAT(file.body, AllOf(HasSubstr("编号"), HasSubstr("供热管网"), Not(HasSubstr("13800000000"))));
  const auto other = town.post(stranger, "/api/v1/exports/matters", {{"kind", "request"}, {"agency", 0}});
  EXPECT_THAT(other.body, Not(HasSubstr("供热管网")));
  EXPECT_EQ(town.post(officer, "/api/v1/exports/matters", {{"kind", "message"}, {"agency", 0}}).body.find("供热"),
            std::string::npos);
}

TEST_P(MattersApi, AQueryCodeIsRenewedByWhoeverHandles) {
  const auto id = filed();
  const auto renewed = town.ask(officer, web::Verb::Post, at(id, "/code"));
  ASSERT_EQ(renewed.status, 200) << renewed.body;
  EXPECT_EQ(renewed.events, 1);
  EXPECT_EQ(town.ask(stranger, web::Verb::Post, at(id, "/code")).status, 404);
}

}  // namespace
}  // namespace dl::api
