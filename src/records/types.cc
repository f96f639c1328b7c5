#include "records/types.h"

#include <algorithm>
#include <array>

#include "records/families.h"

namespace dl::records {
namespace {

using Compared = condition::Type;

constexpr std::string_view kText = R"("type":"string")";
constexpr std::string_view kInteger = R"("type":"integer")";
constexpr std::string_view kDay = R"("type":"string","format":"date")";
constexpr std::string_view kCode18 = R"("type":"string","pattern":"^[0-9A-HJ-NPQRTUWXY]{18}$")";
constexpr std::string_view kFile = R"("type":"string","pattern":"^sha256:[0-9a-f]{64} [1-9]\\d* [^;；]+$")";
constexpr std::string_view kPlace = R"("type":"string","pattern":"^-?\\d+\\.\\d{6},-?\\d+\\.\\d{6}$")";

// In the order of Type.
constexpr std::array kTypes = {
    TypeRow{Type::Text, "text", "文字", Stored::Text, Compared::Text, kLength | kAllow, 200, kText, kText, parse_line,
            write_text},
    TypeRow{Type::LongText, "long-text", "多行文字", Stored::Text, Compared::Text, kLength, 20'000, kText, kText,
            parse_lines, write_text},
    TypeRow{Type::Integer, "integer", "整数", Stored::Integer, Compared::Integer, kRange, 0, kInteger, kInteger,
            parse_integer, write_text},
    TypeRow{Type::Decimal, "decimal", "小数", Stored::Integer, Compared::Integer, kRange | kDigits, 0, kInteger,
            R"("type":"number")", parse_decimal, write_decimal},
    TypeRow{Type::Money, "money", "金额", Stored::Integer, Compared::Integer, kRange | kShown, 0, kInteger,
            R"("type":"number")", parse_money, write_money},
    TypeRow{Type::Date, "date", "日期", Stored::Text, Compared::Date, 0, 0, kDay, R"("type":"date")", parse_day,
            write_text},
    TypeRow{Type::Month, "month", "月份", Stored::Text, Compared::Text, 0, 0,
            R"("type":"string","pattern":"^\\d{4}-\\d{2}$")", R"("type":"yearmonth")", parse_month, write_text},
    TypeRow{Type::Year, "year", "年份", Stored::Integer, Compared::Integer, kRange, 0, kInteger, R"("type":"year")",
            parse_year, write_text},
    TypeRow{Type::Moment, "moment", "时间", Stored::Integer, Compared::Integer, 0, 0, kInteger,
            R"("type":"datetime","format":"%Y-%m-%d %H:%M:%S")", parse_moment, write_moment},
    TypeRow{Type::Period, "period", "起止日期", Stored::Text, Compared::Text, 0, 0,
            R"("type":"string","pattern":"^\\d{4}-\\d{2}-\\d{2}/\\d{4}-\\d{2}-\\d{2}$")", kText, parse_period,
            write_text},
    TypeRow{Type::YesNo, "yes-no", "是否", Stored::Integer, Compared::Integer, 0, 0, R"("type":"integer","enum":[0,1])",
            R"("type":"boolean","trueValues":["是"],"falseValues":["否"])", parse_yes_no, write_yes_no},
    TypeRow{Type::Code, "code", "选项", Stored::Text, Compared::Text, kList, 0, kText, kText, parse_code, write_text},
    TypeRow{Type::Agency, "agency", "机关代码", Stored::Text, Compared::Text, kAllow, 0, kText, kText, parse_agency,
            write_text},
    TypeRow{Type::Department, "department", "内设机构", Stored::Text, Compared::Text, kLength, 100, kText, kText,
            parse_line, write_text},
    TypeRow{Type::UnifiedCode, "unified-code", "统一社会信用代码", Stored::Text, Compared::Text, kAllow, 0, kCode18,
            kText, parse_unified_code, write_text},
    TypeRow{Type::OrganisationCode, "organisation-code", "组织机构代码", Stored::Text, Compared::Text, kAllow, 0, kText,
            kText, parse_organisation_code, write_text},
    TypeRow{Type::IdNumber, "id-number", "公民身份号码", Stored::Text, Compared::Text, 0, 0,
            R"("type":"string","pattern":"^\\d{17}[0-9X]$")", kText, parse_id_number, write_text},
    TypeRow{Type::PersonName, "person-name", "姓名", Stored::Text, Compared::Text, kLength, 50, kText, kText,
            parse_person_name, write_text},
    TypeRow{Type::Phone, "phone", "电话", Stored::Text, Compared::Text, kLength, 50, kText, kText, parse_phone,
            write_text},
    TypeRow{Type::Address, "address", "地址", Stored::Text, Compared::Text, kLength, 200, kText, kText, parse_line,
            write_text},
    TypeRow{Type::DocumentNumber, "document-number", "文号", Stored::Text, Compared::Text, kLength, 100, kText, kText,
            parse_document_number, write_text},
    TypeRow{Type::LegalBasis, "legal-basis", "法律依据", Stored::Text, Compared::Text, kLength, 4'000, kText, kText,
            parse_legal_basis, write_text},
    TypeRow{Type::Place, "place", "经纬度", Stored::Place, Compared::Text, 0, 0, kPlace,
            R"("type":"geopoint","format":"default")", parse_place, write_text},
    TypeRow{Type::Link, "link", "关联记录", Stored::Text, Compared::Text, kLength | kLinks, 200, kText, kText,
            parse_line, write_text},
    TypeRow{Type::Document, "document", "公开文件", Stored::Text, Compared::Text, 0, 0, kText, kText, parse_document,
            write_text},
    TypeRow{Type::File, "file", "附件", Stored::Text, Compared::Text, 0, 0, kFile, kText, parse_file, write_text},
    TypeRow{Type::WebAddress, "web-address", "网址", Stored::Text, Compared::Text, kLength, 2'000,
            R"("type":"string","format":"uri")", R"("type":"string","format":"uri")", parse_web_address, write_text},
    TypeRow{Type::Table, "table", "明细", Stored::Rows, Compared::List, kFields, 0, R"("type":"array")",
            R"("type":"array")", nullptr, nullptr},
};

consteval bool in_order() {
  for (std::size_t i = 0; i < kTypes.size(); ++i)
    if (static_cast<std::size_t>(kTypes[i].value) != i) return false;
  return true;
}
static_assert(in_order());

}  // namespace

const TypeRow& row_of(Type type) { return kTypes.at(static_cast<std::size_t>(type)); }

const TypeRow* find_type(std::string_view name) {
  const auto* found = std::ranges::find(kTypes, name, &TypeRow::name);
  return found == kTypes.end() ? nullptr : found;
}

std::vector<std::string_view> type_names() {
  std::vector<std::string_view> names;
  for (const auto& row : kTypes) names.push_back(row.name);
  return names;
}

}  // namespace dl::records
