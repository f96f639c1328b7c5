// Changes between the usual view and elder mode and puts the demonstration's guide away: kept in cookies, without an
// account and without script.
#include "portal/visit.h"
#include "web/cookies.h"

namespace dl::portal {

namespace {

constexpr int kYear = 365 * 24 * 3600;

// The cookie that a mode sets, and for how long; 0 takes it away.
struct Mode {
  std::string_view name;
  std::string_view cookie;
  std::string_view value;
  int seconds;
};
constexpr Mode kModes[] = {
    {"elder", "view", "elder", kYear}, {"plain", "view", "plain", 0}, {"no-guide", "guide", "off", kYear}};

/// A path of this site and nothing else: what leads to another host would make this an open door.
bool is_own_path(std::string_view back) {
  if (!back.starts_with('/') || back.starts_with("//") || back.starts_with("/\\") || back.size() > 2000) return false;
  return std::ranges::none_of(back, [](unsigned char c) { return c < 0x21 || c == 0x7F || c == '\\' || c >= 0x80; });
}

}  // namespace

Outcome<web::Response> switch_view(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto wanted = http.argument("mode");
  const auto* const mode = std::ranges::find(kModes, wanted, &Mode::name);
  if (mode == std::end(kModes)) return fail(Fault::NotFound, "view.mode", std::string(wanted));
  const auto back = http.argument("back");
  const bool loops = back.starts_with(visit.url("/view?"));
  auto response = web::see_other(is_own_path(back) && !loops ? std::string(back) : visit.url("/"));
  response.headers.emplace_back("Set-Cookie", web::set_cookie(http, mode->cookie, mode->value,
                                                              fmt::format("SameSite=Lax; Max-Age={}", mode->seconds)));
  response.max_age = -1;
  return response;
}

}  // namespace dl::portal
