#include "requests/fees.h"

#include <algorithm>

namespace dl::requests {
namespace {

/// How many of `count` lie above `after` and up to `until`.
std::int64_t within(std::int64_t count, std::int64_t after, std::int64_t until) {
  return std::clamp<std::int64_t>(count - after, 0, until - after);
}

}  // namespace

std::int64_t fee_by_piece(std::int64_t pieces) {
  constexpr std::int64_t kFree = 10;
  constexpr std::int64_t kFirst = 30;
  constexpr std::int64_t kBand = 10;
  constexpr std::int64_t kStep = 100;
  auto fee = kStep * within(pieces, kFree, kFirst);
  // Whole bands cost 2, 3, 4 … steps a piece; the last one is not whole.
  const auto above = std::max<std::int64_t>(0, pieces - kFirst);
  const auto whole = above / kBand;
  fee += kStep * kBand * (whole * (whole + 3) / 2);
  return fee + kStep * (above % kBand) * (whole + 2);
}

std::int64_t fee_of_next_piece(std::int64_t before) { return fee_by_piece(before + 1) - fee_by_piece(before); }

std::int64_t fee_by_page(std::int64_t pages) {
  return 10 * within(pages, 30, 100) + 20 * within(pages, 100, 200) + 40 * std::max<std::int64_t>(0, pages - 200);
}

}  // namespace dl::requests
