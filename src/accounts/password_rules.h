// What a new password must be: long, of several kinds of characters, and nothing that is tried first. Pure.
//
// A password is compared by its core: without capitals, with look-alikes (0 for o, @ for a) as the letters they stand
// for, without the digits and marks at its ends, which is what people put around a word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/policy.h"
#include "base/outcome.h"

namespace dl::accounts {

/// What strangers know of somebody.
struct Whose {
  std::string login = {};
  std::string name = {};
  std::vector<std::string> agencies = {};  ///< names of theirs and of those above it
};

/// What is wrong with a new password; empty = nothing. Keys `password.short`, `password.form`, `password.kinds`,
/// `password.login` (holds the login, either way round), `password.common` (its core is among the passwords that are
/// tried first), `password.context` (it is made of words that a stranger would think of: data/password_words.txt, the
/// name, the agency and its place, as they are written or in pinyin).
std::vector<FieldProblem> problems_of_password(const Policy& policy, std::string_view password, const Whose& whose);

/// Chinese in Latin letters without tones and spaces: 青石 is qingshi. Safe from any thread.
std::string pinyin_of(std::string_view text);

}  // namespace dl::accounts
