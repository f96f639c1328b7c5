#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/identifiers.h"

namespace dl {
namespace {

using testing::ElementsAre;

TEST(DocumentNumber, IsReadInEveryVariant) {
  using enum Departure;
  struct Case {
    const char* text;
    const char* canonical;
    std::vector<Departure> departures;
  } cases[] = {
      {"国办发〔2017〕47号", "国办发〔2017〕47号", {}},
      {"十政务公开发〔2020〕1号", "十政务公开发〔2020〕1号", {}},
      {"朝委办发[2016]34号", "朝委办发〔2016〕34号", {Brackets}},
      {"朝政办发［2016］96号", "朝政办发〔2016〕96号", {Brackets}},
      {"国办发（2017）47号", "国办发〔2017〕47号", {Brackets}},
      {"国办发(2017)47号", "国办发〔2017〕47号", {Brackets}},
      {"国办发【2017】47号", "国办发〔2017〕47号", {Brackets}},
      {"国办发﹝2017﹞47号", "国办发〔2017〕47号", {Brackets}},
      {"国办发〔2017]47号", "国办发〔2017〕47号", {Brackets}},
      {"国办发〔2017〕第47号", "国办发〔2017〕47号", {Ordinal}},
      {"国办发〔2017〕047号", "国办发〔2017〕47号", {LeadingZero}},
      {"国办发〔17〕47号", "国办发〔2017〕47号", {ShortYear}},
      {"国办发〔98〕4号", "国办发〔1998〕4号", {ShortYear}},
      {"国办发〔2017年〕47号", "国办发〔2017〕47号", {YearMark}},
      {"国办发〔２０１７〕４７号", "国办发〔2017〕47号", {Numerals}},
      {"国办发〔二〇一七〕四十七号", "国办发〔2017〕47号", {Numerals}},
      {"国办发 〔2017〕 47 号", "国办发〔2017〕47号", {Spacing}},
      {" 国办发〔2017〕47号　", "国办发〔2017〕47号", {}},
      {"国办发〔2017〕47", "国办发〔2017〕47号", {NoSuffix}},
      {"国办发[17]第047号", "国办发〔2017〕47号", {Brackets, Ordinal, LeadingZero, ShortYear}},
      {"国务院令第711号", "国务院令第711号", {}},
      {"平顶山市人民政府令 第12号", "平顶山市人民政府令第12号", {Spacing}},
      {"主席令第七号", "主席令第7号", {Numerals}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto number = DocumentNumber::parse(c.text);
    ASSERT_TRUE(number);
    EXPECT_EQ(number->text(), c.canonical);
    EXPECT_EQ(number->departures, c.departures);
  }
}

TEST(DocumentNumber, IsNotReadOutOfOtherThings) {
  for (const char* text : {"", "47号", "〔2017〕47号", "国办发2017年47号", "国办发〔2017〕号", "国办发〔217〕4号",
                           "国办发〔2017〕0号", "国办发〔2017〕47号文", "（2020）豫01民初1号", "国办发〔1817〕4号",
                           "国办发〔2017〕12345678号", "令第", "国务院令711", "国办发〔XX〕1号"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(DocumentNumber::parse(text));
  }
}

TEST(DocumentNumber, HasItsParts) {
  auto number = DocumentNumber::parse("朝委办发[2016]34号");
  ASSERT_TRUE(number);
  EXPECT_EQ(number->agency, "朝委办发");
  EXPECT_EQ(number->year, 2016);
  EXPECT_EQ(number->serial, 34);
  EXPECT_FALSE(number->order);
  auto order = DocumentNumber::parse("国务院令第711号");
  EXPECT_EQ(order->agency, "国务院令");
  EXPECT_TRUE(order->order);
}

TEST(DocumentNumber, CanonicalFormsAreReadAsTheyAre) {
  EXPECT_TRUE(rc::check([] {
    DocumentNumber number;
    number.agency = *rc::gen::element<std::string>("国发", "豫政办", "平城管", "辽住建发");
    number.year = *rc::gen::inRange(1949, 2100);
    number.serial = *rc::gen::inRange(1, 99'999);
    auto again = DocumentNumber::parse(number.text());
    RC_ASSERT(again && again->text() == number.text() && again->departures.empty());
  }));
}

TEST(DocumentNumber, IsFoundInRunningText) {
  std::string text =
      "根据《意见》（朝委办发[2016]34号）和朝政办发[2016]96号要求，按照国办发 〔2017〕 47号、豫政〔2020〕第3号文件，"
      "参见附件（2020）3，号令〔2020〕。";
  std::vector<std::string> canonical;
  for (const auto& hit : find_document_numbers(text)) {
    canonical.push_back(hit.number.text());
    EXPECT_EQ(DocumentNumber::parse(std::string_view(text).substr(hit.offset, hit.size))->text(), hit.number.text());
  }
  EXPECT_THAT(canonical,
              ElementsAre("朝委办发〔2016〕34号", "朝政办发〔2016〕96号", "国办发〔2017〕47号", "豫政〔2020〕3号"));
  EXPECT_THAT(find_document_numbers("和政发〔2020〕1号")[0].number.agency, "和政发") << "和 may begin an agency's word";
}

}  // namespace
}  // namespace dl
