// A document's address: its page, those of its past editions, or the tombstone of one that was withdrawn.
#include "portal/publications/document_page.h"
#include "portal/shell.h"

namespace dl::portal {

using publications::Live;

namespace {

constexpr std::int64_t kMostEditions = 1'000'000;

std::vector<EditionView> editions_of(const std::vector<publications::PastEdition>& past, const std::string& address) {
  std::vector<EditionView> editions;
  for (auto edition = past.rbegin(); edition != past.rend(); ++edition) {
    EditionView view{.edition_number = edition->number, .edition_released = edition->released_at.text()};
    view.edition_note = edition->change_note.empty() ? "首次公布" : edition->change_note;
    view.edition_current = edition->state == publications::State::Published;
    if (edition->state == publications::State::Superseded)
      view.edition_url = fmt::format("{}/editions/{}", address, edition->number);
    editions.push_back(std::move(view));
  }
  return editions;
}

std::vector<NeighbourView> neighbours_of(const publications::Neighbours& found, const Visit& visit) {
  std::vector<NeighbourView> views;
  if (found.newer) views.push_back({"上一篇", "prev", found.newer->title, visit.document_url(found.newer->document)});
  if (found.older) views.push_back({"下一篇", "next", found.older->title, visit.document_url(found.older->document)});
  return views;
}

// The column is a topic because its other documents stand at the foot of the page.
std::vector<std::string> topics_of(const Live& live, const Visit& visit) {
  std::vector<std::string> topics = {visit.facts_topic(), publications::topic_of_document(live.document.id),
                                     publications::topic_of_column(live.document.column)};
  const auto& metadata = live.edition.metadata;
  if (metadata.effective_on || metadata.expires_on) topics.emplace_back(kDayTopic);
  for (const auto& link : live.links) topics.push_back(publications::topic_of_document(link.document));
  return topics;
}

Outcome<web::Response> show_tombstone(std::int64_t id, const Visit& visit, Portal& portal) {
  DL_TRY(const auto tombstone,
         portal.database.read([&](db::Session& session) { return publications::load_tombstone(session, id); }));
  const auto* const column = visit.directory->column(tombstone.column);
  if (!column || column->site != visit.site->id) return fail(Fault::NotFound, "document.missing");
  TombstonePage page;
  fill_shell(page, visit,
             {.title = fmt::format("已撤下：{}", tombstone.title),
              .path = fmt::format("/documents/{}", id),
              .column = column,
              .crumbs = {{"已撤下", {}}}});
  page.withdrawn_title = tombstone.title;
  page.withdrawn = tombstone.withdrawn_at.text();
  page.withdrawn_machine = tombstone.withdrawn_at.rfc3339();
  page.published = tombstone.published_at.text();
  page.ground = tombstone.ground;
  page.index_number = tombstone.index_number;
  page.column_name = column->name;
  page.column_url = visit.column_url(*column);
  auto response =
      page_of(portal.pages.tombstone.render(page), {visit.facts_topic(), publications::topic_of_document(id)});
  response.status = web::status_of(Fault::Gone);
  return response;
}

// What a past edition's page says otherwise: its own address and title, nothing about the force that the
// present edition has, and that search engines shall keep to the present one.
void make_past(DocumentPage& page, const Visit& visit, const std::string& path) {
  page.page_title = fmt::format("（第 {} 版，旧版）{}", page.old_edition->old_number, page.page_title);
  page.page_address = visit.absolute(path);
  page.crumbs.back().crumb_label = fmt::format("第 {} 版", page.old_edition->old_number);
  page.notice.reset();
  add_meta(page, "robots", "noindex");
}

}  // namespace

Outcome<web::Response> show_document(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "document.missing");

  DocumentPage page;
  auto live = portal.database.read([&](db::Session& session) -> Outcome<Live> {
    DL_TRY(auto loaded, publications::load_live(session, *id));
    DL_TRY(const auto neighbours, publications::find_neighbours(session, loaded));
    page.neighbours = neighbours_of(neighbours, visit);
    if (loaded.editions > 1) {
      DL_TRY(const auto past, publications::list_public_editions(session, *id));
      page.editions = editions_of(past, visit.document_url(*id));
    }
    return loaded;
  });
  if (!live && live.error().fault == Fault::Gone) return show_tombstone(*id, visit, portal);
  if (!live) return Failure(std::move(live).error());
  const auto* const column = visit.directory->column(live->document.column);
  if (!column || column->site != visit.site->id) return fail(Fault::NotFound, "document.missing");

  auto topics = topics_of(*live, visit);
  fill_document_page(page, std::move(*live), visit, *column);
  return page_of(portal.pages.document.render(page), std::move(topics));
}

Outcome<web::Response> show_past_edition(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  const auto number = read_number(http.parameter("number"));
  if (!id || !number || *number > kMostEditions) return fail(Fault::NotFound, "document.edition-missing");

  std::vector<publications::PastEdition> past;
  auto live = portal.database.read([&](db::Session& session) -> Outcome<Live> {
    DL_TRY(auto loaded, publications::load_public_edition(session, *id, static_cast<int>(*number)));
    DL_TRY(past, publications::list_public_editions(session, *id));
    return loaded;
  });
  if (!live && live.error().fault == Fault::Gone) {
    // When only this edition was withdrawn there is no tombstone, and the plain page of that status is drawn.
    auto tombstone = show_tombstone(*id, visit, portal);
    if (tombstone || tombstone.error().fault != Fault::NotFound) return tombstone;
  }
  if (!live) return Failure(std::move(live).error());
  const auto* const column = visit.directory->column(live->document.column);
  if (!column || column->site != visit.site->id) return fail(Fault::NotFound, "document.missing");
  if (live->edition.state == publications::State::Published) return web::see_other(visit.document_url(*id));

  DocumentPage page;
  auto topics = topics_of(*live, visit);
  const auto& edition = live->edition;
  page.old_edition = OldEdition{.old_number = edition.number,
                                .old_released = edition.released_at.value_or(Instant()).text(),
                                .old_ended = edition.ended_at.value_or(Instant()).text(),
                                .present_url = visit.document_url(*id)};
  page.editions = editions_of(past, visit.document_url(*id));
  fill_document_page(page, std::move(*live), visit, *column);
  make_past(page, visit, fmt::format("/documents/{}/editions/{}", *id, *number));
  return page_of(portal.pages.document.render(page), std::move(topics));
}

}  // namespace dl::portal
