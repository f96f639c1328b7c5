#include "portal/publications/document_page.h"

#include "base/text.h"
#include "portal/leaving.h"
#include "portal/lines.h"
#include "portal/shell.h"

namespace dl::portal {

using publications::Live;
using publications::Relation;
using publications::Validity;

namespace {

// Headings of a body follow each other without a gap, whatever levels the author used.
void close_heading_gaps(content::Tree& tree) {
  int last = 0;
  std::vector<std::pair<int, int>> open;  // level as written, level as shown
  for (auto& block : tree.blocks) {
    if (block.kind != content::BlockKind::Heading) continue;
    while (!open.empty() && open.back().first >= block.level) open.pop_back();
    last = open.empty() ? 1 : open.back().second + 1;
    open.emplace_back(block.level, last);
    block.level = last;
  }
}

void ask_at_links(content::Tree& tree, const Visit& visit) {
  const auto each = [&](std::vector<content::Run>& runs) {
    for (auto& run : runs)
      if (!run.link.empty()) run.link = leaving_address(run.link, visit);
  };
  for (auto& block : tree.blocks) {
    each(block.runs);
    for (auto& row : block.rows)
      for (auto& cell : row.cells) each(cell.runs);
  }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

// 政策文件 and everything with a number or a force of its own carries the card (site norms 5.7).
bool wants_index_card(const Live& live, const agencies::Column& column) {
  const auto& metadata = live.edition.metadata;
  const bool narrative = column.type == agencies::ColumnType::News;
  return !live.document.index_number.empty() && (!narrative || !metadata.document_number.empty());
}

// The first seven rows are owed and say so when they are not known; the others appear when they are.
std::vector<IndexRow> index_card(const Live& live, Date today) {
  const auto& metadata = live.edition.metadata;
  std::vector<IndexRow> rows;
  const auto day = [](const std::optional<Date>& date) { return date ? date->text() : std::string(); };
  const auto owe = [&](const char* label, std::string value) {
    rows.push_back({label, value.empty() ? "未标明" : std::move(value), false});
  };
  const auto add = [&](const char* label, std::string value) {
    if (!value.empty()) rows.push_back({label, std::move(value), false});
  };
  owe("索引号", live.document.index_number);
  owe("主题分类", joined(metadata.themes, "；"));
  owe("发文机关", metadata.issuer);
  owe("成文日期", day(metadata.issued_on));
  owe("发文字号", metadata.document_number);
  owe("发布日期", live.edition.published_at.value_or(Instant()).text());
  owe("有效性", std::string(chinese_of(publications::validity_on(metadata, today))));
  add("文种", metadata.kind);
  add("体裁", metadata.genre);
  if (metadata.disclosure != publications::DisclosureClass::Undecided)
    add("公开方式", std::string(chinese_of(metadata.disclosure)));
  add("施行日期", day(metadata.effective_on));
  add("失效日期", day(metadata.expires_on));
  add("主题词", metadata.keywords);
  if (rows.size() % 2 == 1) rows.back().index_whole = true;
  return rows;
}

std::optional<Notice> notice_of(const Live& live, const Visit& visit) {
  const auto& metadata = live.edition.metadata;
  const auto validity = publications::validity_on(metadata, visit.today);
  if (validity == Validity::None || validity == Validity::InForce) return std::nullopt;
  Notice notice;
  notice.notice_title = fmt::format("本文件{}。", chinese_of(validity));
  if (validity == Validity::Pending && metadata.effective_on)
    notice.notice_text = fmt::format("自 {} 起施行。", metadata.effective_on->text());
  if (validity == Validity::Expired && metadata.expires_on)
    notice.notice_text = fmt::format("失效日期：{}。", metadata.expires_on->text());
  if (!metadata.validity_basis.empty()) notice.notice_text += fmt::format("依据：{}。", metadata.validity_basis);
  for (const auto& link : live.links) {
    const bool ends = link.relation == Relation::Amends || link.relation == Relation::Repeals;
    if (link.outgoing || !ends) continue;
    notice.notice_url = visit.document_url(link.document);
    notice.notice_label = link.title;
  }
  return notice;
}

std::vector<FileView> files_of(const Live& live, const Visit& visit) {
  std::vector<FileView> files;
  for (const auto& file : live.edition.attachments) {
    if (file.embedded) continue;
    files.push_back(file_view(file, visit.document_url(live.document.id)));
  }
  return files;
}

std::vector<Related> related_of(const Live& live, const Visit& visit) {
  struct Group {
    const char* name;
    const char* id;
    bool (*takes)(const publications::Link&);
  };
  constexpr Group kGroups[] = {
      {"政策解读", "interpretations-title",
       [](const publications::Link& link) { return link.relation == Relation::Interprets && !link.outgoing; }},
      {"解读的文件", "interpreted-title",
       [](const publications::Link& link) { return link.relation == Relation::Interprets && link.outgoing; }},
      {"相关文件", "related-title",
       [](const publications::Link& link) { return link.relation != Relation::Interprets; }},
  };
  std::vector<Related> groups;
  for (const auto& group : kGroups) {
    Related related{group.name, group.id, {}};
    for (const auto& link : live.links)
      if (group.takes(link)) related.related_links.push_back({link.title, visit.document_url(link.document)});
    if (!related.related_links.empty()) groups.push_back(std::move(related));
  }
  return groups;
}

void add_document_metas(DocumentPage& page, const Live& live, const Visit& visit) {
  const auto& metadata = live.edition.metadata;
  add_meta(page, "ArticleTitle", metadata.title);
  add_meta(page, "PubDate", page.published);
  add_meta(page, "ContentSource", page.source);
  add_meta(page, "Keywords", metadata.keywords);
  add_meta(page, "Author", metadata.author);
  add_meta(page, "Description", metadata.summary.empty() ? content::summary(live.edition.body, 100) : metadata.summary);
  for (const auto& block : live.edition.body.blocks) {
    if (block.kind != content::BlockKind::Image || !block.source.starts_with("file:")) continue;
    add_meta(page, "Image",
             visit.absolute(fmt::format("/documents/{}/files/{}", live.document.id, block.source.substr(5))));
    break;
  }
  add_meta(page, "Url", page.page_address);
}

}  // namespace

void fill_document_page(DocumentPage& page, Live live, const Visit& visit, const agencies::Column& column) {
  const auto id = live.document.id;
  const auto path = fmt::format("/documents/{}", id);
  const auto& metadata = live.edition.metadata;
  fill_shell(page, visit,
             {.title = metadata.title, .path = path, .column = &column, .crumbs = {{"正文", visit.url(path)}}});
  page.document_title = metadata.title;
  page.document_number = metadata.document_number;
  page.published = live.edition.published_at.value_or(Instant()).text();
  page.published_machine = live.edition.published_at.value_or(Instant()).rfc3339();
  page.source = metadata.source.empty() ? page.agency_name : metadata.source;
  page.author = metadata.author;
  page.page_address = visit.absolute(path);
  page.qr_url = visit.url(fmt::format("/qr/document/{}.svg", id));
  add_column_metas(page, column);
  add_document_metas(page, live, visit);
  if (wants_index_card(live, column)) page.index = index_card(live, visit.today);
  page.notice = notice_of(live, visit);
  page.files = files_of(live, visit);
  page.related = related_of(live, visit);
  close_heading_gaps(live.edition.body);
  ask_at_links(live.edition.body, visit);
  page.body.text = content::render_html(live.edition.body, visit.url(path + "/files/"));
}

}  // namespace dl::portal
