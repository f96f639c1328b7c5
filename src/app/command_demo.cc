// `daylight demo`: makes the demonstration.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/demo_city.h"
#include "app/demo_people.h"
#include "app/progress.h"
#include "app/search_sources.h"
#include "base/resources.h"

namespace dl::app {
namespace {

// Only here and on the pages of a demonstration: no other installation has a password that is known.
Outcome<void> print_people() {
  DL_TRY(auto read, read_demo_people());
  fmt::print("演示人员 {} 人，密码均为 {}（仅供演示）：\n", read.people.size(), read.password);
  for (const auto& person : read.people) {
    std::string roles;
    for (const auto& role : person.roles) {
      DL_TRY(auto grant, accounts::parse_grant(role, 0));
      roles += (roles.empty() ? "" : "、") + std::string(chinese_of(grant.role));
    }
    fmt::print("  {}  {}  {}\n", person.login, person.name, roles);
  }
  return {};
}

Outcome<void> fill(Installation& installation) {
  std::optional<Progress> progress;
  DL_CHECK(build_demo_city(installation, [&](std::size_t done, std::size_t total) {
    if (!progress) progress.emplace("正在演示办理过程", total);
    progress->show(done);
  }));
  progress.reset();
  auto sources = search_sources(installation.directory(), installation.registers());
  DL_TRY(auto index, open_index(installation.index_folder(), sources));
  SearchFeed feed(installation.database(), std::move(sources), *index);
  DL_TRY(auto count, feed.rebuild(installation.journal()));
  auto directory = installation.directory().current();
  fmt::print("演示城市已建立：{} 个机关，公开的文件和登记 {} 件，办理中的文件 {} 件\n", directory->agencies().size(),
             count, list_resources("data/demo/work/").size());
  for (const auto& site : directory->sites())
    fmt::print("  {}  {}\n", site.prefix.empty() ? "/" : site.prefix, site.name);
  return print_people();
}

Outcome<void> make_demo(const std::string& data) {
  DL_TRY(auto installation, Installation::create(data));
  auto made = fill(*installation);
  if (made) return made;
  // A demonstration that is half made is of no use to anybody and would be in the way of the next try.
  installation.reset();
  Installation::discard(data);
  return made;
}

}  // namespace

void add_demo(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* command = program.add_subcommand("demo", "建立演示：一座虚构城市的机关、栏目和文件");
  add_data_option(*command, *data);
  command->callback([data, &chosen] { chosen = [data] { return make_demo(*data); }; });
}

}  // namespace dl::app
