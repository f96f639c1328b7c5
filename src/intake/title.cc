#include "intake/title.h"

#include "base/text.h"
#include "intake/head_line.h"
#include "intake/scan.h"
#include "intake/shape.h"

namespace dl::intake {

namespace {

/// The words of a title line without white space, but for that between the names of joint issuers.
Chars joined_words(View text) {
  auto gap = text.find(U' ');
  bool joint = gap != View::npos && is_body_name(text.substr(0, gap)) && is_body_name(text.substr(gap + 1));
  return joint ? Chars(text) : squeezed(text);
}

struct Candidate {
  std::size_t from = 0;
  std::size_t count = 0;
  Chars title = {};
  bool complete = false;
};

/// 柏舟县人民政府办公室关于…: whether a title begins with who issued it.
bool names_issuer(View title) {
  auto about = std::min({title.find(U"关于"), title.find(U"转发"), title.find(U"印发")});
  return about != View::npos && is_body_name(title.substr(0, about));
}

/// 南湖街道, 柏舟市
bool is_place_name(View text) {
  return text.size() <= 10 && ends_with_any(text, {U"街道", U"镇", U"乡", U"市", U"县", U"区", U"村", U"社区"});
}

/// 某府发〔2014〕20号《某府关于…的意见》, 政务服务丨某府关于…的意见 above the title itself, on one line or more.
bool repeats_title(const std::vector<Line>& lines, std::size_t i, std::size_t end) {
  auto words = essence(lines[i].text);
  Chars title;
  for (auto k = i + 1; k < end && k < i + 5 && may_be_title(lines[k]) && title.size() < words.size(); ++k) {
    title += essence(lines[k].text);
    if (title.size() >= 10 && title.size() < words.size() && words.ends_with(title) && has_title_end(lines[k].text))
      return true;
  }
  return false;
}

/// Whether line `i` says where the document stands and belongs to no title: the name of a site, a column or a place
/// above a title that is whole without it.
bool is_banner(const std::vector<Line>& lines, std::size_t i, std::size_t end) {
  auto words = squeezed(lines[i].text);
  auto kind = head_line(lines[i].text).kind;
  if (repeats_title(lines, i, end)) return true;
  for (auto k = i + 1; k < end && k < i + 6 && may_be_title(lines[k]); ++k) {
    if (kind == HeadKind::Banner && (is_own_title(lines[k]) || lines[k].text.size() >= 10)) return true;
    auto title = squeezed(lines[k].text);
    // 某某局 above 某某局召开会议
    if (k == i + 1 && title.size() >= words.size() + 4 && starts_with(title, words) && is_body_name(words)) return true;
    if (!is_own_title(lines[k])) continue;
    if (title.size() >= words.size() + 4 && contains(title, words)) return true;
    if (!lines[k].gap || k != i + 1) return false;
    return (is_body_name(words) && names_issuer(title)) || (is_place_name(words) && !starts_with(title, U"关于"));
  }
  return false;
}

/// Whether the words of a title so far want more: 某某局关于加强, 某某市城市管理局.
bool is_open(View title) {
  return is_body_name(title) || contains_any(title, {U"关于", U"转发", U"印发"}) ||
         is_one_of(title.back(), U"的和及与、对") || ends_with_any(title, {U"年", U"年度", U"》"});
}

/// Whether a page is called by these words, perhaps with its site's name behind them.
bool names_page(const Chars& words, const Chars& page) {
  return words == page ? !page.empty()
                       : words.size() >= 10 && page.starts_with(words) && words.size() * 2 > page.size();
}

/// The last heading above an article that has no title of its own: the title, whatever its words are.
bool is_last_heading(const std::vector<Line>& lines, std::size_t i) {
  if (lines[i].source_level == 0 || lines[i].linked || lines[i].text.size() < 12) return false;
  if (head_line(lines[i].text).kind != HeadKind::None) return false;
  auto k = i + 1;
  for (; k < lines.size() && lines[k].zone == Zone::Before; ++k)
    if (lines[k].source_level > 0) return false;
  for (; k < lines.size() && may_be_title(lines[k]); ++k)
    if (lines[k].source_level > 0 || lines[k].centered || is_own_title(lines[k])) return false;
  return true;
}

/// The first lines that read like a title, joined while a title goes on. Outside of the article only whole titles
/// count, or what the page is called (its essence).
Candidate first_title(const std::vector<Line>& lines, std::size_t end, const Chars& page) {
  for (std::size_t i = 0; i < end; ++i) {
    if (!lines[i].is_text() || lines[i].zone == Zone::After) continue;
    bool of_page = names_page(essence(lines[i].text), page);
    // What a page is called may be two sentences where it is a heading.
    if (of_page && lines[i].source_level > 0 && lines[i].text.size() <= 80 && !may_be_title(lines[i]))
      return {i, 1, joined_words(lines[i].text), true};
    if (!may_be_title(lines[i])) continue;
    bool own = (is_own_title(lines[i]) && !lines[i].linked) || is_last_heading(lines, i);
    if (lines[i].zone == Zone::Before && !own && !of_page) continue;
    if (is_banner(lines, i, end)) continue;
    Candidate found{.from = i};
    bool other = false;
    for (std::size_t k = i; k < end && k < i + 5 && may_be_title(lines[k]) && lines[k].zone == lines[i].zone; ++k) {
      if (found.complete) break;
      other = k > i && lines[k].gap && is_own_title(lines[k]) && !is_open(found.title);
      if (other) break;
      bool joint = is_body_name(found.title) && (is_body_name(lines[k].text) || names_issuer(lines[k].text));
      found.title += (joint ? U" " : U"") + joined_words(lines[k].text);
      found.count = k - i + 1;
      found.complete = has_title_end(found.title) && !ends_with(found.title, U"的");
    }
    if (other && !found.complete) continue;
    if (found.complete || found.count == 1) return found;
    // Nothing completes it: the first line alone is the likelier title, unless it is a mere name.
    if (!is_body_name(lines[i].text)) return {i, 1, joined_words(lines[i].text), false};
    return found;
  }
  return {};
}

/// 某某局公告 / 2023年第6号 / 关于…的公告: the first two are the number, and the title comes below.
void take_series(std::vector<Line>& lines, Candidate& title, Found& found) {
  auto number = title.from + title.count;
  if (number >= lines.size() || !lines[number].is_text() || head_line(lines[number].text).kind != HeadKind::Ordinal)
    return;
  const auto whole = title.title + squeezed(lines[number].text);
  const bool issue = is_periodical(title.title) && contains(whole, U"期");
  if (!issue && !ends_with_any(title.title, {U"令", U"公告", U"通告", U"公报", U"纪要"})) return;
  if (!issue && found.document_number.empty()) found.document_number = text::encode(whole);
  auto end = std::min(lines.size(), number + 4);
  auto own = number + 1;
  auto is_title = [&](const Line& line) {
    return is_own_title(line) || (issue && line.text.size() >= 8 && may_be_title(line));
  };
  while (own < end && !is_title(lines[own])) ++own;
  if (own == end) return;
  if (issue) tell_removed(found, whole);
  erase_lines(lines, title.from, title.count + 1);
  auto below = first_title(lines, std::min(head_end(lines), kSearch), {});
  if (below.count > 0) title = below;
}

/// Takes the chosen title out, and the banners above it.
void take_candidate(std::vector<Line>& lines, const Candidate& title, Found& found) {
  if (title.count == 0) return;
  erase_lines(lines, title.from, title.count);
  for (auto i = title.from; i-- > 0;) {
    auto& line = lines[i];
    if (!line.is_text() || line.zone != Zone::Inside || is_secrecy_mark(line.text)) continue;
    bool banner = head_line(line.text).kind == HeadKind::Banner || contains(title.title, squeezed(line.text)) ||
                  is_place_name(line.text) || is_body_name(line.text) ||
                  (title.title.size() >= 10 && essence(line.text).ends_with(essence(title.title)));
    if (!banner) continue;
    tell_removed(found, line.text);
    erase_lines(lines, i, 1);
  }
}

/// A sheet has its title in its caption, or in the first row, across all columns.
bool take_from_table(std::vector<Line>& lines, Found& found) {
  for (auto& line : lines) {
    if (line.zone != Zone::Inside || line.kind == LineKind::Rule) continue;
    auto& rows = line.block.rows;
    if (line.kind != LineKind::Table || rows.size() < 2) return false;
    auto caption = text_line(text::decode(content::text_of(line.block.runs)));
    if (may_be_title(caption)) {
      found.title = text::encode(squeezed(caption.text));
      line.block.runs.clear();
      return true;
    }
    auto is_empty = [](const content::Cell& cell) { return text::trim(content::text_of(cell.runs)).empty(); };
    auto& cells = rows.front().cells;
    if (std::ranges::count_if(cells, is_empty) + 1 != std::ssize(cells)) return false;
    auto words = content::text_of(std::ranges::find_if_not(cells, is_empty)->runs);
    auto title = text_line(text::decode(words));
    if (rows[1].cells.size() < 2 || !may_be_title(title)) return false;
    found.title = text::encode(squeezed(title.text));
    rows.erase(rows.begin());
    return true;
  }
  return false;
}

/// Whether the candidate is the one short line above the text, as the title of a piece of news is.
bool stands_alone(const std::vector<Line>& lines, const Candidate& candidate) {
  if (candidate.count != 1 || candidate.from != 0 || lines.size() < 2) return false;
  return candidate.title.size() >= 8 && candidate.title.size() <= 50 && !may_be_title(lines[1]);
}

std::string page_title(const Draft& draft) {
  auto chars = text::decode(draft.title);
  for (View sign : {U"_", U" - ", U"-", U"|", U"——", U"--"})
    if (auto at = chars.find(sign); at != View::npos && at >= 6) chars.resize(at);
  return text::encode(trimmed(chars));
}

/// A note of the title stands behind the text; its number is no word of the title.
std::string without_note_mark(const std::string& title) {
  auto open = title.rfind('[');
  bool mark = open != std::string::npos && open > 0 && title.ends_with(']') && title.size() - open <= 6 &&
              title.find_first_not_of("0123456789", open + 1) == title.size() - 1;
  return mark ? title.substr(0, open) : title;
}

bool take_declared(Draft& draft, Found& found) {
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    const auto& line = draft.lines[i];
    if (line.source_level != 9 || line.text.size() < 4 || line.zone == Zone::After) continue;
    if (line.zone == Zone::Before && !has_title_end(line.text) && line.text.size() < 12) continue;
    std::size_t count = 1;
    Line whole = line;
    while (i + count < draft.lines.size() && draft.lines[i + count].source_level == 9 && !has_title_end(whole.text))
      whole.append(draft.lines[i + count++]);
    found.title = text::encode(trimmed(whole.text));
    erase_lines(draft.lines, i, count);
    return true;
  }
  return false;
}

}  // namespace

bool may_be_title(const Line& line) {
  if (!line.is_text() || line.text.size() < 2 || line.text.size() > 80) return false;
  View text = line.text;
  if (is_one_of(half(text.back()), U"。；，、：:;,.")) return false;
  if (mark_of(text).kind != MarkKind::None || whole_date(text) || is_unfinished_date(text)) return false;
  auto head = head_line(text).kind;
  if (head != HeadKind::None && head != HeadKind::Banner) return false;
  if (starts_with_any(text, {U"附件", U"附：", U"附:", U"抄送", U"抄报", U"印发", U"（此件", U"(此件", U"联系人",
                             U"联系电话", U"联系方式", U"签发人", U"（", U"("}))
    return false;
  return text.find_first_of(U"。；") == View::npos;
}

void find_title(Draft& draft, const Card& card, Found& found) {
  auto& lines = draft.lines;
  auto value = card.values.find(Field::Title);
  bool certain = true;
  std::string declared;
  for (const auto& [label, text] : draft.facts)
    if (label == "标题" && !text.empty()) declared = text;
  if (value != card.values.end()) {
    found.title = value->second;
  } else if (draft.title_certain) {
    found.title = draft.title;
  } else if (!declared.empty()) {
    found.title = declared;
  } else if (take_declared(draft, found)) {
    certain = true;
  } else {
    take_head(lines, found);
    auto page = page_title(draft);
    auto candidate = first_title(lines, std::min(head_end(lines), kSearch * 10), essence(text::decode(page)));
    take_series(lines, candidate, found);
    found.title = text::encode(candidate.title);
    bool confirmed = names_page(essence(candidate.title), essence(text::decode(page)));
    if (candidate.title.empty() && has_title_end(text::decode(page))) found.title = page;
    certain = candidate.complete || confirmed || stands_alone(lines, candidate);
    take_candidate(lines, candidate, found);
    if (found.title.empty()) certain = take_from_table(lines, found) && has_title_end(text::decode(found.title));
    // 某某市人民政府令第31号 above a text without any other title.
    if (found.title.empty() && found.document_number.find("〔") == std::string::npos)
      found.title = found.document_number;
  }
  found.title = without_note_mark(found.title);
  drop_repeats(lines, found);
  take_head(lines, found);
  drop_repeats(lines, found);
  if (found.title.empty())
    warn(found, "title-missing", "没有找到标题，请补上。");
  else if (!certain)
    warn(found, "unsure-title", fmt::format("标题 {} 是按位置推断的，请核对。", quote(text::decode(found.title), 40)));
}

}  // namespace dl::intake
