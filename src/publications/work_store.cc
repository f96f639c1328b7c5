// The writing side's SQL beside the words: schedules.
#include "publications/document_store.h"

namespace dl::publications {

using Text = std::string;
using Id = std::int64_t;

Outcome<std::optional<Schedule>> find_schedule(db::Session& session, std::int64_t document) {
  DL_TRY(auto row, (session.find<Instant, Text>("SELECT scheduled_at, scheduled_by FROM document "
                                                "WHERE id = :id AND scheduled_at IS NOT NULL",
                                                document)));
  if (!row) return std::nullopt;
  return Schedule{std::get<0>(*row), std::get<1>(*row)};
}

Outcome<void> set_schedule(db::Session& session, std::int64_t document, Instant at, const std::string& by) {
  DL_CHECK(
      session.run("UPDATE document SET scheduled_at = :at, scheduled_by = :by, schedule_failed = '' WHERE id = :id", at,
                  by, document));
  return {};
}

Outcome<void> clear_schedule(db::Session& session, std::int64_t document, const Schedule& known,
                             const std::string& failed) {
  DL_TRY(auto cleared, session.run("UPDATE document SET scheduled_at = NULL, schedule_failed = :failed WHERE id = :id "
                                   "AND scheduled_at = :at AND scheduled_by = :by",
                                   failed, document, known.at, known.by));
  if (cleared == 0) return fail(Fault::NotFound, "document.not-scheduled", fmt::format("{}", document));
  return {};
}

Outcome<std::vector<std::int64_t>> list_due(db::Session& session, Instant now) {
  DL_TRY(auto rows, session.query<Id>("SELECT id FROM document WHERE scheduled_at IS NOT NULL AND scheduled_at <= :now "
                                      "ORDER BY scheduled_at, id",
                                      now));
  std::vector<std::int64_t> due;
  for (auto& [id] : rows) due.push_back(id);
  return due;
}

}  // namespace dl::publications
