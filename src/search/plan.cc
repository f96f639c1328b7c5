#include "search/plan.h"

#include <xapian.h>

#include <algorithm>

#include "base/text.h"
#include "search/index_terms.h"
#include "search/terms.h"

namespace dl::search {
namespace {

using XQuery = Xapian::Query;

constexpr Xapian::termcount kEliteTerms = 12;  // the most telling pairs of a loose search
constexpr Xapian::termcount kSingleTerms = 100;
constexpr double kNumberWeight = 1'000;  // more than any sum of other terms

bool is_single(const std::string& term) { return text::length(term) == 1; }

/// A pair is a term; a single character is any term that begins with it, or the commonest of many. They are looked up
/// here, for with OP_WILDCARD Xapian 1.4.22 does not give back the memory of half their weights.
XQuery query_of(const std::string& term, const Xapian::Database& database) {
  if (!is_single(term)) return XQuery(term);
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  for (auto at = database.allterms_begin(term), end = database.allterms_end(term); at != end; ++at)
    found.emplace_back(at.get_termfreq(), *at);
  if (found.size() > kSingleTerms) {
    std::nth_element(found.begin(), found.begin() + kSingleTerms, found.end(), std::greater<>());
    found.resize(kSingleTerms);
  }
  std::vector<std::string> terms;
  for (auto& [frequency, one] : found) terms.push_back(std::move(one));
  return XQuery(XQuery::OP_OR, terms.begin(), terms.end());
}

/// Whether more terms begin with a single character than are searched for it.
bool is_common(const std::string& single, const Xapian::Database& database) {
  Xapian::termcount count = 0;
  for (auto at = database.allterms_begin(single), end = database.allterms_end(single); at != end; ++at) {
    if (++count > kSingleTerms) return true;
  }
  return false;
}

/// Common single characters beside other terms are left to PhraseMatch, which also checks the rare ones.
XQuery all_of(std::vector<std::string> terms, const Xapian::Database& database) {
  bool pairs = !std::all_of(terms.begin(), terms.end(), is_single);
  if (pairs)
    std::erase_if(terms, [&](const std::string& term) { return is_single(term) && is_common(term, database); });
  std::vector<XQuery> queries;
  for (const auto& term : terms) queries.push_back(query_of(term, database));
  return XQuery(XQuery::OP_AND, queries.begin(), queries.end());
}
XQuery any_of(const std::vector<std::string>& terms) { return XQuery(XQuery::OP_OR, terms.begin(), terms.end()); }

bool is_wanted(const Phrase& phrase) { return !phrase.excluded; }
bool is_kept(const Phrase& phrase) { return !phrase.excluded && phrase.required; }
bool is_open(const Phrase& phrase) { return !phrase.excluded && !phrase.required; }

/// What `terms` gives for each run of the phrases that pass `chosen`, each term once.
template <class Chosen, class Terms>
std::vector<std::string> gather(const std::vector<Phrase>& phrases, Chosen&& chosen, Terms&& terms) {
  std::vector<std::string> gathered;
  for (const auto& phrase : phrases) {
    if (!chosen(phrase)) continue;
    for (const auto& run : phrase.runs) {
      for (auto& term : terms(run)) gathered.push_back(std::move(term));
    }
  }
  std::sort(gathered.begin(), gathered.end());
  gathered.erase(std::unique(gathered.begin(), gathered.end()), gathered.end());
  return gathered;
}

XQuery words_of(const ParsedQuery& parsed, Strictness strictness, const Xapian::Database& database) {
  if (strictness == Strictness::Strict) return all_of(gather(parsed.phrases, is_wanted, terms_of_run), database);
  auto open = gather(parsed.phrases, is_open, terms_of_run);
  XQuery some(XQuery::OP_ELITE_SET, open.begin(), open.end(), kEliteTerms);
  auto kept = gather(parsed.phrases, is_kept, terms_of_run);
  return kept.empty() ? some : XQuery(XQuery::OP_AND_MAYBE, all_of(kept, database), some);
}

/// Prefers records with the Latin words and numbers whole.
XQuery prefer_words(XQuery query, const ParsedQuery& parsed) {
  auto words = gather(parsed.phrases, is_wanted, word_terms_of_run);
  return words.empty() ? query : XQuery(XQuery::OP_AND_MAYBE, query, any_of(words));
}

/// Takes away what one term says is unwanted; other unwanted phrases are left to PhraseMatch.
XQuery take_away(XQuery query, const ParsedQuery& parsed) {
  for (const auto& phrase : parsed.phrases) {
    if (!phrase.excluded || phrase.runs.size() != 1 || phrase.runs[0].size() != 2) continue;
    query = XQuery(XQuery::OP_AND_NOT, query, XQuery(terms_of_run(phrase.runs[0]).front()));
  }
  return query;
}

XQuery put_numbers_first(XQuery query, const ParsedQuery& parsed, const Xapian::Database& database) {
  auto [document, index] = number_terms_of(parsed);
  for (const auto& term : {document, index}) {
    if (term.empty() || !database.term_exists(term)) continue;
    query = XQuery(XQuery::OP_OR, query, XQuery(XQuery::OP_SCALE_WEIGHT, XQuery(term), kNumberWeight));
  }
  return query;
}

XQuery filtered(XQuery query, const Query& asked) {
  std::vector<XQuery> filters;
  if (asked.agency) filters.emplace_back(agency_term(*asked.agency));
  if (asked.column) filters.emplace_back(column_term(*asked.column));
  if (asked.year) filters.emplace_back(year_term(*asked.year));
  if (asked.kind) filters.emplace_back(kind_term(*asked.kind));
  for (const auto& mark : asked.marks) filters.emplace_back(mark_term(mark));
  if (filters.empty()) return query;
  return XQuery(XQuery::OP_FILTER, query, XQuery(XQuery::OP_AND, filters.begin(), filters.end()));
}

}  // namespace

bool can_loosen(const ParsedQuery& parsed) {
  auto open = gather(parsed.phrases, is_open, terms_of_run);
  return open.size() > 1 || (open.size() == 1 && parsed.phrases.size() > 1);
}

bool is_curtailed(const ParsedQuery& parsed, const Xapian::Database& database) {
  auto terms = gather(parsed.phrases, is_wanted, terms_of_run);
  if (!std::all_of(terms.begin(), terms.end(), is_single)) return false;
  return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return is_common(term, database); });
}

NumberTerms number_terms_of(const ParsedQuery& parsed) {
  return {parsed.number ? number_term(*parsed.number) : std::string(), parsed.index_number};
}

XQuery plan(const ParsedQuery& parsed, const Query& query, Strictness strictness, const Xapian::Database& database) {
  if (parsed.empty()) return filtered(XQuery(""), query);
  auto words = take_away(prefer_words(words_of(parsed, strictness, database), parsed), parsed);
  return filtered(put_numbers_first(words, parsed, database), query);
}

}  // namespace dl::search
