// What the registers cost: taking in a workbook, entering in batches of 1,000, making the tables anew, lists, facets
// and searches among many records, on SQLite and, where DAYLIGHT_BENCH_POSTGRES is set, on PostgreSQL. Prints figures;
// fails on none.
//
//   registers_bench [RECORDS]        100,000 where nothing is said
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "records/desk_fixture.h"
#include "records/import_desk.h"
#include "records/import_template.h"
#include "sheets/export_file.h"
#include "tests/support/database_fixture.h"

namespace {

using namespace dl::records;
using Watch = std::chrono::steady_clock;

constexpr int kBatch = 1'000;
constexpr int kRuns = 200;

double seconds_since(Watch::time_point start) { return std::chrono::duration<double>(Watch::now() - start).count(); }

const char* const kOffences[] = {"擅自占用城市道路", "随意倾倒垃圾", "占道经营", "未按规定处置建筑垃圾",
                                 "损坏绿化设施"};

/// Penalties of the size of real ones, half of them against people.
Read penalty(const Office& office, int number) {
  auto read = office.penalty(
      number,
      {{"offence", kOffences[number % 5]},
       {"decided_on", fmt::format("{}-{:02}-{:02}", 2016 + number % 9, 1 + number % 12, 1 + number % 28)},
       {"valid_until", "2099-12-31"}},
      number % 2 == 0 ? "a natural person" : "a firm is fined");
  return read;
}

void enter(Office& office, int records) {
  double slowest = 0;
  const auto start = Watch::now();
  for (int first = 0; first < records; first += kBatch) {
    std::vector<Read> batch;
    for (int i = first; i < std::min(records, first + kBatch); ++i) batch.push_back(penalty(office, i));
    const auto began = Watch::now();
    must(office.desk_.enter("penalties", Office::kEast, batch, office.clerk_));
    slowest = std::max(slowest, seconds_since(began));
  }
  fmt::print("  entered {:>9.0f} records/s, slowest batch {:.2f} s\n", records / seconds_since(start), slowest);
}

void rebuild(Office& office, int records) {
  Office::must_do(office.store_.database().write([](dl::db::Session& session) -> dl::Outcome<void> {
    DL_CHECK(session.run("UPDATE record_state SET state = 'Published', shown = head"));
    return {};
  }));
  const auto start = Watch::now();
  must(office.projection_.rebuild(office.journal_, "penalties"));
  fmt::print("  made anew {:>7.1f} s for {} records\n", seconds_since(start), records);
}

template <class F>
void measure(const char* name, F ask) {
  std::vector<double> times;
  for (int i = 0; i < kRuns; ++i) {
    const auto start = Watch::now();
    ask(i);
    times.push_back(seconds_since(start) * 1000);
  }
  std::ranges::sort(times);
  fmt::print("  {:<34} p50 {:>7.2f} ms  p99 {:>7.2f} ms\n", name, times[kRuns / 2], times[kRuns * 99 / 100]);
}

void read(Office& office) {
  const auto& made = office.made("penalties");
  const auto list = [&](const Asked& asked, const std::optional<Behind>& after = {}) {
    must(office.read([&](dl::db::Session& session) {
      return list_records(session, office.projection_, "penalties", {{}, office.today()}, asked, after, 20);
    }));
  };
  const auto facets = [&](const Asked& asked) {
    must(office.read([&](dl::db::Session& session) {
      return count_facets(session, office.projection_, "penalties", {{}, office.today()}, asked);
    }));
  };
  const auto* kind = made.find("party_kind");
  const auto* kinds = made.find("kinds");
  const auto* day = made.find("decided_on");
  measure("first page", [&](int) { list({}); });
  measure("a page far behind", [&](int i) { list({}, Behind{fmt::format("{}-06-01", 2017 + i % 8), 1}); });
  measure("by one value", [&](int) { list({.filters = {{kind, std::string("natural")}}}); });
  measure("by one of many values", [&](int) { list({.filters = {{kinds, std::string("fine")}}}); });
  measure("by days and a value", [&](int i) {
    list({.filters = {{kind, std::string("legal")},
                      {day, {}, fmt::format("{}-01-01", 2016 + i % 9), fmt::format("{}-07-01", 2016 + i % 9)}}});
  });
  measure("search, frequent word", [&](int) { list({.words = "垃圾"}); });
  measure("search, one record", [&](int i) { list({.words = fmt::format("〕{}号", i * 97)}); });
  measure("search, no record", [&](int) { list({.words = "没有这样的词"}); });
  measure("facets", [&](int) { facets({}); });
  measure("facets under a value", [&](int) { facets({.filters = {{kind, std::string("natural")}}}); });
  measure("facets under a word", [&](int) { facets({.words = "垃圾"}); });
  measure("facets under a rare word", [&](int i) { facets({.words = fmt::format("〕{}号", i * 97)}); });
}

std::string workbook(const Office& office, int records) {
  const auto& made = office.made("penalties");
  const auto file =
      std::filesystem::temp_directory_path() / fmt::format("daylight-registers-bench-{}.xlsx", ::getpid());
  auto out = must(dl::sheets::ExcelExport::create(file, made.code, "1", columns_of(made, office.today())));
  for (int i = 0; i < records; ++i) Office::must_do(out.add(cells_of(made, penalty(office, i).record, office.today())));
  Office::must_do(out.close());
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(file);
  return bytes;
}

double memory() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024;
}

/// Somebody else who writes all the time: how long they waited at most, while records were staged and afterwards.
class Other {
 public:
  explicit Other(dl::journal::Journal& journal) : thread_([this, &journal] { write(journal); }) {}
  ~Other() { stop(); }
  void switching() { phase_ = 1; }
  void stop() {
    done_ = true;
    if (thread_.joinable()) thread_.join();
  }
  double longest(std::size_t phase) const { return longest_.at(phase); }

 private:
  void write(dl::journal::Journal& journal) {
    while (!done_) {
      const auto phase = phase_.load();
      const auto start = Watch::now();
      Office::must_do(journal.keep([](dl::journal::Transaction& transaction) -> dl::Outcome<void> {
        DL_CHECK(transaction.keep_others_out());  // as every change does
        DL_CHECK(transaction.sql().run("UPDATE agency SET short_name = short_name WHERE id = 1"));
        return {};
      }));
      auto& longest = longest_.at(std::max(phase, phase_.load()));
      longest = std::max(longest, seconds_since(start));
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  std::atomic<bool> done_ = false;
  std::atomic<std::size_t> phase_ = 0;
  std::array<double, 2> longest_ = {};
  std::thread thread_;
};

void take_in(dl::test::Store store, int records) {
  Office office(store);
  const auto bytes = workbook(office, records);
  ImportDesk desk(office.journal_, {office.registers_, office.projection_, laws(), office.key_});
  ImportOrder order{.code = "penalties", .agency = Office::kEast, .file = "bench", .name = "a.xlsx"};
  auto start = Watch::now();
  const auto file = [&](dl::sheets::Receiver& receiver) { return dl::sheets::read_table(bytes, receiver); };
  const auto checked = must(desk.check(order, file, office.clerk_));
  const auto checking = seconds_since(start);
  Other other(office.journal_);
  start = Watch::now();
  double staging = 0;
  order.progress = [&](std::size_t rows) {
    if (rows < static_cast<std::size_t>(records)) return;
    staging = seconds_since(start);
    other.switching();
  };
  if (must(desk.apply(order, checked, office.clerk_)) == 0) throw std::runtime_error("nothing was taken in");
  const auto applying = seconds_since(start);
  other.stop();
  fmt::print(
      "  imported {:>8.0f} records/s: {:.1f} s reading and checking, {:.1f} s staging, {:.2f} s put in force, {:.0f} "
      "MiB\n"
      "  another writer waited {:.0f} ms at most while they were staged, {:.0f} ms when they were put in force\n",
      records / (checking + applying), checking, staging, applying - staging, memory(), other.longest(0) * 1000,
      other.longest(1) * 1000);
}

void run(const char* name, dl::test::Store store, int records) {
  fmt::print("{}\n", name);
  take_in(store, records);
  Office office(store);
  enter(office, records);
  rebuild(office, records);
  read(office);
}

}  // namespace

int main(int count, char** words) {
  const int records = count > 1 ? std::atoi(words[1]) : 100'000;
  run("SQLite", dl::test::Store::SqliteFile, records);
  if (std::getenv("DAYLIGHT_BENCH_POSTGRES") != nullptr) run("PostgreSQL", dl::test::Store::Postgres, records);
}
