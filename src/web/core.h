// What all threads of a server share. Internal to the server.
#pragma once

#include <array>
#include <atomic>

#include "web/peer.h"
#include "web/server.h"
#include "web/workers.h"

namespace dl::web {

/// For limits of rate: any clock that never goes back.
inline double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Core {
  ServerOptions options;
  Router& router;
  Hooks hooks;
  Networks trusted = {};
  Networks metrics_peers = {};
  PageCache cache;
  Metrics metrics = {};
  CsrfGuard csrf;
  RateLimiter rates;
  BodyRoom bodies;
  std::array<Workers, kLanes> lanes;
  std::vector<BoundRoute> own_routes = {};  ///< /healthz, /readyz, /metrics: the same on every site
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::uint64_t> accepted = 0;
  std::atomic<std::uint64_t> turned_away = 0;
  std::atomic<bool> draining = false;

  Core(ServerOptions given, Router& routes, Hooks given_hooks, unsigned worker_count)
      : options(std::move(given)),
        router(routes),
        hooks(std::move(given_hooks)),
        cache(options.cache_bytes),
        csrf(options.csrf_secret),
        rates(options.rates),
        bodies(options.bodies),
        lanes{Workers(worker_count, options.worker_queue), Workers(options.hashes.threads, options.hashes.queue),
              Workers(options.imports.threads, options.imports.queue),
              Workers(options.files.threads, options.files.queue)} {}

  Workers& workers(Lane lane = Lane::Pages) { return lanes[static_cast<std::size_t>(lane)]; }
};

}  // namespace dl::web
