#include "web/csrf.h"

#include "base/hash.h"
#include "base/keyed_hash.h"
#include "web/cookies.h"
#include "web/target.h"

namespace dl::web {

namespace {

constexpr std::size_t kCookieDigits = 32;

// Browsers say where a request comes from; a wrong answer is proof, no answer is not.
bool from_another_site(const Request& http) {
  auto site = http.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  auto origin = http.header("Origin");
  if (origin.empty()) return false;
  auto scheme = origin.find("://");
  if (scheme == std::string_view::npos) return true;  // "null"
  return parse_host(origin.substr(scheme + 3)) != http.host;
}

std::string_view form_field(const Fields& form, std::string_view name) {
  for (const auto& [key, value] : form)
    if (key == name) return value;
  return {};
}

}  // namespace

CsrfGuard::CsrfGuard(std::string secret) : secret_(secret.empty() ? random_bytes(32) : std::move(secret)) {}

std::string CsrfGuard::token(const Request& http, Response& response) const {
  return token(http, response, http.cookie(kSessionCookie));
}

std::string CsrfGuard::token(const Request& http, Response& response, std::string_view session) const {
  std::string cookie(http.cookie(kFormCookie));
  if (cookie.size() != kCookieDigits) {
    cookie = hex(random_bytes(kCookieDigits / 2));
    response.headers.emplace_back("Set-Cookie", set_cookie(http, kFormCookie, cookie, "SameSite=Lax"));
  }
  return keyed_hash_hex(secret_, cookie + std::string(session));
}

std::string CsrfGuard::expected_of(const Request& http) const {
  auto cookie = http.cookie(kFormCookie);
  if (cookie.size() != kCookieDigits || from_another_site(http)) return {};
  return keyed_hash_hex(secret_, std::string(cookie) + std::string(http.cookie(kSessionCookie)));
}

std::string CsrfGuard::door_of(std::string_view token) const {
  return keyed_hash_hex(secret_, "door:" + std::string(token));
}

bool CsrfGuard::opens_door(const Request& head) const {
  const auto expected = expected_of(head);
  return !expected.empty() && equal_secret(head.argument(kDoor), door_of(expected));
}

bool CsrfGuard::verify(const Request& http) const {
  const auto expected = expected_of(http);
  if (expected.empty()) return false;
  if (auto header = http.header(kHeader); !header.empty()) return equal_secret(header, expected);
  return equal_secret(form_field(http.form(), kField), expected);
}

}  // namespace dl::web
