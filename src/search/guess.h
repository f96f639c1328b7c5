// What was meant by a word that nothing has: typed in pinyin or by its first letters, or with one character wrong,
// missing or too many. Drawn from the pairs that the records have, and from the known words.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "search/wordings.h"

namespace Xapian {  // NOLINT(readability-identifier-naming): the library's own name
class Database;
}

namespace dl::search {

/// How many records a question finds as it is written.
using Finds = std::function<std::size_t(std::u32string_view run)>;

/// The word that was meant by `run`, one for which `finds` finds something; empty when none is near.
std::u32string guess(std::u32string_view run, const Xapian::Database& database, const Wordings& wordings,
                     const Finds& finds);

}  // namespace dl::search
