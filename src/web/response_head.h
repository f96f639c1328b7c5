// Writes the head of a response: status line, the response's own fields and the security headers. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "web/message.h"
#include "web/negotiation.h"

namespace dl::web {

struct HeadFacts {
  int status = 200;
  std::int64_t length = 0;     ///< of the body that follows, or would follow for HEAD
  std::string_view etag = {};  ///< with quotes; empty for none
  Encoding encoding = Encoding::Identity;
  bool negotiated = false;      ///< the encoding was chosen by Accept-Encoding: Vary says so
  bool by_cookie = false;       ///< the page has variants by cookie: Vary says so
  bool secure = false;          ///< adds Strict-Transport-Security
  std::string_view range = {};  ///< value of Content-Range
  bool accepts_ranges = false;
};

/// The policy that pages get unless the response brings its own: everything from this site (scripts and styles by
/// default-src), no inline script or style, no plug-ins, no framing by others. Short: every page carries it.
inline constexpr std::string_view kContentPolicy =
    "default-src 'self'; img-src 'self' data: https:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'";

/// All lines but Date, X-Request-Id and Connection, and without the empty line at the end. Fields
/// whose value holds a line end are left out: nobody adds fields through a value.
std::string write_head(const Response& response, const HeadFacts& facts);

std::string_view reason_of(int status);

}  // namespace dl::web
