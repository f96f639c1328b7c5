#include "api/listing.h"

#include <charconv>

namespace dl::api {

Outcome<int> read_limit(int limit) {
  constexpr int kMost = 200;
  if (limit >= 1 && limit <= kMost) return limit;
  return Failure(Error{Fault::Invalid, "request.fields", fmt::format("limit {}", limit), {{"limit", "list.limit"}}});
}

Outcome<std::int64_t> read_after(const std::string& after) {
  std::int64_t number = 0;
  if (after.empty()) return number;
  const char* end = after.data() + after.size();
  auto [stopped, code] = std::from_chars(after.data(), end, number);
  if (code != std::errc() || stopped != end || number < 0) return fail(Fault::Invalid, "list.cursor", after);
  return number;
}

Outcome<std::optional<db::Key>> read_key(const std::string& after) {
  auto key = db::Key::parse(after);
  if (!after.empty() && !key) return fail(Fault::Invalid, "list.cursor", after);
  return key;
}

}  // namespace dl::api
