// What handling information costs beyond a reasonable number (信息处理费, 国办函〔2020〕109号): of one request either
// by the piece or by the page, never both; progressive by bands. In yuan. Pure.
#pragma once

#include <cstdint>

namespace dl::requests {

/// 按件: what all pieces of one applicant in one calendar month come to. The first ten are free, from 11 to 30 each is
/// 100, and of each ten above each is 100 more.
std::int64_t fee_by_piece(std::int64_t pieces);
/// What one more request costs when so many came before it in the month.
std::int64_t fee_of_next_piece(std::int64_t before);

/// 按量: what the pages of one request come to. The first thirty are free, up to 100 each is 10, up to 200 each is 20,
/// above each is 40. What a page is of electronic data is not confirmed; whoever asks has counted.
std::int64_t fee_by_page(std::int64_t pages);

}  // namespace dl::requests
