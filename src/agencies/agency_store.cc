#include "agencies/agency_store.h"

#include "agencies/site_rules.h"
#include "db/ids.h"

namespace dl::agencies {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE agency (
  id BIGINT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  parent BIGINT REFERENCES agency(id)
)
;
CREATE TABLE department (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  name TEXT NOT NULL,
  duties TEXT NOT NULL,
  UNIQUE (agency, name)
)
;
CREATE TABLE site (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL REFERENCES agency(id),
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  prefix TEXT NOT NULL,
  facts TEXT NOT NULL,
  UNIQUE (host, prefix)
)
;
CREATE TABLE site_column (
  id BIGINT PRIMARY KEY,
  site BIGINT NOT NULL REFERENCES site(id),
  parent BIGINT REFERENCES site_column(id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  description TEXT NOT NULL,
  keywords TEXT NOT NULL,
  update_cycle_days INTEGER NOT NULL,
  position INTEGER NOT NULL,
  statutory_item TEXT NOT NULL,
  UNIQUE (site, slug)
)
)sql";

constexpr const char* kShownRegister = R"sql(
ALTER TABLE site_column ADD COLUMN register_code TEXT NOT NULL DEFAULT ''
)sql";

constexpr const char* kOpenness = R"sql(
ALTER TABLE agency ADD COLUMN openness TEXT NOT NULL DEFAULT '{}'
)sql";

// `id` is the year; the text has the form of data/calendar/.
constexpr const char* kCalendar = R"sql(
CREATE TABLE calendar_year (
  id BIGINT PRIMARY KEY,
  text TEXT NOT NULL,
  entered_at BIGINT NOT NULL,
  entered_by TEXT NOT NULL
)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {
      {"agencies-1", kTables, {}},
      {"agencies-2", kOpenness, {}},
      {"agencies-3", kCalendar, {}},
      {"agencies-4", kShownRegister, {}},
  };
  return list;
}

Outcome<std::int64_t> insert(db::Session& session, const Agency& agency) {
  DL_TRY(auto id, db::next_id(session, "agency"));
  DL_CHECK(session.run(
      "INSERT INTO agency (id, code, name, short_name, parent, openness) VALUES (:id, :code, :name, :short, "
      ":parent, :openness)",
      id, agency.code, agency.name, agency.short_name, agency.parent, write_json(agency.openness)));
  return id;
}

Outcome<std::int64_t> insert(db::Session& session, const Department& department) {
  DL_TRY(auto id, db::next_id(session, "department"));
  DL_CHECK(session.run("INSERT INTO department (id, agency, name, duties) VALUES (:id, :agency, :name, :duties)", id,
                       department.agency, department.name, department.duties));
  return id;
}

Outcome<std::int64_t> insert(db::Session& session, const Site& site) {
  DL_TRY(auto id, db::next_id(session, "site"));
  DL_CHECK(session.run(
      "INSERT INTO site (id, agency, name, host, prefix, facts) VALUES (:id, :agency, :name, :host, :prefix, :facts)",
      id, site.agency, site.name, site.host, site.prefix, write_json(site.facts)));
  return id;
}

Outcome<std::int64_t> insert(db::Session& session, const Column& column) {
  DL_TRY(auto id, db::next_id(session, "site_column"));
  DL_CHECK(session.run(
      "INSERT INTO site_column (id, site, parent, slug, name, type, description, keywords, update_cycle_days, "
      "position, statutory_item, register_code) VALUES (:id, :site, :parent, :slug, :name, :type, :description, "
      ":keywords, :cycle, :position, :item, :register)",
      id, column.site, column.parent, column.slug, column.name, name_of(column.type), column.description,
      column.keywords, column.update_cycle_days, column.position, column.statutory_item, column.register_code));
  return id;
}

Outcome<void> update(db::Session& session, const Agency& agency) {
  DL_CHECK(session.run("UPDATE agency SET name = :name, short_name = :short, parent = :parent WHERE id = :id",
                       agency.name, agency.short_name, agency.parent, agency.id));
  return {};
}

Outcome<void> update(db::Session& session, const Site& site) {
  DL_CHECK(session.run("UPDATE site SET name = :name, host = :host, prefix = :prefix, facts = :facts WHERE id = :id",
                       site.name, site.host, site.prefix, write_json(site.facts), site.id));
  return {};
}

Outcome<void> update(db::Session& session, const Column& column) {
  DL_CHECK(
      session.run("UPDATE site_column SET parent = :parent, name = :name, type = :type, description = :description, "
                  "keywords = :keywords, update_cycle_days = :cycle, position = :position, statutory_item = :item, "
                  "register_code = :register WHERE id = :id",
                  column.parent, column.name, name_of(column.type), column.description, column.keywords,
                  column.update_cycle_days, column.position, column.statutory_item, column.register_code, column.id));
  return {};
}

Outcome<void> update_organisation(db::Session& session, const Agency& agency,
                                  const std::vector<Department>& departments) {
  DL_CHECK(
      session.run("UPDATE agency SET openness = :openness WHERE id = :id", write_json(agency.openness), agency.id));
  std::vector<std::int64_t> kept = {0};
  for (const auto& department : departments)
    if (department.id != 0) kept.push_back(department.id);
  DL_CHECK(session.run(db::Sql("DELETE FROM department WHERE agency = ? AND NOT ?", agency.id, db::among("id", kept))));
  // Names are unique in an agency, so two that change places must not meet half-way.
  DL_CHECK(session.run("UPDATE department SET name = name || '#' || id WHERE agency = :agency", agency.id));
  for (const auto& department : departments)
    if (department.id != 0)
      DL_CHECK(session.run("UPDATE department SET name = :name, duties = :duties WHERE id = :id AND agency = :agency",
                           department.name, department.duties, department.id, agency.id));
    else
      DL_CHECK(insert(session, Department{0, agency.id, department.name, department.duties}));
  return {};
}

Outcome<void> lock_directory(db::Session& session) {
  if (session.engine() == db::Engine::Postgres) DL_CHECK(session.run("LOCK TABLE agency IN SHARE ROW EXCLUSIVE MODE"));
  return {};
}

Outcome<bool> is_code_taken(db::Session& session, std::string_view code) {
  DL_TRY(const auto found, session.find<std::int64_t>("SELECT id FROM agency WHERE code = :code", code));
  return found.has_value();
}

Outcome<void> check_site_address(db::Session& session, const Site& site) {
  DL_CHECK(check_address_form(site));
  DL_TRY(auto sites,
         session.value<std::int64_t>("SELECT count(*) FROM site WHERE host = :host AND prefix = :prefix AND id <> :id",
                                     site.host, site.prefix, site.id));
  if (sites > 0)
    return refuse(Fault::Conflict, "site.address-taken", "prefix",
                  site.host + (site.prefix.empty() ? "/" : site.prefix));
  return {};
}

Outcome<Directory> load_directory(db::Session& session) {
  using Text = std::string;
  using Id = std::int64_t;

  std::vector<Agency> agencies;
  DL_TRY(auto agency_rows, (session.query<Id, Text, Text, Text, std::optional<Id>, Text>(
                               "SELECT id, code, name, short_name, parent, openness FROM agency ORDER BY id")));
  for (auto& [id, code, name, short_name, parent, openness] : agency_rows) {
    DL_TRY(auto office, read_openness_office(openness));
    agencies.push_back({id, code, name, short_name, parent, std::move(office)});
  }

  std::vector<Department> departments;
  DL_TRY(auto department_rows,
         (session.query<Id, Id, Text, Text>("SELECT id, agency, name, duties FROM department ORDER BY id")));
  for (auto& [id, agency, name, duties] : department_rows) departments.push_back({id, agency, name, duties});

  std::vector<Site> sites;
  DL_TRY(auto site_rows, (session.query<Id, Id, Text, Text, Text, Text>(
                             "SELECT id, agency, name, host, prefix, facts FROM site ORDER BY id")));
  for (auto& [id, agency, name, host, prefix, facts] : site_rows) {
    DL_TRY(auto read, read_site_facts(facts));
    sites.push_back({id, agency, name, host, prefix, std::move(read)});
  }

  std::vector<Column> columns;
  DL_TRY(auto column_rows,
         (session.query<Id, Id, std::optional<Id>, Text, Text, Text, Text, Text, int, int, Text, Text>(
             "SELECT id, site, parent, slug, name, type, description, keywords, update_cycle_days, position, "
             "statutory_item, register_code FROM site_column ORDER BY position, id")));
  for (auto& [id, site, parent, slug, name, type, description, keywords, cycle, position, item, shown] : column_rows)
    columns.push_back({id, site, parent, slug, name, find_named<ColumnType>(type).value_or(ColumnType::Other),
                       description, keywords, cycle, position, item, shown});

  return Directory(std::move(agencies), std::move(departments), std::move(sites), std::move(columns));
}

Outcome<std::vector<std::string>> published_phones(db::Session& session) {
  std::vector<std::string> phones;
  DL_TRY(const auto facts, session.query<std::string>("SELECT facts FROM site ORDER BY id"));
  for (const auto& [text] : facts) {
    DL_TRY(auto read, read_site_facts(text));
    if (!read.phone.empty()) phones.push_back(std::move(read.phone));
  }
  DL_TRY(const auto offices, session.query<std::string>("SELECT openness FROM agency ORDER BY id"));
  for (const auto& [text] : offices) {
    DL_TRY(auto read, read_openness_office(text));
    if (!read.phone.empty()) phones.push_back(std::move(read.phone));
  }
  return phones;
}

}  // namespace dl::agencies
