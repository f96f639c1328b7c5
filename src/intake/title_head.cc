// What stands around a title and is none of it: the red head, numbers, marks, the title itself once more.
#include "base/identifiers.h"
#include "base/text.h"
#include "intake/checks.h"
#include "intake/head_line.h"
#include "intake/scan.h"
#include "intake/shape.h"
#include "intake/title.h"

namespace dl::intake {

namespace {

/// 某某局 某某局 as 某某局、某某局
Chars joined_names(View names) {
  Chars out;
  for (auto name : body_names(names)) out += (out.empty() ? U"" : U"、") + Chars(name);
  return out.empty() ? squeezed(names) : out;
}

/// The lines from `from` that together spell the title: their number, or 0.
std::size_t spells(const std::vector<Line>& lines, std::size_t from, const Chars& title) {
  Chars sum;
  for (std::size_t i = from; i < lines.size() && i < from + 6; ++i) {
    if (!lines[i].is_text()) return 0;
    sum += essence(lines[i].text);
    if (sum == title) return i - from + 1;
    if (sum.size() >= 8 && sum.starts_with(U"关于") && title.ends_with(sum) && has_title_end(lines[i].text))
      return i - from + 1;
    if (sum.size() > title.size() + 30) return 0;
    if (title.size() >= 8 && sum.size() > title.size() && sum.ends_with(title)) {
      // The text's own title may name the issuer in front of what the page calls the document, and menus may stand
      // above it. The signature of a decree and its date stay, and so does a mark of secrecy.
      for (auto k = from; k < i; ++k)
        if (find_date(lines[k].text) || starts_with(lines[k].text, U"第") || is_secrecy_mark(lines[k].text)) return 0;
      return i - from + 1;
    }
    bool begun = i == from && title.size() >= 8 && contains(sum, View(title).substr(0, 6));
    if (!title.starts_with(sum) && !title.ends_with(sum) && sum.size() >= title.size() && !begun) return 0;
  }
  return 0;
}

/// The issuer that a head names, where no card did; one that differs from the card's is told.
void take_issuer(View names, Found& found) {
  if (names.empty()) return;
  if (found.issuer.empty())
    found.issuer = text::encode(names);
  else if (!contains(text::decode(found.issuer), names))
    tell_removed(found, names);
}

/// Takes out names that stand alone directly above line `i`, the rest of a joint red head, and takes them and `last`
/// as issuer; returns how many lines these were.
std::size_t take_names_above(std::vector<Line>& lines, std::size_t i, View last, Found& found) {
  auto from = i;
  while (from > 0 && lines[from - 1].is_text() && lines[from - 1].zone == Zone::Inside &&
         is_body_name(lines[from - 1].text))
    --from;
  Chars names;
  for (auto k = from; k < i; ++k) names += (names.empty() ? U"" : U"、") + squeezed(lines[k].text);
  if (!last.empty()) names += (names.empty() ? U"" : U"、") + Chars(last);
  take_issuer(names, found);
  erase_lines(lines, from, i - from);
  return i - from;
}

/// Whether a line is the name or the number of minutes or a brief, below which its imprint stands.
bool is_masthead(const Line& line) {
  if (!line.is_text()) return false;
  auto words = squeezed(line.text);
  return ends_with(words, U"纪要") || is_periodical(words) || head_line(line.text).kind == HeadKind::Ordinal;
}

void take_imprint(const Line& line, View names, Found& found) {
  take_issuer(joined_names(names), found);
  auto date = find_date(line.text);
  if (date && !found.issued_on)
    found.issued_on = date->date;
  else if (date && found.issued_on != date->date)
    tell_removed(found, line.text);
}

}  // namespace

Chars essence(View text) {
  Chars out;
  for (char32_t c : text) {
    c = half(c);
    if (text::is_space(c) || text::is_cjk_punctuation(c)) continue;
    if (c < 0x80 && !std::isalnum(static_cast<int>(c))) continue;
    out += c;
  }
  return out;
}

void erase_lines(std::vector<Line>& lines, std::size_t from, std::size_t count) {
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from),
              lines.begin() + static_cast<std::ptrdiff_t>(from + count));
}

std::size_t head_end(const std::vector<Line>& lines) {
  std::size_t i = 0;
  for (; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (line.zone == Zone::Before) continue;
    if (!line.is_text()) break;
    if (line.text.empty()) continue;
    if (line.text.size() >= 60 && line.text.find_first_of(U"。；，,") != View::npos) break;
    if (is_one_of(half(line.text.back()), U":。；;")) break;
    if (mark_of(line.text).kind != MarkKind::None && line.source_level != 9) break;
  }
  return std::min(i, lines.size());
}

bool is_own_title(const Line& line) {
  return may_be_title(line) && line.text.size() >= 8 && has_title_end(line.text) &&
         head_line(line.text).kind == HeadKind::None;
}

void tell_removed(Found& found, View words) {
  warn(found, "head-removed", fmt::format("标题旁的 {} 不是正文，已去掉。", quote(words)), text::encode(words));
}

void drop_repeats(std::vector<Line>& lines, Found& found) {
  auto title = essence(text::decode(found.title));
  for (std::size_t i = 0; i < lines.size() && i < kSearch; ++i) {
    if (!lines[i].is_text()) continue;
    if (lines[i].text.size() >= 100 && lines[i].zone == Zone::Inside) break;
    if (auto count = title.empty() ? 0 : spells(lines, i, title); count > 0) {
      for (auto k = i; k + 1 < i + count; ++k)
        if (lines[k].zone == Zone::Inside && !title.starts_with(essence(lines[k].text)) &&
            !title.ends_with(essence(lines[k].text)))
          warn(found, "furniture-removed", fmt::format("标题上方的 {} 已去掉。", quote(lines[k].text)),
               text::encode(lines[k].text));
      erase_lines(lines, i, count);
      --i;
    }
  }
}

void take_head(std::vector<Line>& lines, Found& found) {
  auto end = std::min(head_end(lines), kSearch);
  bool title_seen = false, masthead = false;
  for (std::size_t i = 0; i < end && i < lines.size();) {
    auto head = lines[i].is_text() && lines[i].zone != Zone::After ? head_line(lines[i].text) : HeadLine();
    bool lone = lines[i].is_text() && i > 0 && squeezed(lines[i].text) == U"文件" && is_body_name(lines[i - 1].text);
    if (lone) head.kind = HeadKind::RedHead;
    masthead = masthead || is_masthead(lines[i]);
    if (head.kind == HeadKind::Imprint && masthead) {
      take_imprint(lines[i], head.issuer, found);
      erase_lines(lines, i, 1);
      --end;
      continue;
    }
    if (head.kind == HeadKind::Imprint) head.kind = HeadKind::None;
    bool inside = lines[i].zone == Zone::Inside;
    bool taken = head.kind == HeadKind::RedHead || head.kind == HeadKind::Number ||
                 (head.kind == HeadKind::Mark && inside && !title_seen);
    if (head.kind == HeadKind::Ordinal && !title_seen && i + 1 < lines.size() && is_own_title(lines[i + 1])) {
      auto above = take_names_above(lines, i, {}, found);
      i -= above;
      end -= std::min(end, above);
    }
    if (!taken) {
      if (title_seen && head.kind == HeadKind::None) break;
      title_seen = title_seen || is_own_title(lines[i]);
      ++i;
      continue;
    }
    if (head.kind == HeadKind::Number && found.document_number.empty()) {
      found.document_number = head.number;
      if (auto number = DocumentNumber::parse(head.number)) warn_departures(head.number, *number, found);
    } else if (head.kind == HeadKind::Number && head.number != found.document_number) {
      head.beside = text::decode(head.number) + (head.beside.empty() ? U"" : U" ") + head.beside;
    }
    for (View words : {View(lines[i].text), View(head.beside)})
      if (is_closed_mark(words)) warn_closed(words, found);
    if (head.kind == HeadKind::Mark) tell_removed(found, lines[i].text);
    if (!head.beside.empty() && inside) tell_removed(found, head.beside);
    erase_lines(lines, i, 1);
    --end;
    if (head.kind != HeadKind::Mark && !title_seen) {
      auto above = take_names_above(lines, i, joined_names(head.issuer), found);
      i -= above;
      end -= std::min(end, above);
    }
    if (i < lines.size()) lines[i].gap = true;
  }
}

}  // namespace dl::intake
