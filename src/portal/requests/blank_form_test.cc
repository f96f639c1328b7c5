// The form on paper has the fields of the form online, whatever they are.
#include "portal/requests/blank_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "paper/wording.h"
#include "portal/matters/window_fixture.h"

namespace dl::portal {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(BlankForm, HasARowForEachFieldAndItsHintBelow) {
  const std::vector<FieldGroup> groups = {
      {"申请人",
       "写清楚。",
       {{.name = "name", .label = "姓名", .owed = true, .hint = "填写全称。"},
        {.name = "class", .label = "类别", .look = Look::One, .options = {{"", "不选择"}, {"a", "甲"}, {"b", "乙"}}}}},
      {"所需信息", {}, {{.name = "wanted", .label = "内容", .look = Look::Area}}}};
  const auto form = blank_form("市城管局", groups, Date(2026, 3, 2));
  const auto words = paper::words_of(form);
  EXPECT_EQ(words.addressee, "市城管局：");
  EXPECT_EQ(words.signer, "") << "it is no letter of the agency";
  EXPECT_THAT(words.paragraphs,
              ::testing::IsSupersetOf({"一、申请人", "姓名*：", "类别：□甲 □乙", "二、所需信息", "内容：",
                                       "申请人签名或者盖章：", "申请人：写清楚。", "姓名：填写全称。"}));
  EXPECT_TRUE(paper::to_docx(form));
}

TEST(BlankForm, IsHandedOutWithTheLabelsOfTheFormOnline) {
  AskingSite site;
  const auto online = site.get("/requests/new");
  const auto pdf = site.get("/requests/form.pdf");
  ASSERT_EQ(pdf.status, 200);
  EXPECT_THAT(pdf.body, StartsWith("%PDF-"));
  const auto docx = site.get("/requests/form.docx");
  ASSERT_EQ(docx.status, 200);
  EXPECT_THAT(docx.body, StartsWith("PK"));
  EXPECT_THAT(online.body, HasSubstr("姓名或者名称"));
}

}  // namespace
}  // namespace dl::portal
