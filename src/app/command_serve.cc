// `daylight serve`: runs the service until it is told to stop (SIGINT, SIGTERM).
#include <csignal>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "app/commands.h"
#include "app/private_files.h"
#include "app/renew_key.h"
#include "app/service.h"
#include "base/log.h"
#include "db/copy.h"

namespace dl::app {
namespace {

// After a signal: ten seconds for visitors whose answers are under way (web::ServerOptions), five for the rest.
constexpr std::chrono::seconds kLatestEnd{15};

struct Words {
  std::string data = {};
  std::string listen = {};
};

// Blocks the signals in every thread that is started from here on, so that sigwait gets them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void print_addresses(const Installation& installation, const std::string& host, std::uint16_t port,
                     const agencies::Directory& directory) {
  std::string name = host.empty() || host == "*" || host == "0.0.0.0" || host == "[::]" ? "127.0.0.1" : host;
  fmt::print("阳光公开已启动（数据目录 {}）：\n", installation.folder().string());
  for (const auto& site : directory.sites())
    fmt::print("  http://{}:{}{}/  {}\n", site.host.empty() ? name : site.host, port, site.prefix, site.name);
  fmt::print("按 Ctrl+C 停止\n");
  std::fflush(stdout);
}

void tell_what_others_may_read(const Installation& installation) {
  const auto open = open_to_others(installation.folder(), db::file_of(installation.database_address()));
  if (open.empty()) return;
  fmt::print(stderr, "注意：本机其他用户可以读取下列文件，应只许运行本程序的用户读写：\n");
  for (const auto& path : open) fmt::print(stderr, "  {}\n", path.string());
  fmt::print(stderr, "  请执行：chmod -R go= {}\n", installation.folder().string());
}

Outcome<void> start_log(const Settings& settings) {
  log::set_level(log::level_named(settings.log_level).value_or(log::Level::Info));
  return settings.log_file.empty() ? Outcome<void>() : log::to_file(settings.log_file);
}

// SIGHUP opens the log anew, for rotation; SIGINT and SIGTERM end the wait.
void wait_for_stop(const sigset_t& signals) {
  int signal = 0;
  do {
    sigwait(&signals, &signal);
    if (signal != SIGHUP) return;
    if (auto opened = log::reopen(); !opened) log::failure("log.reopen", opened.error());
  } while (true);
}

// Nothing that was acknowledged is lost by it: whatever waits still is a transaction that was not committed.
void end_in_any_case(std::chrono::seconds deadline) {
  std::thread([deadline] {
    std::this_thread::sleep_for(deadline);
    log::error("stop.forced", {{"seconds", deadline.count()}});
    std::_Exit(1);
  }).detach();
}

Outcome<void> serve(const Words& words) {
  sigset_t signals = block_stop_signals();
  DL_TRY(auto installation, Installation::open(words.data, Schema::BroughtUpToDate));
  DL_TRY(const auto in_use, InUse::claim(words.data, InUse::By::Service));
  tell_what_others_may_read(*installation);
  DL_CHECK(start_log(installation->settings()));
  const log::Gathering gathering;
  std::string listen = words.listen.empty() ? installation->settings().listen : words.listen;
  DL_TRY(auto service, Service::create(*installation, listen));
  DL_CHECK(service->start());
  print_addresses(*installation, listen.substr(0, listen.rfind(':')), service->port(),
                  *installation->directory().current());
  wait_for_stop(signals);
  fmt::print("正在停止…\n");
  std::fflush(stdout);
  end_in_any_case(kLatestEnd);
  service.reset();
  installation.reset();
  return {};
}

}  // namespace

void add_serve(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = program.add_subcommand("serve", "运行服务");
  add_data_option(*command, words->data);
  command->add_option("--listen", words->listen, "监听地址，默认见设置 server.listen")->type_name("主机:端口");
  command->callback([words, &chosen] { chosen = [words] { return serve(*words); }; });
}

}  // namespace dl::app
