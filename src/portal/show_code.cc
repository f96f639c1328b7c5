// The two-dimensional code of a document's address, as SVG.
#include <qrencode.h>

#include "portal/visit.h"

namespace dl::portal {

namespace {

constexpr int kQuiet = 4;  // modules of margin, ISO/IEC 18004

std::string code_svg(const QRcode& code) {
  const int side = code.width + 2 * kQuiet;
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width;) {
      int run = 0;
      while (x + run < code.width && (code.data[y * code.width + x + run] & 1) != 0) ++run;
      if (run > 0) path += fmt::format("M{} {}h{}v1h-{}z", x + kQuiet, y + kQuiet, run, run);
      x += std::max(run, 1);
    }
  }
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" shape-rendering=\"crispEdges\">"
      "<path fill=\"#fff\" d=\"M0 0h{0}v{0}H0z\"/><path fill=\"#000\" d=\"{1}\"/></svg>\n",
      side, path);
}

}  // namespace

Outcome<web::Response> show_document_code(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "document.missing");
  const auto address = visit.absolute(fmt::format("/documents/{}", *id));
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(address.c_str(), 0, QR_ECLEVEL_M),
                                                             QRcode_free);
  if (!code) return fail(Fault::Internal, "code.failed", address);
  auto response = web::text(200, code_svg(*code), "image/svg+xml");
  response.topics = {visit.facts_topic()};
  response.max_age = 86'400;
  return response;
}

}  // namespace dl::portal
