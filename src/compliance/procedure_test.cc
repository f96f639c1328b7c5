#include "compliance/procedure.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/vocabulary.h"
#include "compliance/rectification.h"
#include "work/cycle_page.h"

namespace dl::compliance {
namespace {

TEST(RectificationProcedure, IsDrawnInTheDocuments) {
  const std::string name = DAYLIGHT_SOURCE_DIR "/docs/life-of-a-rectification.md";
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("```mermaid");
  ASSERT_NE(begin, std::string::npos) << name;
  const auto drawn = work::page_of(kCycle, State::Found);
  EXPECT_EQ(page.substr(begin), drawn) << "the rest of docs/life-of-a-rectification.md is to be:\n" << drawn;
}

TEST(RectificationProcedure, AsksForCodesOfListsThatAreThere) {
  const auto lists = Vocabularies::load();
  ASSERT_TRUE(lists) << describe(lists.error());
  for (const auto& row : rectification_kind().steps)
    for (const auto& question : row.questions) {
      if (question.ask != Ask::Code) continue;
      EXPECT_NE(lists->find(question.among), nullptr) << question.among;
    }
}

TEST(FirstLink, IsWhatStandsInTheWords) {
  struct Row {
    const char* text;
    const char* link;
  };
  for (const auto& row :
       {Row{"已公开：https://example.gov.cn/annual/2024.html，请核查", "https://example.gov.cn/annual/2024.html"},
        Row{"见http://a.cn/1. 另见https://b.cn/2", "http://a.cn/1"}, Row{"已经整改", ""}, Row{"", ""},
        Row{"ftp://a.cn", ""}})
    EXPECT_EQ(first_link(row.text), row.link) << row.text;
}

}  // namespace
}  // namespace dl::compliance
