// Agencies (机关), their departments (内设机构), sites (站点) and columns (栏目): the values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.h"
#include "base/outcome.h"

namespace dl::agencies {

/// Who runs an agency's openness (D02) and what the public is told of it (条例 arts 4 and 12): the leading group
/// (领导小组) and the office (政府信息公开工作机构). Empty text means "not said".
struct OpennessOffice {
  std::string group_leader = {};   ///< 组长
  std::string group_members = {};  ///< 副组长和成员
  std::string name = {};           ///< the office: 局办公室
  std::string head = {};           ///< who answers for the work
  std::string address = {};
  std::string office_hours = {};
  std::string phone = {};
  std::string fax = {};
  std::string email = {};

  friend bool operator==(const OpennessOffice&, const OpennessOffice&) = default;
};
std::string write_json(const OpennessOffice& office);
Outcome<OpennessOffice> read_openness_office(std::string_view json);

/// A public body that publishes: a bureau, a district office, the city itself.
struct Agency {
  std::int64_t id = 0;
  std::string code = {};        ///< 统一社会信用代码 (18) or 组织机构代码 (9, without the dash)
  std::string name = {};        ///< full name, as in the head of its site
  std::string short_name = {};  ///< as people say it: 市城管局
  std::optional<std::int64_t> parent = {};
  OpennessOffice openness = {};

  /// The nine characters of the organisation code, from either form; the front of an index number.
  std::string organisation_code() const;
};

struct Department {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string name = {};
  std::string duties = {};
};

/// The kind of a column decides what its pages show and, by data/vocabularies/column_types.toml, how
/// often it must change. Stored by name.
enum class ColumnType : std::uint8_t {
  News,             ///< 动态要闻
  Notices,          ///< 通知公告
  Policies,         ///< 政策文件
  Interpretations,  ///< 政策解读
  Plans,            ///< 规划计划, 工作要点
  Registers,        ///< 行政处罚, 权责清单 and other structured disclosure
  Organisation,     ///< 机构职能, 领导信息
  Guide,            ///< 政府信息公开指南 (条例 art. 12)
  Rules,            ///< 政府信息公开制度
  Statutory,        ///< 法定主动公开内容 (条例 arts 20–21)
  AnnualReports,    ///< 政府信息公开年报 (条例 arts 49–50)
  Topics,           ///< 专题专栏
  Other,
};
/// "News" and "动态要闻", which is also the page's ColumnType tag.
Names<ColumnType> table_of(ColumnType);

/// A column of a site. Its address is `/columns/{slug}` below the site's prefix.
struct Column {
  std::int64_t id = 0;
  std::int64_t site = 0;
  std::optional<std::int64_t> parent = {};
  std::string slug = {};  ///< lower-case letters, digits and "-"; unique in the site, never changes
  std::string name = {};
  ColumnType type = ColumnType::Other;
  std::string description = {};
  std::string keywords = {};
  int update_cycle_days = 0;  ///< after which it counts as not updated; 0 = as data/vocabularies/column_types.toml says
  int position = 0;
  std::string statutory_item = {};  ///< "1".."15" of 条例 art. 20, for columns below 法定主动公开内容
  std::string register_code = {};   ///< the register that its page shows above the documents; empty = none
};

/// What the head and foot of a site must show (site norms 1.7): data, not code.
struct SiteFacts {
  std::string domain = {};         ///< main domain, "csglj.example.gov.cn"
  std::string site_code = {};      ///< 政府网站标识码
  std::string icp = {};            ///< ICP备案编号
  std::string police_filing = {};  ///< 公安机关备案号
  std::string organiser = {};      ///< 主办单位
  std::string operator_name = {};  ///< 承办单位, empty when none
  std::string address = {};
  std::string phone = {};
  std::string email = {};
  std::string office_hours = {};
  std::string find_fault_url = {};   ///< 我为政府网站找错 entry
  std::string badge_url = {};        ///< 党政机关网站标识 certificate
  std::string service_net_url = {};  ///< 政务服务网
  std::string accent = {};           ///< "#a8201a"; the one main colour
  bool demonstration = false;        ///< shows a banner that this is not a real government

  friend bool operator==(const SiteFacts&, const SiteFacts&) = default;
};

/// Facts as one JSON object; unknown members are refused so that a misspelt one is noticed.
std::string write_json(const SiteFacts& facts);
Outcome<SiteFacts> read_site_facts(std::string_view json);

/// A portal of one agency, found by host name or by path prefix.
struct Site {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string name = {};    ///< full name shown in the head
  std::string host = {};    ///< lower case; empty = any host
  std::string prefix = {};  ///< "" or "/cgj"
  SiteFacts facts = {};
};

}  // namespace dl::agencies
