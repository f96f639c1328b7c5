// `daylight settings`: the reference of all settings, and a check of an installation's file.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/settings.h"

namespace dl::app {

void add_settings(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* command = program.add_subcommand("settings", "列出全部设置项；带 --data 时检查该安装的设置文件");
  command->add_option("--data", *data, "数据目录")->type_name("目录");
  command->callback([data, &chosen] {
    chosen = [data]() -> Outcome<void> {
      if (data->empty()) {
        fmt::print("{}", settings_reference());
        return {};
      }
      auto file = std::filesystem::path(*data) / "daylight.toml";
      if (!std::filesystem::exists(file)) return fail(Fault::NotFound, "installation.missing", *data);
      DL_CHECK(load_settings(file));
      fmt::print("设置文件无误\n");
      return {};
    };
  });
}

}  // namespace dl::app
