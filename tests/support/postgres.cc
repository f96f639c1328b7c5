#include "tests/support/postgres.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
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
using namespace std::string_literals;

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

/// A port that nobody listens on now.
int free_port() {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* place = reinterpret_cast<sockaddr*>(&address);
  bool known = bind(listener, place, size) == 0 && getsockname(listener, place, &size) == 0;
  close(listener);
  if (!known) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

struct FreeConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};

}  // namespace

std::map<std::string, std::string> parts_of_address(const std::string& address) {
  auto* options = PQconninfoParse(address.c_str(), nullptr);
  if (options == nullptr) throw std::runtime_error("not an address: " + address);
  std::map<std::string, std::string> parts;
  for (const auto* option = options; option->keyword != nullptr; ++option)
    if (option->val != nullptr) parts[option->keyword] = option->val;
  PQconninfoFree(options);
  return parts;
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  if (const char* given = std::getenv("DAYLIGHT_TEST_POSTGRES"); given != nullptr && *given != '\0') {
    std::string address = given;
    query_ = address.substr(address.find('?') + 1);
  } else {
    start({});
  }
}

PostgresServer::PostgresServer(const Wishes& wishes) { start(wishes); }

PostgresServer::~PostgresServer() {
  stop();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

void PostgresServer::start(const Wishes& wishes) {
  make_folder(wishes);
  std::vector<std::string> command = {
      std::string(kPrograms) + "postgres", "-D", folder_ + "/data", "-k", folder_, "-F"};
  std::vector<std::string> settings = {"synchronous_commit=off", "full_page_writes=off", "max_connections=60",
                                       "shared_buffers=16MB", "logging_collector=off", "log_min_messages=fatal",
                                       "listen_addresses=",
                                       // in its folder and gone with it, where others outlive a server that is killed
                                       "dynamic_shared_memory_type=mmap"};
  if (wishes.network) {
    port_ = free_port();
    make_certificate(wishes.names);
    for (const auto& setting : {"listen_addresses=127.0.0.1,::1"s, "port=" + std::to_string(port_), "ssl=on"s,
                                "ssl_cert_file=" + certificate(), "ssl_key_file=" + folder_ + "/server.key"})
      settings.push_back(setting);
  }
  settings.insert(settings.end(), wishes.settings.begin(), wishes.settings.end());
  for (const auto& setting : settings) command.insert(command.end(), {"-c", setting});
  process_ = spawn(command, log());
  query_ = "host=" + folder_ + "&port=" + std::to_string(port_) + "&user=postgres";
  for (int attempt = 0; attempt < 600; ++attempt) {
    if (PQping(address("postgres").c_str()) == PQPING_OK) return;
    if (waitpid(process_, nullptr, WNOHANG) == process_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  auto said = contents(log());
  stop();
  throw std::runtime_error("postgres did not start: " + said);
}

/// The folder of the server with its data: new, or a copy of the server that it follows.
void PostgresServer::make_folder(const Wishes& wishes) {
  auto name = (fs::temp_directory_path() / "daylight-pg-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  if (const passwd* user = getpwnam("postgres"); geteuid() == 0 && user != nullptr)
    if (chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown " + folder_);
  auto data = folder_ + "/data";
  if (wishes.standby_of != nullptr)
    run_to_end({std::string(kPrograms) + "pg_basebackup", "-D", data, "-R", "--checkpoint=fast", "--no-sync", "-d",
                wishes.standby_of->address("postgres")});
  else
    run_to_end({std::string(kPrograms) + "initdb", "-D", data, "-U", "postgres", "--auth-local=trust",
                "--auth-host=scram-sha-256", "--no-sync", "--encoding=UTF8", "--locale=C", "--no-instructions"});
}

void PostgresServer::make_certificate(const std::vector<std::string>& names) {
  std::string list = "subjectAltName=IP:127.0.0.1";
  for (const auto& name : names) list += ",DNS:" + name;
  run_to_end({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
              "-days", "2", "-subj", "/CN=test", "-addext", list, "-keyout", folder_ + "/server.key", "-out",
              certificate()});
}

void PostgresServer::run_to_end(const std::vector<std::string>& command) {
  int status = 0;
  waitpid(spawn(command, log()), &status, 0);
  if (status != 0) throw std::runtime_error(command[0] + " failed: " + contents(log()));
}

void PostgresServer::stop() {
  if (process_ > 0) {
    thaw();
    kill(process_, SIGQUIT);  // nothing in it is worth a shutdown in order
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }
}

void PostgresServer::freeze() { signal_all(SIGSTOP); }
void PostgresServer::thaw() { signal_all(SIGCONT); }

void PostgresServer::signal_all(int signal) {
  if (process_ == 0) throw std::runtime_error("not a server of our own");
  kill(process_, signal);
  std::istringstream children(
      contents("/proc/" + std::to_string(process_) + "/task/" + std::to_string(process_) + "/children"));
  for (pid_t child = 0; children >> child;) kill(child, signal);
}

std::string PostgresServer::address(const std::string& database) const {
  return "postgresql:///" + database + "?" + query_;
}

std::string PostgresServer::administer(const std::string& sql, const std::string& database) {
  std::unique_ptr<PGconn, FreeConnection> connection(PQconnectdb(address(database).c_str()));
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
