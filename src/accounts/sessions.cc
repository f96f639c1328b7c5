#include "accounts/sessions.h"

#include "accounts/account_store.h"
#include "accounts/events.h"
#include "accounts/lock_out.h"
#include "base/hash.h"
#include "base/log.h"

namespace dl::accounts {
namespace {

using Text = std::string;
using Id = std::int64_t;
using journal::Transaction;

constexpr std::size_t kTokenLength = 43;
constexpr std::int64_t kTouchEveryMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;

Instant later(Instant at, std::chrono::milliseconds by) { return Instant(at.milliseconds() + by.count()); }

journal::Event event_of(const Person& person, journal::EventKind kind, std::string reason = {}) {
  journal::Event event;
  event.actor = fmt::format("person:{}", person.id);
  event.verb = kind.verb;
  event.subject = fmt::format("person:{}", person.id);
  event.agency = person.agency;
  event.reason = std::move(reason);
  return event;
}

struct Stored {
  OpenSession session = {};
  Instant seen_at = {};
};

// Session, person, credential and grants from one snapshot.
Outcome<std::optional<Stored>> find_session(db::Session& sql, const std::string& digest, Instant now,
                                            const Policy& policy) {
  DL_TRY(
      auto row,
      (sql.find<Id, Instant, Instant, bool, Id, Text, Text, Id, Instant, bool, Instant, bool>(
          "SELECT open_session.id, began_at, seen_at, second_factor, person.id, login, name, agency, "
          "created_at, must_change, set_at, (SELECT count(*) FROM second_factor WHERE "
          "second_factor.person = person.id AND confirmed_at IS NOT NULL) FROM open_session JOIN person ON person.id = "
          "open_session.person JOIN credential ON credential.person = person.id "
          "WHERE digest = :digest AND person.state = 'Active'",
          digest)));
  if (!row) return std::nullopt;
  Stored stored;
  OpenSession& session = stored.session;
  Person& person = session.person;
  bool must_change = false;
  bool bound = false;
  Instant set_at;
  std::tie(session.id, session.began_at, stored.seen_at, session.second_factor, person.id, person.login, person.name,
           person.agency, person.created_at, must_change, set_at, bound) = std::move(*row);
  bool too_old = policy.password_days > 0 && now.milliseconds() - set_at.milliseconds() > policy.password_days * kDayMs;
  session.must_change_password = must_change || too_old;
  DL_TRY(person.grants, load_grants(sql, person.id));
  session.must_bind_factor = !bound && demands_second_factor(policy, person.grants);
  bool owes = session.must_change_password || session.must_bind_factor;
  auto grants = owes ? std::vector<Grant>() : person.grants;
  DL_TRY(auto below, load_below(sql, grants));
  session.principal = Principal::of_person(person.id, person.name, person.agency, grants, below);
  return stored;
}

}  // namespace

std::string digest_of_token(std::string_view token) { return sha256_hex(token); }

Outcome<OpenSession> Sessions::load(std::string_view token) {
  if (token.size() != kTokenLength) return fail(Fault::Unauthorized, "session.none");
  Instant now = journal_.clock().now();
  DL_TRY(auto stored, journal_.database().read([&](db::Session& session) {
    return find_session(session, digest_of_token(token), now, policy_);
  }));
  if (!stored) return fail(Fault::Unauthorized, "session.none");
  OpenSession& session = stored->session;
  Instant longest = later(session.began_at, policy_.session_longest);
  if (is_outlived(session.began_at, now, policy_.session_longest) ||
      is_outlived(stored->seen_at, now, policy_.session_idle))
    return fail(Fault::Unauthorized, "session.expired");
  session.ends_at = std::min(longest, later(now, policy_.session_idle));
  if (now.milliseconds() - stored->seen_at.milliseconds() >= kTouchEveryMs) {
    auto touched = journal_.keep([&](Transaction& transaction) -> Outcome<void> {
      DL_CHECK(transaction.sql().run("UPDATE open_session SET seen_at = :now WHERE id = :id", now, session.id));
      return {};
    });
    // Reading goes on when nothing can be written; the session then ends by its idle limit.
    if (!touched) log::failure("session.touch", touched.error());
  }
  return std::move(session);
}

Outcome<void> Sessions::end(const OpenSession& session) {
  return journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto ended, transaction.sql().run("DELETE FROM open_session WHERE id = :id", session.id));
    if (ended > 0) transaction.record(event_of(session.person, event("account.signed-out")));
    return {};
  });
}

Outcome<std::vector<SessionLine>> Sessions::list(const OpenSession& session) {
  Instant now = journal_.clock().now();
  DL_TRY(auto rows, journal_.database().read([&](db::Session& sql) {
    return sql.query<Id, Instant, Instant, Text, Text>(
        "SELECT id, began_at, seen_at, network, agent FROM open_session WHERE person = :person AND seen_at > :idle "
        "AND began_at > :longest ORDER BY id DESC",
        session.person.id, later(now, -policy_.session_idle), later(now, -policy_.session_longest));
  }));
  std::vector<SessionLine> lines;
  for (auto& [id, began_at, seen_at, network, agent] : rows)
    lines.push_back({id, began_at, seen_at, std::move(network), std::move(agent)});
  return lines;
}

Outcome<void> Sessions::end_other(const OpenSession& session, std::int64_t other) {
  return journal_.keep([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto ended,
           transaction.sql().run("DELETE FROM open_session WHERE id = :id AND id <> :own AND person = :person", other,
                                 session.id, session.person.id));
    if (ended == 0) return fail(Fault::NotFound, "session.other", fmt::format("{}", other));
    transaction.record(event_of(session.person, event("account.sessions-ended"), fmt::format("{}", ended)));
    return {};
  });
}

Outcome<std::int64_t> Sessions::end_others(const OpenSession& session) {
  return journal_.keep([&](Transaction& transaction) -> Outcome<std::int64_t> {
    DL_TRY(auto ended, end_sessions(transaction.sql(), session.person.id, session.id));
    if (ended > 0)
      transaction.record(event_of(session.person, event("account.sessions-ended"), fmt::format("{}", ended)));
    return ended;
  });
}

}  // namespace dl::accounts
