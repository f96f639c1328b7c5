// An agency that has matters of one kind, for the tests of this module and of the domains above it; people have every
// right.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "matters/matter_desk.h"
#include "matters/matter_store.h"
#include "matters/open_work.h"
#include "matters/subject.h"
#include "tests/support/database_fixture.h"
#include "tests/support/must.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::matters {

using test::must;

/// What a domain brings with it.
struct Brought {
  const Kind& kind;
  const std::vector<db::Migration>* tables = nullptr;  ///< beside those of matters; none for nullptr
  House::Follow follow = {};
};

class AgencyFixture {
 public:
  using Principal = accounts::Principal;

  AgencyFixture(test::Store store, Date today, const Brought& brought)
      : store_(store),
        clock_(Instant::at(today, 9, 30)),
        work_({must(work_on_matters(kSubject, {&brought.kind, 1}))}),
        chains_(chains_of(brought.kind)),
        matters_(journal_, {.kinds = {&brought.kind, 1},
                            .laws = laws(),
                            .key = key_,
                            .chains = chains_,
                            .follow = {{std::string(brought.kind.name), brought.follow}}}) {
    std::vector<const std::vector<db::Migration>*> tables = {&db::migrations(),       &journal::migrations(),
                                                             &agencies::migrations(), &accounts::migrations(),
                                                             &work::migrations(),     &migrations()};
    if (brought.tables != nullptr) tables.push_back(brought.tables);
    store_.migrate(tables);
    journal_.seal_with("a key");
    work_.keep_with(journal_);
    must(journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      DL_TRY(place_.agency, test::put(transaction.sql(), {test::kEast.code, "东区"}));
      transaction.record(
          {.actor = "system:test", .verb = "agency.founded", .subject = fmt::format("agency:{}", place_.agency)});
      return {};
    }));
  }

  static const periods::Laws& laws() {
    static const auto all = must(periods::Laws::load());
    return all;
  }
  static const Vocabularies& lists() {
    static const auto all = must(Vocabularies::load());
    return all;
  }
  inline static constexpr accounts::Subject kSubject{.prefix = kPrefix, .chinese = "事项", .work = kWorkAddress};

  static work::Seat seat(std::string_view who) { return {Principal::machine("person:" + std::string(who)), {}}; }
  Outcome<Matter> take(std::int64_t id, std::string_view step, const Input& input = {}, std::string_view who = "甲") {
    return matters_.take(id, step, input, 0, seat(who));
  }
  template <class F>
  auto read(F f) {
    return store_.database().read([&](db::Session& session) { return f(session); });
  }
  Case now(std::int64_t id) {
    return must(read([&](db::Session& session) -> Outcome<Case> {
      DL_TRY(auto matter, load_matter(session, Sight::everywhere(), id));
      return load_case(session, std::move(matter));
    }));
  }
  std::vector<work::Item> waiting(std::int64_t id) {
    return must(read([&](db::Session& session) { return work::kept_items(session, subject_of(id)); }));
  }
  Date today() const { return clock_.now().date(); }

 private:
  using Chains = std::map<std::string, work::Chain, std::less<>>;
  static Chains chains_of(const Kind& kind) {
    Chains all;
    if (!kind.chain.empty())
      all.emplace(std::string(kind.name), must(work::Chain::load(std::string(kind.chain), kind.chain_fields)));
    return all;
  }

 public:
  test::EmptyDatabase store_;
  FixedClock clock_;
  journal::Journal journal_ = journal::Journal(store_.database(), clock_);
  Place place_ = {.code = std::string(test::kEast.code), .name = "东区"};
  work::OpenWork work_;
  accounts::SealingKey key_ = accounts::SealingKey::random();
  Chains chains_;
  MatterDesk matters_;
};

}  // namespace dl::matters
