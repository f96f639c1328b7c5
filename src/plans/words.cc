#include "plans/words.h"

#include "base/numerals.h"
#include "base/text.h"

namespace dl::plans {
namespace {

struct Pair {
  char32_t open;
  char32_t close;
};
constexpr Pair kPairs[] = {{U'(', U')'}, {U'[', U']'}, {U'《', U'》'}, {U'〈', U'〉'}, {U'“', U'”'}, {U'‘', U'’'}};

char32_t fold_one(char32_t c) {
  if (View(U"【〔［〖﹝").find(c) != View::npos) return U'[';
  if (View(U"】〕］〗﹞").find(c) != View::npos) return U']';
  if (c > 0xFF00 && c < 0xFF5F) return c - 0xFEE0;
  if (c == U'\n') return c;
  return text::is_space(c) ? U' ' : c;
}

bool is_numeral(char32_t c) { return View(U"〇零一二三四五六七八九十百").find(c) != View::npos; }

}  // namespace

Chars fold(View words) {
  Chars folded(words);
  for (auto& c : folded) c = fold_one(c);
  return folded;
}

View trim(View words) {
  while (!words.empty() && text::is_space(words.front())) words.remove_prefix(1);
  while (!words.empty() && text::is_space(words.back())) words.remove_suffix(1);
  return words;
}

Chars essence(View words) {
  Chars kept;
  for (const char32_t c : words)
    if (text::is_han(c) || text::is_digit(c) || (c < 128 && ((c | 32) >= U'a' && (c | 32) <= U'z'))) kept += c;
  return kept;
}

bool begins_with(View words, View with) { return words.substr(0, with.size()) == with; }
bool ends_with(View words, View with) {
  return words.size() >= with.size() && words.substr(words.size() - with.size()) == with;
}
bool contains(View words, View with) { return words.find(with) != View::npos; }

View first_of(View words, std::initializer_list<View> list) {
  for (const View with : list)
    if (begins_with(words, with)) return with;
  return {};
}

View last_of(View words, std::initializer_list<View> list) {
  for (const View with : list)
    if (ends_with(words, with)) return with;
  return {};
}

bool has_any(View words, std::initializer_list<View> list) {
  for (const View with : list)
    if (contains(words, with)) return true;
  return false;
}

Number digits_at(View folded) {
  Number number;
  while (number.size < folded.size() && number.size < 6 && folded[number.size] >= U'0' && folded[number.size] <= U'9')
    number.value = number.value * 10 + static_cast<int>(folded[number.size++] - U'0');
  return number;
}

Number number_at(View folded) {
  if (const auto digits = digits_at(folded); digits.size > 0) return digits;
  if (!folded.empty() && folded.front() == U'两') return {2, 1};
  std::size_t size = 0;
  while (size < folded.size() && size < 6 && is_numeral(folded[size])) ++size;
  const auto value = text::parse_number(text::encode(folded.substr(0, size)));
  return value && *value < 1'000'000 ? Number{static_cast<int>(*value), size} : Number{};
}

bool is_stop(char32_t c) { return View(U"。;；!！\n").find(c) != View::npos; }
bool is_pause(char32_t c) { return is_stop(c) || View(U",，:：").find(c) != View::npos; }

bool is_opening(char32_t c) {
  for (const auto& pair : kPairs)
    if (pair.open == c) return true;
  return false;
}

bool is_closing(char32_t c) {
  for (const auto& pair : kPairs)
    if (pair.close == c) return true;
  return false;
}

std::size_t closing_of(View folded, std::size_t at) {
  for (const auto& pair : kPairs) {
    if (pair.open != folded[at]) continue;
    int depth = 0;
    for (std::size_t i = at; i < folded.size() && i < at + 400; ++i) {
      if (folded[i] == pair.open) ++depth;
      if (folded[i] == pair.close && --depth == 0) return i;
    }
  }
  return View::npos;
}

std::vector<View> split(View words, bool (*cut)(char32_t)) {
  std::vector<View> parts;
  const Chars folded = fold(words);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_opening(folded[i])) {
      if (const auto end = closing_of(folded, i); end != View::npos) i = end;
    } else if (cut(folded[i])) {
      if (i > begin) parts.push_back(words.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  if (begin < words.size()) parts.push_back(words.substr(begin));
  return parts;
}

}  // namespace dl::plans
