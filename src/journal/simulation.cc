#include "journal/simulation.h"

#include "journal/events.h"

namespace dl::journal {
namespace {

Event event_of(EventKind kind, const std::string& actor, std::string reason) {
  Event event;
  event.actor = actor;
  event.verb = kind.verb;
  event.subject = kSimulatedClock;
  event.reason = std::move(reason);
  return event;
}

Outcome<Instant> newest_entry(db::Session& session) {
  DL_TRY(const auto newest, session.value<std::optional<Instant>>("SELECT max(at) FROM journal"));
  return newest.value_or(Instant());
}

}  // namespace

Outcome<std::optional<std::int64_t>> find_simulation(db::Session& session) {
  DL_TRY(const auto row, session.find<std::int64_t>("SELECT offset_ms FROM simulation WHERE id = 1"));
  if (!row) return std::optional<std::int64_t>();
  return std::optional(std::get<0>(*row));
}

Outcome<void> check_nothing_written(db::Session& session) {
  DL_TRY(const auto entries, session.value<std::int64_t>("SELECT sequence FROM journal_head WHERE id = 1"));
  return entries > 0 ? fail(Fault::Conflict, "simulation.real") : Outcome<void>();
}

Outcome<void> begin_simulation(Journal& journal, std::int64_t offset_ms) {
  return journal.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.keep_others_out());
    auto& session = transaction.sql();
    DL_CHECK(check_nothing_written(session));
    DL_CHECK(session.run("INSERT INTO simulation (id, offset_ms) VALUES (1, :offset)", offset_ms));
    transaction.record(event_of(event("simulation.begun"), "system:administrator", transaction.now().text()));
    return {};
  });
}

Outcome<std::int64_t> set_simulated_clock(Journal& journal, const Clock& real, Instant at, const std::string& actor) {
  return journal.write([&](Transaction& transaction) -> Outcome<std::int64_t> {
    auto& session = transaction.sql();
    DL_CHECK(transaction.keep_others_out());
    DL_TRY(const auto before, find_simulation(session));
    if (!before) return fail(Fault::Conflict, "simulation.real");
    DL_TRY(const auto newest, newest_entry(session));
    if (at < newest) return fail(Fault::Conflict, "clock.backwards", newest.text_with_seconds());
    const auto now = real.now().milliseconds();
    const auto offset = at.milliseconds() - now;
    DL_CHECK(session.run("UPDATE simulation SET offset_ms = :offset WHERE id = 1", offset));
    transaction.happened(at);
    transaction.record(event_of(event("simulation.clock-set"), actor,
                                fmt::format("由 {} 调到 {}", Instant(now + *before).text(), at.text())));
    return offset;
  });
}

}  // namespace dl::journal
