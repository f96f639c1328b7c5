// The two-dimensional code of a document's address, as SVG.
#include "portal/visit.h"
#include "web/code_svg.h"

namespace dl::portal {

Outcome<web::Response> show_document_code(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "document.missing");
  DL_TRY(auto drawing, web::code_svg(visit.absolute(fmt::format("/documents/{}", *id))));
  auto response = web::text(200, std::move(drawing), "image/svg+xml");
  response.topics = {visit.facts_topic()};
  response.max_age = 86'400;
  return response;
}

}  // namespace dl::portal
