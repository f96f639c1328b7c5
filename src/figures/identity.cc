#include "figures/identity.h"

namespace dl::figures {
namespace {

using Sums = std::map<std::vector<condition::Value>, std::int64_t>;

}  // namespace

Outcome<std::vector<Unkept>> unkept(db::Session& session, const Definitions& definitions, const Period& period,
                                    std::int64_t agency, Date today) {
  std::vector<Unkept> found;
  for (const auto& identity : definitions.identities()) {
    const auto add = [&](Sums& sums, const std::vector<std::string>& ids) -> Outcome<void> {
      for (const auto& id : ids) {
        auto ask = Ask::of(definitions.at(id), period, agency, today);
        ask.by = identity.by;
        DL_TRY(const auto told, cells(session, ask));
        for (const auto& cell : told) sums[cell.group] += cell.value;
      }
      return {};
    };
    Sums left;
    Sums right;
    DL_CHECK(add(left, identity.left));
    DL_CHECK(add(right, identity.right));
    for (const auto& [group, sum] : left) right.try_emplace(group, 0);
    for (const auto& [group, sum] : right)
      if (left[group] != sum) found.push_back({identity.id, group, left[group], sum});
  }
  return found;
}

}  // namespace dl::figures
