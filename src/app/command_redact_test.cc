// `daylight redact` as people use it: what is written, what is refused, and that no file is written over.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"
#include "app/whole_file.h"
#include "paper/letter_sample.h"

namespace dl::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class RedactCommand : public CommandLine {
 protected:
  void SetUp() override {
    write("letter.pdf", paper::to_pdf(paper::sample_letter()).value_or(""));
    write("letter.docx", paper::to_docx(paper::sample_letter()).value_or(""));
    write("areas.json", R"({"areas":[{"passage":"停车泊位的设置方案","ground":"E15"}]})");
    write("wrong.json", R"({"areas":[{"passage":"停车泊位的设置方案","ground":"E99"}]})");
    write("missing.json", R"({"areas":[{"passage":"没有这样的话","ground":"15"}]})");
    write("words.txt", "停车泊位的设置方案\n\n");
  }
  void write(const char* name, std::string_view bytes) { std::ofstream(path(name), std::ios::binary) << bytes; }
};

TEST_F(RedactCommand, WritesAFileAndItsLog) {
  for (const std::string kind : {"pdf", "docx"}) {
    SCOPED_TRACE(kind);
    const auto out = "out." + kind, log = kind + ".json";
    const auto said =
        run("redact DIR/letter." + kind + " --areas DIR/areas.json --out DIR/" + out + " --log DIR/" + log);
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_THAT(said.out, HasSubstr("没有发现残留"));
    EXPECT_EQ(run("redact --check DIR/" + out + " --words DIR/words.txt").code, 0);
    const auto written = boost::json::parse(read_whole_file(path(log.c_str())).value_or("{}"));
    EXPECT_EQ(written.at("areas").at(0).at("ground").as_string(), "15");
    EXPECT_EQ(written.at("file").as_string(), "letter." + kind);
  }
}

TEST_F(RedactCommand, RefusesAndSaysWhy) {
  const Case cases[] = {
      {"redact DIR/letter.pdf", 1, "--areas"},
      {"redact DIR/none.pdf --areas DIR/areas.json --out DIR/x.pdf", 1, "没有这个文件"},
      {"redact DIR/letter.pdf --areas DIR/wrong.json --out DIR/x.pdf", 1, "没有这个不予公开理由"},
      {"redact DIR/letter.pdf --areas DIR/missing.json --out DIR/x.pdf", 1, "没有这样的话"},
      {"redact DIR/letter.pdf --areas DIR/areas.json --out DIR/letter.docx", 1, "没有覆盖"},
      {"redact --check DIR/letter.pdf --words DIR/words.txt", 1, "文字中仍有应遮盖的词句"},
      {"redact --check DIR/letter.pdf", 1, "元数据"},
      {"redact --check DIR/areas.json", 1, "只能处理"},
  };
  expect(cases);
  EXPECT_FALSE(std::filesystem::exists(path("x.pdf")));
}

}  // namespace
}  // namespace dl::app
