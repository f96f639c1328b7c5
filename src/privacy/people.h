// The words that the rules for names and addresses go by. A list is no dictionary of names: given names are not
// listed at all, surnames are those of the register of households.
#pragma once

#include <unordered_set>

#include "privacy/piece.h"

namespace dl::privacy {

/// The names that a text has told so far.
struct People {
  std::unordered_set<std::u32string> private_names = {};
  std::unordered_set<std::u32string> minors = {};
  std::unordered_set<std::u32string> officials = {};
};

inline constexpr std::size_t kMostNames = 10'000;  ///< remembered of one text

/// The length of a surname at a place: 2 of a compound one, 1, or 0.
std::size_t surname_at(const Piece& piece, std::size_t at);
/// Whether the surname there is a word of grammar as well: 和, 于, 时.
bool is_doubtful_surname(char32_t c);
/// Whether a surname is frequent and hardly ever the beginning of a word.
bool is_frequent_surname(char32_t c);
/// Whether a surname is so seldom one and so often a word of grammar that only a mark before it tells.
bool is_grammar(char32_t c);
/// Whether what stands behind a name of two characters ends it for sure.
bool ends_name(char32_t c);
/// Whether a character is hardly ever part of a given name: words of grammar, offices, places.
bool is_no_name(char32_t c);
/// Whether a word stands here that begins like a name and is none: 应当, 方便.
bool is_common_word(const Piece& piece, std::size_t at);
/// Whether a word stands here that follows names and begins with what could be part of one: 家住, 同意.
bool is_following_word(const Piece& piece, std::size_t at);
/// Whether words from `at` up to the next word of grammar end in an organisation: 张记|小吃店.
bool leads_to_organisation(const Piece& piece, std::size_t at);
/// The length of an organisation's last word at a place: 公司, 合作社; 0 when there is none.
std::size_t organisation_at(const Piece& piece, std::size_t at);

/// What a text tells of people in office, noted in people.officials.
void learn_officials(const Piece& piece, People& people);
/// Whether an office stands before or behind a name.
bool is_in_office(const Piece& piece, std::size_t begin, std::size_t end);

/// How much the words before a name say that there is one.
enum class Cue { Label, Party, Word };
/// The end of the name that begins at `at`, or 0.
std::size_t name_end(const Piece& piece, std::size_t at, Cue cue);
/// The end of a name with dots in it, 阿卜杜拉·买买提, or 0.
std::size_t dotted_name_end(const Piece& piece, std::size_t at);
/// Whether 先生, 老师 or the like stands there.
bool is_honoured(const Piece& piece, std::size_t at);
/// The beginning of the name that ends before `end`, or `end`.
std::size_t name_begin(const Piece& piece, std::size_t end);

}  // namespace dl::privacy
