// The names of cookies. Under TLS each begins with "__Host-", so that no other host and no page without TLS can set
// it; the plain name is not read then. Without TLS (a demonstration) it is plain.
#pragma once

#include <string>
#include <string_view>

namespace dl::web {

struct Request;

inline constexpr std::string_view kSessionCookie = "dl_session";
inline constexpr std::string_view kFormCookie = "dl_form";

/// What the browser knows the cookie by. Request::cookie() looks for it by itself.
std::string cookie_name(std::string_view name, bool secure);

/// The value of Set-Cookie, for the whole host and hidden from scripts. `attributes` such as "SameSite=Lax;
/// Max-Age=60".
std::string set_cookie(const Request& http, std::string_view name, std::string_view value, std::string_view attributes);

}  // namespace dl::web
