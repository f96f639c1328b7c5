// Measures the search index beside SQLite FTS5 on the same records and questions, in one process and
// in turns: speed of feeding, size, time of an answer with highlights and facets, and how high the
// record stands that the question was made from (mean reciprocal rank of the first ten).
//
//   search_bench [--corpus FOLDER [--whole]] [--records N] [--queries N] [--json FILE] [--only-ours] [--cpu] [--misses]
//
// Without a corpus of Markdown statutes the text is made up; --whole takes them uncut. How questions
// and known items are drawn is told in search_questions.h.
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <memory>

#include "bench/search_corpus.h"
#include "bench/search_peer.h"
#include "bench/search_questions.h"
#include "search/index.h"

namespace dl::search::bench {
namespace {

namespace fs = std::filesystem;

/// Time that passes, or with --cpu the time that this thread computes: for machines with other work.
double now_ms(bool choose_cpu = false) {
  static bool cpu = false;
  cpu = cpu || choose_cpu;
  timespec time{};
  clock_gettime(cpu ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Settings {
  fs::path corpus = {};
  fs::path json = {};
  std::size_t records = 90'000;
  std::size_t queries = 300;
  bool peer = true;
  bool misses = false;
  Cut cut = Cut::Paragraphs;
};

Settings read_settings(int count, char** arguments) {
  Settings settings;
  for (int i = 1; i < count; ++i) {
    std::string_view name = arguments[i];
    auto value = [&]() -> const char* { return i + 1 < count ? arguments[++i] : ""; };
    if (name == "--corpus")
      settings.corpus = value();
    else if (name == "--json")
      settings.json = value();
    else if (name == "--records")
      settings.records = std::strtoul(value(), nullptr, 10);
    else if (name == "--queries")
      settings.queries = std::strtoul(value(), nullptr, 10);
    else if (name == "--only-ours")
      settings.peer = false;
    else if (name == "--whole")
      settings.cut = Cut::Whole;
    else if (name == "--misses")
      settings.misses = true;
    else if (name == "--cpu")
      (void)now_ms(true);
    else
      throw std::runtime_error("unknown argument " + std::string(name));
  }
  return settings;
}

std::size_t bytes_below(const fs::path& path) {
  std::size_t bytes = 0;
  if (fs::is_regular_file(path)) return fs::file_size(path);
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// What is reported of one engine.
struct Measured {
  double feed_seconds = 0;
  double index_megabytes = 0;
  std::vector<double> milliseconds = {};
  double telling = 0;  // sums of reciprocal ranks
  double weighted = 0;
};

template <class Value>
Value must(Outcome<Value> outcome) {
  if (!outcome) throw std::runtime_error(describe(outcome.error()));
  if constexpr (!std::is_void_v<Value>) return std::move(*outcome);
}

constexpr std::size_t kBatchBytes = 4 << 20;  // of text between two commits

/// Calls put(first, last) for batches of about four megabytes.
template <class Put>
double feed(const std::vector<Record>& records, Put&& put) {
  auto start = now_ms();
  std::size_t bytes = 0, first = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    bytes += records[i].title.size() + records[i].body.size();
    if (bytes < kBatchBytes && i + 1 < records.size()) continue;
    put(first, i + 1);
    first = i + 1;
    bytes = 0;
  }
  return (now_ms() - start) / 1'000;
}

std::size_t rank_of(std::int64_t id, const std::vector<std::int64_t>& ids) {
  auto at = std::find(ids.begin(), ids.end(), id);
  return at == ids.end() ? 0 : static_cast<std::size_t>(at - ids.begin()) + 1;
}

std::vector<std::int64_t> ask(const Index& index, const std::string& text, const std::string& cursor = {}) {
  Query query;
  query.text = text;
  query.cursor = cursor;
  auto answer = must(index.search(query));
  std::vector<std::int64_t> ids;
  for (const auto& hit : answer.hits) ids.push_back(hit.id.number);
  return ids;
}

template <class Ask>
std::vector<std::int64_t> timed(Measured& measured, Ask&& one) {
  auto start = now_ms();
  auto ids = one();
  measured.milliseconds.push_back(now_ms() - start);
  return ids;
}

template <class Act>
double milliseconds_of(Act&& act) {
  auto start = now_ms();
  act();
  return now_ms() - start;
}

/// A way of drawing known items, where its ranks are summed up, and what chance would make of them.
struct Drawn {
  Draw draw = Draw::Telling;
  double Measured::*ranks = nullptr;
  double blind = 0;
};

void print(const char* name, const Measured& m, double megabytes, std::size_t items) {
  std::printf("%-22s %8.2f %9.2f %8.2f %8.2f %8.2f %8.2f %8.3f %8.3f\n", name, megabytes / m.feed_seconds,
              m.index_megabytes / megabytes, quantile(m.milliseconds, 0.5), quantile(m.milliseconds, 0.95),
              quantile(m.milliseconds, 0.99), quantile(m.milliseconds, 1), m.telling / static_cast<double>(items),
              m.weighted / static_cast<double>(items));
}

std::string json_of(const Measured& m, double megabytes, std::size_t items) {
  return fmt::format(R"({{"feed_mb_per_s":{:.3f},"index_to_text":{:.3f},"p50_ms":{:.3f},"p95_ms":{:.3f},)"
                     R"("p99_ms":{:.3f},"mrr10":{:.4f},"mrr10_weighted":{:.4f}}})",
                     megabytes / m.feed_seconds, m.index_megabytes / megabytes, quantile(m.milliseconds, 0.5),
                     quantile(m.milliseconds, 0.95), quantile(m.milliseconds, 0.99),
                     m.telling / static_cast<double>(items), m.weighted / static_cast<double>(items));
}

double reciprocal(std::size_t rank) { return rank == 0 ? 0 : 1 / static_cast<double>(rank); }

/// A question with many results, answered at its first and at its hundredth page.
std::pair<double, double> deep_page(const Index& index, const std::string& text) {
  std::vector<double> first, hundredth;
  for (int i = 0; i < 9; ++i) {
    first.push_back(milliseconds_of([&] { (void)ask(index, text); }));
    hundredth.push_back(milliseconds_of([&] { (void)ask(index, text, "a990.990"); }));
  }
  return {quantile(first, 0.5), quantile(hundredth, 0.5)};
}

int run(const Settings& settings) {
  auto records =
      settings.corpus.empty() ? MadeUp(1).records(settings.records) : read_statutes(settings.corpus, settings.cut);
  if (records.empty()) throw std::runtime_error("no records in the corpus");
  double megabytes = 0;
  for (const auto& record : records) megabytes += static_cast<double>(record.title.size() + record.body.size()) / 1e6;
  std::printf("%zu records, %.1f MB of text (%s)\n", records.size(), megabytes,
              settings.corpus.empty() ? "made up" : "statutes");

  auto folder = fs::temp_directory_path() / fmt::format("daylight-search-bench-{}", ::getpid());
  fs::create_directories(folder);
  auto index = must(Index::open(folder / "index"));
  Measured ours, peers;
  ours.feed_seconds = feed(records, [&](std::size_t first, std::size_t last) {
    must(index->put(std::span(records).subspan(first, last - first)));
    must(index->commit());
  });
  ours.index_megabytes = static_cast<double>(bytes_below(folder / "index")) / 1e6;

  std::unique_ptr<Peer> peer;
  if (settings.peer) {
    peer = std::make_unique<Peer>(folder / "peer.db");
    peers.feed_seconds = feed(records, [&](std::size_t first, std::size_t last) {
      peer->begin();
      for (std::size_t i = first; i < last; ++i) peer->put(records[i]);
      peer->commit();
    });
    peers.index_megabytes = static_cast<double>(bytes_below(folder / "peer.db")) / 1e6;
  }

  Questions questions(records, 20260801);
  for (std::size_t i = 0; i < 2 * settings.queries; ++i) {
    auto text = questions.plain();
    for (std::size_t turn = 0; turn < 2; ++turn) {
      if ((turn + i) % 2 == 0)
        timed(ours, [&] { return ask(*index, text); });
      else if (peer)
        timed(peers, [&] { return peer->search(text); });
    }
  }
  Drawn ways[] = {{Draw::Telling, &Measured::telling}, {Draw::Weighted, &Measured::weighted}};
  for (auto& way : ways) {
    for (const auto& item : questions.known_items(settings.queries, way.draw)) {
      auto rank = rank_of(item.id, ask(*index, item.text));
      ours.*way.ranks += reciprocal(rank);
      if (peer) peers.*way.ranks += reciprocal(rank_of(item.id, peer->search(item.text)));
      way.blind += item.blind() / static_cast<double>(settings.queries);
      if (settings.misses && rank != 1) {
        std::printf("  rank %zu, %zu holders: %s\n", rank, item.holders, item.text.c_str());
      }
    }
  }

  std::printf("%-22s %8s %9s %8s %8s %8s %8s %8s %8s\n", "", "MB/s", "x text", "p50 ms", "p95 ms", "p99 ms", "max ms",
              "MRR@10", "weighted");
  print("daylight", ours, megabytes, settings.queries);
  if (peer) print("SQLite FTS5 pairs", peers, megabytes, settings.queries);
  std::printf("chance among the records with all words: %.3f, weighted %.3f\n", ways[0].blind, ways[1].blind);
  for (const char* one : {"的", "市"}) {
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) times.push_back(milliseconds_of([&] { (void)ask(*index, one); }));
    std::printf("the single character “%s” %.2f ms\n", one, quantile(times, 0.5));
  }
  auto common = text::encode(text::decode(records[0].title).substr(0, 2));
  for (const char* word : {"管理", "应当"}) {
    if (!settings.corpus.empty()) common = word;
    auto [first, hundredth] = deep_page(*index, common);
    std::printf("page 1 of “%s” %.2f ms, page 100 %.2f ms\n", common.c_str(), first, hundredth);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak memory of the process with its corpus: %ld MiB\n", usage.ru_maxrss / 1'024);
  if (!settings.json.empty()) {
    std::ofstream(settings.json) << fmt::format(R"({{"records":{},"megabytes":{:.1f},"daylight":{},"fts5":{}}})",
                                                records.size(), megabytes, json_of(ours, megabytes, settings.queries),
                                                peer ? json_of(peers, megabytes, settings.queries) : "null")
                                 << '\n';
  }
  index.reset();
  peer.reset();
  fs::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace dl::search::bench

int main(int count, char** arguments) {
  try {
    return dl::search::bench::run(dl::search::bench::read_settings(count, arguments));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "search_bench: %s\n", error.what());
    return 1;
  }
}
