// An agency whose answers are attacked, in the spring of 2026, for the tests of this module: errands stand in for
// requests, of which it knows the name of their kind alone. People have every right.
#pragma once

#include "appeals/appeal_desk.h"
#include "appeals/table4.h"
#include "matters/matters_fixture.h"

namespace dl::appeals {

using test::field_of_error;
using test::key_of;
using test::must;
namespace errand = matters::errand;

class Office {
 public:
  using Input = matters::Input;
  using Principal = accounts::Principal;

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

  static std::span<const matters::Kind> kinds() {
    static const auto all = [] {
      auto attacked = matters::kind_of<errand::Procedure>();
      attacked.name = kAttacked;
      attacked.chain = {};
      return std::array{attacked, review_kind(), suit_kind()};
    }();
    return all;
  }
  static const periods::Laws& laws() { return matters::AgencyFixture::laws(); }
  static work::Seat seat(std::string_view who = "甲") { return matters::AgencyFixture::seat(who); }

  /// Its number; answered on the day, or in hand since then.
  std::string request(bool answered, Date on = Date(2026, 3, 2)) {
    matters::NewMatter asked{.kind = std::string(kAttacked), .place = place_, .title = "道路养护预算", .on = on};
    if (answered) {
      asked.earlier = {{.verb = "errand.answered", .on = on}};
      asked.state = "Answered";
    }
    return must(matters_.open(asked, "public:online")).number;
  }
  NewAppeal papers(const std::string& request) const {
    return {.request = request, .body = "清州市人民政府", .received_on = today()};
  }
  Outcome<matters::Opened> open(const matters::Kind& kind, const NewAppeal& asked) {
    return desk_.open(kind, place_, asked, today(), seat().self);
  }
  std::int64_t review(const std::string& request) { return must(open(review_kind(), papers(request))).id; }
  std::int64_t suit(const std::string& request) { return must(open(suit_kind(), papers(request))).id; }
  Outcome<matters::Matter> take(std::int64_t id, std::string_view step, const Input& input = {}) {
    return matters_.take(id, step, input, 0, seat());
  }
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
  Appeal appeal(std::int64_t id) {
    return must(read([&](db::Session& session) { return load_appeal(session, id); }));
  }
  std::vector<work::Item> waiting(std::int64_t id) {
    return must(read([&](db::Session& session) { return work::kept_items(session, matters::subject_of(id)); }));
  }
  Date today() const { return clock_.now().date(); }
  void go_to(Date day) { clock_.set(Instant::at(day, 9, 30)); }

 protected:
  test::EmptyDatabase store_;
  FixedClock clock_ = FixedClock(Instant::at(Date(2026, 4, 1), 9, 30));
  journal::Journal journal_ = journal::Journal(store_.database(), clock_);
  matters::Place place_ = {.code = std::string(test::kEast.code), .name = "东区"};
  work::OpenWork work_ = work::OpenWork({must(matters::work_on_matters(matters::AgencyFixture::kSubject, kinds()))});
  accounts::SealingKey key_ = accounts::SealingKey::random();
  std::map<std::string, work::Chain, std::less<>> chains_ = {};
  matters::MatterDesk matters_ = matters::MatterDesk(
      journal_,
      {.kinds = kinds(),
       .laws = laws(),
       .key = key_,
       .chains = chains_,
       .follow = {{std::string(ReviewProcedure::kName), follow}, {std::string(SuitProcedure::kName), follow}}});
  AppealDesk desk_ = AppealDesk(journal_, matters_);
};

}  // namespace dl::appeals
