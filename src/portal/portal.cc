#include "portal/portal.h"

#include "portal/lines.h"
#include "portal/requests/paths.h"
#include "publications/figures.h"
#include "records/figures.h"

namespace dl::portal {

Outcome<std::unique_ptr<Portal>> open_portal(db::Database& database, const agencies::DirectoryHolder& directory,
                                             const search::Index* index, const Clock& clock,
                                             const web::TemplateSource& source, Options options) {
  DL_TRY(auto pages, Pages::load(source));
  DL_CHECK(publications::public_documents());
  DL_TRY(auto carried, records::carried());
  DL_CHECK(request_times(carried->laws, clock.today()));
  DL_TRY(auto figures, records::register_figures());
  DL_TRY(auto lists, Vocabularies::load());
  DL_CHECK(check_statutory(lists.at("column_types")));
  DL_TRY(auto outlines, load_outlines());
  auto portal =
      std::make_unique<Portal>(database, directory, index, clock, std::move(pages), std::move(lists), options);
  portal->carried = std::move(carried);
  portal->register_figures = std::move(figures);
  portal->outlines = std::move(outlines);
  return portal;
}

void mount(web::Router& router, Portal& portal) {
  router.add(kRoutes, portal);
  router.add(web::BoundRoute{.verb = web::Verb::Post,
                             .pattern = kNewRequestPath,
                             .admit = [&portal](const web::Request& head) { return admit_request(head, portal); },
                             .who = "whoever was shown the form",
                             .csrf = web::Csrf::Required,
                             .body_limit = static_cast<std::size_t>(portal.options.files.a_request) + kBesideFiles,
                             .rate = web::Rate::Form,
                             .lane = web::Lane::Files});
}

void forget(Portal& portal, std::span<const std::string> topics) { portal.counts.forget(topics); }

}  // namespace dl::portal
