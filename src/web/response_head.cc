#include "web/response_head.h"

#include <fmt/format.h>

namespace dl::web {

namespace {

using Line = std::pair<std::string_view, std::string_view>;

constexpr Line kSecurityLines[] = {
    {"Content-Security-Policy", kContentPolicy},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "SAMEORIGIN"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};
constexpr std::string_view kTransportLine = "max-age=31536000; includeSubDomains";

constexpr std::pair<int, std::string_view> kReasons[] = {
    {200, "OK"},
    {201, "Created"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
};

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

bool has_field(const Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& field) { return same_name(field.first, name); });
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

void append_line(std::string& head, std::string_view name, std::string_view value) {
  if (!is_one_line(name) || !is_one_line(value)) return;
  head.append(name).append(": ").append(value).append("\r\n");
}

std::string cache_control(int max_age) {
  if (max_age < 0) return "no-store";
  return max_age == 0 ? std::string("no-cache") : fmt::format("public, max-age={}", max_age);
}

std::string_view vary(const HeadFacts& facts) {
  if (facts.negotiated) return facts.by_cookie ? "Accept-Encoding, Cookie" : "Accept-Encoding";
  return facts.by_cookie ? "Cookie" : "";
}

void append_security(std::string& head, const Response& response, bool secure) {
  for (const auto& [name, value] : kSecurityLines)
    if (!has_field(response, name)) append_line(head, name, value);
  if (secure && !has_field(response, "Strict-Transport-Security"))
    append_line(head, "Strict-Transport-Security", kTransportLine);
}

}  // namespace

std::string_view reason_of(int status) {
  for (const auto& [code, reason] : kReasons)
    if (code == status) return reason;
  return "Unknown";
}

std::string write_head(const Response& response, const HeadFacts& facts) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", facts.status, reason_of(facts.status));
  head.reserve(1024);
  bool not_modified = facts.status == 304;
  if (!not_modified && facts.status != 204) {
    append_line(head, "Content-Type", response.type);
    append_line(head, "Content-Length", fmt::format("{}", facts.length));
    if (facts.encoding != Encoding::Identity) append_line(head, "Content-Encoding", name_of(facts.encoding));
  }
  if (!facts.range.empty()) append_line(head, "Content-Range", facts.range);
  if (facts.accepts_ranges) append_line(head, "Accept-Ranges", "bytes");
  if (!facts.etag.empty()) append_line(head, "ETag", facts.etag);
  if (auto value = vary(facts); !value.empty()) append_line(head, "Vary", value);
  if (!has_field(response, "Cache-Control")) append_line(head, "Cache-Control", cache_control(response.max_age));
  for (const auto& [name, value] : response.headers) append_line(head, name, value);
  if (!not_modified) append_security(head, response, facts.secure);
  return head;
}

}  // namespace dl::web
