#include "tests/support/postgres.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace dl::test {

namespace {

namespace fs = std::filesystem;

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";

std::string contents(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Starts a program in the background, as the user postgres when we are root (the server refuses root).
/// It dies with us.
int spawn(const std::vector<std::string>& command, const std::string& log) {
  const passwd* user = geteuid() == 0 ? getpwnam("postgres") : nullptr;
  int child = fork();
  if (child != 0) return child;
  if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  execv(words[0], words.data());
  _exit(127);
}

struct FreeConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};

}  // namespace

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  if (const char* given = std::getenv("DAYLIGHT_TEST_POSTGRES"); given != nullptr && *given != '\0') {
    std::string address = given;
    query_ = address.substr(address.find('?') + 1);
  } else {
    start();
  }
}

PostgresServer::~PostgresServer() { stop(); }

void PostgresServer::start() {
  auto name = (fs::temp_directory_path() / "daylight-pg-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  if (const passwd* user = getpwnam("postgres"); geteuid() == 0 && user != nullptr)
    if (chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown " + folder_);
  auto log = folder_ + "/log";
  auto data = folder_ + "/data";

  int made = spawn({std::string(kPrograms) + "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync",
                    "--encoding=UTF8", "--locale=C", "--no-instructions"},
                   log);
  int status = 0;
  waitpid(made, &status, 0);
  if (status != 0) throw std::runtime_error("initdb failed: " + contents(log));

  process_ = spawn({std::string(kPrograms) + "postgres",
                    "-D",
                    data,
                    "-k",
                    folder_,
                    "-h",
                    "",
                    "-F",
                    "-c",
                    "synchronous_commit=off",
                    "-c",
                    "full_page_writes=off",
                    "-c",
                    "max_connections=60",
                    "-c",
                    "shared_buffers=16MB",
                    "-c",
                    "logging_collector=off",
                    "-c",
                    "log_min_messages=fatal"},
                   log);
  query_ = "host=" + folder_ + "&user=postgres";
  for (int attempt = 0; attempt < 600; ++attempt) {
    if (PQping(address("postgres").c_str()) == PQPING_OK) return;
    if (waitpid(process_, &status, WNOHANG) == process_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  auto said = contents(log);
  stop();
  throw std::runtime_error("postgres did not start: " + said);
}

void PostgresServer::stop() {
  if (process_ > 0) {
    kill(process_, SIGQUIT);  // nothing in it is worth a shutdown in order
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::string PostgresServer::address(const std::string& database) const {
  return "postgresql:///" + database + "?" + query_;
}

std::string PostgresServer::administer(const std::string& sql) {
  std::unique_ptr<PGconn, FreeConnection> connection(PQconnectdb(address("postgres").c_str()));
  std::unique_ptr<PGresult, FreeResult> result(PQexec(connection.get(), sql.c_str()));
  auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : std::string();
}

std::string PostgresServer::create_database() {
  auto name = "t" + std::to_string(getpid()) + "_" + std::to_string(++databases_);
  administer("CREATE SCHEMA " + name);
  return address("postgres") + "&application_name=" + name + "&options=-csearch_path%3D" + name;
}

void PostgresServer::end_connections(const std::string& address) {
  constexpr std::string_view kName = "&application_name=";
  auto from = address.find(kName) + kName.size();
  auto name = address.substr(from, address.find('&', from) - from);
  administer("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE application_name = '" + name +
             "'");
}

}  // namespace dl::test
