#include "base/identifiers.h"
#include "base/text.h"
#include "intake/scan.h"
#include "intake/shape.h"

namespace dl::intake {

namespace {

/// The canonical number when a line holds nothing else.
std::optional<std::string> whole_document_number(View line) {
  if (line.size() > 40 || line.empty() || line.back() != U'号') return std::nullopt;
  auto number = DocumentNumber::parse(text::encode(line));
  return number ? std::optional(number->text()) : std::nullopt;
}

constexpr std::size_t kSearch = 40;  ///< lines of the head in which a title is looked for

/// Letters and numerals alone, in one width: what two spellings of a title have in common.
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

/// 某某市人民政府文件, 某某局文件: the red head.
bool is_red_head(View text) {
  return text.size() <= 40 && ends_with(text, U"文件") && is_body_name(text.substr(0, text.size() - 2));
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
      // above it. The signature of a decree and its date stay.
      for (auto k = from; k < i; ++k)
        if (find_date(lines[k].text) || starts_with(lines[k].text, U"第")) return 0;
      return i - from + 1;
    }
    if (!title.starts_with(sum) && !title.ends_with(sum) && sum.size() >= title.size()) return 0;
  }
  return 0;
}

void erase_lines(std::vector<Line>& lines, std::size_t from, std::size_t count) {
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from),
              lines.begin() + static_cast<std::ptrdiff_t>(from + count));
}

/// Where the text proper begins: the first prose, heading mark or addressee.
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

/// Removes every repetition of the title in the head of the text, the red head and the document's number.
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
  for (std::size_t i = 0; i < end && i < lines.size();) {
    View text = lines[i].text;
    if (lines[i].is_text() && is_red_head(text)) {
      if (found.issuer.empty()) found.issuer = text::encode(squeezed(text.substr(0, text.size() - 2)));
    } else if (auto number = lines[i].is_text() ? whole_document_number(text) : std::nullopt; number) {
      if (found.document_number.empty()) found.document_number = *number;
    } else {
      ++i;
      continue;
    }
    erase_lines(lines, i, 1);
    --end;
  }
}

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

/// The first lines that read like a title, joined while a title goes on.
Candidate first_title(const std::vector<Line>& lines, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    if (!may_be_title(lines[i]) || lines[i].zone == Zone::After) continue;
    if (lines[i].zone == Zone::Before && !has_title_end(lines[i].text)) continue;
    Candidate found{.from = i};
    for (std::size_t k = i; k < end && k < i + 5 && may_be_title(lines[k]) && lines[k].zone == lines[i].zone; ++k) {
      bool goes_on = k > i && !found.complete;
      if (k > i && !goes_on) break;
      found.title += joined_words(lines[k].text);
      found.count = k - i + 1;
      found.complete = has_title_end(found.title) && !ends_with(found.title, U"的");
    }
    if (found.complete || found.count == 1) return found;
    // Nothing completes it: the first line alone is the likelier title, unless it is a mere name.
    if (!is_body_name(lines[i].text)) return {i, 1, joined_words(lines[i].text), false};
    return found;
  }
  return {};
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
              std::all_of(title.begin() + static_cast<std::ptrdiff_t>(open) + 1, title.end() - 1,
                          [](char c) { return c >= '0' && c <= '9'; });
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
  if (mark_of(text).kind != MarkKind::None || whole_date(text) || whole_document_number(text)) return false;
  if (starts_with_any(text, {U"附件", U"抄送", U"抄报", U"印发", U"（此件", U"(此件", U"联系", U"签发人", U"（", U"("}))
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
    auto candidate = first_title(lines, std::min(head_end(lines), kSearch * 10));
    found.title = text::encode(candidate.title);
    auto page = page_title(draft);
    bool confirmed = !page.empty() && essence(text::decode(page)) == essence(candidate.title);
    if (candidate.title.empty() && has_title_end(text::decode(page))) found.title = page;
    certain = candidate.complete || confirmed || stands_alone(lines, candidate);
    if (candidate.count > 0) erase_lines(lines, candidate.from, candidate.count);
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
