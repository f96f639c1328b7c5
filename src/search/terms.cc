#include "search/terms.h"

#include <algorithm>

#include "base/text.h"

namespace dl::search {
namespace {

constexpr std::size_t kLongestWord = 40;

bool is_latin(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

std::uint64_t pair_key(char32_t first, char32_t second) { return (std::uint64_t{first} << 32) | second; }

/// Calls f(word) for each stretch of at least two Latin letters or digits.
template <class F>
void each_word(std::u32string_view run, F&& f) {
  std::size_t start = 0;
  for (std::size_t at = 0; at <= run.size(); ++at) {
    if (at < run.size() && is_latin(run[at])) continue;
    if (at - start >= 2 && at - start <= kLongestWord) f(run.substr(start, at - start));
    start = at + 1;
  }
}

std::string word_term(std::u32string_view word) { return "W" + text::encode(word); }

}  // namespace

bool is_word(char32_t folded) {
  if (folded < 0x80) return is_latin(folded) || (folded >= U'A' && folded <= U'Z');
  if (folded == text::kReplacement) return false;
  if (text::is_cjk(folded)) return true;
  if (text::is_space(folded) || text::is_cjk_punctuation(folded)) return false;
  if (folded < 0xC0) return folded == 0xAA || folded == 0xB5 || folded == 0xBA;
  if (folded == 0xD7 || folded == 0xF7) return false;
  if (folded >= 0x2000 && folded < 0x2E80) return folded >= 0x2160 && folded < 0x24FF;  // numerals: Ⅲ, ①
  return !(folded >= 0x3000 && folded < 0x3040) && !(folded >= 0xFE10 && folded < 0xFE70) && folded < 0xF0000 &&
         !(folded >= 0xE000 && folded < 0xF900);
}

std::vector<std::u32string> runs_of(std::string_view text) {
  std::vector<std::u32string> runs;
  std::u32string run;
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::fold_character(text::next(text, at));
    if (is_word(c)) {
      run.push_back(c);
    } else if (!run.empty()) {
      runs.push_back(std::move(run));
      run.clear();
    }
  }
  if (!run.empty()) runs.push_back(std::move(run));
  return runs;
}

std::string plain_words(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t before = at;
    char32_t c = text::next(text, at);
    if (c < 0x80) {
      out.push_back(static_cast<char>(c));
      continue;
    }
    char32_t folded = text::fold_character(c);
    bool wide_capital = c >= 0xFF21 && c <= 0xFF3A;
    if (wide_capital) {
      out.push_back(static_cast<char>(c - 0xFEE0));
    } else if (folded == c || !is_word(folded)) {
      if (c == text::kReplacement)
        text::append(out, c);
      else
        out.append(text.substr(before, at - before));
    } else {
      text::append(out, folded);
    }
  }
  return out;
}

void TermList::add_text(std::string_view text, unsigned weight) {
  pairs_.reserve(pairs_.size() + text.size() / 3 + 2);
  run_.clear();
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::fold_character(text::next(text, at));
    if (is_word(c)) {
      run_.push_back(c);
    } else if (!run_.empty()) {
      add_run(run_, weight);
      run_.clear();
    }
  }
  if (!run_.empty()) add_run(run_, weight);
}

void TermList::add_run(std::u32string_view run, unsigned weight) {
  for (std::size_t i = 0; i + 1 < run.size(); ++i) pairs_.emplace_back(pair_key(run[i], run[i + 1]), weight);
  // No pair begins with the last character: with it alone each character of a run begins a term.
  pairs_.emplace_back(pair_key(run.back(), 0), weight);
  add_words(run, weight);
}

void TermList::add_words(std::u32string_view run, unsigned weight) {
  each_word(run, [&](std::u32string_view word) { words_.emplace_back(word_term(word), weight); });
}

std::vector<WeightedTerm> TermList::take() {
  std::vector<WeightedTerm> terms;
  terms.reserve(pairs_.size() + words_.size());
  std::sort(pairs_.begin(), pairs_.end());
  for (std::size_t i = 0; i < pairs_.size();) {
    std::uint64_t key = pairs_[i].first;
    unsigned count = 0;
    for (; i < pairs_.size() && pairs_[i].first == key; ++i) count += pairs_[i].second;
    std::string term;
    text::append(term, static_cast<char32_t>(key >> 32));
    if (auto second = static_cast<char32_t>(key & 0xFFFF'FFFF); second != 0) text::append(term, second);
    terms.push_back({std::move(term), count});
  }
  std::sort(words_.begin(), words_.end());
  for (auto& [word, count] : words_) {
    bool again = !terms.empty() && terms.back().term == word;
    if (again)
      terms.back().count += count;
    else
      terms.push_back({std::move(word), count});
  }
  pairs_.clear();
  words_.clear();
  return terms;
}

std::uint64_t digest_of(const std::vector<std::u32string>& runs) {
  constexpr std::uint64_t kBasis = 0xCBF2'9CE4'8422'2325ULL, kPrime = 0x100'0000'01B3ULL;  // FNV-1a
  std::uint64_t digest = kBasis;
  for (const auto& run : runs) {
    for (char32_t c : run) digest = (digest ^ c) * kPrime;
  }
  return digest;
}

std::vector<std::string> terms_of_run(std::u32string_view run) {
  if (run.size() == 1) return {text::encode(run)};
  std::vector<std::string> terms;
  for (std::size_t i = 0; i + 1 < run.size(); ++i) {
    auto term = text::encode(run.substr(i, 2));
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(std::move(term));
  }
  return terms;
}

std::vector<std::string> word_terms_of_run(std::u32string_view run) {
  std::vector<std::string> terms;
  each_word(run, [&](std::u32string_view word) { terms.push_back(word_term(word)); });
  return terms;
}

}  // namespace dl::search
