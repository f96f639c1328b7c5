#include "web/cookies.h"

#include <fmt/format.h>

#include "web/message.h"

namespace dl::web {

std::string cookie_name(std::string_view name, bool secure) {
  return fmt::format("{}{}", secure ? "__Host-" : "", name);
}

std::string set_cookie(const Request& http, std::string_view name, std::string_view value,
                       std::string_view attributes) {
  return fmt::format("{}={}; Path=/; HttpOnly; {}{}", cookie_name(name, http.secure), value, attributes,
                     http.secure ? "; Secure" : "");
}

}  // namespace dl::web
