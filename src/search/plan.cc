#include "search/plan.h"

#include <xapian.h>

#include <algorithm>

#include "base/text.h"
#include "search/index_terms.h"
#include "search/terms.h"

namespace dl::search {
namespace {

using XQuery = Xapian::Query;

constexpr std::size_t kMostWishes = 20;  // of a loose search: the rarest
constexpr std::size_t kKeptWishes = 2;   // that stay, however common they are
constexpr Xapian::doccount kCommon = 3;  // one in so many records is common
constexpr double kTitleShare = 2.5;      // what a pair in the title is worth in a loose search, beside one in the text
constexpr double kStrictTitleShare = 0.2;  // and in a strict one, whose pairs of titles weigh more anyway
constexpr double kWordShare = 2.5;         // so many pairs is a known word worth
constexpr double kStandingWeight = 0.5;    // for each pair of the question
constexpr double kTitleWeight = 5 * kWholeWeight;
constexpr double kRestOfTitleWeight = 3 * kWholeWeight;  // of a title that begins with a place
constexpr double kNumberWeight = 10 * kWholeWeight;
constexpr double kNamedWeight = 20 * kWholeWeight;
constexpr Xapian::termcount kSingleTerms = 100;

/// Records that the query finds, each with this weight.
XQuery weighing(double weight, const XQuery& query) {
  auto* same = new Xapian::FixedWeightPostingSource(weight);
  return XQuery(XQuery::OP_FILTER, XQuery(same->release()), query);
}

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
void leave_out_common(std::vector<std::string>& terms, const Xapian::Database& database) {
  std::erase_if(terms, [&](const std::string& term) { return is_single(term) && is_common(term, database); });
}

XQuery all_of(std::vector<std::string> terms, const Xapian::Database& database) {
  bool pairs = !std::all_of(terms.begin(), terms.end(), is_single);
  if (pairs) leave_out_common(terms, database);
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

/// The pairs of words that stand for a run, all of them in one record.
XQuery all_pairs(std::u32string_view run, const Xapian::Database& database) {
  return all_of(terms_of_run(run), database);
}

/// A run, or one of the ways of saying it otherwise; a longer one weighs no more than what was asked.
XQuery any_way(const std::u32string& run, const std::vector<std::u32string>& others, const Xapian::Database& database) {
  std::vector<XQuery> ways = {all_pairs(run, database)};
  for (const auto& other : others) {
    const double share = static_cast<double>(run.size() - 1) / static_cast<double>(other.size() - 1);
    const auto way = all_pairs(other, database);
    ways.push_back(share < 1 ? XQuery(XQuery::OP_SCALE_WEIGHT, way, share) : way);
  }
  return XQuery(XQuery::OP_OR, ways.begin(), ways.end());
}

/// Every run as it is written, or in one of its other ways.
XQuery strict_words(const ParsedQuery& parsed, const Xapian::Database& database) {
  std::vector<XQuery> varied;
  std::vector<Phrase> plain = parsed.phrases;
  for (auto& phrase : plain) {
    for (std::size_t i = phrase.others.size(); i-- > 0;) {
      if (phrase.others[i].empty()) continue;
      varied.push_back(any_way(phrase.runs[i], phrase.others[i], database));
      phrase.runs.erase(phrase.runs.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  auto terms = gather(plain, is_wanted, terms_of_run);
  if (!varied.empty()) leave_out_common(terms, database);
  if (!terms.empty() || varied.empty()) varied.push_back(all_of(std::move(terms), database));
  return XQuery(XQuery::OP_AND, varied.begin(), varied.end());
}

/// A word that the records may have: the more of them a record has, and the rarer they are, the higher it stands.
struct Wish {
  XQuery query = {};
  Xapian::doccount holders = 0;
};

XQuery with_title(const std::string& pair, const Xapian::Database& database) {
  const auto title = title_term(pair);
  if (!database.term_exists(title)) return XQuery(pair);
  return XQuery(XQuery::OP_OR, XQuery(pair), XQuery(XQuery::OP_SCALE_WEIGHT, XQuery(title), kTitleShare));
}

/// A word that is known, with all its pairs in one record; worth as much as another, whatever its length. Adds
/// nothing when no record can have it.
void add_word(const std::u32string& word, std::size_t among, const Xapian::Database& database,
              std::vector<XQuery>& ways) {
  const auto terms = terms_of_run(word);
  const bool there =
      std::all_of(terms.begin(), terms.end(), [&](const auto& term) { return database.term_exists(term); });
  if (!there || terms.empty()) return;
  std::vector<XQuery> pairs;
  for (const auto& term : terms) pairs.push_back(with_title(term, database));
  const XQuery all(XQuery::OP_AND, pairs.begin(), pairs.end());
  const double share = kWordShare / static_cast<double>(terms.size() * among);
  ways.push_back(share < 1 ? XQuery(XQuery::OP_SCALE_WEIGHT, all, share) : all);
}

/// The wishes of one part: its pairs, or as a whole what stands for it.
void add_wishes(const Part& part, const Xapian::Database& database, std::vector<Wish>& wishes) {
  std::vector<XQuery> ways;
  if (!part.others.empty() && part.words.size() > 1) add_word(part.words, 1, database, ways);
  for (const auto& other : part.others) add_word(other, part.others.size(), database, ways);
  if (ways.empty() && part.words.size() > 1) {
    for (const auto& pair : terms_of_run(part.words)) {
      if (const auto holders = database.get_termfreq(pair); holders > 0)
        wishes.push_back({with_title(pair, database), holders});
    }
    return;
  }
  if (ways.empty()) return;
  Xapian::doccount holders = database.get_doccount();
  for (const auto& pair : terms_of_run(part.words)) holders = std::min(holders, database.get_termfreq(pair));
  wishes.push_back({XQuery(XQuery::OP_OR, ways.begin(), ways.end()), holders});  // OP_MAX crashes Xapian 1.4.22
}

/// The rarest wishes; the commonest are dropped where there are others.
XQuery loose_words(const Asked& asked, const Xapian::Database& database) {
  std::vector<Wish> wishes;
  for (const auto& part : asked.parts) add_wishes(part, database, wishes);
  std::stable_sort(wishes.begin(), wishes.end(), [](const Wish& a, const Wish& b) { return a.holders < b.holders; });
  if (wishes.size() > kMostWishes) wishes.resize(kMostWishes);
  while (wishes.size() > kKeptWishes && wishes.back().holders > database.get_doccount() / kCommon) wishes.pop_back();
  std::vector<XQuery> queries;
  for (auto& wish : wishes) queries.push_back(std::move(wish.query));
  return XQuery(XQuery::OP_OR, queries.begin(), queries.end());
}

XQuery words_of(const Asked& asked, Strictness strictness, const Xapian::Database& database) {
  if (strictness == Strictness::Strict) return strict_words(asked.parsed, database);
  auto some = loose_words(asked, database);
  auto kept = gather(asked.parsed.phrases, is_kept, terms_of_run);
  if (!kept.empty()) return XQuery(XQuery::OP_AND_MAYBE, all_of(kept, database), some);
  return XQuery(XQuery::OP_OR, some, weighing(kWholeWeight, strict_words(asked.parsed, database)));
}

/// Prefers the records whose title has what is asked.
XQuery prefer_titles(XQuery query, const ParsedQuery& parsed) {
  std::vector<XQuery> titles;
  for (const auto& phrase : parsed.phrases) {
    if (phrase.excluded) continue;
    for (const auto& run : phrase.runs) {
      if (run.size() < 2) continue;
      for (const auto& pair : terms_of_run(run)) titles.emplace_back(title_term(pair));
    }
  }
  if (titles.empty()) return query;
  const XQuery any(XQuery::OP_OR, titles.begin(), titles.end());
  return XQuery(XQuery::OP_AND_MAYBE, query, XQuery(XQuery::OP_SCALE_WEIGHT, any, kStrictTitleShare));
}

/// What explains another, or holds no longer on that day, comes after what fits as well.
XQuery put_texts_first(XQuery query, std::size_t pairs, const std::optional<Date>& day) {
  auto* same =
      new Xapian::FixedWeightPostingSource(kStandingWeight * static_cast<double>(std::min<std::size_t>(pairs, 8)));
  XQuery after(kAfterTerm);
  if (day) after = XQuery(XQuery::OP_OR, after, XQuery(XQuery::OP_VALUE_RANGE, kEndsSlot, "0", day->text()));
  const XQuery first(XQuery::OP_AND_NOT, XQuery(same->release()), after);
  return XQuery(XQuery::OP_AND_MAYBE, query, first);
}

/// A title that is what was asked comes before all that has it among others.
XQuery put_title_first(XQuery query, const ParsedQuery& parsed, const Xapian::Database& database) {
  std::vector<std::u32string> runs;
  for (const auto& phrase : parsed.phrases) {
    if (phrase.excluded) return query;
    runs.insert(runs.end(), phrase.runs.begin(), phrase.runs.end());
  }
  const auto digest = digest_of(runs);
  for (const auto& [term, weight] :
       {std::pair(whole_title_term(digest), kTitleWeight), std::pair(rest_of_title_term(digest), kRestOfTitleWeight)}) {
    if (database.term_exists(term)) query = XQuery(XQuery::OP_OR, query, weighing(weight, XQuery(term)));
  }
  return query;
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

/// The record that was named for the question comes before all others, if it is there.
XQuery put_named_first(XQuery query, const Query& asked, const Xapian::Database& database) {
  if (!asked.first) return query;
  const auto term = id_term(*asked.first);
  return database.term_exists(term) ? XQuery(XQuery::OP_OR, query, weighing(kNamedWeight, XQuery(term))) : query;
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

Asked asked_of(std::string_view text, const Wordings& wordings) {
  Asked asked;
  asked.parsed = parse_query(text);
  wordings.say_otherwise(asked.parsed);
  asked.parts = parts_of(asked.parsed, wordings);
  if (asked.parts.empty()) asked.parts = parts_of(asked.parsed, {});
  return asked;
}

bool Asked::is_long() const {
  constexpr std::size_t kWord = 8;
  std::size_t characters = 0;
  for (const auto& phrase : parsed.phrases) {
    if (phrase.required || phrase.adjacent) return false;
    for (const auto& run : phrase.runs) characters += run.size();
  }
  return characters > kWord && !parsed.number && parsed.index_number.empty();
}

bool Asked::is_of_letters() const {
  return std::all_of(parsed.phrases.begin(), parsed.phrases.end(), [](const Phrase& phrase) {
    return std::all_of(phrase.runs.begin(), phrase.runs.end(), [](const std::u32string& run) {
      return std::all_of(run.begin(), run.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; });
    });
  });
}

bool can_loosen(const Asked& asked) {
  auto open = gather(asked.parsed.phrases, is_open, terms_of_run);
  return open.size() > 1 || (open.size() == 1 && asked.parsed.phrases.size() > 1);
}

bool is_curtailed(const ParsedQuery& parsed, const Xapian::Database& database) {
  auto terms = gather(parsed.phrases, is_wanted, terms_of_run);
  if (!std::all_of(terms.begin(), terms.end(), is_single)) return false;
  return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) { return is_common(term, database); });
}

NumberTerms number_terms_of(const ParsedQuery& parsed) {
  return {parsed.number ? number_term(*parsed.number) : std::string(), parsed.index_number};
}

XQuery plan(const Asked& asked, const Query& query, Strictness strictness, const Xapian::Database& database) {
  const auto& parsed = asked.parsed;
  if (parsed.empty()) return filtered(XQuery(""), query);
  auto words = prefer_words(words_of(asked, strictness, database), parsed);
  if (strictness == Strictness::Strict) words = prefer_titles(std::move(words), parsed);
  words = put_texts_first(std::move(words), gather(parsed.phrases, is_wanted, terms_of_run).size(), query.day);
  words = put_title_first(take_away(std::move(words), parsed), parsed, database);
  return put_named_first(filtered(put_numbers_first(words, parsed, database), query), query, database);
}

}  // namespace dl::search
