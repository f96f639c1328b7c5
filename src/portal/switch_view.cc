// Changes between the usual view and elder mode, kept in a cookie, without an account.
#include "portal/visit.h"

namespace dl::portal {

namespace {

constexpr int kYear = 365 * 24 * 3600;

/// A path of this site and nothing else: what leads to another host would make this an open door.
bool is_own_path(std::string_view back) {
  if (!back.starts_with('/') || back.starts_with("//") || back.starts_with("/\\") || back.size() > 2000) return false;
  return std::ranges::none_of(back, [](unsigned char c) { return c < 0x21 || c == 0x7F || c == '\\' || c >= 0x80; });
}

}  // namespace

Outcome<web::Response> switch_view(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  const auto mode = http.argument("mode");
  if (mode != "elder" && mode != "plain") return fail(Fault::NotFound, "view.mode", std::string(mode));
  const auto back = http.argument("back");
  const bool loops = back.starts_with(visit.url("/view?"));
  auto response = web::see_other(is_own_path(back) && !loops ? std::string(back) : visit.url("/"));
  const bool elder = mode == "elder";
  response.headers.emplace_back("Set-Cookie", fmt::format("view={}; Path=/; Max-Age={}; SameSite=Lax; HttpOnly{}", mode,
                                                          elder ? kYear : 0, http.secure ? "; Secure" : ""));
  response.max_age = -1;
  return response;
}

}  // namespace dl::portal
