#include "web/compress.h"

#include <gtest/gtest.h>

#include "web/compress_fixture.h"

namespace dl::web {
namespace {

std::string sample(std::size_t size) {
  std::string text;
  for (int i = 0; text.size() < size; ++i) text += "<p>第" + std::to_string(i) + "条 政府信息公开工作要点</p>";
  text.resize(size);
  return text;
}

TEST(Compress, ExpandUndoesIt) {
  for (auto encoding : {Encoding::Identity, Encoding::Gzip, Encoding::Brotli})
    for (auto effort : {Effort::Quick, Effort::Best})
      for (std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{20000}, std::size_t{70000}}) {
        SCOPED_TRACE(std::string(name_of(encoding)) + " " + std::to_string(size));
        auto text = sample(size);
        auto packed = compress(text, encoding, effort);
        EXPECT_EQ(expand(packed, encoding, size + 1), text);
        if (size >= 20000 && encoding != Encoding::Identity) {
          EXPECT_LT(packed.size(), size / 4);
        }
      }
}

TEST(Compress, KnowsWhatShrinks) {
  for (auto type : {"text/html; charset=utf-8", "application/json", "image/svg+xml", "application/xml",
                    "application/atom+xml", "text/css", "application/javascript"})
    EXPECT_TRUE(is_compressible(type)) << type;
  for (auto type : {"image/png", "application/pdf", "font/woff2", "application/zip"})
    EXPECT_FALSE(is_compressible(type)) << type;
}

}  // namespace
}  // namespace dl::web
