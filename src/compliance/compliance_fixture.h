// An agency with problems of openness for the tests of this module, in the autumn of 2025; people have every right.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "compliance/rectification_desk.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "matters/matter_store.h"
#include "matters/open_work.h"
#include "matters/subject.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::compliance {

template <class T>
T must(Outcome<T> made) {
  if (!made) throw std::runtime_error(describe(made.error()));
  return std::move(*made);
}
inline void must(Outcome<void> done) {
  if (!done) throw std::runtime_error(describe(done.error()));
}

template <class T>
std::string key_of(const Outcome<T>& done) {
  return done ? "" : done.error().key;
}
/// The key of the first field that is wrong.
template <class T>
std::string field_of_error(const Outcome<T>& done) {
  return done || done.error().fields.empty() ? "" : done.error().fields.front().key;
}

class Office {
 public:
  using Principal = accounts::Principal;
  using Input = matters::Input;

  explicit Office(test::Store store) : store_(store) {
    store_.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                    &work::migrations(), &matters::migrations(), &migrations()});
    journal_.seal_with("a key");
    work_.keep_with(journal_);
    must(journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      DL_TRY(place_.agency, test::put(transaction.sql(), {test::kEast.code, "东区"}));
      transaction.record(
          {.actor = "system:test", .verb = "agency.founded", .subject = fmt::format("agency:{}", place_.agency)});
      return {};
    }));
  }

  static std::span<const matters::Kind> kinds() { return {&rectification_kind(), 1}; }
  static const std::map<std::string, work::Chain, std::less<>>& chains() {
    static const std::map<std::string, work::Chain, std::less<>> none;
    return none;
  }
  static const periods::Laws& laws() {
    static const auto all = must(periods::Laws::load());
    return all;
  }
  static const Vocabularies& lists() {
    static const auto all = must(Vocabularies::load());
    return all;
  }
  inline static constexpr accounts::Subject kSubject{
      .prefix = matters::kPrefix, .chinese = "事项", .work = matters::kWorkAddress};

  static NewRectification problem() {
    return {.title = "年报未公开",
            .origin_number = "12",
            .origin = "third",
            .kind = "annual_report",
            .problem = "2024年度报告在网站上找不到。",
            .place = "https://example.gov.cn/annual",
            .measures = "补充公开",
            .found_on = Date(2025, 9, 15),
            .assessed = true};
  }
  std::int64_t found() { return must(desk_.find(place_, problem(), today(), seat("督查").self)).id; }
  std::int64_t assigned(std::optional<Date> until = {}) {
    const auto id = found();
    must(take(id, "Assign", {.until = until, .department = "办公室"}));
    return id;
  }
  Outcome<matters::Matter> take(std::int64_t id, std::string_view step, const Input& input = {},
                                const char* who = "督查") {
    return matters_.take(id, step, input, 0, seat(who));
  }
  static work::Seat seat(const char* who) { return {Principal::machine(std::string("person:") + who), {}}; }
  template <class F>
  auto read(F f) {
    return store_.database().read([&](db::Session& session) { return f(session); });
  }
  matters::Case now(std::int64_t id) {
    return must(read([&](db::Session& session) -> Outcome<matters::Case> {
      DL_TRY(auto matter, matters::load_matter(session, matters::Sight::everywhere(), id));
      return matters::load_case(session, std::move(matter));
    }));
  }
  std::vector<work::Item> waiting(std::int64_t id) {
    return must(read([&](db::Session& session) { return work::kept_items(session, matters::subject_of(id)); }));
  }
  Progress progress(std::int64_t id) { return must(progress_of(now(id), {laws(), calendar_}, today())); }
  Date today() const { return clock_.now().date(); }

  test::EmptyDatabase store_;
  FixedClock clock_ = FixedClock(Instant::at(Date(2025, 9, 16), 9, 30));
  journal::Journal journal_ = journal::Journal(store_.database(), clock_);
  matters::Place place_ = {.code = std::string(test::kEast.code), .name = "东区"};
  Calendar calendar_ = must(Calendar::load());
  work::OpenWork work_ = work::OpenWork({must(matters::work_on_matters(kSubject, kinds()))});
  accounts::SealingKey key_ = accounts::SealingKey::random();
  matters::MatterDesk matters_ =
      matters::MatterDesk(journal_, {.kinds = kinds(), .laws = laws(), .key = key_, .chains = chains()});
  RectificationDesk desk_ = RectificationDesk(matters_, lists());
};

}  // namespace dl::compliance
