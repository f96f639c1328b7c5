// A place in the words of a plan at which a limit may begin; used by limits.cc and its parts alone.
#pragma once

#include <algorithm>
#include <optional>

#include "plans/limits.h"

namespace dl::plans {

/// A limit that was found: the words [begin, end).
struct Hit {
  Limit limit = {};
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The folded words, titles and numbers of documents blotted out. Copies move on by themselves.
struct Scan {
  View words = {};
  std::size_t at = 0;
  std::optional<int> year = {};
  Place place = Place::Prose;

  View rest() const { return words.substr(std::min(at, words.size())); }
  bool take(std::initializer_list<View> list) {
    const View found = first_of(rest(), list);
    at += found.size();
    return !found.empty();
  }
  bool next_is(std::initializer_list<View> list) const { return !first_of(rest(), list).empty(); }
  Number take_number() {
    const auto number = number_at(rest());
    at += number.size;
    return number;
  }
  char32_t before() const { return at == 0 ? U'\n' : words[at - 1]; }
  bool column() const { return place == Place::Column; }
};

std::optional<Hit> find_date(Scan scan);       ///< 2020年7月底前, 每年9月, 第三季度
std::optional<Hit> find_frequency(Scan scan);  ///< 每季度, 一周两次, 每年至少听取1次
std::optional<Hit> find_quantity(Scan scan);   ///< 不少于2次, 不低于50%, 7个工作日, 举办2场

}  // namespace dl::plans
