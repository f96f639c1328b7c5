#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/command_calendar.h"
#include "app/command_deadline.h"
#include "app/messages.h"
#include "app/private_files.h"
#include "app/usage.h"
#include "app/version.h"

namespace dl::app {
namespace {

constexpr void (*kCommands[])(CLI::App&, Action&) = {
    add_init,     add_agency,  add_account,  add_demo,   add_serve,   add_routes,    add_import,  add_document,
    add_journal,  add_reindex, add_settings, add_backup, add_restore, add_read_only, add_upgrade, add_deadline,
    add_calendar, add_figures, add_work,     add_mail,   add_keys,    add_register,  add_draw,    add_clock,
    add_simulate, add_redact,  add_erasure,  add_check,  add_plan,
};

// One sentence for the person, the detail behind it, and each field that is wrong.
void tell(const Error& error) {
  fmt::print(stderr, "错误：{}\n", sentence_of(error.key));
  if (!error.detail.empty()) fmt::print(stderr, "      {}\n", error.detail);
  for (const auto& field : error.fields) fmt::print(stderr, "  - {}：{}\n", field.field, sentence_of(field.key));
}

}  // namespace

void add_data_option(CLI::App& command, std::string& data) {
  command.add_option("--data", data, "数据目录")->required()->type_name("目录");
}

int run_command_line(int argc, char** argv) {
  keep_files_private();
  CLI::App program{"阳光公开：政务公开平台", "daylight"};
  speak_chinese(program);
  program.set_version_flag("--version", std::string(kVersion), "显示版本");
  program.set_help_flag("-h,--help", "显示帮助");
  program.require_subcommand(1);

  Action chosen;
  for (auto add : kCommands) add(program, chosen);

  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    int code = program.exit(error);
    return code == 0 ? 0 : 2;
  }

  try {
    auto done = chosen();
    if (done) return 0;
    tell(done.error());
  } catch (const std::exception& error) {
    fmt::print(stderr, "错误：程序出现意外故障，请将下面一行告知开发者\n      {}\n", error.what());
  }
  return 1;
}

}  // namespace dl::app
