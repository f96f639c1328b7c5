#include "journal/read_only.h"

#include "journal/events.h"

namespace dl::journal {
namespace {

// Events of the mode itself pass, or nobody could end it.
constexpr std::string_view kOwnVerbs = "installation.";

bool touches(const Feature& feature, const Event& event) {
  if (event.verb.starts_with(kOwnVerbs)) return false;
  return feature.verbs.empty() || std::any_of(feature.verbs.begin(), feature.verbs.end(),
                                              [&](auto verb) { return event.verb.starts_with(verb); });
}

Outcome<void> check_known(const Journal& journal, const std::string& feature) {
  if (find_feature(journal.features(), feature) == nullptr) return fail(Fault::Invalid, "read-only.feature", feature);
  return {};
}

Event event_of(EventKind kind, const std::string& feature, const std::string& reason, const std::string& actor) {
  Event event;
  event.actor = actor;
  event.verb = kind.verb;
  event.subject = "feature:" + feature;
  event.reason = reason;
  return event;
}

}  // namespace

const Feature* find_feature(std::span<const Feature> features, std::string_view name) {
  for (const auto& feature : features)
    if (feature.name == name) return &feature;
  return nullptr;
}

Outcome<std::vector<Closure>> list_closures(db::Session& session) {
  DL_TRY(auto rows, (session.query<std::string, std::string, std::string, Instant>(
                        "SELECT feature, reason, actor, since FROM closure ORDER BY feature")));
  std::vector<Closure> closures;
  for (auto& [feature, reason, actor, since] : rows)
    closures.push_back({std::move(feature), std::move(reason), std::move(actor), since});
  return closures;
}

Outcome<void> close_feature(Journal& journal, const std::string& feature, const std::string& reason,
                            const std::string& actor) {
  DL_CHECK(check_known(journal, feature));
  if (reason.empty()) return fail(Fault::Invalid, "read-only.reason", feature);
  return journal.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.sql().run(
        "INSERT INTO closure (feature, reason, actor, since) VALUES (:feature, :reason, :actor, :since) "
        "ON CONFLICT (feature) DO UPDATE SET reason = excluded.reason, actor = excluded.actor",
        feature, reason, actor, transaction.now()));
    transaction.record(event_of(event("installation.closed"), feature, reason, actor));
    return {};
  });
}

Outcome<void> open_feature(Journal& journal, const std::string& feature, const std::string& actor) {
  DL_CHECK(check_known(journal, feature));
  return journal.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto gone, transaction.sql().run("DELETE FROM closure WHERE feature = :feature", feature));
    if (gone == 0) return fail(Fault::NotFound, "read-only.open", feature);
    transaction.record(event_of(event("installation.opened"), feature, "", actor));
    return {};
  });
}

Outcome<std::vector<std::string>> closed_features(Journal& journal) {
  DL_TRY(auto closures, journal.database().read([](db::Session& session) { return list_closures(session); }));
  auto closed = journal.closed_here();
  for (auto& closure : closures)
    if (std::find(closed.begin(), closed.end(), closure.feature) == closed.end())
      closed.push_back(std::move(closure.feature));
  return closed;
}

Outcome<void> check_writable(Journal& journal) {
  DL_TRY(auto closed, closed_features(journal));
  if (std::find(closed.begin(), closed.end(), "all") == closed.end()) return {};
  return fail(Fault::Unavailable, "installation.read-only", "all");
}

Outcome<void> check_open(db::Session& session, const std::vector<Event>& events, std::span<const Feature> features,
                         const std::vector<std::string>& closed_here) {
  const auto check = [&](std::string_view name) -> Outcome<void> {
    const auto* feature = find_feature(features, name);
    if (feature == nullptr) return {};  // of a newer program
    for (const auto& event : events)
      if (touches(*feature, event))
        return fail(Fault::Unavailable, "installation.read-only", fmt::format("{}: {}", name, event.verb));
    return {};
  };
  for (const auto& name : closed_here) DL_CHECK(check(name));
  DL_TRY(auto rows, session.query<std::string>("SELECT feature FROM closure ORDER BY feature"));
  for (const auto& [name] : rows) DL_CHECK(check(name));
  return {};
}

}  // namespace dl::journal
