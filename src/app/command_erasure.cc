// `daylight erasure list`: of which requests materials and people would be erased the next time. It changes nothing.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"
#include "journal/contents.h"
#include "requests/erasure.h"

namespace dl::app {
namespace {

Outcome<void> list_erasure(const std::string& data) {
  DL_TRY(const auto installation, Installation::open(data));
  DL_TRY(const auto carried, records::carried());
  const requests::Eraser eraser(installation->journal(), carried->laws, journal::names_file);
  DL_TRY(const auto due, installation->database().read([&](db::Session& session) { return eraser.list_due(session); }));
  for (const auto& matter : due)
    fmt::print("{}\n", boost::json::serialize(boost::json::object{{"number", matter.number}, {"state", matter.state}}));
  return {};
}

}  // namespace

void add_erasure(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* group = program.add_subcommand("erasure", "归档到期后删除的材料和当事人资料");
  group->require_subcommand(1);
  auto* command = group->add_subcommand("list", "到期将要删除材料的公开申请，每件一行 JSON；不删除任何内容");
  add_data_option(*command, *data);
  command->callback([data, &chosen] { chosen = [data] { return list_erasure(*data); }; });
}

}  // namespace dl::app
