#include "requests/to_publish.h"

#include "requests/events.h"

namespace dl::requests {
namespace {

/// A decision, and the one that takes it back.
struct Ground {
  std::string_view decided = {};
  std::string_view taken_back = {};
  std::string_view chinese = {};
};
constexpr Ground kGrounds[] = {
    {event("request.transform-proposed").verb, event("request.transform-declined").verb, "依申请公开转为主动公开"},
    {event("request.opened-up").verb, event("request.kept-closed").verb, "评估后可以公开"}};

}  // namespace

std::optional<ToPublish> to_publish(const matters::Case& now) {
  const matters::Fact* last = nullptr;
  std::string_view ground;
  for (const auto& one : kGrounds) {
    const matters::Fact* decided = nullptr;
    for (const auto& fact : now.facts) {
      if (fact.verb == one.decided) decided = &fact;
      if (fact.verb == one.taken_back) decided = nullptr;
    }
    if (decided == nullptr || (last != nullptr && decided->id < last->id)) continue;
    last = decided;
    ground = one.chinese;
  }
  if (last == nullptr) return std::nullopt;
  return ToPublish{last->on, ground, last->words};
}

}  // namespace dl::requests
