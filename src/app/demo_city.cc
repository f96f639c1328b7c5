#include "app/demo_city.h"

#include "app/demo_history.h"
#include "app/demo_matters.h"
#include "app/demo_questions.h"
#include "app/demo_records.h"
#include "app/document_import.h"
#include "base/resources.h"
#include "base/toml_file.h"

namespace dl::app {
namespace {

struct DemoAgency {
  std::string key = {};
  agencies::Agency agency = {};
  std::string parent = {};
  agencies::Site site = {};
  std::vector<std::string> columns = {};  ///< slugs; empty = the whole plan
  std::vector<agencies::Department> departments = {};
};

// What is told in TOML has the same names as in JSON, so it is read by the same reader.
Outcome<std::string> json_of(const TomlFile& file, const toml::table& table, std::string_view key) {
  const auto* told = table[key].as_table();
  if (told == nullptr) return file.wrong(table, fmt::format("{} is missing", key));
  std::stringstream json;
  json << toml::json_formatter(*told);
  return json.str();
}

Outcome<DemoAgency> read_agency(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(table, {"key", "code", "name", "short_name", "parent", "prefix", "host", "columns", "facts",
                             "openness", "department"}));
  DemoAgency read;
  DL_TRY(read.key, file.text(table, "key"));
  DL_TRY(read.agency.code, file.text(table, "code"));
  DL_TRY(read.agency.name, file.text(table, "name"));
  DL_TRY(read.agency.short_name, file.text(table, "short_name"));
  DL_TRY(read.parent, file.text_or(table, "parent", ""));
  DL_TRY(read.site.prefix, file.text_or(table, "prefix", ""));
  DL_TRY(read.site.host, file.text_or(table, "host", ""));
  DL_TRY(read.columns, file.texts(table, "columns"));
  DL_TRY(const auto facts, json_of(file, table, "facts"));
  DL_TRY(read.site.facts, agencies::read_site_facts(facts));
  DL_TRY(const auto openness, json_of(file, table, "openness"));
  DL_TRY(read.agency.openness, agencies::read_openness_office(openness));
  DL_TRY(auto departments, file.tables(table, "department"));
  for (const auto* row : departments) {
    agencies::Department department;
    DL_TRY(department.name, file.text(*row, "name"));
    DL_TRY(department.duties, file.text_or(*row, "duties", ""));
    read.departments.push_back(std::move(department));
  }
  return read;
}

Outcome<std::vector<DemoAgency>> read_city() {
  DL_TRY(auto file, TomlFile::load("data/demo/city.toml"));
  DL_TRY(auto tables, file.tables(file.root(), "agency"));
  std::vector<DemoAgency> agencies;
  for (const auto* table : tables) {
    DL_TRY(auto agency, read_agency(file, *table));
    agencies.push_back(std::move(agency));
  }
  return agencies;
}

// The planned columns that an agency names, and what stands above them.
std::vector<agencies::PlannedColumn> choose_columns(const std::vector<agencies::PlannedColumn>& plan,
                                                    const std::vector<std::string>& wanted) {
  if (wanted.empty()) return plan;
  std::set<std::string> keep(wanted.begin(), wanted.end());
  for (auto planned = plan.rbegin(); planned != plan.rend(); ++planned)
    if (keep.contains(planned->column.slug) && !planned->parent.empty()) keep.insert(planned->parent);
  std::vector<agencies::PlannedColumn> chosen;
  for (const auto& planned : plan)
    if (keep.contains(planned.column.slug)) chosen.push_back(planned);
  return chosen;
}

Outcome<std::map<std::string, agencies::Founded>> found_agencies(Installation& installation,
                                                                 journal::Journal& journal) {
  DL_TRY(auto plan_text, load_resource("data/columns.toml"));
  DL_TRY(auto plan, agencies::read_column_plan(plan_text, "data/columns.toml"));
  DL_TRY(auto city, read_city());
  agencies::AgencyDesk desk(journal);
  std::map<std::string, agencies::Founded> made;
  for (auto& entry : city) {
    if (!entry.parent.empty()) {
      auto parent = made.find(entry.parent);
      if (parent == made.end())
        return fail(Fault::Invalid, "data.invalid", "city.toml: parent must stand above: " + entry.parent);
      entry.agency.parent = parent->second.agency;
    }
    DL_TRY(made[entry.key], desk.found(entry.agency, entry.site, choose_columns(plan, entry.columns), entry.departments,
                                       "system:demonstration"));
  }
  DL_CHECK(installation.directory().reload(installation.database()));
  return made;
}

Outcome<std::vector<DemoDocument>> read_documents(Date today) {
  std::vector<DemoDocument> documents;
  for (const auto* folder : {"data/demo/documents/", "data/demo/work/"})
    for (const auto& name : list_resources(folder)) {
      DL_TRY(auto text, load_resource(name));
      DL_TRY(auto document, read_demo_document(name, text, today));
      documents.push_back(std::move(document));
    }
  return documents;
}

}  // namespace

Outcome<void> build_demo_city(Installation& installation,
                              const std::function<void(std::size_t, std::size_t)>& progress) {
  const db::Working working(db::Work::Upkeep);
  DL_TRY(auto documents, read_documents(installation.clock().today()));
  DemoPast past(installation, DemoHistory::beginning(documents));
  DL_TRY(auto made, found_agencies(installation, past.journal()));
  DL_TRY(auto options, intake_options(*installation.directory().current()));
  std::map<std::string, std::int64_t> ids;
  for (const auto& [key, founded] : made) ids[key] = founded.agency;
  DL_TRY(auto cast, enter_demo_people(installation, past.journal(), ids));
  for (const auto& document : documents)
    if (!made.contains(document.agency))
      return fail(Fault::Invalid, "data.invalid", document.stem + ": unknown agency " + document.agency);
  DL_TRY(auto records, read_demo_records(installation.clock().today()));
  DL_TRY(const auto matters, read_demo_matters(installation.clock().today()));
  DemoRegisters registers(installation, past, ids, cast);
  DL_TRY(const auto desks, DemoMatterDesks::open(installation, past, ids, cast));
  DemoHistory history(installation, past, std::move(made), cast, std::move(options));
  DL_CHECK(tell_demo_questions(history, installation, past, ids, cast));
  for (const auto& document : documents) history.tell(document);
  for (auto& record : records) DL_CHECK(registers.tell(history, record));
  DL_CHECK(desks->tell(history, matters));
  registers.tell_night(history, installation.clock().today());
  return history.happen(progress);
}

}  // namespace dl::app
