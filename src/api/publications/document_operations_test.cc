// Documents through the router: a life from draft to withdrawal, two editors at once, files.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::HasSubstr;
using testing::Not;
using web::Verb;

std::string document(std::int64_t id, std::string_view rest = "") {
  return fmt::format("/api/v1/documents/{}{}", id, rest);
}

class Documents : public testing::TestWithParam<test::Store> {
 protected:
  Reply step(Browser& as, std::int64_t id, const char* name, const char* reason = nullptr) {
    json::object body{{"step", name}};
    if (reason != nullptr) body["reason"] = reason;
    return town.post(as, document(id, "/steps"), body);
  }

  Town town = Town(GetParam());
  Browser drafter = town.person("drafter", Role::Drafter, town.bureau());
  Browser reviewer = town.person("reviewer", Role::Reviewer, town.bureau());
  Browser secrecy = town.person("secrecy", Role::SecrecyReviewer, town.bureau());
  Browser publisher = town.person("publisher", Role::Publisher, town.bureau());
};

TEST_P(Documents, LiveFromDraftToWithdrawal) {
  auto id = town.draft(drafter, "关于清扫道路积雪的通知");
  struct Row {
    Browser* as;
    const char* step;
    const char* reason;
    int status;
    const char* state;  ///< after it, or the key of the problem
    int events;
  };
  const Row rows[] = {
      {&reviewer, "review", nullptr, 409, "document.step", 0},
      {&reviewer, "submit", nullptr, 403, "right.missing", 0},
      {&drafter, "submit", nullptr, 200, "Submitted", 1},
      {&drafter, "review", nullptr, 403, "right.missing", 0},
      {&reviewer, "send-back", nullptr, 422, "document.reason-owed", 0},
      {&reviewer, "send-back", "日期有误", 200, "Draft", 1},
      {&drafter, "submit", nullptr, 200, "Submitted", 1},
      {&reviewer, "review", nullptr, 200, "Reviewed", 1},
      {&secrecy, "clear", "不涉密", 200, "Cleared", 1},
      {&drafter, "publish", nullptr, 403, "right.missing", 0},
      {&publisher, "publish", nullptr, 200, "Published", 1},
      {&publisher, "withdraw", nullptr, 422, "document.reason-owed", 0},
      {&publisher, "withdraw", "内容已经过时", 200, "Withdrawn", 1},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.step);
    auto reply = step(*row.as, id, row.step, row.reason);
    EXPECT_EQ(reply.status, row.status) << reply.body;
    EXPECT_EQ(reply.events, row.events);
    if (reply.status == 200)
      EXPECT_EQ(reply.object().at("edition").at("state").as_string(), row.state);
    else
      EXPECT_EQ(reply.key(), row.state);
  }
  auto whole = town.get(drafter, document(id));
  std::string taken;
  for (const auto& one : whole.object().at("reviews").as_array())
    taken += fmt::format("{} {}, ", std::string(one.at("step").as_string()), std::string(one.at("leads").as_string()));
  EXPECT_EQ(taken, "send-back Back, review On, clear On, ");
  EXPECT_THAT(whole.body, HasSubstr("〈reviewer〉"));
}

TEST_P(Documents, SayWhichStepsAreOpenToWhom) {
  auto id = town.draft(drafter, "甲");
  step(drafter, id, "submit");
  auto steps = [&](Browser& as) {
    std::string line;
    auto reply = town.get(as, document(id));
    for (const auto& one : reply.object().at("steps").as_array())
      line += std::string(one.at("step").as_string()) + (one.at("allowed").as_bool() ? "+ " : "- ");
    return line;
  };
  EXPECT_EQ(steps(reviewer), "review+ send-back+ ");
  EXPECT_EQ(steps(publisher), "review- send-back- ");
  EXPECT_EQ(steps(drafter), "review- send-back- ");
}

TEST_P(Documents, AreReleasedOnceWhatIsFoundInThemIsAnswered) {
  auto body = Town::words("关于清扫积雪的通知", "请与张某联系，电话13812345678。");
  body["column"] = town.column(town.bureau());
  const auto id = town.post(drafter, "/api/v1/documents", body).object().at("id").as_int64();
  auto administrator = town.person("administrator", Role::AgencyAdministrator, town.bureau());
  auto finding_for = [&](Browser& as) { return town.get(as, document(id)).object().at("findings").at(0).as_object(); };
  const auto shown = finding_for(drafter);
  EXPECT_EQ(shown.at("kind").as_string(), "personal-data");
  EXPECT_EQ(shown.at("kind_name").as_string(), "个人信息");
  EXPECT_EQ(shown.at("block").as_int64(), 0);
  EXPECT_EQ(shown.at("excerpt").as_string(), "138****5678");
  EXPECT_TRUE(shown.at("owed").as_bool());
  EXPECT_EQ(shown.at("why_not").as_string(), "〔finding.reviewer-owed〕");
  EXPECT_TRUE(finding_for(reviewer).at("why_not").is_null());
  EXPECT_TRUE(town.get(administrator, document(id)).object().at("by_force").is_null());

  step(drafter, id, "submit");
  step(reviewer, id, "review");
  step(secrecy, id, "clear", "不涉密");
  const auto whole = town.get(publisher, document(id));
  const auto& offers = whole.object().at("steps").as_array();
  const auto offer = std::ranges::find_if(offers, [](const auto& one) { return one.at("step") == "publish"; });
  ASSERT_NE(offer, offers.end());
  EXPECT_FALSE(offer->at("allowed").as_bool());
  EXPECT_EQ(offer->at("why_not").as_string(), "〔document.findings-open〕");
  EXPECT_EQ(step(publisher, id, "publish").key(), "document.findings-open");
  json::object forced{{"step", "publish"}, {"force", true}, {"reason", "汛情"}};
  EXPECT_EQ(town.post(administrator, document(id, "/steps"), forced).key(), "document.findings-open");

  json::object answer{
      {"digests", json::array{shown.at("digest")}}, {"answer", "Accepted"}, {"reason", "值班手机，本人同意"}};
  auto give = [&](Browser& as) { return town.post(as, document(id, "/findings/answers"), answer); };
  EXPECT_EQ(give(drafter).key(), "finding.reviewer-owed");
  answer["digests"] = json::array{std::string(64, '0')};
  EXPECT_EQ(give(reviewer).key(), "finding.gone");
  answer["digests"] = json::array{shown.at("digest")};
  auto given = give(reviewer);
  ASSERT_EQ(given.status, 200) << given.body;
  EXPECT_EQ(given.events, 1);
  const auto& after = given.object().at("findings").at(0);
  EXPECT_FALSE(after.at("owed").as_bool());
  EXPECT_EQ(after.at("answered_by_name").as_string(), "〈reviewer〉");
  EXPECT_EQ(after.at("reason").as_string(), "值班手机，本人同意");
  EXPECT_EQ(step(publisher, id, "publish").status, 200);
}

TEST_P(Documents, TwoEditorsNeverLoseAText) {
  auto id = town.draft(drafter, "初稿");
  auto colleague = town.person("colleague", Role::Drafter, town.bureau());
  auto mine = town.get(drafter, document(id));
  auto theirs = town.get(colleague, document(id));
  auto tag = mine.header("ETag");
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(tag, theirs.header("ETag"));

  auto first = town.put(drafter, document(id), Town::words("我的标题", "我的正文。"), {{"If-Match", tag}});
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_NE(first.header("ETag"), tag);
  EXPECT_EQ(first.events, 0) << "the sitting in which it was drafted goes on";
  auto second = town.put(colleague, document(id), Town::words("他的标题", "他的正文。"), {{"If-Match", tag}});
  EXPECT_EQ(second.status, 412);
  EXPECT_EQ(second.key(), "document.changed");
  EXPECT_EQ(second.events, 0);
  const auto& current = second.object().at("current");
  EXPECT_EQ(current.at("edition").at("metadata").at("title").as_string(), "我的标题");
  EXPECT_THAT(second.body, HasSubstr("我的正文。"));

  auto again = town.put(colleague, document(id), Town::words("他的标题", "两人的正文。"),
                        {{"If-Match", fmt::format("\"r{}\"", current.at("revision").as_int64())}});
  EXPECT_EQ(again.status, 200) << again.body;
}

TEST_P(Documents, ChangesWantAPrecondition) {
  auto id = town.draft(drafter, "甲");
  struct Row {
    const char* tag;
    int status;
    const char* key;
  };
  for (const auto& row : {Row{nullptr, 428, "precondition.owed"}, Row{"*", 400, "precondition.form"},
                          Row{"\"x\"", 400, "precondition.form"}, Row{"\"r999\"", 412, "document.changed"}}) {
    auto reply = town.put(drafter, document(id), Town::words("乙"),
                          row.tag == nullptr ? web::Fields() : web::Fields{{"If-Match", row.tag}});
    EXPECT_EQ(reply.status, row.status) << reply.body;
    EXPECT_EQ(reply.key(), row.key);
    EXPECT_EQ(reply.events, 0);
  }
}

TEST_P(Documents, ANumberThatIsTooLargeIsNotCutToAnother) {
  auto id = town.draft(drafter, "甲");
  const auto file = town.ask(drafter, Verb::Post, document(id, "/files?name=a.csv"), "a,b\n", {{"Content-Type", ""}});
  ASSERT_EQ(file.status, 201) << file.body;
  EXPECT_EQ(town.get(drafter, document(id, "/editions/1")).status, 200);
  for (const char* number : {"4294967297", "2147483648", "99999999999999999999", "0", "-1"}) {
    SCOPED_TRACE(number);
    EXPECT_EQ(town.get(drafter, document(id, fmt::format("/editions/{}", number))).status, 404);
    auto gone = town.ask(drafter, Verb::Delete, document(id, fmt::format("/files/{}", number)));
    EXPECT_EQ(gone.status, 404);
    EXPECT_EQ(gone.events, 0);
  }
}

TEST_P(Documents, WhoMayOnlyDraftIsShownWhatTheyChanged) {
  auto keeper = town.person("keeper", Role::AgencyAdministrator, town.bureau());
  auto made = town.post(keeper, "/api/v1/keys",
                        {{"name", "外部系统"},
                         {"agency", town.bureau()},
                         {"rights", json::array{"Draft"}},
                         {"expires_on", "2024-12-31"}});
  ASSERT_EQ(made.status, 201) << made.body;
  Browser system{.key = made.text("key")};
  auto id = town.draft(system, "甲");
  auto changed = town.put(system, document(id), Town::words("乙"), {{"If-Match", "\"r1\""}});
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.events, 0) << "one sitting";
  auto late = town.put(system, document(id), Town::words("丙"), {{"If-Match", "\"r1\""}});
  EXPECT_EQ(late.status, 412) << late.body;
  EXPECT_EQ(late.object().at("current").at("edition").at("metadata").at("title").as_string(), "乙");
}

// A client that is older than a field must not empty it.
TEST_P(Documents, KeepWhatAChangeLeavesOut) {
  auto id = town.draft(drafter, "甲");
  auto words = Town::words("乙");
  auto& metadata = words["metadata"].as_object();
  metadata = {{"themes", json::array{"综合政务"}}, {"summary", "摘要"}};
  auto changed = town.put(drafter, document(id), words, {{"If-Match", "\"r1\""}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  metadata = {{"themes", json::array{"城乡建设"}}, {"issued_on", nullptr}};
  changed = town.put(drafter, document(id), words, {{"If-Match", "\"r2\""}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  const auto& kept = changed.object().at("edition").at("metadata");
  EXPECT_EQ(kept.at("title").as_string(), "甲");
  EXPECT_EQ(kept.at("disclosure").as_string(), "Active");
  EXPECT_EQ(kept.at("summary").as_string(), "摘要");
  EXPECT_EQ(kept.at("themes").as_array(), json::array{"城乡建设"}) << "a list is sent whole";
  EXPECT_TRUE(kept.at("issued_on").is_null()) << "what is sent as nothing is emptied";
}

TEST_P(Documents, AnEmptyObjectIsNoBody) {
  auto id = town.draft(drafter, "甲");
  const auto schedule = document(id, "/schedule");
  for (const char* none : {"", "{}", " {\n} ", "null"})
    EXPECT_EQ(town.ask(publisher, Verb::Delete, schedule, none).key(), "document.not-scheduled") << none;
  for (const char* some : {R"({"at":1})", "[]", "x", "{"})
    EXPECT_EQ(town.ask(publisher, Verb::Delete, schedule, some).key(), "request.no-body") << some;
  EXPECT_EQ(town.ask(publisher, Verb::Delete, schedule, std::string(257, ' ')).status, 413);
}

TEST_P(Documents, ListsArePagedByKey) {
  for (int i = 0; i < 5; ++i) {
    town.clock().advance_ms(1000);
    town.draft(drafter, fmt::format("第{}号", i));
  }
  std::string seen;
  std::string target = "/api/v1/documents?limit=2";
  for (int page = 0; page < 4; ++page) {
    auto reply = town.get(drafter, target);
    ASSERT_EQ(reply.status, 200) << reply.body;
    for (const auto& item : reply.object().at("items").as_array()) seen += item.at("title").as_string();
    if (reply.object().at("next").is_null()) break;
    target = "/api/v1/documents?limit=2&after=" + std::string(reply.object().at("next").as_string());
  }
  EXPECT_EQ(seen, "第4号第3号第2号第1号第0号");
  EXPECT_EQ(town.get(drafter, "/api/v1/documents?limit=0").status, 422);
  EXPECT_EQ(town.get(drafter, "/api/v1/documents?limit=201").status, 422);
  EXPECT_EQ(town.get(drafter, "/api/v1/documents?colour=red").status, 422);
  EXPECT_EQ(town.get(drafter, "/api/v1/documents?after=x").key(), "list.cursor");
  EXPECT_EQ(town.get(drafter, "/api/v1/documents?state=Draft&text=%E7%AC%AC3").object().at("items").as_array().size(),
            1U);
}

TEST_P(Documents, FilesComeAndGo) {
  auto id = town.draft(drafter, "甲");
  const std::string picture = std::string("\x89PNG\r\n\x1a\n") + std::string(40, '\0') + "x";
  auto added = town.ask(drafter, Verb::Post, document(id, "/files?name=a.png&embedded=1"), picture,
                        {{"Content-Type", "image/png"}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(added.text("type"), "image/png");
  auto sent = town.get(drafter, document(id, "/files/" + added.text("digest")));
  EXPECT_EQ(sent.status, 200);
  EXPECT_EQ(sent.body, picture);
  EXPECT_EQ(town.ask(drafter, Verb::Post, document(id, "/files?name=a.png&embedded=1"), "<svg/>").key(), "file.image");
  EXPECT_EQ(town.ask(drafter, Verb::Post, document(id, "/files?name=a%2Fb"), "x").status, 422);
  EXPECT_EQ(town.ask(drafter, Verb::Post, document(id, "/files?name=b.pdf"), "").key(), "file.empty");
  EXPECT_EQ(sent.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(sent.header("Cache-Control"), "private, no-cache") << "what is taken away is gone at once";
  EXPECT_EQ(town.ask(drafter, Verb::Post, document(id, "/files?name=a.pdf"), "MZ a program").key(), "file.content");
  const auto file = document(id, fmt::format("/files/{}", added.object().at("position").as_int64()));
  EXPECT_EQ(town.ask(drafter, Verb::Delete, file).status, 428);
  EXPECT_EQ(town.ask(drafter, Verb::Delete, file, {}, {{"If-Match", "\"r1\""}}).status, 412);
  const auto tag = town.get(drafter, document(id)).header("ETag");
  auto gone = town.ask(drafter, Verb::Delete, file, {}, {{"If-Match", tag}});
  EXPECT_EQ(gone.status, 204) << gone.body;
  EXPECT_EQ(town.get(drafter, document(id, "/files/" + added.text("digest"))).status, 404);
}

TEST_P(Documents, EditionsAreCompared) {
  auto id = town.draft(drafter, "甲");
  step(drafter, id, "submit");
  step(reviewer, id, "review");
  step(secrecy, id, "clear", "不涉密");
  ASSERT_EQ(step(publisher, id, "publish").status, 200);
  auto revised = town.post(drafter, document(id, "/revision"), {{"change_note", "更正时限"}});
  ASSERT_EQ(revised.status, 201) << revised.body;
  auto changed = town.put(drafter, document(id), Town::words("甲（修订）", "道路积雪应当立即清扫。"),
                          {{"If-Match", revised.header("ETag")}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  auto compared = town.get(drafter, document(id, "/differences?from=1&to=2"));
  ASSERT_EQ(compared.status, 200) << compared.body;
  EXPECT_THAT(compared.body, HasSubstr("<ins>立即</ins>"));
  EXPECT_THAT(compared.body, HasSubstr("<del>及时</del>"));
  EXPECT_EQ(compared.object().at("metadata").as_array().front().at("field").as_string(), "title");
  EXPECT_EQ(town.get(drafter, document(id, "/differences?from=1&to=7")).status, 404);
}

TEST_P(Documents, LinkEachOtherAndPartAgain) {
  auto policy = town.draft(drafter, "清雪办法");
  auto reading = town.draft(drafter, "《清雪办法》解读");
  json::object link{{"relation", "Interprets"}, {"document", policy}};
  auto offered = town.get(drafter, document(reading, "/linkable?text=%E5%8A%9E%E6%B3%95"));
  ASSERT_EQ(offered.status, 200) << offered.body;
  EXPECT_EQ(offered.object().at("items").as_array().size(), 1U) << "not itself: " << offered.body;
  auto linked = town.post(drafter, document(reading, "/links"), link);
  ASSERT_EQ(linked.status, 201) << linked.body;
  EXPECT_EQ(linked.object().at("links").as_array().front().at("title").as_string(), "清雪办法");
  EXPECT_EQ(town.post(drafter, document(reading, "/links"), link).key(), "document.linked-already");
  auto unlink = [&](Browser& as) {
    return town.ask(as, Verb::Delete, document(reading, "/links"), json::serialize(link));
  };
  EXPECT_EQ(unlink(reviewer).status, 403);
  auto parted = unlink(drafter);
  ASSERT_EQ(parted.status, 200) << parted.body;
  EXPECT_EQ(parted.events, 2);
  EXPECT_TRUE(parted.object().at("links").as_array().empty());
  EXPECT_EQ(unlink(drafter).key(), "document.link-missing");
}

TEST_P(Documents, SayWhoMayForceThem) {
  auto boss = town.person("boss", Role::AgencyAdministrator, town.bureau());
  auto id = town.draft(drafter, "防汛紧急通知");
  auto forcible = [&](Browser& as) { return !town.get(as, document(id)).object().at("by_force").is_null(); };
  EXPECT_FALSE(forcible(drafter));
  EXPECT_TRUE(forcible(boss));
  json::object body{{"step", "publish"}, {"force", true}};
  EXPECT_EQ(town.post(boss, document(id, "/steps"), body).key(), "document.reason-owed");
  body["reason"] = "汛情紧急";
  EXPECT_EQ(town.post(drafter, document(id, "/steps"), body).key(), "right.missing");
  auto forced = town.post(boss, document(id, "/steps"), body);
  ASSERT_EQ(forced.status, 200) << forced.body;
  EXPECT_EQ(forced.object().at("edition").at("state").as_string(), "Published");
  EXPECT_FALSE(forcible(boss)) << "it is public";
}

TEST_P(Documents, RemarksAndSchedule) {
  auto id = town.draft(drafter, "甲");
  step(drafter, id, "submit");
  auto remarked = town.post(reviewer, document(id, "/comments"), {{"text", "时限请核对"}, {"block", 0}});
  ASSERT_EQ(remarked.status, 201) << remarked.body;
  auto comment = remarked.object().at("comments").as_array().front().at("id").as_int64();
  auto resolved = town.post(drafter, document(id, fmt::format("/comments/{}/resolution", comment)), nullptr);
  EXPECT_EQ(resolved.status, 200) << resolved.body;
  EXPECT_TRUE(resolved.object().at("comments").as_array().front().at("resolved").as_bool());
  step(reviewer, id, "review");
  step(secrecy, id, "clear", "不涉密");
  EXPECT_EQ(town.put(publisher, document(id, "/schedule"), {{"at", "2024-02-01T08:00:00+08:00"}}).key(),
            "document.schedule-past");
  auto scheduled = town.put(publisher, document(id, "/schedule"), {{"at", "2024-03-02T08:00:00+08:00"}});
  ASSERT_EQ(scheduled.status, 200) << scheduled.body;
  EXPECT_EQ(scheduled.text("scheduled_at"), "2024-03-02T08:00:00+08:00");
  EXPECT_THAT(town.get(publisher, "/api/v1/worklist").body, HasSubstr("\"task\":\"document.scheduled\""));
  town.clock().set(Instant::at(Date(2024, 3, 2), 8, 1));
  const auto& around = town.api().around;
  EXPECT_EQ(work::Timetable(around.journal, takers(around.directory)).take_due().value_or(0), 1);
  publisher = town.sign_in("publisher");
  EXPECT_EQ(town.get(publisher, document(id)).object().at("edition").at("state").as_string(), "Published");
}

DL_ON_EVERY_ENGINE(Documents);

}  // namespace
}  // namespace dl::api
