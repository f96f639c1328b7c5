// From phrases to what the index engine is asked: all pairs (strict), or the most telling ones (loose).
#pragma once

#include <string>

#include "search/query.h"
#include "search/query_language.h"

namespace Xapian {  // NOLINT(readability-identifier-naming): the library's own name
class Database;
class Query;
}  // namespace Xapian

namespace dl::search {

enum class Strictness { Strict, Loose };

/// Whether a loose search could find what a strict one did not.
bool can_loosen(const ParsedQuery& parsed);

/// Whether the question is of single characters alone, one of them so common that only the commonest
/// pairs that begin with it are searched: then nothing is exact.
bool is_curtailed(const ParsedQuery& parsed, const Xapian::Database& database);

/// The terms of the numbers that were asked for: records that bear one come before all others.
struct NumberTerms {
  std::string document = {};
  std::string index = {};
};
NumberTerms number_terms_of(const ParsedQuery& parsed);

/// The whole question: words, numbers, exclusions and filters. Without words: everything that passes the filters.
Xapian::Query plan(const ParsedQuery& parsed, const Query& query, Strictness strictness,
                   const Xapian::Database& database);

}  // namespace dl::search
