#include "web/assets.h"

#include <stdexcept>

#include "base/hash.h"
#include "base/resources.h"

namespace dl::web {

namespace {

constexpr std::size_t kStampDigits = 8;

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".json", "application/json"},
    {".xml", "application/xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".pdf", "application/pdf"},
    {".doc", "application/msword"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xls", "application/vnd.ms-excel"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".csv", "text/csv; charset=utf-8"},
    {".zip", "application/zip"},
    {".ofd", "application/ofd"},
};

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lowered;
}

// "css/portal.css" and its digest make "css/portal.3f2a9c10.css".
std::string stamp(std::string_view name, std::string_view digest) {
  auto slash = name.rfind('/');
  auto dot = name.rfind('.');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) dot = name.size();
  std::string stamped(name.substr(0, dot));
  return stamped.append(".").append(digest).append(name.substr(dot));
}

}  // namespace

std::string_view media_type_of(std::string_view file_name) {
  auto name = lower(file_name);
  for (const auto& [end, type] : kTypes)
    if (name.ends_with(end)) return type;
  return "application/octet-stream";
}

Assets::Assets(std::string_view prefix) {
  for (const auto& resource : list_resources(prefix)) {
    auto bytes = find_resource(resource);
    if (!bytes) continue;
    auto name = resource.substr(prefix.size());
    Asset asset;
    asset.bytes = *bytes;
    asset.type = media_type_of(name);
    asset.stamped = stamp(name, sha256_hex(*bytes).substr(0, kStampDigits));
    assets_.insert_or_assign(name, std::move(asset));
  }
  for (const auto& [name, asset] : assets_) by_stamped_.emplace(asset.stamped, &asset);
}

std::string Assets::url(std::string_view name) const {
  auto found = assets_.find(name);
  if (found == assets_.end()) throw std::logic_error("no asset is named " + std::string(name));
  return "/assets/" + found->second.stamped;
}

const Assets::Asset* Assets::find(std::string_view name, bool& stamped) const {
  auto exact = by_stamped_.find(name);
  stamped = exact != by_stamped_.end();
  if (stamped) return exact->second;
  auto plain = assets_.find(name);
  return plain == assets_.end() ? nullptr : &plain->second;
}

Outcome<Response> Assets::serve(const Request& http) const {
  bool stamped = false;
  const auto* asset = find(http.parameter("name"), stamped);
  if (asset == nullptr) return fail(Fault::NotFound, "page.missing", http.path);
  Response response;
  response.type = asset->type;
  response.body = asset->bytes;
  response.topics = {"assets"};
  if (stamped) response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

}  // namespace dl::web
