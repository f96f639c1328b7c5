// A random draw (随机抽取) as values: what is sealed before it (封存), and what follows from that and a seed (揭示).
// Pure.
//
// The method, `daylight-draw-1`, which verify_draw.py repeats with nothing but SHA-256 over ASCII and UTF-8 text:
//
//   key            = sha256(seed ":" beacon)                 the seed in 64 lower-case hexadecimal digits
//   of an object   = sha256(key ":object:" I)                I counts the list from 1
//   of an inspector= sha256(key ":inspector:" I ":" J)
//
// The objects with the smallest digests are drawn; for each of them the inspectors with the smallest digests who are
// not recused from it. Lists stand in the order of their codes, so nobody chooses their order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::draws {

/// Stands in what is sealed; do not change.
inline constexpr std::string_view kFormat = "daylight-draw-1";
inline constexpr std::string_view kMethod = "按种子和序号的SHA-256排序，取前若干个（daylight-draw-1）";

inline constexpr std::size_t kMostObjects = 10'000;
inline constexpr std::size_t kMostInspectors = 2'000;
inline constexpr std::size_t kMostRecused = 1'000;
inline constexpr std::int64_t kMostDrawn = 500;
inline constexpr std::int64_t kFewestEach = 2;  ///< 司法行政系统“双随机”抽查办法
inline constexpr std::int64_t kMostEach = 5;
inline constexpr std::size_t kSeedBytes = 32;

/// Whom an inspection may draw, as everybody may see it.
struct Object {
  std::string code = {};
  std::string name = {};
  friend bool operator==(const Object&, const Object&) = default;
};

/// Who does not inspect whom (回避): the code of an object and the number of a licence.
struct Recusal {
  std::string object = {};
  std::string inspector = {};
  friend auto operator<=>(const Recusal&, const Recusal&) = default;
};

/// All that is fixed before the seed is opened.
struct Terms {
  std::string number = {};
  std::string plan = {};  ///< its number
  std::string agency = {};
  std::vector<Object> objects = {};          ///< by code
  std::vector<std::string> inspectors = {};  ///< numbers of licences, sorted
  std::int64_t objects_drawn = 0;
  std::int64_t inspectors_each = kFewestEach;  ///< for each object
  std::vector<Recusal> recused = {};           ///< sorted
  Instant reveal_from = {};                    ///< to the minute
  /// Which public number is mixed in, and that nobody knows before: a lottery's result, say. Empty for none.
  std::string beacon_source = {};
  friend bool operator==(const Terms&, const Terms&) = default;
};

/// Fault::Invalid `draw.objects`, `draw.inspectors`, `draw.too-many`, `draw.repeated` for lists that do not stand in
/// their order with each entry once, `draw.recused` for a pair of somebody who is in no list, `draw.too-few` where an
/// object is left with fewer inspectors than it is owed.
Outcome<void> check(const Terms& terms);

/// The bytes whose SHA-256 is published (名录摘要).
std::string text_of(const Terms& terms);
/// Fault::Internal `draw.content` for a text that text_of() has not made.
Outcome<Terms> read_terms(std::string_view text);

/// An object that was drawn, and who inspects it; places in the lists of the terms, from 0.
struct Drawn {
  std::size_t object = 0;
  std::vector<std::size_t> inspectors = {};
  friend bool operator==(const Drawn&, const Drawn&) = default;
};
/// By the method. `seed` in hexadecimal digits, `beacon` empty where none was announced.
std::vector<Drawn> draw(const Terms& terms, std::string_view seed, std::string_view beacon);

}  // namespace dl::draws
