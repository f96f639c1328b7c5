// What the registers cost: taking in a workbook while somebody else writes, making the tables of a register anew, and
// lists, facets and searches among its records, on SQLite and on PostgreSQL. Prints figures; fails on none.
//
//   registers_bench [--records 1000000] [--imported 100000] [--engine sqlite|postgres] [--json FILE]
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <thread>

#include "records/desk_fixture.h"
#include "records/import_desk.h"
#include "records/import_template.h"
#include "sheets/export_file.h"
#include "tests/support/database_fixture.h"
#include "tests/support/postgres.h"

namespace {

using namespace dl::records;
using Watch = std::chrono::steady_clock;

constexpr int kBatch = 1'000;
constexpr int kEntered = 10'000;  ///< by the desk; the others are copies of these under other numbers
constexpr int kRuns = 200;

/// What was measured on one engine.
using Figures = std::map<std::string, double>;

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

void write(Office& office, const std::string& sql) {
  const dl::db::Working working(dl::db::Work::Import);
  Office::must_do(office.store_.database().write([&](dl::db::Session& session) -> dl::Outcome<void> {
    DL_CHECK(session.run(sql));
    return {};
  }));
}

// Numbers of what the desk enters are all five digits long, so another one before them makes a new number.
void enter(Office& office, int records) {
  for (int first = 0; first < kEntered; first += kBatch) {
    std::vector<Read> batch;
    for (int i = first; i < first + kBatch; ++i) batch.push_back(penalty(office, 10'000 + i));
    must(office.desk_.enter("penalties", Office::kEast, batch, office.clerk_));
  }
  constexpr int kRounds = 10;
  for (int first = 1; first < records / kEntered; first += kRounds) {
    const auto copies = fmt::format(
        "CROSS JOIN (WITH RECURSIVE c(i) AS (SELECT CAST({} AS BIGINT) UNION ALL SELECT i + 1 FROM c WHERE i < {}) "
        "SELECT i FROM c) AS n",
        first, std::min(records / kEntered, first + kRounds) - 1);
    write(office, fmt::format("INSERT INTO record_entry (id, record, register, agency, version, act, about, content, "
                              "digest, reason, actor, at) SELECT id + n.i * {0}, record + n.i * {0}, register, 1 + n.i "
                              "% 2, version, act, about + n.i * {0}, replace(content, '〔2025〕', '〔2025〕' || n.i), "
                              "digest, reason, actor, at FROM record_entry {1} WHERE id <= {0}",
                              kEntered, copies));
    write(office, fmt::format("INSERT INTO record_state (id, register, agency, number, title, state, head, shown, "
                              "tombstone, demanded_on, shown_until, withheld, changed_at) SELECT id + n.i * {0}, "
                              "register, 1 + n.i % 2, number, title, state, head + n.i * {0}, 0, 0, NULL, NULL, "
                              "withheld, changed_at FROM record_state {1} WHERE id <= {0}",
                              kEntered, copies));
  }
  write(office, "UPDATE record_state SET state = 'Published', shown = head");
}

void rebuild(Office& office, int records, Figures& figures) {
  const auto start = Watch::now();
  must(office.projection_.rebuild(office.journal_, "penalties"));
  figures["rebuild_s"] = seconds_since(start);
  fmt::print("  made anew {:>7.1f} s for {} records\n", figures["rebuild_s"], records);
}

/// Asks many times; the worst of all questions is what is held against the target.
class Questions {
 public:
  Questions(Office& office, Figures& figures) : office_(office), figures_(figures) {}

  void list(const char* name, const std::function<Asked(int)>& asked,
            const std::function<std::optional<Behind>(int)>& after = {}) {
    measure(name, "list", [&](dl::db::Session& session, int i) {
      must(list_records(session, office_.projection_, "penalties", {{}, office_.today()}, asked(i),
                        after ? after(i) : std::nullopt, 20));
    });
  }
  void facets(const char* name, const std::function<Asked(int)>& asked) {
    measure(name, "facets", [&](dl::db::Session& session, int i) {
      must(count_facets(session, office_.projection_, "penalties", {{}, office_.today()}, asked(i)));
    });
  }
  void count(const char* name, const std::function<Asked(int)>& asked) {
    measure(name, "count", [&](dl::db::Session& session, int i) {
      must(count_records(session, office_.projection_, "penalties", {{}, office_.today()}, asked(i)));
    });
  }

 private:
  template <class F>
  void measure(const char* name, const std::string& kind, F ask) {
    std::vector<double> times;
    for (int i = 0; i < kRuns; ++i) {
      const auto start = Watch::now();
      Office::must_do(office_.read([&](dl::db::Session& session) -> dl::Outcome<void> {
        ask(session, i);
        return {};
      }));
      times.push_back(seconds_since(start) * 1000);
    }
    std::ranges::sort(times);
    const auto half = times[kRuns / 2];
    const auto nearly_all = times[kRuns * 99 / 100];
    fmt::print("  {:<40} p50 {:>7.2f} ms  p99 {:>7.2f} ms\n", kind + ", " + name, half, nearly_all);
    std::fflush(stdout);
    auto& worst = figures_[kind + "_worst_p50_ms"];
    worst = std::max(worst, half);
    auto& slowest = figures_[kind + "_worst_p99_ms"];
    slowest = std::max(slowest, nearly_all);
  }

  Office& office_;
  Figures& figures_;
};

void read(Office& office, Figures& figures) {
  const auto& made = office.made("penalties");
  const auto* kind = made.find("party_kind");
  const auto* kinds = made.find("kinds");
  const auto* day = made.find("decided_on");
  const Filter natural{kind, std::string("natural")};
  const Filter fined{kinds, std::string("fine")};
  const auto year = [&](int i) {
    return Filter{day, {}, fmt::format("{}-01-01", 2016 + i % 9), fmt::format("{}-01-01", 2017 + i % 9)};
  };
  const auto half_year = [&](int i) {
    return Filter{day, {}, fmt::format("{}-01-01", 2016 + i % 9), fmt::format("{}-07-01", 2016 + i % 9)};
  };
  const auto one_record = [](int i) { return Asked{.words = fmt::format("〕{}号", 1'010'000 + i * 49)}; };
  Questions ask(office, figures);
  ask.list("first page", [](int) { return Asked(); });
  ask.list(
      "a page far behind", [](int) { return Asked(); },
      [](int i) {
        return Behind{fmt::format("{}-06-01", 2017 + i % 8), 1};
      });
  ask.list(
      "of an agency, far behind", [](int i) { return Asked{.agency = 1 + i % 2}; },
      [](int i) {
        return Behind{fmt::format("{}-06-01", 2017 + i % 8), 1};
      });
  const std::pair<const char*, std::function<Asked(int)>> questions[] = {
      {"by one value", [&](int) { return Asked{.filters = {natural}}; }},
      {"by one of many values", [&](int) { return Asked{.filters = {fined}}; }},
      {"by a value that none has",
       [&](int) {
         return Asked{.filters = {{kinds, std::string("detention")}}};
       }},
      {"by two values and an agency",
       [&](int i) {
         return Asked{.agency = 1 + i % 2, .filters = {natural, fined}};
       }},
      {"by a year", [&](int i) { return Asked{.filters = {year(i)}}; }},
      {"by days and a value",
       [&](int i) {
         return Asked{.filters = {natural, half_year(i)}};
       }},
      {"by days and one of many",
       [&](int i) {
         return Asked{.filters = {fined, half_year(i)}};
       }},
      {"frequent word", [](int) { return Asked{.words = "垃圾"}; }},
      {"frequent long word", [](int) { return Asked{.words = "随意倾倒垃圾"}; }},
      {"frequent word and a value", [&](int) { return Asked{.filters = {natural}, .words = "垃圾"}; }},
      {"one record", one_record},
      {"no record", [](int) { return Asked{.words = "没有这样的词"}; }},
  };
  for (const auto& [name, asked] : questions) ask.list(name, asked);
  ask.facets("of all", [](int) { return Asked(); });
  for (const auto& [name, asked] : questions) ask.facets(name, asked);
  for (const auto& [name, asked] : questions) ask.count(name, asked);
}

std::string workbook(const Office& office, int records) {
  const auto& made = office.made("penalties");
  const auto file =
      std::filesystem::temp_directory_path() / fmt::format("daylight-registers-bench-{}.xlsx", ::getpid());
  auto out = must(
      dl::sheets::ExcelExport::create(file, made.code, std::to_string(made.version), columns_of(made, office.today())));
  for (int i = 0; i < records; ++i) Office::must_do(out.add(cells_of(made, penalty(office, i).record, office.today())));
  Office::must_do(out.close());
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(file);
  return bytes;
}

/// The most memory that the process has had since forget_memory(), in MiB.
double memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}
void forget_memory() { std::ofstream("/proc/self/clear_refs") << "5"; }

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
        DL_CHECK(transaction.sql().run("UPDATE agency SET short_name = short_name WHERE id = 1"));
        return transaction.keep_others_out();  // as every change does, behind its rows
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

/// The measure is of rows that are right: a rule that has changed since the rows were made up is told by its name.
void must_be_right(const Checked& checked) {
  if (checked.acceptable()) return;
  for (const auto& problem : checked.problems)
    throw std::runtime_error("the file: " + problem.key + " " + problem.about);
  for (const auto& row : checked.rows)
    for (const auto& problem : row.problems)
      throw std::runtime_error(fmt::format("{}: {} {}", problem.cell, problem.key, problem.about));
}

void take_in(dl::test::Store store, int records, Figures& figures) {
  Office office(store);
  const auto bytes = workbook(office, records);
  forget_memory();
  ImportDesk desk(office.journal_, {office.registers_, office.projection_, laws(), office.key_});
  ImportOrder order{.code = "penalties", .agency = Office::kEast, .file = "bench", .name = "a.xlsx"};
  auto start = Watch::now();
  const auto file = [&](dl::sheets::Receiver& receiver) { return dl::sheets::read_table(bytes, receiver); };
  const auto checked = must(desk.check(order, file, office.clerk_));
  const auto checking = seconds_since(start);
  must_be_right(checked);
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
  figures["import_per_second"] = records / (checking + applying);
  figures["import_mib"] = memory();
  figures["import_others_ms"] = other.longest(0) * 1000;
  figures["import_switch_ms"] = other.longest(1) * 1000;
  fmt::print(
      "  imported {:>8.0f} records/s: {:.1f} s reading and checking, {:.1f} s staging, {:.2f} s put in force, {:.0f} "
      "MiB\n"
      "  another writer waited {:.0f} ms at most while they were staged, {:.0f} ms when they were put in force\n",
      records / (checking + applying), checking, staging, applying - staging, memory(), other.longest(0) * 1000,
      other.longest(1) * 1000);
}

struct Wanted {
  int records = 1'000'000;
  int imported = 100'000;
  std::string engine = {};
  const char* json = nullptr;
};

Figures run(const char* name, dl::test::Store store, const Wanted& wanted) {
  Figures figures;
  fmt::print("{}\n", name);
  if (wanted.imported > 0) take_in(store, wanted.imported, figures);
  if (wanted.records == 0) return figures;
  Office office(store);
  enter(office, wanted.records);
  rebuild(office, wanted.records, figures);
  if (store == dl::test::Store::Postgres)  // as its own service does within minutes
    dl::test::PostgresServer::shared().administer("VACUUM ANALYZE", "postgres");
  read(office, figures);
  return figures;
}

std::string json_of(const Figures& figures) {
  std::string text;
  for (const auto& [name, value] : figures)
    text += fmt::format("{}\"{}\": {:.4g}", text.empty() ? "" : ", ", name, value);
  return "{" + text + "}";
}

}  // namespace

int main(int count, char** words) {
  Wanted wanted;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = words[i];
    if (name == "--records") wanted.records = std::atoi(words[i + 1]);
    if (name == "--imported") wanted.imported = std::atoi(words[i + 1]);
    if (name == "--engine") wanted.engine = words[i + 1];
    if (name == "--json") wanted.json = words[i + 1];
  }
  std::string json;
  if (wanted.engine != "postgres")
    json += fmt::format("\"sqlite\": {}", json_of(run("SQLite", dl::test::Store::SqliteFile, wanted)));
  if (wanted.engine != "sqlite") {
    // A server with memory of its own, as one that is in use; that of the tests has next to none.
    dl::test::PostgresServer server({.settings = {"shared_buffers=1GB", "maintenance_work_mem=256MB"}});
    ::setenv("DAYLIGHT_TEST_POSTGRES", server.address("postgres").c_str(), 1);
    json += fmt::format("{}\"postgres\": {}", json.empty() ? "" : ", ",
                        json_of(run("PostgreSQL", dl::test::Store::Postgres, wanted)));
  }
  if (wanted.json != nullptr) std::ofstream(wanted.json) << "{" << json << "}\n";
}
