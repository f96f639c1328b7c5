#include "publications/finding_store.h"

#include <map>

namespace dl::publications {

Outcome<std::vector<Finding>> list_findings(db::Session& session, std::int64_t edition) {
  using Text = std::string;
  DL_TRY(auto rows,
         (session.query<Text, Text, Text, std::optional<int>, Text, Text, Instant, Text, Text, std::optional<Instant>,
                        Text>("SELECT digest, kind, place, block, excerpt, message, found_at, answer, answered_by, "
                              "answered_at, reason FROM finding WHERE edition = :edition",
                              edition)));
  std::vector<Finding> findings;
  for (auto& [digest, kind, place, block, excerpt, message, found_at, answer, by, at, reason] : rows)
    findings.push_back(
        {{std::move(kind), std::move(digest), std::move(place), block, std::move(excerpt), std::move(message)},
         found_at,
         find_named<Answer>(answer).value_or(Answer::Open),
         std::move(by),
         at,
         std::move(reason)});
  return findings;
}

Outcome<std::vector<Finding>> load_findings(db::Session& session, const Edition& edition,
                                            const agencies::Directory& directory, Instant now) {
  DL_TRY(const auto kept, list_findings(session, edition.id));
  return survey(edition, kept, public_numbers(directory), now);
}

Outcome<void> keep_findings(db::Session& session, std::int64_t edition, const std::vector<Finding>& before,
                            const std::vector<Finding>& now) {
  std::map<std::string_view, const Finding*> gone;
  for (const auto& one : before) gone.emplace(one.what.digest, &one);
  std::vector<const Finding*> changed;
  for (const auto& one : now) {
    const auto same = gone.find(one.what.digest);
    const bool is_kept = same != gone.end() && *same->second == one;
    if (is_kept)
      gone.erase(same);
    else
      changed.push_back(&one);
  }
  for (const auto& [digest, one] : gone)
    DL_CHECK(
        session.run("DELETE FROM finding WHERE edition = :edition AND digest = :digest", edition, one->what.digest));
  for (const auto* one : changed)
    DL_CHECK(session.run(
        "INSERT INTO finding (edition, digest, kind, place, block, excerpt, message, found_at, answer, answered_by, "
        "answered_at, reason) VALUES (:edition, :digest, :kind, :place, :block, :excerpt, :message, :found_at, "
        ":answer, :by, :at, :reason)",
        edition, one->what.digest, one->what.kind, one->what.place, one->what.block, one->what.excerpt,
        one->what.message, one->found_at, name_of(one->answer), one->answered_by, one->answered_at, one->reason));
  return {};
}

}  // namespace dl::publications
