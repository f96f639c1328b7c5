// What has letters in it: e-mail addresses, number plates, passports and permits.
#include <algorithm>

#include "base/text.h"
#include "privacy/piece.h"

namespace dl::privacy {
namespace {

bool is_alphanumeric(char32_t c) { return is_digit(c) || is_letter(c); }
bool is_local(char32_t c) { return is_alphanumeric(c) || c == U'.' || c == U'_' || c == U'-' || c == U'+'; }

std::string text_of(const Piece& piece, std::size_t begin, std::size_t end) {
  return text::encode(std::u32string_view(piece.chars).substr(begin, end - begin));
}

/// Letters and digits of [begin, end) alone.
std::string code_of(const Piece& piece, std::size_t begin, std::size_t end) {
  std::u32string code;
  for (auto i = begin; i < end; ++i)
    if (is_alphanumeric(piece.at(i)) || text::is_han(piece.at(i))) code += piece.at(i);
  return text::encode(code);
}

/// 京A12345, 京A·12345, 京AD12345, 粤B1234学; the letters I and O are on no plate.
std::size_t plate_end(const Piece& piece, std::size_t at) {
  constexpr std::u32string_view kProvinces = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  if (kProvinces.find(piece.at(at)) == kProvinces.npos || !is_letter(piece.at(at + 1))) return 0;
  auto i = at + 2;
  while (i < at + 4 && (is_gap(piece.at(i)) || piece.at(i) == U'·' || piece.at(i) == U'-' || piece.at(i) == U'.' ||
                        piece.at(i) == U'•'))
    ++i;
  const auto first = i;
  std::size_t digits = 0;
  for (; is_alphanumeric(piece.at(i)); ++i) {
    if (piece.at(i) == U'I') return 0;
    digits += is_digit(piece.at(i)) ? 1U : 0U;
  }
  const auto size = i - first;
  if (size == 4 && std::u32string_view(U"学警挂港澳试领").find(piece.at(i)) != std::u32string_view::npos)
    return digits >= 2 ? i + 1 : 0;
  return (size == 5 || size == 6) && digits >= 2 ? i : 0;
}

struct Paper {
  Kind kind = Kind::Permit;
  std::size_t letters = 0;  ///< at most
  std::size_t least = 0;    ///< characters
  std::size_t most = 0;
};

/// The end of letters and digits behind a paper's name, when they are in its form.
std::size_t paper_end(const Piece& piece, std::size_t at, const Paper& paper) {
  auto end = at;
  std::size_t letters = 0, size = 0;
  for (; is_alphanumeric(piece.at(end)) || (size > 0 && piece.at(end) == U' ' && is_digit(piece.at(end + 1))); ++end) {
    if (piece.at(end) == U' ') continue;
    letters += is_letter(piece.at(end)) ? 1U : 0U;
    ++size;
  }
  return letters <= paper.letters && size >= paper.least && size <= paper.most ? end : 0;
}

/// From behind a paper's name to its number: 护照号码为：E12345678.
std::size_t skip_to_number(const Piece& piece, std::size_t at) {
  static const Words between(U"号码 证号 号 编号 为 是 系 : ( # ，");
  for (std::size_t n = 0; n < 6; ++n) {
    if (is_gap(piece.at(at))) {
      ++at;
    } else if (const auto size = between.at(piece, at); size > 0) {
      at += size;
    } else {
      break;
    }
  }
  return at;
}

void find_plates(const Piece& piece, Spans& spans) {
  for (std::size_t i = 0; i < piece.size(); ++i)
    if (const auto end = plate_end(piece, i); end > 0) spans.add({Kind::Plate, i, end, code_of(piece, i, end)});
}

/// 军字第1234567号 behind 军官证 and the like.
void find_service_card(const Piece& piece, std::size_t at, Spans& spans) {
  auto begin = at;
  while (begin < at + 12 && begin < piece.size() && piece.at(begin) != U'字') ++begin;
  if (piece.at(begin) != U'字' || piece.at(begin + 1) != U'第') return;
  auto end = begin + 2;
  while (is_digit(piece.at(end))) ++end;
  if (end < begin + 6 || piece.at(end) != U'号') return;
  if (begin > 0 && text::is_han(piece.at(begin - 1))) --begin;
  spans.add({Kind::Permit, begin, end + 1, text_of(piece, begin, end + 1)});
}

}  // namespace

void find_emails(const Piece& piece, Spans& spans) {
  for (std::size_t at = 1; at + 1 < piece.size(); ++at) {
    if (piece.at(at) != U'@') continue;
    auto begin = at, end = at + 1;
    while (begin > 0 && at - begin < 64 && is_local(piece.at(begin - 1))) --begin;
    std::size_t dots = 0;
    for (; end < piece.size() && end - at < 128; ++end) {
      if (piece.at(end) == U'.' && is_alphanumeric(piece.at(end + 1)))
        ++dots;
      else if (!is_alphanumeric(piece.at(end)) && piece.at(end) != U'-')
        break;
    }
    if (begin == at || end == at + 1 || dots == 0) continue;
    const auto domain = text_of(piece, at + 1, end);
    // An office's mailbox is how it is reached.
    if (!domain.ends_with("GOV.CN")) spans.add({Kind::Email, begin, end, text_of(piece, begin, end)});
  }
}

void find_papers(const Piece& piece, Spans& spans) {
  static const Words passports(U"护照 护照号 护照号码");
  static const Words permits(U"通行证 回乡证 台胞证 来往内地 居住证 永久居留 身份卡");
  static const Words service(U"军官证 警官证 士兵证 文职干部证 军人证 警察证");
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const auto passport = passports.at(piece, i), permit = permits.at(piece, i), card = service.at(piece, i);
    if (card > 0) find_service_card(piece, i + card, spans);
    if (passport == 0 && permit == 0) continue;
    const auto begin = skip_to_number(piece, i + std::max(passport, permit));
    const auto paper = passport > 0 ? Paper{Kind::Passport, 2, 8, 9} : Paper{Kind::Permit, 2, 8, 11};
    if (const auto end = paper_end(piece, begin, paper); end > 0)
      spans.add({paper.kind, begin, end, code_of(piece, begin, end)});
  }
  find_plates(piece, spans);
}

}  // namespace dl::privacy
