// Home addresses: what stands behind 家住, 户籍地 and their like down to a number or a village, and what names a flat
// wherever it stands. Addresses of companies and offices are theirs to publish.
#include <algorithm>

#include "base/text.h"
#include "privacy/people.h"

namespace dl::privacy {
namespace {

constexpr std::size_t kLongest = 60;

const Words& home_words() {
  static const Words words(
      U"家住 现住 暂住 租住 租住在 家庭住址 家庭地址 家庭住所 居住在 居住于 居住地 居住地址 现居住地 现居住于 现居住在 "
      U"住在 住于 "
      U"户籍地 户籍地址 户籍所在地 户籍 常住地 常住地址 常住户口所在地 经常居住地 暂住地 现住址 住址 住 我家在 家在 "
      U"家住在 宅基地在 房屋在 房子位于 房屋位于 户口地址 实际居住地 居所 寓所 住处 租房于 租居 借住 寄住 寄居 现租住 "
      U"目前住 家属住 暂居 客居 定居于 送达至 家庭所在地 "
      U"户口所在地 老家 老家在 房屋坐落 家里住 租房在 现住地 宅基地位于 房子在 户口在 搬到 买房在 蜗居 安家在 居于");
  return words;
}

/// Such words of a company as well: only behind a person.
const Words& shared_words() {
  static const Words words(
      U"地址 住所 住所地 联系地址 通讯地址 通信地址 送达地址 收件地址 邮寄地址 收货地址 详细地址 本人地址");
  return words;
}

bool is_numeral(char32_t c) {
  return is_digit(c) || is_letter(c) ||
         std::u32string_view(U"一二三四五六七八九十百〇零甲乙丙丁东西南北").find(c) != std::u32string_view::npos;
}

bool is_connector(char32_t c) {
  return c == U'-' || c == U'－' || c == U'—' || c == U'–' || c == U'#' || c == U'/' || c == U'_';
}

/// What cannot be inside an address.
bool breaks_address(const Piece& piece, std::size_t at) {
  static const Words words(
      U"居民 业主 住户 村民 附近 旁边 对面 门口 电话 手机 身份证 联系 因 被 的 了 是 我 你 他 她 有 没 向 "
      U"从 及 与 对 请 由于 请求 反映 投诉 这里 那里 出生 男 女 邮编 邮政 已 还 就 都 和 在 系 户籍 居住 现住 "
      U"旁 内 里的 或 参加 岁 诉 咨询 要求 通知 随后 收到 到达 希望 交付 导致 关于 定了 购买 以 并 所在 办理 登记 租 "
      U"把 为 按 自付 违法 涉嫌 经营 搭建 噪音 一直 晚上 每天 也 但 等");
  const auto c = piece.at(at);
  if (piece.starts_at(at, U"村民组") || piece.starts_at(at, U"村民小组")) return false;
  return (!text::is_han(c) && !is_digit(c) && !is_letter(c) && !is_connector(c)) || words.at(piece, at) > 0;
}

std::size_t numeral_run(const Piece& piece, std::size_t at) {
  auto end = at;
  while (end < at + 6 && is_numeral(piece.at(end))) ++end;
  return end;
}

/// How far an address goes, and how closely it tells a home.
struct Reach {
  std::size_t end = 0;
  bool numbered = false;  ///< a house, a building, a group
  bool village = false;
  std::size_t regions = 0;
};

Reach read_address(const Piece& piece, std::size_t begin) {
  static const Words details(U"号 栋 幢 座 单元 室 房 楼 层 组 弄 # 门 队 社 号楼 号院 号房 村民组 村民小组 院 排");
  static const Words places(U"省 市 区 县 旗 镇 乡 街道 自治州 州 盟 开发区 新区 苏木");
  static const Words villages(
      U"村 屯 寨 庄 社区 湾 坳 营子 嘎查 自然村 小区 花园 家园 公寓 苑 家属院 宿舍 新村 巷 胡同 里 弄");
  Reach reach{.end = begin};
  auto i = begin;
  while (i < begin + kLongest) {
    if (is_gap(piece.at(i)) && i > begin && i + 1 < piece.size() && !breaks_address(piece, i + 1) &&
        (is_numeral(piece.at(i + 1)) || reach.end == i)) {
      ++i;
      continue;
    }
    if (breaks_address(piece, i)) break;
    if (is_numeral(piece.at(i))) {
      const auto run = numeral_run(piece, i);
      auto mark = run;
      while (is_gap(piece.at(mark))) ++mark;
      if (const auto size = details.at(piece, mark); size > 0) {
        reach.numbered = true;
        reach.end = i = mark + size;
        continue;
      }
      // 3-2-502, 12栋502: digits behind what has been read.
      const bool digits = is_digit(piece.at(i)) || is_letter(piece.at(i));
      if (digits &&
          (is_connector(piece.at(run)) || (i > begin && (is_connector(piece.at(i - 1)) || reach.end == i)) ||
           (i > begin + 3 && run - i >= 2 && (reach.village || reach.numbered) && text::is_han(piece.at(i - 1))))) {
        if (!is_connector(piece.at(run)) || reach.numbered || is_digit(piece.at(run + 1))) {
          reach.numbered = true;
          reach.end = run;
        }
        i = run;
        continue;
      }
    }
    if (const auto size = places.at(piece, i); size > 0 && i > begin) {
      ++reach.regions;
      reach.end = i += size;
    } else if (const auto village = villages.at(piece, i); village > 0 && i > begin + 1 && piece.at(i - 1) != U'农') {
      reach.village = true;
      reach.end = i += village;
    } else {
      ++i;
    }
  }
  return reach;
}

std::size_t skip_to_address(const Piece& piece, std::size_t at) {
  static const Words between(U": 为 是 在 于 系 址 ( 地址 （ 位于 | ，");
  for (std::size_t n = 0; n < 5; ++n) {
    if (is_gap(piece.at(at)) && piece.at(at) != U'\n') {
      ++at;
    } else if (const auto size = between.at(piece, at); size > 0) {
      at += size;
    } else {
      break;
    }
  }
  return at;
}

struct Reader {
  const Piece& piece;
  Spans& spans;
  bool after_person = false;             ///< the paragraph before spoke of one last
  std::vector<std::size_t> people = {};  ///< where somebody is named, in order

  void add(std::size_t begin, std::size_t end) {
    while (begin < end && spans.taken(begin)) ++begin;
    auto free = begin;
    while (free < end && !spans.taken(free)) ++free;
    spans.add({Kind::Address, begin, free, text::encode(std::u32string_view(piece.chars).substr(begin, free - begin))});
  }

  /// Whether the words before speak of a company or office rather than of a person.
  bool is_of_organisation(std::size_t at, bool shared) const {
    static const Words heads(U"法定代表人 负责人 经营者 统一社会信用代码 营业执照 信用代码 经营场所 注册地 名称");
    const auto begin = at > 100 ? at - 100 : 0;
    std::size_t organisation = 0;
    for (auto i = begin; i < at; ++i)
      if (organisation_at(piece, i) > 0 || heads.at(piece, i) > 0) organisation = i + 1;
    const auto after = std::ranges::lower_bound(people, begin);
    std::size_t person = 0;
    for (auto one = after; one != people.end() && *one < at; ++one) {
      // 法定代表人：张某某 speaks of the company still.
      const auto head = sentence_begin(piece, *one, 14);
      if (!heads.within(piece, head, *one)) person = *one + 1;
    }
    return organisation > person || (shared && person == 0 && !after_person);
  }

  void read_behind_word(std::size_t at) {
    const auto home = home_words().at(piece, at), shared = shared_words().at(piece, at);
    const auto size = std::max(home, shared);
    if (size == 0) return;
    // 住 alone is part of many words: 居住, 住房, 住建局.
    if (size == 1 && (text::is_han(piece.at(at - 1)) &&
                      std::u32string_view(U"人现我女男暂族生岁").find(piece.at(at - 1)) == std::u32string_view::npos))
      return;
    static const Words longer(U"住房 住院 住宅 住建 住户 住宿 住所 住房城 住校 住店 住民 住有");
    if (size == 1 && longer.at(piece, at) > 0) return;
    const auto begin = skip_to_address(piece, at + size);
    const auto reach = read_address(piece, begin);
    if (reach.end < begin + 4) return;
    const bool told = reach.numbered || (reach.village && reach.regions >= (home == 1 ? 2U : 1U));
    if (!told || (shared >= home && is_of_organisation(at, shared > 0))) return;
    add(begin, reach.end);
  }

  /// 把某镇某村3组租给…: what is let or lived in, or whose people speak.
  void read_before_word(std::size_t at) {
    static const Words words(U"租给 出租 的房子 的房屋 的住宅 的家 自建房 的老宅");
    if (words.at(piece, at) == 0 || at == 0 || spans.taken(at - 1)) return;
    auto begin = at;
    while (begin > 0 && at - begin < kLongest && !breaks_address(piece, begin - 1) && !spans.taken(begin - 1)) --begin;
    if (at - begin < 5) return;
    const auto reach = read_address(piece, begin);
    const auto last = piece.at(at - 1);
    if (reach.numbered && reach.end == at && last != U'期' && last != U'楼' && last != U'层' &&
        organisation_at(piece, at) == 0)
      add(begin, at);
  }

  /// 某某小区3栋2单元501: a flat, whatever stands before it.
  void read_flat(std::size_t at) {
    static const Words buildings(U"栋 幢 号楼 座 # 单元 号院 号");
    static const Words rooms(U"室 房 号 户");
    const auto building = buildings.at(piece, at);
    if (building == 0 || at == 0 || !is_numeral(piece.at(at - 1)) || spans.taken(at)) return;
    auto i = at + building;
    while (is_gap(piece.at(i)) || is_connector(piece.at(i))) ++i;
    auto run = numeral_run(piece, i);
    if (piece.starts_at(run, U"单元") && run > i) {
      i = run + 2;
      while (is_gap(piece.at(i)) || is_connector(piece.at(i))) ++i;
      run = numeral_run(piece, i);
    }
    std::size_t digits = 0;
    for (auto k = i; k < run; ++k) digits += is_digit(piece.at(k)) ? 1U : 0U;
    const auto room = rooms.at(piece, run);
    const bool number = piece.starts_at(at, U"号") && building == 1;
    if (digits < 3 || digits > 4 || (number && room == 0)) return;
    if (!room && (is_digit(piece.at(run)) ||
                  std::u32string_view(U"年元平米户个万%㎡月").find(piece.at(run) == 0 ? U'。' : piece.at(run)) !=
                      std::u32string_view::npos))
      return;
    const auto end = run + room;
    auto begin = at;
    while (begin > 0 && at - begin < 30 && !breaks_address(piece, begin - 1) && !spans.taken(begin - 1) &&
           !is_gap(piece.at(begin - 1)))
      --begin;
    if (organisation_at(piece, end) == 0) add(begin, end);
  }
};

}  // namespace

bool find_addresses(const Piece& piece, Voice voice, bool after_person, Spans& spans) {
  Reader reader{piece, spans, after_person};
  for (const auto& span : spans.all())
    if (span.kind == Kind::Name || span.kind == Kind::ResidentNumber || span.kind == Kind::Mobile)
      reader.people.push_back(span.begin);
  std::ranges::sort(reader.people);
  for (std::size_t i = 0; i < piece.size(); ++i) reader.read_behind_word(i);
  // An office writes of rooms where it can be found.
  if (voice == Voice::Citizen || !reader.people.empty() || after_person) {
    for (std::size_t i = 0; i < piece.size(); ++i) reader.read_flat(i);
    for (std::size_t i = 0; i < piece.size(); ++i) reader.read_before_word(i);
  }
  return !reader.is_of_organisation(piece.size(), true);
}

}  // namespace dl::privacy
