#include "db/address.h"

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <vector>

namespace dl::db {
namespace {

struct Span {
  std::size_t from = 0;
  std::size_t size = 0;
};

// Between the first ':' after "//" and the last '@' before the path; a password may hold '@' by mistake.
void add_in_authority(std::string_view address, std::vector<Span>& found) {
  auto slashes = address.find("://");
  if (slashes == std::string_view::npos) return;
  auto begin = slashes + 3;
  auto end = std::min(address.find_first_of("?#", begin), address.size());
  auto at = address.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < begin) return;
  auto colon = address.find(':', begin);
  if (colon < at) found.push_back({colon + 1, at - colon - 1});
}

// "password=…" and "sslpassword=…" among the words after the '?'.
void add_in_query(std::string_view address, std::vector<Span>& found) {
  constexpr std::string_view kNames[] = {"password=", "sslpassword="};
  for (auto at = address.find('?'); at != std::string_view::npos && at < address.size();
       at = address.find('&', at + 1)) {
    for (auto name : kNames) {
      if (!address.substr(at + 1).starts_with(name)) continue;
      auto from = at + 1 + name.size();
      found.push_back({from, std::min(address.find('&', from), address.size()) - from});
    }
  }
}

std::vector<Span> passwords_of(std::string_view address) {
  std::vector<Span> found;
  add_in_authority(address, found);
  add_in_query(address, found);
  std::erase_if(found, [](const Span& span) { return span.size == 0; });
  return found;
}

// A host that vanished without a word is given up after some fifteen seconds; over a Unix socket these mean nothing.
constexpr std::pair<const char*, const char*> kKeepAlive[] = {
    {"keepalives_idle", "5"}, {"keepalives_interval", "5"}, {"keepalives_count", "2"}, {"tcp_user_timeout", "15000"}};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    out += plain ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string without_password(std::string_view address) {
  std::string text(address);
  auto found = passwords_of(address);
  for (auto span = found.rbegin(); span != found.rend(); ++span) text.replace(span->from, span->size, "***");
  return text;
}

std::string hide_password(std::string text, std::string_view address) {
  for (const auto& span : passwords_of(address)) {
    auto password = address.substr(span.from, span.size);
    for (auto at = text.find(password); at != std::string::npos; at = text.find(password, at + 3))
      text.replace(at, password.size(), "***");
  }
  return text;
}

Outcome<std::string> postgres_address(const std::string& address, std::chrono::milliseconds connect) {
  char* said = nullptr;
  std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(address.c_str(), &said));
  if (!options) {
    std::string detail = said != nullptr ? said : "no memory";
    PQfreemem(said);
    while (detail.ends_with('\n')) detail.pop_back();
    return fail(Fault::Invalid, "db.address", hide_password(std::move(detail), address));
  }
  std::map<std::string, std::string> parts = {{"application_name", "daylight"}};
  parts.insert(std::begin(kKeepAlive), std::end(kKeepAlive));
  if (connect.count() > 0)
    parts["connect_timeout"] = std::to_string(std::chrono::ceil<std::chrono::seconds>(connect).count());
  for (const auto* option = options.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) parts[option->keyword] = option->val;
  std::string whole = "postgresql:///";
  for (const auto& [name, value] : parts)
    whole += fmt::format("{}{}={}", whole.ends_with('/') ? "?" : "&", name, percent_encoded(value));
  return whole;
}

}  // namespace dl::db
