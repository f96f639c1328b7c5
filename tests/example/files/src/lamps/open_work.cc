#include "lamps/open_work.h"

#include "lamps/lamp_store.h"

namespace dl::lamps {
namespace {

constexpr std::array kKinds = {work::Kind{"lamp.check", "路灯待核实"}, work::Kind{"lamp.publish", "路灯待公布"},
                               work::Kind{"lamp.repair", "路灯待修复"}};

Outcome<std::vector<work::Item>> items_of(db::Session& session, std::int64_t id) {
  const auto lamp = load_lamp(session, accounts::Scope::everywhere(), id);
  if (!lamp && lamp.error().fault == Fault::NotFound) return std::vector<work::Item>();
  DL_CHECK(lamp);
  if (lamp->state == State::Repaired) return std::vector<work::Item>();
  work::Item item{.kind = std::string(kKinds.at(static_cast<std::size_t>(lamp->state)).name),
                  .needs = accounts::Right::KeepLamps,
                  .agency = lamp->agency,
                  .title = lamp->report.place,
                  .state = std::string(name_of(lamp->state)),
                  .actor = lamp->noted_by,
                  .since = lamp->changed_at};
  if (lamp->state == State::Noted) item.not_for = {lamp->noted_by};
  return std::vector{std::move(item)};
}

std::string_view chinese_of_stored(std::string_view name) {
  const auto state = find_named<State>(name);
  return state ? chinese_of(*state) : name;
}

}  // namespace

Outcome<work::Producer> work_on_lamps() {
  return work::Producer{.subject = &kLamp,
                        .kinds = kKinds,
                        .needs = {accounts::Right::KeepLamps},
                        .read = accounts::Right::ReadLamps,
                        .chinese_of_state = chinese_of_stored,
                        .items = items_of,
                        .subjects = waiting_behind,
                        .grounds = [](db::Session&) -> Outcome<std::string> { return std::string(); }};
}

}  // namespace dl::lamps
