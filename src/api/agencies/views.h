// What the API says of agencies, sites, columns and controlled lists.
#pragma once

#include "agencies/limits.h"
#include "api/shape.h"

namespace dl::api {

template <>
inline constexpr bool kSparse<agencies::SiteFacts> = true;
template <>
inline constexpr bool kSparse<agencies::OpennessOffice> = true;

struct DepartmentView {
  std::int64_t id = 0;
  std::string name = {};
  std::string duties = {};
};
BOOST_DESCRIBE_STRUCT(DepartmentView, (), (id, name, duties))

struct AgencyView {
  static constexpr auto kFields = dl::kFields<agencies::Agency>;
  std::int64_t id = 0;
  std::string code = {};
  std::string name = {};
  std::string short_name = {};
  std::optional<std::int64_t> parent = {};
  std::vector<DepartmentView> departments = {};
  agencies::OpennessOffice openness = {};
  std::int64_t revision = 0;  ///< for If-Match of the next change
};
BOOST_DESCRIBE_STRUCT(AgencyView, (), (id, code, name, short_name, parent, departments, openness, revision))

struct DepartmentInput {
  std::optional<std::int64_t> id = {};  ///< of one that is there; none for a new one
  std::string name = {};
  std::optional<std::string> duties = {};
  static constexpr auto kFields = dl::kFields<agencies::Department>;
};
BOOST_DESCRIBE_STRUCT(DepartmentInput, (), (id, name, duties))

/// Departments that are not named are taken away.
struct OrganisationInput {
  agencies::OpennessOffice openness = {};
  std::vector<DepartmentInput> departments = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"departments", 0, agencies::kMostDepartments}});
};
BOOST_DESCRIBE_STRUCT(OrganisationInput, (), (openness, departments))

struct AgencyInput {
  std::string name = {};
  std::string short_name = {};
  std::optional<std::int64_t> parent = {};
  static constexpr auto kFields = dl::kFields<agencies::Agency>;
};
BOOST_DESCRIBE_STRUCT(AgencyInput, (), (name, short_name, parent))

/// An agency with the site that it starts with.
struct NewAgencyInput : AgencyInput {
  std::string code = {};
  std::optional<std::string> host = {};
  std::optional<std::string> prefix = {};
  static constexpr auto kFields = std::to_array<Field>({
      {"host", "站点域名", dl::field_of<agencies::Site>("host").says},
      {"prefix",
       "站点路径",
       {.characters = dl::field_of<agencies::Site>("prefix").says.characters,
        .hint = "如 /qzq",
        .help = "机构带着自己的站点和法定栏目一起建立；与别的站点共用域名时填路径。"}},
  });
};
BOOST_DESCRIBE_STRUCT(NewAgencyInput, (AgencyInput), (code, host, prefix))

struct SiteView {
  static constexpr auto kFields = dl::kFields<agencies::Site>;
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string name = {};
  std::string host = {};
  std::string prefix = {};
  agencies::SiteFacts facts = {};
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(SiteView, (), (id, agency, agency_name, name, host, prefix, facts, revision))

struct SiteInput {
  std::string name = {};
  std::string host = {};
  std::string prefix = {};
  agencies::SiteFacts facts = {};
  static constexpr auto kFields = dl::kFields<agencies::Site>;
};
BOOST_DESCRIBE_STRUCT(SiteInput, (), (name, host, prefix, facts))

struct ColumnView {
  static constexpr auto kFields = dl::kFields<agencies::Column>;
  std::int64_t id = 0;
  std::int64_t site = 0;
  std::int64_t agency = 0;
  std::optional<std::int64_t> parent = {};
  std::string slug = {};
  std::string name = {};
  agencies::ColumnType type = {};
  std::string type_name = {};
  std::string description = {};
  std::string keywords = {};
  int update_cycle_days = 0;
  int position = 0;
  std::string statutory_item = {};
  std::string register_code = {};
  std::int64_t revision = 0;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (),
                      (id, site, agency, parent, slug, name, type, type_name, description, keywords, update_cycle_days,
                       position, statutory_item, register_code, revision))

struct ColumnInput {
  std::optional<std::int64_t> parent = {};
  std::string name = {};
  agencies::ColumnType type = {};
  std::optional<std::string> description = {};
  std::optional<std::string> keywords = {};
  std::optional<int> update_cycle_days = {};
  std::optional<int> position = {};
  std::optional<std::string> statutory_item = {};
  std::optional<std::string> register_code = {};  ///< as the vocabulary `registers` has it
  static constexpr auto kFields = dl::kFields<agencies::Column>;
};
BOOST_DESCRIBE_STRUCT(ColumnInput, (),
                      (parent, name, type, description, keywords, update_cycle_days, position, statutory_item,
                       register_code))

struct NewColumnInput : ColumnInput {
  std::int64_t site = 0;
  std::string slug = {};
};
BOOST_DESCRIBE_STRUCT(NewColumnInput, (ColumnInput), (site, slug))

struct OfAgencyQuery {
  std::int64_t agency = 0;
};
BOOST_DESCRIBE_STRUCT(OfAgencyQuery, (), (agency))

struct OfSiteQuery {
  std::int64_t site = 0;
};
BOOST_DESCRIBE_STRUCT(OfSiteQuery, (), (site))

struct TermView {
  std::string name = {};
  std::string chinese = {};
  std::vector<std::string> children = {};
};
BOOST_DESCRIBE_STRUCT(TermView, (), (name, chinese, children))

struct VocabulariesView {
  std::vector<TermView> kinds = {};
  std::vector<TermView> themes = {};
  std::vector<TermView> genres = {};
  std::vector<TermView> disclosures = {};
  std::vector<TermView> validities = {};
  std::vector<TermView> stages = {};
  std::vector<TermView> states = {};
  std::vector<TermView> steps = {};
  std::vector<TermView> column_types = {};
  std::vector<TermView> relations = {};
  std::vector<TermView> statutory_items = {};     ///< "1" to "15" of 条例 art. 20
  std::vector<TermView> registers = {};           ///< codes with their titles
  std::vector<TermView> events = {};              ///< what the journal records
  std::vector<TermView> identity_documents = {};  ///< codes, as people show who they are
  std::vector<TermView> message_topics = {};
  std::vector<TermView> problem_origins = {};
  std::vector<TermView> problem_kinds = {};
  std::vector<TermView> read_endings = {};  ///< of the names of files that become documents
};
BOOST_DESCRIBE_STRUCT(VocabulariesView, (),
                      (kinds, themes, genres, disclosures, validities, stages, states, steps, column_types, relations,
                       statutory_items, registers, events, identity_documents, message_topics, problem_origins,
                       problem_kinds, read_endings))

}  // namespace dl::api
