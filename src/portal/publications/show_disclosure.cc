// 政府信息公开: the four statutory columns, art. 20 item by item, and how to apply.
#include "portal/lines.h"
#include "portal/requests/paths.h"
#include "portal/shell.h"

namespace dl::portal {

using agencies::Column;
using agencies::ColumnType;

namespace {

constexpr int kSectionLines = 5;

struct SectionPlan {
  ColumnType type;
  const char* id;
  const char* empty;  ///< {} is the day by which annual reports are to be public
};

constexpr SectionPlan kSections[] = {
    {ColumnType::Guide, "guide", "指南正在编制，公布后会列在这里。需要帮助时，请用页脚的联系方式询问。"},
    {ColumnType::Rules, "rules", "制度文件正在整理，公布后会列在这里。"},
    {ColumnType::AnnualReports, "annual-reports", "年度报告于次年 {}前公布，公布后会列在这里。"},
};

Outcome<void> fill_sections(DisclosurePage& page, const Visit& visit, Portal& portal, db::Session& session) {
  DL_TRY(const auto last_day, length_of(portal.carried->laws, periods::kAnnualReport, visit.today));
  for (const auto& plan : kSections) {
    auto empty = fmt::format(fmt::runtime(plan.empty), last_day);
    DisclosureSection section{plan.id, std::string(chinese_of(plan.type)), {}, std::move(empty), {}};
    if (const auto* const column = visit.directory->column_of_type(visit.site->id, plan.type)) {
      const publications::Filter filter{.columns = visit.directory->with_descendants(column->id)};
      DL_TRY(const auto newest, publications::list_live(session, filter, std::nullopt, kSectionLines));
      section.section_url = visit.column_url(*column);
      section.lines = line_views(newest.lines, visit, Detail::Date);
    }
    page.sections.push_back(std::move(section));
  }
  return {};
}

Outcome<void> fill_items(DisclosurePage& page, const Visit& visit, Portal& portal, db::Session& session) {
  const auto& items = portal.vocabularies.at("statutory_items");
  page.items_source = items.source;
  for (const auto& term : items.terms) {
    StatutoryItem item;
    item.item_title = fmt::format("（{}）{}", term.code, term.name);
    for (const auto& column : visit.directory->columns()) {
      if (column.site != visit.site->id || column.statutory_item != term.code) continue;
      DL_TRY(const auto tally, portal.counts.of(session, visit.directory->with_descendants(column.id)));
      item.item_columns.push_back({column.name, visit.column_url(column), tally.total});
    }
    page.items.push_back(std::move(item));
  }
  return {};
}

}  // namespace

Outcome<web::Response> show_disclosure(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DisclosurePage page;
  fill_shell(page, visit, {.title = "政府信息公开", .path = "/disclosure", .crumbs = {{"政府信息公开", {}}}});
  const Column shown{
      .name = "政府信息公开",
      .type = ColumnType::Statutory,
      .description = fmt::format("{}政府信息公开指南、制度、法定主动公开内容和年度报告", page.agency_name),
      .keywords = "政府信息公开,依申请公开,法定主动公开内容"};
  add_column_metas(page, shown);
  DL_TRY(static_cast<RequestTimes&>(page), request_times(portal.carried->laws, visit.today));
  page.statutory = statutory_tiles(visit, portal.vocabularies.at("column_types"));
  if (const auto* const column = visit.directory->column_of_type(visit.site->id, ColumnType::Statutory))
    page.statutory_url = visit.column_url(*column);
  if (visit.has_window) page.guide_url = visit.url(kGuidePath);
  fill_disclosure_side(page, visit, nullptr);
  fill_office(page, page, visit);
  const auto filled = portal.database.read([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(fill_sections(page, visit, portal, session));
    return fill_items(page, visit, portal, session);
  });
  if (!filled) return Failure(filled.error());
  return page_of(portal.pages.disclosure.render(page),
                 {visit.facts_topic(), visit.site_topic(), std::string(kDayTopic)});
}

}  // namespace dl::portal
