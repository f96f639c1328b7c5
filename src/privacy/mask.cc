// What is written in the place of personal data.
#include "base/text.h"
#include "privacy/people.h"

namespace dl::privacy {
namespace {

std::string stars(std::size_t count) { return std::string(count, '*'); }

/// The first `head` and the last `tail` characters, stars between them.
std::string keep_ends(std::string_view value, std::size_t head, std::size_t tail) {
  const auto chars = text::decode(value);
  if (chars.size() <= head + tail) return stars(chars.size());
  const std::u32string_view all = chars;
  return text::encode(all.substr(0, head)) + stars(chars.size() - head - tail) +
         text::encode(all.substr(chars.size() - tail));
}

/// 张某, 张某某, 欧阳某某, 买某某: the practice of courts' case titles.
std::string mask_name(std::string_view value) {
  Piece piece;
  Pieces(value).next(piece);
  const auto surname = std::max<std::size_t>(surname_at(piece, 0), 1);
  const auto given = piece.size() > surname ? piece.size() - surname : 1;
  return text::encode(std::u32string_view(piece.chars).substr(0, surname)) + (given == 1 ? "某" : "某某");
}

/// What stands above road and village stays: 某省某市某县某街道***.
std::string mask_address(std::string_view value) {
  static const Words regions(U"省 市 自治区 区 县 旗 自治州 州 盟");
  static const Words towns(U"镇 乡 街道 街道办事处 苏木");
  Piece piece;
  Pieces(value).next(piece);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < piece.size() && i < 30; ++i) {
    if (is_digit(piece.at(i))) break;
    if (const auto town = towns.at(piece, i); town > 0) {
      kept = i + town;
      break;
    }
    if (const auto size = regions.at(piece, i);
        size > 0 && !piece.starts_at(i - 1, U"小区") && !piece.starts_at(i - 1, U"社区"))
      kept = i + size;
  }
  return std::string(value.substr(0, piece.offsets[kept])) + "***";
}

std::string mask_email(std::string_view value) {
  const auto chars = text::decode(value);
  const auto at = std::min(chars.find_first_of(U"@＠"), chars.size());
  return text::encode(chars.substr(0, 1)) + "***" + text::encode(chars.substr(at));
}

std::string mask_landline(const std::string& digits) {
  const std::size_t area = digits.size() < 9 ? 0 : digits[1] == '1' || digits[1] == '2' ? 3 : 4;
  const auto local = digits.substr(area);
  return (area > 0 ? digits.substr(0, area) + "-" : "") + stars(local.size() - 4) + local.substr(local.size() - 4);
}

std::string mask_once(std::string_view text, const std::vector<Found>& found, bool whole) {
  std::string out;
  std::size_t at = 0;
  for (const auto& one : found) {
    out += text.substr(at, one.offset - at);
    out += whole ? "***" : mask(one);
    at = one.offset + one.size;
  }
  return out += text.substr(at);
}

}  // namespace

std::string mask(const Found& found) {
  if (found.minor) return found.kind == Kind::Name ? "某某" : "***";
  switch (found.kind) {
    case Kind::ResidentNumber: return keep_ends(found.value, 6, 4);
    case Kind::Mobile: return keep_ends(found.value, 3, 4);
    case Kind::Landline: return mask_landline(found.value);
    case Kind::BankCard: return keep_ends(found.value, 4, 4);
    case Kind::Plate: return keep_ends(found.value, 2, 2);
    case Kind::Passport:
    case Kind::Permit: return keep_ends(found.value, 2, 2);
    case Kind::Email: return mask_email(found.value);
    case Kind::Name: return mask_name(found.value);
    case Kind::Address: return mask_address(found.value);
  }
  return "***";
}

std::string mask_all(std::string_view text, const Known& known) {
  constexpr int kMasked = 2;
  std::string out(text);
  for (int round = 0;; ++round) {
    // What is found in masks themselves, as the name of a child in 某某, is covered whole: that takes letters and
    // digits away each time, so there is a last one.
    const auto found = find_personal_data(out, known);
    if (found.empty()) return out;
    out = mask_once(out, found, round >= kMasked);
  }
}

std::string_view chinese_of(Kind kind) {
  switch (kind) {
    case Kind::ResidentNumber: return "身份证号";
    case Kind::Mobile: return "手机号";
    case Kind::Landline: return "固定电话";
    case Kind::BankCard: return "银行卡号";
    case Kind::Plate: return "车牌号";
    case Kind::Passport: return "护照号";
    case Kind::Permit: return "证件号";
    case Kind::Email: return "电子邮箱";
    case Kind::Name: return "姓名";
    case Kind::Address: return "住址";
  }
  return "";
}

}  // namespace dl::privacy
