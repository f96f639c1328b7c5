#include "lamps/lamp.h"

#include "lamps/lamp_store.h"

namespace dl::lamps {

Outcome<void> check_other(const Standing& standing) {
  if (standing.lamp.noted_by == standing.actor) return fail(Fault::Forbidden, "lamp.own-check", standing.actor);
  return {};
}

constexpr accounts::Subject kLamp = {
    .prefix = "lamp",
    .chinese = "路灯报修",
    .titles = [](db::Session& session, const accounts::Principal& who,
                 const auto& numbers) { return titles_of(session, who.scope(accounts::Right::ReadLamps), numbers); },
    .work = "/lamps/{}",
    .page = "/lamps/{}",
};

}  // namespace dl::lamps
