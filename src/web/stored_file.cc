#include "web/stored_file.h"

#include <algorithm>

namespace dl::web {

namespace {

// Types that a browser may show itself without harm; everything else is saved, not opened.
constexpr std::string_view kShown[] = {"image/png",  "image/jpeg",      "image/gif",
                                       "image/webp", "application/pdf", "text/plain; charset=utf-8"};

std::string safe_type(const std::string& stored) {
  const std::string type = stored == "text/plain" ? "text/plain; charset=utf-8" : stored;
  return std::ranges::find(kShown, type) != std::end(kShown) ? type : "application/octet-stream";
}

}  // namespace

Response send_stored(const StoredFile& file, BodySource source) {
  Response response;
  response.type = safe_type(file.type);
  const bool shown = response.type != "application/octet-stream";
  response.headers.emplace_back(
      "Content-Disposition",
      fmt::format("{}; filename*=UTF-8''{}", shown ? "inline" : "attachment", percent_encode(file.name)));
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.source_size = file.size;
  response.etag = file.digest;
  response.source = std::move(source);
  return response;
}

}  // namespace dl::web
