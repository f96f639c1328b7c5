#include "web/page_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "web/compress_fixture.h"

#include "web/server_fixture.h"

namespace dl::web {
namespace {

using testing::long_text;

std::shared_ptr<Page> page(std::string key, std::vector<std::string> topics, std::string body = "body") {
  auto writer = [](Rendition& rendition, Encoding) { rendition.head = "head of " + rendition.etag; };
  return std::make_shared<Page>(std::move(key), std::move(body), std::move(topics), writer, true);
}

void clear(PageCache& cache, std::vector<std::string> topics) { cache.clear(topics); }

TEST(PageCache, KeepsUntilATopicIsCleared) {
  PageCache cache(1 << 20);
  EXPECT_EQ(cache.find("a"), nullptr);
  auto kept = page("a", {"document:1", "column:2"});
  EXPECT_TRUE(cache.store(kept, cache.stamp()));
  EXPECT_TRUE(cache.store(page("b", {"document:3"}), cache.stamp()));
  EXPECT_EQ(cache.find("a"), kept);
  clear(cache, {"document:9"});
  EXPECT_TRUE(kept->live());
  clear(cache, {"column:2"});
  EXPECT_FALSE(kept->live());
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_NE(cache.find("b"), nullptr);
  cache.clear_all();
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_EQ(cache.figures().bytes, 0u);
  EXPECT_EQ(cache.figures().cleared, 2u);
}

TEST(PageCache, RefusesWhatWasClearedWhileItWasDrawn) {
  PageCache cache(1 << 20);
  auto before = cache.stamp();
  clear(cache, {"column:1"});
  EXPECT_FALSE(cache.store(page("a", {"column:1"}), before));
  EXPECT_TRUE(cache.store(page("b", {"column:2"}), before)) << "another topic";
  EXPECT_TRUE(cache.store(page("a", {"column:1"}), cache.stamp())) << "drawn afterwards";
  before = cache.stamp();
  cache.clear_all();
  EXPECT_FALSE(cache.store(page("c", {"column:3"}), before));
  EXPECT_EQ(cache.figures().refused, 2u);
}

TEST(PageCache, RefusesWhatIsOlderThanItsMemoryOfClearings) {
  PageCache cache(1 << 20);
  auto before = cache.stamp();
  for (int i = 0; i < 20'000; ++i) clear(cache, {"document:" + std::to_string(i)});
  EXPECT_FALSE(cache.store(page("a", {"column:1"}), before));
}

TEST(PageCache, ReplacesAPageOfTheSameKey) {
  PageCache cache(1 << 20);
  auto first = page("a", {"x:1"});
  auto second = page("a", {"x:2"});
  cache.store(first, cache.stamp());
  auto bytes = cache.figures().bytes;
  cache.store(second, cache.stamp());
  EXPECT_EQ(cache.find("a"), second);
  EXPECT_FALSE(first->live());
  EXPECT_EQ(cache.figures().bytes, bytes);
  clear(cache, {"x:1"});
  EXPECT_EQ(cache.find("a"), second);
}

TEST(PageCache, EvictsWhatIsNotUsed) {
  PageCache cache(100'000);
  auto used = page("used", {"x:0"}, std::string(5000, 'x'));
  cache.store(used, cache.stamp());
  for (int i = 0; i < 100; ++i) {
    used->count_use();
    cache.store(page("p" + std::to_string(i), {"x:1"}, std::string(5000, 'x')), cache.stamp());
    ASSERT_LE(cache.figures().bytes, 100'000u);
  }
  EXPECT_TRUE(used->live());
  EXPECT_EQ(cache.find("p1"), nullptr);
  EXPECT_GT(cache.figures().evicted, 50u);
  auto huge = page("huge", {"x:1"}, std::string(50'000, 'x'));
  EXPECT_FALSE(cache.store(huge, cache.stamp()));
  EXPECT_FALSE(huge->live()) << "no thread may remember it";
}

TEST(PageCache, MakesEncodingsWhenAsked) {
  auto text = long_text(20'000);
  auto kept = page("a", {"x:1"}, text);
  const auto* whole = kept->find(Encoding::Identity);
  ASSERT_NE(whole, nullptr);
  EXPECT_EQ(whole->body, text);
  EXPECT_EQ(whole->head, "head of " + whole->etag);
  EXPECT_EQ(kept->find(Encoding::Brotli), nullptr);
  const auto* quick = kept->make(Encoding::Brotli, Effort::Quick);
  EXPECT_EQ(kept->find(Encoding::Brotli), quick);
  EXPECT_EQ(expand(quick->body, Encoding::Brotli, 1 << 20), text);
  EXPECT_NE(quick->etag, whole->etag);
  const auto* best = kept->make(Encoding::Brotli, Effort::Best);
  EXPECT_LE(best->body.size(), quick->body.size());
  EXPECT_EQ(expand(quick->body, Encoding::Brotli, 1 << 20), text) << "the smaller one does not end the first";
  auto small = page("b", {"x:1"}, "short");
  EXPECT_EQ(small->make(Encoding::Gzip, Effort::Quick), small->find(Encoding::Identity));
}

TEST(PageCache, LetsOneDrawWhileOthersWait) {
  PageCache cache(1 << 20);
  ASSERT_TRUE(cache.enter("a"));
  EXPECT_TRUE(cache.enter("b")) << "another page";
  std::atomic<bool> waited = false;
  std::thread other([&] {
    EXPECT_FALSE(cache.enter("a"));
    waited = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(waited);
  cache.leave("a");
  other.join();
  EXPECT_TRUE(cache.enter("a"));
}

// The truth is a number per topic; an event raises it and then clears the topic. Readers draw pages as a server does.
// Whatever the threads do, a page in the cache must not be older than the last finished event.
TEST(PageCache, NeverKeepsAPageOlderThanItsEvents) {
  constexpr int kTopics = 4;
  PageCache cache(1 << 20);
  std::array<std::atomic<int>, kTopics> truth = {};
  std::array<std::atomic<int>, kTopics> announced = {};
  std::atomic<bool> stop = false;
  std::atomic<int> stale = 0;
  auto read = [&](unsigned seed) {
    while (!stop) {
      seed = seed * 1103515245 + 12345;
      auto topic = (seed >> 16) % kTopics;
      auto key = "page " + std::to_string(topic);
      int least = announced[topic];
      if (auto found = cache.find(key); found != nullptr && found->live()) {
        if (std::stoi(found->find(Encoding::Identity)->body) < least) ++stale;
        continue;
      }
      auto stamp = cache.stamp();
      auto body = std::to_string(truth[topic]);
      if (seed & 0x100000) std::this_thread::yield();
      cache.store(page(key, {"topic:" + std::to_string(topic)}, body), stamp);
    }
  };
  std::vector<std::thread> readers;
  for (unsigned i = 0; i < 3; ++i) readers.emplace_back(read, i + 1);
  while (cache.figures().stored == 0) std::this_thread::yield();
  for (int i = 1; i <= 1500; ++i) {
    if (i % 16 == 0) std::this_thread::yield();
    auto topic = static_cast<std::size_t>(i % kTopics);
    truth[topic] = i;
    clear(cache, {"topic:" + std::to_string(topic)});
    announced[topic] = i;
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(stale, 0);
}

}  // namespace
}  // namespace dl::web
