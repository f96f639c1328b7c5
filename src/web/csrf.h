// Tokens that prove that a form was drawn by this site for this browser (signed double submit).
//
// The browser holds a random cookie; the form holds the HMAC of that cookie. Another site can make the
// browser send the cookie, but can neither read it nor make the HMAC.
#pragma once

#include <string>
#include <string_view>

#include "web/message.h"

namespace dl::web {

class CsrfGuard {
 public:
  static constexpr std::string_view kCookie = "dl_form";
  static constexpr std::string_view kField = "csrf";
  static constexpr std::string_view kHeader = "X-CSRF-Token";

  /// An empty secret makes a random one, good until the program ends.
  explicit CsrfGuard(std::string secret);

  /// The token for a form shown to this browser; adds the cookie to the response when it has none.
  /// A page with a token must not be cached: give it no topics.
  std::string token(const Request& http, Response& response) const;

  /// Whether the form field or the header holds the token of the cookie, and no header says that
  /// another site sent it.
  bool verify(const Request& http) const;

 private:
  std::string secret_;
};

}  // namespace dl::web
