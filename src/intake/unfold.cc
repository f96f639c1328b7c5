#include "intake/unfold.h"

#include "base/text.h"
#include "intake/attachments.h"
#include "intake/head_line.h"
#include "intake/labels.h"
#include "intake/page_tools.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr std::size_t kShortest = 200;     ///< characters of a line that may hold a page
constexpr std::size_t kLongestCard = 900;  ///< characters of a card at the beginning of it

constexpr std::size_t kLongestHead = 120;  ///< characters of names and titles at the beginning of the text behind it

/// Where new lines begin within a line.
using Cuts = std::vector<std::size_t>;

/// The paragraphs behind their indents; none when no paragraph of prose is among them.
Cuts paragraphs_by_indent(View text) {
  Cuts cuts;
  for (std::size_t at = 0; at < text.size();) {
    if (!text::is_space(text[at])) {
      ++at;
      continue;
    }
    auto begin = at;
    std::size_t wide = 0;
    for (; at < text.size() && text::is_space(text[at]); ++at) wide += text[at] == U'\u3000' ? 1 : 0;
    if (wide >= 2 && begin > 0 && at < text.size()) cuts.push_back(at);
  }
  return cuts.size() >= 2 && contains(text, U"。") ? cuts : Cuts();
}

/// The labels of a card that a line begins with, its end and the end of the tools behind it; none when there are
/// fewer than three labels that only cards have.
Cuts card_cuts(View text) {
  auto head = text.substr(0, std::min(kLongestCard, text.find(U'。')));
  Cuts cuts;
  std::size_t strong = 0, end = 0;
  for (const auto& label : find_labels(head)) {
    if (!label.known() || !label.colon) continue;
    auto date = find_date(head, label.end);
    bool dated = date && trimmed(head.substr(label.end, date->begin - label.end)).empty();
    auto field = label.label->field;
    // 时间：… alone could be that of a meeting; it stays with the label before it.
    bool weak = field == Field::Published && dated && !label.label->strong;
    if (!label.label->firm() && field != Field::Title && !weak) continue;
    if (label.label->strong) ++strong;
    if (label.begin > 0 && !weak) cuts.push_back(label.begin);
    auto value = std::min(head.find_first_not_of(U" \u3000", label.end), head.size());
    end = dated ? date->end : std::min(head.find_first_of(U" \u3000", value), head.size());
  }
  if (strong < 3) return {};
  cuts.push_back(end);
  if (auto behind = behind_tools(text, end); behind > end) cuts.push_back(behind);
  return cuts;
}

/// 某某局关于…的通知某发〔2014〕6号各县人民政府：: where number and addressee begin.
Cuts head_cuts(View text) {
  auto head = text.substr(0, 160);
  auto bracket = head.find(U'〔'), end = head.find(U'号', bracket == View::npos ? 0 : bracket);
  if (bracket == View::npos || end == View::npos || end - bracket > 14) return {};
  for (std::size_t back = 2; back <= 12 && back < bracket; ++back) {
    auto begin = bracket - back;
    if (begin < 8 || !has_title_end(head.substr(0, begin))) continue;
    if (written_number(head.substr(begin, end + 1 - begin)).empty()) continue;
    return end + 1 < text.size() ? Cuts{begin, end + 1} : Cuts{begin};
  }
  return {};
}

/// Finds the paragraphs of a text whose line ends have become single spaces, or nothing.
class Paragraphs {
 public:
  explicit Paragraphs(View text) : text_(text) {}

  Cuts find() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text::is_space(text_[at])) continue;
      spaced_ = at == 0 || text::is_space(text_[at - 1]);
      last_ = before(at);
      if (auto end = signature_at(at); end > 0)
        at = end - 1;
      else if (begins_at(at) && at > 0)
        cut(at);
    }
    return cuts_;
  }

 private:
  char32_t before(std::size_t at) const {
    while (at > 0 && text::is_space(text_[at - 1])) --at;
    return at == 0 ? U'。' : text_[at - 1];
  }

  View paragraph(std::size_t at) const { return trimmed(text_.substr(begin_, at - begin_)); }

  View token(std::size_t at) const {
    auto near = text_.substr(at, 60);
    return near.substr(0, near.find_first_of(U" \u3000"));
  }

  void cut(std::size_t at) {
    if (!cuts_.empty() && cuts_.back() == at) return;
    cuts_.push_back(at);
    begin_ = at;
  }

  bool begins_at(std::size_t at) {
    bool ended = is_one_of(last_, U"。！？；!?;") || (is_one_of(last_, U"：:") && at - begin_ <= 100);
    if (mark_begins_at(at, spaced_ || ended || is_one_of(last_, U"：:"))) return true;
    if (!spaced_) return false;
    auto so_far = paragraph(at);
    if (so_far.empty()) return false;
    bool lone = so_far.size() <= 60 && so_far.find_first_of(U"。，；：") == View::npos;
    if (lone && at <= kLongestHead && (is_body_name(so_far) || has_title_end(so_far))) return true;
    if (lone && half(so_far.front()) == U'(' && half(so_far.back()) == U')') return true;
    if (ended && (text::is_han(text_[at]) || is_one_of(half(text_[at]), U"“《("))) return true;
    if (is_tools(so_far) || is_file_name(so_far) || is_tools(token(at))) return true;
    return starts_with_any(text_.substr(at),
                           {U"附件", U"附：", U"附:", U"联系人", U"抄送", U"（此件", U"（联系", U"（本文"});
  }

  /// 一、（一） 1. where they go on counting, or begin behind a sentence.
  bool mark_begins_at(std::size_t at, bool apart) {
    auto mark = mark_of(text_.substr(at, 40));
    bool next = false;
    switch (mark.kind) {
      case MarkKind::Han:
        next = mark.number == han_ + 1 || (mark.number == 1 && apart);
        if (next && (apart || mark.number > 1)) return han_ = mark.number, bracket_ = number_ = 0, true;
        return false;
      case MarkKind::HanBracket:
        next = mark.number == bracket_ + 1 || mark.number == 1;
        if (next && (apart || below_heading(at))) return bracket_ = mark.number, number_ = 0, true;
        return false;
      case MarkKind::Number:
        next = mark.number == number_ + 1 || mark.number == 1;
        if (next && (apart || (mark.number > 1 && item_ends_at(at, mark)))) return number_ = mark.number, true;
        return false;
      case MarkKind::Chapter:
      case MarkKind::Section:
      case MarkKind::Article: return apart;
      default: return false;
    }
  }

  /// Whether the paragraph so far is a heading 一、… that a first （一） follows.
  bool below_heading(std::size_t at) const {
    auto so_far = paragraph(at);
    return so_far.size() <= 60 && mark_of(so_far).kind == MarkKind::Han && !contains(so_far, U"。");
  }

  /// Whether the paragraph so far is an item 1.… that a glued 2.… may follow.
  bool item_ends_at(std::size_t at, const Mark& mark) const {
    auto behind = at + mark.size;
    return mark_of(paragraph(at).substr(0, 40)).kind == MarkKind::Number && text::is_han(last_) &&
           behind < text_.size() && text::is_han(text_[behind]);
  }

  /// 某某局 某某局2013年5月13日: cuts it out; its end, 0 when none begins here.
  std::size_t signature_at(std::size_t at) {
    if (!spaced_ && !is_one_of(last_, U"。）)")) return 0;
    auto date = find_date(text_.substr(at, 100));
    if (!date || date->begin < 3) return 0;
    auto names = trimmed(text_.substr(at, date->begin));
    auto end = at + date->end;
    bool ends = end == text_.size() || text::is_space(text_[end]) || half(text_[end]) == U'(';
    if (!ends || (body_names(names).empty() && !is_body_name(names)) || names.find_first_of(U"。；") != View::npos)
      return 0;
    if (at > 0) cut(at);
    cut(at + date->begin);
    auto next = text_.find_first_not_of(U" \u3000", end);
    if (next != View::npos) cut(next);
    return end;
  }

  View text_;
  Cuts cuts_ = {};
  std::size_t begin_ = 0;  ///< of the paragraph so far
  bool spaced_ = false;    ///< white space stands before the character
  char32_t last_ = U'。';  ///< the last character before that
  int han_ = 0;
  int bracket_ = 0;
  int number_ = 0;
};

/// All cuts of one line, in order.
Cuts cuts_of(View text) {
  if (auto cuts = paragraphs_by_indent(text); !cuts.empty()) {
    auto head = head_cuts(text.substr(0, cuts.front()));
    cuts.insert(cuts.begin(), head.begin(), head.end());
    return cuts;
  }
  auto cuts = card_cuts(text);
  if (cuts.empty()) return cuts;
  auto begin = cuts.back();
  for (auto at : Paragraphs(text.substr(begin)).find()) cuts.push_back(begin + at);
  return cuts;
}

}  // namespace

void unfold(Draft& draft) {
  if (draft.tally.full()) return;
  std::vector<Line> lines;
  for (auto& line : draft.lines) {
    auto cuts = line.is_text() && line.text.size() >= kShortest ? cuts_of(line.text) : Cuts();
    if (cuts.empty()) {
      lines.push_back(std::move(line));
      continue;
    }
    cuts.push_back(line.text.size());
    for (std::size_t begin = 0; auto end : cuts) {
      auto part = text_line(trimmed(View(line.text).substr(begin, end - begin)));
      if (!part.text.empty()) lines.push_back(std::move(part));
      begin = end;
    }
  }
  draft.lines = std::move(lines);
  draft.tally.lines = std::max(draft.tally.lines, draft.lines.size());
}

}  // namespace dl::intake
