// `daylight routes`: every address that the program answers, who may call it, and how much they may send.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/service.h"

namespace dl::app {
namespace {

std::string_view who_of(const web::BoundRoute& route) {
  if (!route.who.empty()) return route.who;
  return route.access == web::Access::Public ? "anyone" : "signed-in";
}

Outcome<void> list_routes(const std::string& data) {
  DL_TRY(auto installation, Installation::open(data));
  DL_TRY(const auto service, Service::create(*installation, "127.0.0.1:0"));
  for (const auto& route : service->routes())
    fmt::print("{}\t{}\t{}\t{}\n", web::name_of(route.verb), route.pattern, who_of(route), route.body_limit);
  return {};
}

}  // namespace

void add_routes(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* command =
      program.add_subcommand("routes", "列出全部地址：方法、地址、谁可以访问、正文最多多少字节（0 为不收正文）");
  add_data_option(*command, *data);
  command->callback([data, &chosen] { chosen = [data] { return list_routes(*data); }; });
}

}  // namespace dl::app
