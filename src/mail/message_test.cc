#include "mail/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/support/must.h"

namespace dl::mail {
namespace {

using test::key_of;
using test::must;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string message(const std::string& head, const std::string& body = "x\n") {
  return "From: a@b.cn\n" + head + "\n" + body;
}
Message read(const std::string& bytes) { return must(read_message(bytes)); }
std::vector<std::string> names(const Message& message) {
  std::vector<std::string> all;
  for (const auto& file : message.attachments) all.push_back(file.name);
  return all;
}

struct Row {
  const char* name;
  std::string bytes;
  std::string expected;
};

TEST(ReadMessage, ReadsWhoWroteAndAboutWhat) {
  const auto read_head = read(
      "Received: from x by mx.example.gov.cn; Tue, 3 Mar 2026 00:10:00 +0800\r\n"
      "Received: from y by x; Mon, 2 Mar 2026 23:59:00 +0800\r\n"
      "From: =?GBK?B?1cXI/Q==?= <zhang.san@example.com>\r\n"
      "To: office@example.gov.cn, \"b\" <b@example.gov.cn>\r\n"
      "Subject: =?gb2312?B?udjT2rXAwrfR+LuktcTJ6sfr?=\r\n"
      "Date: Mon, 2 Mar 2026 23:58:00 +0800\r\n"
      "Message-ID:  <abc.1@example.com>\r\n\r\nbody\r\nline\r\n");
  EXPECT_EQ(read_head.from, "zhang.san@example.com");
  EXPECT_EQ(read_head.from_name, "张三");
  EXPECT_THAT(read_head.to, HasSubstr("b@example.gov.cn"));
  EXPECT_EQ(read_head.subject, "关于道路养护的申请");
  EXPECT_EQ(read_head.date.value_or(Instant()).text(), "2026-03-02 23:58");
  EXPECT_EQ(read_head.received.value_or(Instant()).text(), "2026-03-03 00:10");
  EXPECT_EQ(read_head.message_id, "abc.1@example.com");
  EXPECT_EQ(read_head.text, "body\nline");
  EXPECT_EQ(read_head.source, Source::Person);
  EXPECT_THAT(read_head.attachments, IsEmpty());
}

TEST(ReadMessage, ReadsSubjectsInEveryCharset) {
  const Row rows[] = {
      {"plain", "Subject: budget", "budget"},
      {"gb2312 that holds more than it may", "Subject: =?gb2312?B?1uzpRrv5?=", "朱镕基"},
      {"gb18030", "Subject: =?GB18030?B?1uzpRrv5?=", "朱镕基"},
      {"big5", "Subject: =?big5?B?vdCkvbZ9uXe64g==?=", "請公開預算"},
      {"quoted", "Subject: =?utf-8?Q?=E5=A7=93=E5=90=8D_x?=", "姓名 x"},
      {"with a language", "Subject: =?utf-8*zh?B?5oKo5aW9?=", "您好"},
      {"cut within a character", "Subject: =?utf-8?B?5YWs5Q==?=\n =?UTF-8?B?vIA=?=", "公开"},
      {"beside plain words", "Subject: Re: =?utf-8?B?5oKo5aW9?= end", "Re: 您好 end"},
      {"folded", "Subject: one\n\ttwo", "one two"},
      {"raw gbk", "Subject: \xC7\xEB\xB9\xAB\xBF\xAA\xD4\xA4\xCB\xE3", "请公开预算"},
      {"raw utf-8", "Subject: 请公开", "请公开"},
      {"unknown charset", "Subject: =?x-none?B?5oKo5aW9?=", "您好"},
      {"no end", "Subject: =?utf-8?B?5oKo", "=?utf-8?B?5oKo"},
      {"no way", "Subject: =?utf-8?X?abc?=", "=?utf-8?X?abc?="},
      {"none", "X-Other: 1", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(read(message(row.bytes + "\n")).subject, row.expected);
  }
}

TEST(ReadMessage, ReadsWordsInEveryCharset) {
  const Row rows[] = {
      {"utf-8", message("Content-Type: text/plain; charset=utf-8\n", "姓名：张三"), "姓名：张三"},
      {"nothing declared, gbk", message("", "\xC7\xEB\xB9\xAB\xBF\xAA\xD4\xA4\xCB\xE3"), "请公开预算"},
      {"declared gb2312, is utf-8", message("Content-Type: text/plain; charset=gb2312\n", "姓名：张"), "姓名：张"},
      {"quoted-printable",
       message("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
               "=E5=A7=93=E5=90=\n=8D=EF=BC=9A=E5=BC=A0=E4=B8=89"),
       "姓名：张三"},
      {"base64 of gb18030",
       message("Content-Type: text/plain; charset=GB18030\nContent-Transfer-Encoding: base64\n",
               "y/nQ6NDFz6KjujIwMjXE6rXAwrfR\n+Luk1KTL4w==\n"),
       "所需信息：2025年道路养护预算"},
      {"big5",
       message("Content-Type: text/plain; charset=big5\nContent-Transfer-Encoding: base64\n", "vdCkvbZ9uXe64g=="),
       "請公開預算"},
      {"a page",
       message("Content-Type: text/html; charset=utf-8\n",
               "<style>p{}</style><p>第一行<br>第二行</p><script>1</script><div>第三行</div>"),
       "第一行\n第二行\n第三行"},
      {"a page that declares its charset itself",
       message("Content-Type: text/html\n", "<meta charset=gbk><p>\xC7\xEB\xB9\xAB\xBF\xAA\xD4\xA4\xCB\xE3</p>"),
       "请公开预算"},
      {"controls", message("", std::string("a\0b\x01", 4) + "c"), "abc"},
      {"no content type that can be read", message("Content-Type: ;;;=\n", "words"), "words"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(read(row.bytes).text, row.expected);
  }
}

TEST(ReadMessage, ATableOfAPageIsALineARow) {
  const auto page = read(message("Content-Type: text/html; charset=utf-8\n",
                                 "<table><tr><td><p>姓名</p></td><td><p>张三</p></td></tr>"
                                 "<tr><td>联系电话</td><td>13800000000</td></tr>"
                                 "<tr><td>所需信息</td><td>预算</td></tr></table>"));
  EXPECT_EQ(page.text, "姓名\t张三\n联系电话\t13800000000\n所需信息\t预算");
}

TEST(ReadMessage, TakesOneOfSeveralFormsAndAllFiles) {
  const auto all = read(message("Content-Type: multipart/mixed; boundary=\"m\"\n",
                                "--m\nContent-Type: multipart/alternative; boundary=a\n\n"
                                "--a\nContent-Type: text/plain\n\nplain\n"
                                "--a\nContent-Type: text/html\n\n<p>page</p>\n--a--\n"
                                "--m\nContent-Type: application/msword; name*=gb2312''%C9%EA%C7%EB%B1%ED.doc\n"
                                "Content-Transfer-Encoding: base64\n\nQUJD\n"
                                "--m\nContent-Type: application/octet-stream\n"
                                "Content-Disposition: attachment; filename=\"=?gb2312?B?yerH67HtLmRvYw==?=\"\n\nx\n"
                                "--m\nContent-Type: image/png\n\nP\n"
                                "--m\nContent-Type: text/plain; name=a.txt\n\nfile\n"
                                "--m--\n"));
  EXPECT_EQ(all.text, "plain");
  EXPECT_THAT(names(all), ElementsAre("申请表.doc", "申请表.doc", "附件3.png", "a.txt"));
  EXPECT_EQ(all.attachments[0].bytes, "ABC");
  EXPECT_EQ(all.attachments[0].type, "application/msword");
  const auto page = read(message("Content-Type: multipart/alternative; boundary=a\n",
                                 "--a\nContent-Type: text/plain\n\n \n"
                                 "--a\nContent-Type: text/html\n\n<p>page</p>\n--a--\n"));
  EXPECT_EQ(page.text, "page") << "the plain form says nothing";
}

TEST(ReadMessage, ReadsWhatIsForwarded) {
  const auto forwarded = read(message("Content-Type: multipart/mixed; boundary=m\n",
                                      "--m\n\nsee below\n"
                                      "--m\nContent-Type: message/rfc822\n\n"
                                      "From: c@d\nSubject: =?utf-8?B?5oKo5aW9?=\n"
                                      "Content-Type: multipart/mixed; boundary=n\n\n"
                                      "--n\n\ninner\n--n\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--n--\n"
                                      "--m--\n"));
  EXPECT_EQ(forwarded.text, "see below\n\n—— 转发的邮件：您好\n\ninner");
  EXPECT_THAT(names(forwarded), ElementsAre("a.pdf"));
  EXPECT_EQ(forwarded.from, "a@b.cn");
}

TEST(ReadMessage, ReadsWhatIsBrokenAsFarAsItIsMeant) {
  const auto open = read(message("Content-Type: multipart/mixed; boundary=m\n", "--m\n\nno end"));
  EXPECT_EQ(open.text, "no end");
  const auto never = read(message("Content-Type: multipart/mixed; boundary=m\n", "no part begins"));
  EXPECT_THAT(never.attachments, IsEmpty());
  EXPECT_EQ(read("From: nobody\nSubject: x\n\ny").from, "");
  EXPECT_EQ(read("From: <>\n\ny").from, "");
  EXPECT_EQ(read("From: \"<x>, y\" <a@b.cn>\n\ny").from_name, "<x>, y");
  EXPECT_EQ(read("From: a@b.cn\nDate: yesterday\n\ny").date, std::nullopt);
  EXPECT_EQ(key_of(read_message("")), "mail.unreadable");
}

TEST(ReadMessage, NamesOfFilesAreNoPaths) {
  const std::pair<const char*, const char*> rows[] = {
      {"../../etc/passwd", "passwd"},
      {"C:\\\\Windows\\\\x.doc", "x.doc"},
      {"a?b*.pdf", "ab.pdf"},
      {".hidden", "hidden"},
      {"..", "附件1"},
      {"x.doc. . ", "x.doc"},
      {"a\xE2\x80\xAE"
       "cod.exe",
       "acod.exe"},
  };
  for (const auto& [written, expected] : rows) {
    SCOPED_TRACE(written);
    const auto made = read(message("Content-Type: multipart/mixed; boundary=m\n",
                                   std::string("--m\nContent-Type: application/x-y\n"
                                               "Content-Disposition: attachment; filename=\"") +
                                       written + "\"\n\nx\n--m--\n"));
    EXPECT_THAT(names(made), ElementsAre(expected));
  }
  std::string longest;
  for (int i = 0; i < 300; ++i) longest += "长";
  const auto cut = read(message("Content-Type: application/pdf; name=\"" + longest + ".pdf\"\n"));
  EXPECT_EQ(text::length(cut.attachments.at(0).name), 100U);
  EXPECT_TRUE(cut.attachments[0].name.ends_with(".pdf"));
}

TEST(ReadMessage, TellsWhatNoPersonHasSent) {
  const struct {
    const char* head;
    Source source;
  } rows[] = {
      {"Auto-Submitted: no\n", Source::Person},    {"Auto-Submitted: auto-replied\n", Source::Automatic},
      {"X-Autoreply: yes\n", Source::Automatic},   {"Return-Path: <>\n", Source::Bounce},
      {"Return-Path: <a@b.cn>\n", Source::Person}, {"Content-Type: multipart/report; boundary=x\n", Source::Bounce},
      {"Precedence: bulk\n", Source::List},        {"List-Unsubscribe: <mailto:x@y>\n", Source::List},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.head);
    EXPECT_EQ(read(message(row.head)).source, row.source);
  }
  EXPECT_EQ(read("From: Mail Delivery <MAILER-DAEMON@mx.example.com>\n\nx").source, Source::Bounce);
}

std::string nested(int depth) {
  std::string out = "From: a@b.cn\n";
  for (int i = 0; i < depth; ++i)
    out += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  return out + "\nx\n";
}

std::string parts(int count, const std::string& head = "") {
  auto out = message("Content-Type: multipart/mixed; boundary=m\n", "");
  for (int i = 0; i < count; ++i) out += "--m\n" + head + "\nx\n";
  return out + "--m--\n";
}

TEST(ReadMessage, RefusesWhatCostsTooMuch) {
  const struct {
    const char* name;
    std::string bytes;
    const char* key;
  } rows[] = {
      {"as deep as may be", nested(10), ""},
      {"deeper", nested(11), "mail.too-deep"},
      {"as deep as a bomb", nested(5'000), "mail.too-many"},
      {"as many parts as may be", parts(199), ""},
      {"more", parts(200), "mail.too-many"},
      {"ten thousand", parts(10'000), "mail.too-many"},
      {"a hundred thousand", parts(100'000), "mail.too-many"},
      {"as many files as may be", parts(50, "Content-Type: image/png\n"), ""},
      {"more files", parts(51, "Content-Type: image/png\n"), "mail.too-many"},
      {"a long field", message("X-Long: " + std::string(kLongestField, 'x') + "\n"), "mail.head"},
      {"a field of many folds",
       message("X-Long: x\n" +
               [] {
                 std::string folds;
                 for (int i = 0; i < 50'000; ++i) folds += " x\n";
                 return folds;
               }()),
       "mail.head"},
      {"many parameters",
       message("Content-Type: text/plain" +
               [] {
                 std::string all;
                 for (int i = 0; i < 2'000; ++i) all += "; a" + std::to_string(i) + "=1";
                 return all;
               }() +
               "\n"),
       "mail.head"},
      {"many fields", message([] {
         std::string all;
         for (int i = 0; i < 4'000; ++i) all += "X-A: 1\n";
         return all;
       }()),
       "mail.too-many"},
      {"words without end", message("", std::string(kLongestText + 1, 'x')), "mail.too-large"},
      {"too large", message("", std::string(kLargest, 'x')), "mail.too-large"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(key_of(read_message(row.bytes)), row.key);
  }
}

}  // namespace
}  // namespace dl::mail
