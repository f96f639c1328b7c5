// What cases cost: work list, lists, searches, table 3, clocks and a letter among the requests of one agency, with half
// of them and with all, on SQLite and on PostgreSQL. Prints figures; fails on none.
//
//   matters_bench [--cases 100000] [--engine sqlite|postgres] [--json FILE]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>

#include "bench/matters_bureau.h"
#include "paper/letter.h"
#include "requests/table3_store.h"
#include "tests/support/postgres.h"

namespace {

using namespace dl::bench;
using namespace dl::requests;
using dl::Date;
using dl::name_of;
using dl::Outcome;
using dl::matters::Matter;
using Watch = std::chrono::steady_clock;

constexpr int kPage = 50;

/// What was measured on one engine.
using Figures = std::map<std::string, double>;

double seconds_since(Watch::time_point start) { return std::chrono::duration<double>(Watch::now() - start).count(); }

/// Asks many times. The worst question of a kind is what is held against its target.
class Questions {
 public:
  Questions(Bureau& bureau, Figures& figures, std::string size)
      : bureau_(bureau), figures_(figures), size_(std::move(size)) {}

  /// `ask` takes a session and the number of the question.
  template <class F>
  void measure(const std::string& kind, const char* name, int runs, F ask) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
      const auto start = Watch::now();
      must_do(bureau_.read([&](dl::db::Session& session) -> Outcome<void> { return ask(session, i); }));
      times.push_back(seconds_since(start) * 1000);
    }
    std::ranges::sort(times);
    const auto half = times[times.size() / 2];
    const auto nearly_all = times[times.size() * 99 / 100];
    fmt::print("  {:<44} p50 {:>8.2f} ms  p99 {:>8.2f} ms\n", fmt::format("{}, {}", kind, name), half, nearly_all);
    std::fflush(stdout);
    auto& worst = figures_[fmt::format("{}{}_worst_p50_ms", size_, kind)];
    worst = std::max(worst, half);
    auto& slowest = figures_[fmt::format("{}{}_worst_p99_ms", size_, kind)];
    slowest = std::max(slowest, nearly_all);
  }

  void work(const char* name, int pages_before) {
    measure("work", name, 100, [&](dl::db::Session& session, int) -> Outcome<void> {
      std::optional<dl::db::Key> after;
      for (int page = 0; page <= pages_before; ++page) {
        DL_TRY(const auto lines, bureau_.work_.list(session, bureau_.clerk(), {}, after, kPage));
        after = lines.next;
      }
      return {};
    });
  }
  /// As the console has it: a page of matters with what is due next in each.
  void list(const char* kind, const char* name, const std::function<dl::matters::Wanted(int)>& wanted,
            const std::function<std::optional<dl::db::Key>(int)>& after = {}) {
    measure(kind, name, 100, [&](dl::db::Session& session, int i) -> Outcome<void> {
      DL_TRY(auto page, dl::matters::list_matters(session, bureau_.sight(), wanted(i),
                                                  after ? after(i) : std::optional<dl::db::Key>(), kPage));
      DL_TRY(const auto cases, dl::matters::load_cases(session, std::move(page.items)));
      for (const auto& one : cases) DL_CHECK(Bureau::kind().clocks(one, Bureau::times()));
      return {};
    });
  }

 private:
  Bureau& bureau_;
  Figures& figures_;
  std::string size_;
};

/// The one way in to the table: how it is counted is the module's.
Outcome<void> count_table3(dl::db::Session& session, std::int64_t agency, int year) {
  DL_TRY(const auto slices,
         load_slices(session, dl::accounts::Scope::of({agency}), Date(year, 1, 1), Date(year, 12, 31)));
  if (!breaches(numbers_of(slices)).empty()) throw std::runtime_error("identities of table 3 are broken");
  return {};
}

/// The clocks of open cases, by their facts as they stand; how many there were.
Outcome<int> tell_clocks(dl::db::Session& session, int most) {
  constexpr int kBatch = 500;
  int told = 0;
  for (std::int64_t after = 0; told < most;) {
    DL_TRY(const auto ids, dl::matters::open_behind(session, after, std::min(kBatch, most - told)));
    if (ids.empty()) break;
    after = ids.back();
    DL_TRY(auto matters, dl::matters::load_matters(session, ids));
    DL_TRY(const auto cases, dl::matters::load_cases(session, std::move(matters)));
    for (const auto& one : cases) DL_CHECK(Bureau::kind().clocks(one, Bureau::times()));
    told += static_cast<int>(cases.size());
  }
  return told;
}

void ask_lists(Questions& ask) {
  using dl::matters::Wanted;
  const auto all = [] { return Wanted{.kind = std::string(kKind)}; };
  ask.work("first page", 0);
  ask.work("three pages", 2);
  ask.list("list", "first page", [&](int) { return all(); });
  const auto far = [](int i) { return dl::db::Key::of(dl::Instant::at(kFirst.plus_days(100 + i * 15), 9, 0), 0); };
  ask.list(
      "list", "a page far behind", [&](int) { return all(); }, far);
  const auto with = [&](const char* name, const std::function<void(Wanted&, int)>& change) {
    ask.list("list", name, [&](int i) {
      auto wanted = all();
      change(wanted, i);
      return wanted;
    });
  };
  with("by state", [](Wanted& wanted, int) { wanted.state = "Registered"; });
  with("by phase", [](Wanted& wanted, int) { wanted.phase = dl::matters::Phase::Waiting; });
  with("by outcome", [](Wanted& wanted, int) { wanted.outcome = "not-held"; });
  with("by department and channel", [](Wanted& wanted, int) {
    wanted.department = "环卫科";
    wanted.channel = dl::matters::Channel::Counter;
  });
  with("by a month of receipt", [](Wanted& wanted, int i) {
    wanted.received_from = kFirst.plus_days(30 * (i % 50));
    wanted.received_until = wanted.received_from->plus_days(30);
  });
  with("by an outcome that none has", [](Wanted& wanted, int) { wanted.outcome = "petition"; });
  const auto words = [&](const char* name, const std::function<std::string(int)>& text) {
    ask.list("search", name, [&](int i) {
      auto wanted = all();
      wanted.words = text(i);
      return wanted;
    });
  };
  words("a frequent word", [](int) { return "预算"; });
  words("a rare phrase", [](int i) { return fmt::format("年{}号路段", 7 + i * 9); });
  words("a number", [](int i) { return fmt::format("-SQ{}-{:04}", 2021 + i % 4, 1 + i); });
  words("nothing", [](int) { return "没有这样的词"; });
}

void ask_others(Bureau& bureau, Questions& ask, Figures& figures, const std::string& size) {
  ask.measure("table3", "a year", 20, [&](dl::db::Session& session, int i) {
    return count_table3(session, bureau.place_.agency, 2022 + i % 3);
  });
  int told = 0;
  ask.measure("clocks", "of 10,000 open cases", 5, [&](dl::db::Session& session, int) -> Outcome<void> {
    DL_TRY(told, tell_clocks(session, 10'000));
    return {};
  });
  figures[size + "clocks_cases"] = told;
}

/// The newest answers that the desk has issued: what is sealed opens in no copy.
std::vector<dl::matters::Letter> issued_letters(Bureau& bureau, std::size_t most) {
  const auto page = must(bureau.read([&](dl::db::Session& session) {
    return dl::matters::list_issued(session, dl::accounts::Scope::of({bureau.place_.agency}),
                                    {.matter_kind = std::string(kKind)}, {}, static_cast<int>(most));
  }));
  if (page.items.size() < most) throw std::runtime_error("too few letters were issued");
  std::vector<dl::matters::Letter> all;
  for (const auto& line : page.items) all.push_back(line.letter);
  return all;
}

/// The letter of an answer from its rows to the bytes of the file.
void draw_letters(Bureau& bureau, Questions& ask) {
  constexpr int kLetters = 100;
  const auto letters = issued_letters(bureau, kLetters);
  ask.measure("pdf", "an answer", kLetters, [&](dl::db::Session& session, int i) -> Outcome<void> {
    const auto& kept = letters[static_cast<std::size_t>(i)];
    DL_TRY(const auto matter, dl::matters::load_matter(session, bureau.sight(), kept.matter));
    DL_TRY(const auto letter, dl::matters::load_letter(session, matter.id, kept.id));
    DL_TRY(const auto words, words_of(session, bureau.papers_, matter, letter));
    dl::paper::Letter sheet{.agency = bureau.place_.name,
                            .number = letter.number,
                            .title = words.title,
                            .addressee = words.addressee,
                            .date = *letter.issued_on};
    for (const auto& paragraph : words.paragraphs) sheet.body.emplace_back(dl::paper::Paragraph{paragraph});
    DL_CHECK(dl::paper::to_pdf(sheet));
    return {};
  });
}

struct Wanted {
  int cases = 100'000;
  std::string engine = {};
  const char* json = nullptr;
};

void measure(Bureau& bureau, Figures& figures, const std::string& size, dl::test::Store store) {
  const auto start = Watch::now();
  must_do(bureau.work_.rebuild(bureau.journal_));
  figures[size + "work_rebuilt_s"] = seconds_since(start);
  fmt::print("  open work made anew in {:.1f} s\n", figures[size + "work_rebuilt_s"]);
  if (store == dl::test::Store::Postgres)  // as its own service does within minutes
    dl::test::PostgresServer::shared().administer("VACUUM ANALYZE", "postgres");
  Questions ask(bureau, figures, size);
  ask_lists(ask);
  ask_others(bureau, ask, figures, size);
  if (size.empty()) draw_letters(bureau, ask);
}

Figures run(const char* name, dl::test::Store store, const Wanted& wanted) {
  Figures figures;
  Bureau bureau(store);
  auto start = Watch::now();
  bureau.enter();
  const int copies = wanted.cases / kEntered;
  fmt::print("{}\n  {} cases entered by the desk in {:.1f} s\n", name, kEntered, seconds_since(start));
  if (copies > 3) {
    Copies(bureau, 1, copies / 2).all();
    fmt::print(" {} cases\n", copies / 2 * kEntered);
    measure(bureau, figures, "half_", store);
    Copies(bureau, copies / 2, copies).all();
  }
  fmt::print(" {} cases\n", std::max(copies, 1) * kEntered);
  measure(bureau, figures, "", store);
  for (const auto* kind : {"work", "list", "search", "table3"})
    if (const auto half = figures.find(fmt::format("half_{}_worst_p50_ms", kind)); half != figures.end())
      figures[fmt::format("{}_doubled_ratio", kind)] =
          figures[fmt::format("{}_worst_p50_ms", kind)] / std::max(half->second, 0.001);
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
    if (name == "--cases") wanted.cases = std::atoi(words[i + 1]);
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
