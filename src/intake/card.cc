#include "intake/card.h"

#include "base/text.h"
#include "intake/head_line.h"
#include "intake/labels.h"
#include "intake/page_tools.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr std::size_t kHeadLines = 400;

bool is_index_number(View text) {
  return text.size() >= 8 && text.size() <= 60 && text.find_first_of(U"0123456789") != View::npos &&
         text.find_first_of(U"。，：《") == View::npos;
}

bool is_count(View text) {
  return std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return is_ascii_digit(half(c)) || is_one_of(c, U"次,万+ "); });
}

bool looks_like_title(View text) { return text.size() >= 8 && (has_title_end(text) || contains(text, U"关于")); }

bool says_nothing(View text) {
  return text.empty() || text == U"无" || text == U"—" || text == U"-" || text == U"/" || text == U"--";
}

bool fits_date(View text) {
  auto date = find_date(text);
  return date && date->begin == 0 && text.size() < 40;
}

/// Whether `text` can be what stands behind the label.
bool fits(const Label& label, View text) {
  if (says_nothing(text)) return true;
  switch (label.field) {
    case Field::Published:
    case Field::Issued: return fits_date(text);
    case Field::Effective:
    case Field::Expires:
    case Field::TermBegin:
    case Field::TermEnd: return fits_date(text) || starts_with(text, U"长期");
    case Field::IndexNumber: return is_index_number(text);
    case Field::DocumentNumber:
      return text.size() <= 40 && (contains(text, U"号") || text.find_first_of(U"0123456789") != View::npos);
    case Field::Kind: return text.size() <= 12;
    case Field::Validity: return text.size() <= 12;
    case Field::Title: return text.size() <= 120;
    case Field::Summary: return text.size() <= 600;
    case Field::Keywords: return text.size() <= 200 && !contains(text, U"关于");
    case Field::Themes: return text.size() <= 100 && !contains(text, U"。");
    case Field::Ignored:
      if (label.counter) return is_count(text) || is_tools(text) || without_tools(U" " + Chars(text)).empty();
      return text.size() <= 200 && !contains(text, U"。") && !looks_like_title(text);
    case Field::Issuer: return text.size() <= 60 && !contains(text, U"。") && !has_title_end(text);
    case Field::Source:
    case Field::Author:
    case Field::Contact: return text.size() <= 40 && !contains(text, U"。") && !looks_like_title(text);
  }
  return false;
}

constexpr Label kPublished = {U"发布日期", Field::Published, false, true};
constexpr Label kNumber = {U"字号", Field::DocumentNumber, false, true};

/// What a label stands before, taken apart.
struct Entry {
  const Label* label = nullptr;
  View name = {};   ///< as written, with its colon
  View value = {};  ///< without the tools of the page
  View rest = {};   ///< those
  bool fits = true;
};

void drop(Card& card, View name, View words) {
  bool says = std::any_of(words.begin(), words.end(), [](char32_t c) {
    return c >= 0x80 ? text::is_han(c) : std::isalnum(static_cast<int>(c)) != 0;
  });
  if (says) card.dropped.push_back(text::encode(Chars(trimmed(name)) + Chars(trimmed(words))));
}

void put_date(Card& card, Field field, const FoundDate& date) {
  auto first = [&](std::optional<Date>& day) {
    if (!day) day = date.date;
  };
  if (field == Field::Issued) return first(card.issued_on);
  if (field == Field::Effective) return first(card.effective_on);
  if (field == Field::Expires) return first(card.expires_on);
  if (field == Field::TermBegin) return first(card.term_begin);
  if (field == Field::TermEnd) return first(card.term_end);
  if (card.published_at) return;
  card.published_at = Instant::at(date.date, date.hour, date.minute, date.second);
  card.published_has_time = date.has_time;
}

bool is_date(Field field) {
  return field == Field::Published || field == Field::Issued || field == Field::Effective || field == Field::Expires ||
         field == Field::TermBegin || field == Field::TermEnd;
}

/// Fills one field; the first value counts, except that a title of the card never overrides.
void put(Card& card, const Entry& entry) {
  const auto& label = *entry.label;
  card.found = true;
  drop(card, {}, entry.rest);
  auto text = trimmed(entry.value);
  while (!text.empty() && is_one_of(half(text.back()), U"|]】;；,，")) text.remove_suffix(1);
  text = trimmed(text);
  if (text.empty() && !label.counter && !label.name.empty()) card.empty_labels.push_back(text::encode(label.name));
  if (text.empty()) return;
  if (!entry.fits || label.field == Field::Ignored) return drop(card, entry.name, text);
  if (says_nothing(text)) return;
  if (is_date(label.field)) {
    auto date = find_date(text);
    if (!date) return drop(card, entry.name, text);
    put_date(card, label.field, *date);
    return drop(card, entry.name, text.substr(date->end));
  }
  card.values.try_emplace(label.field, text::fold_space(text::encode(text)));
}

Entry entry_of(const Label& label, View name, View raw) {
  Entry entry{.label = &label, .name = name, .value = label.counter ? raw : without_tools(raw)};
  entry.rest = raw.substr(static_cast<std::size_t>(entry.value.data() - raw.data()) + entry.value.size());
  if (label.name == kNumber.name && contains(entry.value, U"号")) entry.label = &kNumber;
  if (auto gap = entry.value.find_first_of(U" \u3000"); label.field == Field::Validity && gap != View::npos) {
    entry.rest = raw.substr(static_cast<std::size_t>(entry.value.data() - raw.data()) + gap);
    entry.value = entry.value.substr(0, gap);
  }
  entry.fits = fits(*entry.label, entry.value);
  return entry;
}

/// 来源：市城管局 2023-05-08 10:20: the day behind the name has lost its own label.
std::optional<Entry> split_date(Entry& entry) {
  auto field = entry.label->field;
  if (field != Field::Source && field != Field::Author && field != Field::Issuer) return std::nullopt;
  auto date = find_date(entry.value);
  if (!date) return std::nullopt;
  auto behind = entry.value.substr(date->begin);
  entry.value = trimmed(entry.value.substr(0, date->begin));
  while (!entry.value.empty() && is_one_of(half(entry.value.back()), U"|[(/,，"))
    entry.value = trimmed(entry.value.substr(0, entry.value.size() - 1));
  entry.fits = fits(*entry.label, entry.value);
  return Entry{.label = &kPublished, .value = behind};
}

/// Whether the labels of a line make it a line of a card and no sentence that begins with such a word.
bool is_card_line(View line, const std::vector<LabelAt>& labels) {
  if (labels.empty() || labels.front().begin > 0) return false;
  if (labels.front().colon || labels.size() >= 2) return true;
  return labels.front().end == line.size() && labels.front().label->strong;
}

/// Reads "label value label value"; false when it is no line of a card.
bool read_line(Card& card, View line, const std::vector<LabelAt>& labels) {
  std::vector<Entry> entries;
  bool sure = true, firm = false;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    auto end = i + 1 < labels.size() ? labels[i + 1].begin : line.size();
    auto name = line.substr(labels[i].begin, labels[i].end - labels[i].begin);
    auto entry = entry_of(*labels[i].label, name, trimmed(line.substr(labels[i].end, end - labels[i].end)));
    if (auto date = split_date(entry)) entries.push_back(*date);
    sure = sure && entry.fits && labels[i].known();
    firm = firm || (entry.fits && !entry.value.empty() && labels[i].label->firm());
    entries.push_back(entry);
  }
  // A mark of secrecy stays in the text, where it is found.
  if ((!sure && (!firm || line.size() > 300)) || is_secrecy_mark(line)) return false;
  for (const auto& entry : entries) put(card, entry);
  return true;
}

/// 文件名称 | 文号 | 发布日期: the head of a list, whose columns are called as the labels of a card are.
bool is_list_head(const content::Row& row) {
  for (const auto& cell : row.cells) {
    auto chars = text::decode(content::text_of(cell.runs));
    auto text = trimmed(chars);
    auto labels = find_labels(text);
    bool bare =
        !labels.empty() && !labels.front().colon && labels.front().begin == 0 && labels.front().end == text.size();
    if (!bare && squeezed(text) != U"序号") return false;
  }
  return row.cells.size() >= 3;
}

/// A table is a card when many of its cells are labels.
bool read_table(Card& card, const content::Block& table) {
  if (std::ranges::any_of(table.rows, is_list_head)) return false;
  std::size_t cells = 0, known = 0, firm = 0;
  for (const auto& row : table.rows)
    for (const auto& cell : row.cells) {
      auto text = text::decode(content::text_of(cell.runs));
      if (trimmed(text).empty()) continue;
      ++cells;
      if (is_secrecy_mark(text)) return false;  // it stays in the text, where it is found
      auto labels = find_labels(trimmed(text));
      if (labels.empty() || labels.front().begin > 0 ||
          !(labels.front().colon || labels.front().end == trimmed(text).size()))
        continue;
      ++known;
      if (labels.front().label->firm()) ++firm;
    }
  if (known < 2 || firm < 1 || known * 3 < cells) return false;
  if (!table.runs.empty()) drop(card, {}, text::decode(content::text_of(table.runs)));
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      auto chars = text::decode(content::text_of(row.cells[i].runs));
      auto text = trimmed(chars);
      auto labels = find_labels(text);
      if (labels.empty() || labels.front().begin > 0) {
        drop(card, {}, text);
      } else if (labels.size() == 1 && labels.front().end == text.size() && i + 1 < row.cells.size()) {
        auto value = text::decode(content::text_of(row.cells[++i].runs));
        put(card, entry_of(*labels.front().label, Chars(text) + U"：", trimmed(value)));
      } else if (!labels.front().colon || !read_line(card, text, labels)) {
        drop(card, {}, text);
      }
    }
  return true;
}

/// 2021-08-05 10:20 某某日报 …: a name behind the time of day, or behind a sign that divides it from the day.
bool is_publisher(View rest, bool divided) {
  while (!rest.empty() && (text::is_space(rest.front()) || is_one_of(rest.front(), U"·•|｜"))) {
    divided = divided || !text::is_space(rest.front());
    rest.remove_prefix(1);
  }
  auto name = rest.substr(0, rest.find_first_of(U" \u3000"));
  bool named = is_body_name(name) || ends_with_any(name, {U"报", U"网", U"社", U"台", U"刊", U"站", U"办", U"新闻"});
  return divided && named && name.size() <= 16 && rest.size() <= 50 && rest.find_first_of(U"。；") == View::npos;
}

/// 2021-08-05 10:20 来源：…, without a label before the date.
bool read_bare_date(Card& card, View line) {
  if (!line.empty() && is_one_of(half(line.front()), U"[【")) line.remove_prefix(1);
  auto date = find_date(line);
  if (!date || date->begin != 0 || line.size() > 120) return false;
  auto rest = line.substr(date->end);
  while (!rest.empty() && (text::is_space(rest.front()) || is_one_of(half(rest.front()), U"]】|")))
    rest.remove_prefix(1);
  auto labels = find_labels(rest);
  if (rest.empty() ? !date->has_time : !is_tools(rest) && without_tools(U" " + Chars(rest)) != View()) {
    bool labelled = !labels.empty() && labels.front().begin <= 1 && is_card_line(rest, labels);
    if (!labelled && !card.published_at && is_publisher(rest, date->has_time))
      drop(card, {}, rest);
    else if (!labelled || !read_line(card, rest, labels))
      return false;
  } else {
    drop(card, {}, rest);
  }
  put_date(card, Field::Published, *date);
  card.found = true;
  return true;
}

/// 发文机关某某局 above 发文日期2021年12月21日: three lines or more whose labels have lost their colons get them back.
void part_glued_labels(std::vector<Line>& lines) {
  constexpr std::size_t kMostAbove = 30;
  auto glued = [&](std::size_t i) -> std::size_t {
    if (i >= std::min(lines.size(), kMostAbove) || !lines[i].is_text() || is_secrecy_mark(lines[i].text)) return 0;
    auto label = glued_label(lines[i].text);
    return label && fits(*label->label, View(lines[i].text).substr(label->end)) ? label->end : 0;
  };
  for (std::size_t i = 0, end = 0; i < std::min(lines.size(), kMostAbove); i = std::max(end, i + 1)) {
    end = i;
    while (glued(end) > 0) ++end;
    for (auto k = i; end - i >= 3 && k < end; ++k) lines[k].text.insert(glued(k), 1, U'：');
  }
}

/// The lines of a title stand below a label that is empty; the first of them is not its value.
bool begins_title(const Card& card, const Line& label, const Line& next) {
  auto title = card.values.find(Field::Title);
  if (title == card.values.end()) return false;
  auto words = squeezed(next.text);
  return (next.centered && !label.centered) ||
         (words.size() >= 6 && starts_with(squeezed(text::decode(title->second)), words));
}

/// A number that stands alone below the line of the card counts something: 4874268.
bool is_lone_count(View text) {
  return text.size() <= 9 && std::all_of(text.begin(), text.end(), [](char32_t c) { return is_ascii_digit(half(c)); });
}

/// 时间：… above 地点：… is the time of a meeting.
bool is_of_meeting(const std::vector<LabelAt>& labels, const Line* next) {
  if (labels.size() != 1 || labels.front().label->field != Field::Published || labels.front().label->name.size() > 2)
    return false;
  auto colon = next != nullptr ? next->text.find_first_of(U"：:") : Chars::npos;
  return colon != Chars::npos && colon <= 6 && colon + 1 < next->text.size() && find_labels(next->text).empty();
}

/// 服务对象：… alone, without a card around it, is what a guide says.
bool is_of_guide(const std::vector<LabelAt>& labels, const Line* next) {
  const auto& label = *labels.front().label;
  if (labels.size() != 1 || label.counter || label.field != Field::Ignored) return false;
  auto below = next == nullptr ? std::vector<LabelAt>() : find_labels(next->text);
  return below.empty() || below.front().begin > 0 || below.front().label->field == Field::Ignored;
}

/// ===== 正文 =====: what stands above is about the text.
bool is_separator(View text) {
  auto words = squeezed(text);
  auto is_sign = [](char32_t c) { return is_one_of(c, U"=-*#—_~"); };
  if (words.size() < 8 || words.size() > 80 || !is_sign(words.front()) || !is_sign(words.back())) return false;
  std::erase_if(words, is_sign);
  return words == U"正文" || words == U"以下正文" || words == U"正文内容" || words == U"文章正文";
}

void drop_above_separator(Card& card, const std::vector<Line>& lines, std::vector<bool>& taken) {
  constexpr std::size_t kMostAbove = 30;
  auto end = std::min(lines.size(), kMostAbove);
  auto at = static_cast<std::size_t>(
      std::find_if(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end),
                   [](const Line& line) { return line.is_text() && is_separator(line.text); }) -
      lines.begin());
  for (std::size_t i = 0; at < end && i <= at; ++i) {
    if (!lines[i].is_text() || is_secrecy_mark(lines[i].text)) continue;
    if (!taken[i]) drop(card, {}, lines[i].text);
    taken[i] = true;
  }
}

bool is_prose(const Line& line) {
  return line.is_text() && line.text.size() >= 60 && line.text.find_first_of(U"。") != View::npos;
}

/// 发布日期：… 责任编辑：… below the text: the same line as other pages have above it.
void take_foot(Card& card, const std::vector<Line>& lines, std::vector<bool>& taken) {
  constexpr std::size_t kFootLines = 12;
  for (std::size_t i = lines.size(); i-- > 0 && i + kFootLines >= lines.size();) {
    const auto& line = lines[i];
    if (taken[i] || !line.is_text() || line.zone == Zone::Before) continue;
    if (is_prose(line) || line.text.size() > 120) return;
    auto labels = find_labels(line.text);
    bool firm = std::ranges::all_of(labels, [](const LabelAt& label) {
      return !label.known() || label.label->field == Field::Published || label.label->field == Field::Source ||
             label.label->field == Field::Author || label.label->field == Field::Ignored;
    });
    bool dated = std::ranges::any_of(labels, [](const LabelAt& label) {
      return label.label->field == Field::Published && label.label->strong && label.colon;
    });
    if (firm && dated && is_card_line(line.text, labels)) taken[i] = read_line(card, line.text, labels);
  }
}

}  // namespace

Card take_card(Draft& draft) {
  Card card;
  auto& lines = draft.lines;
  part_glued_labels(lines);
  std::vector<bool> taken(lines.size(), false);
  for (std::size_t i = 0; i < lines.size() && i < kHeadLines; ++i) {
    const auto& line = lines[i];
    if (line.kind == LineKind::Table) taken[i] = line.zone != Zone::After && read_table(card, line.block);
    if (!line.is_text()) continue;
    if (i > 0 && taken[i - 1] && is_lone_count(line.text)) {
      drop(card, {}, line.text);
      taken[i] = true;
      continue;
    }
    auto labels = find_labels(line.text);
    if (is_prose(line) && !(labels.size() >= 2 && is_card_line(line.text, labels))) {
      if (line.zone != Zone::Before) break;
      continue;
    }
    if (!is_card_line(line.text, labels)) {
      taken[i] = read_bare_date(card, line.text);
      continue;
    }
    const Line* next = i + 1 < lines.size() && lines[i + 1].is_text() ? &lines[i + 1] : nullptr;
    if (is_of_meeting(labels, next) || (is_of_guide(labels, next) && (i == 0 || !taken[i - 1]))) continue;
    const auto& last = labels.back();
    bool open_end = last.known() && trimmed(View(line.text).substr(last.end)).empty();
    if (!read_line(card, View(line.text).substr(0, open_end ? last.begin : line.text.size()),
                   open_end ? std::vector(labels.begin(), labels.end() - 1) : labels))
      continue;
    taken[i] = true;
    if (!open_end) continue;
    // The last label of the line has no value: it may stand on the next line.
    bool value = next != nullptr && labels.size() == 1 && !begins_with_label(next->text) &&
                 find_labels(next->text).empty() && fits(*last.label, next->text) && !is_secrecy_mark(next->text) &&
                 !begins_title(card, line, *next);
    put(card, entry_of(*last.label, View(line.text).substr(last.begin), value ? View(next->text) : View()));
    if (value) taken[++i] = true;
  }
  take_foot(card, lines, taken);
  drop_above_separator(card, lines, taken);
  std::size_t at = 0;
  std::erase_if(lines, [&](const Line&) { return taken[at++]; });
  return card;
}

}  // namespace dl::intake
