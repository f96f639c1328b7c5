// `daylight read-only`: closes the installation or a feature to changes and opens it again, at once and on every node.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "api/domains.h"
#include "app/commands.h"
#include "app/installation.h"
#include "journal/read_only.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::string feature = "all";
  std::string person = {};
  std::string reason = {};

  std::string actor() const { return "operator:" + person; }
};

std::string names() {
  std::string text;
  for (const auto& feature : api::features())
    text += fmt::format("{}{} {}", text.empty() ? "" : "、", feature.name, feature.chinese);
  return text;
}

std::string chinese_of(const std::string& name) {
  const auto* feature = journal::find_feature(api::features(), name);
  return feature == nullptr ? name : fmt::format("{}（{}）", feature->name, feature->chinese);
}

Outcome<void> show(Installation& installation) {
  DL_TRY(auto closures,
         installation.database().read([](db::Session& session) { return journal::list_closures(session); }));
  for (const auto& closure : closures)
    fmt::print("只读：{}，自 {}，{}：{}\n", chinese_of(closure.feature), closure.since.text(), closure.actor,
               closure.reason);
  for (const auto& name : installation.journal().closed_here())
    fmt::print("只读：{}，由本节点的设置 server.read_only\n", chinese_of(name));
  if (closures.empty() && installation.journal().closed_here().empty()) fmt::print("没有只读限制\n");
  return {};
}

CLI::App* add_verb(CLI::App& group, const char* name, const char* help, const std::shared_ptr<Words>& words) {
  auto* command = group.add_subcommand(name, help);
  add_data_option(*command, words->data);
  if (std::string_view(name) == "show") return command;
  command->add_option("--feature", words->feature, "范围，默认 all：" + names())->type_name("范围");
  command->add_option("--as", words->person, "办理人")->required()->type_name("姓名");
  return command;
}

}  // namespace

void add_read_only(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("read-only", "只读状态：全部或某一部分停止改动，浏览照常，立即生效");
  group->require_subcommand(1);
  auto words = std::make_shared<Words>();
  auto run = [&](CLI::App* command, Outcome<void> (*deed)(Installation&, const Words&)) {
    command->callback([words, deed, &chosen] {
      chosen = [words, deed]() -> Outcome<void> {
        DL_TRY(auto installation, Installation::open(words->data));
        DL_CHECK(deed(*installation, *words));
        return show(*installation);
      };
    });
  };
  run(add_verb(*group, "show", "查看", words), [](Installation&, const Words&) { return Outcome<void>(); });
  auto* on = add_verb(*group, "on", "设为只读", words);
  on->add_option("--reason", words->reason, "理由")->required()->type_name("文字");
  run(on, [](Installation& installation, const Words& given) {
    return journal::close_feature(installation.journal(), given.feature, given.reason, given.actor());
  });
  run(add_verb(*group, "off", "恢复可写", words), [](Installation& installation, const Words& given) {
    return journal::open_feature(installation.journal(), given.feature, given.actor());
  });
}

}  // namespace dl::app
