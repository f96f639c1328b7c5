// Measures table 3 of one agency with many requests, and the list of one of its cells, on SQLite.
//
//   table3_bench [--requests N] [--json FILE]
#include <chrono>
#include <fstream>
#include <iostream>
#include <random>

#include "accounts/people.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "matters/matter_store.h"
#include "requests/procedure.h"
#include "requests/request_store.h"
#include "requests/table3_store.h"
#include "tests/support/database_fixture.h"
#include "tests/support/must.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::bench {
namespace {

using test::must;

constexpr Date kFrom{2026, 1, 1};
constexpr Date kUntil{2026, 12, 31};

/// Requests of a year, one in twenty under way.
Outcome<void> fill(db::Session& session, std::int64_t agency, std::int64_t count) {
  std::mt19937 random(1);
  const auto pick = [&](std::size_t most) { return random() % most; };
  for (std::int64_t id = 1; id <= count; ++id) {
    matters::Matter matter{.id = id,
                           .kind = std::string(requests::kKind),
                           .agency = agency,
                           .number = fmt::format("SQ2026-{}", id),
                           .title = "申请公开道路养护项目的预算、合同和验收材料",
                           .state = "Registered",
                           .department = fmt::format("科室{}", pick(8)),
                           .channel = matters::kChannels[pick(4)].value,
                           .klass = std::string(requests::kApplicants[pick(6)].name),
                           .received_on = kFrom.plus_days(static_cast<int>(pick(365)) - 20),
                           .opened_at = Instant(id)};
    std::optional<matters::Answered> answered;
    if (pick(20) != 0) {
      const auto days = static_cast<int>(pick(40));
      matter.ended_on = matter.received_on->plus_days(days);
      matter.outcome = name_of(requests::kDecisions[pick(24)].value);
      answered = matters::Answered{matter.received_on->plus_days(28), *matter.ended_on, days * 5 / 7};
    }
    DL_CHECK(matters::insert(session, matter));
    DL_CHECK(requests::insert(session, {.matter = id, .wanted = "预算"}));
    DL_CHECK(matters::set_answered(session, id, answered));
  }
  return {};
}

template <class F>
double median_of(F call) {
  std::vector<double> took;
  for (int i = 0; i < 15; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    call();
    took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
  }
  std::ranges::sort(took);
  return took[took.size() / 2];
}

int run(std::int64_t count, const char* json) {
  test::EmptyDatabase store(test::Store::SqliteFile);
  store.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                 &work::migrations(), &matters::migrations(), &requests::migrations()});
  auto& database = store.database();
  const auto agency = must(database.write([&](db::Session& session) -> Outcome<std::int64_t> {
    DL_TRY(const auto id, test::put(session, test::kEast));
    DL_CHECK(fill(session, id, count));
    return id;
  }));
  const auto scope = accounts::Scope::of({agency});
  const double table = median_of([&] {
    return must(
        database.read([&](db::Session& session) { return requests::load_slices(session, scope, kFrom, kUntil); }));
  });
  const double cell = median_of([&] {
    const matters::Wanted wanted{
        .kind = "request", .agency = agency, .further = requests::cell_condition(13, {}, kFrom, kUntil)};
    return must(database.read([&](db::Session& session) {
      return matters::list_matters(session, matters::Sight::everywhere(), wanted, {}, 50);
    }));
  });
  std::cout << fmt::format("{} requests: table 3 and the tables beside it {:.0f} ms, a cell's list {:.1f} ms\n", count,
                           table, cell);
  if (json != nullptr)
    std::ofstream(json) << fmt::format("{{\"table_p50_ms\": {:.3f}, \"cell_p50_ms\": {:.3f}}}\n", table, cell);
  return 0;
}

}  // namespace
}  // namespace dl::bench

int main(int argc, char** argv) {
  std::int64_t count = 100'000;
  const char* json = nullptr;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string_view(argv[i]) == "--requests") count = std::strtoll(argv[i + 1], nullptr, 10);
    if (std::string_view(argv[i]) == "--json") json = argv[i + 1];
  }
  return dl::bench::run(std::max<std::int64_t>(count, 1), json);
}
