// The home page: the latest important item, how much was published, and the newest of each column.
#include "base/resources.h"
#include "portal/lines.h"
#include "portal/records/registers.h"
#include "portal/shell.h"

namespace dl::portal {

using agencies::Column;
using agencies::ColumnType;

namespace {

constexpr int kNews = 6;
constexpr int kBlockLines = 6;
constexpr int kYears = 6;

// The drawing is 400 by 230 units; bars stand on the line at 200.
constexpr int kChartWidth = 400;
constexpr int kChartFloor = 200;
constexpr int kChartHeight = 165;

/// Reads for one home page.
struct Reading {
  const Visit& visit;
  Portal& portal;
  db::Session& session;

  Outcome<publications::Page> newest(const std::vector<std::int64_t>& columns, int limit) const {
    return publications::list_live(session, {.columns = columns}, std::nullopt, limit);
  }
  Outcome<Tally> tally(const std::vector<std::int64_t>& columns) const { return portal.counts.of(session, columns); }
};

void fill_lead(HomePage& page, const Visit& visit, const std::vector<publications::Line>& lines) {
  if (lines.empty()) return;
  const auto& first = lines.front();
  const auto* const column = visit.directory->column(first.column);
  Lead lead;
  lead.lead_kicker = fmt::format("{} · {}", column ? column->name : "最新发布", first.published_at.text());
  lead.lead_title = first.title;
  lead.lead_url = visit.document_url(first.document);
  lead.lead_summary = first.summary;
  for (std::size_t i = 1; i < lines.size(); ++i) lead.news.push_back(line_view(lines[i], visit, Detail::Date));
  if (column) {
    lead.lead_column = column->name;
    lead.lead_more_url = visit.column_url(*column);
  }
  page.lead = std::move(lead);
}

std::vector<Bar> bars_of(std::vector<std::pair<int, std::int64_t>> years) {
  if (years.size() > kYears) years.resize(kYears);
  std::ranges::reverse(years);
  std::int64_t most = 1;
  for (const auto& [year, count] : years) most = std::max(most, count);
  const int step = kChartWidth / static_cast<int>(std::max<std::size_t>(years.size(), 3));
  std::vector<Bar> bars;
  for (const auto& [year, count] : years) {
    Bar bar;
    bar.bar_label = std::to_string(year);
    bar.bar_name = fmt::format("{} 年", year);
    bar.bar_count = count;
    bar.bar_width = std::min(44, step - 14);
    bar.bar_middle = step * static_cast<int>(bars.size()) + step / 2;
    bar.bar_x = bar.bar_middle - bar.bar_width / 2;
    bar.bar_height = std::max(2, static_cast<int>(count * kChartHeight / most));
    bar.bar_y = kChartFloor - bar.bar_height;
    bar.bar_value_y = bar.bar_y - 7;
    bars.push_back(std::move(bar));
  }
  return bars;
}

void fill_openness(HomePage& page, const Tally& tally, int this_year) {
  if (tally.total == 0) return;
  Openness openness;
  openness.year_total = tally.total;
  openness.year_label = "已公开";
  for (const auto& [year, count] : tally.years)
    if (year == this_year) openness.year_label = fmt::format("已公开，其中今年 {} 条", count);
  openness.chart_title = "近年公开信息数量";
  openness.bar_unit = "年份";
  openness.bars = bars_of(tally.years);
  page.openness = std::move(openness);
}

Outcome<void> fill_blocks(HomePage& page, const Reading& read) {
  constexpr ColumnType kBlocks[] = {ColumnType::Policies, ColumnType::Interpretations, ColumnType::Notices,
                                    ColumnType::Plans};
  for (const auto type : kBlocks) {
    const auto* const column = read.visit.directory->column_of_type(read.visit.site->id, type);
    if (!column) continue;
    DL_TRY(const auto newest, read.newest(read.visit.directory->with_descendants(column->id), kBlockLines));
    if (newest.lines.empty()) continue;
    page.pairs.push_back({column->name, column->slug, read.visit.column_url(*column),
                          line_views(newest.lines, read.visit, Detail::Date)});
  }
  return {};
}

// Columns that a block above does not show and that hold something.
Outcome<void> fill_registers(HomePage& page, const Reading& read) {
  constexpr ColumnType kKinds[] = {ColumnType::Organisation, ColumnType::Registers, ColumnType::Topics,
                                   ColumnType::Other};
  for (const auto& column : read.visit.directory->columns()) {
    if (column.site != read.visit.site->id || std::ranges::find(kKinds, column.type) == std::end(kKinds)) continue;
    if (!read.visit.directory->children(column.site, column.id).empty()) continue;
    DL_TRY(const auto tally, read.tally({column.id}));
    if (tally.total == 0) continue;
    page.registers.push_back(
        {column.name, read.visit.column_url(column), icon_of(column.type), fmt::format("{} 条", tally.total)});
  }
  return {};
}

// A few stand here themselves; where there are many, their headings do.
void add_registers(HomePage& page, const Reading& read, const ShownRegisters& shown) {
  constexpr std::size_t kFew = 6;
  const auto icon = icon_of(ColumnType::Registers);
  if (shown.all.size() <= kFew) {
    for (const auto& one : shown.all)
      page.registers.push_back(
          {one.made->title, read.visit.url(register_path(*one.made)), icon, count_text(one.count)});
    return;
  }
  for (auto one = shown.all.begin(); one != shown.all.end();) {
    const auto end = std::find_if(one, shown.all.end(),
                                  [&](const ShownRegister& other) { return other.made->group != one->made->group; });
    page.registers.push_back(
        {one->made->group_title, read.visit.url(group_path(*one->made)), icon, fmt::format("{} 项清单", end - one)});
    one = end;
  }
}

Outcome<void> fill_page(HomePage& page, const Reading& read) {
  const auto all = read.visit.columns();
  const auto* const news = read.visit.directory->column_of_type(read.visit.site->id, ColumnType::News);
  publications::Page latest;
  if (news) {
    DL_TRY(latest, read.newest(read.visit.directory->with_descendants(news->id), kNews));
  }
  if (latest.lines.empty()) {
    DL_TRY(latest, read.newest(all, kNews));
  }
  fill_lead(page, read.visit, latest.lines);
  DL_TRY(const auto tally, read.tally(all));
  fill_openness(page, tally, read.visit.today.year());
  DL_CHECK(fill_blocks(page, read));
  return fill_registers(page, read);
}

// Three ways into the demonstration. The console belongs to the installation, so it has no prefix; a program that was
// built without it names the first way alone.
void fill_guide(HomePage& page, const Visit& visit) {
  const auto* const policies = visit.directory->column_of_type(visit.site->id, ColumnType::Policies);
  page.guide = {{"市民", policies ? visit.column_url(*policies) : visit.url("/search"), "file",
                 "查一份政策：正文、解读、是否有效，一页看全。"}};
  if (find_resource("console/index.html")) {
    page.guide.push_back({"经办人", "/console/", "plan",
                          "登录工作台：待办里有退回的、待审的、快到期的；也可以导入一份新的，办到发布。"});
    page.guide.push_back(
        {"监督员", "/console/dashboard", "list", "看各机关办到哪一步、哪些栏目久未更新；审计员还能查每一步的日志。"});
  }
  page.guide_off_url = visit.url("/view?mode=no-guide&back=" + web::percent_encode(visit.url("/")));
}

}  // namespace

// Shows what exists; a column without documents leaves no empty block behind.
Outcome<web::Response> show_home(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  HomePage page;
  fill_shell(page, visit, {.path = "/"});
  DL_TRY(static_cast<RequestTimes&>(page), request_times(portal.carried->laws, visit.today));
  page.statutory = statutory_tiles(visit, portal.vocabularies.at("column_types"));
  if (page.demonstration && !is_guide_off(http)) fill_guide(page, visit);
  DL_TRY(const auto whole, portal.database.read([&](db::Session& session) -> Outcome<bool> {
    const Reading read{visit, portal, session};
    DL_CHECK(fill_page(page, read));
    DL_TRY(const auto registers, registers_on(visit, portal, session));
    add_registers(page, read, registers);
    return registers.whole;
  }));
  if (!whole) return page_of(portal.pages.home.render(page), {});
  auto topics = topics_of_registers(portal);
  topics.insert(topics.end(), {visit.facts_topic(), visit.site_topic(), std::string(kDayTopic)});
  return page_of(portal.pages.home.render(page), std::move(topics));
}

}  // namespace dl::portal
