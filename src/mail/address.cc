#include "mail/address.h"

#include <algorithm>

namespace dl::mail {

bool is_address(std::string_view words) {
  constexpr std::size_t kLongest = 254;
  const auto at = words.find('@');
  return words.size() <= kLongest && at != words.npos && at > 0 && at + 1 < words.size() &&
         words.find('@', at + 1) == words.npos &&
         std::ranges::all_of(words, [](char c) { return c > ' ' && c < '\x7F' && c != '<' && c != '>'; });
}

}  // namespace dl::mail
