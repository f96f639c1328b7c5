// Small scanners over code points that the other files of this module share: dates and times as
// pages write them, marks of headings, names of public bodies.
#pragma once

#include <optional>

#include "base/time.h"
#include "intake/draft.h"

namespace dl::intake {

/// The character with full-width letters, digits and marks in their ASCII form.
inline char32_t half(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c == 0x3000 ? U' ' : c; }
inline bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
inline bool is_one_of(char32_t c, View set) { return set.find(c) != View::npos; }
/// 。！？ and their ASCII forms at the end of a sentence, not the point of a number.
inline bool ends_sentence(char32_t c) { return is_one_of(c, U"。！？；!?;"); }
bool starts_with(View text, View with);
bool ends_with(View text, View with);
bool contains(View text, View part);
bool starts_with_any(View text, std::initializer_list<View> starts);
bool contains_any(View text, std::initializer_list<View> parts);
bool ends_with_any(View text, std::initializer_list<View> ends);
View trimmed(View text);
/// Without any white space.
Chars squeezed(View text);

struct FoundDate {
  Date date = {};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool has_time = false;
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// The first date at or after `from`: 2021-08-05, 2021/8/5, 2021.8.5, 2021年8月5日, 二〇二一年八月五日 (with O, 0, ○
/// for 〇, figures and numerals mixed), any of them with stray white space, and a time of day behind it when there is
/// one.
std::optional<FoundDate> find_date(View text, std::size_t from = 0);
/// The date when the line holds nothing else (brackets, white space and the word of a seal apart).
std::optional<Date> whole_date(View text);
/// 2023年5月, 2023年 月 日, 年 月 日: a date on a line of its own that says no day.
bool is_unfinished_date(View text);
/// Without （公章）, （盖章）, （此件公开发布） before or behind it.
View without_seal(View text);

enum class MarkKind {
  None,
  Chapter,        ///< 第一章, 第一部分, 第一编
  Section,        ///< 第一节
  Article,        ///< 第一条
  Han,            ///< 一、
  HanBracket,     ///< （一）
  Number,         ///< 1. 1、
  Decimal,        ///< 1.1, 1.1.1; its level is told by the outline around it
  NumberBracket,  ///< （1） ⑴ ① 1）
};

struct Mark {
  MarkKind kind = MarkKind::None;
  int number = 0;        ///< the last one of a Decimal
  std::size_t size = 0;  ///< characters of the mark itself
  int first = 0;         ///< of a Decimal: 1 of 1.2.3
  int depth = 0;         ///< of a Decimal: how many numbers it has
};

/// The mark that the text begins with.
Mark mark_of(View text);
/// I, II, III …, or small; figures above 3,999.
std::string roman_number(int value, bool capital);
/// 1–4 for marks of headings, 0 for Article, Decimal and None.
int level_of(MarkKind kind);

/// Whether a short line reads like the name of a public body: 市城市管理局, 某某领导小组办公室.
bool is_body_name(View text);
/// The names when a line holds names of public bodies alone, with white space, 、 or ， between them.
std::vector<View> body_names(View line);
/// Whether a line reads like the end of a title: …的通知, …工作要点, …年度报告.
bool has_title_end(View text);

}  // namespace dl::intake
