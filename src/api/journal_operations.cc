// The journal for those who watch: who did what, filtered; and whether its chain is whole.
#include "api/api.h"
#include "api/journal_words.h"
#include "api/operations.h"
#include "api/people_views.h"
#include "journal/browse.h"
#include "publications/figures.h"

namespace dl::api {

namespace {

using accounts::Right;
using journal::Entry;

struct JournalQuery {
  std::int64_t agency = 0;
  std::string actor = {};
  std::string verb = {};
  std::string subject = {};
  std::optional<Date> from = {};
  std::optional<Date> to = {};
  int limit = 50;
  std::int64_t before = 0;
};
BOOST_DESCRIBE_STRUCT(JournalQuery, (), (agency, actor, verb, subject, from, to, limit, before))

struct EntryView {
  std::int64_t sequence = 0;
  Instant at = {};
  std::string actor = {};
  std::string actor_name = {};
  std::string verb = {};
  std::string verb_name = {};
  std::string subject = {};
  std::string subject_title = {};
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string reason = {};
  std::string hash = {};
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (sequence, at, actor, actor_name, verb, verb_name, subject, subject_title, agency, agency_name,
                       reason, hash))

struct EntryList {
  std::vector<EntryView> items = {};
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(EntryList, (), (items, next))

struct JournalState {
  std::int64_t last_sequence = 0;
  std::string head = {};
  std::int64_t checked = 0;
  bool intact = false;  ///< as of checked_at
  std::optional<Instant> checked_at = {};
};
BOOST_DESCRIBE_STRUCT(JournalState, (), (last_sequence, head, checked, intact, checked_at))

std::int64_t number_after(std::string_view subject, std::string_view kind) {
  if (!subject.starts_with(kind)) return 0;
  return read_after(std::string(subject.substr(kind.size()))).value_or(0);
}

/// What subjects and actors are called.
struct Titles {
  std::map<std::int64_t, std::string> documents = {};
  std::map<std::string, std::string> people = {};
  std::shared_ptr<const agencies::Directory> directory = {};

  std::string of(const std::string& subject) const {
    if (auto found = documents.find(number_after(subject, "document:")); found != documents.end()) return found->second;
    if (auto found = people.find(subject); found != people.end()) return found->second;
    if (const auto* agency = directory->agency(number_after(subject, "agency:"))) return agency->name;
    if (const auto* site = directory->site(number_after(subject, "site:"))) return site->name;
    if (const auto* column = directory->column(number_after(subject, "column:"))) return column->name;
    return {};
  }
};

Outcome<Titles> load_titles(db::Session& sql, const Call& call, const std::vector<Entry>& entries) {
  std::vector<std::int64_t> documents;
  std::vector<std::string> people;
  for (const auto& entry : entries) {
    people.push_back(entry.event.actor);
    if (auto id = number_after(entry.event.subject, "document:"); id > 0) documents.push_back(id);
    if (entry.event.subject.starts_with("person:") || entry.event.subject.starts_with("key:"))
      people.push_back(entry.event.subject);
  }
  Titles titles;
  DL_TRY(titles.documents, publications::titles_of(sql, call.who.scope(Right::ReadWork), documents));
  DL_TRY(titles.people, accounts::names_of(sql, people));
  titles.directory = call.api.around.directory.current();
  return titles;
}

EntryView view_of(const Entry& entry, const Titles& titles) {
  const auto& event = entry.event;
  auto actor = titles.people.find(event.actor);
  return {.sequence = entry.sequence,
          .at = entry.at,
          .actor = event.actor,
          .actor_name = actor == titles.people.end() ? event.actor : actor->second,
          .verb = event.verb,
          .verb_name = std::string(chinese_of_verb(event.verb)),
          .subject = event.subject,
          .subject_title = titles.of(event.subject),
          .agency = event.agency,
          .agency_name = agency_name(*titles.directory, event.agency),
          .reason = event.reason,
          .hash = entry.hash};
}

// "person:12" as it is; else the person who is called so, by account or name.
Outcome<std::string> actor_called(db::Session& sql, const std::string& text) {
  if (text.empty() || text.find(':') != std::string::npos) return text;
  DL_TRY(const auto people, accounts::list_people(sql, accounts::Scope::everywhere(), {0, text}, 0, 50));
  for (const auto& line : people)
    if (line.person.login == text || line.person.name == text) return fmt::format("person:{}", line.person.id);
  return text;
}

Outcome<EntryList> list_entries(Call& call, const JournalQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  journal::BrowseFilter filter{
      .agency = query.agency, .actor = query.actor, .verb = query.verb, .subject = query.subject};
  const auto& scope = call.who.scope(Right::ReadJournal);
  if (!scope.all) filter.agencies = scope.agencies;
  if (query.from) filter.from = Instant::at(*query.from);
  if (query.to) filter.until = Instant::at(query.to->plus_days(1));
  return call.api.read([&](db::Session& sql) -> Outcome<EntryList> {
    DL_TRY(filter.actor, actor_called(sql, query.actor));
    DL_TRY(const auto entries, journal::browse(sql, filter, query.before, limit));
    DL_TRY(const auto titles, load_titles(sql, call, entries));
    EntryList list;
    for (const auto& entry : entries) list.items.push_back(view_of(entry, titles));
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
  std::scoped_lock lock(call.api.check_mutex);
  if (const auto& check = call.api.check) {
    state.checked = check->checked;
    state.intact = check->intact;
    state.checked_at = check->at;
  }
  return state;
}

Outcome<JournalState> verify(Call& call) {
  DL_TRY(const auto verdict, call.api.around.journal.verify());
  {
    std::scoped_lock lock(call.api.check_mutex);
    call.api.check = JournalCheck{verdict.checked, verdict.intact, call.api.around.clock.now()};
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
