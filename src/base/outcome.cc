#include "base/outcome.h"

#include <fmt/format.h>

namespace dl {

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::Invalid: return "invalid";
    case Fault::Unreadable: return "unreadable";
    case Fault::Unauthorized: return "unauthorized";
    case Fault::Forbidden: return "forbidden";
    case Fault::NotFound: return "not found";
    case Fault::Gone: return "gone";
    case Fault::Conflict: return "conflict";
    case Fault::TooLarge: return "too large";
    case Fault::TooMany: return "too many";
    case Fault::Unavailable: return "unavailable";
    case Fault::Full: return "storage full";
    case Fault::Internal: return "internal";
  }
  return "unknown";
}

std::string describe(const Error& error) {
  if (error.detail.empty()) return fmt::format("{}: {}", name_of(error.fault), error.key);
  return fmt::format("{}: {} ({})", name_of(error.fault), error.key, error.detail);
}

}  // namespace dl
