#include "publications/figures.h"

#include "base/guarded.h"

namespace dl::publications {
namespace {

using Id = std::int64_t;
using condition::Type;
using figures::Column;

// Days are also counted in whole numbers, which both engines divide alike and fast.
std::vector<Column> columns_of_publications() {
  constexpr const char* kDay = "date((edition.published_at + 28800000) / 1000, 'unixepoch')";
  constexpr const char* kDayOnPostgres =
      "to_char(to_timestamp((edition.published_at + 28800000) / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
  const auto of_document = [](const char* column) {
    return fmt::format("(SELECT document.{} FROM document WHERE document.id = edition.document)", column);
  };
  const auto of_agency = [](const char* column) {
    return fmt::format("(SELECT named.{} FROM agency AS named WHERE named.id = edition.agency)", column);
  };
  const auto of_column = [](const char* column) {
    return fmt::format("(SELECT site_column.{} FROM site_column WHERE site_column.id = edition.site_column)", column);
  };
  return {
      {.field = {"title", "标题", Type::Text}, .sql = "edition.title"},
      {.field = {"index_number", "索引号", Type::Text}, .sql = of_document("index_number")},
      {.field = {"document_number", "文号", Type::Text}, .sql = "edition.document_number"},
      {.field = {"kind", "文种", Type::Text}, .sql = "edition.kind"},
      {.field = {"agency", "机关", Type::Text}, .sql = of_agency("name")},
      {.field = {"agency_code", "机关代码", Type::Text}, .sql = of_agency("code")},
      {.field = {"column", "栏目标识", Type::Text}, .sql = of_column("slug")},
      {.field = {"column_name", "栏目", Type::Text}, .sql = of_column("name")},
      {.field = {"issued_on", "成文日期", Type::Date}, .sql = "edition.issued_on"},
      {.field = {"published_on", "发布日期", Type::Date},
       .sql = kDay,
       .postgres = kDayOnPostgres,
       .moment = "edition.published_at"},
      {.field = {"year", "发布年份", Type::Integer}, .sql = "edition.published_year"},
      {.field = {"month", "发布月份", Type::Text},
       .sql = fmt::format("substr({}, 1, 7)", kDay),
       .postgres = fmt::format("substr({}, 1, 7)", kDayOnPostgres)},
      {.field = {"files", "附件数", Type::Integer},
       .sql = "(SELECT count(*) FROM work_file WHERE work_file.subject = 'document:' || edition.document AND "
              "work_file.version = edition.number AND work_file.embedded = 0)"},
      {.field = {"interpretations", "解读数", Type::Integer},
       .sql = "(SELECT count(*) FROM document_link JOIN edition AS reading ON reading.document = document_link.source "
              "AND reading.state = 'Published' WHERE document_link.target = edition.document AND "
              "document_link.relation = 'Interprets')"},
      {.field = {"agency_id", "机关编号", Type::Integer}, .sql = "edition.agency", .use = Column::Use::Inside},
      {.field = {"day", "发布日序", Type::Integer},
       .sql = "(edition.published_at + 28800000) / 86400000",
       .use = Column::Use::Inside},
      {.field = {"column_id", "栏目编号", Type::Integer}, .sql = "edition.site_column", .use = Column::Use::Inside},
  };
}

}  // namespace

// Of the agencies of a scope the published editions are read in the order of an index: "CROSS" keeps the agencies
// first.
Outcome<figures::Sources> figure_sources() {
  static const auto publications =
      std::make_shared<const figures::Source>(figures::Source{.name = "publications",
                                                              .title = "主动公开的信息",
                                                              .from = "edition",
                                                              .from_by_agency = "agency CROSS JOIN edition",
                                                              .where = "edition.state = 'Published'",
                                                              .id = "edition.document",
                                                              .agency = "edition.agency",
                                                              .needs = accounts::Right::ReadDocuments,
                                                              .subject = "document",
                                                              .columns = columns_of_publications()});
  return figures::Sources{publications};
}

Outcome<const figures::Definition*> public_documents() {
  static Mutex mutex;
  static std::optional<figures::Definitions> kept;  // guarded by it; what fails is tried again
  const Lock lock(mutex);
  if (!kept) {
    DL_TRY(const auto sources, figure_sources());
    DL_TRY(kept, figures::Definitions::load_of(sources.front()));
  }
  return kept->find("publications.public");
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
