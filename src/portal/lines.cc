#include "portal/lines.h"

namespace dl::portal {

using agencies::ColumnType;
using publications::Validity;

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

std::vector<Tile> statutory_tiles(const Visit& visit) {
  struct Row {
    ColumnType type;
    const char* note;
  };
  constexpr Row kRows[] = {
      {ColumnType::Guide, "公开什么、到哪里找、怎样申请"},
      {ColumnType::Rules, "公开工作依据的法规和制度"},
      {ColumnType::Statutory, "条例第二十条规定的各项信息"},
      {ColumnType::AnnualReports, "历年政府信息公开工作报告"},
  };
  std::vector<Tile> tiles;
  for (const auto& row : kRows)
    if (const auto* column = visit.directory->column_of_type(visit.site->id, row.type))
      tiles.push_back({column->name, visit.column_url(*column), icon_of(row.type), row.note});
  return tiles;
}

}  // namespace dl::portal
