// What the tests of the desk and of lists stand on: two agencies with their registers, and who enters and checks there.
#pragma once

#include "accounts/people.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "journal/seals.h"
#include "records/open_work.h"
#include "records/record_desk.h"
#include "records/record_list.h"
#include "records/records_fixture.h"
#include "records/write.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"
#include "work/schema.h"

namespace dl::records {

/// What the desk is tried with, and what that links to: the tables of all registers would cost each test more than all
/// that it asks.
inline Registers load_some() {
  Registers chosen;
  for (const auto* code :
       {"budgets", "draws", "enforcement_cases", "enforcement_staff", "inspection_items", "inspection_objects",
        "inspection_plans", "media_posts", "parking", "penalties", "permits", "powers", "procurement_contracts",
        "procurement_results", "proposals", "service_network_powers"})
    chosen.put(must(read_text(code, text_of_file(code))));
  return chosen;
}
inline const Registers& some_registers() {
  static const auto some = load_some();
  return some;
}

/// An installation with these registers or some_registers(), on any engine; it stands in the autumn of 2025.
class Office {
 public:
  using Principal = accounts::Principal;
  using Id = std::int64_t;
  static constexpr Id kEast = 1;
  static constexpr Id kWest = 2;

  explicit Office(test::Store store, std::optional<Registers> others = {}) : store_(store), others_(std::move(others)) {
    store_.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                    &work::migrations(), &migrations()});
    journal_.seal_with("a key");
    work_.keep_with(journal_);
    must_do(journal_.write([](journal::Transaction& transaction) -> Outcome<void> {
      for (const auto& [code, name] : {std::pair(test::kEast.code, "东区"), {test::kWest.code, "西区"}}) {
        DL_TRY(const auto id, test::put(transaction.sql(), {code, name}));
        transaction.record({.actor = "system:test", .verb = "agency.founded", .subject = fmt::format("agency:{}", id)});
      }
      return {};
    }));
    must(projection_.make_what_is_older(journal_));
  }

  /// Those of the program.
  static Registers load() { return must(Registers::load(lists(), laws())); }
  static void must_do(Outcome<void> done) {
    if (!done) throw std::runtime_error(describe(done.error()));
  }

  template <class F>
  auto read(F f) {
    return store_.database().read([&](db::Session& session) { return f(session); });
  }

  const Register& made(std::string_view code) const { return *must(registers_.find(code)); }

  /// An example of a register with other values, as people write them.
  Read words(std::string_view code, const std::string& like, const std::map<std::string, std::string>& but = {}) const {
    auto read = example(made(code), like);
    for (const auto& [field, text] : but) {
      const auto* found = made(code).find(field);
      auto value = parse_value(text, *found).value;
      read.record.at(found->place) = found->many ? Value(std::vector<Value>{value}) : value;
    }
    return read;
  }
  Read penalty(int number, const std::map<std::string, std::string>& but = {},
               const std::string& like = "a natural person") const {
    auto all = but;
    all.try_emplace("number", fmt::format("东城管罚决字〔2025〕{}号", number));
    return words("penalties", like, all);
  }
  Id entered(std::string_view code, const Read& read, Id agency = kEast) {
    return must(desk_.enter(code, agency, {read}, clerk_)).at(0);
  }
  Id published(std::string_view code, const Read& read, Id agency = kEast) {
    const auto id = entered(code, read, agency);
    publish(id);
    return id;
  }
  /// From words under way to the public, by whatever the register asks for.
  void publish(Id id) {
    if (made(row(id).code).publication.chain) {
      must_do(desk_.take(id, Step::Submit, "", clerk_));
      must_do(desk_.sign(id, "", {second_, {}}));
    }
    must_do(desk_.take(id, Step::Publish, "", second_));
  }

  Row row(Id id) {
    return must(read([&](db::Session& session) { return load_row(session, accounts::Scope::everywhere(), id); }));
  }
  std::vector<Entry> entries(Id id) {
    return must(read([&](db::Session& session) { return list_entries(session, id); }));
  }
  Words head(Id id) {
    return must(read([&](db::Session& session) -> Outcome<Words> {
      DL_TRY(const auto entry, load_entry(session, row_in(session, id).head));
      return read_content(entry.content, *must(registers_.find(entry.code)));
    }));
  }
  /// Field of what the public sees of a register, by its order.
  std::vector<std::string> listed(std::string_view code, std::string_view field, const Asked& asked = {},
                                  std::optional<accounts::Scope> office = {}) {
    std::vector<std::string> texts;
    std::optional<Behind> after;
    do {
      const auto page = must(read([&](db::Session& session) {
        return list_records(session, projection_, code, {office, today()}, asked, after, 2);
      }));
      const auto& found = *made(code).find(field);
      for (const auto& one : page.rows) texts.push_back(text_of(one.shown.at(found.place), found));
      after = page.next;
    } while (after);
    return texts;
  }
  std::map<std::string, std::int64_t> facet(std::string_view code, std::string_view field, const Asked& asked = {}) {
    const auto all = must(read([&](db::Session& session) {
      return count_facets(session, projection_, code, {{}, today()}, asked);
    }));
    std::map<std::string, std::int64_t> counts;
    for (const auto& one : all)
      if (one.field->code == field)
        for (const auto& [value, count] : one.values) counts[value] = count;
    return counts;
  }
  Date today() const { return clock_.now().date(); }
  static std::string key_of(const Outcome<void>& done) { return done ? "" : done.error().key; }

  test::EmptyDatabase store_;
  FixedClock clock_ = FixedClock(Instant::at(Date(2025, 10, 9), 9, 30));
  journal::Journal journal_ = journal::Journal(store_.database(), clock_);
  std::optional<Registers> others_;  ///< than those that tests share
  const Registers& registers_ = others_ ? *others_ : some_registers();
  Projection projection_ = Projection(registers_, store_.database().engine());
  work::OpenWork work_ = work::OpenWork({must(work_on_records()), must(work_on_imports())});
  accounts::SealingKey key_ = accounts::SealingKey::random();
  RecordDesk desk_ = RecordDesk(journal_, {registers_, projection_, laws(), key_});
  Principal clerk_ = Principal::machine("person:甲");
  Principal second_ = Principal::machine("person:乙");

 private:
  static Row row_in(db::Session& session, Id id) { return must(load_row(session, accounts::Scope::everywhere(), id)); }
};

class OfficeTest : public testing::TestWithParam<test::Store>, public Office {
 public:
  OfficeTest() : Office(GetParam()) {}
};

}  // namespace dl::records
