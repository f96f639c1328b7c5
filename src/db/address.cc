#include "db/address.h"

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

// "password=…" among the words after the '?'.
void add_in_query(std::string_view address, std::vector<Span>& found) {
  constexpr std::string_view kName = "password=";
  for (auto at = address.find('?'); at != std::string_view::npos && at < address.size();
       at = address.find('&', at + 1)) {
    if (!address.substr(at + 1).starts_with(kName)) continue;
    auto from = at + 1 + kName.size();
    found.push_back({from, std::min(address.find('&', from), address.size()) - from});
  }
}

std::vector<Span> passwords_of(std::string_view address) {
  std::vector<Span> found;
  add_in_authority(address, found);
  add_in_query(address, found);
  std::erase_if(found, [](const Span& span) { return span.size == 0; });
  return found;
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

}  // namespace dl::db
