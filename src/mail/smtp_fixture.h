// A mail server for tests: takes what comes on a port of this machine, or refuses it.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace dl::mail {

/// Serves one connection after the other until it is destroyed.
class FakeServer {
 public:
  /// What it answers to RCPT, and to MAIL.
  explicit FakeServer(std::string to_recipient = "250 ok", std::string to_sender = "250 ok")
      : to_recipient_(std::move(to_recipient)), to_sender_(std::move(to_sender)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here = {};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    auto* address = reinterpret_cast<sockaddr*>(&here);
    if (listener_ < 0 || ::bind(listener_, address, size) != 0 || ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, address, &size) != 0)
      throw std::runtime_error("no port for a mail server");
    port_ = ntohs(here.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~FakeServer() { end(); }
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  /// Ends it, and answers every line that was sent to it.
  const std::vector<std::string>& end() {
    if (thread_.joinable()) {
      ::shutdown(listener_, SHUT_RDWR);
      thread_.join();
      ::close(listener_);
    }
    return lines_;
  }

 private:
  void serve() {
    for (int peer = 0; (peer = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(peer)) talk(peer);
  }
  static void say(int peer, const std::string& line) {
    const auto bytes = line + "\r\n";
    static_cast<void>(::send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }
  void talk(int peer) {
    say(peer, "220 test");
    std::string line;
    bool data = false;
    for (char c = 0; ::recv(peer, &c, 1, 0) == 1;) {
      if (c != '\n') {
        if (c != '\r') line += c;
        continue;
      }
      lines_.push_back(line);
      if (data) {
        data = line != ".";
        if (!data) say(peer, "250 taken");
      } else {
        say(peer, answer_to(line));
        data = line == "DATA";
      }
      line.clear();
    }
  }
  std::string answer_to(const std::string& line) const {
    if (line.starts_with("RCPT")) return to_recipient_;
    if (line.starts_with("MAIL")) return to_sender_;
    if (line == "DATA") return "354 go on";
    if (line == "QUIT") return "221 bye";
    return "250 ok";
  }

  std::string to_recipient_;
  std::string to_sender_;
  int listener_ = -1;
  int port_ = 0;
  std::vector<std::string> lines_ = {};  ///< written by the thread, read once it has ended
  std::thread thread_ = {};
};

}  // namespace dl::mail
