// Letters on paper for whoever follows a case: by a link that number and code bring, and by nothing else.
#include <gtest/gtest.h>

#include "portal/matters/letter_link.h"
#include "portal/matters/window_fixture.h"

namespace dl::portal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Linked : public testing::Test {
 protected:
  Linked() : opened(site.opened("取一本书")) {
    letter = site.letter(opened.id, "reply", "已经取来。");
    other = site.letter(opened.id, "consultation", "致第三方");
    draft = site.letter(opened.id, "reply", "没有签发的");
    site.issue(opened.id, letter, "办〔2024〕1号");
    site.issue(opened.id, other, "函〔2024〕1号");
  }
  web::Response page() { return site.post("/follow", {{"number", opened.number}, {"code", opened.code}}); }
  /// The links of a page of a case.
  static std::vector<std::string> links(std::string body) {
    for (const std::string amp = "&amp;"; body.find(amp) != std::string::npos;) body.replace(body.find(amp), 5, "&");
    std::vector<std::string> found;
    for (auto at = body.find(kLetterPath); at != std::string::npos; at = body.find(kLetterPath, at + 1))
      found.push_back(body.substr(at, body.find('"', at) - at));
    return found;
  }
  static std::string with(std::string link, const std::string& name, const std::string& value) {
    const auto at = link.find(name + "=") + name.size() + 1;
    return link.replace(at, link.find('&', at) == std::string::npos ? link.npos : link.find('&', at) - at, value);
  }
  void expect_none(const std::string& link) {
    const auto answer = site.get(link);
    EXPECT_EQ(answer.status, 422) << link;
    EXPECT_THAT(answer.body, HasSubstr("window.link"));
    EXPECT_THAT(answer.body, Not(HasSubstr("已经取来")));
  }

  AskingSite site;
  matters::Opened opened;
  std::int64_t letter = 0, other = 0, draft = 0;
};

TEST_F(Linked, OpensAnIssuedLetterOnPaperAndNobodyKeepsIt) {
  const auto found = links(page().body);
  ASSERT_EQ(found.size(), 1U) << "one that was issued, and to whoever asked";
  EXPECT_THAT(found[0], Not(HasSubstr(opened.code))) << "addresses stand in histories";
  const auto answer = site.get(found[0]);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.type, "application/pdf");
  EXPECT_EQ(answer.body, "%PDF 已经取来。");
  EXPECT_EQ(answer.max_age, -1);
  EXPECT_TRUE(answer.topics.empty());
  EXPECT_THAT(answer.headers, testing::Contains(testing::Pair("X-Robots-Tag", "noindex")));
}

TEST_F(Linked, WhoHasNumberAndCodeIsTakenToHaveOpenedIt) {
  std::vector<std::int64_t> told;
  site.window().opened = [&](const matters::Matter& matter) -> Outcome<bool> {
    told.push_back(matter.id);
    if (told.size() > 2) return fail(Fault::Unavailable, "installation.read-only");
    return told.size() == 1;
  };
  site.post("/follow", {{"number", opened.number}, {"code", "WRONGCODE"}});
  site.get("/follow?number=" + web::percent_encode(opened.number));
  EXPECT_TRUE(told.empty()) << "nobody without the code";
  EXPECT_EQ(page().status, 200);
  EXPECT_EQ(page().status, 200);
  EXPECT_EQ(page().status, 200) << "what cannot be put down keeps nobody from reading";
  EXPECT_EQ(told, (std::vector{opened.id, opened.id, opened.id}));
}

TEST_F(Linked, NothingElseOpensOne) {
  const auto link = links(page().body).at(0);
  expect_none(with(link, "proof", std::string(64, '0')));
  expect_none(with(link, "letter", fmt::format("{}", draft)));
  expect_none(with(link, "letter", fmt::format("{}", other)));
  expect_none(with(link, "letter", "x"));
  expect_none(with(link, "number", "N-1"));
  expect_none(with(link, "until", "9999999999999"));
  expect_none(kLetterPath);
  const auto stranger = site.opened("别的书");
  expect_none(with(link, "number", web::percent_encode(stranger.number)));
}

TEST_F(Linked, HoldsForAWhileAndAsLongAsTheCode) {
  const auto link = links(page().body).at(0);
  const auto now = site.portal().clock.now();
  const auto asked = [&](Instant at) {
    web::Request http;
    http.query = web::parse_fields(link.substr(link.find('?') + 1));
    return site.read([&](db::Session& session) { return find_linked(session, site.window(), http, at); });
  };
  EXPECT_TRUE(asked(Instant(now.milliseconds() + kLinkHeldMs)));
  EXPECT_EQ(asked(Instant(now.milliseconds() + kLinkHeldMs + 1)).error().key, "window.link");
  ASSERT_TRUE(site.window().desk.renew_code(opened.id, accounts::Right::AnswerRequests,
                                            accounts::Principal::machine("person:甲")));
  EXPECT_EQ(asked(now).error().key, "window.link");
}

}  // namespace
}  // namespace dl::portal
