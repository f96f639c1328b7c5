#include "portal/counts.h"

#include <fmt/ranges.h>

namespace dl::portal {

namespace {

constexpr std::string_view kKinds[] = {"决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知",
                                       "通报", "报告", "请示",       "批复", "议案", "函",   "纪要"};

Outcome<Tally> count(db::Session& session, const std::vector<std::int64_t>& columns) {
  Tally tally;
  publications::Filter filter{.columns = columns};
  DL_TRY(tally.years, publications::years_live(session, filter));
  for (const auto& [year, documents] : tally.years) tally.total += documents;
  if (tally.total == 0) return tally;
  for (const auto kind : kKinds) {
    filter.kind = kind;
    DL_TRY(const auto first, publications::list_live(session, filter, std::nullopt, 1));
    if (!first.lines.empty()) tally.kinds.emplace_back(kind);
  }
  return tally;
}

}  // namespace

Outcome<Tally> Counts::of(db::Session& session, const std::vector<std::int64_t>& columns) {
  if (columns.empty()) return Tally{};
  const auto key = fmt::format("{}", fmt::join(columns, ","));
  std::uint64_t before = 0;
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = kept_.find(key); found != kept_.end()) return found->second.tally;
    before = changes_;
  }
  DL_TRY(auto tally, count(session, columns));
  const std::scoped_lock lock(mutex_);
  if (changes_ == before) kept_[key] = Kept{tally, columns};
  return tally;
}

void Counts::forget(std::span<const std::string> topics) {
  const std::scoped_lock lock(mutex_);
  ++changes_;
  std::erase_if(kept_, [&](const auto& entry) {
    return std::ranges::any_of(entry.second.columns, [&](std::int64_t column) {
      return std::ranges::find(topics, publications::topic_of_column(column)) != topics.end();
    });
  });
}

}  // namespace dl::portal
