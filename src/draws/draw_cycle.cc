#include "draws/draw_cycle.h"

#include "draws/draw_store.h"

namespace dl::draws {

Outcome<void> check_seals(const Standing& standing) {
  if (standing.row.prepared_by == standing.actor) return fail(Fault::Conflict, "draw.own", standing.row.number);
  if (standing.row.reveal_from <= standing.now) return fail(Fault::Conflict, "draw.late", standing.row.number);
  return {};
}

Outcome<void> check_reveals(const Standing& standing) {
  if (standing.now < standing.row.reveal_from)
    return fail(Fault::Conflict, "draw.early", standing.row.reveal_from.text());
  return {};
}

constexpr accounts::Subject kDraw = {
    .prefix = "draw",
    .chinese = "随机抽取",
    .titles = [](db::Session& session, const accounts::Principal& who,
                 const auto& numbers) { return titles_of(session, who.scope(accounts::Right::ReadRecords), numbers); },
    .work = "/draws/{}",
};

}  // namespace dl::draws
