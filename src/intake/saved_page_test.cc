// Pages as browsers save them: with their pictures in one file, or with text that a script was to show.
#include <gtest/gtest.h>

#include "base/hash.h"
#include "intake/document.h"

namespace dl::intake {
namespace {

const std::string kPicture = "\x89PNG\r\n\x1A\npicture";

std::string archive(const std::string& page, const std::string& more = "") {
  return "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: "
         "multipart/related;\r\n\tboundary=\"--x\"\r\n\r\n"
         "----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
         "Content-Location: http://a.example/b.html\r\n\r\n" +
         page + "\r\n----x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: " +
         "http://a.example/img/1.png\r\n\r\n" + base64(kPicture) + "\r\n" + more + "----x--\r\n";
}

std::string printable(std::string_view text) {
  std::string out;
  for (unsigned char c : text)
    out += c >= 0x80 || c == '=' ? fmt::format("={:02X}", c) : std::string(1, static_cast<char>(c));
  return out;
}

const std::string kBody =
    "<h1>关于清扫积雪的通知</h1><p>各街道：</p><p>请及时清扫积雪，保持道路畅通，遇有问题及时报告。</p>";

TEST(SavedPage, IsReadWithItsPictures) {
  struct Case {
    const char* name;
    std::string bytes;
    std::size_t pictures;
  };
  const std::string nested =
      "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: "
      "multipart/alternative; boundary=y\n\n--y\nContent-Type: text/html\n\n<html><body>" +
      kBody + "</body></html>\n--y--\n--x--\n";
  const Case cases[] = {
      {"by its address",
       archive(printable("<html><body>" + kBody + "<img src=\"http://a.example/img/1.png\"></body></html>")), 1},
      {"beside the page", archive(printable("<html><body>" + kBody + "<img src=\"img/1.png\"></body></html>")), 1},
      {"by a number",
       archive(printable("<html><body>" + kBody + "<img src=\"cid:7@a\"></body></html>"),
               "----x\r\nContent-Type: image/png\r\nContent-ID: <7@a>\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                   base64(kPicture) + "\r\n"),
       1},
      {"in a cell",
       archive(printable("<html><body>" + kBody +
                         "<table><tr><td>甲</td><td><img src=\"img/1.png\"></td></tr><tr><td>乙"
                         "</td><td>丙</td></tr></table></body></html>")),
       1},
      {"one that did not come along",
       archive(printable("<html><body>" + kBody + "<img src=\"img/2.png\"></body></html>")), 0},
      {"soft line ends",
       archive(printable("<html><body>") + "<h1>=E5=85=B3=\r\n" +
               printable("于清扫积雪的通知</h1>" + kBody.substr(kBody.find("<p>")) + "</body></html>")),
       0},
      {"a part of parts", nested, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.mht", c.bytes});
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->title, "关于清扫积雪的通知");
    EXPECT_NE(content::plain_text(found->body).find("请及时清扫积雪，保持道路畅通"), std::string::npos);
    auto images = std::ranges::count(found->body.blocks, content::BlockKind::Image, &content::Block::kind);
    EXPECT_EQ(static_cast<std::size_t>(images), c.pictures);
    ASSERT_EQ(found->attachments.size(), c.pictures);
    if (c.pictures > 0) {
      EXPECT_EQ(found->attachments[0].bytes, kPicture);
      EXPECT_TRUE(found->attachments[0].embedded);
    }
  }
}

TEST(SavedPage, KeepsPicturesThatStandInTheirAddress) {
  auto found = read_document({"a.html", "<html><body>" + kBody + "<img src=\"data:image/png;base64," +
                                            base64(kPicture) + "\"></body></html>"});
  ASSERT_TRUE(found) << describe(found.error());
  ASSERT_EQ(found->attachments.size(), 1U);
  EXPECT_EQ(found->attachments[0].name, "图1.png");
}

TEST(SavedPage, IsReadWhereAScriptWasToShowIt) {
  std::string prose;
  for (int i = 0; i < 5; ++i) prose += "<p>请各街道及时清扫积雪，保持道路畅通，遇有问题及时报告。</p>";
  struct Case {
    const char* name;
    std::string body;
    const char* key;  ///< nullptr: it is read
  };
  const Case cases[] = {
      {"by style", "<div style=\"display: none\"><h1>关于清扫积雪的通知</h1>" + prose + "</div><script>show()</script>",
       nullptr},
      {"by attribute", "<div hidden><h1>关于清扫积雪的通知</h1>" + prose + "</div>", nullptr},
      {"the whole", "<div style=\"visibility:hidden\"><div><h1>关于清扫积雪的通知</h1>" + prose + "</div></div>",
       nullptr},
      {"by a script alone", "<div id=\"app\"></div><script>var a = 1;</script>", "intake.script-page"},
      {"nothing", "<div id=\"app\"></div>", "intake.empty"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.html", "<html><body>" + c.body + "</body></html>"});
    ASSERT_EQ(found.has_value(), c.key == nullptr);
    if (!found) {
      EXPECT_EQ(found.error().key, c.key);
      continue;
    }
    EXPECT_EQ(found->title, "关于清扫积雪的通知");
    EXPECT_TRUE(std::ranges::any_of(found->warnings, [](const Warning& w) { return w.code == "hidden-read"; }));
  }
  // However much a page shows around it.
  std::string around, hidden;
  for (int i = 0; i < 80; ++i) around += "<p>本站服务热线与办公地址</p>";
  for (int i = 0; i < 100; ++i) hidden += prose;
  auto long_one = read_document({"a.html", "<html><body>" + around +
                                               "<div style=\"display:none\"><h1>关于清扫积雪的通知"
                                               "</h1>" +
                                               hidden + "</div></body></html>"});
  ASSERT_TRUE(long_one);
  EXPECT_EQ(long_one->title, "关于清扫积雪的通知");
  // What is hidden beside the text stays so.
  auto found = read_document({"a.html", "<html><body><h1>关于清扫积雪的通知</h1>" + prose +
                                            "<p style=\"display:none\">草稿一句。</p></body></html>"});
  ASSERT_TRUE(found);
  EXPECT_EQ(content::plain_text(found->body).find("草稿"), std::string::npos);
}

TEST(SavedPage, IsRefusedWithoutAPage) {
  for (const char* bytes :
       {"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\n1\n--x--\n",
        "MIME-Version: 1.0\nContent-Type: multipart/related\n\nno parts", "x"}) {
    auto found = read_document({"a.mht", bytes});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().key, "intake.broken");
  }
}

}  // namespace
}  // namespace dl::intake
