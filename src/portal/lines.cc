#include "portal/lines.h"

#include <algorithm>

#include "web/message.h"

namespace dl::portal {

using agencies::ColumnType;
using publications::Validity;

namespace {

/// "PDF" of a name with an ending.
std::string type_text(const publications::Attachment& file) {
  const auto dot = file.name.rfind('.');
  if (dot != std::string::npos && file.name.size() - dot <= 6) {
    std::string ending = file.name.substr(dot + 1);
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return ending;
  }
  return file.type.empty() ? "文件" : file.type;
}

}  // namespace

LineView line_view(const publications::Line& line, const Visit& visit, Detail detail) {
  LineView view;
  view.line_title = line.title;
  view.line_url = visit.document_url(line.document);
  view.line_machine_date = line.published_at.rfc3339();
  view.line_date = detail == Detail::Full ? line.published_at.text() : line.published_at.date().text();
  if (detail == Detail::Full) {
    if (!line.document_number.empty()) view.line_facts.push_back(line.document_number);
    const auto validity = line.validity_on(visit.today);
    if (validity != Validity::None) view.line_facts.emplace_back(chinese_of(validity));
  }
  return view;
}

std::vector<LineView> line_views(const std::vector<publications::Line>& lines, const Visit& visit, Detail detail) {
  std::vector<LineView> views;
  views.reserve(lines.size());
  for (const auto& line : lines) views.push_back(line_view(line, visit, detail));
  return views;
}

std::string size_text(std::int64_t bytes) {
  if (bytes < 1024) return fmt::format("{} B", bytes);
  const double kilo = static_cast<double>(bytes) / 1024;
  if (kilo < 1024) return fmt::format("{:.1f} KB", kilo);
  return fmt::format("{:.1f} MB", kilo / 1024);
}

FileView file_view(const publications::Attachment& file, const std::string& address) {
  // Of names from before they were looked at: dots alone are no part of an address.
  const bool dots = file.name.find_first_not_of('.') == std::string::npos;
  return {file.name,
          fmt::format("{}/files/{}/{}", address, file.digest, dots ? "file" : web::percent_encode(file.name)),
          type_text(file), size_text(file.size)};
}

std::string icon_of(ColumnType type) {
  switch (type) {
    case ColumnType::News: return "news";
    case ColumnType::Notices: return "bell";
    case ColumnType::Policies: return "file";
    case ColumnType::Interpretations: return "guide";
    case ColumnType::Plans: return "plan";
    case ColumnType::Registers: return "register";
    case ColumnType::Organisation: return "people";
    case ColumnType::Guide: return "guide";
    case ColumnType::Rules: return "rules";
    case ColumnType::Statutory: return "list";
    case ColumnType::AnnualReports: return "report";
    case ColumnType::Topics: return "topic";
    case ColumnType::Other: return "service";
  }
  return "file";
}

void fill_office(OfficeView& office, const SiteFoot& foot, const Visit& visit) {
  if (visit.agency == nullptr) return;
  const auto& said = visit.agency->openness;
  const auto or_else = [](const std::string& own, const std::string& other) { return own.empty() ? other : own; };
  office.office_name = or_else(said.name, foot.organiser);
  office.office_head = said.head;
  office.office_address = or_else(said.address, foot.address);
  office.office_open = or_else(said.office_hours, foot.office_hours);
  office.office_phone = or_else(said.phone, foot.phone);
  office.office_fax = said.fax;
  office.office_email = or_else(said.email, foot.email);
}

std::vector<Tile> statutory_tiles(const Visit& visit, const Vocabulary& types) {
  std::vector<Tile> tiles;
  for (const auto type : agencies::kStatutoryTypes)
    if (const auto* column = visit.directory->column_of_type(visit.site->id, type))
      tiles.push_back({column->name, visit.column_url(*column), icon_of(type), types.find(name_of(type))->note});
  return tiles;
}

Outcome<void> check_statutory(const Vocabulary& types) {
  for (const auto type : agencies::kStatutoryTypes)
    if (const auto* term = types.find(name_of(type)); term == nullptr || term->note.empty())
      return fail(Fault::Invalid, "data.invalid",
                  fmt::format("data/vocabularies/{}.toml: {} has no note", types.id, name_of(type)));
  return {};
}

Outcome<std::string> length_of(const periods::Laws& laws, std::string_view id, Date day) {
  const auto* period = laws.find(id, day);
  if (period == nullptr) return fail(Fault::Invalid, "data.invalid", fmt::format("data/laws: no period {}", id));
  if (period->unit == periods::Unit::Date)
    return fmt::format("{} 月 {} 日", period->length / 100, period->length % 100);
  return fmt::format("{} {}", period->length_text(), chinese_of(period->unit));
}

Outcome<RequestTimes> request_times(const periods::Laws& laws, Date day) {
  RequestTimes times;
  for (const auto& [id, text] : {std::pair("request.answer", &times.answer_time),
                                 {"request.extension", &times.extension_time},
                                 {"request.correction-notice", &times.completion_time}}) {
    DL_TRY(*text, length_of(laws, id, day));
  }
  return times;
}

}  // namespace dl::portal
