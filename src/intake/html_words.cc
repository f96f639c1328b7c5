// What stands in a line of a page: words with their marks, links, marks of notes, formulas.
#include "base/text.h"
#include "intake/html_head.h"
#include "intake/html_math.h"
#include "intake/html_reader.h"
#include "intake/scan.h"

namespace dl::intake {

void HtmlReader::add_text(std::string_view text) {
  if (!label_.empty() && !text::trim(text).empty()) {
    auto label = std::exchange(label_, {});
    add_text(label);
  }
  auto from = line_.text.size();
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::next(text, at);
    if (c == U'\n' && breaks_kept_) {
      mark(from);
      flush();
      from = 0;
      continue;
    }
    if (c == U'\n' || c == U'\t' || c == U'\r' || c == U'\f') c = U' ';
    if (c == 0x200B || c == 0xFEFF) continue;
    if (c == U' ' && (line_.text.empty() || line_.text.back() == U' ')) continue;
    line_.text += c;
  }
  mark(from);
}

/// Gives the characters from there on the marks of where they stand.
void HtmlReader::mark(std::size_t from) {
  draft_.tally.characters += line_.text.size() - from;
  if (in_link_) linked_ += line_.text.size() - from;
  if (line_.text.size() == from) return;
  if (marks_.struck && zone_ == Zone::Inside)
    losses_.add(Loss::Struck, View(line_.text).substr(from), from, line_.text.size());
  if (marks_.plain()) return;
  auto span = marks_;
  span.begin = from;
  span.end = line_.text.size();
  line_.spans.push_back(std::move(span));
}

void HtmlReader::marked(const GumboNode& node, int depth, bool Span::*mark) {
  bool was = marks_.*mark;
  marks_.*mark = true;
  walk_children(node, depth);
  marks_.*mark = was;
}

/// The characters that walking the children has added to this line; nothing when it was ended meanwhile.
View HtmlReader::words_of_children(const GumboNode& node, int depth, std::size_t& from) {
  from = line_.text.size();
  auto lines = draft_.lines.size();
  walk_children(node, depth);
  if (lines != draft_.lines.size()) from = 0;
  return View(line_.text).substr(std::min(from, line_.text.size()));
}

/// As characters of their own where there are such, else with a mark.
void HtmlReader::scripted_words(const GumboNode& node, int depth, Script script) {
  auto words = text::decode(text::fold_space(words_below(node)));
  if (!as_script(words, script)) {
    auto was = std::exchange(marks_.script, script);
    walk_children(node, depth);
    marks_.script = was;
    return;
  }
  std::size_t from = 0;
  if (auto own = as_script(words_of_children(node, depth, from), script)) line_.text.replace(from, Chars::npos, *own);
}

void HtmlReader::add_math(const GumboNode& node) {
  auto from = line_.text.size();
  bool shaped = false;
  auto words = linear_math(node, shaped);
  line_.text += words;
  if (shaped && zone_ == Zone::Inside) losses_.add(Loss::Formula, words, from, line_.text.size());
}

void HtmlReader::enter_ruby(const GumboNode& node, int depth) {
  std::size_t from = 0;
  auto base = Chars(words_of_children(node, depth, from));
  auto reading = text::decode(std::exchange(reading_, {}));
  if (reading.empty() || zone_ != Zone::Inside) return;
  losses_.add(Loss::Ruby, base + U"（" + reading + U"）", line_.text.size(), line_.text.size());
}

void HtmlReader::enter_link(const GumboNode& node, int depth) {
  if (auto note = page_.notes.of_link(node); note > 0) return add_note_mark(node, depth, note);
  auto address = text::trim(attribute(node, "href"));
  auto was = marks_.link;
  bool outside = address.starts_with("http://") || address.starts_with("https://") || address.starts_with("mailto:");
  marks_.link = outside && content::link_allowed(address) ? address : "";
  auto from = line_.text.size();
  auto lines = draft_.lines.size();
  auto was_in = std::exchange(in_link_, true);
  walk_children(node, depth);
  in_link_ = was_in;
  marks_.link = was;
  if (!names_file(address) || zone_ == Zone::Before) return;
  View words = lines == draft_.lines.size() && from <= line_.text.size() ? View(line_.text).substr(from) : View();
  auto name = text::encode(trimmed(words));
  if (name.empty()) name = text::trim(attribute(node, "title"));
  if (name.empty())
    name = address.substr(address.find_last_of('/') == address.npos ? 0 : address.find_last_of('/') + 1);
  draft_.attachments.push_back({.name = name, .address = std::string(address)});
}

/// The mark of a note, and in a note its label: a bare number, which would go into the words, gets brackets.
void HtmlReader::add_note_mark(const GumboNode& link, int depth, int number) {
  auto words = text::fold_space(words_below(link));
  if (words.empty()) return walk_children(link, depth);
  bool bare = std::ranges::all_of(words, [](char c) { return c >= '0' && c <= '9'; });
  Span plain{.strong = marks_.strong, .struck = marks_.struck, .note = number};
  auto was = std::exchange(marks_, std::move(plain));
  if (bare) words = "[" + words + "]";
  add_text(words);
  marks_ = std::move(was);
  if (note_ == 0 && zone_ == Zone::Inside) page_.marked.try_emplace(number, words);
}

}  // namespace dl::intake
