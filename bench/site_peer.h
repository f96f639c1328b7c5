// The floor under an uncached page: a thread that answers over the same kind of connection with
// the same rows, read by SQLite itself from the same file, put between two constant strings.
// It knows no sites, no links, no escaping, no limits and no log; nothing that does can be as quick.
#pragma once

#include <sqlite3.h>

#include <thread>

#include "bench/site_client.h"

namespace dl::bench {

class Peer {
 public:
  explicit Peer(const std::string& database) {
    if (sqlite3_open_v2(database.c_str(), &database_, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
      throw std::runtime_error("the peer cannot open the database");
    sqlite3_exec(database_, "PRAGMA mmap_size=67108864", nullptr, nullptr, nullptr);
    article_ = prepare("SELECT title, body FROM edition WHERE document = ?1 AND state = 'Published'");
    list_ = prepare(
        "SELECT title, published_at FROM edition WHERE state = 'Published' AND site_column = ?1 AND "
        "(published_at, document) < (?2, ?3) ORDER BY published_at DESC, document DESC LIMIT 20");
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 4) != 0)
      throw std::runtime_error("the peer cannot listen");
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
    sqlite3_finalize(article_);
    sqlite3_finalize(list_);
    sqlite3_close(database_);
  }

  std::uint16_t port() const { return port_; }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_));
    return statement;
  }

  // One connection after the other, until the listener is shut down.
  void serve() {
    for (int link = 0; (link = ::accept(listener_, nullptr, nullptr)) >= 0; ::close(link)) {
      int on = 1;
      ::setsockopt(link, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      char request[4096];
      for (ssize_t count = 0; (count = ::recv(link, request, sizeof request - 1, 0)) > 0;) {
        request[count] = 0;
        auto page = draw(request);
        auto answer = fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{}", page.size(), page);
        if (::send(link, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) break;
      }
    }
  }

  std::string draw(const char* request) {
    static const std::string kShell(6000, ' ');  // head, navigation and foot
    long long a = 0, b = 0, c = 0;
    std::string page = kShell;
    if (std::sscanf(request, "GET /article/%lld", &a) == 1) {
      sqlite3_bind_int64(article_, 1, a);
      add_rows(article_, page);
    } else if (std::sscanf(request, "GET /list/%lld/%lld/%lld", &a, &b, &c) == 3) {
      sqlite3_bind_int64(list_, 1, a);
      sqlite3_bind_int64(list_, 2, b);
      sqlite3_bind_int64(list_, 3, c);
      add_rows(list_, page);
    }
    return page + kShell;
  }

  static void add_rows(sqlite3_stmt* statement, std::string& page) {
    while (sqlite3_step(statement) == SQLITE_ROW)
      for (int column = 0; column < 2; ++column)
        page.append(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)),
                    static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    sqlite3_reset(statement);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* article_ = nullptr;
  sqlite3_stmt* list_ = nullptr;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_ = {};
};

}  // namespace dl::bench
