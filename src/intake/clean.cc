#include "intake/clean.h"

#include "base/text.h"
#include "intake/decode.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

bool is_chinese(char32_t c) { return text::is_han(c) || text::is_cjk_punctuation(c); }

/// Sides between which justified prose has no space: Chinese and Chinese, Chinese and a digit, and
/// anything beside Chinese or bracketing punctuation.
bool closes_up(char32_t before, char32_t after) {
  if (is_chinese(before) && is_chinese(after)) return true;
  if (text::is_cjk_punctuation(before) || text::is_cjk_punctuation(after)) return true;
  if (is_one_of(before, U"(（[〔﹝") || is_one_of(after, U")）]〕﹞,.:;")) return true;
  bool digit_before = is_ascii_digit(half(before)), digit_after = is_ascii_digit(half(after));
  return (text::is_han(before) && digit_after) || (digit_before && text::is_han(after));
}

/// Characters one by one with white space between: 通　　知, 索 引 号.
bool stands_apart(View text) {
  std::size_t words = 0, longest = 0, length = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    bool space = i == text.size() || text::is_space(text[i]);
    if (!space) {
      ++length;
      continue;
    }
    if (length > 0) ++words;
    longest = std::max(longest, length);
    length = 0;
  }
  return words > 1 && longest == 1 &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return text::is_space(c) || is_chinese(c); });
}

/// What a figure belongs to.
constexpr View kUnits =
    U"年月日号第期届次条章节款项时分秒元万亿个人名件家户处台套辆吨米里亩至和与到约共计于在自〇一二三四五六七八九十";

/// A telephone number, a code or a figure of a row keeps the space that sets it apart from the words around it; one
/// of a date or before its unit does not.
bool sets_apart(View text, std::size_t before, std::size_t after, bool prose) {
  bool digit_after = is_ascii_digit(half(text[after]));
  if (!digit_after && !is_ascii_digit(half(text[before]))) return false;
  char32_t word = digit_after ? text[before] : text[after];
  if (!text::is_han(word)) return false;
  if (prose) {
    std::size_t digits = 0;
    for (auto i = after;
         digit_after && i < text.size() && (is_ascii_digit(half(text[i])) || is_one_of(half(text[i]), U"- ")); ++i)
      digits += is_ascii_digit(half(text[i])) ? 1 : 0;
    return digits >= 7;
  }
  return !is_one_of(word, kUnits);
}

/// 1.1 编制目的: the number of a heading.
std::size_t decimal_mark(View text) {
  std::size_t end = 0;
  while (end < text.size() && (is_ascii_digit(text[end]) || (end > 0 && text[end] == U'.'))) ++end;
  bool mark = end > 0 && end <= 8 && std::min(text.find(U'.'), end) <= 2 && end + 1 < text.size() &&
              text::is_space(text[end]) && text.size() <= 40 && !is_one_of(text[end + 1], kUnits);
  return mark && text.find_first_of(U"。，；") == View::npos ? end : 0;
}

bool is_prose(View text) { return text.size() >= 20 && text.find_first_of(U"。，；,;") != View::npos; }

std::size_t find_address(View text, std::size_t from, std::size_t& end) {
  for (auto at = text.find_first_of(U"<＜", from); at != View::npos; at = text.find_first_of(U"<＜", at + 1)) {
    auto rest = text.substr(at + 1, 8);
    if (!starts_with_any(rest, {U"http://", U"https://", U"www."})) continue;
    end = text.find_first_of(U">＞", at);
    if (end == View::npos || end - at > 300) return View::npos;
    ++end;
    return at;
  }
  return View::npos;
}

bool is_private(char32_t c) { return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000; }

/// Tells once a stretch of text what is wrong in it: where the first such character is, and the words around.
void tell_strange(Draft& draft, std::size_t line, View text) {
  auto tell = [&](auto is_strange, WarningCode code, const char* message) {
    auto at = std::find_if(text.begin(), text.end(), is_strange);
    if (at == text.end()) return;
    auto from = std::max<std::ptrdiff_t>(0, at - text.begin() - 10);
    Chars words;
    for (char32_t c : text.substr(static_cast<std::size_t>(from), 24))
      if (!is_forbidden(c) && c != U'\n') words += c;
    warn_at(draft, line, code, fmt::format(fmt::runtime(message), quote(words)), text::encode(words));
  };
  tell(is_forbidden, "characters-dropped", "{}里有不能作为文字的字符（控制字符等），已去掉，请对照原件。");
  tell([](char32_t c) { return c == text::kReplacement; }, "encoding-doubtful",
       "{}里有些字节不是任何已知编码的文字，已用“\uFFFD”代替，请对照原件。");
  tell(is_private, "symbol-unknown", "{}里有某种字体自造的字符，别处显示不出来，请改成通用的字。");
}

void clean_string(Draft& draft, std::size_t line, std::string& utf8) {
  auto text = text::decode(utf8);
  if (std::none_of(text.begin(), text.end(),
                   [](char32_t c) { return is_forbidden(c) || c == text::kReplacement || is_private(c); }))
    return;
  tell_strange(draft, line, text);
  std::erase_if(text, is_forbidden);
  utf8 = text::encode(text);
}

void clean_block(Draft& draft, std::size_t line, content::Block& block) {
  auto clean_runs = [&](std::vector<content::Run>& runs) {
    for (auto& run : runs) clean_string(draft, line, run.text);
    std::erase_if(runs, [](const content::Run& run) { return run.text.empty(); });
  };
  clean_string(draft, line, block.alt);
  clean_runs(block.runs);
  for (auto& row : block.rows)
    for (auto& cell : row.cells) clean_runs(cell.runs);
}

bool is_cut(const Line& line) {
  if (!line.is_text() || line.text.size() < 40 || line.source_level > 0 || line.centered) return false;
  char32_t last = line.text.back();
  bool ends = !text::is_han(last) && !is_one_of(half(last), U",、");
  return !ends && line.text.find_first_of(U"。，,；") != View::npos &&
         !whole_date(View(line.text).substr(line.text.size() - std::min<std::size_t>(line.text.size(), 12)));
}

bool may_follow(const Line& line) {
  if (!line.is_text() || line.text.size() < 8 || line.source_level > 0 || line.centered) return false;
  if (mark_of(line.text).kind != MarkKind::None || whole_date(line.text) || is_body_name(line.text)) return false;
  if (starts_with_any(line.text,
                      {U"附件", U"附：", U"附:", U"一是", U"二是", U"三是", U"四是", U"抄送", U"联系人", U"第"}))
    return false;
  auto colon = line.text.find_first_of(U"：:");
  if (colon != View::npos && colon <= 8) return false;
  bool sentence = is_one_of(half(line.text.back()), U"。！？!?；;：:");
  auto first = line.text.front();
  return sentence && (text::is_han(first) || is_one_of(first, U"，、。；）)"));
}

}  // namespace

void drop_forbidden(Draft& draft) {
  auto clean_lines = [&](std::vector<Line>& lines) {
    for (auto& line : lines) {
      tell_strange(draft, line.origin, line.text);
      line.erase_if(is_forbidden);
      clean_block(draft, line.origin, line.block);
    }
  };
  clean_lines(draft.lines);
  clean_lines(draft.behind);
  clean_string(draft, kNoLine, draft.title);
  for (auto& [label, value] : draft.facts) clean_string(draft, kNoLine, value);
  for (auto& attachment : draft.attachments) {
    clean_string(draft, kNoLine, attachment.name);
    clean_string(draft, kNoLine, attachment.address);
  }
  auto clean_words = [](std::string& utf8) {
    auto text = text::decode(utf8);
    std::erase_if(text, [](char32_t c) { return is_forbidden(c) && c != U'\n'; });
    utf8 = text::encode(text);
  };
  for (auto& note : draft.notes) clean_words(note.warning.message), clean_words(note.warning.words);
}

void tidy_spaces(Line& line) {
  if (!line.is_text() || line.text.empty()) return;
  bool apart = stands_apart(line.text), prose = is_prose(line.text);
  // 第一条 and 1.1 keep the space behind them.
  auto mark = line.text.front() == U'第' ? mark_of(line.text).size : decimal_mark(line.text);
  std::vector<std::pair<std::size_t, std::size_t>> gone;
  for (std::size_t i = line.text.size(); i-- > 0;) {
    if (!text::is_space(line.text[i])) continue;
    auto begin = i;
    while (begin > 0 && text::is_space(line.text[begin - 1])) --begin;
    if (begin == 0 || i + 1 == line.text.size()) {
      gone.emplace_back(begin, i + 1);
    } else if (apart || (begin != mark && !sets_apart(line.text, begin - 1, i + 1, prose) &&
                         (prose || i + 1 - begin == 1) && closes_up(line.text[begin - 1], line.text[i + 1]) &&
                         (prose || !text::is_han(line.text[begin - 1]) || !text::is_han(line.text[i + 1])))) {
      gone.emplace_back(begin, i + 1);
    } else {
      gone.emplace_back(begin + 1, i + 1);
      line.text[begin] = U' ';
    }
    i = begin;
  }
  line.erase_all(gone);
}

void drop_embedded_addresses(Draft& draft) {
  for (auto& line : draft.lines) {
    if (!line.is_text()) continue;
    std::vector<std::pair<std::size_t, std::size_t>> gone;
    std::size_t end = 0;
    for (auto at = find_address(line.text, 0, end); at != View::npos; at = find_address(line.text, end, end)) {
      auto address = text::encode(View(line.text).substr(at, end - at));
      warn_at(draft, line.origin, "address-dropped",
              fmt::format("正文里夹带的网址 {} 已删去，如需要请改成链接。", address), address);
      while (at > 0 && text::is_space(line.text[at - 1])) --at;
      gone.emplace_back(at, end);
    }
    line.erase_all(gone);
  }
}

void join_cut_sentences(Draft& draft) {
  std::vector<std::string> places, words;
  std::vector<Line> lines;
  lines.reserve(draft.lines.size());
  for (auto& line : draft.lines) {
    if (!lines.empty() && lines.back().zone == line.zone && is_cut(lines.back()) && may_follow(line)) {
      auto& text = lines.back().text;
      places.push_back("“…" + text::encode(View(text).substr(text.size() - 8)) + "｜" +
                       text::encode(View(line.text).substr(0, 8)) + "…”");
      words.push_back(text::encode(View(text).substr(text.size() - 8)) + text::encode(View(line.text).substr(0, 8)));
      lines.back().append(line);
    } else {
      lines.push_back(std::move(line));
    }
  }
  draft.lines = std::move(lines);
  if (places.empty()) return;
  std::string list = places.front();
  for (std::size_t i = 1; i < places.size() && i < 5; ++i) list += "、" + places[i];
  warn_at(draft, kNoLine, "joined-sentences",
          fmt::format("有 {} 处句子被分在两段，已接上：{}。请核对。", places.size(), list), lines_of(words));
}

}  // namespace dl::intake
