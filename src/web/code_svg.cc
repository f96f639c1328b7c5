#include "web/code_svg.h"

#include <memory>

#include <qrencode.h>

namespace dl::web {

namespace {

constexpr int kQuiet = 4;  // modules of margin, ISO/IEC 18004

std::string draw(const QRcode& code) {
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

Outcome<std::string> code_svg(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                             QRcode_free);
  if (!code) return fail(Fault::Internal, "code.failed");
  return draw(*code);
}

}  // namespace dl::web
