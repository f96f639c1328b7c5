// What the journal's verbs are called in Chinese, for those who read it.
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace dl::api {

/// A verb and what it is called.
using VerbName = std::pair<std::string_view, std::string_view>;

/// The verbs that the program records, sorted.
std::span<const VerbName> known_verbs();

/// "document.published" as 发布; a verb without a word is shown as it is.
std::string_view chinese_of_verb(std::string_view verb);

}  // namespace dl::api
