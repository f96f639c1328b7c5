#include "intake/draft.h"

#include "base/text.h"

namespace dl::intake {

namespace {

bool same_marks(const content::Run& a, const content::Run& b) {
  return a.strong == b.strong && a.emphasis == b.emphasis && a.link == b.link;
}

}  // namespace

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
    if (!out.empty() && same_marks(out.back(), marks))
      out.back().text += marks.text;
    else
      out.push_back(std::move(marks));
  };
  std::size_t at = 0;
  for (const auto& span : spans) {
    if (span.begin < at) continue;
    add(at, span.begin, {});
    add(span.begin, span.end, {.strong = span.strong, .emphasis = span.emphasis, .link = span.link});
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

void warn(std::vector<Warning>& warnings, std::string_view code, std::string message) {
  Warning warning{std::string(code), std::move(message)};
  if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(std::move(warning));
}

std::string quote(View text, std::size_t count) {
  bool long_one = text.size() > count;
  return "“" + text::encode(text.substr(0, count)) + (long_one ? "…”" : "”");
}

}  // namespace dl::intake
