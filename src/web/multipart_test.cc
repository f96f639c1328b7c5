#include "web/multipart.h"

#include <gtest/gtest.h>

namespace dl::web {
namespace {

constexpr std::string_view kType = "multipart/form-data; boundary=XyZ";

TEST(Multipart, ReadsFieldsAndFiles) {
  std::string body =
      "--XyZ\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n通知\r\n"
      "--XyZ\r\ncontent-disposition: form-data; name=\"file\"; filename=\"C:\\docs\\附件 \\\"1\\\".pdf\"\r\n"
      "Content-Type: application/pdf\r\n\r\nline 1\r\n--Xy\r\nline 2\r\n"
      "--XyZ\r\nContent-Disposition: form-data; name=empty\r\n\r\n\r\n"
      "--XyZ--\r\n";
  auto parts = parse_multipart(kType, body);
  ASSERT_TRUE(parts.has_value()) << describe(parts.error());
  ASSERT_EQ(parts->size(), 3u);
  EXPECT_EQ(parts->at(0).name, "title");
  EXPECT_EQ(parts->at(0).body, "通知");
  EXPECT_EQ(parts->at(0).file_name, "");
  EXPECT_EQ(parts->at(1).file_name, "附件 \"1\".pdf");
  EXPECT_EQ(parts->at(1).type, "application/pdf");
  EXPECT_EQ(parts->at(1).body, "line 1\r\n--Xy\r\nline 2");
  EXPECT_EQ(parts->at(2).name, "empty");
  EXPECT_EQ(parts->at(2).body, "");
}

TEST(Multipart, ReadsQuotedBoundaries) {
  auto parts = parse_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", "--a b--");
  ASSERT_TRUE(parts.has_value());
  EXPECT_TRUE(parts->empty());
}

TEST(Multipart, RefusesWhatIsBroken) {
  const std::string good = "--XyZ\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
  std::string many;
  for (std::size_t i = 0; i <= kMaxFormParts; ++i) many += good;
  struct Case {
    const char* name;
    std::string type;
    std::string body;
  };
  const Case cases[] = {
      {"another type", "text/plain", good + "--XyZ--"},
      {"no boundary", "multipart/form-data", good + "--XyZ--"},
      {"empty boundary", "multipart/form-data; boundary=", good + "--XyZ--"},
      {"long boundary", "multipart/form-data; boundary=" + std::string(71, 'x'), good},
      {"empty body", std::string(kType), ""},
      {"preamble", std::string(kType), "x" + good + "--XyZ--"},
      {"unfinished", std::string(kType), good},
      {"cut in the body", std::string(kType), good.substr(0, good.size() - 2)},
      {"cut in the head", std::string(kType), good.substr(0, 30)},
      {"no name", std::string(kType), "--XyZ\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XyZ--"},
      {"no disposition", std::string(kType), "--XyZ\r\nContent-Type: text/plain\r\n\r\n1\r\n--XyZ--"},
      {"attachment", std::string(kType), "--XyZ\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--XyZ--"},
      {"long head", std::string(kType), "--XyZ\r\nX: " + std::string(5000, 'x') + "\r\n\r\n1\r\n--XyZ--"},
      {"too many parts", std::string(kType), many + "--XyZ--"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto parts = parse_multipart(c.type, c.body);
    ASSERT_FALSE(parts.has_value());
    EXPECT_EQ(parts.error().key, "request.multipart");
  }
}

}  // namespace
}  // namespace dl::web
