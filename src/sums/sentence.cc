#include "sums/sentence.h"

#include <algorithm>

namespace dl::sums {
namespace {

constexpr std::size_t kMostWords = 120;
constexpr View kMarks = U"，、；：。,;:（）()！？";
constexpr View kTotals[] = {U"合计", U"总计", U"累计", U"总数", U"总量", U"合共"};
constexpr View kNotTogetherBefore = U"公国中统协";
constexpr View kNotTogetherBehind = U"享同青产建治和管赢性识存鸣商用生绘谋助";

constexpr View kMore[] = {U"增加",   U"增长",   U"上升",   U"提高", U"新增", U"提升", U"增加了",
                          U"增长了", U"上升了", U"提高了", U"上涨", U"多",   U"增"};
constexpr View kLess[] = {U"减少",   U"下降", U"降低", U"回落", U"减少了", U"下降了",
                          U"降低了", U"下滑", U"少",   U"降",   U"减"};

}  // namespace

std::size_t Read::label_begin(std::size_t quantity) const {
  const auto end = quantities[quantity].begin;
  std::size_t begin = quantity == 0 ? 0 : quantities[quantity - 1].end;
  for (auto at = end; at > begin; --at)
    if (is_one_of(text[at - 1], kMarks)) return at;
  return begin;
}

View Read::label(std::size_t quantity) const { return between(label_begin(quantity), quantities[quantity].begin); }

Read read(const Sentence& sentence) {
  Read here{.text = sentence.text, .number = sentence.number};
  here.quantities = find_quantities(here.text);
  return here;
}

bool says_total(View words) {
  if (contains_any(words, kTotals)) return true;
  for (auto at = words.find(U'共'); at != View::npos; at = words.find(U'共', at + 1)) {
    const bool word_before = at > 0 && is_one_of(words[at - 1], kNotTogetherBefore);
    const bool word_behind = at + 1 < words.size() && is_one_of(words[at + 1], kNotTogetherBehind);
    if (!word_before && !word_behind) return true;
  }
  return false;
}

int change_at_end(View words) {
  if (ends_with_any(words, kMore)) return 1;
  return ends_with_any(words, kLess) ? -1 : 0;
}

std::vector<std::int64_t> aligned(const Quantity& total, const std::vector<const Quantity*>& parts) {
  int smallest = total.scale;
  for (const auto* part : parts) smallest = std::min(smallest, part->scale);
  std::vector<std::int64_t> values;
  auto add = [&](const Quantity& quantity) {
    std::int64_t value = quantity.value;
    for (int i = smallest; i < quantity.scale; ++i) {
      if (value > INT64_MAX / 1000) return false;
      value *= 10;
    }
    values.push_back(value);
    return value < INT64_MAX / 1000;
  };
  bool fits = add(total);
  for (const auto* part : parts) fits = fits && add(*part);
  if (!fits) values.clear();
  return values;
}

std::int64_t slack_of(const Quantity& total, const std::vector<const Quantity*>& parts) {
  int smallest = total.scale;
  for (const auto* part : parts) smallest = std::min(smallest, part->scale);
  std::int64_t slack = 0;
  auto add = [&](const Quantity& quantity) {
    if (quantity.places == 0 && quantity.scale == smallest) return;
    auto half = half_of_last_place(quantity.places);
    for (int i = smallest; i < quantity.scale && half < INT64_MAX / 1000; ++i) half *= 10;
    slack += half;
  };
  add(total);
  for (const auto* part : parts) add(*part);
  return slack;
}

std::string place_of(const Read& read) { return fmt::format("第{}句", read.number); }

std::string words_of(const Read& read, std::size_t begin, std::size_t end) {
  auto words = read.between(begin, std::min(end, read.text.size()));
  if (words.size() <= kMostWords) return text::encode(words);
  return text::encode(words.substr(0, kMostWords)) + "…";
}

}  // namespace dl::sums
