#include "requests/mail_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dl::requests {
namespace {

TEST(MailLines, ReadsAFormHoweverItIsWritten) {
  const char* forms[] = {
      "姓名：张三\n身份证号：11010119900307889X\n联系电话：13800000000\n所需信息：2025年道路养护预算",
      "一、申请人: 张三\n二、身份证号码: 11010119900307889X\n三、电话: 13800000000\n四、所需政府信息: "
      "2025年道路养护预算",
      "【姓 名】：张三\n（证件号码）：11010119900307889X\n* 手机：13800000000\n申请内容：\n2025年道路养护预算",
      "姓名\t张三\n公民身份号码\t11010119900307889X\n手机号码\t13800000000\n所需内容\t2025年道路养护预算",
      "姓名：\n张三\n身份证号：\n\n11010119900307889X\n联系电话：13800000000\n所需信息：2025年道路养护预算\n文号：无",
  };
  for (const auto* form : forms) {
    SCOPED_TRACE(form);
    const auto lines = read_mail_lines(form);
    EXPECT_EQ(lines.contact.name, "张三");
    EXPECT_EQ(lines.contact.identity_kind, "resident");
    EXPECT_EQ(lines.contact.identity_number, "11010119900307889X");
    EXPECT_EQ(lines.contact.phone, "13800000000");
    EXPECT_EQ(lines.wanted, "2025年道路养护预算");
    EXPECT_EQ(lines.document_number, "");
    EXPECT_FALSE(lines.of_organisation);
    EXPECT_EQ(lines.rest, "");
  }
}

TEST(MailLines, WhatIsWantedGoesOnUntilTheNextField) {
  const auto lines =
      read_mail_lines("您好：\n所需信息：一、预算；\n二、合同。\n\n三、决算。\n获取方式：邮寄\n载体形式：纸质\n谢谢");
  EXPECT_EQ(lines.wanted, "一、预算；\n二、合同。\n\n三、决算。");
  EXPECT_EQ(lines.way, "邮寄");
  EXPECT_EQ(lines.carrier, "纸质");
  EXPECT_EQ(lines.rest, "您好：\n谢谢");
}

TEST(MailLines, LeavesALetterAsItIs) {
  const std::string letter = "尊敬的领导：\n我想了解时间：2025年的预算。\nhttp://example.com/x\n10:30 打过电话";
  const auto lines = read_mail_lines(letter);
  EXPECT_EQ(lines.rest, letter);
  EXPECT_EQ(lines.wanted, "");
  EXPECT_EQ(lines.contact, matters::Contact());
}

TEST(MailLines, TakesTheNameOutOfALineThatSaysMore) {
  const auto lines = read_mail_lines("申请人：张三，男，住某路1号\n姓名：李四");
  EXPECT_EQ(lines.contact.name, "张三");
  EXPECT_EQ(lines.rest, "申请人：张三，男，住某路1号\n姓名：李四") << "the first one counts, and no word is lost";
}

TEST(MailLines, KnowsOrganisationsAndOtherPapers) {
  EXPECT_TRUE(read_mail_lines("统一社会信用代码：91350100M000100Y43").of_organisation);
  const auto passport = read_mail_lines("证件号码：E12345678");
  EXPECT_FALSE(passport.of_organisation);
  EXPECT_EQ(passport.contact.identity_kind, "");
  EXPECT_EQ(passport.contact.identity_number, "E12345678");
  EXPECT_EQ(read_mail_lines("证件名称：护照\n证件号码：E12345678").contact.identity_kind, "passport");
  EXPECT_EQ(read_mail_lines("证件类型：外国人永久居留身份证").contact.identity_kind, "foreign_permanent");
  EXPECT_EQ(read_mail_lines("证件名称：营业执照").rest, "证件名称：营业执照") << "no word is lost";
  EXPECT_EQ(read_mail_lines("申请人类型：商业企业").applicant, Applicant::Business);
  EXPECT_EQ(read_mail_lines("申请人类别：公民").applicant, Applicant::Natural);
  EXPECT_EQ(read_mail_lines("申请人类别：某某").applicant, std::nullopt);
}

TEST(MailLines, AValueBeyondReasonIsNone) {
  std::string longest = "姓名：";
  for (std::size_t i = 0; i <= matters::kLongestWord; ++i) longest += "长";
  const auto lines = read_mail_lines(longest);
  EXPECT_EQ(lines.contact.name, "");
  EXPECT_EQ(lines.rest, longest);
}

TEST(MailLines, TheSignatureIsNotAskedFor) {
  const auto plain = read_mail_lines("请公开2025年的预算\n-- \n张三\n某公司\n电话：13800000000\n");
  EXPECT_EQ(plain.rest, "请公开2025年的预算");
  EXPECT_EQ(plain.contact.phone, "13800000000") << "what tells how to reach them counts";
  const auto form = read_mail_lines("所需信息：预算\n明细表\n-- \n张三");
  EXPECT_EQ(form.wanted, "预算\n明细表");
  EXPECT_EQ(form.rest, "");
  EXPECT_EQ(read_mail_lines("甲\n--\n乙").rest, "甲\n--\n乙") << "a line between two parts is none";
}

}  // namespace
}  // namespace dl::requests
