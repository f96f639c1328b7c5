#include "base/revision.h"

#include <charconv>

namespace dl {

std::int64_t revision_of(std::string_view digest) {
  constexpr std::size_t kDigits = 13;  // 52 bits
  const auto digits = digest.substr(0, kDigits);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

Outcome<void> check_revision(std::optional<std::int64_t> expected, std::int64_t present) {
  if (!expected || *expected == present) return {};
  return fail(Fault::Conflict, "revision.changed", fmt::format("{}", present));
}

}  // namespace dl
