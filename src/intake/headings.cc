#include "base/text.h"
#include "intake/clean.h"
#include "intake/outline.h"
#include "intake/shape.h"

namespace dl::intake {

namespace {

constexpr std::size_t kLongestHeading = 60;
constexpr std::size_t kLongestItemHeading = 36;

using Marks = std::vector<OutlineMark>;

std::size_t count_of(View text, View set) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [&](char32_t c) { return is_one_of(c, set); }));
}

/// Whether words name a subject, as headings do, rather than report or tell.
bool names_subject(View words, std::size_t longest) {
  if (words.size() < 2 || words.size() > longest) return false;
  if (words.find_first_of(U"。；！？：;!?:") != View::npos) return false;
  if (starts_with_any(words, {U"我局", U"我市", U"我县", U"我区", U"我委", U"我们", U"本局", U"本机关",
                              U"今年", U"去年", U"全年", U"目前", U"截至", U"截止", U"每",   U"根据",
                              U"按照", U"为",   U"对",   U"由",   U"在",   U"凡",   U"如",   U"请"}) &&
      words.find_first_of(U"，,") != View::npos)
    return false;
  return !contains_any(words, {U"了", U"我局", U"我市", U"我县", U"本局", U"共计", U"应当", U"不得", U"的，", U"的,",
                               U"不低于", U"不少于", U"不超过"});
}

/// Where the run-in heading of a paragraph ends, its full stop or colon not counted; 0 when it has none.
std::size_t run_in(View text, const OutlineMark& mark) {
  auto rest = text.substr(mark.size);
  auto stop = rest.find_first_of(U"。：:；");
  if (stop == View::npos || stop < 2 || stop + 11 > rest.size()) return 0;
  auto words = trimmed(rest.substr(0, stop));
  auto commas = count_of(words, U"，,");
  if (rest[stop] == U'。')
    return names_subject(words, 32) && (commas == 0 || (commas <= 2 && words.size() <= 26)) ? mark.size + stop : 0;
  bool label = rest[stop] != U'；' && mark.level >= 2 && words.size() <= 12 && commas == 0 && names_subject(words, 12);
  return label && rest.size() - stop > 20 ? mark.size + stop : 0;
}

/// Whether a whole line with a mark is short enough and of the right form to be a heading.
bool is_short_heading(View text, const OutlineMark& mark) {
  auto rest = trimmed(text.substr(mark.size));
  bool stop = !rest.empty() && rest.back() == U'。';
  if (stop) rest.remove_suffix(1);
  if (rest.size() < 2 || is_one_of(half(rest.back()), U"；;，,、：:")) return false;
  int level = mark.level;
  auto longest = level <= 2 && !stop ? kLongestHeading : kLongestItemHeading;
  if (level <= 1 && !stop) return rest.size() <= longest && rest.find_first_of(U"。；！？") == View::npos;
  return names_subject(rest, longest) && count_of(rest, U"，,") <= (stop ? 1U : 2U);
}

/// Whether something stands below line `i` that a heading could be about.
bool has_content(const std::vector<Line>& lines, const Marks& marks, std::size_t i) {
  if (i + 1 >= lines.size() || lines[i + 1].role != Role::Unknown) return false;
  return marks[i + 1].level == 0 || marks[i + 1].level > marks[i].level;
}

/// Lines with marks of one kind that follow each other directly are items of a list when a colon opened
/// them, or when they are of the lower levels; headings have text below them.
class Lists {
 public:
  Lists(const std::vector<Line>& lines, const Marks& marks) : item_(lines.size(), false) {
    for (std::size_t i = 0; i < lines.size();) {
      auto end = i + 1;
      if (const auto& mark = marks[i]; mark.level > 0) {
        while (end < lines.size() && marks[end].level == mark.level && marks[end].kind == mark.kind &&
               lines[end].source_level == 0)
          ++end;
        bool opened = i > 0 && lines[i - 1].is_text() && !lines[i - 1].text.empty() &&
                      is_one_of(half(lines[i - 1].text.back()), U":");
        bool run = end - i >= 2;
        bool whole = true, closed = false;
        for (auto k = i; k < end; ++k) {
          whole = whole && run_in(lines[k].text, marks[k]) == 0;
          closed = closed || is_one_of(half(lines[k].text.back()), U"；;");
        }
        bool low = mark.level >= 3 && mark.kind != MarkKind::Decimal;
        bool list = (opened || closed || low) && run && whole && mark.level >= 2;
        if (opened && !run && low) list = true;
        // The last of a longer row has its own text below: 3、… of 1、 2、 3、 is still a heading.
        for (auto k = i; list && k < end; ++k) item_[k] = true;
      }
      i = end;
    }
  }
  bool item(std::size_t i) const { return item_[i]; }

 private:
  std::vector<bool> item_;
};

/// 第一章 总则: one space between the mark and the words.
void tidy_chapter(Line& line, const OutlineMark& mark) {
  auto end = mark.size;
  while (end < line.text.size() && text::is_space(line.text[end])) ++end;
  line.erase(mark.size, end);
  if (mark.size >= line.text.size()) return;
  Line words = line.split(mark.size);
  tidy_spaces(words);
  line.append(words);
  line.text.insert(mark.size, 1, U' ');
  for (auto& span : line.spans) {
    if (span.begin >= mark.size) ++span.begin;
    if (span.end > mark.size) ++span.end;
  }
}

bool is_statute(const std::vector<Line>& lines) {
  int articles = 0;
  for (const auto& line : lines)
    if (line.is_text() && starts_with(line.text, U"第") && mark_of(line.text).kind == MarkKind::Article &&
        ++articles >= 3)
      return true;
  return false;
}

void set_heading(Line& line, int level) {
  line.role = Role::Heading;
  line.level = std::clamp(level, 1, 4);
  for (auto& span : line.spans) span.strong = span.emphasis = false;
}

/// What a line of a table of contents and its heading have in common: the words without dots and page.
Chars entry_words(View text) {
  auto words = squeezed(text);
  while (!words.empty() && (is_ascii_digit(half(words.back())) || is_one_of(half(words.back()), U".…·•-—()")))
    words.pop_back();
  return words;
}

/// Which lines only list the headings that come: those below 目录, and chapters one after the other that all come
/// again.
std::vector<bool> contents_lines(const std::vector<Line>& lines) {
  std::vector<bool> listed(lines.size(), false);
  std::map<Chars, std::size_t> last;
  auto may_list = [&](std::size_t i) {
    return lines[i].is_text() && lines[i].role == Role::Unknown && lines[i].text.size() <= 60;
  };
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (may_list(i)) last[entry_words(lines[i].text)] = i;
  for (std::size_t i = 0; i < lines.size();) {
    bool head = may_list(i) && squeezed(lines[i].text) == U"目录";
    auto end = i + (head ? 1 : 0);
    auto comes_again = [&](std::size_t k) {
      auto words = may_list(k) ? entry_words(lines[k].text) : Chars();
      return words.size() >= 2 && last[words] > k;
    };
    while (end < lines.size() && comes_again(end) && (head || mark_of(lines[end].text).kind != MarkKind::None)) ++end;
    bool enough = end - i >= 2;
    for (auto k = i; enough && k < end; ++k) listed[k] = true;
    i = std::max(end, i + 1);
  }
  return listed;
}

bool tells_duties(View text) {
  auto words = squeezed(text);
  return words.size() <= 40 && (ends_with_any(words, {U"职责", U"职能", U"职责：", U"职能：", U"职责。"}) ||
                                contains_any(words, {U"主要职责", U"机构职能", U"职能配置", U"职责如下"}));
}

/// Whether a label in front of a sentence is a heading there is told by its neighbours: they all have one, or none
/// is cut. The items of a list of duties and the articles of rules that are numbered 一、二、 through all chapters
/// have none.
class Outline {
 public:
  Outline(const Draft& draft, const Marks& marks, const std::vector<bool>& listed, View title)
      : marks_(marks), whole_(draft.lines.size(), false) {
    const auto& lines = draft.lines;
    bool articles = are_articles(lines, marks, listed);
    std::array<std::vector<std::size_t>, 5> open;
    std::array<bool, 5> duties{tells_duties(title)};
    auto close = [&](std::size_t from) {
      for (auto level = from; level < open.size(); ++level) settle(lines, open[level]);
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
      auto mark = listed[i] ? OutlineMark() : marks[i];
      auto level = static_cast<std::size_t>(mark.level);
      if (lines[i].role == Role::Center || lines[i].source_level > 0) close(1), duties.fill(false);
      if (level == 0) continue;
      close(level + 1);
      if (mark.number == 1) settle(lines, open[level]);
      if (mark.kind == MarkKind::Han && articles) {
        whole_[i] = true;
        continue;
      }
      if (mark.kind == MarkKind::Chapter || mark.kind == MarkKind::Section) close(1);
      bool below =
          std::any_of(duties.begin(), duties.begin() + static_cast<std::ptrdiff_t>(level), [](bool is) { return is; });
      std::fill(duties.begin() + static_cast<std::ptrdiff_t>(level), duties.end(), false);
      bool short_line = lines[i].text.size() <= 20 && lines[i].text.find_first_of(U"。；") == View::npos;
      duties[level] = short_line && tells_duties(lines[i].text);
      if (below && !short_line)
        whole_[i] = true;
      else
        open[level].push_back(i);
    }
    close(1);
  }

  /// Whether nothing of line `i` may become a heading.
  bool whole(std::size_t i) const { return whole_[i]; }

 private:
  /// 一、 … behind a second chapter goes on counting: these are articles.
  static bool are_articles(const std::vector<Line>& lines, const Marks& marks, const std::vector<bool>& listed) {
    int chapters = 0, last = 0, sentences = 0, others = 0;
    bool counts_on = false, restarts = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      auto mark = listed[i] ? OutlineMark() : marks[i];
      if (mark.kind == MarkKind::Chapter) ++chapters;
      if (mark.kind != MarkKind::Han) continue;
      if (chapters > 1 && mark.number == last + 1 && last > 0) counts_on = true;
      if (chapters > 1 && mark.number == 1) restarts = true;
      last = mark.number;
      ++(lines[i].text.find_first_of(U"。；") != View::npos ? sentences : others);
    }
    return chapters > 0 && sentences > others && (chapters == 1 || (counts_on && !restarts) || others == 0);
  }

  /// Neighbours are cut all or not at all.
  void settle(const std::vector<Line>& lines, std::vector<std::size_t>& siblings) {
    std::size_t sentences = 0;
    for (auto i : siblings) {
      bool stop = lines[i].text.find_first_of(U"。；") < lines[i].text.size() - 1;
      if (stop && run_in(lines[i].text, marks_[i]) == 0) ++sentences;
    }
    if (sentences > 0)
      for (auto i : siblings)
        if (run_in(lines[i].text, marks_[i]) > 0) whole_[i] = true;
    siblings.clear();
  }

  const Marks& marks_;
  std::vector<bool> whole_;
};

}  // namespace

void mark_headings(Draft& draft, View title) {
  bool statute = is_statute(draft.lines), in_articles = false;
  const auto listed = contents_lines(draft.lines);
  const auto marks = outline_marks(draft.lines, listed);
  const Lists lists(draft.lines, marks);
  const Outline outline(draft, marks, listed, title);
  std::array<bool, 5> was_item{};  // by level: what the last mark of it was
  std::vector<Line> out;
  out.reserve(draft.lines.size());
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    auto& line = draft.lines[i];
    if (listed[i]) line.role = squeezed(line.text) == U"目录" ? Role::Center : Role::Paragraph;
    const auto mark = line.role == Role::Unknown ? marks[i] : OutlineMark();
    if (mark.kind == MarkKind::Article) in_articles = statute;
    if (line.role == Role::Center) in_articles = false;
    bool chapter = mark.kind == MarkKind::Chapter || mark.kind == MarkKind::Section;
    int level = mark.level;
    if (line.role != Role::Unknown || !line.is_text()) {
    } else if (chapter && line.text.size() <= 50) {
      tidy_chapter(line, mark);
      set_heading(line, level);
    } else if (level > 0 && !chapter && !(in_articles && line.source_level == 0)) {
      bool item = lists.item(i) || (outline.whole(i) && line.source_level == 0);
      auto cut = item ? 0 : run_in(line.text, mark);
      auto& was = was_item[static_cast<std::size_t>(level)];
      // A line with a full stop is an item unless something stands below it.
      bool told = line.text.back() == U'。' && (!has_content(draft.lines, marks, i) || (was && mark.number > 1));
      if (cut == 0 && !item && !told && is_short_heading(line.text, mark)) {
        set_heading(line, level);
        std::fill(was_item.begin() + level, was_item.end(), false);
      } else if (cut > 0) {
        Line rest = line.split(cut + 1);
        rest.trim();
        rest.source_level = 0;
        set_heading(line, level);
        std::fill(was_item.begin() + level, was_item.end(), false);
        out.push_back(std::move(line));
        line = std::move(rest);
        line.role = Role::Paragraph;
      } else {
        was = true;
      }
    } else if (line.source_level > 0 && line.text.size() <= kLongestHeading && !ends_sentence(line.text.back())) {
      set_heading(line, line.source_level == 9 ? 1 : line.source_level);
    }
    out.push_back(std::move(line));
  }
  draft.lines = std::move(out);
}

namespace {

content::Block block_of(const Line& line) {
  if (!line.is_text()) return line.block;
  content::Block block{.note = line.note, .runs = line.runs()};
  if (line.role == Role::Heading) {
    block.kind = content::BlockKind::Heading;
    block.level = line.level;
  } else if (line.role == Role::Center) {
    block.align = content::Align::Center;
  } else if (line.role == Role::Left) {
    block.align = content::Align::Left;
  } else if (line.role == Role::Right) {
    block.align = content::Align::Right;
  }
  return block;
}

}  // namespace

void finish(const Draft& draft, Found& found) {
  auto& blocks = found.body.blocks;
  std::vector<std::size_t> origins;
  for (const auto& line : draft.lines) {
    if (line.zone != Zone::Inside || (line.is_text() && line.text.empty())) continue;
    blocks.push_back(block_of(line));
    origins.push_back(line.origin);
  }
  while (!blocks.empty() && blocks.back().kind == content::BlockKind::Rule) blocks.pop_back();
  origins.resize(blocks.size());
  for (const auto& note : draft.notes) {
    auto warning = note.warning;
    // The last block that begins at the note's line or before it: the line itself may be gone.
    for (std::size_t i = 0; i < origins.size() && note.line != kNoLine; ++i)
      if (origins[i] <= note.line) warning.block = static_cast<int>(i);
    warn(found, std::move(warning));
  }
}

}  // namespace dl::intake
