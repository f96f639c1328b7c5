// What the site benchmark measures with: a visitor on one kept-open connection, the program in a
// process of its own, and the middle and the tail of many times.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>

namespace dl::bench {

inline double now_ms() {
  using std::chrono::duration;
  return duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline void sleep_ms(double time) { std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(time)); }

/// Times in milliseconds; not empty when asked.
struct Times {
  std::vector<double> all = {};

  double at(double part) const {
    auto sorted = all;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
  }
  double median() const { return at(0.5); }
  double worst() const { return *std::max_element(all.begin(), all.end()); }
};

/// A socket connected to a port of this machine; -1 when nothing listens there.
inline int connect_to(std::uint16_t port) {
  int link = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(link, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(link);
    return -1;
  }
  int on = 1;
  ::setsockopt(link, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return link;
}

struct Answer {
  int status = 0;
  double ms = 0;
  std::string body = {};
};

/// Asks one page after the other over one connection. Each request names another visitor behind a
/// trusted proxy, so that no limit on one visitor's requests is met.
class Visitor {
 public:
  explicit Visitor(std::uint16_t port) : link_(connect_to(port)) {
    if (link_ < 0) throw std::runtime_error(fmt::format("nothing listens on port {}", port));
  }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;
  ~Visitor() { ::close(link_); }

  /// `fields` are further lines of the head, each with its line end.
  Answer get(const std::string& path, const char* encoding = "identity", const std::string& fields = {}) {
    static std::atomic<unsigned> visitors = 0;
    unsigned who = ++visitors;
    auto request = fmt::format(
        "GET {} HTTP/1.1\r\nHost: site.example\r\nAccept-Encoding: {}\r\nX-Forwarded-For: 10.{}.{}.{}\r\n{}\r\n", path,
        encoding, who >> 16 & 255, who >> 8 & 255, who & 255, fields);
    double begun = now_ms();
    if (::send(link_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      throw std::runtime_error("the connection is closed");
    Answer answer = receive();
    answer.ms = now_ms() - begun;
    return answer;
  }

  /// As get, but anything else than 200 ends the benchmark.
  Answer page(const std::string& path, const char* encoding = "identity", const std::string& fields = {}) {
    auto answer = get(path, encoding, fields);
    if (answer.status != 200) throw std::runtime_error(fmt::format("{} answered {}", path, answer.status));
    return answer;
  }

 private:
  Answer receive() {
    std::string bytes;
    std::size_t head = std::string::npos;
    while ((head = bytes.find("\r\n\r\n")) == std::string::npos) more(bytes);
    Answer answer;
    std::from_chars(bytes.data() + 9, bytes.data() + 12, answer.status);
    auto field = bytes.find("\r\nContent-Length: ");
    if (field == std::string::npos || field > head) throw std::runtime_error("an answer without a length");
    std::size_t length = std::strtoul(bytes.c_str() + field + 18, nullptr, 10);
    while (bytes.size() < head + 4 + length) more(bytes);
    answer.body = bytes.substr(head + 4, length);
    return answer;
  }

  void more(std::string& bytes) const {
    char piece[65536];
    auto count = ::recv(link_, piece, sizeof piece, 0);
    if (count <= 0) throw std::runtime_error("the connection ended");
    bytes.append(piece, static_cast<std::size_t>(count));
  }

  int link_;
};

/// Runs a program to its end, its output thrown away; its exit code.
inline int run_program(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t process = ::fork();
  if (process == 0) {
    ::dup2(::open("/dev/null", O_WRONLY), 1);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = -1;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// `daylight serve` in a child process. Ends it when it goes out of scope.
class Program {
 public:
  /// Returns as soon as /readyz answers 200; ready_ms() says how long that took.
  Program(const std::filesystem::path& program, const std::filesystem::path& data, std::uint16_t port) : port_(port) {
    double begun = now_ms();
    auto listen = fmt::format("127.0.0.1:{}", port);
    process_ = ::fork();
    if (process_ == 0) {
      int out = ::open((data / "serve.out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
      ::dup2(out, 1);
      ::dup2(out, 2);
      ::execl(program.c_str(), program.c_str(), "serve", "--data", data.c_str(), "--listen", listen.c_str(), nullptr);
      ::_exit(127);
    }
    while (!ready()) {
      if (now_ms() - begun > 60'000 || ::waitpid(process_, nullptr, WNOHANG) == process_)
        throw std::runtime_error("the program did not become ready: " + program.string());
      sleep_ms(2);
    }
    ready_ms_ = now_ms() - begun;
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }

  std::uint16_t port() const { return port_; }
  double ready_ms() const { return ready_ms_; }

  double resident_mib() const {
    std::ifstream status(fmt::format("/proc/{}/status", process_));
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
    throw std::runtime_error("the program is gone");
  }

  double cpu_seconds() const {
    std::ifstream stat(fmt::format("/proc/{}/stat", process_));
    std::string line;
    std::getline(stat, line);
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string field;
    double ticks = 0;
    for (int i = 0; i < 13 && fields >> field; ++i)
      if (i >= 11) ticks += std::strtod(field.c_str(), nullptr);
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }

  /// The value of a line of /metrics.
  double metric(const std::string& name) const {
    auto text = Visitor(port_).page("/metrics").body;
    auto at = text.find("\n" + name + " ");
    if (at == std::string::npos) throw std::runtime_error("no metric " + name);
    return std::strtod(text.c_str() + at + name.size() + 2, nullptr);
  }

 private:
  bool ready() const {
    int link = connect_to(port_);
    if (link < 0) return false;
    ::close(link);
    return Visitor(port_).get("/readyz").status == 200;
  }

  std::uint16_t port_;
  pid_t process_ = -1;
  double ready_ms_ = 0;
};

}  // namespace dl::bench
