// Where a name begins and ends, and whether it is that of somebody in office. Written Chinese has no spaces, so the end
// is guessed from what comes behind: a mark, a word of grammar, a word that follows names.
#include "base/text.h"
#include "privacy/people.h"

namespace dl::privacy {
namespace {

constexpr std::size_t kLongestPart = 7;  ///< of a name with · in it

bool is_middle_dot(char32_t c) { return c == U'·' || c == U'•' || c == U'・' || c == U'‧' || c == U'●'; }

bool is_given(const Piece& piece, std::size_t at) { return text::is_han(piece.at(at)) && !is_no_name(piece.at(at)); }

/// Names from other languages are written with some characters that others never have.
bool is_foreign(const Piece& piece, std::size_t at) {
  return is_given(piece, at) ||
         (text::is_han(piece.at(at)) &&
          std::u32string_view(U"买提开来合使里阿").find(piece.at(at)) != std::u32string_view::npos);
}

/// 阿卜杜拉·买买提: parts of ideographs with dots between them.
std::size_t dotted_end(const Piece& piece, std::size_t at) {
  auto end = at;
  std::size_t parts = 0;
  for (;;) {
    const auto begin = end;
    while (end - begin < kLongestPart && is_foreign(piece, end) &&
           !(end > begin + 1 && (is_following_word(piece, end) || ends_name(piece.at(end)))))
      ++end;
    if (end == begin) return 0;
    if (++parts == 4 || !is_middle_dot(piece.at(end))) break;
    ++end;
  }
  return parts > 1 && end - at >= 4 ? end : 0;
}

std::size_t han_run(const Piece& piece, std::size_t at, std::size_t most) {
  std::size_t size = 0;
  while (size < most && text::is_han(piece.at(at + size))) ++size;
  return size;
}

/// A value of a form whose surname is rare or that has none: all of it, when it is short and nothing but a name.
std::size_t whole_value(const Piece& piece, std::size_t at) {
  const auto size = han_run(piece, at, 7);
  if (size < 2 || size > 6 || is_common_word(piece, at) || is_following_word(piece, at)) return 0;
  for (auto i = at; i < at + size; ++i)
    if (is_no_name(piece.at(i)) || organisation_at(piece, i) > 0) return 0;
  return at + size;
}

bool has_end(const Piece& piece, std::size_t end) {
  const auto c = piece.at(end);
  return ends_name(c) || is_no_name(c) || is_following_word(piece, end);
}

bool is_place(const Piece& piece, std::size_t end) {
  return std::u32string_view(U"省市县区镇乡村路街桥河山湖湾组巷庄屯寨塘坊苑园").find(piece.at(end)) !=
             std::u32string_view::npos &&
         !is_following_word(piece, end);
}

const Words& honorifics() {
  static const Words words(U"先生 女士 小姐 同学 老师 师傅 同志 老板 总 某 姓 氏 医生 阿姨 大爷 大妈 老太 大姐 大哥");
  return words;
}

const Words& titles() {
  static const Words words(
      U"局长 书记 主任 市长 县长 区长 镇长 乡长 科长 处长 股长 队长 所长 站长 部长 院长 校长 会长 主席 委员 常委 "
      U"秘书长 厅长 "
      U"司长 党组成员 巡视员 调研员 法官 审判员 审判长 书记员 检察官 检察员 民警 警官 辅警 执法人员 执法员 工作人员 "
      U"承办人 "
      U"审核人 审批人 签发人 签发 主持人 主持 记录人 协管员 网格员 村主任 支书 村长 组长 政委 工程师 科员 发言人 "
      U"特派员 "
      U"成员 干部 部长 总队长 参谋 教导员 指导员 园长 行长 署长 关长 州长 委员长 总理 副局长 副主任 人大代表 政协委员 "
      U"党委委员 编辑 记者 责任编辑 校对 同志任 包案领导 责任人 联系领导 分管领导 经办人 承办人员 执法队员 队员 "
      U"督导员");
  return words;
}

std::size_t skip_marks(const Piece& piece, std::size_t at, std::u32string_view marks) {
  while (piece.at(at) != 0 && (is_gap(piece.at(at)) || marks.find(piece.at(at)) != marks.npos)) ++at;
  return at;
}

}  // namespace

bool is_honoured(const Piece& piece, std::size_t at) {
  return honorifics().at(piece, at) > 0 || titles().at(piece, at) > 0;
}

std::size_t dotted_name_end(const Piece& piece, std::size_t at) { return dotted_end(piece, at); }

std::size_t name_end(const Piece& piece, std::size_t at, Cue cue) {
  if (const auto end = dotted_end(piece, at); end > 0) return end;
  const auto surname = surname_at(piece, at);
  const auto run = han_run(piece, at, 8);
  if (surname == 0) return cue == Cue::Label ? whole_value(piece, at) : 0;
  if (cue == Cue::Label && (run == 5 || run == 6))
    if (const auto whole = whole_value(piece, at); whole > 0) return whole;
  const bool bounded = run >= surname + 1 && run <= surname + 2;
  const auto first = piece.at(at);
  if (surname == 1 && cue != Cue::Label && is_grammar(first)) return 0;
  if (is_common_word(piece, at) && !(cue == Cue::Label && bounded && run == 3)) return 0;
  const auto given = at + surname;
  if (!is_given(piece, given) || honorifics().at(piece, given) > 0 || titles().at(piece, given) > 0) return 0;
  auto end = given + 1;
  const bool may_go_on = is_given(piece, end) && piece.at(end) != U'和' && !is_following_word(piece, end) &&
                         titles().at(piece, end) == 0 && honorifics().at(piece, end) == 0;
  if (may_go_on && (cue != Cue::Word || has_end(piece, end + 1) || titles().at(piece, end + 1) > 0)) ++end;
  if (cue == Cue::Word && !has_end(piece, end) && titles().at(piece, end) == 0) return 0;
  if (cue != Cue::Label && end == given + 1 && surname == 1) {
    const bool sure = is_doubtful_surname(first)
                          ? !text::is_han(piece.at(end)) || is_following_word(piece, end) || piece.at(end) == U'在' ||
                                piece.at(end) == U'于' || piece.at(end) == U'把'
                          : ends_name(piece.at(end)) || is_following_word(piece, end);
    if (!sure && titles().at(piece, end) == 0) return 0;
  }
  if (cue != Cue::Label && end == given + 2 && is_doubtful_surname(first) && surname == 1 &&
      !(ends_name(piece.at(end)) || is_following_word(piece, end)))
    return 0;
  if (std::u32string_view(U"塘坊苑河园庭村岛堂寨").find(piece.at(end - 1)) != std::u32string_view::npos &&
      end > given + 1)
    return 0;
  if (text::is_han(piece.at(end)) && (is_place(piece, end) || leads_to_organisation(piece, at))) return 0;
  if (cue == Cue::Label && run == 4 && surname == 1 && end == at + 3 && is_given(piece, end) &&
      !is_following_word(piece, end))
    return at + 4;
  return end;
}

std::size_t name_begin(const Piece& piece, std::size_t end) {
  for (const std::size_t size : {4U, 3U, 2U}) {
    if (size > end) continue;
    const auto begin = end - size;
    const auto surname = surname_at(piece, begin);
    if (surname == 0 || (surname == 1 && is_grammar(piece.at(begin))) || size < surname + 1 || size > surname + 2 ||
        is_common_word(piece, begin))
      continue;
    if (is_doubtful_surname(piece.at(begin)) && begin > 0 && text::is_han(piece.at(begin - 1))) continue;
    bool given = true;
    for (auto i = begin + surname; i < end; ++i) given = given && is_given(piece, i);
    if (given) return begin;
  }
  return end;
}

bool is_in_office(const Piece& piece, std::size_t begin, std::size_t end) {
  auto before = begin;
  while (before > 0 && begin - before < 3 && (is_gap(piece.at(before - 1)) || piece.at(before - 1) == U':')) --before;
  if (titles().before(piece, before) > 0) return true;
  auto after = skip_marks(piece, end, U"(");
  if (piece.starts_at(after, U"同志")) after += 2;
  for (auto i = after; i < after + 8 && (text::is_han(piece.at(i)) || i == after); ++i) {
    if (titles().at(piece, i) > 0) return true;
    if (i > after &&
        std::u32string_view(U"的在了是因被将向与和于对从有").find(piece.at(i)) != std::u32string_view::npos)
      return false;
  }
  return false;
}

void learn_officials(const Piece& piece, People& people) {
  const auto note = [&](std::size_t begin, std::size_t end) {
    if (end > begin && people.officials.size() < kMostNames)
      people.officials.insert(piece.chars.substr(begin, end - begin));
  };
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const auto size = titles().at(piece, i);
    if (size == 0) continue;
    auto at = skip_marks(piece, i + size, U":");
    // 主持人：张某、李某
    while (const auto end = name_end(piece, at, Cue::Party)) {
      note(at, end);
      if (piece.at(end) != U'、') break;
      at = end + 1;
    }
    if (i > 0 && piece.at(i - 1) == U'副') continue;
    note(name_begin(piece, i), i);
  }
}

}  // namespace dl::privacy
