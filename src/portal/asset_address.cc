#include "portal/asset_address.h"

#include <mutex>

#include "base/hash.h"
#include "base/resources.h"
#include "portal/visit.h"

namespace dl::portal {

namespace {

constexpr int kYear = 365 * 24 * 3600;

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return {};
}

}  // namespace

// Resources do not change while the program runs, so each address is made once.
std::string asset_address(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, std::string, std::less<>> made;
  const std::scoped_lock lock(mutex);
  if (const auto found = made.find(name); found != made.end()) return found->second;
  const auto bytes = find_resource(fmt::format("assets/{}", name));
  const auto mark = bytes ? sha256_hex(*bytes).substr(0, 12) : std::string("0");
  return made.emplace(name, fmt::format("/assets/{}?v={}", name, mark)).first->second;
}

// Sends a built-in style, script or picture; its address changes with its bytes.
Outcome<web::Response> send_asset(const web::Request& http, Portal&) {
  const auto name = http.parameter("name");
  const auto type = type_of(name);
  const auto bytes = find_resource(fmt::format("assets/{}", name));
  if (type.empty() || !bytes) return fail(Fault::NotFound, "asset.missing", std::string(name));
  auto response = web::text(200, std::string(*bytes), std::string(type));
  response.topics = {"assets"};
  response.max_age = http.argument("v").empty() ? 0 : kYear;
  return response;
}

}  // namespace dl::portal
