// A real server on a free loopback port and a client of plain sockets, for tests.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <string>
#include <thread>

#include "web/server.h"

namespace dl::web::testing {

struct Reply {
  int status = 0;
  std::string head = {};
  std::string body = {};

  std::string field(std::string_view name) const {
    for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
      auto line = std::string_view(head).substr(at + 2);
      line = line.substr(0, line.find("\r\n"));
      if (line.size() > name.size() + 1 && line.starts_with(name) && line[name.size()] == ':')
        return std::string(line.substr(name.size() + 2));
    }
    return {};
  }
};

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    connected = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Client() { close(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  void shut() { ::shutdown(socket_, SHUT_WR); }
  void shrink_receive_buffer() {
    int size = 65536;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
  }

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  /// Receives once, waiting at most `ms`; false at the end or when nothing comes.
  bool receive(int ms = 5000) {
    pollfd wait = {socket_, POLLIN, 0};
    if (::poll(&wait, 1, ms) <= 0) return false;
    char bytes[65536];
    auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) {
      ended = true;
      return false;
    }
    input_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  /// Reads one reply; status 0 when the connection ended or nothing came.
  Reply read(bool head_only = false) {
    Reply reply;
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos)
      if (!receive()) return reply;
    reply.head = input_.substr(0, end + 2);
    input_.erase(0, end + 4);
    std::from_chars(reply.head.data() + 9, reply.head.data() + 12, reply.status);
    std::size_t length = 0;
    auto field = reply.field("Content-Length");
    std::from_chars(field.data(), field.data() + field.size(), length);
    if (head_only || reply.status == 304 || reply.status == 100) return reply;
    while (input_.size() < length)
      if (!receive()) break;
    reply.body = input_.substr(0, length);
    input_.erase(0, reply.body.size());
    return reply;
  }

  /// True when the server closes without sending anything more.
  bool is_closed_by_server(int ms = 5000) {
    while (receive(ms)) input_.clear();
    return ended;
  }

  Reply get(std::string_view target, std::string_view fields = "") {
    send("GET " + std::string(target) + " HTTP/1.1\r\nHost: example.org\r\n" + std::string(fields) + "\r\n");
    return read();
  }

  bool connected = false;
  bool ended = false;

 private:
  int socket_ = -1;
  std::string input_ = {};
};

/// A server with the routes that the test adds. Timeouts are short, rates are off.
struct TestServer {
  ServerOptions options = {};
  Router router = {};
  Hooks hooks = {};
  std::unique_ptr<Server> server = {};

  TestServer() {
    options.port = 0;
    options.io_threads = 2;
    options.workers = 4;
    options.rates = {};
    options.csrf_secret = "test";
  }
  void route(Verb verb, std::string pattern, Handler handler, std::size_t body_limit = 0) {
    router.add({.verb = verb, .pattern = std::move(pattern), .handler = std::move(handler), .body_limit = body_limit});
  }
  void start() {
    server = std::make_unique<Server>(options, router, hooks);
    auto started = server->start();
    ASSERT_TRUE(started.has_value()) << describe(started.error());
  }
  std::uint16_t port() const { return server->port(); }
};

/// A page of the given topic that is worth compressing.
inline Response page_of(std::string topic, std::string body) {
  Response response;
  response.body = std::move(body);
  response.topics = {std::move(topic)};
  return response;
}

inline std::string long_text(std::size_t size) {
  std::string text;
  for (int i = 0; text.size() < size; ++i) text += "<p>第" + std::to_string(i) + "条 政务公开工作要点。</p>\n";
  text.resize(size, ' ');
  return text;
}

}  // namespace dl::web::testing
