#include "web/server.h"

#include <csignal>
#include <thread>

#include "web/io_thread.h"

namespace dl::web {

namespace {

unsigned cores() { return std::max(1u, std::thread::hardware_concurrency()); }

BoundRoute own_route(std::string path, Handler handler) {
  return {.verb = Verb::Get, .pattern = std::move(path), .handler = std::move(handler)};
}

void add_own_routes(Core& core) {
  auto plain = [](int status, std::string body) {
    auto response = text(status, std::move(body));
    response.max_age = -1;
    return response;
  };
  core.own_routes.push_back(own_route("/healthz", [plain](const Request&) { return plain(200, "ok\n"); }));
  core.own_routes.push_back(own_route("/readyz", [plain, &core](const Request&) {
    if (core.draining.load()) return plain(503, "stopping\n");
    if (!core.hooks.ready) return plain(200, "ready\n");
    auto readiness = core.hooks.ready();
    return plain(readiness.ready ? 200 : 503, readiness.says + "\n");
  }));
  core.own_routes.push_back(own_route("/metrics", [plain, &core](const Request&) {
    auto response = plain(200, core.metrics.text());
    response.type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
  }));
}

void add_figures(Core& core) {
  std::vector<std::string> patterns;
  for (const auto& route : core.router.routes())
    patterns.push_back(std::string(name_of(route.verb)) + " " + route.pattern);
  core.metrics.set_routes(std::move(patterns));

  using Kind = Metrics::Kind;
  auto& metrics = core.metrics;
  auto of_cache = [&](Kind kind, std::string name, std::string help, auto member) {
    metrics.add(kind, "daylight_cache_" + name, std::move(help),
                [&core, member] { return static_cast<double>(core.cache.figures().*member); });
  };
  using Figures = PageCache::Figures;
  of_cache(Kind::Gauge, "pages", "Pages kept.", &Figures::pages);
  of_cache(Kind::Gauge, "bytes", "Bytes of the pages kept, in all encodings.", &Figures::bytes);
  of_cache(Kind::Counter, "hits_total", "Answers from the page cache.", &Figures::hits);
  of_cache(Kind::Counter, "misses_total", "Look-ups without a page.", &Figures::misses);
  of_cache(Kind::Counter, "cleared_total", "Pages cleared by events.", &Figures::cleared);
  of_cache(Kind::Counter, "evicted_total", "Pages dropped for want of room.", &Figures::evicted);
  of_cache(Kind::Counter, "refused_total", "Pages cleared while they were drawn.", &Figures::refused);
  metrics.add(Kind::Gauge, "daylight_connections", "Open connections.",
              [&core] { return static_cast<double>(core.connections.load()); });
  metrics.add(Kind::Counter, "daylight_connections_total", "Connections accepted.",
              [&core] { return static_cast<double>(core.accepted.load()); });
  metrics.add(Kind::Counter, "daylight_connections_refused_total", "Connections over the cap.",
              [&core] { return static_cast<double>(core.turned_away.load()); });
  constexpr std::pair<const char*, const char*> kNames[kLanes] = {{"daylight_worker_queue", "daylight_workers_busy"},
                                                                  {"daylight_hash_queue", "daylight_hashes_busy"},
                                                                  {"daylight_import_queue", "daylight_imports_busy"},
                                                                  {"daylight_file_queue", "daylight_files_busy"}};
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    metrics.add(Kind::Gauge, kNames[lane].first, "Requests that wait for a worker of this lane.",
                [&core, lane] { return static_cast<double>(core.lanes[lane].waiting()); });
    metrics.add(Kind::Gauge, kNames[lane].second, "Workers of this lane at work.",
                [&core, lane] { return static_cast<double>(core.lanes[lane].busy()); });
  }
}

asio::ip::tcp::endpoint endpoint_of(const std::string& address, std::uint16_t port) {
  if (address.empty() || address == "*") return {asio::ip::address_v6::any(), port};
  return {asio::ip::make_address(address), port};
}

// All acceptors share their port, so another program's would go unnoticed without this.
void check_free(const asio::ip::tcp::endpoint& endpoint) {
  asio::io_context context;
  Acceptor probe(context.get_executor());
  probe.open(endpoint.protocol());
  probe.set_option(Acceptor::reuse_address(true));
  if (endpoint.address().is_v6()) probe.set_option(asio::ip::v6_only(!endpoint.address().is_unspecified()));
  probe.bind(endpoint);
  probe.listen(1);
}

}  // namespace

struct Server::Parts {
  Core core;
  std::vector<std::unique_ptr<IoThread>> threads = {};
  std::uint16_t port = 0;
  bool running = false;

  Parts(ServerOptions options, Router& router, Hooks hooks, unsigned workers)
      : core(std::move(options), router, std::move(hooks), workers) {}

  void listen(const asio::ip::tcp::endpoint& wanted);
};

void Server::Parts::listen(const asio::ip::tcp::endpoint& wanted) {
  auto endpoint = wanted;
  if (endpoint.port() != 0) check_free(endpoint);
  auto count = core.options.io_threads == 0 ? cores() : core.options.io_threads;
  for (unsigned i = 0; i < count; ++i) {
    auto thread = std::make_unique<IoThread>(core, i);
    thread->listen(endpoint);
    endpoint.port(thread->port());
    threads.push_back(std::move(thread));
  }
  port = endpoint.port();
}

Server::Server(ServerOptions options, Router& router, Hooks hooks) {
  auto workers = options.workers == 0 ? std::max(4u, cores() * 2) : options.workers;
  parts_ = std::make_unique<Parts>(std::move(options), router, std::move(hooks), workers);
  add_own_routes(parts_->core);
  add_figures(parts_->core);
}

Server::~Server() { stop(); }

Outcome<void> Server::start() {
  std::signal(SIGPIPE, SIG_IGN);  // sendfile() has no flag against it: a client that leaves would end the program
  auto& core = parts_->core;
  DL_TRY(core.trusted, Networks::parse(core.options.trusted_proxies));
  DL_TRY(core.metrics_peers, Networks::parse(core.options.metrics_peers));
  const auto& options = core.options;
  try {
    try {
      parts_->listen(endpoint_of(options.address, options.port));
    } catch (const boost::system::system_error& error) {
      // A machine without IPv6 still has every IPv4 address.
      bool every = options.address.empty() || options.address == "*";
      if (!every || error.code() == asio::error::address_in_use) throw;
      parts_->threads.clear();
      parts_->listen({asio::ip::address_v4::any(), options.port});
    }
  } catch (const boost::system::system_error& error) {
    parts_->threads.clear();
    return fail(Fault::Unavailable, "server.listen",
                fmt::format("{} port {}: {}", options.address, options.port, error.code().message()));
  } catch (const std::exception& error) {
    parts_->threads.clear();
    return fail(Fault::Unavailable, "server.listen",
                fmt::format("{} port {}: {}", options.address, options.port, error.what()));
  }
  for (auto& thread : parts_->threads) thread->start();
  parts_->running = true;
  return {};
}

std::uint16_t Server::port() const { return parts_->port; }

void Server::stop() {
  if (!std::exchange(parts_->running, false)) return;
  auto& core = parts_->core;
  core.draining = true;
  for (auto& thread : parts_->threads) thread->drain();
  auto deadline = std::chrono::steady_clock::now() + core.options.stop_deadline;
  while (core.connections.load(std::memory_order_acquire) > 0 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  for (auto& thread : parts_->threads) thread->close_all();
  for (auto& lane : core.lanes) lane.stop();
  for (auto& thread : parts_->threads) thread->join();
  parts_->threads.clear();
}

PageCache& Server::cache() { return parts_->core.cache; }

Metrics& Server::metrics() { return parts_->core.metrics; }

const CsrfGuard& Server::csrf() const { return parts_->core.csrf; }

}  // namespace dl::web
