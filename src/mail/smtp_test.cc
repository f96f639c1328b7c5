#include "mail/smtp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/address.h"
#include "mail/message.h"
#include "mail/smtp_fixture.h"
#include "tests/support/must.h"

namespace dl::mail {
namespace {

using test::key_of;
using test::must;
using testing::Contains;
using testing::Not;
using testing::StartsWith;

Letter letter(std::string to = "zhang@example.com") {
  return {.to = std::move(to),
          .subject = "您提出的政府信息公开申请743719761-SQ2026-0001有新的进展",
          .text = "您好：\n请打开网页查看。\n",
          .id = "request-1",
          .date = Instant::at(Date(2026, 3, 2), 10, 30)};
}
Server server(const FakeServer& at) {
  return {.address = at.address(), .security = Security::None, .from = "office@example.gov.cn"};
}

TEST(WriteLetter, IsReadAsItWasMeant) {
  const auto written = write_letter(letter(), "office@example.gov.cn");
  const auto read = must(read_message(written));
  EXPECT_EQ(read.from, "office@example.gov.cn");
  EXPECT_EQ(read.to, "<zhang@example.com>");
  EXPECT_EQ(read.subject, letter().subject);
  EXPECT_EQ(read.text, "您好：\n请打开网页查看。");
  EXPECT_EQ(read.message_id, "request-1@example.gov.cn");
  EXPECT_EQ(read.date, letter().date);
  EXPECT_EQ(read.source, Source::Automatic) << "nobody's absence answers it";
  for (std::size_t at = 0; at < written.size();) {
    const auto end = written.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - at, 78U);
    at = end + 2;
  }
}

TEST(Address, IsOneThatACommandMayHold) {
  for (const char* right : {"a@b", "zhang.san+x@example.com"}) EXPECT_TRUE(is_address(right)) << right;
  for (const char* wrong : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nDATA", "<a@b>", "张@b"})
    EXPECT_FALSE(is_address(wrong)) << wrong;
}

TEST(Send, HandsALetterOver) {
  FakeServer at;
  const auto sent = send(server(at), letter());
  EXPECT_TRUE(sent) << describe(sent.error());
  const auto& lines = at.end();
  EXPECT_THAT(lines, Contains(StartsWith("MAIL FROM:<office@example.gov.cn>")));
  EXPECT_THAT(lines, Contains(StartsWith("RCPT TO:<zhang@example.com>")));
  EXPECT_THAT(lines, Contains("To: <zhang@example.com>"));
  EXPECT_THAT(lines, Contains("."));
}

TEST(Send, TellsWhatWillNeverBeTakenFromWhatMayBeLater) {
  {
    FakeServer at("550 no such mailbox");
    EXPECT_EQ(key_of(send(server(at), letter())), "mail.refused");
  }
  {
    FakeServer at("451 later");
    EXPECT_EQ(key_of(send(server(at), letter())), "mail.unsent");
  }
  {
    FakeServer at("250 ok", "553 this sender may not");
    EXPECT_EQ(key_of(send(server(at), letter())), "mail.unsent") << "the office's to put right, not the letter's end";
  }
  std::string gone;
  {
    FakeServer at;
    gone = at.address();
  }
  EXPECT_EQ(key_of(send({.address = gone, .security = Security::None, .from = "a@b"}, letter())), "mail.unsent");
}

TEST(Send, SendsNothingInTheClearWhereThatIsNotAllowed) {
  FakeServer at;
  auto strict = server(at);
  strict.security = Security::StartTls;
  strict.user = "office";
  strict.password = "secret";
  EXPECT_EQ(key_of(send(strict, letter())), "mail.unsent") << "this one knows no TLS";
  EXPECT_THAT(at.end(), Not(Contains(StartsWith("AUTH"))));
}

TEST(Send, WritesToNobodyWhoIsNoAddress) {
  FakeServer at;
  EXPECT_EQ(key_of(send(server(at), letter("a@b\r\nRCPT TO:<x@y>"))), "mail.address");
  EXPECT_TRUE(at.end().empty());
}

}  // namespace
}  // namespace dl::mail
