// What handling information costs beyond a reasonable number (信息处理费, 国办函〔2020〕109号 arts 3 to 5): of one
// request either by the piece or by the page, never both; progressive by bands, which are data (data/fees.toml). In
// yuan. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.h"
#include "base/outcome.h"

namespace dl::requests {

/// By what a fee is counted. Stored by name; do not rename. For people `fee_bases` of data/vocabularies.
enum class FeeBasis : std::uint8_t { Piece, Page };
inline constexpr auto kFeeBases =
    named_table<FeeBasis>({{FeeBasis::Piece, "piece", "按件计收"}, {FeeBasis::Page, "page", "按量计收"}});
constexpr Names<FeeBasis> table_of(FeeBasis) { return kFeeBases; }

/// What lies above a number costs so much each, up to the next band.
struct FeeBand {
  std::int64_t above = 0;
  std::int64_t each = 0;
};

struct FeeScale {
  FeeBasis basis = {};
  std::string standard = {};  ///< Chinese, as notices state it
  std::vector<FeeBand> bands = {};
  std::int64_t every = 0;  ///< above the last band each group of so many costs `more` more; 0: none does
  std::int64_t more = 0;
};
using FeeScales = std::vector<FeeScale>;

/// Those of a text. Fails with `data.invalid`, file and line: unknown keys, a basis that comes twice or is missing,
/// bands that do not rise.
Outcome<FeeScales> read_fee_scales(const std::string& name, std::string_view text);
/// Those of data/fees.toml, read once. Fails as above, and with `resource.missing`.
Outcome<FeeScales> load_fee_scales();
/// The same for whoever comes after a start that has read them; throws std::runtime_error where they cannot be read.
const FeeScales& fee_scales();

/// What so many come to: all pieces of one applicant in one calendar month, or the pages of one request. What a page is
/// of electronic data is not confirmed; whoever asks has counted.
std::int64_t fee_of(const FeeScale& scale, std::int64_t count);

/// The fee of one request.
struct Fee {
  FeeBasis basis = {};
  std::int64_t count = 0;  ///< its pages; by the piece, its place among the applicant's of the month, from 1
  std::int64_t yuan = 0;   ///< by the piece, for this one alone
};
Fee fee_of(FeeBasis basis, std::int64_t count, const FeeScales& scales = fee_scales());
/// What a notice states of it: basis, standard and amount (收费的依据、标准、数额).
std::string words_of(const Fee& fee, const FeeScales& scales = fee_scales());

}  // namespace dl::requests
