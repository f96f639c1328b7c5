// Tokens that prove that a form was drawn by this site for this browser (signed double submit).
//
// The browser holds a random cookie; the form holds the HMAC of that cookie and of the session. Another site can
// make the browser send the cookies, but can neither read them nor make the HMAC; a token of one session is of no
// use in another.
#pragma once

#include <string>
#include <string_view>

#include "web/message.h"

namespace dl::web {

class CsrfGuard {
 public:
  static constexpr std::string_view kField = "csrf";
  static constexpr std::string_view kHeader = "X-CSRF-Token";

  /// An empty secret makes a random one, good until the program ends.
  explicit CsrfGuard(std::string secret);

  /// The token for a form shown to this browser; adds the cookie to the response when it has none.
  /// A page with a token must not be cached: give it no topics.
  std::string token(const Request& http, Response& response) const;
  /// The same for a session that begins with this response.
  std::string token(const Request& http, Response& response, std::string_view session) const;

  static constexpr std::string_view kDoor = "door";
  /// What the address of a form with files carries: its token comes behind them, so that this lets the head alone show
  /// that the form was drawn for this browser. Of no use as a token.
  std::string door_of(std::string_view token) const;
  bool opens_door(const Request& head) const;

  /// Whether the form field or the header holds the token of the cookie, and no header says that
  /// another site sent it.
  bool verify(const Request& http) const;

 private:
  /// Of the cookies; empty where they cannot be of a form of this site.
  std::string expected_of(const Request& http) const;

  std::string secret_;
};

}  // namespace dl::web
