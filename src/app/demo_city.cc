#include "app/demo_city.h"

#include "app/demo_document.h"
#include "app/demo_people.h"
#include "app/document_import.h"
#include "base/resources.h"
#include "base/toml_file.h"
#include "intake/document.h"

namespace dl::app {
namespace {

using publications::DocumentDesk;

constexpr const char* kClearance = "经逐项核对，不含国家秘密、工作秘密、商业秘密和个人隐私";

struct DemoAgency {
  std::string key = {};
  agencies::Agency agency = {};
  std::string parent = {};
  agencies::Site site = {};
  std::vector<std::string> columns = {};  ///< slugs; empty = the whole plan
  std::vector<agencies::Department> departments = {};
};

// Facts in TOML have the same names as in JSON, so they are read by the same reader.
Outcome<agencies::SiteFacts> read_facts(const TomlFile& file, const toml::table& table) {
  const auto* facts = table["facts"].as_table();
  if (facts == nullptr) return file.wrong(table, "facts are missing");
  std::stringstream json;
  json << toml::json_formatter(*facts);
  return agencies::read_site_facts(json.str());
}

Outcome<DemoAgency> read_agency(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(
      table, {"key", "code", "name", "short_name", "parent", "prefix", "host", "columns", "facts", "department"}));
  DemoAgency read;
  DL_TRY(read.key, file.text(table, "key"));
  DL_TRY(read.agency.code, file.text(table, "code"));
  DL_TRY(read.agency.name, file.text(table, "name"));
  DL_TRY(read.agency.short_name, file.text(table, "short_name"));
  DL_TRY(read.parent, file.text_or(table, "parent", ""));
  DL_TRY(read.site.prefix, file.text_or(table, "prefix", ""));
  DL_TRY(read.site.host, file.text_or(table, "host", ""));
  DL_TRY(read.columns, file.texts(table, "columns"));
  DL_TRY(read.site.facts, read_facts(file, table));
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

Outcome<std::map<std::string, agencies::Founded>> found_agencies(Installation& installation) {
  DL_TRY(auto plan_text, load_resource("data/columns.toml"));
  DL_TRY(auto plan, agencies::read_column_plan(plan_text, "data/columns.toml"));
  DL_TRY(auto city, read_city());
  auto desk = installation.agency_desk();
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
  for (const auto& name : list_resources("data/demo/documents/")) {
    DL_TRY(auto text, load_resource(name));
    DL_TRY(auto document, read_demo_document(name, text, today));
    documents.push_back(std::move(document));
  }
  // In the order in which they were published, so that running numbers follow the calendar.
  std::stable_sort(documents.begin(), documents.end(),
                   [](const auto& a, const auto& b) { return a.published_at < b.published_at; });
  return documents;
}

std::string media_type(std::string_view name) {
  if (name.ends_with(".csv")) return "text/csv";
  if (name.ends_with(".txt")) return "text/plain";
  return "application/octet-stream";
}

class CityBuilder {
 public:
  CityBuilder(Installation& installation, std::map<std::string, agencies::Founded> agencies,
              std::map<std::string, Cast> casts, intake::Options options)
      : installation_(installation),
        desk_(installation.document_desk()),
        agencies_(std::move(agencies)),
        casts_(std::move(casts)),
        options_(std::move(options)) {}

  Outcome<void> publish(const DemoDocument& document) {
    DL_TRY(auto entered, new_document(document));
    const Cast& cast = casts_.at(document.agency);
    DL_TRY(auto id, desk_.draft(entered, cast.drafter));
    ids_[document.stem] = id;
    DL_CHECK(take_to_public(id, cast, ""));
    if (!document.revised.empty()) {
      DL_CHECK(desk_.revise(id, cast.drafter, document.revised));
      auto body = intake::read_body(document.revised_body, options_);
      DL_CHECK(desk_.correct(id, entered.metadata, body, cast.drafter));
      DL_CHECK(take_to_public(id, cast, document.revised));
    }
    return {};
  }

  /// Links and withdrawals come last, when every document is there.
  Outcome<void> finish(const DemoDocument& document) {
    auto id = ids_.at(document.stem);
    const Cast& cast = casts_.at(document.agency);
    DL_CHECK(link(id, cast, publications::Relation::Interprets, document.interprets));
    DL_CHECK(link(id, cast, publications::Relation::Amends, document.amends));
    DL_CHECK(link(id, cast, publications::Relation::Repeals, document.repeals));
    if (!document.withdrawn.empty()) DL_CHECK(desk_.withdraw(id, cast.publisher, document.withdrawn));
    return {};
  }

 private:
  Outcome<publications::NewDocument> new_document(const DemoDocument& document) {
    auto agency = agencies_.find(document.agency);
    if (agency == agencies_.end())
      return fail(Fault::Invalid, "data.invalid", document.stem + ": unknown agency " + document.agency);
    const auto* column = installation_.directory().current()->column_by_slug(agency->second.site, document.column);
    if (column == nullptr)
      return fail(Fault::Invalid, "data.invalid", document.stem + ": unknown column " + document.column);
    publications::NewDocument entered;
    entered.agency = agency->second.agency;
    entered.column = column->id;
    entered.metadata = document.metadata;
    entered.published_at = document.published_at;
    entered.body = intake::read_body(document.body, options_);
    if (entered.metadata.summary.empty()) entered.metadata.summary = content::summary(entered.body, 120);
    for (const auto& name : document.files) {
      DL_TRY(auto bytes, load_resource("data/demo/files/" + name));
      entered.files.push_back({name, media_type(name), std::string(bytes), false});
    }
    return entered;
  }

  Outcome<void> take_to_public(std::int64_t id, const Cast& cast, const std::string& note) {
    DL_CHECK(desk_.submit(id, cast.drafter));
    DL_CHECK(desk_.review(id, cast.reviewer, note.empty() ? "内容准确，格式规范，同意公开" : "修订内容准确，同意公开"));
    DL_CHECK(desk_.clear(id, cast.secrecy_reviewer, kClearance));
    DL_CHECK(desk_.publish(id, cast.publisher));
    return {};
  }

  Outcome<void> link(std::int64_t from, const Cast& cast, publications::Relation relation, const std::string& stem) {
    if (stem.empty()) return {};
    auto to = ids_.find(stem);
    if (to == ids_.end()) return fail(Fault::Invalid, "data.invalid", "unknown document: " + stem);
    return desk_.link(from, relation, to->second, cast.drafter);
  }

  Installation& installation_;
  DocumentDesk desk_;
  std::map<std::string, agencies::Founded> agencies_;
  std::map<std::string, Cast> casts_;
  intake::Options options_;
  std::map<std::string, std::int64_t> ids_ = {};
};

}  // namespace

Outcome<void> build_demo_city(Installation& installation,
                              const std::function<void(std::size_t, std::size_t)>& progress) {
  DL_TRY(auto documents, read_documents(installation.clock().today()));
  DL_TRY(auto made, found_agencies(installation));
  DL_TRY(auto options, intake_options(*installation.directory().current()));
  std::map<std::string, std::int64_t> ids;
  for (const auto& [key, founded] : made) ids[key] = founded.agency;
  DL_TRY(auto casts, enter_demo_people(installation, ids));
  CityBuilder builder(installation, std::move(made), std::move(casts), std::move(options));
  for (std::size_t i = 0; i < documents.size(); ++i) {
    DL_CHECK(builder.publish(documents[i]));
    progress(i + 1, documents.size());
  }
  for (const auto& document : documents) DL_CHECK(builder.finish(document));
  return {};
}

}  // namespace dl::app
