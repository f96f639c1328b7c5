// Numbers that are digits: identity cards, telephones, bank cards. Digits of either width and Chinese numerals, with
// O for 0 and l for 1 between digits, in groups with blanks, dashes or dots between them.
#include "base/identifiers.h"
#include "base/text.h"
#include "privacy/piece.h"

namespace dl::privacy {
namespace {

constexpr std::size_t kMostDigits = 23;  ///< 0086 before nineteen
constexpr std::size_t kWidestGap = 3;

struct Digit {
  char value = '0';
  std::size_t at = 0;
};

/// Digits that stand together, in groups.
struct Run {
  std::vector<Digit> digits = {};
  std::vector<std::size_t> groups = {};  ///< the first digit of each
  std::size_t end = 0;                   ///< characters

  std::size_t group_end(std::size_t group) const {
    return group + 1 < groups.size() ? groups[group + 1] : digits.size();
  }
};

/// Some groups of a run.
struct Candidate {
  std::string value = {};
  std::vector<std::size_t> sizes = {};
  std::size_t begin = 0;  ///< characters
  std::size_t end = 0;
};

int chinese_digit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
    case U'○': return 0;
    case U'一':
    case U'幺':
    case U'壹': return 1;
    case U'二':
    case U'贰': return 2;
    case U'三':
    case U'叁': return 3;
    case U'四':
    case U'肆': return 4;
    case U'五':
    case U'伍': return 5;
    case U'六':
    case U'陆': return 6;
    case U'七':
    case U'柒': return 7;
    case U'八':
    case U'捌': return 8;
    case U'九':
    case U'玖': return 9;
    default: return -1;
  }
}

/// The digit at a place as people write it, or 0.
char digit_at(const Piece& piece, std::size_t at) {
  const auto c = piece.at(at);
  if (is_digit(c)) return static_cast<char>(c);
  if ((c == U'O' || c == U'L' || c == U'I') && at > 0 && is_digit(piece.at(at - 1)) && is_digit(piece.at(at + 1)))
    return c == U'O' ? '0' : '1';
  if (c < 0x80) return '\0';
  const auto value = chinese_digit(c);
  return value < 0 ? '\0' : static_cast<char>('0' + value);
}

bool is_separator(char32_t c) {
  return is_gap(c) || std::u32string_view(U"-‐‑–—―−_.·)").find(c) != std::u32string_view::npos;
}

Run read_run(const Piece& piece, std::size_t at) {
  Run run{.end = at};
  bool chinese = false;
  for (auto i = at; i < piece.size();) {
    if (const auto value = digit_at(piece, i); value != '\0') {
      const bool now_chinese = piece.at(i) >= 0x80;
      if (run.digits.empty() || run.end != i || now_chinese != chinese) run.groups.push_back(run.digits.size());
      chinese = now_chinese;
      run.digits.push_back({value, i});
      run.end = ++i;
      continue;
    }
    auto next = i;
    while (next < piece.size() && next - i < kWidestGap && is_separator(piece.at(next)) && piece.at(next) != U'\n')
      ++next;
    if (next == i || digit_at(piece, next) == '\0') break;
    i = next;
  }
  return run;
}

Candidate join(const Piece& piece, const Run& run, std::size_t first, std::size_t last) {
  Candidate joined;
  for (auto i = run.groups[first]; i < run.group_end(last); ++i) joined.value += run.digits[i].value;
  for (auto group = first; group <= last; ++group) joined.sizes.push_back(run.group_end(group) - run.groups[group]);
  joined.begin = run.digits[run.groups[first]].at;
  joined.end = run.digits[run.group_end(last) - 1].at + 1;
  const auto mark = piece.at(joined.end);
  if (joined.value.size() == 17 && (mark == U'X' || mark == U'×' || mark == U'*')) {
    joined.value += 'X';
    ++joined.end;
  }
  return joined;
}

bool has_word(const Piece& piece, std::size_t begin, std::size_t back, const Words& words) {
  return words.within(piece, sentence_begin(piece, begin, back), begin);
}

/// Letters before digits make them part of a code, unless they say what the digits are.
bool is_code(const Piece& piece, const Candidate& candidate) {
  static const Words labels(U"TEL PHONE MOBILE CELL VX WX ID NO CARD");
  const auto before = candidate.begin == 0 ? U'\0' : piece.at(candidate.begin - 1);
  if (is_letter(before) && labels.before(piece, candidate.begin) == 0) return true;
  return is_letter(piece.at(candidate.end)) || piece.at(candidate.end) == U'_' || before == U'_';
}

bool all_single(const Candidate& candidate) {
  for (const auto size : candidate.sizes)
    if (size != 1) return false;
  return true;
}

/// Eleven digits in the groups in which people say them; 15000-200000 is a range.
bool grouped_as_mobile(const Piece& piece, const Candidate& candidate) {
  auto sizes = candidate.sizes;
  if (sizes.size() > 1 && candidate.value.size() > 11 && sizes[0] <= 4) sizes.erase(sizes.begin());
  if (sizes.size() <= 1 || all_single(candidate)) return true;
  for (auto i = candidate.begin; i < candidate.end; ++i)
    if (chinese_digit(piece.at(i)) >= 0) return true;
  if (sizes[0] == 3) return true;
  using Sizes = std::vector<std::size_t>;
  return sizes == Sizes{7, 4} || sizes == Sizes{4, 4, 3} || sizes == Sizes{4, 3, 4} || sizes == Sizes{1, 2, 4, 4} ||
         (sizes == Sizes{5, 6} && is_gap(piece.at(candidate.begin + 5)));
}

/// The eleven digits of a mobile number, or nothing.
std::string mobile_in(std::string_view value, bool told) {
  for (const std::string_view prefix : {"0086", "086", "86", "0"})
    if (value.size() == prefix.size() + 11 && value.starts_with(prefix) && (told || prefix != "0"))
      value.remove_prefix(prefix.size());
  return value.size() == 11 && value[0] == '1' && value[1] >= '3' ? std::string(value) : std::string();
}

/// Digits of an area code at the beginning, or 0.
std::size_t area_code(std::string_view value) {
  if (value.size() < 10 || value[0] != '0') return 0;
  if (value.starts_with("010") || value[1] == '2') return 3;
  return value[1] >= '3' ? 4 : 0;
}

/// Words of one's own home and person.
const Words& own_words() {
  static const Words words(
      U"我家 家里 家中 家庭电话 宅电 住宅电话 本人 我的 我电话 家电话 自家 我爸 我妈 父亲 母亲 老家");
  return words;
}

bool is_of_office(const Piece& piece, const Candidate& candidate) {
  static const Words offices(
      U"咨询 投诉 举报 监督 热线 办公 服务 值班 传真 窗口 致电 拨打 来电 反馈 受理 客服 报名 接待 政府 街道 社区 中心 "
      U"大队 支队 中队 我局 我办 我委 我院 我校 我镇 我乡 我区 我县 我市 我司 我站 我们联系 公司 学校 医院 幼儿园 银行 "
      U"派出所 分局 总台 服务台 物业 村委 居委 局 委员会 办公室 科 处 股 所 站 协会 疑问 直接联系 联系我们 预约 挂号");
  const auto begin = sentence_begin(piece, candidate.begin, 24);
  static const Words kinds(U"座机 固话 固定电话 当事人 申请人 业主");
  if (own_words().within(piece, begin, candidate.begin) || kinds.within(piece, begin, candidate.begin)) return false;
  return offices.within(piece, begin, candidate.begin) ||
         offices.within(piece, candidate.end, sentence_end(piece, candidate.end, 8));
}

bool is_landline(const Piece& piece, const Candidate& candidate) {
  static const Words telephones(U"电话 座机 固话 宅电 电话号码 联系方式");
  const std::string_view value = candidate.value;
  const auto area = area_code(value);
  if (area > 0) {
    const auto local = value.substr(area);
    const bool whole = candidate.sizes.size() == 1 || candidate.sizes[0] == area;
    return whole && (local.size() == 7 || local.size() == 8) && local[0] >= '2' && candidate.sizes.size() <= 3 &&
           !is_of_office(piece, candidate);
  }
  if ((value.size() != 7 && value.size() != 8) || value[0] < '2' || candidate.sizes.size() > 2) return false;
  auto at = candidate.begin;
  while (at > 0 && candidate.begin - at < 4 &&
         std::u32string_view(U":是为( 号码").find(piece.at(at - 1)) != std::u32string_view::npos)
    --at;
  return telephones.before(piece, at) > 0 && !is_of_office(piece, candidate);
}

bool is_resident_number(const Piece& piece, const Candidate& candidate) {
  static const Words cards(U"身份证 身份号 证件号 公民身份 居住证 身份证明 证号");
  const auto& value = candidate.value;
  if (value.size() != 18 && value.size() != 15) return false;
  const auto checked = check_resident_number(value);
  if (value.size() == 18 && checked.verdict == Verdict::Right) return true;
  if (!has_word(piece, candidate.begin, 15, cards)) return false;
  // Behind its name also one that was mistyped in its last digits.
  return checked.verdict == Verdict::Right || checked.problem == "resident_number.check_digit";
}

bool is_bank_card(const Piece& piece, const Candidate& candidate) {
  static const Words cards(U"卡号 账号 帐号 银行卡 账户 帐户 储蓄 户头 银行 存折 打到 转到 汇到 工资卡 社保卡");
  const std::string_view value = candidate.value;
  if (value.size() < 13 || value.size() > 19 || !passes_luhn(value) || value.find_first_not_of(value[0]) == value.npos)
    return false;
  if (value.starts_with("62") && (value.size() == 16 || value.size() == 19)) return true;
  const auto two = value.substr(0, 2);
  const bool known = value[0] == '4' || (two >= "51" && two <= "55") || (two >= "22" && two <= "27") || two == "35" ||
                     two == "34" || two == "37" || value[0] == '6' || value[0] == '9';
  return known && value.size() >= 15 && has_word(piece, candidate.begin, 15, cards);
}

bool is_amount(const Piece& piece, const Candidate& candidate) {
  const auto after = piece.at(candidate.end);
  return std::u32string_view(U"元万亿吨㎡%").find(after == 0 ? U'。' : after) != std::u32string_view::npos ||
         (after == U'.' && is_digit(piece.at(candidate.end + 1)) && candidate.sizes.size() == 1) ||
         (candidate.begin > 0 && piece.at(candidate.begin - 1) == U'.' && candidate.sizes.size() == 1);
}

std::optional<Span> read(const Piece& piece, const Candidate& candidate) {
  const auto whole = [&](Kind kind) { return Span{kind, candidate.begin, candidate.end, candidate.value}; };
  if (is_code(piece, candidate)) return std::nullopt;
  if (is_resident_number(piece, candidate)) return whole(Kind::ResidentNumber);
  if (is_amount(piece, candidate)) return std::nullopt;
  static const Words telephones(U"电话 手机 联系 TEL 致电 拨打");
  const bool told = has_word(piece, candidate.begin, 10, telephones);
  if (auto mobile = mobile_in(candidate.value, told); !mobile.empty() && grouped_as_mobile(piece, candidate)) {
    auto begin = candidate.begin;  // without the code of the country
    for (auto left = candidate.value.size() - mobile.size(); left > 0; ++begin)
      if (digit_at(piece, begin) != '\0') --left;
    while (digit_at(piece, begin) == '\0') ++begin;
    return Span{Kind::Mobile, begin, candidate.end, std::move(mobile)};
  }
  if (is_bank_card(piece, candidate)) return whole(Kind::BankCard);
  if (is_landline(piece, candidate)) {
    auto span = whole(Kind::Landline);
    if (span.begin > 0 && piece.at(span.begin - 1) == U'(') --span.begin;
    return span;
  }
  return std::nullopt;
}

bool is_own(const std::string& value, const std::vector<std::string>& own) {
  for (const auto& number : own)
    if (number == value || (number.size() > value.size() && value.size() >= 7 && number.ends_with(value)) ||
        (value.size() > number.size() && number.size() >= 7 && value.ends_with(number)))
      return true;
  return false;
}

}  // namespace

void find_numbers(const Piece& piece, const std::vector<std::string>& own, Spans& spans) {
  for (std::size_t at = 0; at < piece.size();) {
    if (digit_at(piece, at) == '\0' || spans.taken(at)) {
      ++at;
      continue;
    }
    const auto run = read_run(piece, at);
    at = run.end;
    for (std::size_t first = 0; first < run.groups.size(); ++first) {
      auto last = first;
      while (last + 1 < run.groups.size() && run.group_end(last + 1) - run.groups[first] <= kMostDigits) ++last;
      if (run.group_end(first) - run.groups[first] > kMostDigits) continue;
      for (auto end = last + 1; end > first; --end) {
        const auto candidate = join(piece, run, first, end - 1);
        if (candidate.value.size() < 7) break;
        auto span = read(piece, candidate);
        if (!span) continue;
        if (!is_own(span->value, own)) spans.add(std::move(*span));
        first = end - 1;
        break;
      }
    }
  }
}

void drop_office_contacts(const Piece& piece, Spans& spans) {
  constexpr std::size_t kBack = 40;
  auto& all = spans.all();
  std::ranges::sort(all, {}, &Span::begin);
  const auto of_person = [&](const Span& span) {
    const auto begin = sentence_begin(piece, span.begin, kBack);
    if (own_words().within(piece, begin, span.begin)) return true;
    for (auto one = std::ranges::lower_bound(all, begin, {}, &Span::begin); one != all.end() && one->begin < span.begin;
         ++one)
      if (one->kind == Kind::Name || one->kind == Kind::ResidentNumber) return true;
    return false;
  };
  std::vector<bool> kept;
  for (const auto& span : all)
    kept.push_back((span.kind != Kind::Landline && span.kind != Kind::Email) || of_person(span));
  std::size_t at = 0;
  std::erase_if(all, [&](const Span&) { return !kept[at++]; });
}

std::vector<std::string> telephone_numbers(std::string_view contact) {
  std::vector<std::string> numbers;
  Piece piece;
  for (Pieces pieces(contact); pieces.next(piece);) {
    for (std::size_t at = 0; at < piece.size();) {
      if (!is_digit(piece.at(at))) {
        ++at;
        continue;
      }
      std::string digits;
      for (; is_digit(piece.at(at)) || (is_separator(piece.at(at)) && is_digit(piece.at(at + 1))); ++at) {
        // A blank ends what is complete: 0421-2827333 3868266, 139 0000 0000.
        if (is_gap(piece.at(at)) && digits.size() >= (digits[0] == '1' ? 11U : 7U)) break;
        if (is_digit(piece.at(at))) digits += static_cast<char>(piece.at(at));
      }
      if (digits.size() >= 3) numbers.push_back(std::move(digits));
    }
  }
  return numbers;
}

}  // namespace dl::privacy
