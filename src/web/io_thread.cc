#include "web/io_thread.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "base/hash.h"
#include "web/connection.h"

namespace dl::web {

namespace {

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr std::size_t kMemory = 4096;
// A visitor with longer cookies is served from the shared cache: others' memory is not theirs to fill.
constexpr std::size_t kLongestKey = 1024;
// Connections over the cap that may hear a polite refusal at the same time.
constexpr std::size_t kPoliteRefusals = 256;
// Events that are taken at once, and how often before new connections, timers and what workers drew have their turn.
constexpr int kEvents = 64;
constexpr int kRounds = 4;
// A batch that says that more is there by the time it is done with.
constexpr int kBusy = 4;

std::int64_t steady_ms() {
  auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::int64_t tick_of(const ServerOptions& options) {
  auto shortest = std::min({options.head_timeout, options.idle_timeout, options.body_timeout, options.write_timeout});
  return std::clamp<std::int64_t>(shortest.count() / 5, 10, 1000);
}

}  // namespace

IoThread::IoThread(Core& core, unsigned number)
    : core_(core),
      context_(1),
      queue_watch_(context_.get_executor(), queue_.number()),
      acceptor_(context_.get_executor()),
      timer_(context_.get_executor()) {
  tick_ms_ = tick_of(core.options);
  id_ = hex(random_bytes(3)) + fmt::format("{:02x}", number & 0xFF) + "00000000";
  refresh();
}

IoThread::~IoThread() {
  join();
  queue_watch_.release();  // the queue closes itself, after the connections
}

void IoThread::listen(const asio::ip::tcp::endpoint& endpoint) {
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(Acceptor::reuse_address(true));
  acceptor_.set_option(ReusePort(true));
  if (endpoint.address().is_v6()) acceptor_.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()));
  acceptor_.bind(endpoint);
  acceptor_.listen(4096);
}

std::uint16_t IoThread::port() const { return acceptor_.local_endpoint().port(); }

void IoThread::start() {
  asio::co_spawn(context_.get_executor(), accept(), asio::detached);
  asio::co_spawn(context_.get_executor(), tick(), asio::detached);
  await_events();
  thread_ = std::thread([this] { context_.run(); });
}

void IoThread::drain() {
  asio::post(context_, [this] {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    for (auto* connection : connections_) connection->close_if_idle();
  });
}

void IoThread::close_all() {
  asio::post(context_, [this] {
    for (auto* connection : connections_) connection->close();
  });
}

void IoThread::join() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
}

void IoThread::enlist(Connection& connection) {
  connection.place = connections_.size();
  connections_.push_back(&connection);
}

void IoThread::strike(Connection& connection) {
  connections_.back()->place = connection.place;
  connections_[connection.place] = connections_.back();
  connections_.pop_back();
}

std::string_view IoThread::next_id() {
  static constexpr char kDigits[] = "0123456789abcdef";
  auto count = ++id_counter_;
  for (std::size_t i = id_.size(); i > 8; count >>= 4) id_[--i] = kDigits[count & 15];
  return id_;
}

const PagePointer* IoThread::recall(std::string_view raw_key) {
  auto found = memory_.find(raw_key);
  if (found == memory_.end()) return nullptr;
  if (!found->second->live()) {
    memory_.erase(found);
    return nullptr;
  }
  ++recalled_;
  return &found->second;
}

void IoThread::remember(std::string_view raw_key, PagePointer page) {
  if (raw_key.size() > kLongestKey) return;
  if (memory_.size() >= kMemory) memory_.clear();
  memory_.insert_or_assign(std::string(raw_key), std::move(page));
}

void IoThread::refresh() {
  now_ms_ = steady_ms();
  date_line_ = "Date: " + SystemClock().now().http_date() + "\r\n";
}

void IoThread::close_late() {
  for (auto* connection : connections_)
    if (connection->deadline_ms < now_ms_) connection->time_out();
}

void IoThread::forget_dead() {
  std::erase_if(memory_, [](const auto& entry) { return !entry.second->live(); });
  core_.cache.count_hits(std::exchange(recalled_, 0));
}

Task<> IoThread::tick() {
  for (;;) {
    timer_.expires_after(std::chrono::milliseconds(tick_ms_));
    auto [error] = co_await timer_.async_wait(kToken);
    if (error) co_return;
    try {
      refresh();
      close_late();
      forget_dead();
    } catch (const std::bad_alloc&) {  // the next tick does it
    }
  }
}

void IoThread::await_events() {
  queue_watch_.async_wait(QueueWatch::wait_read, [this](const boost::system::error_code& error) {
    if (error) return;
    hand_out_events();
    await_events();
  });
}

// A connection ends in its own turn, never within this one: the events of a batch lead to what is there.
void IoThread::hand_out_events() {
  std::array<epoll_event, kEvents> events;
  for (int round = 0; round < kRounds; ++round) {
    const int count = ::epoll_wait(queue_.number(), events.data(), kEvents, 0);
    for (int i = 0; i < count; ++i) static_cast<Connection*>(events[i].data.ptr)->ready(events[i].events);
    if (count < kBusy) break;
  }
}

// False without memory for one more. Thrown further it would end accept(), and this thread with its share of the
// port would never answer again.
bool IoThread::try_welcome(Socket socket) {
  try {
    welcome(std::move(socket));
    return true;
  } catch (const std::bad_alloc&) {
    core_.turned_away.fetch_add(1, std::memory_order_relaxed);
    return false;
  }
}

Task<> IoThread::accept() {
  Timer pause(context_.get_executor());
  for (;;) {
    auto [error, socket] = co_await acceptor_.async_accept(kToken);
    if (!acceptor_.is_open()) co_return;
    if (!error && try_welcome(std::move(socket))) continue;
    // Out of file descriptors or memory: wait until some connection has ended.
    pause.expires_after(std::chrono::milliseconds(50));
    [[maybe_unused]] auto [ignored] = co_await pause.async_wait(kToken);
  }
}

void IoThread::welcome(Socket socket) {
  boost::system::error_code error;
  auto peer = socket.remote_endpoint(error);
  if (error) return;
  socket.non_blocking(true, error);
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  auto count = core_.connections.load(std::memory_order_relaxed);
  bool over_cap = count >= core_.options.max_connections;
  (over_cap ? core_.turned_away : core_.accepted).fetch_add(1, std::memory_order_relaxed);
  if (count >= core_.options.max_connections + kPoliteRefusals) return;
  auto connection = std::make_unique<Connection>(*this, std::move(socket), peer.address().to_string());
  auto task = over_cap ? Connection::turn_away(std::move(connection)) : Connection::run(std::move(connection));
  asio::co_spawn(context_.get_executor(), std::move(task), asio::detached);
}

}  // namespace dl::web
