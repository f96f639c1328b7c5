#include "agencies/agency.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace dl::agencies {
namespace {

constexpr auto kTypes = named_table<ColumnType>({
    {ColumnType::News, "News", "动态要闻"},
    {ColumnType::Notices, "Notices", "通知公告"},
    {ColumnType::Policies, "Policies", "政策文件"},
    {ColumnType::Interpretations, "Interpretations", "政策解读"},
    {ColumnType::Plans, "Plans", "规划计划"},
    {ColumnType::Registers, "Registers", "专项公开"},
    {ColumnType::Organisation, "Organisation", "机构概况"},
    {ColumnType::Guide, "Guide", "政府信息公开指南"},
    {ColumnType::Rules, "Rules", "政府信息公开制度"},
    {ColumnType::Statutory, "Statutory", "法定主动公开内容"},
    {ColumnType::AnnualReports, "AnnualReports", "政府信息公开年报"},
    {ColumnType::Topics, "Topics", "专题专栏"},
    {ColumnType::Other, "Other", "其他"},
});

// The texts of a struct by the names that JSON and settings use.
template <class T>
struct TextRow {
  std::string_view name = {};
  std::string T::*member = nullptr;
};

constexpr std::array kFacts = {
    TextRow<SiteFacts>{"domain", &SiteFacts::domain},
    TextRow<SiteFacts>{"site_code", &SiteFacts::site_code},
    TextRow<SiteFacts>{"icp", &SiteFacts::icp},
    TextRow<SiteFacts>{"police_filing", &SiteFacts::police_filing},
    TextRow<SiteFacts>{"organiser", &SiteFacts::organiser},
    TextRow<SiteFacts>{"operator", &SiteFacts::operator_name},
    TextRow<SiteFacts>{"address", &SiteFacts::address},
    TextRow<SiteFacts>{"phone", &SiteFacts::phone},
    TextRow<SiteFacts>{"email", &SiteFacts::email},
    TextRow<SiteFacts>{"office_hours", &SiteFacts::office_hours},
    TextRow<SiteFacts>{"find_fault_url", &SiteFacts::find_fault_url},
    TextRow<SiteFacts>{"badge_url", &SiteFacts::badge_url},
    TextRow<SiteFacts>{"service_net_url", &SiteFacts::service_net_url},
    TextRow<SiteFacts>{"accent", &SiteFacts::accent},
};

constexpr std::array kOffice = {
    TextRow<OpennessOffice>{"group_leader", &OpennessOffice::group_leader},
    TextRow<OpennessOffice>{"group_members", &OpennessOffice::group_members},
    TextRow<OpennessOffice>{"name", &OpennessOffice::name},
    TextRow<OpennessOffice>{"head", &OpennessOffice::head},
    TextRow<OpennessOffice>{"address", &OpennessOffice::address},
    TextRow<OpennessOffice>{"office_hours", &OpennessOffice::office_hours},
    TextRow<OpennessOffice>{"phone", &OpennessOffice::phone},
    TextRow<OpennessOffice>{"fax", &OpennessOffice::fax},
    TextRow<OpennessOffice>{"email", &OpennessOffice::email},
};

template <class T, std::size_t N>
boost::json::object write_texts(const T& value, const std::array<TextRow<T>, N>& rows) {
  boost::json::object object;
  for (const auto& row : rows)
    if (!(value.*row.member).empty()) object[row.name] = value.*row.member;
  return object;
}

// Whether the member is one of the texts, which it then becomes.
template <class T, std::size_t N>
bool read_text(T& value, const boost::json::key_value_pair& member, const std::array<TextRow<T>, N>& rows) {
  auto row = std::ranges::find(rows, std::string_view(member.key()), &TextRow<T>::name);
  if (row == rows.end() || !member.value().is_string()) return false;
  value.*(row->member) = std::string(member.value().get_string());
  return true;
}

Outcome<boost::json::object> read_object(std::string_view json) {
  boost::system::error_code error;
  auto value = boost::json::parse(json, error);
  if (error || !value.is_object())
    return fail(Fault::Invalid, "site.facts-unreadable", std::string(json.substr(0, 80)));
  return std::move(value.get_object());
}

}  // namespace

std::string Agency::organisation_code() const {
  // GB 32100: characters 9 to 17 of a 统一社会信用代码 are the organisation code.
  return code.size() == 18 ? code.substr(8, 9) : code;
}

Names<ColumnType> table_of(ColumnType) { return kTypes; }

std::string write_json(const SiteFacts& facts) {
  auto object = write_texts(facts, kFacts);
  if (facts.demonstration) object["demonstration"] = true;
  return boost::json::serialize(object);
}

Outcome<SiteFacts> read_site_facts(std::string_view json) {
  DL_TRY(const auto object, read_object(json));
  SiteFacts facts;
  for (const auto& member : object) {
    if (member.key() == "demonstration" && member.value().is_bool())
      facts.demonstration = member.value().get_bool();
    else if (!read_text(facts, member, kFacts))
      return fail(Fault::Invalid, "site.fact-unknown", std::string(member.key()));
  }
  return facts;
}

std::string write_json(const OpennessOffice& office) { return boost::json::serialize(write_texts(office, kOffice)); }

Outcome<OpennessOffice> read_openness_office(std::string_view json) {
  DL_TRY(const auto object, read_object(json));
  OpennessOffice office;
  for (const auto& member : object)
    if (!read_text(office, member, kOffice))
      return fail(Fault::Invalid, "site.fact-unknown", std::string(member.key()));
  return office;
}

}  // namespace dl::agencies
