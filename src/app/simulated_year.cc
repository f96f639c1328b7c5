#include "app/simulated_year.h"

#include "agencies/holidays.h"
#include "app/simulation_office.h"
#include "matters/matter_store.h"
#include "requests/procedure.h"
#include "requests/table3_store.h"

namespace dl::app {
namespace {

using requests::Decision;

constexpr int kPage = 500;  ///< matters

/// The next act of a request; of two at one moment the one that was planned first.
struct NextAct {
  Instant at = {};
  std::size_t order = 0;
  std::size_t request = 0;

  friend bool operator>(const NextAct& a, const NextAct& b) {
    return std::tie(a.at, a.order) > std::tie(b.at, b.order);
  }
};

/// Hands the requests of an agency that have not ended to `take`, a page at a time.
template <class Take>
Outcome<void> walk_open(db::Session& session, std::int64_t agency, Take take) {
  const matters::Wanted wanted{.kind = std::string(requests::kKind), .agency = agency};
  const auto everywhere = matters::Sight::everywhere();
  return db::walk(
      [&](const std::optional<db::Key>& after) {
        return matters::list_matters(session, everywhere, wanted, after, kPage);
      },
      [&](std::vector<matters::Matter> page) {
        std::erase_if(page, [](const matters::Matter& one) { return one.phase == matters::Phase::Ended; });
        return take(page);
      });
}

class Year {
 public:
  Year(DemoPast& past, const Planner& planner, SimulationClerks& clerks, const Calendar& calendar,
       const SimulationWish& wish)
      : past_(past),
        planner_(planner),
        clerks_(clerks),
        calendar_(calendar),
        end_(end_of_year(wish.year)),
        arrivals_(planner.arrivals(wish.requests, calendar)) {}

  /// Goes on with what the year before has left.
  Outcome<void> take_over(db::Session& session, std::int64_t agency);
  Outcome<void> play(const std::function<void(std::size_t)>& progress);
  const SimulatedOutcome& came_of_it() const { return outcome_; }

 private:
  /// Does the next act; whether there was one.
  Outcome<bool> act(db::Session& session);
  /// Those that have come until the next act.
  void receive();
  void enter(SimulatedRequest request, Instant at);
  void put(Instant at, std::size_t request) { queue_.push({std::max(at, past_.now()), order_++, request}); }
  /// Who asks again for what nobody was answered yet comes later, or in December asks for something else.
  bool put_off(SimulatedRequest& request, const NextAct& next);

  DemoPast& past_;
  const Planner& planner_;
  SimulationClerks& clerks_;
  const Calendar& calendar_;
  Instant end_;
  std::vector<Instant> arrivals_;
  std::size_t arrived_ = 0;
  std::size_t order_ = 0;
  std::size_t entered_ = 0;
  std::priority_queue<NextAct, std::vector<NextAct>, std::greater<>> queue_ = {};
  std::unordered_map<std::size_t, SimulatedRequest> open_ = {};  ///< those that are not over
  SimulatedOutcome outcome_ = {};
};

void Year::enter(SimulatedRequest request, Instant at) {
  open_.emplace(entered_, std::move(request));
  put(at, entered_++);
}

void Year::receive() {
  while (arrived_ < arrivals_.size() && (queue_.empty() || arrivals_[arrived_] <= queue_.top().at)) {
    SimulatedRequest request{.plan = planner_.plan(arrived_)};
    const auto at = moment_of_filing(request.plan, arrivals_[arrived_++], calendar_);
    enter(std::move(request), at);
  }
}

Outcome<void> Year::take_over(db::Session& session, std::int64_t agency) {
  return walk_open(session, agency, [&](const std::vector<matters::Matter>& open) -> Outcome<void> {
    for (const auto& matter : open) {
      DL_TRY(const auto request, requests::load_request(session, matter.id));
      SimulatedRequest left{.plan = planner_.left_over(matter, request.purpose), .id = matter.id};
      if (left.over()) continue;
      const auto at = moment_of(left.stage(), past_.now(), calendar_);
      enter(std::move(left), at);
    }
    return {};
  });
}

bool Year::put_off(SimulatedRequest& request, const NextAct& next) {
  if (!clerks_.waits(request)) return false;
  if (next.at.date().month() == 12) {
    request.plan.decision = Decision::NotOurs;
    return false;
  }
  put(Instant(next.at.milliseconds() + std::int64_t{48} * 3'600'000), next.request);
  return true;
}

Outcome<bool> Year::act(db::Session& session) {
  receive();
  if (queue_.empty() || queue_.top().at >= end_) return false;
  const auto next = queue_.top();
  queue_.pop();
  auto& request = open_.at(next.request);
  if (put_off(request, next)) return true;
  past_.advance_to(next.at);
  const bool files = request.id == 0;
  std::vector<SimulatedRequest> born;
  if (auto done = clerks_.act(session, request, born); !done) {
    auto error = done.error();
    const auto& stage = request.plan.script.at(request.next - 1);
    error.detail = fmt::format("{} #{} {}/{}: {}", next.at.text(), request.plan.number, static_cast<int>(stage.deed),
                               name_of(stage.step), error.detail);
    return Failure(std::move(error));
  }
  ++outcome_.acts;
  outcome_.filed += files ? 1 : 0;
  outcome_.parts += born.size();
  if (request.over())
    open_.erase(next.request);
  else
    put(moment_of(request.stage(), next.at, calendar_), next.request);
  for (auto& part : born) {
    const auto at = moment_of(part.stage(), next.at, calendar_);
    enter(std::move(part), at);
  }
  return true;
}

Outcome<void> Year::play(const std::function<void(std::size_t)>& progress) {
  for (bool more = true; more;) {
    DL_CHECK(past_.journal().together([&](db::Session& session) -> Outcome<void> {
      for (std::size_t i = 0; more && i < kActsTogether; ++i) {
        DL_TRY(more, act(session));
      }
      return {};
    }));
    progress(outcome_.filed);
  }
  return {};
}

Outcome<void> check_wish(const SimulationWish& wish) {
  if (wish.requests == 0) return fail(Fault::Invalid, "simulation.requests");
  if (wish.year < kFirstSimulatedYear || wish.year > 9998) return fail(Fault::Invalid, "simulation.year");
  return {};
}

/// A year that was played, or begun, is not played over: what it has would come before what was done already.
Outcome<void> check_unplayed(db::Session& session, std::int64_t agency, int year) {
  const matters::Wanted wanted{
      .kind = std::string(requests::kKind), .agency = agency, .received_from = Date(year, 1, 1)};
  DL_TRY(const auto page, matters::list_matters(session, matters::Sight::everywhere(), wanted, {}, 1));
  if (page.items.empty()) return {};
  return fail(Fault::Conflict, "simulation.played", page.items.front().number);
}

/// Counts the year as table 3 does, and what was late.
Outcome<void> count(db::Session& session, const matters::Times& times, int year, SimulatedOutcome& outcome) {
  const Date until(year, 12, 31);
  DL_TRY(const auto slices,
         requests::load_slices(session, accounts::Scope::of({outcome.agency}), Date(year, 1, 1), until));
  outcome.table = requests::numbers_of(slices);
  for (const auto& slice : slices) outcome.late += static_cast<std::size_t>(slice.late);
  return walk_open(session, outcome.agency, [&](const std::vector<matters::Matter>& open) -> Outcome<void> {
    DL_TRY(const auto cases, matters::load_cases(session, open));
    for (const auto& one : cases) {
      DL_TRY(const auto clock, requests::answer_clock(one, times));
      outcome.overdue += clock && clock->pending() && clock->missed(until) ? 1 : 0;
    }
    return {};
  });
}

}  // namespace

Instant end_of_year(int year) { return Instant(Instant::at(Date(year + 1, 1, 1)).milliseconds() - 1'000); }

Outcome<SimulatedOutcome> play_year(Installation& installation, const SimulationWish& wish,
                                    const std::function<void(std::size_t)>& progress) {
  const db::Working working(db::Work::Upkeep);
  DL_CHECK(check_wish(wish));
  DL_TRY(const auto data, SimulationData::load());
  auto& database = installation.database();
  agencies::CalendarHolder holder;
  DL_CHECK(holder.start(database));
  const auto calendar = holder.current();
  if (wish.year > calendar->last_year())
    return fail(Fault::Conflict, "simulation.no-calendar", std::to_string(wish.year));
  DL_TRY(const auto place, place_of_simulation(installation, wish.agency));
  DL_CHECK(database.read([&](db::Session& session) { return check_unplayed(session, place.agency, wish.year); }));

  DL_TRY(auto office, make_office(installation, data, wish.agency));
  DemoPast past(installation, wish.from.value_or(Instant::at(Date(wish.year, 1, 1))));
  office.calendar = calendar;
  const Planner planner(data, wish.seed, wish.year);
  DL_TRY(const auto clerks, SimulationClerks::open(installation, past, planner, std::move(office)));
  DL_CHECK(clerks->name_bodies(database, data.bodies));
  Year year(past, planner, *clerks, *calendar, wish);
  DL_CHECK(database.read([&](db::Session& session) { return year.take_over(session, place.agency); }));
  DL_CHECK(year.play(progress));

  auto outcome = year.came_of_it();
  outcome.agency = place.agency;
  DL_TRY(const auto carried, records::carried());
  DL_CHECK(database.read([&](db::Session& session) {
    return count(session, {carried->laws, *calendar}, wish.year, outcome);
  }));
  return outcome;
}

}  // namespace dl::app
