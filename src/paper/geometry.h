// The measures of GB/T 9704—2012, in points (1/72 inch). Clauses stand beside them; what the standard leaves open says
// so.
#pragma once

#include <cstddef>

namespace dl::paper {

inline constexpr double kMillimetre = 72.0 / 25.4;
inline constexpr double kPageWidth = 210 * kMillimetre;  // 5.1
inline constexpr double kPageHeight = 297 * kMillimetre;
inline constexpr double kTop = 37 * kMillimetre;     // 5.2.1 天头
inline constexpr double kLeft = 28 * kMillimetre;    // 5.2.1 订口
inline constexpr double kWidth = 156 * kMillimetre;  // 5.2.1 版心
inline constexpr double kHeight = 225 * kMillimetre;

inline constexpr std::size_t kRows = 22;  // 5.2.3
inline constexpr std::size_t kCharacters = 28;
inline constexpr double kSize3 = 16;  // 3号
inline constexpr double kSize2 = 22;  // 2号
inline constexpr double kSize4 = 14;  // 4号
/// From one character to the next, so that 28 of 3号 (158 mm) fill the 156 mm: 5.2.3 撑满版心.
inline constexpr double kPitch = kWidth / kCharacters;
/// From the top of one row to the next: the first stands at the top of the 版心, the last on its bottom.
inline constexpr double kRow = (kHeight - kSize3) / (kRows - 1);

inline constexpr double kMarkTop = 35 * kMillimetre;      // 7.2.4, below the top of the 版心
inline constexpr double kRuleBelow = 4 * kMillimetre;     // 7.2.6, below the number
inline constexpr double kFolioBelow = 7 * kMillimetre;    // 7.5, below the 版心
inline constexpr double kThickRule = 0.35 * kMillimetre;  // 7.4.1
inline constexpr double kThinRule = 0.25 * kMillimetre;
inline constexpr double kSealAbove = 0.57;  // of it above the middle of signature and date: 7.3.5.1 居印章中心偏下
inline constexpr double kSealLowest = 0.9 * kSize3;    ///< its top below the row after the body, at most
inline constexpr double kCodeSide = 25 * kMillimetre;  // not in the standard
inline constexpr double kRedRule = 0.5 * kMillimetre;  // its weight is not in the standard

/// A mark is as large as its line lets it be: 7.2.4 醒目、美观、庄重.
inline constexpr double kLargestMark = 46;
inline constexpr double kSmallestMark = 26;  // then in two lines
inline constexpr double kMarkLead = 1.25;    // from line to line of a mark, of its size

inline constexpr std::size_t kTitleCharacters = 20;   // of 2号 on a line
inline constexpr std::size_t kSignatureBlank = 2;     // rows between body and signature: the upper part of the seal
inline constexpr std::size_t kSignerCharacters = 22;  // on a line: leaves room for a code beside it
inline constexpr std::size_t kDateIndent = 4;         // characters from the right, 7.3.5.1

}  // namespace dl::paper
