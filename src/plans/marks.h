// The numbers of items, in every style that plans use, at the beginning of a paragraph and within one.
#pragma once

#include <cstdint>
#include <vector>

#include "plans/words.h"

namespace dl::plans {

/// The style of a number. Items of one list share it.
enum class MarkKind : std::uint8_t {
  None,
  Chapter,     ///< 第一章
  Section,     ///< 第一节
  Part,        ///< 第一部分
  Task,        ///< 任务一：
  Han,         ///< 一、
  HanBracket,  ///< （一）
  Digit,       ///< 1. 1、
  Bracket,     ///< （1） 1） ⑴
  Circle,      ///< ①
  Ordinal,     ///< 第一，
  First,       ///< 一是
  Decimal2,    ///< 1.1
  Decimal3,    ///< 1.1.1
};

struct Mark {
  MarkKind kind = MarkKind::None;
  int number = 0;
  std::size_t size = 0;  ///< characters of the mark with what sets it apart
  Chars shown = {};      ///< as an outline names it: 一, （一）, 1, （1）, ①
  int above = 0;         ///< 1 of 1.2: the number before the last

  explicit operator bool() const { return kind != MarkKind::None; }
};

/// The mark that the words begin with.
Mark mark_at(View folded);

/// A stretch of a paragraph from one mark to the next.
struct Item {
  Mark mark = {};
  std::size_t begin = 0;  ///< of the mark
  std::size_t end = 0;
};

/// The items of a list within a paragraph (⑴…；⑵…, 一是…。二是…, 1.…2.…): two or more, numbered from 1 without a gap,
/// each behind a mark of punctuation. Empty when there is no such list; the outermost one when there are several.
std::vector<Item> items_within(View folded);

}  // namespace dl::plans
