#include "intake/warning.h"

#include <gtest/gtest.h>

#include <set>

#include "intake/document.h"

namespace dl::intake {
namespace {

const Warning* find_warning(const Found& found, std::string_view code) {
  auto at = std::ranges::find(found.warnings, code, &Warning::code);
  return at == found.warnings.end() ? nullptr : &*at;
}

TEST(Warnings, HaveOneLineEach) {
  std::set<std::string_view> codes;
  for (const auto& kind : kFindingKinds) {
    EXPECT_TRUE(codes.insert(kind.code).second) << kind.code;
    EXPECT_FALSE(kind.chinese.empty()) << kind.code;
  }
}

TEST(Warnings, TellTheirPlaceAndTheWords) {
  auto found = read_document({"a.html",
                              "<html><body><h1>关于清扫积雪的通知</h1><p>各街道：</p><p>请及时清扫积雪。</p>"
                              "<p>分工<img src=\"map.png\">见图。</p><p>请拨打13912345678。</p></body></html>"});
  ASSERT_TRUE(found) << describe(found.error());
  const auto* image = find_warning(*found, "image-dropped");
  ASSERT_NE(image, nullptr);
  ASSERT_TRUE(image->block);
  EXPECT_EQ(content::text_of(found->body.blocks[static_cast<std::size_t>(*image->block)].runs), "分工见图。");
  const auto* number = find_warning(*found, "personal-data");
  ASSERT_NE(number, nullptr);
  ASSERT_TRUE(number->block);
  EXPECT_EQ(content::text_of(found->body.blocks[static_cast<std::size_t>(*number->block)].runs), "请拨打13912345678。");
  EXPECT_EQ(number->words, "139****5678") << "the number itself stays in the text alone";
}

}  // namespace
}  // namespace dl::intake
