// `daylight work rebuild`: makes the list of open work anew.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"

namespace dl::app {

void add_work(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* group = program.add_subcommand("work", "待办事项");
  group->require_subcommand(1);
  auto* command = group->add_subcommand("rebuild", "按现有资料重新列出全部待办事项（服务运行时也可以）");
  add_data_option(*command, *data);
  command->callback([data, &chosen] {
    chosen = [data]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(*data));
      DL_TRY(const auto rebuilt, installation->open_work().rebuild(installation->journal()));
      fmt::print("待办事项 {} 项，与原来不同的 {} 件\n", rebuilt.items, rebuilt.differed);
      return {};
    };
  });
}

}  // namespace dl::app
