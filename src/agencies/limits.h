// The fields of agencies, sites and columns: what they are called, how long they may be, what forms say beside them.
#pragma once

#include "agencies/agency.h"
#include "base/limits.h"

namespace dl::agencies {
BOOST_DESCRIBE_STRUCT(Agency, (), (id, code, name, short_name, parent))
BOOST_DESCRIBE_STRUCT(Department, (), (id, agency, name, duties))
BOOST_DESCRIBE_STRUCT(Column, (),
                      (id, site, parent, slug, name, type, description, keywords, update_cycle_days, position,
                       statutory_item, register_code))
BOOST_DESCRIBE_STRUCT(Site, (), (id, agency, name, host, prefix))
BOOST_DESCRIBE_STRUCT(SiteFacts, (),
                      (domain, site_code, icp, police_filing, organiser, operator_name, address, phone, email,
                       office_hours, find_fault_url, badge_url, service_net_url, accent, demonstration))
BOOST_DESCRIBE_STRUCT(OpennessOffice, (),
                      (group_leader, group_members, name, head, address, office_hours, phone, fax, email))

/// An agency keeps this many departments at most.
inline constexpr std::size_t kMostDepartments = 200;
}  // namespace dl::agencies

namespace dl {

template <>
inline constexpr auto kFields<agencies::Agency> = std::to_array<Field>({
    {"code",
     "统一社会信用代码",
     {.characters = 18,
      .owed = true,
      .help = "18 位，最后一位是校验码；索引号由它而来，定下后不能更改。也可填 9 位组织机构代码。"}},
    {"name", "名称", {.characters = 100, .owed = true}},
    {"short_name", "简称", {.characters = 50, .hint = "不填时同名称"}},
    {"parent", "上级机构", {.asked = Asked::Place, .hint = "没有"}},
});

template <>
inline constexpr auto kFields<agencies::Department> = std::to_array<Field>({
    {"name", "名称", {.characters = 100, .owed = true}},
    {"duties", "职责", {.characters = 1000, .asked = Asked::Long}},
});

template <>
inline constexpr auto kFields<agencies::Column> = std::to_array<Field>({
    {"name", "名称", {.characters = 50, .owed = true}},
    {"slug",
     "地址中的名字",
     {.characters = 40,
      .owed = true,
      .hint = "如 city-renewal",
      .help = "小写字母、数字和短横，成为公开网址的一部分，定下后不能更改。"}},
    {"type", "类型"},
    {"parent", "上级栏目", {.asked = Asked::Place, .hint = "没有，直接在导航中"}},
    {"update_cycle_days",
     "更新周期（天）",
     {.help = "超过这个天数没有新信息，就列为“久未更新”；0 表示按栏目类型的规定。"}},
    {"position", "次序", {.help = "同一级栏目中，数字小的在前。"}},
    {"statutory_item",
     "法定主动公开事项（《政府信息公开条例》第二十条）",
     {.characters = 2, .vocabulary = "statutory_items", .hint = "不属于其中某一项"}},
    {"register_code",
     "展示的登记簿",
     {.characters = 40,
      .vocabulary = "registers",
      .hint = "不展示登记簿",
      .help = "本机关在这个登记簿里公开的登记，最新的几条列在栏目页面的文件上面，并有全部登记的链接。"}},
    {"description",
     "说明",
     {.characters = 300, .asked = Asked::Long, .help = "说明和关键词写进公开页面的标签，供搜索引擎和网站检查使用。"}},
    {"keywords", "关键词", {.characters = 200, .hint = "用逗号分开"}},
});

template <>
inline constexpr auto kFields<agencies::Site> = std::to_array<Field>({
    {"name", "名称", {.characters = 100, .owed = true}},
    {"host", "域名", {.characters = 253, .hint = "任意域名"}},
    {"prefix", "路径", {.characters = 60, .hint = "在域名的根"}},
});

template <>
inline constexpr auto kFields<agencies::SiteFacts> = std::to_array<Field>({
    {"organiser", "主办单位", {.characters = 100, .help = "不填时写机构全称。"}},
    {"operator_name", "承办单位", {.characters = 100}},
    {"address", "地址", {.characters = 200}},
    {"phone", "联系电话", {.characters = 100}},
    {"email", "电子邮箱", {.characters = 200}},
    {"office_hours", "办公时间", {.characters = 200}},
    {"domain", "域名", {.characters = 253, .help = "公众使用的主域名，如 csglj.example.gov.cn；不填时按访问的地址。"}},
    {"site_code", "政府网站标识码", {.characters = 20, .help = "十位数字，由全国政府网站信息报送系统生成。"}},
    {"icp", "ICP 备案号", {.characters = 60}},
    {"police_filing", "公安备案号", {.characters = 60}},
    {"badge_url", "党政机关网站标识地址", {.characters = 1000, .help = "以 https:// 开头；不填时只写文字。"}},
    {"find_fault_url", "“我为政府网站找错”地址", {.characters = 1000, .help = "不填时指向本站的说明。"}},
    {"service_net_url", "政务服务网地址", {.characters = 1000}},
    {"accent", "主色", {.characters = 7, .help = "# 后接六位十六进制数，如 #0b5394；太浅的颜色会自动加深。"}},
});

template <>
inline constexpr auto kFields<agencies::OpennessOffice> = std::to_array<Field>({
    {"group_leader", "组长", {.characters = 50}},
    {"group_members", "副组长和成员", {.characters = 500, .asked = Asked::Long}},
    {"name", "公开工作机构", {.characters = 100, .hint = "如：局办公室（政务公开办公室）"}},
    {"head", "负责人", {.characters = 50}},
    {"address", "办公地址", {.characters = 200, .hint = "不填时用站点的地址"}},
    {"office_hours", "办公时间", {.characters = 200, .hint = "不填时用站点的办公时间"}},
    {"phone", "联系电话", {.characters = 100, .hint = "不填时用站点的电话"}},
    {"fax", "传真号码", {.characters = 100}},
    {"email", "电子邮箱", {.characters = 200, .hint = "不填时用站点的邮箱"}},
});

}  // namespace dl
