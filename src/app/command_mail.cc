// `daylight mail list`: which notes to applicants went out by e-mail, and why others did not.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>

#include "app/commands.h"
#include "app/installation.h"
#include "requests/tellings.h"

namespace dl::app {
namespace {

constexpr int kMost = 1'000;

Outcome<void> list_mail(const std::string& data) {
  DL_TRY(const auto installation, Installation::open(data));
  DL_TRY(const auto all,
         installation->database().read([](db::Session& session) { return requests::list_tellings(session, kMost); }));
  for (const auto& one : all) {
    const bool waits = one.state == requests::TellingState::Queued || one.state == requests::TellingState::Failed;
    fmt::print("{}\n",
               boost::json::serialize(boost::json::object{{"number", one.number},
                                                          {"state", name_of(one.state)},
                                                          {"attempts", one.attempts},
                                                          {"next_at", waits ? one.next_at.rfc3339() : std::string()},
                                                          {"error", one.error}}));
  }
  return {};
}

}  // namespace

void add_mail(CLI::App& program, Action& chosen) {
  auto data = std::make_shared<std::string>();
  auto* group = program.add_subcommand("mail", "给申请人的邮件提醒");
  group->require_subcommand(1);
  auto* command = group->add_subcommand("list", "最近的邮件提醒是否送出，每件一行 JSON，新的在前");
  add_data_option(*command, *data);
  command->callback([data, &chosen] { chosen = [data] { return list_mail(*data); }; });
}

}  // namespace dl::app
