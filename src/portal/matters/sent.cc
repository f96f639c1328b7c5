#include "portal/matters/sent.h"

#include <algorithm>
#include <chrono>

#include "base/hash.h"

namespace dl::portal {
namespace {

constexpr std::chrono::seconds kPatience{10};

}  // namespace

/// Gives the place free however opening ends.
class Sent::Turn {
 public:
  Turn(Sent& sent, std::string slot, Instant until) : sent_(sent), slot_(std::move(slot)), until_(until) {}
  ~Turn() { sent_.leave(slot_, std::move(opened), until_); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  std::optional<matters::Opened> opened = {};

 private:
  Sent& sent_;
  std::string slot_;
  Instant until_;
};

Outcome<matters::Opened> Sent::once(const std::string& key, std::string_view words, Instant now, const Act& act) {
  auto slot = sha256_hex(fmt::format("{}\n{}", key, words));
  DL_TRY(auto known, enter(slot, now));
  if (known) return std::move(*known);
  Turn turn(*this, std::move(slot), Instant(now.milliseconds() + kKeptMs));
  DL_TRY(auto opened, act());
  turn.opened = opened;
  return opened;
}

Outcome<std::optional<matters::Opened>> Sent::enter(const std::string& slot, Instant now) {
  Lock lock(mutex_);
  make_room(now);
  const auto is_settled = [&]() DL_REQUIRES(mutex_) {
    const auto found = slots_.find(slot);
    return found == slots_.end() || found->second.opened.has_value();
  };
  if (!settled_.wait_for(lock, kPatience, is_settled)) return fail(Fault::Unavailable, "request.busy");
  const auto found = slots_.find(slot);
  if (found != slots_.end()) return found->second.opened;
  slots_.emplace(slot, Slot{});
  return std::optional<matters::Opened>();
}

void Sent::leave(const std::string& slot, std::optional<matters::Opened> opened, Instant until) {
  {
    Lock lock(mutex_);
    if (opened)
      slots_[slot] = {std::move(opened), until};
    else
      slots_.erase(slot);
  }
  settled_.notify_all();
}

void Sent::make_room(Instant now) {
  std::erase_if(slots_, [&](const auto& one) { return one.second.opened && one.second.until < now; });
  if (slots_.size() < kMost) return;
  const auto first = std::ranges::min_element(
      slots_, {}, [](const auto& one) { return one.second.opened ? one.second.until.milliseconds() : INT64_MAX; });
  if (first->second.opened) slots_.erase(first);
}

}  // namespace dl::portal
