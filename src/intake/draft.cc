#include "intake/draft.h"

#include <fmt/ranges.h>

#include "base/text.h"

namespace dl::intake {

void Line::erase(std::size_t begin, std::size_t end) {
  end = std::min(end, text.size());
  if (begin >= end) return;
  text.erase(begin, end - begin);
  auto moved = [&](std::size_t at) { return at <= begin ? at : at >= end ? at - (end - begin) : begin; };
  for (auto& span : spans) {
    span.begin = moved(span.begin);
    span.end = moved(span.end);
  }
  std::erase_if(spans, [](const Span& span) { return span.begin >= span.end; });
}

void Line::erase_all(const std::vector<std::pair<std::size_t, std::size_t>>& stretches) {
  if (stretches.empty()) return;
  std::vector<bool> gone(text.size());
  for (const auto& [begin, end] : stretches)
    for (std::size_t i = begin; i < end; ++i) gone[i] = true;
  keep_others(gone);
}

void Line::erase_if(bool (*question)(char32_t)) {
  if (std::none_of(text.begin(), text.end(), question)) return;
  std::vector<bool> gone(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) gone[i] = question(text[i]);
  keep_others(gone);
}

void Line::keep_others(const std::vector<bool>& gone) {
  std::vector<std::size_t> moved(text.size() + 1);
  Chars kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    moved[i] = kept.size();
    if (!gone[i]) kept += text[i];
  }
  moved[text.size()] = kept.size();
  for (auto& span : spans) span.begin = moved[span.begin], span.end = moved[span.end];
  std::erase_if(spans, [](const Span& span) { return span.begin >= span.end; });
  text = std::move(kept);
}

Line Line::split(std::size_t at) {
  at = std::min(at, text.size());
  Line rest = *this;
  rest.erase(0, at);
  erase(at, text.size());
  return rest;
}

void Line::append(const Line& other) {
  auto offset = text.size();
  text += other.text;
  for (auto span : other.spans) {
    span.begin += offset;
    span.end += offset;
    spans.push_back(std::move(span));
  }
}

void Line::trim() {
  std::size_t end = text.size();
  while (end > 0 && text::is_space(text[end - 1])) --end;
  erase(end, text.size());
  std::size_t begin = 0;
  while (begin < text.size() && text::is_space(text[begin])) ++begin;
  erase(0, begin);
}

std::vector<content::Run> Line::runs() const {
  std::vector<content::Run> out;
  auto add = [&](std::size_t begin, std::size_t end, content::Run marks) {
    if (begin >= end) return;
    marks.text = text::encode(View(text).substr(begin, end - begin));
    if (!out.empty() && out.back().same_marks(marks))
      out.back().text += marks.text;
    else
      out.push_back(std::move(marks));
  };
  std::size_t at = 0;
  for (const auto& span : spans) {
    if (span.begin < at) continue;
    add(at, span.begin, {});
    add(span.begin, span.end,
        {.strong = span.strong,
         .emphasis = span.emphasis,
         .link = span.link,
         .struck = span.struck,
         .script = span.script,
         .note = span.note});
    at = span.end;
  }
  add(at, text.size(), {});
  return out;
}

Line text_line(View text) {
  Line line;
  line.text = text;
  return line;
}

namespace {

constexpr std::size_t kMostNotes = 4000;
constexpr std::ptrdiff_t kMostOfACode = 200;
constexpr std::size_t kLongestWords = 1000;

Note note_of(WarningCode code, std::string message, std::string_view words, std::size_t line) {
  return {{std::string(code.text()), std::move(message), {}, std::string(text::cut(words, kLongestWords))}, line};
}

bool stands_in(const content::Block& block, const std::string& words) {
  if (content::text_of(block.runs).find(words) != std::string::npos) return true;
  for (const auto& row : block.rows)
    for (const auto& cell : row.cells)
      if (content::text_of(cell.runs).find(words) != std::string::npos) return true;
  return false;
}

}  // namespace

namespace {

/// The line that a caption belongs to, beside line `i`; `lines.size()` for none.
std::size_t captioned(const std::vector<Line>& lines, std::size_t i) {
  auto takes = [&](std::size_t at, LineKind kind) {
    return at < lines.size() && lines[at].kind == kind && lines[at].zone == lines[i].zone &&
           lines[at].block.runs.empty();
  };
  bool table = takes(i + 1, LineKind::Table), picture = i > 0 && takes(i - 1, LineKind::Image);
  if (table && (!picture || !lines[i].text.starts_with(U'图'))) return i + 1;
  if (picture) return i - 1;
  // Tables with their caption below, pictures with theirs above.
  if (i > 0 && takes(i - 1, LineKind::Table)) return i - 1;
  return takes(i + 1, LineKind::Image) ? i + 1 : lines.size();
}

}  // namespace

void adopt_captions(Draft& draft) {
  auto& lines = draft.lines;
  std::vector<bool> gone(lines.size());
  std::vector<std::size_t> moved(lines.size() + 1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto owner = lines[i].is_text() && lines[i].caption ? captioned(lines, i) : lines.size();
    moved[i] = kept;
    gone[i] = owner < lines.size();
    if (gone[i])
      lines[owner].block.runs = lines[i].runs();
    else
      ++kept;
  }
  if (kept == lines.size()) return;
  moved[lines.size()] = kept;
  std::size_t at = 0;
  std::erase_if(lines, [&](const Line&) { return gone[at++]; });
  for (auto& note : draft.notes)
    if (note.line != kNoLine) note.line = moved[std::min(note.line, moved.size() - 1)];
}

void renumber_notes(Draft& draft, int last) {
  auto shift = [&](auto& marked) {
    if (marked.note != 0) marked.note = marked.note + last > content::kMostNotes ? 0 : marked.note + last;
  };
  auto shift_line = [&](Line& line) {
    shift(line);
    std::ranges::for_each(line.spans, shift);
    std::ranges::for_each(line.block.runs, shift);
    for (auto& row : line.block.rows)
      for (auto& cell : row.cells) std::ranges::for_each(cell.runs, shift);
  };
  std::ranges::for_each(draft.lines, shift_line);
  std::ranges::for_each(draft.behind, shift_line);
  draft.last_note += last;
}

void warn(Draft& draft, WarningCode code, std::string message, std::string words) {
  warn_at(draft, draft.lines.size(), code, std::move(message), std::move(words));
}

void warn_at(Draft& draft, std::size_t line, WarningCode code, std::string message, std::string words) {
  if (draft.notes.size() < kMostNotes) draft.notes.push_back(note_of(code, std::move(message), words, line));
}

void warn(Found& found, Warning warning) {
  auto& all = found.warnings;
  if (std::find(all.begin(), all.end(), warning) != all.end()) return;
  auto same = std::ranges::count(all, warning.code, &Warning::code);
  if (same > kMostOfACode) return;
  if (same == kMostOfACode) warning = Warning{warning.code, "同类的问题还有更多，没有逐一列出，请对照原件。", {}, {}};
  all.push_back(std::move(warning));
}

void warn(Found& found, WarningCode code, std::string message, std::string words) {
  warn(found, note_of(code, std::move(message), words, 0).warning);
}

std::string lines_of(const std::vector<std::string>& passages) { return fmt::format("{}", fmt::join(passages, "\n")); }

void place_warnings(Found& found) {
  const auto& blocks = found.body.blocks;
  for (auto& warning : found.warnings) {
    if (warning.block || warning.words.empty()) continue;
    auto first = warning.words.substr(0, warning.words.find('\n'));
    auto at = std::ranges::find_if(blocks, [&](const content::Block& block) { return stands_in(block, first); });
    if (at != blocks.end()) warning.block = static_cast<int>(at - blocks.begin());
  }
}

std::string quote(View text, std::size_t count) {
  bool long_one = text.size() > count;
  return "“" + text::encode(text.substr(0, count)) + (long_one ? "…”" : "”");
}

}  // namespace dl::intake
