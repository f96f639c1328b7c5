#include "web/page_cache.h"

#include <chrono>

#include "base/hash.h"

namespace dl::web {

namespace {

constexpr std::size_t kRememberedClearings = 8192;
constexpr std::uint32_t kHotUses = 32;
constexpr auto kPatience = std::chrono::seconds(5);
// Below this a body fits one packet with its head: compressing gains nothing.
constexpr std::size_t kSmallBody = 600;

}  // namespace

std::string etag_of(std::string_view bytes) { return '"' + sha256_hex(bytes).substr(0, 16) + '"'; }

Page::Page(std::string key, std::string body, std::vector<std::string> topics, HeadWriter writer, bool compressible)
    : key_(std::move(key)),
      topics_(std::move(topics)),
      writer_(std::move(writer)),
      compressible_(compressible && body.size() > kSmallBody) {
  auto whole = std::make_unique<Rendition>();
  whole->body = std::move(body);
  whole->etag = etag_of(whole->body);
  writer_(*whole, Encoding::Identity);
  bytes_ = sizeof(Page) + key_.size() + 512;
  slots_[0] = keep(std::move(whole));
}

const Rendition* Page::keep(std::unique_ptr<Rendition> rendition) const {
  bytes_ += sizeof(Rendition) + rendition->head.size() + rendition->not_modified.size() + rendition->body.size();
  return renditions_.emplace_back(std::move(rendition)).get();
}

const Rendition* Page::make(Encoding encoding, Effort effort) const {
  Lock lock(making_);
  auto& slot = slots_[static_cast<std::size_t>(encoding)];
  const auto* present = slot.load(std::memory_order_acquire);
  if (present != nullptr && effort == Effort::Quick) return present;
  const auto* whole = slots_[0].load(std::memory_order_acquire);
  if (encoding == Encoding::Identity) return whole;

  auto packed = compressible_ ? compress(whole->body, encoding, effort) : std::string();
  const auto* best = present != nullptr ? present : whole;
  if (compressible_ && packed.size() < best->body.size()) {
    auto rendition = std::make_unique<Rendition>();
    rendition->body = std::move(packed);
    rendition->etag = etag_of(rendition->body);
    writer_(*rendition, encoding);
    best = keep(std::move(rendition));
  }
  slot.store(best, std::memory_order_release);
  return best;
}

void Page::refine() const {
  for (auto encoding : {Encoding::Identity, Encoding::Brotli, Encoding::Gzip}) {
    if (!live() || find(encoding) == nullptr) continue;
    const auto* best = make(encoding, Effort::Best);
    if (best->in_kernel.make(best->body)) bytes_ += best->body.size();
  }
}

bool Page::count_use() const {
  if (!touched_.load(std::memory_order_relaxed)) touched_.store(true, std::memory_order_relaxed);
  auto uses = uses_.load(std::memory_order_relaxed);
  if (uses > kHotUses) return false;
  return uses_.fetch_add(1, std::memory_order_relaxed) == kHotUses;
}

PagePointer PageCache::find(std::string_view key) {
  Lock lock(mutex_);
  auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    misses_.fetch_add(1, std::memory_order_relaxed);
    return nullptr;
  }
  hits_.fetch_add(1, std::memory_order_relaxed);
  return *found->second;
}

bool PageCache::cleared_since(const std::vector<std::string>& topics, Stamp stamp) const {
  if (stamp < forgotten_) return true;
  for (auto clearing = clearings_.rbegin(); clearing != clearings_.rend() && clearing->stamp > stamp; ++clearing)
    if (std::find(topics.begin(), topics.end(), clearing->topic) != topics.end()) return true;
  return false;
}

bool PageCache::store(const std::shared_ptr<Page>& page, Stamp stamp) {
  Lock lock(mutex_);
  bool outdated = cleared_since(page->topics(), stamp);
  if (outdated) ++figures_.refused;
  if (outdated || page->bytes() > limit_ / 8) {
    page->live_.store(false, std::memory_order_release);  // nobody may remember what cannot be cleared
    return false;
  }
  if (auto old = by_key_.find(page->key()); old != by_key_.end()) drop(old->second);
  pages_.push_back(page);
  by_key_.emplace(page->key(), std::prev(pages_.end()));
  for (const auto& topic : page->topics()) by_topic_[topic].insert(page.get());
  page->counted_ = page->bytes();
  figures_.bytes += page->counted_;
  ++figures_.stored;
  make_room();
  return true;
}

void PageCache::recount(const Page& page) {
  Lock lock(mutex_);
  auto found = by_key_.find(page.key());
  if (found == by_key_.end() || found->second->get() != &page) return;
  auto& counted = (*found->second)->counted_;
  figures_.bytes += page.bytes() - counted;
  counted = page.bytes();
  make_room();
}

void PageCache::drop(Pages::iterator page) {
  auto& gone = **page;
  gone.live_.store(false, std::memory_order_release);
  for (const auto& topic : gone.topics()) {
    auto drawn = by_topic_.find(topic);
    if (drawn == by_topic_.end()) continue;
    drawn->second.erase(&gone);
    if (drawn->second.empty()) by_topic_.erase(drawn);
  }
  figures_.bytes -= gone.counted_;
  by_key_.erase(gone.key());
  pages_.erase(page);
}

// Second chance: a page that was used since it was last looked at goes to the back of the queue.
void PageCache::make_room() {
  while (figures_.bytes > limit_ && !pages_.empty()) {
    auto first = pages_.begin();
    if ((*first)->touched_.exchange(false, std::memory_order_relaxed)) {
      pages_.splice(pages_.end(), pages_, first);
      continue;
    }
    drop(first);
    ++figures_.evicted;
  }
}

void PageCache::clear(std::span<const std::string> topics) {
  Lock lock(mutex_);
  auto now = clock_.load(std::memory_order_relaxed) + 1;
  for (const auto& topic : topics) {
    clearings_.push_back({now, topic});
    auto drawn = by_topic_.find(topic);
    if (drawn == by_topic_.end()) continue;
    auto pages = std::move(drawn->second);
    by_topic_.erase(drawn);
    figures_.cleared += pages.size();
    for (auto* page : pages) drop(by_key_.at(page->key()));
  }
  while (clearings_.size() > kRememberedClearings) {
    forgotten_ = clearings_.front().stamp;
    clearings_.pop_front();
  }
  clock_.store(now, std::memory_order_release);
}

void PageCache::clear_all() {
  Lock lock(mutex_);
  auto now = clock_.load(std::memory_order_relaxed) + 1;
  figures_.cleared += pages_.size();
  while (!pages_.empty()) drop(pages_.begin());
  clearings_.clear();
  forgotten_ = now;
  clock_.store(now, std::memory_order_release);
}

bool PageCache::enter(const std::string& key) {
  Lock lock(entrance_);
  if (inside_.insert(key).second) return true;
  left_.wait_for(lock, kPatience, [&]() DL_REQUIRES(entrance_) { return !inside_.contains(key); });
  return false;
}

void PageCache::leave(const std::string& key) {
  {
    Lock lock(entrance_);
    inside_.erase(key);
  }
  left_.notify_all();
}

PageCache::Figures PageCache::figures() const {
  Lock lock(mutex_);
  auto figures = figures_;
  figures.pages = pages_.size();
  figures.hits = hits_.load(std::memory_order_relaxed);
  figures.misses = misses_.load(std::memory_order_relaxed);
  return figures;
}

}  // namespace dl::web
