// The mailbox on the site: what was made public, by topic and page, and the form.
#include <gtest/gtest.h>

#include "dialogue/public_store.h"
#include "portal/matters/window_fixture.h"

namespace dl::portal {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kKey(32, 'a');

class MailboxSite : public AskingSite {
 public:
  MailboxSite() {
    const auto& topics = portal().vocabularies.at("message_topics").terms;
    first_ = topics.at(0);
    second_ = topics.at(1);
  }

  /// A letter about something that was made public.
  std::int64_t shown(const std::string& title, const Term& topic) {
    const auto matter = opened(title).id;
    dialogue::PublicMessage message{.matter = matter,
                                    .agency = agency(test::kBureau),
                                    .kind = "ask",
                                    .topic = topic.code,
                                    .words = {title, "路灯不亮。\n已有一周。", "已经修好。"},
                                    .asked_on = {2024, 2, 26},
                                    .answered_on = {2024, 3, 1},
                                    .shown_by = "person:甲",
                                    .shown_at = clock().now()};
    EXPECT_TRUE(journal().keep([&](journal::Transaction& transaction) -> Outcome<void> {
      return dialogue::insert(transaction.sql(), message);
    }));
    clock().advance_ms(1000);
    return message.id;
  }

  Term first_ = {};
  Term second_ = {};
};

TEST(Mailbox, ListsWhatIsPublicByTopic) {
  MailboxSite site;
  const auto lamp = site.shown("路灯不亮", site.first_);
  site.shown("树枝挡路", site.second_);
  const auto page = site.get("/mailbox");
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.topics.empty()) << "drawn from public words alone, so it may be kept";
  EXPECT_LT(page.body.find("树枝挡路"), page.body.find("路灯不亮")) << "the newest first";
  EXPECT_THAT(page.body, HasSubstr(fmt::format("href=\"/mailbox/{}\"", lamp)));
  const auto topic = web::percent_encode(site.first_.code);
  expect_rows(site, {{"topic", "/mailbox?topic=" + topic, 200, {"路灯不亮", "取消此条件"}, {"树枝挡路"}},
                     {"no topic", "/mailbox?topic=none", 404, {}, {}},
                     {"no place", "/mailbox?after=x", 404, {}, {}},
                     {"one",
                      fmt::format("/mailbox/{}", lamp),
                      200,
                      {"<p>路灯不亮。</p>", "<p>已经修好。</p>", "2024-02-26", "2024-03-01"},
                      {"person:"}},
                     {"no such", "/mailbox/999", 404, {}, {}},
                     {"no number", "/mailbox/x", 404, {}, {}}});
}

TEST(Mailbox, GoesOnPageByPage) {
  MailboxSite site;
  site.portal().options.lines_a_page = 2;
  for (const auto* title : {"甲事", "乙事", "丙事"}) site.shown(title, site.first_);
  const auto first = site.get("/mailbox").body;
  EXPECT_THAT(first, HasSubstr("丙事"));
  EXPECT_THAT(first, Not(HasSubstr("甲事")));
  const auto from = first.find("/mailbox?after=");
  ASSERT_NE(from, std::string::npos);
  const auto next = site.get(first.substr(from, first.find('"', from) - from)).body;
  EXPECT_THAT(next, HasSubstr("甲事"));
  EXPECT_THAT(next, Not(HasSubstr("乙事")));
}

TEST(Mailbox, WhatIsWithdrawnIsGone) {
  MailboxSite site;
  const auto id = site.shown("路灯不亮", site.first_);
  EXPECT_TRUE(site.journal().keep([&](journal::Transaction& transaction) {
    return dialogue::end_public(transaction.sql(), id, site.clock().now());
  }));
  EXPECT_EQ(site.get(fmt::format("/mailbox/{}", id)).status, 410);
  EXPECT_THAT(site.get("/mailbox").body, Not(HasSubstr("路灯不亮")));
}

TEST(Mailbox, TakesALetterOnce) {
  MailboxSite site;
  const auto& kinds = site.portal().vocabularies.at("message_kinds").terms;
  web::Fields form = {
      {"kind", kinds.at(0).code}, {"topic", site.first_.code}, {"title", "路灯不亮"},   {"words", "门前的路灯不亮。"},
      {"name", "张三"},           {"email", "z@example.com"},  {"wants_public", "yes"}, {"key", kKey}};
  EXPECT_THAT(site.get("/mailbox/new").body, HasSubstr(kinds.at(0).name));
  const auto sent = site.post("/mailbox/new", form);
  EXPECT_EQ(sent.status, 200);
  EXPECT_THAT(sent.body, HasSubstr("id=\"receipt-code\""));
  EXPECT_THAT(sent.body, HasSubstr("个工作日内答复"));
  site.post("/mailbox/new", form);
  EXPECT_EQ(site.count("matter"), 1);
  for (auto& [name, value] : form)
    if (name == "email") value.clear();
  const auto wrong = site.post("/mailbox/new", form);
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#phone\""));
  EXPECT_THAT(wrong.body, HasSubstr("门前的路灯不亮。"));
  EXPECT_THAT(wrong.body, HasSubstr("value=\"yes\" checked"));
}

}  // namespace
}  // namespace dl::portal
