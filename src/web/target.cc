#include "web/target.h"

namespace dl::web {

namespace {

// The length of the well-formed UTF-8 sequence that `text` starts with; 0 when there is none (RFC 3629 section 4).
std::size_t sequence_length(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < text.size() && byte(i) >= low && byte(i) <= high;
  };
  unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    unsigned low = first == 0xE0 ? 0xA0 : 0x80;
    unsigned high = first == 0xED ? 0x9F : 0xBF;
    return follows(1, low, high) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    unsigned low = first == 0xF0 ? 0x90 : 0x80;
    unsigned high = first == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

bool has_dot_part(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    auto part = path.substr(0, path.find('/'));
    if (part == "." || part == "..") return true;
    path.remove_prefix(part.size());
  }
  return false;
}

// An encoded slash or backslash would let one part look like two to the next program in line.
bool has_encoded_slash(std::string_view raw) {
  for (auto at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
    auto code = raw.substr(at, 3);
    if (code == "%2F" || code == "%2f" || code == "%5C" || code == "%5c") return true;
  }
  return false;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_clean_text(std::string_view text) {
  while (!text.empty()) {
    auto c = static_cast<unsigned char>(text[0]);
    if (c < 0x20 || c == 0x7F) return false;
    auto length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

Outcome<Target> parse_target(std::string_view text) {
  if (!text.starts_with('/')) return fail(Fault::Unreadable, "request.target", "not in origin form");
  auto raw_path = text.substr(0, text.find('?'));
  if (text.find('#') != std::string_view::npos) return fail(Fault::Unreadable, "request.target", "fragment");
  if (has_encoded_slash(raw_path)) return fail(Fault::Unreadable, "request.target", "encoded slash");
  auto path = percent_decode(raw_path, false);
  if (!path) return fail(Fault::Unreadable, "request.target", "bad escape");
  if (!is_clean_text(*path)) return fail(Fault::Unreadable, "request.target", "control character or not UTF-8");
  if (path->find('\\') != std::string::npos) return fail(Fault::Unreadable, "request.target", "backslash");
  if (has_dot_part(*path)) return fail(Fault::Unreadable, "request.target", "dot part");

  Target target;
  target.path = std::move(*path);
  if (raw_path.size() < text.size()) {
    target.query = parse_fields(text.substr(raw_path.size() + 1));
    for (const auto& [name, value] : target.query)
      if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos)
        return fail(Fault::Unreadable, "request.target", "NUL in the query");
  }
  return target;
}

std::optional<Authority> parse_authority(std::string_view text) {
  auto host = text;
  auto after = std::string_view();
  if (text.starts_with('[')) {
    auto close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    host = text.substr(0, close + 1);
    after = text.substr(close + 1);
  } else if (auto colon = text.find(':'); colon != std::string_view::npos) {
    host = text.substr(0, colon);
    after = text.substr(colon);
  }
  if (!after.empty() && (after.front() != ':' || !is_port(after.substr(1)))) return std::nullopt;
  if (host.size() > 255) return std::nullopt;
  Authority authority;
  for (char c : host) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool fine = letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    bool of_literal = text.starts_with('[') && (c == '[' || c == ']' || c == ':');
    if (!fine && !of_literal) return std::nullopt;
    authority.host += letter ? static_cast<char>(c | 0x20) : c;
  }
  if (after.size() > 1) authority.port = after;
  return authority;
}

std::optional<std::string> parse_host(std::string_view text) {
  auto authority = parse_authority(text);
  if (!authority) return std::nullopt;
  return std::move(authority->host);
}

Fields parse_cookies(std::string_view text) {
  Fields cookies;
  while (!text.empty() && cookies.size() < 100) {
    auto pair = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    auto name = trim(pair.substr(0, equals));
    auto value = trim(pair.substr(equals + 1));
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"')) value = value.substr(1, value.size() - 2);
    if (!name.empty()) cookies.emplace_back(name, value);
  }
  return cookies;
}

}  // namespace dl::web
