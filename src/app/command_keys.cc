// `daylight keys renew`: exchanges the key of the installation.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/actor.h"
#include "app/commands.h"
#include "app/renew_key.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::string reason = {};
  bool despite_differences = false;
};

Outcome<void> renew(const Words& words) {
  DL_TRY(const auto generation, renew_key(words.data, {.actor = operator_here(),
                                                       .reason = words.reason,
                                                       .despite_differences = words.despite_differences}));
  fmt::print("密钥已更换（第 {} 代），密封的资料和摘要都已改用新密钥。\n", generation);
  fmt::print("请把 {} 复制到其他节点并与新的备份一起保存，再启动服务。\n",
             (std::filesystem::path(words.data) / Installation::kKeyFile).string());
  return {};
}

}  // namespace

void add_keys(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("keys", "本平台的密钥");
  group->require_subcommand(1);
  auto words = std::make_shared<Words>();
  auto* command = group->add_subcommand("renew", "更换 accounts.key（先停止各节点的服务；中断后再次运行即接着办理）");
  add_data_option(*command, words->data);
  command->add_option("--reason", words->reason, "理由，记入日志")->required()->type_name("文字");
  command->add_flag("--despite-differences", words->despite_differences,
                    "资料与日志不符也更换；此后无从核对此前的改动");
  command->callback([words, &chosen] { chosen = [words] { return renew(*words); }; });
}

}  // namespace dl::app
