// Measures the program with many documents: how soon it is ready and how large, how soon a
// publication is visible, what pages cost that no cache holds, and the hundredth page of a list.
//
//   site_bench [--documents N] [--program FILE] [--folder DIR] [--port N] [--json FILE] [--keep]
//
// The program (--program or DAYLIGHT_PROGRAM) serves in a process of its own; publications come
// from this one, as those of `daylight document publish` do. Beside each page its floor is measured
// in turn: see site_peer.h.
#include "bench/site_fill.h"
#include "bench/site_peer.h"
#include "bench/site_run.h"
#include "publications/library.h"

namespace dl::bench {
namespace {

namespace fs = std::filesystem;

class Bench {
 public:
  Bench(Settings settings, fs::path data)
      : settings_(std::move(settings)),
        data_(std::move(data)),
        site_(open_site(settings_, data_)),
        drafter_(*site_->directory().current(), 1) {}

  void run() {
    if (!settings_.database.empty()) throw std::runtime_error("the floor of the pages is SQLite itself");
    load();
    index();
    start();
    if (settings_.documents >= 10'000) first_and_hundredth();  // 2,000 of them in the column
    uncached();
    publish();
    if (!settings_.json.empty()) report_.write(settings_.json);
  }

 private:
  void load() {
    auto there = must(site_->database().read([](db::Session& sql) { return publications::count_live(sql, {}); }));
    if (there > 0) return;  // a folder that was kept
    fmt::print("Loading {} documents\n", settings_.documents);
    auto filled = fill(*site_, drafter_, settings_.documents);
    text_mb_ = filled.text_mb;
    report_.add("load_documents_per_second", static_cast<double>(filled.documents) / filled.seconds, "documents/s");
    report_.add("load_text", filled.text_mb, "MB");
    double mib = static_cast<double>(fs::file_size(data_ / "daylight.db")) / 1048576;
    report_.add("database", mib, "MiB");
  }

  /// The first start: the journal feeds the empty index.
  void index() {
    if (text_mb_ == 0) return;
    Program program(settings_.program, data_, settings_.port);
    auto last = static_cast<double>(must(site_->journal().last_sequence()));
    double begun = now_ms(), shown = begun;
    for (double at = 0; at < last; sleep_ms(100)) {
      at = program.metric("daylight_search_position");
      if (now_ms() - shown < 10'000) continue;
      shown = now_ms();
      fmt::print("indexed {:.0f} % in {:.0f} s\n", 100 * at / last, (shown - begun) / 1000);
      std::fflush(stdout);
    }
    report_.add("index_mb_per_second", text_mb_ / ((now_ms() - begun) / 1000), "MB/s");
    report_.add("index_mb_per_cpu_second", text_mb_ / program.cpu_seconds(), "MB/s of processor time");
    report_.add("resident_after_indexing_mib", program.resident_mib(), "MiB");
  }

  void start() {
    constexpr int kStarts = 5;
    Times ready;
    Times resident;
    for (int i = 0; i < kStarts; ++i) {
      program_.reset();
      program_ = std::make_unique<Program>(settings_.program, data_, settings_.port);
      ready.all.push_back(program_->ready_ms());
      sleep_ms(300);
      resident.all.push_back(program_->resident_mib());
    }
    report_.add("ready", ready);
    report_.add("resident_after_start_mib", resident.median(), "MiB");
    Visitor visitor(program_->port());
    for (int i = 0; i < 1000; ++i) visitor.page(any_document());
    report_.add("resident_after_1000_pages_mib", program_->resident_mib(), "MiB");
  }

  std::string any_document() { return fmt::format("/documents/{}", any_number()); }
  /// No number twice, so that no page is in a cache. 7919 is a prime that divides no number of documents here.
  std::int64_t any_number() { return 1 + static_cast<std::int64_t>(asked_++ * 7919 % settings_.documents); }

  publications::Page list(std::int64_t column, const std::optional<publications::Cursor>& from) {
    return must(site_->database().read(
        [&](db::Session& sql) { return publications::list_live(sql, {.columns = {column}}, from, 20); }));
  }
  static std::string list_path(const std::string& slug, const publications::Cursor& from) {
    return fmt::format("/columns/{}?after={}", slug, from.text());
  }

  /// Pages of the big column; each address is new, so each is drawn.
  void first_and_hundredth() {
    auto column = drafter_.big_column();
    auto hundredth = list(column, std::nullopt);
    for (int page = 2; page < 100; ++page) hundredth = list(column, hundredth.next);
    Visitor visitor(program_->port());
    Times first;
    Times last;
    Times ratios;
    for (int i = 0; i < 40; ++i) {
      publications::Cursor top{db::Key::of(Instant::at(Date(2100, 1, 1)), i)};
      publications::Cursor deep{{hundredth.next->key.first, hundredth.next->key.second * 1000 + i}};
      first.all.push_back(visitor.page(list_path(kBigColumn, top)).ms);
      last.all.push_back(visitor.page(list_path(kBigColumn, deep)).ms);
      ratios.all.push_back(last.all.back() / first.all.back());
    }
    report_.add("first_page", first);
    report_.add("hundredth_page", last);
    report_.add("hundredth_to_first_ratio", ratios.median(), "x");
  }

  void uncached() {
    Peer peer((data_ / "daylight.db").string());
    Visitor theirs(peer.port());
    beside_floor("article", theirs, [](const publications::Live& live, const std::string&) {
      return std::pair(fmt::format("/documents/{}", live.document.id), fmt::format("/article/{}", live.document.id));
    });
    beside_floor("list", theirs, [](const publications::Live& live, const std::string& slug) {
      auto at = *live.edition.published_at;
      return std::pair(list_path(slug, {db::Key::of(at, live.document.id)}),
                       fmt::format("/list/{}/{}/{}", live.document.column, at.milliseconds(), live.document.id));
    });
  }

  /// Asks for pages that nobody has asked for, packed as browsers want them, in turn with their floor.
  template <class Paths>
  void beside_floor(const std::string& name, Visitor& theirs, Paths&& paths) {
    constexpr int kTurns = 400;
    auto directory = site_->directory().current();
    Visitor ours(program_->port());
    Times times;
    Times floor;
    double cpu = program_->cpu_seconds();
    for (int i = 0; i < kTurns; ++i) {
      auto number = any_number();
      auto live = must(site_->database().read([&](db::Session& sql) { return publications::load_live(sql, number); }));
      auto [path, floor_path] = paths(live, directory->column(live.document.column)->slug);
      times.all.push_back(ours.page(path, "br").ms);
      floor.all.push_back(theirs.page(floor_path).ms);
    }
    report_.add("uncached_" + name, times);
    report_.add("uncached_" + name + "_cpu_ms", (program_->cpu_seconds() - cpu) * 1000 / kTurns, "ms a request");
    report_.add(name + "_floor_p50_ms", floor.median(), "ms");
    report_.add(name + "_to_floor_ratio", times.median() / floor.median(), "x");
  }

  /// How long after the acknowledgement visitors see it: its own page, the first page of its column
  /// (which was in the cache) and the search.
  void publish() {
    constexpr int kTurns = 25;
    Times page, column, found, written;
    for (int i = 0; i < kTurns; ++i) {
      auto drafted = drafter_.document();
      auto token = fmt::format("zq{:x}x{}", std::random_device{}(), i);
      drafted.metadata.title += token;
      drafted.metadata.document_number.clear();
      drafted.column = drafter_.big_column();
      drafted.published_at.reset();
      auto desk = site_->document_desk();
      auto id = must(desk.draft(drafted, accounts::Principal::machine("person:bench")));
      auto path = fmt::format("/documents/{}", id);
      Visitor visitor(program_->port());
      auto big = fmt::format("/columns/{}", kBigColumn);
      for (int look = 0; look < 3; ++look) visitor.page(big);  // in the cache from here on
      sleep_ms(400 + 37 * i);                                  // at no fixed moment of a follower's round

      double begun = now_ms();
      must(desk.publish(id, accounts::Principal::machine("person:bench"), publications::Force::Yes, "benchmark"));
      double done = now_ms();
      written.all.push_back(done - begun);
      double searched = 0;
      std::thread search([&] { searched = see("/search?q=" + token, path, 5) - done; });
      page.all.push_back(see(path, token, 1) - done);
      column.all.push_back(see(big, path, 1) - done);
      search.join();
      found.all.push_back(searched);
    }
    report_.add("publish_transaction", written);
    report_.add("publish_to_page", page);
    report_.add("publish_to_list", column);
    report_.add("publish_to_search", found);
  }

  /// Asks until the text stands on the page; the moment when it was seen.
  double see(const std::string& path, const std::string& text, double pause) const {
    Visitor visitor(program_->port());
    for (double begun = now_ms(); now_ms() - begun < 30'000; sleep_ms(pause)) {
      auto answer = visitor.get(path);
      if (answer.status == 200 && answer.body.find(text) != std::string::npos) return now_ms();
    }
    throw std::runtime_error(path + " never showed " + text);
  }

  Settings settings_;
  fs::path data_;
  std::unique_ptr<app::Installation> site_;
  Drafter drafter_;
  std::unique_ptr<Program> program_ = {};
  Report report_ = {};
  double text_mb_ = 0;
  std::size_t asked_ = 0;
};

}  // namespace
}  // namespace dl::bench

int main(int count, char** words) { return dl::bench::run_on_site<dl::bench::Bench>(count, words); }
