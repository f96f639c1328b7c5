// A paragraph as the rules read it: characters of half width, Latin letters in capitals, and where each stood; and
// lists of words that are looked up at a place in it.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "privacy/personal_data.h"

namespace dl::privacy {

struct Piece {
  std::u32string chars = {};
  std::vector<std::size_t> offsets = {};  ///< bytes in the whole text; one more than characters

  std::size_t size() const { return chars.size(); }
  /// The character, or 0 beyond either end; so `at(i - 1)` is fine for 0.
  char32_t at(std::size_t i) const { return i < chars.size() ? chars[i] : U'\0'; }
  bool starts_at(std::size_t i, std::u32string_view words) const {
    return i <= chars.size() && std::u32string_view(chars).substr(i, words.size()) == words;
  }
};

/// The paragraphs of a text, long ones cut where a sentence or at least a word ends: each at most kLongestPiece
/// characters.
inline constexpr std::size_t kLongestPiece = 8192;
class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}
  /// False at the end. The piece is used again, so that memory does not grow with the text.
  bool next(Piece& piece);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// A list of words, looked up at a place: linear, for each word is tried only where its first (or last) character is.
class Words {
 public:
  /// Words with spaces between them.
  explicit Words(std::u32string_view list);
  /// The length of the longest word that stands at `at`; 0 when none does.
  std::size_t at(const Piece& piece, std::size_t at) const;
  /// The length of the longest word that ends before `end`.
  std::size_t before(const Piece& piece, std::size_t end) const;
  /// Whether one stands anywhere in [begin, end).
  bool within(const Piece& piece, std::size_t begin, std::size_t end) const;

 private:
  // Most characters begin and end no word, which their lowest bits tell without a look into the lists.
  static constexpr std::size_t kBits = 4096;

  std::bitset<kBits> firsts_ = {};
  std::bitset<kBits> lasts_ = {};
  std::unordered_map<char32_t, std::vector<std::u32string_view>> by_first_ = {};
  std::unordered_map<char32_t, std::vector<std::u32string_view>> by_last_ = {};
};

/// What a rule has found, in characters of its piece.
struct Span {
  Kind kind = Kind::Mobile;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string value = {};
  bool minor = false;
};

/// What is found so far, and which characters belong to it.
class Spans {
 public:
  explicit Spans(std::size_t size) : taken_(size, false) {}
  bool is_free(std::size_t begin, std::size_t end) const;
  /// Nothing happens where a character belongs to something else.
  bool add(Span span);
  const std::vector<Span>& all() const { return spans_; }
  std::vector<Span>& all() { return spans_; }
  bool taken(std::size_t at) const { return at < taken_.size() && taken_[at]; }

 private:
  std::vector<Span> spans_ = {};
  std::vector<bool> taken_;
};

bool is_digit(char32_t c);
bool is_letter(char32_t c);  ///< A–Z
bool is_gap(char32_t c);     ///< white space of any kind
bool ends_sentence(char32_t c);
/// The beginning of the sentence that `at` stands in, at most `most` characters back.
std::size_t sentence_begin(const Piece& piece, std::size_t at, std::size_t most);
/// The end of the sentence, at most `most` characters on.
std::size_t sentence_end(const Piece& piece, std::size_t at, std::size_t most);

// The rules, in the order in which they are asked.
void find_emails(const Piece& piece, Spans& spans);
void find_numbers(const Piece& piece, const std::vector<std::string>& own, Spans& spans);
void find_papers(const Piece& piece, Spans& spans);

struct People;
void find_names(const Piece& piece, const People& people, Spans& spans);
/// `after_person`: whether the paragraph before spoke of a person last; gives the same of this one.
bool find_addresses(const Piece& piece, Voice voice, bool after_person, Spans& spans);
/// Takes out landlines and mailboxes beside which no person is spoken of.
void drop_office_contacts(const Piece& piece, Spans& spans);

}  // namespace dl::privacy
