#include "requests/mailed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/support/must.h"

namespace dl::requests {
namespace {

using test::key_of;
using test::must;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr Date kToday(2026, 3, 5);
constexpr std::size_t kLargestFile = 1'000;
const matters::Place kPlace = {7, "743719761", "清州市城市管理局"};

mail::Message letter(std::string text) {
  return {.from = "zhang@example.com",
          .from_name = "张三",
          .date = Instant::at(Date(2026, 3, 2), 10),
          .message_id = "1@example.com",
          .subject = "信息公开申请",
          .text = std::move(text)};
}
Mailed read(const mail::Message& message) { return must(read_mailed(message, kPlace, kToday, kLargestFile)); }

TEST(Mailed, IsARequestWithAllThatAFormSays) {
  const auto mailed =
      read(letter("姓名：张三丰\n身份证号：11010119900307889X\n联系电话：13800000000\n地址：某路1号\n"
                  "所需信息：2025年道路养护预算\n文号：清城管〔2025〕1号\n获取方式：邮寄\n载体形式：纸质"));
  const auto& filing = mailed.filing;
  EXPECT_EQ(filing.channel, matters::Channel::Mail);
  EXPECT_EQ(filing.came_on, Date(2026, 3, 2));
  EXPECT_EQ(filing.applicant, Applicant::Natural);
  EXPECT_EQ(filing.contact.name, "张三丰");
  EXPECT_EQ(filing.contact.email, "zhang@example.com");
  EXPECT_EQ(filing.wanted, "2025年道路养护预算");
  EXPECT_EQ(filing.document_number, "清城管〔2025〕1号");
  EXPECT_EQ(filing.way, Way::Post);
  EXPECT_EQ(filing.carrier, Carrier::Paper);
  EXPECT_THAT(mailed.gaps, IsEmpty());
  EXPECT_TRUE(check(filing));
  ASSERT_THAT(mailed.files, SizeIs(1)) << "all words of the mail stay";
  EXPECT_EQ(mailed.files[0].name, "邮件正文.txt");
  EXPECT_THAT(mailed.files[0].bytes, HasSubstr("2025年道路养护预算"));
  EXPECT_THAT(mailed.files[0].bytes, Not(HasSubstr("11010119900307889X"))) << "what lies sealed lies nowhere else";
}

TEST(Mailed, IsFiledWithWhatThereIs) {
  const auto mailed = read(letter("请公开2025年道路养护预算。"));
  EXPECT_EQ(mailed.filing.contact.name, "张三") << "as the head says";
  EXPECT_EQ(mailed.filing.wanted, "请公开2025年道路养护预算。");
  EXPECT_THAT(mailed.gaps, ElementsAre("身份证明的号码"));
  EXPECT_THAT(mailed.remark, HasSubstr("邮件没有写明：身份证明的号码"));
  EXPECT_TRUE(check(mailed.filing)) << "what it lacks is asked for";
  EXPECT_THAT(mailed.files, IsEmpty()) << "all words stand in the request";
  auto nameless = letter("请公开预算");
  nameless.from_name.clear();
  const auto unnamed = read(nameless);
  EXPECT_EQ(unnamed.filing.contact.name, "zhang@example.com");
  EXPECT_THAT(unnamed.gaps, ElementsAre("姓名或者名称", "身份证明的号码"));
}

TEST(Mailed, AWrongNumberIsAGapToo) {
  const auto mailed = read(letter("身份证号：110101199003078891\n所需信息：预算"));
  EXPECT_THAT(mailed.gaps, ElementsAre("正确的身份证明号码"));
  EXPECT_EQ(mailed.filing.contact.identity_number, "110101199003078891") << "as it was written";
  EXPECT_TRUE(check(mailed.filing));
}

TEST(Mailed, TellsClassesByTheUnifiedCode) {
  const std::pair<const char*, Applicant> rows[] = {
      {"统一社会信用代码：91350100M000100Y43\n所需信息：x", Applicant::Business},
      {"统一社会信用代码：51350100M000100Y43\n所需信息：x", Applicant::Welfare},
      {"统一社会信用代码：31350100M000100Y43\n所需信息：x", Applicant::Legal},
      {"统一社会信用代码：12350100M000100Y43\n所需信息：x", Applicant::Other},
      {"统一社会信用代码：91350100M000100Y43\n申请人类型：科研机构\n所需信息：x", Applicant::Research},
  };
  for (const auto& [text, applicant] : rows) {
    SCOPED_TRACE(text);
    EXPECT_EQ(read(letter(text)).filing.applicant, applicant);
  }
}

TEST(Mailed, TheDayIsThatOfTheServer) {
  auto message = letter("x");
  message.received = Instant::at(Date(2026, 3, 3), 0, 10);
  EXPECT_EQ(read(message).filing.came_on, Date(2026, 3, 3));
  message.received = Instant::at(Date(2036, 3, 3));
  EXPECT_EQ(read(message).filing.came_on, kToday) << "no mail comes tomorrow";
  message.received = message.date = std::nullopt;
  EXPECT_EQ(read(message).filing.came_on, kToday);
}

TEST(Mailed, KeepsFilesThatUploadsMayBe) {
  auto message = letter("");
  message.attachments = {{"申请表.pdf", "application/pdf", "%PDF-1.4"},
                         {"a.exe", "application/octet-stream", "MZ"},
                         {"b.pdf", "application/pdf", "no pdf"},
                         {"empty.pdf", "application/pdf", ""},
                         {"large.txt", "text/plain", std::string(kLargestFile + 1, 'x')},
                         {"CON.pdf", "application/pdf", "%PDF-1.4"}};
  const auto mailed = read(message);
  ASSERT_THAT(mailed.files, SizeIs(1));
  EXPECT_EQ(mailed.files[0].name, "申请表.pdf");
  EXPECT_THAT(mailed.left_out, ElementsAre(LeftOut{"a.exe", "file.kind"}, LeftOut{"b.pdf", "file.content"},
                                           LeftOut{"empty.pdf", "file.empty"}, LeftOut{"large.txt", "file.too-large"},
                                           LeftOut{"CON.pdf", "file.name"}));
  EXPECT_THAT(mailed.remark, HasSubstr("没有保存的附件"));
  EXPECT_THAT(mailed.filing.wanted, HasSubstr("信息公开申请（见附件：申请表.pdf"));
  message.subject.clear();
  EXPECT_TRUE(check(read(message).filing));
}

TEST(Mailed, WhatIsLongGoesOnInAFile) {
  std::string words;
  for (std::size_t i = 0; i < kLongestWanted + 500; ++i) words += "预";
  const auto mailed = read(letter(words));
  EXPECT_EQ(text::length(mailed.filing.wanted), kLongestWanted);
  EXPECT_TRUE(check(mailed.filing));
  ASSERT_THAT(mailed.files, SizeIs(1));
  EXPECT_THAT(mailed.files[0].bytes, HasSubstr(words));
}

TEST(Mailed, IsNoRequestWhereNobodyAsks) {
  const std::pair<mail::Source, const char*> rows[] = {{mail::Source::Bounce, "mail.bounce"},
                                                       {mail::Source::Automatic, "mail.automatic"},
                                                       {mail::Source::List, "mail.list"},
                                                       {mail::Source::Person, ""}};
  for (const auto& [source, key] : rows) {
    auto message = letter("x");
    message.source = source;
    EXPECT_EQ(key_of(read_mailed(message, kPlace, kToday, kLargestFile)), key);
  }
  auto empty = letter(" \n");
  EXPECT_EQ(key_of(read_mailed(empty, kPlace, kToday, kLargestFile)), "") << "its subject asks for something";
  empty.subject = " ";
  EXPECT_EQ(key_of(read_mailed(empty, kPlace, kToday, kLargestFile)), "mail.empty");
  auto unknown = letter("x");
  unknown.from.clear();
  EXPECT_EQ(key_of(read_mailed(unknown, kPlace, kToday, kLargestFile)), "mail.no-sender");
}

TEST(Mailed, TheSameMailIsKnownAgain) {
  EXPECT_EQ(read(letter("x")).digest, read(letter("y")).digest) << "by its Message-ID, sender, date and subject";
  auto alike = letter("x");
  alike.from = "li@example.com";
  EXPECT_NE(read(letter("x")).digest, read(alike).digest) << "some devices give each mail the same name";
  auto one = letter("x");
  auto other = letter("y");
  one.message_id = other.message_id = "";
  EXPECT_NE(read(one).digest, read(other).digest);
  EXPECT_EQ(read(one).digest, read(one).digest);
}

}  // namespace
}  // namespace dl::requests
