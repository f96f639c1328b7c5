#include "app/console.h"

#include "base/resources.h"
#include "web/assets.h"

namespace dl::app {
namespace {

// Scripts come from the program alone and none stands in a page. Styles may be set by the charts and
// editors of the console; pictures may be ones that were just pasted.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; form-action 'self'; "
    "frame-ancestors 'self'; base-uri 'none'";

Outcome<web::Response> answer_with(std::string_view name, std::string_view bytes) {
  web::Response response;
  response.type = web::media_type_of(name);
  response.body = bytes;
  response.topics = {"console"};
  response.headers.emplace_back("Content-Security-Policy", kPolicy);
  if (name.starts_with("console/assets/"))
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

Outcome<web::Response> send_page() {
  if (auto page = find_resource("console/index.html")) return answer_with("console/index.html", *page);
  return web::text(404, "这个程序没有编入工作台，请使用包含工作台的版本。\n");
}

Outcome<web::Response> send_file(const web::Request& http) {
  auto path = http.parameter("path");
  auto name = "console/" + std::string(path);
  if (auto bytes = find_resource(name)) return answer_with(name, *bytes);
  auto last = path.substr(path.rfind('/') + 1);
  if (last.find('.') != std::string_view::npos) return fail(Fault::NotFound, "page.missing", name);
  return send_page();
}

}  // namespace

void mount_console(web::Router& router) {
  router.add({.pattern = "/console", .handler = [](const web::Request&) -> Outcome<web::Response> {
                return web::moved_permanently("/console/");
              }});
  router.add({.pattern = "/console/", .handler = [](const web::Request&) { return send_page(); }});
  router.add({.pattern = "/console/{path*}", .handler = send_file});
}

}  // namespace dl::app
