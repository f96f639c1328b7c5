#include "agencies/agency.h"

#include <array>
#include <boost/json.hpp>

namespace dl::agencies {
namespace {

struct TypeRow {
  ColumnType type = ColumnType::Other;
  std::string_view name = {};
  std::string_view chinese = {};
};

constexpr std::array kTypes = {
    TypeRow{ColumnType::News, "News", "动态要闻"},
    TypeRow{ColumnType::Notices, "Notices", "通知公告"},
    TypeRow{ColumnType::Policies, "Policies", "政策文件"},
    TypeRow{ColumnType::Interpretations, "Interpretations", "政策解读"},
    TypeRow{ColumnType::Plans, "Plans", "规划计划"},
    TypeRow{ColumnType::Registers, "Registers", "专项公开"},
    TypeRow{ColumnType::Organisation, "Organisation", "机构概况"},
    TypeRow{ColumnType::Guide, "Guide", "政府信息公开指南"},
    TypeRow{ColumnType::Rules, "Rules", "政府信息公开制度"},
    TypeRow{ColumnType::Statutory, "Statutory", "法定主动公开内容"},
    TypeRow{ColumnType::AnnualReports, "AnnualReports", "政府信息公开年报"},
    TypeRow{ColumnType::Topics, "Topics", "专题专栏"},
    TypeRow{ColumnType::Other, "Other", "其他"},
};

const TypeRow& row_of(ColumnType type) { return kTypes[static_cast<std::size_t>(type)]; }

// The members of SiteFacts by the names that JSON and settings use.
struct FactRow {
  std::string_view name = {};
  std::string SiteFacts::*member = nullptr;
};

constexpr std::array kFacts = {
    FactRow{"domain", &SiteFacts::domain},
    FactRow{"site_code", &SiteFacts::site_code},
    FactRow{"icp", &SiteFacts::icp},
    FactRow{"police_filing", &SiteFacts::police_filing},
    FactRow{"organiser", &SiteFacts::organiser},
    FactRow{"operator", &SiteFacts::operator_name},
    FactRow{"address", &SiteFacts::address},
    FactRow{"phone", &SiteFacts::phone},
    FactRow{"email", &SiteFacts::email},
    FactRow{"office_hours", &SiteFacts::office_hours},
    FactRow{"find_fault_url", &SiteFacts::find_fault_url},
    FactRow{"badge_url", &SiteFacts::badge_url},
    FactRow{"service_net_url", &SiteFacts::service_net_url},
    FactRow{"accent", &SiteFacts::accent},
};

}  // namespace

std::string Agency::organisation_code() const {
  // GB 32100: characters 9 to 17 of a 统一社会信用代码 are the organisation code.
  return code.size() == 18 ? code.substr(8, 9) : code;
}

std::string_view name_of(ColumnType type) { return row_of(type).name; }
std::string_view chinese_of(ColumnType type) { return row_of(type).chinese; }

std::optional<ColumnType> column_type(std::string_view name) {
  for (const auto& row : kTypes)
    if (row.name == name) return row.type;
  return std::nullopt;
}

std::string write_json(const SiteFacts& facts) {
  boost::json::object object;
  for (const auto& row : kFacts)
    if (!(facts.*row.member).empty()) object[row.name] = facts.*row.member;
  if (facts.demonstration) object["demonstration"] = true;
  return boost::json::serialize(object);
}

Outcome<SiteFacts> read_site_facts(std::string_view json) {
  boost::system::error_code error;
  auto value = boost::json::parse(json, error);
  if (error || !value.is_object())
    return fail(Fault::Invalid, "site.facts-unreadable", std::string(json.substr(0, 80)));
  SiteFacts facts;
  for (const auto& member : value.get_object()) {
    std::string_view name = member.key();
    if (name == "demonstration" && member.value().is_bool()) {
      facts.demonstration = member.value().get_bool();
      continue;
    }
    auto row = std::find_if(kFacts.begin(), kFacts.end(), [&](const FactRow& fact) { return fact.name == name; });
    if (row == kFacts.end() || !member.value().is_string())
      return fail(Fault::Invalid, "site.fact-unknown", std::string(name));
    facts.*(row->member) = std::string(member.value().get_string());
  }
  return facts;
}

}  // namespace dl::agencies
