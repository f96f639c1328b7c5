#include "api/journal/views.h"

#include "api/accounts/people_views.h"
#include "api/journal/words.h"
#include "journal/read_only.h"
#include "publications/figures.h"

namespace dl::api {

namespace {

using accounts::Right;

std::int64_t number_after(std::string_view subject, std::string_view kind) {
  if (!subject.starts_with(kind)) return 0;
  return read_after(std::string(subject.substr(kind.size()))).value_or(0);
}

const journal::Feature* feature_of(std::string_view subject) {
  constexpr std::string_view kFeature = "feature:";
  return subject.starts_with(kFeature) ? journal::find_feature(subject.substr(kFeature.size())) : nullptr;
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
    if (const auto* feature = feature_of(subject)) return std::string(feature->chinese);
    if (subject == "export:documents") return "信息清单";
    if (subject == "export:journal") return "操作日志";
    return {};
  }
};

Outcome<Titles> load_titles(db::Session& sql, const Call& call, const std::vector<journal::Entry>& entries) {
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

EntryView view_of(const journal::Entry& entry, const Titles& titles) {
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

}  // namespace

Outcome<journal::BrowseFilter> filter_of(db::Session& sql, const Call& call, const JournalQuery& query) {
  journal::BrowseFilter filter{.agency = query.agency, .verb = query.verb, .subject = query.subject};
  DL_TRY(filter.actor, actor_called(sql, query.actor));
  const auto& scope = call.who.scope(Right::ReadJournal);
  if (!scope.all) filter.agencies = scope.agencies;
  if (query.from) filter.from = Instant::at(*query.from);
  if (query.to) filter.until = Instant::at(query.to->plus_days(1));
  return filter;
}

Outcome<std::vector<EntryView>> views_of(db::Session& sql, const Call& call,
                                         const std::vector<journal::Entry>& entries) {
  DL_TRY(const auto titles, load_titles(sql, call, entries));
  std::vector<EntryView> views;
  views.reserve(entries.size());
  for (const auto& entry : entries) views.push_back(view_of(entry, titles));
  return views;
}

}  // namespace dl::api
