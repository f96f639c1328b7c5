#include "web/message.h"

#include "web/cookies.h"
#include "web/multipart.h"

#include <fmt/format.h>

namespace dl::web {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view first_of(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return {};
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

Response redirect(int status, std::string location) {
  Response response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.headers.emplace_back("Location", std::move(location));
  response.max_age = status == 301 ? 0 : -1;
  return response;
}

}  // namespace

std::string_view name_of(Verb verb) {
  static constexpr std::string_view kNames[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "OTHER"};
  return kNames[static_cast<std::size_t>(verb)];
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_ignoring_case(key, name)) return value;
  return {};
}

std::string Request::header_list(std::string_view name) const {
  std::string all;
  for (const auto& [key, value] : headers)
    if (same_ignoring_case(key, name)) all.append(all.empty() ? "" : ", ").append(value);
  return all;
}

std::string_view Request::cookie(std::string_view name) const { return first_of(cookies, cookie_name(name, secure)); }

std::string_view Request::argument(std::string_view name) const { return first_of(query, name); }

std::string_view Request::parameter(std::string_view name) const {
  auto found = parameters.find(std::string(name));
  return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

Fields Request::form() const {
  std::string_view type = header("Content-Type");
  const auto kind = type.substr(0, type.find(';'));
  if (same_ignoring_case(kind, "application/x-www-form-urlencoded")) return parse_fields(body);
  if (!same_ignoring_case(kind, "multipart/form-data")) return {};
  Fields fields;
  const auto parts = parse_multipart(type, body);
  if (!parts) return fields;
  for (const auto& part : *parts)
    if (part.file_name.empty() && part.body.size() <= kLongestFormField) fields.emplace_back(part.name, part.body);
  return fields;
}

Fields parse_fields(std::string_view text) {
  Fields fields;
  while (!text.empty() && fields.size() < kMaxFormFields) {
    auto pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (name && value) fields.emplace_back(std::move(*name), std::move(*value));
  }
  return fields;
}

Response see_other(std::string location) { return redirect(303, std::move(location)); }

Response moved_permanently(std::string location) { return redirect(301, std::move(location)); }

Response text(int status, std::string body, std::string type) {
  Response response;
  response.status = status;
  response.type = std::move(type);
  response.body = std::move(body);
  return response;
}

int status_of(Fault fault) {
  switch (fault) {
    case Fault::Invalid: return 422;
    case Fault::Unreadable: return 400;
    case Fault::Unauthorized: return 401;
    case Fault::Forbidden: return 403;
    case Fault::NotFound: return 404;
    case Fault::Gone: return 410;
    case Fault::Conflict: return 409;
    case Fault::TooLarge: return 413;
    case Fault::TooMany: return 429;
    case Fault::Unavailable: return 503;
    case Fault::Full: return 507;
    case Fault::Internal: return 500;
  }
  return 500;
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  encoded.reserve(text.size());
  for (char c : text) {
    if (is_unreserved(c))
      encoded += c;
    else
      fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      int high = hex_value(text[i + 1]);
      int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

}  // namespace dl::web
