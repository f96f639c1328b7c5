// The HTTP server: connections on one thread per core, handlers on worker threads, a page cache between.
//
// Start it with a router whose routes do not change any more. Connections never leave the thread
// that accepted them; cached pages are answered there. Everything else (handlers, error pages, stored
// files) is a plain function call on a worker thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "web/access_log.h"
#include "web/body.h"
#include "web/csrf.h"
#include "web/metrics.h"
#include "web/page_cache.h"
#include "web/rate_limit.h"
#include "web/request_reader.h"
#include "web/route.h"

namespace dl::web {

/// How many threads a lane has, and how many requests may wait for one of them; beyond it 503.
struct LaneOptions {
  unsigned threads = 2;
  std::size_t queue = 16;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< "" or "*" = every address, IPv6 and IPv4
  std::uint16_t port = 8080;          ///< 0 = any free one, see Server::port()
  unsigned io_threads = 0;            ///< 0 = one a core
  unsigned workers = 0;               ///< 0 = two a core, at least four
  std::size_t worker_queue = 512;     ///< requests that may wait for a worker; beyond it 503
  LaneOptions hashes = {};
  LaneOptions imports = {};
  LaneOptions files = {};  ///< forms of the public with files
  std::size_t max_connections = 20'000;
  ReaderLimits limits = {};
  std::size_t cache_bytes = 128 << 20;
  BodyLimits bodies = {};

  std::chrono::milliseconds head_timeout{10'000};   ///< from the first byte of a head to its end
  std::chrono::milliseconds idle_timeout{75'000};   ///< between requests
  std::chrono::milliseconds body_timeout{20'000};   ///< for a body, besides a second for each 8 KiB that came
  std::chrono::milliseconds write_timeout{20'000};  ///< for an answer, besides a second for each 8 KiB that went
  std::chrono::milliseconds stop_deadline{10'000};  ///< for what is in flight when the server stops

  std::vector<std::string> hosts = {};  ///< names that are answered to; others are led to the first. Empty: any
  std::vector<std::string> trusted_proxies = {};                    ///< addresses and networks
  std::vector<std::string> metrics_peers = {"127.0.0.0/8", "::1"};  ///< who may read /metrics
  RateLimits rates = kDefaultRates;
  std::string csrf_secret = {};  ///< shared by the nodes of an installation; empty = random
  std::string busy_page = {};    ///< HTML for 503 and for refusals by the protocol; empty = one line of text
};

/// What /readyz answers.
struct Readiness {
  bool ready = true;
  std::string says = {};  ///< in one line; not for the public
};

/// What the program adds to the server. Each may be empty. `rewrite` and `variant` run on an I/O
/// thread for each request that is not in a thread's memory of pages, so they must be quick and must
/// depend on host, path and cookies alone; the others run on workers unless they say otherwise.
struct Hooks {
  /// Finds the site: may take its prefix off `path` and set `mount`.
  std::function<void(Request&)> rewrite = {};
  /// Names the variant of pages for this visitor, such as "elder"; part of the cache key.
  std::function<std::string(const Request&)> variant = {};
  /// Draws the page of an error; `status` is what will be sent.
  std::function<Response(const Request&, int status, const Error&)> error_page = {};
  /// The session or the key that a request shows, not looked at yet; empty when it shows none. Quick.
  std::function<std::string_view(const Request&)> credential = {};
  /// Whether somebody is signed in, for routes that want it. Empty: nobody is.
  std::function<bool(const Request&)> signed_in = {};
  /// Whether this node should get requests; for /readyz. Asked on an I/O thread: from what is known, without a wait.
  std::function<Readiness()> ready = {};
  /// Told after each answer, on an I/O thread: must be quick.
  std::function<void(const AccessLine&)> access_log = {};
  /// Told of an error that became a 5xx answer, with the request's reference number.
  std::function<void(std::string_view id, const Error&)> error_log = {};
};

class Server {
 public:
  Server(ServerOptions options, Router& router, Hooks hooks);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens and returns. Fails with `server.listen`, or `setting.network` for a bad proxy address.
  Outcome<void> start();
  std::uint16_t port() const;

  /// Accepts nobody more, finishes what is in flight until the deadline, then closes the rest. Blocks.
  void stop();

  PageCache& cache();
  Metrics& metrics();
  const CsrfGuard& csrf() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace dl::web
