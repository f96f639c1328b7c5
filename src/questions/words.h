// The words of a question as the ledger keeps them, and what it never keeps. Pure; takes any bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dl::questions {

inline constexpr std::size_t kLongestWords = 40;  ///< characters; what is longer is a letter rather than a question

/// The runs of word characters, folded as the search folds them, one blank between them: 《养犬》 办法 is "养犬 办法".
/// Two questions with the same key are one question.
std::string key_of(std::string_view question);

/// Whether a text has something of a person: a number of an identity card, a telephone or a bank card, five digits or
/// more in a row, a number plate or an account, an e-mail address, a house number, or a cue of a name (我叫, 女士 …).
bool tells_of_person(std::string_view text);
/// The same, or a run that is a name by its surname or begins with one and goes on 的, 被 …. In doubt it may.
bool may_be_of_person(std::string_view text);

/// The key under which a question is kept: none for one of fewer than two characters or more than kLongestWords, and
/// none for what may be of a person.
std::optional<std::string> kept_words(std::string_view question);

}  // namespace dl::questions
