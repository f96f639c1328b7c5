#include "records/import_store.h"

#include "db/page.h"
#include "db/sql.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

Outcome<std::vector<ImportRow>> read_imports(db::Session& session, const db::Sql& condition) {
  DL_TRY(auto rows,
         (session.query<Id, Text, Id, Id, Text, Text, Id, Id, Id, Id, Id, Id, Text, Text, Text, Instant>(
             db::Sql("SELECT id, register, agency, undoes, file, name, entered, corrected, same, refused, first_entry, "
                     "last_entry, digest, reason, actor, at FROM record_import WHERE ?",
                     condition))));
  std::vector<ImportRow> all;
  for (auto& [id, code, agency, undoes, file, name, entered, corrected, same, refused, first, last, digest, reason,
              actor, at] : rows)
    all.push_back({id, std::move(code), agency, undoes, std::move(file), std::move(name), entered, corrected, same,
                   refused, first, last, std::move(digest), std::move(reason), std::move(actor), at});
  return all;
}

Outcome<std::optional<Id>> first_of(db::Session& session, const db::Sql& sql) {
  DL_TRY(const auto found, session.find<Id>(sql));
  return found ? std::optional(std::get<0>(*found)) : std::nullopt;
}

}  // namespace

Outcome<void> insert(db::Session& session, const ImportRow& row) {
  DL_CHECK(session.run(
      "INSERT INTO record_import (id, register, agency, undoes, file, name, entered, corrected, same, refused, "
      "first_entry, last_entry, digest, reason, actor, at) VALUES (:id, :register, :agency, :undoes, :file, :name, "
      ":entered, :corrected, :same, :refused, :first, :last, :digest, :reason, :actor, :at)",
      row.id, row.code, row.agency, row.undoes, row.file, row.name, row.entered, row.corrected, row.same, row.refused,
      row.first_entry, row.last_entry, row.digest, row.reason, row.actor, row.at));
  return {};
}

Outcome<ImportRow> load_import(db::Session& session, Id id) {
  DL_TRY(auto found, read_imports(session, db::Sql("id = ?", id)));
  if (found.empty()) return fail(Fault::NotFound, "import.missing", fmt::format("{}", id));
  return std::move(found.front());
}

Outcome<std::vector<ImportRow>> list_imports(db::Session& session, std::string_view code, Id agency, int most) {
  return read_imports(session,
                      db::Sql("register = ? AND agency = ? ORDER BY id DESC ?", code, agency, db::limit_to(most)));
}

Outcome<std::vector<Id>> imports_behind(db::Session& session, Id after, int most) {
  DL_TRY(const auto rows, session.query<Id>(db::Sql("SELECT id FROM record_import WHERE id > ? ORDER BY id ?", after,
                                                    db::limit_to(most))));
  std::vector<Id> ids;
  for (const auto& [id] : rows) ids.push_back(id);
  return ids;
}

Outcome<std::optional<Id>> find_import(db::Session& session, std::string_view code, Id agency, std::string_view file) {
  return first_of(session, db::Sql("SELECT id FROM record_import WHERE register = ? AND agency = ? AND file = ? AND "
                                   "undoes = 0 AND id NOT IN (SELECT undoes FROM record_import) ORDER BY id DESC",
                                   code, agency, file));
}

Outcome<std::optional<Id>> find_undoing(db::Session& session, Id id) {
  return first_of(session, db::Sql("SELECT id FROM record_import WHERE undoes = ?", id));
}

Outcome<Mapping> load_mapping(db::Session& session, std::string_view code, Id agency) {
  DL_TRY(auto rows,
         (session.query<Text, Text>(
             "SELECT heading, field FROM record_heading WHERE register = :code AND agency = :agency", code, agency)));
  Mapping mapping;
  for (auto& [heading, field] : rows) mapping.emplace(std::move(heading), std::move(field));
  return mapping;
}

Outcome<void> remember(db::Session& session, std::string_view code, Id agency, const Mapping& mapping) {
  for (const auto& [heading, field] : mapping)
    DL_CHECK(
        session.run("INSERT INTO record_heading (register, agency, heading, field) VALUES (:code, :agency, "
                    ":heading, :field) ON CONFLICT (register, agency, heading) DO UPDATE SET field = "
                    "excluded.field",
                    code, agency, heading, field));
  return {};
}

}  // namespace dl::records
