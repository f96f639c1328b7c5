// How text becomes terms: runs of word characters, folded, taken two by two.
//
// Indexing and asking use these same functions, so that what is written finds what was stored.
// Pure; see docs/adr/0004-search-terms.md for why pairs and why no positions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dl::search {

/// Whether a folded character (text::fold_character) is part of a word. Punctuation and space are not.
bool is_word(char32_t folded);

/// The stretches of word characters of a text, folded: "《Ａ类》 办法" → {"a类", "办法"}.
std::vector<std::u32string> runs_of(std::string_view text);

/// The text as it is stored for snippets: word characters in their plain width and form, capitals
/// and punctuation as they are. A folded needle is then found in it byte by byte (but for capitals).
std::string plain_words(std::string_view text);

/// A term and how often it stands in a record.
struct WeightedTerm {
  std::string term = {};
  unsigned count = 0;
};

/// Gathers the terms of one record.
class TermList {
 public:
  /// Adds the pairs of a text, each counted `weight` times.
  void add_text(std::string_view text, unsigned weight);
  /// The pairs and ends, each once, then the words; the list is empty afterwards.
  std::vector<WeightedTerm> take();

 private:
  void add_run(std::u32string_view run, unsigned weight);
  void add_words(std::u32string_view run, unsigned weight);

  std::vector<std::pair<std::uint64_t, unsigned>> pairs_ = {};  // both characters in one number; an end has only one
  std::vector<std::pair<std::string, unsigned>> words_ = {};
  std::u32string run_ = {};  // its memory is used again
};

/// The runs of a text in one, as a number: two titles with the same characters have the same.
std::uint64_t digest_of(const std::vector<std::u32string>& runs);

/// The terms that every text with this run has: its pairs, or nothing but the character of a run of
/// one. A text has that character if it has any term that begins with it.
std::vector<std::string> terms_of_run(std::u32string_view run);
/// Terms of the whole Latin words and numbers in a run; a record with them is preferred.
std::vector<std::string> word_terms_of_run(std::u32string_view run);

}  // namespace dl::search
