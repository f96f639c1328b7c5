#include "plans/basis.h"

#include <algorithm>

#include "base/identifiers.h"
#include "base/text.h"

namespace dl::plans {

std::vector<std::string> find_basis(View words, bool any) {
  std::vector<std::string> basis;
  const auto keep = [&](std::string word) {
    if (std::ranges::find(basis, word) == basis.end()) basis.push_back(std::move(word));
  };
  for (const View sentence : split(words, is_stop)) {
    if (!any && !has_any(sentence, {U"根据", U"按照", U"依据", U"依照", U"落实", U"贯彻", U"执行", U"遵照", U"对照",
                                    U"参照", U"要求", U"规定", U"精神"}))
      continue;
    const auto shown = text::encode(sentence);
    const auto numbers = find_document_numbers(shown);
    std::size_t next = 0;
    std::size_t bytes = 0;
    const Chars folded = fold(sentence);
    std::size_t title_end = 0;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      for (; next < numbers.size() && numbers[next].offset <= bytes; ++next) keep(numbers[next].number.text());
      if (folded[i] == U'《' && i >= title_end) {
        if (const auto end = closing_of(folded, i); end != View::npos) {
          keep(text::encode(sentence.substr(i, end - i + 1)));
          title_end = end;
        }
      }
      bytes += text::encode(sentence.substr(i, 1)).size();
    }
    for (; next < numbers.size(); ++next) keep(numbers[next].number.text());
  }
  return basis;
}

}  // namespace dl::plans
