#include "privacy/piece.h"

#include <algorithm>

#include "base/text.h"

namespace dl::privacy {
namespace {

char32_t folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c == 0x3000) return U' ';
  if (c >= U'a' && c <= U'z') return c - 32;
  return c;
}

}  // namespace

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool is_gap(char32_t c) { return c != 0 && text::is_space(c); }
bool ends_sentence(char32_t c) {
  return c == U'。' || c == U';' || c == U'；' || c == U'!' || c == U'?' || c == U'\n' || c == 0;
}

std::size_t sentence_begin(const Piece& piece, std::size_t at, std::size_t most) {
  auto begin = at;
  while (begin > 0 && at - begin < most && !ends_sentence(piece.at(begin - 1))) --begin;
  return begin;
}

std::size_t sentence_end(const Piece& piece, std::size_t at, std::size_t most) {
  auto end = at;
  while (end < piece.size() && end - at < most && !ends_sentence(piece.at(end))) ++end;
  return end;
}

bool Pieces::next(Piece& piece) {
  piece.chars.clear();
  piece.offsets.clear();
  if (at_ >= text_.size()) return false;
  while (at_ < text_.size() && piece.size() < kLongestPiece) {
    const auto begin = at_;
    const auto c = folded(text::next(text_, at_));
    piece.offsets.push_back(begin);
    piece.chars.push_back(c);
    if (c == U'\n') break;
  }
  if (piece.size() == kLongestPiece && at_ < text_.size()) {
    // Back to where a sentence ends, or at least to what is no part of a word or number.
    auto cut = piece.size();
    while (cut > kLongestPiece / 2 && !ends_sentence(piece.chars[cut - 1])) --cut;
    if (!ends_sentence(piece.chars[cut - 1])) {
      cut = piece.size();
      while (cut > kLongestPiece / 2 && (is_digit(piece.chars[cut - 1]) || text::is_han(piece.chars[cut - 1]))) --cut;
      if (cut == kLongestPiece / 2) cut = piece.size();
    }
    if (cut < piece.size()) at_ = piece.offsets[cut];
    piece.chars.resize(cut);
    piece.offsets.resize(cut);
  }
  piece.offsets.push_back(at_);
  return true;
}

Words::Words(std::u32string_view list) {
  while (!list.empty()) {
    const auto size = std::min(list.find(U' '), list.size());
    const auto word = list.substr(0, size);
    if (!word.empty()) {
      firsts_.set(word.front() % kBits);
      lasts_.set(word.back() % kBits);
      by_first_[word.front()].push_back(word);
      by_last_[word.back()].push_back(word);
    }
    list.remove_prefix(std::min(size + 1, list.size()));
  }
  const auto longest_first = [](auto& lists) {
    for (auto& [c, words] : lists) std::ranges::sort(words, std::greater{}, &std::u32string_view::size);
  };
  longest_first(by_first_);
  longest_first(by_last_);
}

std::size_t Words::at(const Piece& piece, std::size_t at) const {
  if (!firsts_.test(piece.at(at) % kBits)) return 0;
  const auto words = by_first_.find(piece.at(at));
  if (words == by_first_.end()) return 0;
  for (const auto word : words->second)
    if (piece.starts_at(at, word)) return word.size();
  return 0;
}

std::size_t Words::before(const Piece& piece, std::size_t end) const {
  if (end == 0 || !lasts_.test(piece.at(end - 1) % kBits)) return 0;
  const auto words = by_last_.find(piece.at(end - 1));
  if (words == by_last_.end()) return 0;
  for (const auto word : words->second)
    if (word.size() <= end && piece.starts_at(end - word.size(), word)) return word.size();
  return 0;
}

bool Words::within(const Piece& piece, std::size_t begin, std::size_t end) const {
  for (auto i = begin; i < end; ++i)
    if (const auto size = at(piece, i); size > 0 && i + size <= end) return true;
  return false;
}

bool Spans::is_free(std::size_t begin, std::size_t end) const {
  for (auto i = begin; i < end; ++i)
    if (taken(i)) return false;
  return true;
}

bool Spans::add(Span span) {
  if (span.begin >= span.end || !is_free(span.begin, span.end)) return false;
  for (auto i = span.begin; i < span.end; ++i) taken_[i] = true;
  spans_.push_back(std::move(span));
  return true;
}

}  // namespace dl::privacy
