// UTF-8 text: decoding that survives any bytes; folding of width, brackets, case and white space.
//
// Every function takes any bytes at all: a byte that is no UTF-8 counts as one character, U+FFFD.
// Pure, no I/O, no locale.
#pragma once

#include <string>
#include <string_view>

namespace dl::text {

inline constexpr char32_t kReplacement = U'\uFFFD';

/// Reads the character at byte `at` and moves `at` past it. `at` must be below text.size().
/// Overlong forms, surrogates and values beyond U+10FFFF are no UTF-8: one byte, U+FFFD.
char32_t next(std::string_view text, std::size_t& at);
/// Appends one character; what is no scalar value becomes U+FFFD.
void append(std::string& text, char32_t c);

std::u32string decode(std::string_view text);
std::string encode(std::u32string_view characters);

bool is_utf8(std::string_view text);
/// The text with each byte that is no UTF-8 replaced by U+FFFD.
std::string repair_utf8(std::string_view bytes);

/// The number of characters (code points).
std::size_t length(std::string_view text);
/// The first `characters` code points; never cuts one in two.
std::string_view cut(std::string_view text, std::size_t characters);
/// The longest beginning of at most `bytes` bytes that does not cut a character in two.
std::string_view cut_bytes(std::string_view text, std::size_t bytes);

bool is_han(char32_t c);              ///< ideographs of any block, and 〇
bool is_cjk(char32_t c);              ///< ideographs, kana, hangul, bopomofo
bool is_cjk_punctuation(char32_t c);  ///< ，。、；：？！ quotes, brackets, full-width marks
bool is_space(char32_t c);  ///< ASCII space and controls 9–13, U+0085, U+00A0, U+2000–200B, U+3000, U+FEFF …
bool is_digit(char32_t c);  ///< 0–9 of either width
/// Whether words may hold it: no control of C0 but tab and line ends, no noncharacter (U+FFFE and its kind). What
/// is not writable stands in no XML, and NUL in no database.
bool is_writable(char32_t c);
bool is_writable(std::string_view text);  ///< whether every character of it is

/// Full-width letters, digits and marks, and U+3000, become ASCII. 。、 and quotes stay.
std::string fold_width(std::string_view text);
/// Square, round, lenticular and tortoise-shell brackets of either width become 〔 and 〕.
std::string fold_brackets(std::string_view text);
/// White space of any kind in runs becomes one space; none stays at the ends.
std::string fold_space(std::string_view text);
/// The text without any white space.
std::string remove_space(std::string_view text);
/// The text without what is not writable; U+000B and U+000C, which are white space, become a space.
std::string keep_writable(std::string_view text);
/// The text without white space at its ends.
std::string_view trim(std::string_view text);
/// Kangxi radicals and compatibility ideographs, as PDF text has them, become the usual ideographs.
std::string fold_ideographs(std::string_view text);

/// One character as search sees it: compatibility form where that is one character, lower case, one
/// kind of bracket (〔 〕), one kind of space, ○ as 〇. Characters stay one to one, so that offsets
/// of the folded text are offsets of the original.
char32_t fold_character(char32_t c);
/// fold_character over a text.
std::string fold_for_search(std::string_view text);

/// ASCII letters in lower case, nothing else touched.
std::string ascii_lower(std::string_view text);

}  // namespace dl::text
