// From phrases to what the index engine is asked: all pairs (strict), or the most telling ones (loose).
#pragma once

#include <string>

#include "search/query.h"
#include "search/query_language.h"
#include "search/wordings.h"

namespace Xapian {  // NOLINT(readability-identifier-naming): the library's own name
class Database;
class Query;
}  // namespace Xapian

namespace dl::search {

/// What the whole question as it is written is worth in a loose search: more than any sum of its parts. A title or a
/// number that was asked for weighs a multiple of it.
inline constexpr double kWholeWeight = 1'000;

enum class Strictness { Strict, Loose };

/// What a question is planned from.
struct Asked {
  ParsedQuery parsed = {};       ///< with its other ways of saying
  std::vector<Part> parts = {};  ///< what a loose search ranks by

  /// Whether it is a sentence rather than a word or a number: a few results do not answer it for sure.
  bool is_long() const;
  /// Whether it has nothing but Latin letters.
  bool is_of_letters() const;
};
Asked asked_of(std::string_view text, const Wordings& wordings);

/// Whether a loose search could find what a strict one did not.
bool can_loosen(const Asked& asked);

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
Xapian::Query plan(const Asked& asked, const Query& query, Strictness strictness, const Xapian::Database& database);

}  // namespace dl::search
