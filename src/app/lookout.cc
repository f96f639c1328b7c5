#include "app/lookout.h"

#include "base/log.h"
#include "journal/read_only.h"

namespace dl::app {
namespace {

constexpr std::chrono::seconds kPause{1};
// Looks are this late only when one hangs: a database that does not answer is given up sooner (db::Limits::connect).
constexpr std::chrono::seconds kTooOld{10};

std::chrono::milliseconds age_of(std::chrono::steady_clock::time_point at) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - at);
}

}  // namespace

Lookout::Lookout(journal::Journal& journal) : journal_(journal) {
  look();
  ticker_.emplace(kPause, [this] { look(); });
}

void Lookout::look() {
  auto closed = journal::closed_features(journal_);
  Seen now{.at = std::chrono::steady_clock::now()};
  if (!closed) now.problem = closed.error().key;
  now.closed = closed ? closed->size() : seen().closed;
  std::string before;
  {
    Lock lock(mutex_);
    before = std::exchange(seen_, now).problem;
  }
  if (before.empty() && !closed) log::failure("database.lost", closed.error());
  if (!before.empty() && closed) log::info("database.back");
}

Lookout::Seen Lookout::seen() const {
  Lock lock(mutex_);
  return seen_;
}

web::Readiness Lookout::readiness() const {
  const auto last = seen();
  const auto age = age_of(last.at);
  const auto when = fmt::format("database seen {:.1f} s ago", std::chrono::duration<double>(age).count());
  if (!last.problem.empty()) return {.ready = false, .says = fmt::format("{}, {}", last.problem, when)};
  if (age > kTooOld) return {.ready = false, .says = fmt::format("db.silent, {}", when)};
  return {.ready = true, .says = fmt::format("ready, {}", when)};
}

std::size_t Lookout::closed_features() const { return seen().closed; }

std::chrono::milliseconds Lookout::age() const { return age_of(seen().at); }

}  // namespace dl::app
