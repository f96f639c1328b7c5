// One thread with its io_context, its acceptor and its connections. Internal to the server.
//
// Whatever belongs to a connection is touched on its thread only, so there are no locks here. One
// coarse timer closes the connections whose time is over and refreshes the Date field. Sockets of connections are in an
// event queue of their own, which asio watches as one: what tells of a request goes straight to its connection.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "web/core.h"
#include "web/wire.h"

namespace dl::web {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using QueueWatch = asio::posix::basic_stream_descriptor<Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
template <class T = void>
using Task = asio::awaitable<T, Executor>;
/// Operations give (error, result); nothing is thrown on a connection's way.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kToken{asio::use_awaitable_t<Executor>{}};

class Connection;

class IoThread {
 public:
  IoThread(Core& core, unsigned number);
  ~IoThread();
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  /// Binds with SO_REUSEPORT, so that the kernel spreads connections over the threads.
  void listen(const asio::ip::tcp::endpoint& endpoint);
  std::uint16_t port() const;
  void start();

  /// From any thread: stops accepting and closes idle connections.
  void drain();
  /// From any thread: closes all connections.
  void close_all();
  /// Ends the thread; the connections are gone afterwards.
  void join();

  // For connections, on this thread.
  Core& core() { return core_; }
  Executor executor() { return context_.get_executor(); }
  const EventQueue& queue() const { return queue_; }
  void enlist(Connection& connection);
  void strike(Connection& connection);
  std::int64_t now_ms() const { return now_ms_; }  ///< as of the last tick
  std::int64_t tick_ms() const { return tick_ms_; }
  std::string_view date_line() const { return date_line_; }
  /// A new reference number; valid until the next one.
  std::string_view next_id();
  /// A buffer that may be used until the next co_await.
  std::string& scratch() { return scratch_; }
  const PagePointer* recall(std::string_view raw_key);
  void remember(std::string_view raw_key, PagePointer page);

 private:
  struct TextHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): looked for by this name
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  Task<> accept();
  Task<> tick();
  void await_events();
  void hand_out_events();
  bool try_welcome(Socket socket);
  void welcome(Socket socket);
  void refresh();
  void close_late();
  void forget_dead();

  Core& core_;
  std::vector<Connection*> connections_ = {};  // outlives the context, whose end destroys the connections
  EventQueue queue_ = {};
  asio::io_context context_;
  QueueWatch queue_watch_;
  Acceptor acceptor_;
  Timer timer_;
  std::thread thread_ = {};
  std::int64_t now_ms_ = 0;
  std::int64_t tick_ms_ = 1000;
  std::string date_line_ = {};
  std::string scratch_ = {};
  std::string id_ = {};
  std::uint64_t id_counter_ = 0;
  std::uint64_t recalled_ = 0;
  std::unordered_map<std::string, PagePointer, TextHash, std::equal_to<>> memory_ = {};
};

}  // namespace dl::web
