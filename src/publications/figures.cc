#include "publications/figures.h"

#include <fmt/ranges.h>

#include "publications/document.h"

namespace dl::publications {
namespace {

using Id = std::int64_t;

constexpr std::string_view kNewest =
    "edition.number = (SELECT max(number) FROM edition AS other WHERE other.document = edition.document)";

std::string among(std::string_view column, const std::vector<Id>& ids) {
  return ids.empty() ? "1 = 0" : fmt::format("{} IN ({})", column, fmt::join(ids, ","));
}

std::string of_agency(Id agency) { return agency == 0 ? "1 = 1" : fmt::format("agency = {}", agency); }

}  // namespace

// Days are counted in whole numbers, which both engines divide alike.
Outcome<std::vector<std::pair<Date, Id>>> published_by_day(db::Session& session, const accounts::Scope& scope,
                                                           Id agency, Instant from) {
  DL_TRY(const auto rows,
         (session.query<Id, Id>(fmt::format("SELECT (published_at + 28800000) / 86400000 AS day, count(*) FROM edition "
                                            "WHERE state = 'Published' AND published_at >= :from AND {} AND {} "
                                            "GROUP BY 1 ORDER BY 1",
                                            scope.condition("agency"), of_agency(agency)),
                                from)));
  std::vector<std::pair<Date, Id>> days;
  for (const auto& [day, count] : rows) days.emplace_back(Date(std::chrono::sys_days(std::chrono::days(day))), count);
  return days;
}

Outcome<std::vector<std::pair<Id, Id>>> published_by_agency(db::Session& session, const accounts::Scope& scope) {
  DL_TRY(const auto rows,
         (session.query<Id, Id>(fmt::format("SELECT agency, count(*) FROM edition WHERE state = 'Published' AND {} "
                                            "GROUP BY agency ORDER BY 2 DESC, 1",
                                            scope.condition("agency")))));
  std::vector<std::pair<Id, Id>> counts;
  for (const auto& [agency, count] : rows) counts.emplace_back(agency, count);
  return counts;
}

Outcome<std::map<Id, Instant>> last_published_by_column(db::Session& session, const accounts::Scope& scope, Id agency) {
  DL_TRY(const auto rows, (session.query<Id, Instant>(fmt::format(
                              "SELECT site_column, max(published_at) FROM edition WHERE state = 'Published' AND {} "
                              "AND {} GROUP BY site_column",
                              scope.condition("agency"), of_agency(agency)))));
  std::map<Id, Instant> last;
  for (const auto& [column, at] : rows) last[column] = at;
  return last;
}

Outcome<std::map<Id, Date>> dates_of_writing(db::Session& session, const accounts::Scope& scope,
                                             const std::vector<Id>& documents) {
  DL_TRY(const auto rows,
         (session.query<Id, Date>(
             fmt::format("SELECT document, issued_on FROM edition WHERE issued_on IS NOT NULL AND {} AND {} AND {}",
                         among("document", documents), scope.condition("agency"), kNewest))));
  std::map<Id, Date> dates;
  for (const auto& [document, date] : rows) dates[document] = date;
  return dates;
}

Outcome<std::map<Id, std::string>> titles_of(db::Session& session, const accounts::Scope& scope,
                                             const std::vector<Id>& documents) {
  DL_TRY(const auto rows,
         (session.query<Id, std::string>(
             fmt::format("SELECT document, title FROM edition WHERE {0} AND (state = 'Published' OR ({1} AND {2})) "
                         "ORDER BY document, number",
                         among("document", documents), scope.condition("agency"), kNewest))));
  std::map<Id, std::string> titles;
  for (const auto& [document, title] : rows) titles[document] = title;
  return titles;
}

Outcome<std::map<Id, Instant>> sent_back(db::Session& session, const accounts::Scope& scope,
                                         const std::vector<Id>& documents) {
  DL_TRY(const auto rows, (session.query<Id, Instant>(fmt::format(
                              "SELECT edition.document, max(review.at) FROM edition JOIN review ON review.edition = "
                              "edition.id WHERE review.step = '{}' AND edition.state = 'Draft' AND {} AND {} AND {} "
                              "GROUP BY edition.document",
                              name_of(Step::SendBack), among("edition.document", documents),
                              scope.condition("edition.agency"), kNewest))));
  std::map<Id, Instant> found;
  for (const auto& [document, at] : rows) found[document] = at;
  return found;
}

}  // namespace dl::publications
