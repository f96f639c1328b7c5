#include "requests/likeness.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace dl::requests {
namespace {

using Pairs = std::set<std::pair<char32_t, char32_t>>;

Pairs pairs_of(std::string_view text) {
  auto characters = text::decode(text::fold_for_search(text));
  std::erase_if(characters, [](char32_t c) { return text::is_space(c) || text::is_cjk_punctuation(c); });
  Pairs pairs;
  for (std::size_t i = 1; i < characters.size(); ++i) pairs.emplace(characters[i - 1], characters[i]);
  return pairs;
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
  const auto first = pairs_of(a);
  const auto second = pairs_of(b);
  const auto both =
      static_cast<double>(std::ranges::count_if(first, [&](const auto& pair) { return second.contains(pair); }));
  const auto all = static_cast<double>(first.size() + second.size()) - both;
  return all == 0 ? 0 : both / all;
}

}  // namespace dl::requests
