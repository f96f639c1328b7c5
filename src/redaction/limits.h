// What redaction takes on, and how much of the machine one file may cost.
#pragma once

#include <chrono>
#include <cstddef>

namespace dl::redaction {

inline constexpr std::size_t kLargestFile = 64U << 20U;  ///< bytes
inline constexpr std::size_t kMostPages = 200;
inline constexpr std::size_t kMostAreas = 500;     ///< as they are asked for
inline constexpr std::size_t kMostMarks = 20'000;  ///< as they come of passages, too
inline constexpr std::size_t kMostCharacters = 1'000'000;
inline constexpr std::size_t kLongestPassage = 500;     ///< characters
inline constexpr double kSmallestSide = 5;              ///< of a page, millimetres
inline constexpr double kLargestSide = 1'300;           ///< the same; A0 is 1,189 long
inline constexpr std::size_t kMostPixels = 64U << 20U;  ///< of one picture or page
inline constexpr std::size_t kPagesAtOnce = 5;          ///< that one program draws; its pixels are in memory
inline constexpr int kDotsPerInch = 150;                ///< of the pages of the result
inline constexpr int kLookDotsPerInch = 75;             ///< at which the result is looked at
inline constexpr std::chrono::milliseconds kToolTime = std::chrono::seconds(60);  ///< of one run of a program
inline constexpr std::size_t kToolMemory = std::size_t{1} << 30U;                 ///< address space, bytes
inline constexpr std::size_t kMostOutput = std::size_t{384} << 20U;               ///< of one run, bytes

inline constexpr double kPointsAnInch = 72;
inline constexpr double kPointsAMillimetre = 72 / 25.4;

}  // namespace dl::redaction
