#include "app/console.h"

#include <boost/json.hpp>

#include "accounts/principal.h"
#include "app/demo_people.h"
#include "base/resources.h"
#include "web/assets.h"

namespace dl::app {
namespace {

// Everything comes from the program alone, and no script or style stands in a page. Pictures as data are
// the codes that an authenticator reads.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'self'; base-uri 'none'; object-src 'none'";

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

// The roles in words; what stands behind ":" is how far they reach.
std::string roles_of(const DemoPerson& person) {
  std::string text;
  for (const auto& word : person.roles) {
    auto role = find_named<accounts::Role>(word.substr(0, word.find(':')));
    text += (text.empty() ? "" : "、") + std::string(role ? chinese_of(*role) : std::string_view(word));
  }
  return text;
}

Outcome<web::Response> tell_demonstration(const agencies::DirectoryHolder& directory) {
  const auto current = directory.current();
  if (std::ranges::none_of(current->sites(), [](const agencies::Site& site) { return site.facts.demonstration; }))
    return fail(Fault::NotFound, "page.missing", "no demonstration");
  DL_TRY(const auto read, read_demo_people());
  DL_TRY(const auto agencies, read_demo_agency_names());
  boost::json::array people;
  for (const auto& person : read.people) {
    const auto agency = agencies.find(person.agency);
    people.push_back({{"login", person.login},
                      {"name", person.name},
                      {"agency", agency == agencies.end() ? person.agency : agency->second},
                      {"roles", roles_of(person)}});
  }
  auto response = web::text(
      200, boost::json::serialize(boost::json::object{{"password", read.password}, {"people", std::move(people)}}),
      "application/json");
  response.topics = {"console"};
  return response;
}

}  // namespace

void mount_console(web::Router& router, const agencies::DirectoryHolder& directory) {
  router.add({.pattern = "/console", .handler = [](const web::Request&) -> Outcome<web::Response> {
                return web::moved_permanently("/console/");
              }});
  router.add({.pattern = "/console/", .handler = [](const web::Request&) { return send_page(); }});
  router.add({.pattern = "/console/demonstration.json",
              .handler = [&directory](const web::Request&) { return tell_demonstration(directory); }});
  router.add({.pattern = "/console/{path*}", .handler = send_file});
}

}  // namespace dl::app
