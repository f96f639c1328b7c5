#include "api/journal/views.h"

#include "api/accounts/people_views.h"
#include "api/domains.h"
#include "journal/read_only.h"
#include "journal/simulation.h"

namespace dl::api {

namespace {

using accounts::Right;

using Names = std::map<std::string, std::string>;

// What can be closed and what can be exported are no things with numbers.
std::string name_of(const Call& call, const std::string& subject) {
  constexpr std::string_view kFeature = "feature:";
  if (subject == journal::kSimulatedClock) return "模拟时间";
  if (subject == "export:documents") return "信息清单";
  if (subject == "export:journal") return "操作日志";
  if (subject == "export:records") return "登记清单";
  if (subject == "export:differences") return "与清单不一致的地方";
  if (subject == "export:counterpart") return "清单的公开情况";
  if (!subject.starts_with(kFeature)) return {};
  const auto* feature = journal::find_feature(call.api.around.journal.features(), subject.substr(kFeature.size()));
  return feature == nullptr ? std::string() : std::string(feature->chinese);
}

/// What subjects and actors are called.
struct Titles {
  Names subjects = {};
  Names actors = {};

  static std::string in(const Names& names, const std::string& text) {
    auto found = names.find(text);
    return found == names.end() ? std::string() : found->second;
  }
};

Outcome<Titles> load_titles(db::Session& sql, const Call& call, const std::vector<journal::Entry>& entries) {
  std::vector<std::string> actors;
  std::vector<std::string> subjects;
  for (const auto& entry : entries) {
    actors.push_back(entry.event.actor);
    subjects.push_back(entry.event.subject);
  }
  Titles titles;
  DL_TRY(titles.actors, accounts::names_of(sql, actors));
  DL_TRY(titles.subjects, titles_of(sql, call.who, subjects));
  for (const auto& subject : subjects)
    if (auto name = name_of(call, subject); !name.empty()) titles.subjects[subject] = name;
  return titles;
}

// "document:12" as 信息 12 号; what has no word is shown as it is.
std::string spoken(const std::string& subject) {
  const auto* kind = find_subject(subject);
  const auto number = kind == nullptr ? 0 : accounts::number_of(*kind, subject);
  return number == 0 ? subject : fmt::format("{} {} 号", kind->chinese, number);
}

EntryView view_of(const journal::Entry& entry, const Titles& titles, const agencies::Directory& directory) {
  const auto& event = entry.event;
  auto title = Titles::in(titles.subjects, event.subject);
  return {.sequence = entry.sequence,
          .at = entry.at,
          .actor = event.actor,
          .actor_name = Titles::in(titles.actors, event.actor),
          .verb = event.verb,
          .verb_name = std::string(chinese_of_verb(event.verb)),
          .subject = event.subject,
          .subject_title = title.empty() ? spoken(event.subject) : title,
          .work_address = work_address(event.subject),
          .agency = event.agency,
          .agency_name = agency_name(directory, event.agency),
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

Outcome<journal::BrowseFilter> filter_of(db::Session& sql, const Call& call, const JournalFilter& asked) {
  journal::BrowseFilter filter{.agency = asked.agency, .verb = asked.verb, .subject = asked.subject};
  DL_TRY(filter.actor, actor_called(sql, asked.actor));
  const auto& scope = call.who.scope(Right::ReadJournal);
  if (!scope.all) filter.agencies = scope.agencies;
  if (asked.from) filter.from = Instant::at(*asked.from);
  if (asked.to) filter.until = Instant::at(asked.to->plus_days(1));
  return filter;
}

Outcome<std::vector<EntryView>> views_of(db::Session& sql, const Call& call,
                                         const std::vector<journal::Entry>& entries) {
  DL_TRY(const auto titles, load_titles(sql, call, entries));
  const auto directory = call.api.around.directory.current();
  std::vector<EntryView> views;
  views.reserve(entries.size());
  for (const auto& entry : entries) views.push_back(view_of(entry, titles, *directory));
  return views;
}

}  // namespace dl::api
