// Documents of other word processors through LibreOffice: what they give, and that they ask nobody.
#include "intake/office_file.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>

#include "intake/docx_fixture.h"
#include "intake/readers.h"

namespace dl::intake {
namespace {

using std::chrono::milliseconds;

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string fixture(const char* name) {
  return bytes_of(std::string(DAYLIGHT_SOURCE_DIR "/tests/fixtures/office/") + name);
}

/// A document that shows a picture from an address.
std::string linking_to(const std::string& address) {
  const std::string names =
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
      "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
      "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"";
  const std::string kind = "application/vnd.oasis.opendocument.text";
  return pack_docx(
      {{"mimetype", kind},
       {"content.xml", "<office:document-content " + names +
                           " office:version=\"1.2\"><office:body><office:text><text:p>请看图。<draw:frame "
                           "text:anchor-type=\"as-char\" svg:width=\"2cm\" svg:height=\"2cm\"><draw:image "
                           "xlink:href=\"" +
                           address +
                           "\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>"
                           "</draw:frame></text:p></office:text></office:body></office:document-content>"},
       {"META-INF/manifest.xml", "<manifest:manifest " + names +
                                     " manifest:version=\"1.2\"><manifest:file-entry manifest:full-path=\"/\" "
                                     "manifest:media-type=\"" +
                                     kind +
                                     "\"/><manifest:file-entry manifest:full-path=\"content.xml\" "
                                     "manifest:media-type=\"text/xml\"/></manifest:manifest>"}});
}

class OfficeFile : public testing::Test {
 protected:
  void SetUp() override {
    if (::access(kOfficeTexts, R_OK) != 0) GTEST_SKIP() << "LibreOffice is not installed: ./dev setup office";
    if (is_sanitized()) GTEST_SKIP() << "what runs is not ours";
  }
};

TEST_F(OfficeFile, GivesTheSameFromEveryForm) {
  Readers readers({});
  for (const char* name : {"notice.odt", "notice.doc", "notice.rtf", "notice.wps"}) {
    SCOPED_TRACE(name);
    const bool wps = std::string_view(name).ends_with(".wps");
    auto found = readers.read({name, fixture(wps ? "notice.doc" : name)}, {});
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->title, "梅岭市城市管理局关于清扫积雪的通知");
    EXPECT_EQ(found->issuer, "梅岭市城市管理局");
    EXPECT_EQ(found->issued_on, Date::parse("2026-01-05"));
    std::string words, marks;
    for (const auto& block : found->body.blocks)
      for (const auto& run : block.runs) {
        if (run.note != 0) marks += fmt::format("{}{} ", block.note == 0 ? "mark " : "note ", run.text);
        if (run.struck) marks += "struck " + run.text + " ";
        if (run.script == content::Script::Super) marks += "raised " + run.text + " ";
      }
    EXPECT_EQ(marks, "mark [1] raised 注 struck 请速报 note [1] ");
    EXPECT_EQ(content::plain_text(found->body),
              "各街道办事处：\n上月清扫道路四十条[1]，面积35千m注，请速报请按下表安排。\n街道\t条数\n南湖\t40\n"
              "梅岭市城市管理局\n2026年1月5日\n[1] 含结转两条。\n");
    EXPECT_TRUE(std::ranges::any_of(found->warnings, [](const Warning& w) { return w.code == "file-converted"; }));
  }
}

TEST_F(OfficeFile, FailsInItsOwnWays) {
  const auto whole = fixture("notice.doc");
  struct Case {
    const char* name;
    std::string bytes;
    milliseconds time;
    const char* key;
  };
  const Case cases[] = {
      {"cut in the middle", whole.substr(0, 5000), kOfficeTime, "intake.broken"},
      {"an archive that is none", linking_to("a.png").substr(0, 300), kOfficeTime, "intake.broken"},
      {"too slow", whole, milliseconds(150), "intake.too-costly"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto made = convert_office({"a.doc", c.bytes}, {}, c.time);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().key, c.key) << describe(made.error());
  }
  std::stop_source stop;
  stop.request_stop();
  auto made = convert_office({"a.doc", whole}, stop.get_token());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().key, "intake.busy");
}

TEST_F(OfficeFile, AsksNobody) {
  const int ear = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in here{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof here;
  ASSERT_EQ(::bind(ear, reinterpret_cast<sockaddr*>(&here), size), 0);
  ASSERT_EQ(::listen(ear, 5), 0);
  ASSERT_EQ(::getsockname(ear, reinterpret_cast<sockaddr*>(&here), &size), 0);
  auto made = convert_office({"a.odt", linking_to(fmt::format("http://127.0.0.1:{}/a.png", ntohs(here.sin_port)))}, {});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_LT(::accept(ear, nullptr, nullptr), 0) << "it asked another host";
  ::close(ear);
}

}  // namespace
}  // namespace dl::intake
