#include "app/usage.h"

#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

namespace dl::app {
namespace {

// What the library says, by the piece that is always there, and what people read instead; {0} is what
// stands before the piece, {1} what stands after it.
struct Saying {
  std::string_view piece = {};
  const char* sentence = "";
};
constexpr Saying kSayings[] = {
    {" is required", "缺少必填项 {0}。"},
    {" requires ", "使用 {0} 时还须给出 {1}。"},
    {"Could not convert: ", "“{1}”不是这一项所要的数字。"},
    {": 1 required ", "{0} 后面缺少内容。"},
};

class ChineseFormatter : public CLI::Formatter {
 public:
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return CLI::Formatter::make_group(group == "Options" ? "选项" : group, is_positional, std::move(options));
  }
};

std::string sentence_for(const CLI::App& program, const std::string& what) {
  if (what.find("ubcommand is required") != std::string::npos) {
    auto unknown = program.remaining(true);
    if (unknown.empty()) return "请写明要办什么。";
    return fmt::format("没有“{}”这个命令。", unknown.front());
  }
  if (what.find("not expected") != std::string::npos)
    return fmt::format("不认识“{}”，请核对拼写和位置。", fmt::join(program.remaining(true), " "));
  for (const auto& saying : kSayings) {
    auto at = what.find(saying.piece);
    if (at == std::string::npos) continue;
    return fmt::format(fmt::runtime(saying.sentence), what.substr(0, at), what.substr(at + saying.piece.size()));
  }
  return fmt::format("命令行有误：{}", what);
}

// The innermost command that was named, as people would type it.
std::string path_of(const CLI::App& program) {
  auto chosen = program.get_subcommands();
  return program.get_name() + (chosen.empty() ? "" : " " + path_of(*chosen.front()));
}

std::string explain(const CLI::App* program, const CLI::Error& error) {
  return fmt::format("错误：{}\n      用法见 {} --help\n", sentence_for(*program, error.what()), path_of(*program));
}

}  // namespace

void speak_chinese(CLI::App& program) {
  auto formatter = std::make_shared<ChineseFormatter>();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("Positionals", "内容");
  formatter->label("REQUIRED", "（必填）");
  formatter->label("Needs", "须同时给出");
  program.formatter(formatter);
  program.group("命令");
  program.failure_message(explain);
}

}  // namespace dl::app
