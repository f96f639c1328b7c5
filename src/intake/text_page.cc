#include "intake/text_page.h"

#include "base/text.h"
#include "intake/scan.h"
#include "intake/text_table.h"

namespace dl::intake {

namespace {

std::size_t columns(char32_t c) { return c < 0x1100 ? 1 : 2; }

std::size_t width(View text) {
  std::size_t sum = 0;
  for (char32_t c : text) sum += columns(c);
  return sum;
}

/// Calls `use(line)` for each line of the text until the draft is full.
template <class Use>
void each_line(std::string_view text, Draft& draft, Use use) {
  while (!text.empty() && !draft.tally.full()) {
    auto end = text.find('\n');
    draft.tally.characters += std::min(end, text.size());
    use(text.substr(0, end));
    draft.tally.lines = draft.lines.size();
    if (end == text.npos) return;
    text.remove_prefix(end + 1);
  }
}

std::size_t indent_of(View text) {
  std::size_t sum = 0;
  for (char32_t c : text) {
    if (!text::is_space(c)) break;
    sum += c == U'\t' ? 4 : columns(c);
  }
  return sum;
}

void drop_page_numbers(Draft& draft) {
  auto& lines = draft.lines;
  auto is_break = [&](std::size_t i) { return i >= lines.size() || lines[i].text.starts_with(U'\f'); };
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (is_break(i + 1) && is_page_number(lines[i].text))
      lines[i].text = lines[i].text.starts_with(U'\f') ? U"\f" : U"";
}

struct Measure {
  std::size_t full = 0;  ///< columns of a line that the page's width has cut, indent included
  std::size_t left = 0;  ///< the usual indent of continued lines
  bool cut = false;
};

/// Lines are cut by width when no line is longer than a page is wide, and many end near that width in
/// the middle of a sentence.
Measure measure(const std::vector<Line>& lines) {
  Measure found;
  std::map<std::size_t, std::size_t> lefts;
  std::size_t total = 0, near = 0, open = 0;
  for (const auto& line : lines)
    if (line.is_text()) found.full = std::max(found.full, line.indent + width(line.text));
  for (const auto& line : lines) {
    if (!line.is_text() || line.text.size() < 15) continue;
    ++total;
    ++lefts[line.indent];
    if (line.indent + width(line.text) + 6 < found.full) continue;
    ++near;
    if (!ends_sentence(line.text.back())) ++open;
  }
  found.cut = found.full >= 40 && found.full <= 140 && near >= 4 && near * 5 >= total * 2 && open * 5 >= near * 3;
  std::size_t commonest = 0;
  for (const auto& [left, count] : lefts)
    if (count > commonest) commonest = count, found.left = left;
  return found;
}

/// Whether `next` goes on where `line` was cut.
bool goes_on(const Line& line, const Line& next, const Measure& page) {
  if (!line.is_text() || !next.is_text() || line.text.empty() || next.text.empty()) return false;
  if (line.centered || next.centered || next.gap) return false;
  auto end = line.indent + width(line.text);
  if (end + 6 < page.full) return false;
  auto mark = mark_of(next.text);
  bool indented = next.indent >= page.left + 2;
  if (indented) return false;
  return mark.kind == MarkKind::None || !ends_sentence(line.text.back());
}

void join(Line& line, const Line& next) {
  bool words = !line.text.empty() && line.text.back() < 0x80 && std::isalpha(static_cast<int>(line.text.back())) &&
               !next.text.empty() && next.text.front() < 0x80 && std::isalpha(static_cast<int>(next.text.front()));
  if (words) line.text += U' ';
  line.append(next);
}

// Markdown --------------------------------------------------------------------------------------

/// `**strong**`, `[words](address)` and escapes inside one line.
Line markdown_line(View text) {
  Line line;
  bool strong = false;
  std::size_t begun = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == U"**") {
      if (strong && line.text.size() > begun) line.spans.push_back({begun, line.text.size(), true});
      begun = line.text.size();
      strong = !strong;
      ++i;
      continue;
    }
    if (text[i] == U'[') {
      auto close = text.find(U"](", i);
      auto end = close == View::npos ? close : text.find(U')', close);
      if (end != View::npos && close - i < 300 && end - close < 2000) {
        auto address = text::encode(text.substr(close + 2, end - close - 2));
        auto from = line.text.size();
        line.text += text.substr(i + 1, close - i - 1);
        if (content::link_allowed(address) && !strong)
          line.spans.push_back({from, line.text.size(), false, false, address});
        i = end;
        continue;
      }
    }
    if (text[i] == U'\\' && i + 1 < text.size() && is_one_of(text[i + 1], U"*_#[]()|.-\\`")) ++i;
    line.text += text[i];
  }
  return line;
}

/// Adds a row "| a | b |" to the table before it, if there is one, or begins a table.
void add_row(Draft& draft, View text, bool follows) {
  content::Row row;
  auto inner = trimmed(text);
  inner.remove_prefix(1);
  if (!inner.empty() && inner.back() == U'|') inner.remove_suffix(1);
  if (inner.find_first_not_of(U"|-: ") == View::npos) {  // the rule below the head
    if (follows)
      for (auto& cell : draft.lines.back().block.rows.back().cells) cell.header = true;
    return;
  }
  while (true) {
    auto end = inner.find(U'|');
    ++draft.tally.cells;
    auto cell = markdown_line(trimmed(inner.substr(0, end)));
    row.cells.push_back({.runs = cell.runs()});
    if (end == View::npos) break;
    inner.remove_prefix(end + 1);
  }
  if (!follows) {
    Line line;
    line.kind = LineKind::Table;
    line.block.kind = content::BlockKind::Table;
    draft.lines.push_back(std::move(line));
  }
  draft.lines.back().block.rows.push_back(std::move(row));
}

/// The text behind the block of settings that some collections put first, between two lines of "---".
std::string_view without_front_matter(std::string_view text) {
  if (!text.starts_with("---\n")) return text;
  auto end = text.find("\n---", 3);
  return end == text.npos || end > 4000 ? text : text.substr(end + 4);
}

}  // namespace

Draft read_text(std::string_view text) {
  Draft draft;
  bool gap = false;
  each_line(text, draft, [&](std::string_view raw) {
    Line line = text_line(text::decode(raw));
    bool page = line.text.starts_with(U'\f');
    line.indent = indent_of(page ? View(line.text).substr(1) : View(line.text));
    line.gap = gap;
    line.trim();
    gap = line.text.empty() && !page;
    if (page) line.text.insert(0, 1, U'\f');
    if (!line.text.empty()) draft.lines.push_back(std::move(line));
  });
  draw_tables(draft);
  return draft;
}

/// <!-- [附件] 名单.docx -->: a file that stood beside the text. Returns whether the comment leaves the name to the
/// heading below it.
bool take_comment(View comment, Draft& draft) {
  comment.remove_prefix(4);
  auto words = trimmed(comment.substr(0, comment.find(U"-->")));
  auto close = words.find_first_of(U"]】");
  if (!starts_with_any(words, {U"[附件", U"【附件"}) || close == View::npos) return false;
  auto name = trimmed(words.substr(close + 1));
  while (!name.empty() && is_one_of(half(name.front()), U": ")) name.remove_prefix(1);
  if (!name.empty() && name.size() <= 200) draft.attachments.push_back({.name = text::encode(name)});
  return name.empty();
}

Draft read_markdown(std::string_view text) {
  Draft draft;
  text = without_front_matter(text);
  auto info_end = text.find("<!-- INFO END -->");
  const char* body = text.data() + (info_end == text.npos ? 0 : info_end);
  bool gap = false, comment = false, table = false, attachment = false;
  each_line(text, draft, [&](std::string_view raw) {
    auto chars = text::decode(raw);
    auto line = trimmed(chars);
    if (starts_with(line, U"<!--")) comment = true, attachment = take_comment(line, draft);
    if (comment) {
      if (contains(line, U"-->")) comment = false;
      return;
    }
    bool row = starts_with(line, U"|");
    if (line.empty()) {
      gap = true;
      table = false;
      return;
    }
    if (row) {
      add_row(draft, line, table && !draft.lines.empty());
      table = !draft.lines.empty() && draft.lines.back().kind == LineKind::Table;
      return;
    }
    table = false;
    std::size_t hashes = 0;
    while (hashes < line.size() && line[hashes] == U'#') ++hashes;
    bool heading = hashes > 0 && hashes < line.size() && text::is_space(line[hashes]);
    if (line.size() >= 3 && line.find_first_not_of(U"-*_") == View::npos) return;
    Line out = markdown_line(heading ? trimmed(line.substr(hashes)) : line);
    if (heading) out.source_level = hashes == 1 ? 9 : static_cast<int>(std::min<std::size_t>(hashes - 1, 4));
    if (raw.data() < body && !heading) out.centered = true;
    out.gap = gap;
    gap = false;
    if (std::exchange(attachment, false) && heading) draft.attachments.push_back({.name = text::encode(out.text)});
    draft.lines.push_back(std::move(out));
  });
  return draft;
}

bool is_page_number(View line) {
  auto text = squeezed(line);
  if (text.empty() || text.size() > 12) return false;
  bool digit = false;
  for (char32_t c : text) {
    if (is_ascii_digit(half(c)))
      digit = true;
    else if (!is_one_of(half(c), U"-—–－·第页共/"))
      return false;
  }
  return digit;
}

void join_page_lines(Draft& draft) {
  drop_page_numbers(draft);
  bool page = false;
  std::vector<Line> lines;
  for (auto& line : draft.lines) {
    bool breaks = line.text.starts_with(U'\f');
    if (breaks) line.text.erase(0, 1), line.gap = false;
    if (line.is_text() && line.text.empty()) {
      page = page || breaks;
      continue;
    }
    if (page) line.gap = false;
    page = false;
    lines.push_back(std::move(line));
  }
  auto found = measure(lines);
  draft.lines.clear();
  if (!found.cut) {
    draft.lines = std::move(lines);
    return;
  }
  draft.wrapped = true;
  Line previous;
  for (auto& line : lines) {
    Line original = line;
    bool middle = line.indent > found.left + 6 && line.indent + width(line.text) + 6 < found.full;
    line.centered = original.centered = middle;
    if (!draft.lines.empty() && goes_on(previous, original, found)) {
      join(draft.lines.back(), line);
    } else {
      draft.lines.push_back(std::move(line));
    }
    previous = std::move(original);
  }
}

}  // namespace dl::intake
