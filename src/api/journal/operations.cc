// The journal for those who watch: who did what, filtered; and whether its chain is whole.
#include "api/operations.h"
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/journal/views.h"

namespace dl::api {

namespace {

using accounts::Right;

struct JournalState {
  std::int64_t last_sequence = 0;
  std::string head = {};
  std::int64_t checked = 0;
  bool intact = false;  ///< as of checked_at
  std::optional<Instant> checked_at = {};
};
BOOST_DESCRIBE_STRUCT(JournalState, (), (last_sequence, head, checked, intact, checked_at))

Outcome<ListOf<EntryView>> list_entries(Call& call, const JournalQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  return call.api.read([&](db::Session& sql) -> Outcome<ListOf<EntryView>> {
    DL_TRY(const auto filter, filter_of(sql, call, query));
    DL_TRY(const auto entries, journal::browse(sql, filter, query.before, limit));
    ListOf<EntryView> list;
    DL_TRY(list.items, views_of(sql, call, entries));
    if (std::ssize(entries) == limit) list.next = fmt::format("{}", entries.back().sequence);
    return list;
  });
}

Outcome<JournalState> show_state(Call& call) {
  JournalState state;
  DL_TRY(const auto newest, call.api.read([](db::Session& sql) { return journal::browse(sql, {}, 0, 1); }));
  if (!newest.empty()) {
    state.last_sequence = newest.front().sequence;
    state.head = newest.front().hash;
  }
  Lock lock(call.api.check_mutex);
  if (const auto check = call.api.check) {
    state.checked = check->checked;
    state.intact = check->intact;
    state.checked_at = check->at;
  }
  return state;
}

// The whole chain is a minute's work on a large installation, so clicks do not add up: one at a time, and what was
// found within the last minute stands.
Outcome<JournalState> verify(Call& call) {
  constexpr std::int64_t kStandsMs = 60'000;
  const std::unique_lock turn(call.api.checking, std::try_to_lock);
  if (!turn.owns_lock()) return fail(Fault::Unavailable, "journal.checking");
  DL_TRY(const auto state, show_state(call));
  if (state.checked_at && call.api.around.real_now().milliseconds() - state.checked_at->milliseconds() < kStandsMs)
    return state;
  DL_TRY(const auto verdict, call.api.around.journal.verify());
  {
    Lock lock(call.api.check_mutex);
    call.api.check = JournalCheck{verdict.checked, verdict.intact, call.api.around.real_now()};
  }
  return show_state(call);
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/journal", "listEntries", "日志，新的在前", needs(Right::ReadJournal), by<list_entries>()},
    {Verb::Get, "/api/v1/journal/state", "showJournalState", "日志链的状态", needs(Right::ReadJournal),
     by<show_state>()},
    {Verb::Post, "/api/v1/journal/verification", "verifyJournal", "重新核对日志链", needs(Right::ManageAudit),
     by<verify>()},
};

}  // namespace

std::span<const Operation> journal_operations() { return kOperations; }

}  // namespace dl::api
