// `daylight upgrade`: brings the tables of an older installation up to date without starting the service.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"

namespace dl::app {

void add_upgrade(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* command = program.add_subcommand("upgrade", "把较早版本的数据升级到本程序的版本（先停止各节点的服务）");
  add_data_option(*command, *data);
  command->callback([data, &chosen] {
    chosen = [data]() -> Outcome<void> {
      DL_CHECK(Installation::open(*data, Schema::BroughtUpToDate));
      fmt::print("数据已是本程序的版本\n");
      return {};
    };
  });
}

}  // namespace dl::app
