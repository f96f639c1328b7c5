#include "publications/figures.h"

namespace dl::publications {
namespace {

using Id = std::int64_t;

// Of each agency its published editions in the order of an index: "CROSS" keeps the agencies first.
db::Sql published_of_agencies(const accounts::Scope& scope, Id agency) {
  db::Sql sql("FROM agency CROSS JOIN edition WHERE edition.agency = agency.id AND edition.state = 'Published' AND ?",
              scope.condition("agency.id"));
  if (agency != 0) sql.add(" AND agency.id = ?", agency);
  return sql;
}

}  // namespace

// Days are counted in whole numbers, which both engines divide alike.
Outcome<std::vector<std::pair<Date, Id>>> published_by_day(db::Session& session, const accounts::Scope& scope,
                                                           Id agency, Instant from) {
  DL_TRY(const auto rows,
         (session.query<Id, Id>(db::Sql("SELECT (edition.published_at + 28800000) / 86400000 AS day, count(*) ? "
                                        "AND edition.published_at >= ? GROUP BY 1 ORDER BY 1",
                                        published_of_agencies(scope, agency), from))));
  std::vector<std::pair<Date, Id>> days;
  for (const auto& [day, count] : rows) days.emplace_back(Date(std::chrono::sys_days(std::chrono::days(day))), count);
  return days;
}

Outcome<std::vector<std::pair<Id, Id>>> published_by_agency(db::Session& session, const accounts::Scope& scope) {
  DL_TRY(const auto rows,
         (session.query<Id, Id>(db::Sql("SELECT agency.id, count(*) ? GROUP BY agency.id ORDER BY 2 DESC, 1",
                                        published_of_agencies(scope, 0)))));
  std::vector<std::pair<Id, Id>> counts;
  for (const auto& [agency, count] : rows) counts.emplace_back(agency, count);
  return counts;
}

Outcome<std::map<Id, Instant>> last_published(db::Session& session, const std::vector<Id>& columns) {
  DL_TRY(const auto rows,
         (session.query<Id, std::optional<Instant>>(
             db::Sql("SELECT site_column.id, (SELECT max(published_at) FROM edition WHERE edition.site_column = "
                     "site_column.id AND edition.state = 'Published') FROM site_column WHERE ?",
                     db::among("site_column.id", columns)))));
  std::map<Id, Instant> last;
  for (const auto& [column, at] : rows)
    if (at) last[column] = *at;
  return last;
}

Outcome<std::map<Id, std::string>> titles_of(db::Session& session, const accounts::Scope& scope,
                                             const std::vector<Id>& documents) {
  DL_TRY(const auto rows,
         (session.query<Id, std::string, int>(
             db::Sql("SELECT document, title, 0 AS place FROM edition WHERE state = 'Published' AND ? UNION ALL "
                     "SELECT id, title, 1 FROM document WHERE ? AND ? ORDER BY place",
                     db::among("document", documents), db::among("id", documents), scope.condition("+agency")))));
  std::map<Id, std::string> titles;
  for (const auto& [document, title, place] : rows) titles[document] = title;  // the newest last
  return titles;
}

}  // namespace dl::publications
