// Text functions take any bytes: they stay within them, give UTF-8, and keep characters one to one.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/numerals.h"
#include "base/text.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dl;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  require(text::is_utf8(text::repair_utf8(bytes)));
  require(text::length(text::fold_for_search(bytes)) == text::length(bytes));
  require(text::fold_space(text::fold_space(bytes)) == text::fold_space(bytes));
  require(text::length(text::cut(bytes, 5)) <= 5);
  require(text::cut_bytes(bytes, 7).size() <= 7);
  require(text::trim(bytes).size() <= size);
  require(text::is_utf8(text::fold_brackets(text::fold_width(text::fold_ideographs(bytes)))));
  if (auto number = text::parse_number(bytes)) require(*number >= 0);
  if (auto date = text::parse_date(bytes)) require(text::parse_date(text::chinese_date(*date)) == *date);
  return 0;
}
