#include "search/text_match.h"

#include <algorithm>

#include "base/text.h"
#include "search/terms.h"

namespace dl::search {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

/// The next word character at or after `at`, or the end of the text.
std::size_t skip_to_word(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t next = at;
    if (is_word(text::fold_character(text::next(text, next)))) return at;
    at = next;
  }
  return at;
}

bool stands_in_order(std::string_view field, std::span<const Needle> needles) {
  for (std::size_t at = needles[0].find(field); at != kNone; at = needles[0].find(field, at + 1)) {
    std::size_t end = at + needles[0].bytes().size();
    std::size_t matched = 1;
    for (; matched < needles.size(); ++matched) {
      std::size_t next = skip_to_word(field, end);
      if (!needles[matched].stands_at(field, next)) break;
      end = next + needles[matched].bytes().size();
    }
    if (matched == needles.size()) return true;
  }
  return false;
}

bool has_pair(const Phrase& phrase) {
  return !phrase.excluded &&
         std::any_of(phrase.runs.begin(), phrase.runs.end(), [](const auto& run) { return run.size() > 1; });
}

std::vector<Span> joined(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
  std::vector<Span> out;
  for (const auto& span : spans) {
    if (!out.empty() && span.start <= out.back().start + out.back().length) {
      std::size_t end = std::max(out.back().start + out.back().length, span.start + span.length);
      out.back().length = end - out.back().start;
    } else {
      out.push_back(span);
    }
  }
  return out;
}

}  // namespace

Needle::Needle(std::u32string_view run) : bytes_(text::encode(run)) {
  letters_ = std::any_of(bytes_.begin(), bytes_.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::size_t Needle::find(std::string_view text, std::size_t from) const {
  if (!letters_) return text.find(bytes_, from);
  if (from >= text.size()) return kNone;
  auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), bytes_.begin(), bytes_.end(),
                           [](char a, char b) { return lower(a) == b; });
  return found == text.end() ? kNone : static_cast<std::size_t>(found - text.begin());
}

bool Needle::stands_at(std::string_view text, std::size_t at) const {
  if (at > text.size() || text.size() - at < bytes_.size()) return false;
  return std::equal(bytes_.begin(), bytes_.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char b, char a) { return lower(a) == b; });
}

PhraseMatch::PhraseMatch(std::span<const Phrase> phrases) {
  bool pairs = std::any_of(phrases.begin(), phrases.end(), has_pair);
  for (const auto& phrase : phrases) {
    // The index has checked a pair already: it is a term. So has it single characters that stand alone.
    bool whole = (phrase.adjacent || phrase.excluded) && phrase.runs.size() > 1;
    Check check{{}, {}, phrase.adjacent && phrase.runs.size() > 1, phrase.excluded};
    for (std::size_t i = 0; i < phrase.runs.size(); ++i) {
      const auto& run = phrase.runs[i];
      const auto others = i < phrase.others.size() ? phrase.others[i] : std::vector<std::u32string>();
      bool single = run.size() == 1 && (pairs || phrase.excluded);
      const bool pairs_alone = run.size() <= 2 && std::all_of(others.begin(), others.end(),
                                                              [](const auto& other) { return other.size() <= 2; });
      if (!whole && !single && pairs_alone) continue;
      check.needles.emplace_back(run);
      check.others.emplace_back(others.begin(), others.end());
    }
    if (!check.needles.empty()) checks_.push_back(std::move(check));
  }
}

bool PhraseMatch::holds(std::span<const std::string_view> fields) const {
  return std::all_of(checks_.begin(), checks_.end(),
                     [&](const Check& check) { return holds(check, fields) != check.excluded; });
}

bool PhraseMatch::holds(const Check& check, std::span<const std::string_view> fields) {
  if (check.adjacent) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](std::string_view field) { return stands_in_order(field, check.needles); });
  }
  const auto stands = [&](const Needle& needle) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](std::string_view field) { return needle.find(field) != kNone; });
  };
  for (std::size_t i = 0; i < check.needles.size(); ++i) {
    const auto& others = check.others[i];
    if (!stands(check.needles[i]) && std::none_of(others.begin(), others.end(), stands)) return false;
  }
  return true;
}

std::vector<Needle> needles_of(std::span<const Phrase> phrases, MarkBy by) {
  std::vector<std::u32string> words;
  for (const auto& phrase : phrases) {
    if (phrase.excluded) continue;
    for (const auto& others : phrase.others) words.insert(words.end(), others.begin(), others.end());
    for (const auto& run : phrase.runs) {
      if (by == MarkBy::Runs || run.size() < 3)
        words.push_back(run);
      else
        for (std::size_t i = 0; i + 1 < run.size(); ++i) words.push_back(run.substr(i, 2));
    }
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return {words.begin(), words.end()};
}

std::vector<Span> find_spans(std::string_view text, std::span<const Needle> needles) {
  std::vector<Span> spans;
  for (const auto& needle : needles) {
    std::size_t size = needle.bytes().size();
    for (std::size_t at = needle.find(text); at != kNone; at = needle.find(text, at + size))
      spans.push_back({at, size});
  }
  return joined(std::move(spans));
}

std::vector<Span> find_spans_unfolded(std::string_view text, std::span<const Needle> needles) {
  std::string folded;
  std::vector<std::size_t> origin;  // for each byte of `folded`, where its character stands in `text`
  for (std::size_t at = 0; at < text.size();) {
    std::size_t start = at;
    text::append(folded, text::fold_character(text::next(text, at)));
    origin.resize(folded.size(), start);
  }
  origin.push_back(text.size());
  auto spans = find_spans(folded, needles);
  for (auto& span : spans) {
    std::size_t end = origin[span.start + span.length];
    span.start = origin[span.start];
    span.length = end - span.start;
  }
  return spans;
}

}  // namespace dl::search
