// `daylight journal verify`: proves the chain of the journal or names the first broken entry.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"
#include "app/progress.h"

namespace dl::app {

void add_journal(CLI::App& program, Action& chosen) {
  auto* group = program.add_subcommand("journal", "日志");
  group->require_subcommand(1);
  auto data = std::make_shared<std::string>();
  auto* verify = group->add_subcommand("verify", "逐条重算日志哈希链，验证完整或指出第一处断裂");
  add_data_option(*verify, *data);
  verify->callback([data, &chosen] {
    chosen = [data]() -> Outcome<void> {
      DL_TRY(auto installation, Installation::open(*data));
      DL_TRY(auto total, installation->journal().last_sequence());
      auto progress = std::make_unique<Progress>("已核对", static_cast<std::size_t>(total));
      DL_TRY(auto verdict, installation->journal().verify(
                               [&](std::int64_t count) { progress->show(static_cast<std::size_t>(count)); }));
      progress.reset();
      if (!verdict.intact)
        return fail(Fault::Conflict, "journal.broken", fmt::format("{}: {}", verdict.first_broken, verdict.problem));
      fmt::print("日志完整：{} 条，链头 {}\n", verdict.checked, verdict.head);
      return {};
    };
  });
}

}  // namespace dl::app
