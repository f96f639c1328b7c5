#include "intake/card.h"

#include "base/text.h"
#include "intake/labels.h"
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

/// Whether `text` can be what stands behind the label.
bool fits(const Label& label, View text) {
  if (text.empty()) return true;
  switch (label.field) {
    case Field::Published:
    case Field::Issued: {
      auto date = find_date(text);
      return date && date->begin == 0 && text.size() < 40;
    }
    case Field::IndexNumber: return is_index_number(text);
    case Field::DocumentNumber:
      return text.size() <= 40 &&
             (contains(text, U"号") || text == U"无" || text == U"—" || text == U"-" || text == U"/");
    case Field::Kind: return text.size() <= 12;
    case Field::Validity: return text.size() <= 12;
    case Field::Title: return text.size() <= 120;
    case Field::Summary: return text.size() <= 600;
    case Field::Keywords: return text.size() <= 200;
    case Field::Themes: return text.size() <= 100 && !contains(text, U"。");
    case Field::Ignored:
      if (label.counter) return is_count(text);
      return text.size() <= 60 && !contains(text, U"。") && !looks_like_title(text);
    case Field::Issuer: return text.size() <= 60 && !contains(text, U"。") && !has_title_end(text);
    case Field::Source:
    case Field::Author:
    case Field::Contact: return text.size() <= 40 && !contains(text, U"。") && !looks_like_title(text);
  }
  return false;
}

bool says_nothing(View text) {
  return text.empty() || text == U"无" || text == U"—" || text == U"-" || text == U"/" || text == U"--";
}

/// Fills one field; the first value counts, except that a title of the card never overrides.
void put(Card& card, const Label& label, View raw) {
  card.found = true;
  auto text = trimmed(raw);
  while (!text.empty() && is_one_of(half(text.back()), U"|]】;；,，")) text.remove_suffix(1);
  text = trimmed(text);
  if (label.field == Field::Ignored) {
    if (text.empty() && !label.counter) card.empty_labels.push_back(text::encode(label.name));
    return;
  }
  if (says_nothing(text)) {
    if (text.empty()) card.empty_labels.push_back(text::encode(label.name));
    return;
  }
  if (label.field == Field::Published || label.field == Field::Issued) {
    auto date = find_date(text);
    if (!date) return;
    if (label.field == Field::Issued) {
      if (!card.issued_on) card.issued_on = date->date;
    } else if (!card.published_at) {
      card.published_at = Instant::at(date->date, date->hour, date->minute, date->second);
      card.published_has_time = date->has_time;
    }
    return;
  }
  card.values.try_emplace(label.field, text::fold_space(text::encode(text)));
}

/// Whether the labels of a line make it a line of a card and no sentence that begins with such a word.
bool is_card_line(View line, const std::vector<LabelAt>& labels) {
  if (labels.empty() || labels.front().begin > 0) return false;
  if (labels.front().colon || labels.size() >= 2) return true;
  return labels.front().end == line.size() && labels.front().label->strong;
}

/// Reads "label value label value"; false when a value does not fit its label.
bool read_line(Card& card, View line, const std::vector<LabelAt>& labels) {
  std::vector<View> values;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    auto end = i + 1 < labels.size() ? labels[i + 1].begin : line.size();
    auto value = trimmed(line.substr(labels[i].end, end - labels[i].end));
    while (!value.empty() && is_one_of(half(value.back()), U"|[【")) value = trimmed(value.substr(0, value.size() - 1));
    if (!fits(*labels[i].label, value)) return false;
    values.push_back(value);
  }
  for (std::size_t i = 0; i < labels.size(); ++i) put(card, *labels[i].label, values[i]);
  return true;
}

/// A table is a card when many of its cells are labels.
bool read_table(Card& card, const content::Block& table) {
  std::size_t cells = 0, known = 0;
  for (const auto& row : table.rows)
    for (const auto& cell : row.cells) {
      auto text = text::decode(content::text_of(cell.runs));
      if (trimmed(text).empty()) continue;
      ++cells;
      auto labels = find_labels(trimmed(text));
      if (!labels.empty() && labels.front().begin == 0 &&
          (labels.front().colon || labels.front().end == trimmed(text).size()))
        ++known;
    }
  if (known < 2 || known * 3 < cells) return false;
  for (const auto& row : table.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      auto chars = text::decode(content::text_of(row.cells[i].runs));
      auto text = trimmed(chars);
      auto labels = find_labels(text);
      if (labels.empty() || labels.front().begin > 0) continue;
      bool alone = labels.size() == 1 && labels.front().end == text.size();
      if (alone && i + 1 < row.cells.size()) {
        auto value = text::decode(content::text_of(row.cells[i + 1].runs));
        if (fits(*labels.front().label, trimmed(value))) put(card, *labels.front().label, value);
        ++i;
      } else if (labels.front().colon) {
        read_line(card, text, labels);
      }
    }
  return true;
}

/// 2021-08-05 10:20 来源：…, without a label before the date.
bool read_bare_date(Card& card, View line) {
  auto date = find_date(line);
  if (!date || date->begin != 0 || line.size() > 120) return false;
  auto rest = trimmed(line.substr(date->end));
  auto labels = find_labels(rest);
  bool alone = rest.empty() && date->has_time;
  if (!alone && (labels.empty() || labels.front().begin > 1 || !is_card_line(rest, labels))) return false;
  if (!alone && !read_line(card, rest, labels)) return false;
  if (!card.published_at) {
    card.published_at = Instant::at(date->date, date->hour, date->minute, date->second);
    card.published_has_time = date->has_time;
  }
  card.found = true;
  return true;
}

bool is_prose(const Line& line) {
  return line.is_text() && line.text.size() >= 60 && line.text.find_first_of(U"。") != View::npos;
}

}  // namespace

Card take_card(Draft& draft) {
  Card card;
  auto& lines = draft.lines;
  std::vector<bool> taken(lines.size(), false);
  for (std::size_t i = 0; i < lines.size() && i < kHeadLines; ++i) {
    const auto& line = lines[i];
    if (line.kind == LineKind::Table) taken[i] = line.zone != Zone::After && read_table(card, line.block);
    if (!line.is_text()) continue;
    auto labels = find_labels(line.text);
    if (is_prose(line) && !(labels.size() >= 2 && is_card_line(line.text, labels))) {
      if (line.zone != Zone::Before) break;
      continue;
    }
    if (!is_card_line(line.text, labels)) {
      taken[i] = read_bare_date(card, line.text);
      continue;
    }
    const auto& last = labels.back();
    bool open_end = trimmed(View(line.text).substr(last.end)).empty();
    if (!read_line(card, View(line.text).substr(0, open_end ? last.begin : line.text.size()),
                   open_end ? std::vector(labels.begin(), labels.end() - 1) : labels))
      continue;
    taken[i] = true;
    if (!open_end) continue;
    // The last label of the line has no value: it may stand on the next line.
    const Line* next = i + 1 < lines.size() && lines[i + 1].is_text() ? &lines[i + 1] : nullptr;
    bool value =
        next != nullptr && labels.size() == 1 && find_labels(next->text).empty() && fits(*last.label, next->text);
    put(card, *last.label, value ? View(next->text) : View());
    if (value) taken[++i] = true;
  }
  std::size_t at = 0;
  std::erase_if(lines, [&](const Line&) { return taken[at++]; });
  return card;
}

}  // namespace dl::intake
