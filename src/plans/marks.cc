#include "plans/marks.h"

#include "base/text.h"

namespace dl::plans {
namespace {

constexpr View kNumerals = U"零一二三四五六七八九十百";

std::size_t count_numerals(View words) {
  std::size_t size = 0;
  while (size < words.size() && size < 4 && kNumerals.find(words[size]) != View::npos) ++size;
  return size;
}

std::size_t skip_space(View words, std::size_t at) {
  while (at < words.size() && words[at] == U' ') ++at;
  return at;
}

Mark make(MarkKind kind, int number, std::size_t size, Chars shown) { return {kind, number, size, std::move(shown)}; }

/// 第一章, 第一节, 第一部分, 第一，
Mark ordinal_mark(View words) {
  const auto size = count_numerals(words.substr(1));
  const auto number = number_at(words.substr(1));
  if (size == 0 || number.size != size) return {};
  const auto rest = words.substr(1 + size);
  const Chars shown(words.substr(0, 1 + size));
  const auto behind = [&](MarkKind kind, View word) {
    auto end = skip_space(words, 1 + size + word.size());
    if (end < words.size() && View(U"、,:").find(words[end]) != View::npos) end = skip_space(words, end + 1);
    return make(kind, number.value, end, shown + Chars(word));
  };
  if (begins_with(rest, U"章")) return behind(MarkKind::Chapter, U"章");
  if (begins_with(rest, U"节")) return behind(MarkKind::Section, U"节");
  if (begins_with(rest, U"部分")) return behind(MarkKind::Part, U"部分");
  if (begins_with(rest, U",") || begins_with(rest, U"、") || begins_with(rest, U"是"))
    return make(MarkKind::Ordinal, number.value, 2 + size, shown);
  return {};
}

/// （一）, （1）, （1.）
Mark bracket_mark(View words) {
  const auto close = words.substr(0, 8).find(U')');
  if (close == View::npos || close < 2) return {};
  const auto inside = trim(words.substr(1, close - 1));
  auto end = close + 1;
  if (end < words.size() && View(U"、.．,").find(words[end]) != View::npos) ++end;
  end = skip_space(words, end);
  const Chars shown = Chars(U"（") + Chars(inside) + U"）";
  const auto number = number_at(inside);
  if (number.size == 0 || number.size != inside.size() || number.value > 99) return {};
  const bool digits = digits_at(inside).size > 0;
  return make(digits ? MarkKind::Bracket : MarkKind::HanBracket, number.value, end, shown);
}

/// 一、 一. 一） 一是
Mark han_mark(View words) {
  const auto size = count_numerals(words);
  const auto number = number_at(words);
  if (size == 0 || number.size != size || number.value == 0) return {};
  const auto rest = words.substr(size);
  const Chars shown(words.substr(0, size));
  if (begins_with(rest, U"是要") || begins_with(rest, U"是")) {
    return make(MarkKind::First, number.value, size + 1, shown + U"是");
  }
  if (rest.empty() || View(U"、.．)").find(rest.front()) == View::npos) return {};
  if (rest.front() == U')') return make(MarkKind::HanBracket, number.value, skip_space(words, size + 1), shown + U"）");
  return make(MarkKind::Han, number.value, skip_space(words, size + 1), shown);
}

/// 任务一：, 任务1、
Mark task_mark(View words) {
  const auto number = number_at(words.substr(2));
  const auto end = 2 + number.size;
  if (number.size == 0 || number.value > 99 || end >= words.size() || View(U":、.,． ").find(words[end]) == View::npos)
    return {};
  return make(MarkKind::Task, number.value, skip_space(words, end + 1), Chars(words.substr(0, end)));
}

/// 1. 1、 1） 1.1 1.1.1 — a number with a measure behind it (1.5万) is none.
Mark digit_mark(View words) {
  const auto first = digits_at(words);
  if (first.size > 2) return {};
  auto end = first.size;
  int depth = 1, last = first.value, above = 0;
  while (depth < 3 && end + 1 < words.size() && words[end] == U'.') {
    const auto next = digits_at(words.substr(end + 1));
    if (next.size == 0 || next.size > 2) break;
    above = last;
    last = next.value;
    end += 1 + next.size;
    ++depth;
  }
  const Chars shown(words.substr(0, end));
  if (depth > 1) {
    if (end < words.size() && View(U"、.．").find(words[end]) != View::npos) ++end;
    const auto begin = skip_space(words, end);
    if (begin >= words.size() || View(U"%万亿倍版米元—-~").find(words[begin]) != View::npos) return {};
    auto mark = make(depth == 2 ? MarkKind::Decimal2 : MarkKind::Decimal3, last, begin, shown);
    mark.above = above;
    return mark;
  }
  if (end >= words.size() || first.value == 0) return {};
  if (words[end] == U')') return make(MarkKind::Bracket, last, skip_space(words, end + 1), shown + U"）");
  const bool apart = View(U".．、,").find(words[end]) != View::npos;
  const auto begin = skip_space(words, end + 1);
  if (!apart && words[end] != U' ') return {};
  if (begin >= words.size() || text::is_digit(words[begin])) return {};
  if (!apart && !text::is_han(words[begin])) return {};
  return make(MarkKind::Digit, last, begin, shown);
}

Mark symbol_mark(View words) {
  const char32_t c = words.front();
  const auto size = skip_space(words, words.size() > 1 && View(U"、.．").find(words[1]) != View::npos ? 2 : 1);
  if (c >= U'①' && c <= U'⑳') return make(MarkKind::Circle, static_cast<int>(c - U'①') + 1, size, Chars(1, c));
  if (c >= U'❶' && c <= U'❿') return make(MarkKind::Circle, static_cast<int>(c - U'❶') + 1, size, Chars(1, c));
  if (c >= U'⑴' && c <= U'⒇') {
    const int number = static_cast<int>(c - U'⑴') + 1;
    return make(MarkKind::Bracket, number, size, Chars(1, c));
  }
  if (c >= U'⒈' && c <= U'⒛') return make(MarkKind::Digit, static_cast<int>(c - U'⒈') + 1, size, Chars(1, c));
  if (c >= U'㈠' && c <= U'㈩') return make(MarkKind::HanBracket, static_cast<int>(c - U'㈠') + 1, size, Chars(1, c));
  return {};
}

/// Whether an item may begin here within a paragraph: behind punctuation, or where the mark cannot be anything else.
bool may_begin(View words, std::size_t at, MarkKind kind) {
  auto before = at;
  while (before > 0 && words[before - 1] == U' ') --before;
  if (before == 0) return true;
  const char32_t c = words[before - 1];
  if (View(U"。;:!?").find(c) != View::npos) return true;
  if (kind == MarkKind::Circle) return true;
  if (kind == MarkKind::Bracket) return words[at] >= 128 || View(U",、”").find(c) != View::npos;
  return (kind == MarkKind::First || kind == MarkKind::Ordinal) && c == U',';
}

bool runs_within(MarkKind kind) {
  return kind == MarkKind::Bracket || kind == MarkKind::Circle || kind == MarkKind::First || kind == MarkKind::Digit ||
         kind == MarkKind::Ordinal || kind == MarkKind::HanBracket;
}

}  // namespace

Mark mark_at(View folded) {
  if (folded.empty()) return {};
  const char32_t c = folded.front();
  if (c == U'第') return ordinal_mark(folded);
  if (begins_with(folded, U"任务")) return task_mark(folded);
  if (c == U'(') return bracket_mark(folded);
  if (c >= U'0' && c <= U'9') return digit_mark(folded);
  if (kNumerals.find(c) != View::npos) return han_mark(folded);
  return symbol_mark(folded);
}

namespace {

std::vector<Item> items_from(View folded, std::size_t from) {
  std::vector<Item> items;
  for (std::size_t i = from; i < folded.size(); ++i) {
    if (is_opening(folded[i]) && folded[i] != U'(') {
      if (const auto end = closing_of(folded, i); end != View::npos) i = end;
      continue;
    }
    auto mark = mark_at(folded.substr(i, 24));
    const bool next =
        mark && runs_within(mark.kind) && may_begin(folded, i, mark.kind) &&
        (items.empty() ? mark.number == 1
                       : mark.kind == items.front().mark.kind && mark.number == items.back().mark.number + 1);
    if (next) {
      if (!items.empty()) items.back().end = i;
      const auto size = mark.size;
      items.push_back({std::move(mark), i, folded.size()});
      i += size - 1;
    } else if (folded[i] == U'(') {
      if (const auto end = closing_of(folded, i); end != View::npos) i = end;
    }
  }
  return items;
}

}  // namespace

std::vector<Item> items_within(View folded) {
  // A 1 that no 2 follows may stand before a list that goes on; a few such are passed over.
  std::size_t from = 0;
  for (int tries = 0; tries < 8 && from < folded.size(); ++tries) {
    auto items = items_from(folded, from);
    if (items.size() != 1) return items;
    from = items.front().begin + items.front().mark.size;
  }
  return {};
}

}  // namespace dl::plans
