// Sentences for people, by message key: data/messages.toml.
#pragma once

#include <string>
#include <string_view>

namespace dl::app {

/// The sentence of a key, with the number that may stand behind a colon, as in "field.too-long:300"; the key itself
/// when the table has none, so that nothing is ever silent.
std::string sentence_of(std::string_view key);

/// The sentence for people at the console, who have buttons instead of commands: that of "console_KEY" where the
/// table has one, else that of the key.
std::string console_sentence_of(std::string_view key);

}  // namespace dl::app
