#include "requests/channels.h"

#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Channel;
using test::key_of;

TEST(Channels, OweWhatTheyCannotBeUsedWithout) {
  const struct {
    const char* name;
    Channels said;
    const char* key;  ///< of the first field; empty for none
  } rows[] = {{"as it begins", {}, ""},
              {"fax without a number", {.fax = true}, "request.fax-owed"},
              {"fax", {.fax = true, .fax_number = "0969-5550232"}, ""},
              {"mail without an address", {.mail = true, .mailbox = "  "}, "request.mailbox-owed"},
              {"an address that is none", {.mail = true, .mailbox = "ysqgk"}, "request.email"},
              {"two addresses", {.mail = true, .mailbox = "a@x.cn, b@x.cn"}, "request.email"},
              {"mail", {.mail = true, .mailbox = "ysqgk@x.cn"}, ""},
              {"a postcode of five", {.postcode = "10000"}, "request.postcode"},
              {"too long", {.office = std::string(matters::kLongestWord + 1, 'x')}, "request.long"}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto checked = check(row.said);
    EXPECT_EQ(checked.has_value(), std::string(row.key).empty());
    if (!checked) {
      EXPECT_EQ(checked.error().key, "request.channels");
      EXPECT_EQ(checked.error().fields.front().key, row.key);
    }
  }
}

// 国办公开办函〔2017〕19号; 条例 art. 29.
TEST(Channels, NobodyClosesTheCounterThePostAndTheSpokenWord) {
  const std::optional<Channels> none = Channels{.online = false};
  for (const auto channel : {Channel::Counter, Channel::Registered, Channel::Post, Channel::Oral})
    EXPECT_TRUE(is_open(none, channel)) << name_of(channel);
  for (const auto channel : {Channel::Online, Channel::Fax, Channel::Mail, Channel::Inner})
    EXPECT_FALSE(is_open(none, channel)) << name_of(channel);
  for (const auto channel : {Channel::Online, Channel::Fax, Channel::Mail})
    EXPECT_TRUE(is_open(std::nullopt, channel)) << "nobody has said: what comes is taken";
}

class ChannelsTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  ChannelsTest() : RequestAgency(GetParam()) {}

  std::optional<Channels> kept() {
    return must(read([&](db::Session& session) { return load_channels(session, place_.agency); }));
  }
  Filing filing(Channel channel) const {
    return {.place = place_,
            .channel = channel,
            .came_on = Date(2026, 3, 2),
            .contact = {.name = "张三", .identity_kind = "passport", .identity_number = "E1", .phone = "1"},
            .wanted = "2025年道路养护预算"};
  }
};
DL_ON_EVERY_ENGINE(ChannelsTest);

TEST_P(ChannelsTest, AreSaidAndSaidAnew) {
  EXPECT_EQ(kept(), std::nullopt);
  const Channels first{.fax = true, .office = " 办公室 ", .fax_number = "0969-1"};
  ASSERT_TRUE(set_channels(journal_, place_.agency, first, who("乙")));
  EXPECT_EQ(kept()->office, "办公室");
  EXPECT_EQ(kept()->fax_number, "0969-1");
  const Channels again{.online = false, .mail = true, .mailbox = "a@x.cn"};
  ASSERT_TRUE(set_channels(journal_, place_.agency, again, who("乙")));
  EXPECT_EQ(kept(), again);
  EXPECT_EQ(key_of(set_channels(journal_, place_.agency, again, Principal())), "right.missing");
  EXPECT_EQ(key_of(set_channels(journal_, place_.agency, {.fax = true}, who("乙"))), "request.channels");
  EXPECT_EQ(kept(), again) << "nothing was changed by what was refused";
}

TEST_P(ChannelsTest, WhatIsClosedBringsNothing) {
  ASSERT_TRUE(desk_.file(filing(Channel::Fax), "person:甲")) << "nobody has said yet";
  ASSERT_TRUE(set_channels(journal_, place_.agency, {.online = false}, who("乙")));
  for (const auto channel : {Channel::Online, Channel::Fax, Channel::Mail})
    EXPECT_EQ(key_of(desk_.file(filing(channel), "person:甲")), "request.channel-closed") << name_of(channel);
  for (const auto channel : {Channel::Counter, Channel::Registered, Channel::Post, Channel::Oral})
    EXPECT_TRUE(desk_.file(filing(channel), "person:甲")) << name_of(channel);
}

}  // namespace
}  // namespace dl::requests
