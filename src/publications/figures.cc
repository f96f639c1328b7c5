#include "publications/figures.h"

#include <fmt/ranges.h>

#include "publications/document.h"

namespace dl::publications {
namespace {

using Id = std::int64_t;

std::string among(std::string_view column, const std::vector<Id>& ids) {
  return ids.empty() ? "1 = 0" : fmt::format("{} IN ({})", column, fmt::join(ids, ","));
}

// "+" keeps the agency from the choice of an index: the documents are few and named.
std::string newest_of(const accounts::Scope& scope, const std::vector<Id>& documents) {
  return fmt::format("FROM document JOIN edition ON edition.id = document.newest WHERE {} AND {}",
                     among("document.id", documents), scope.condition("+document.agency"));
}

// Of each agency its published editions in the order of an index: "CROSS" keeps the agencies first.
std::string published_of_agencies(const accounts::Scope& scope, Id agency) {
  return fmt::format(
      "FROM agency CROSS JOIN edition WHERE edition.agency = agency.id AND edition.state = 'Published' AND {} AND {}",
      scope.condition("agency.id"), agency == 0 ? "1 = 1" : fmt::format("agency.id = {}", agency));
}

}  // namespace

// Days are counted in whole numbers, which both engines divide alike.
Outcome<std::vector<std::pair<Date, Id>>> published_by_day(db::Session& session, const accounts::Scope& scope,
                                                           Id agency, Instant from) {
  DL_TRY(const auto rows,
         (session.query<Id, Id>(fmt::format("SELECT (edition.published_at + 28800000) / 86400000 AS day, count(*) {} "
                                            "AND edition.published_at >= :from GROUP BY 1 ORDER BY 1",
                                            published_of_agencies(scope, agency)),
                                from)));
  std::vector<std::pair<Date, Id>> days;
  for (const auto& [day, count] : rows) days.emplace_back(Date(std::chrono::sys_days(std::chrono::days(day))), count);
  return days;
}

Outcome<std::vector<std::pair<Id, Id>>> published_by_agency(db::Session& session, const accounts::Scope& scope) {
  DL_TRY(const auto rows,
         (session.query<Id, Id>(fmt::format("SELECT agency.id, count(*) {} GROUP BY agency.id ORDER BY 2 DESC, 1",
                                            published_of_agencies(scope, 0)))));
  std::vector<std::pair<Id, Id>> counts;
  for (const auto& [agency, count] : rows) counts.emplace_back(agency, count);
  return counts;
}

Outcome<std::map<Id, Instant>> last_published(db::Session& session, const std::vector<Id>& columns) {
  DL_TRY(const auto rows,
         (session.query<Id, std::optional<Instant>>(
             fmt::format("SELECT site_column.id, (SELECT max(published_at) FROM edition WHERE edition.site_column = "
                         "site_column.id AND edition.state = 'Published') FROM site_column WHERE {}",
                         among("site_column.id", columns)))));
  std::map<Id, Instant> last;
  for (const auto& [column, at] : rows)
    if (at) last[column] = *at;
  return last;
}

Outcome<std::map<Id, Date>> dates_of_writing(db::Session& session, const accounts::Scope& scope,
                                             const std::vector<Id>& documents) {
  DL_TRY(const auto rows,
         (session.query<Id, Date>(fmt::format("SELECT document.id, edition.issued_on {} AND issued_on IS NOT NULL",
                                              newest_of(scope, documents)))));
  std::map<Id, Date> dates;
  for (const auto& [document, date] : rows) dates[document] = date;
  return dates;
}

Outcome<std::map<Id, std::string>> titles_of(db::Session& session, const accounts::Scope& scope,
                                             const std::vector<Id>& documents) {
  DL_TRY(const auto rows, (session.query<Id, std::string>(fmt::format(
                              "SELECT document, title FROM edition WHERE state = 'Published' AND {} UNION ALL "
                              "SELECT id, title FROM document WHERE {} AND {}",
                              among("document", documents), among("id", documents), scope.condition("+agency")))));
  std::map<Id, std::string> titles;
  for (const auto& [document, title] : rows) titles[document] = title;  // the newest last
  return titles;
}

Outcome<std::map<Id, Instant>> sent_back(db::Session& session, const accounts::Scope& scope,
                                         const std::vector<Id>& documents) {
  DL_TRY(const auto rows,
         (session.query<Id, Instant>(
             fmt::format("SELECT document.id, (SELECT max(review.at) FROM review WHERE review.edition = edition.id AND "
                         "review.step = '{0}') {1} AND edition.state = 'Draft' AND EXISTS (SELECT 1 FROM review WHERE "
                         "review.edition = edition.id AND review.step = '{0}')",
                         name_of(Step::SendBack), newest_of(scope, documents)))));
  std::map<Id, Instant> found;
  for (const auto& [document, at] : rows) found[document] = at;
  return found;
}

}  // namespace dl::publications
