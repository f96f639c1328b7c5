// Whole pages, ready to be sent, kept until an event clears one of their topics.
//
// A page is stored under a key (site, path, query, variant) in up to three encodings, each made when
// it is first asked for. Readers hold a page by shared_ptr, so sending needs no copy; a cleared page is
// marked dead at once, and whoever remembers it elsewhere asks live() before using it.
//
// A page drawn before an event must not be stored after the event cleared its topics: take a
// stamp() before drawing, and store() refuses when one of the topics was cleared since.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/guarded.h"
#include "web/compress.h"
#include "web/kernel_copy.h"
#include "web/negotiation.h"

namespace dl::web {

/// The strong entity tag of these bytes, with quotes.
std::string etag_of(std::string_view bytes);

/// One encoding of a page. `head` has the status line and all fields but Date, X-Request-Id and
/// Connection, which are written for each answer.
struct Rendition {
  std::string etag = {};  ///< with quotes
  std::string head = {};
  std::string not_modified = {};  ///< the head of the 304 answer
  std::string body = {};
  mutable KernelCopy in_kernel = {};  ///< of the body, when it is large and asked for often
};

/// Writes the heads of a rendition from its encoding, tag and body size.
using HeadWriter = std::function<void(Rendition&, Encoding)>;

class Page {
 public:
  Page(std::string key, std::string body, std::vector<std::string> topics, HeadWriter writer, bool compressible);
  ~Page() = default;
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  /// False once a topic was cleared or the page was evicted.
  bool live() const { return live_.load(std::memory_order_acquire); }
  /// The rendition, or null when it was not made yet. Valid as long as the page.
  const Rendition* find(Encoding encoding) const {
    return slots_[static_cast<std::size_t>(encoding)].load(std::memory_order_acquire);
  }
  /// Makes the rendition when it is not there, or with Effort::Best a smaller one. Any thread; slow.
  const Rendition* make(Encoding encoding, Effort effort) const;
  /// Makes all that is there as cheap to send as can be. Any thread; slow.
  void refine() const;
  /// Counts a use; true once, when the page has become worth refining.
  bool count_use() const;

  const std::string& key() const { return key_; }
  const std::vector<std::string>& topics() const { return topics_; }
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  int route = -1;                   ///< index in the router, for metrics
  std::int64_t last_modified = -1;  ///< seconds since 1970, -1 when unknown

 private:
  friend class PageCache;

  const Rendition* keep(std::unique_ptr<Rendition> rendition) const DL_REQUIRES(making_);

  std::string key_;
  std::vector<std::string> topics_;
  HeadWriter writer_;
  bool compressible_ = true;
  std::atomic<bool> live_ = true;
  mutable std::atomic<bool> touched_ = false;
  mutable std::atomic<std::uint32_t> uses_ = 0;
  mutable std::atomic<std::size_t> bytes_ = 0;
  mutable std::array<std::atomic<const Rendition*>, kEncodings> slots_ = {};
  mutable Mutex making_ = {};
  // Also those that a smaller one replaced.
  mutable std::vector<std::unique_ptr<Rendition>> renditions_ DL_GUARDED_BY(making_) = {};
  std::size_t counted_ = 0;  // of bytes_, under the cache's lock
};

using PagePointer = std::shared_ptr<const Page>;

/// Thread-safe.
class PageCache {
 public:
  explicit PageCache(std::size_t byte_limit) : limit_(byte_limit) {}

  /// A moment in the order of clearings.
  using Stamp = std::uint64_t;
  Stamp stamp() const { return clock_.load(std::memory_order_acquire); }

  /// The page, or null; counts a hit or a miss.
  PagePointer find(std::string_view key);

  /// Keeps the page unless one of its topics was cleared since the stamp, or it is larger than an
  /// eighth of the cache. Returns whether it was kept.
  bool store(const std::shared_ptr<Page>& page, Stamp stamp);

  /// Takes account of renditions that were made since the page was stored.
  void recount(const Page& page);

  /// Drops every page drawn from one of the topics, and those being drawn now.
  void clear(std::span<const std::string> topics);
  void clear_all();

  /// Lets the first caller draw the page; the others wait for it (at most some seconds). True: draw it yourself.
  bool enter(const std::string& key);
  void leave(const std::string& key);

  struct Figures {
    std::size_t pages = 0;
    std::size_t bytes = 0;
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t stored = 0;
    std::uint64_t refused = 0;  ///< cleared while they were drawn
    std::uint64_t evicted = 0;
    std::uint64_t cleared = 0;
  };
  Figures figures() const;
  /// Adds hits that a thread's own memory of pages answered.
  void count_hits(std::uint64_t count) { hits_.fetch_add(count, std::memory_order_relaxed); }

 private:
  using Pages = std::list<std::shared_ptr<Page>>;

  bool cleared_since(const std::vector<std::string>& topics, Stamp stamp) const DL_REQUIRES(mutex_);
  void drop(Pages::iterator page) DL_REQUIRES(mutex_);
  void make_room() DL_REQUIRES(mutex_);

  struct Clearing {
    Stamp stamp = 0;
    std::string topic = {};
  };

  const std::size_t limit_;
  std::atomic<Stamp> clock_ = 1;
  std::atomic<std::uint64_t> hits_ = 0;
  std::atomic<std::uint64_t> misses_ = 0;

  mutable Mutex mutex_ = {};
  Pages pages_ DL_GUARDED_BY(mutex_) = {};  // the next to be evicted first
  std::unordered_map<std::string_view, Pages::iterator> by_key_ DL_GUARDED_BY(mutex_) = {};
  std::unordered_map<std::string, std::unordered_set<Page*>> by_topic_ DL_GUARDED_BY(mutex_) = {};
  std::deque<Clearing> clearings_ DL_GUARDED_BY(mutex_) = {};
  // Clearings up to here are no longer remembered: what is older is refused.
  Stamp forgotten_ DL_GUARDED_BY(mutex_) = 0;
  Figures figures_ DL_GUARDED_BY(mutex_) = {};

  Mutex entrance_ = {};
  Signal left_ = {};
  std::unordered_set<std::string> inside_ DL_GUARDED_BY(entrance_) = {};
};

}  // namespace dl::web
