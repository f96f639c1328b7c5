#include "web/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dl::web {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Part {
  std::string name = {};
  std::string url = {};
  bool current = false;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, url, current))

struct Shell {
  std::string title = {};
};
BOOST_DESCRIBE_STRUCT(Shell, (), (title))

struct Sheet : Shell {
  int count = 0;
  bool open = false;
  std::optional<std::string> note = {};
  std::optional<Part> chief = {};
  std::vector<Part> parts = {};
  std::vector<std::string> words = {};
  Html body = {};
};
BOOST_DESCRIBE_STRUCT(Sheet, (Shell), (count, open, note, chief, parts, words, body))

TemplateSource files(std::map<std::string, std::string> texts) {
  return [texts = std::move(texts)](std::string_view name) -> std::optional<std::string> {
    const auto found = texts.find(std::string(name));
    if (found == texts.end()) return std::nullopt;
    return found->second;
  };
}

std::string draw(const std::string& text, const Sheet& sheet) {
  auto loaded = Template<Sheet>::load("sheet.html", files({{"sheet.html", text}}));
  if (!loaded) return describe(loaded.error());
  return loaded->render(sheet);
}

TEST(Template, FillsEveryKindOfMember) {
  Sheet sheet;
  sheet.title = "标题";
  sheet.count = 3;
  sheet.open = true;
  sheet.note = "注";
  sheet.parts = {{"甲", "/a", true}, {"乙", "/b", false}};
  sheet.words = {"一", "二"};
  sheet.body = {"<b>粗</b>"};
  struct Case {
    const char* name;
    const char* text;
    const char* drawn;
  };
  const Case cases[] = {
      {"base member", "<p>{{title}}</p>", "<p>标题</p>"},
      {"number", "{{count}}", "3"},
      {"flag", "{{#open}}是{{/open}}{{#no_open}}否{{/no_open}}", "是"},
      {"optional text", "{{#note}}[{{note}}]{{/note}}", "[注]"},
      {"absent struct", "{{#chief}}{{name}}{{/chief}}{{#no_chief}}无{{/no_chief}}", "无"},
      {"vector", "{{#parts}}{{name}}{{#current}}*{{/current}};{{/parts}}", "甲*;乙;"},
      {"vector of text", "{{#words}}{{words}},{{/words}}", "一,二,"},
      {"outer name inside", "{{#parts}}{{title}}{{/parts}}", "标题标题"},
      {"html", "{{body:none}}", "<b>粗</b>"},
      {"comment", "{{! not shown }}x", "x"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(draw(c.text, sheet), c.drawn);
  }
}

TEST(Template, EscapesForThePlaceWhereTheTextStands) {
  Sheet sheet;
  sheet.title = "\"><script>alert('1')</script>&";
  sheet.parts = {{"x", "javascript:alert(1)", false}};
  EXPECT_THAT(draw("<p title=\"{{title}}\">{{title}}</p>", sheet), Not(HasSubstr("<script>")));
  EXPECT_THAT(draw("<p title=\"{{title}}\">x</p>", sheet), HasSubstr("&quot;&gt;&lt;script&gt;"));
  EXPECT_THAT(draw("{{#parts}}<a href=\"{{url}}\">x</a>{{/parts}}", sheet), Not(HasSubstr("javascript:")));
}

TEST(Template, RefusesMarkersThatTheStructDoesNotHave) {
  struct Case {
    const char* name;
    const char* text;
    const char* problem;
  };
  const Case cases[] = {
      {"unknown value", "{{titel}}", "{{titel}} is unknown"},
      {"unknown section", "{{#chef}}{{/chef}}", "{{chef}} is unknown"},
      {"member of an element outside it", "{{name}}", "{{name}} is unknown"},
      {"unescaped text", "{{title:none}}", "text is always escaped"},
      {"html without its word", "{{body}}", "must say :none"},
      {"value as section", "{{#title}}{{/title}}", "is a value"},
      {"section as value", "{{parts}}", "is a section"},
      {"crossed sections", "{{#parts}}{{#has_title}}{{/parts}}{{/has_title}}", "is not open"},
      {"open section", "{{#parts}}", "is not closed"},
      {"open marker", "{{title", "is not closed"},
      {"condition on nothing", "{{#has_x}}{{/has_x}}", "is unknown"},
      {"second line", "a\n{{x}}", "line 2"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(draw(c.text, {}), HasSubstr(c.problem));
  }
}

TEST(Template, PutsOtherFilesIn) {
  const auto source = files({{"a.html", "<{{>b.html}}>"},
                             {"b.html", "{{title}}"},
                             {"loop.html", "{{>loop.html}}"},
                             {"lost.html", "{{>nowhere.html}}"}});
  Sheet sheet;
  sheet.title = "t";
  const auto page = Template<Sheet>::load("a.html", files({{"a.html", "<p>{{>b.html}}</p>"}, {"b.html", "{{title}}"}}));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->render(sheet), "<p>t</p>");
  EXPECT_EQ(Template<Sheet>::load("loop.html", source).error().key, "template.include-depth");
  EXPECT_EQ(Template<Sheet>::load("lost.html", source).error().fault, Fault::NotFound);
  EXPECT_EQ(Template<Sheet>::load("none.html", source).error().key, "template.missing");
  EXPECT_EQ(Template<Sheet>::load("a.txt", source).error().key, "template.name");
}

}  // namespace
}  // namespace dl::web
