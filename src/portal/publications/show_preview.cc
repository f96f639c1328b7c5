// The newest edition of a document as its page will look, for those who work on it. Never kept.
#include "portal/publications/preview.h"

#include "portal/publications/document_page.h"
#include "publications/shelf.h"

namespace dl::portal {

namespace {

Visit visit_of(const web::Request& http, const Portal& portal, std::int64_t column) {
  Visit visit;
  visit.directory = portal.directory.current();
  const auto* const found = visit.directory->column(column);
  visit.site = found ? visit.directory->site(found->site) : nullptr;
  if (!visit.site) return visit;
  visit.agency = visit.directory->agency(visit.site->agency);
  visit.mount = visit.site->prefix;
  visit.origin = fmt::format("{}://{}", http.secure ? "https" : "http", http.authority);
  visit.target = http.target;
  visit.elder = mode_of(http) == "elder";
  return visit;
}

// Files of work are not public yet; staff get them from the API.
void lead_to_work_files(DocumentPage& page, const Visit& visit, const publications::Document& document,
                        const std::vector<publications::Attachment>& attachments) {
  const auto there = fmt::format("/api/v1/documents/{}/files/", document.id);
  const auto here = visit.url(fmt::format("/documents/{}/files/", document.id));
  auto& html = page.body.text;
  for (auto at = html.find("\"" + here); at != std::string::npos; at = html.find("\"" + here, at + 1))
    html.replace(at + 1, here.size(), there);
  std::size_t next = 0;
  for (const auto& file : attachments)
    if (!file.embedded && next < page.files.size()) page.files[next++].file_url = there + file.digest;
}

// Stands where pages tell what force a text has, and before that.
void say_preview(DocumentPage& page, const publications::Edition& edition) {
  Notice notice;
  notice.notice_title = fmt::format("预览：第 {} 版，{}。", edition.number, chinese_of(edition.state));
  notice.notice_text = "只有登录的办理人员能看到这个页面。";
  if (page.notice) {
    notice.notice_text += page.notice->notice_title + page.notice->notice_text;
    notice.notice_url = page.notice->notice_url;
    notice.notice_label = page.notice->notice_label;
  }
  page.notice = std::move(notice);
}

}  // namespace

Outcome<web::Response> show_preview(const web::Request& http, Portal& portal, const accounts::Principal& who) {
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "document.missing");
  const auto& scope = who.scope(accounts::Right::ReadDocuments);
  publications::Live live;
  DL_CHECK(portal.database.read([&](db::Session& session) -> Outcome<void> {
    DL_TRY(auto work, publications::load_work(session, scope, *id));
    live.document = std::move(work.document);
    live.edition = std::move(work.edition);
    DL_TRY(live.links, publications::list_links(session, scope, *id));
    return {};
  }));
  const auto visit = visit_of(http, portal, live.document.column);
  if (!visit.site) return fail(Fault::NotFound, "site.missing");
  const auto document = live.document;
  const auto edition = live.edition;
  DocumentPage page;
  // What was never published shows the moment at which it would be, were it now.
  if (!live.edition.published_at) live.edition.published_at = portal.clock.now();
  fill_document_page(page, std::move(live), visit, *visit.directory->column(document.column));
  say_preview(page, edition);
  lead_to_work_files(page, visit, document, edition.attachments);
  auto response = page_of(portal.pages.document.render(page), {});
  response.headers.emplace_back("X-Robots-Tag", "noindex");
  response.max_age = -1;
  return response;
}

}  // namespace dl::portal
