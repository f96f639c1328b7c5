#include "search/searcher.h"

#include <xapian.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "search/candidates.h"
#include "search/cursor.h"
#include "search/facets.h"
#include "search/guess.h"
#include "search/han.h"
#include "search/index_terms.h"

namespace dl::search {
namespace {

constexpr std::size_t kCounted = 200'000;         // results that are counted one by one
constexpr std::size_t kCurtailed = 10'000;        // where a count would not be exact anyway
constexpr std::size_t kChecked = 1'000;           // candidates that are held against the phrases
constexpr std::size_t kCountedBytes = 3'000'000;  // text that is read to count exactly
constexpr std::size_t kPageBytes = 12'000'000;    // text that is read to fill a page
constexpr std::size_t kSample = 100;              // of more candidates: enough to estimate the rest
constexpr double kSaturation = 1.2;               // BM25 k1
constexpr double kLengthShare = 0.75;             // BM25 b
constexpr double kLooseCutoff = 0.35;             // of the best score
constexpr std::size_t kHardly = 3;                // fewer results than this, and parts of the words do as well

class FacetSpy final : public Xapian::MatchSpy {
 public:
  explicit FacetSpy(FacetCount& count) : count_(count) {}
  void operator()(const Xapian::Document& document, double) override { count_.add(document.get_value(kFacetSlot)); }

 private:
  FacetCount& count_;
};

/// The results of one page, by their places in the ranking, and what lies around it.
struct Page {
  std::vector<std::size_t> places = {};
  std::size_t end = 0;  ///< the place after the last candidate that was looked at
  bool more = false;
};

class Search {
 public:
  Search(Xapian::Database& database, const Query& query, const Cursor& cursor, const Asked& asked)
      : database_(database), query_(query), cursor_(cursor), asked_(asked), parsed_(asked.parsed) {
    page_size_ = std::clamp<std::size_t>(query.page_size, 1, 100);
  }

  Answer collect(Strictness strictness) {
    PhraseMatch match(strictness == Strictness::Strict ? parsed_.phrases : kept_phrases());
    FacetCount counted;
    FacetSpy spy(counted);
    Xapian::Enquire enquire(database_);
    enquire.set_query(plan(asked_, query_, strictness, database_));
    set_order(enquire, strictness);
    enquire.add_matchspy(&spy);

    auto [first, size] = window(match);
    bool curtailed = is_curtailed(parsed_, database_);
    auto set = enquire.get_mset(static_cast<Xapian::doccount>(first), static_cast<Xapian::doccount>(size),
                                curtailed ? kCurtailed : kCounted);
    Candidates candidates(database_, set, first, match, number_terms_of(parsed_), query_.first);

    Answer answer;
    Page page = cursor_.backward ? page_before(candidates) : page_after(candidates, set.get_matches_estimated());
    count(set, candidates, match, counted, answer);
    auto needles = strictness == Strictness::Strict ? needles_of(parsed_.phrases, MarkBy::Runs)
                                                    : needles_of(ranking_phrases(), MarkBy::Pairs);
    for (auto place : page.places) answer.hits.push_back(hit_of(candidates.at(place), needles));
    if (curtailed) answer.exact = false;
    set_cursors(page, candidates, answer);
    answer.loose = strictness == Strictness::Loose && answer.total > 0;
    return answer;
  }

 private:
  struct Window {
    std::size_t first = 0;
    std::size_t size = 0;
  };

  std::vector<Phrase> kept_phrases() const {
    std::vector<Phrase> kept;
    std::copy_if(parsed_.phrases.begin(), parsed_.phrases.end(), std::back_inserter(kept),
                 [](const Phrase& phrase) { return phrase.required || phrase.excluded; });
    return kept;
  }

  /// What a loose search looks for, with the words that stand for it and without those that only ask.
  std::vector<Phrase> ranking_phrases() const {
    auto phrases = kept_phrases();
    for (const auto& part : asked_.parts) phrases.push_back({.runs = {part.words}, .others = {part.others}});
    return phrases;
  }

  void set_order(Xapian::Enquire& enquire, Strictness strictness) const {
    enquire.set_docid_order(Xapian::Enquire::DESCENDING);
    if (query_.sort != Sort::Relevance || parsed_.empty()) {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(kPublishedSlot, query_.sort != Sort::Oldest);
      return;
    }
    enquire.set_weighting_scheme(Xapian::BM25Weight(kSaturation, 0, 1, kLengthShare, 0.5));
    if (strictness == Strictness::Strict) return;
    const auto best = enquire.get_mset(0, 1);
    if (!best.empty()) enquire.set_cutoff(0, std::fmod(best.begin().get_weight(), kWholeWeight) * kLooseCutoff);
  }

  /// The part of the ranking that this page needs. Where phrases are checked it is the whole
  /// beginning, so that up to a thousand candidates are counted exactly, on every page of them.
  Window window(const PhraseMatch& match) const {
    if (match.needed() && cursor_.place < kChecked) return {0, cursor_.place + kChecked};
    std::size_t size = match.needed() ? kChecked : page_size_ + 1;
    if (!cursor_.backward) return {cursor_.place, size};
    std::size_t first = cursor_.place - std::min(cursor_.place, size);
    return {first, cursor_.place - first};
  }

  Page page_after(Candidates& candidates, std::size_t estimated) const {
    Page page;
    std::size_t place = std::max(cursor_.place, candidates.begin());
    std::size_t last = std::min(candidates.end(), kWindow);
    for (; place < last && candidates.bytes_read() < kPageBytes; ++place) {
      if (!candidates.at(place).holds) continue;
      if (page.places.size() == page_size_) break;
      page.places.push_back(place);
    }
    page.end = place;
    bool stopped_early = place < last;
    bool ranking_goes_on = candidates.end() > candidates.begin() && estimated > candidates.end();
    page.more = place < kWindow && (stopped_early || ranking_goes_on);
    return page;
  }

  Page page_before(Candidates& candidates) const {
    Page page;
    std::size_t place = std::min(cursor_.place, candidates.end());
    while (place > candidates.begin() && page.places.size() < page_size_ && candidates.bytes_read() < kPageBytes) {
      if (candidates.at(--place).holds) page.places.push_back(place);
    }
    std::reverse(page.places.begin(), page.places.end());
    page.end = cursor_.place;
    page.more = true;
    return page;
  }

  void count(const Xapian::MSet& set, Candidates& candidates, const PhraseMatch& match, const FacetCount& counted,
             Answer& answer) const {
    std::size_t matches = set.get_matches_estimated();
    bool all_known = set.get_matches_lower_bound() == set.get_matches_upper_bound();
    if (!match.needed()) {
      answer.total = matches;
      answer.exact = all_known && counted.seen() == matches;
    } else {
      bool whole = candidates.begin() == 0 && all_known && matches <= candidates.end();
      FacetCount held;
      std::size_t checked = 0;
      std::size_t place = candidates.begin();
      std::size_t most = whole ? candidates.end() : std::min(candidates.end(), place + kSample);
      for (; place < most && candidates.bytes_read() < kCountedBytes; ++place, ++checked) {
        if (candidates.at(place).holds) held.add(candidates.at(place).stored.facets);
      }
      if (whole && place == most) {
        answer.total = held.seen();
        answer.facets = held.facets();
        return;
      }
      double share = checked == 0 ? 1 : static_cast<double>(held.seen()) / static_cast<double>(checked);
      answer.total = static_cast<std::size_t>(std::llround(share * static_cast<double>(matches)));
      answer.exact = false;
    }
    double seen = static_cast<double>(std::max<std::size_t>(1, counted.seen()));
    answer.facets = counted.facets(answer.exact ? 1 : static_cast<double>(answer.total) / seen);
  }

  static Hit hit_of(const Candidate& candidate, const std::vector<Needle>& needles) {
    const Stored& stored = candidate.stored;
    Hit hit;
    hit.id = stored.id;
    hit.score = candidate.score;
    hit.number_match = candidate.number_match;
    hit.title = {std::string(stored.title), find_spans_unfolded(stored.title, needles)};
    auto snippet = make_snippet(stored.body, needles);
    hit.snippet = std::move(snippet.marked);
    hit.cut_before = snippet.cut_before;
    hit.cut_after = snippet.cut_after;
    hit.document_number = stored.document_number;
    hit.index_number = stored.index_number;
    hit.address = stored.address;
    hit.validity = stored.validity;
    hit.published_at = Instant(stored.published_at);
    if (auto values = unpack_facets(stored.facets)) {
      hit.agency = values->agency;
      hit.column = values->column;
      hit.year = values->year;
      hit.kind = values->kind;
    }
    return hit;
  }

  void set_cursors(const Page& page, const Candidates& candidates, Answer& answer) const {
    std::size_t results = page.places.size();
    answer.first = cursor_.backward ? cursor_.results - std::min(cursor_.results, results) : cursor_.results;
    std::size_t start = page.places.empty() ? std::max(cursor_.place, candidates.begin()) : page.places.front();
    if (page.more) answer.next = write_cursor({false, page.end, answer.first + results});
    if (answer.first > 0 && start > 0) answer.previous = write_cursor({true, start, answer.first});
    // What was seen outweighs what was estimated.
    std::size_t least = answer.first + results + (page.more && !answer.exact ? 1 : 0);
    answer.total = std::max(answer.total, answer.hits.empty() ? 0 : least);
  }

  Xapian::Database& database_;
  const Query& query_;
  const Cursor& cursor_;
  const Asked& asked_;
  const ParsedQuery& parsed_;
  std::size_t page_size_ = 10;
};

Answer answer_to(Xapian::Database& database, const Query& query, const Cursor& cursor, const Asked& asked) {
  Search search(database, query, cursor, asked);
  auto answer = search.collect(Strictness::Strict);
  if (answer.total >= kHardly || !can_loosen(asked)) return answer;
  if (answer.total > 0 && !asked.is_long()) return answer;
  auto loose = search.collect(Strictness::Loose);
  return loose.total > answer.total ? loose : answer;
}

/// The question with the first word that nothing has put right; empty when there is none near one of the first few
/// such words: a guess costs more than a search.
std::string meant_by(const Asked& asked, const Query& query, Xapian::Database& database, const Wordings& wordings) {
  const Finds finds = [&](std::u32string_view run) -> std::size_t {
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(plan(asked_of(text::encode(run), wordings), query, Strictness::Strict, database));
    return enquire.get_mset(0, 1).size();
  };
  constexpr int kGuesses = 3;
  std::string meant;
  int guesses = 0;
  bool mended = false;
  for (const auto& phrase : asked.parsed.phrases) {
    if (phrase.excluded || phrase.required || phrase.adjacent) return {};
    for (const auto& run : phrase.runs) {
      const bool sought = !mended && guesses < kGuesses && finds(run) == 0;
      const auto word = sought ? guess(run, database, wordings, finds) : std::u32string();
      guesses += sought ? 1 : 0;
      mended = mended || !word.empty();
      meant += (meant.empty() ? "" : " ") + text::encode(word.empty() ? run : word);
    }
  }
  return mended ? meant : std::string();
}

}  // namespace

Answer run_search(Xapian::Database& database, const Query& query, const Cursor& cursor, const Wordings& wordings) {
  auto asked = asked_of(query.text, wordings);
  if (asked.parsed.empty() && !text::trim(query.text).empty()) return {};
  auto answer = answer_to(database, query, cursor, asked);
  if (asked.parsed.empty() || (answer.total > 0 && !answer.loose)) return answer;

  const auto plain = text::encode(Han::get().simplified(text::decode(query.text)));
  if (plain != query.text) {
    asked = asked_of(plain, wordings);
    auto other = answer_to(database, query, cursor, asked);
    if (answer.total == 0 || (other.total > 0 && !other.loose)) answer = std::move(other);
  }
  auto meant = meant_by(asked, query, database, wordings);
  // Pieces of what was typed in pinyin stand in addresses and mails; nobody means them.
  if (!meant.empty() && answer.loose && asked.is_of_letters()) answer = {};
  answer.meant = std::move(meant);
  return answer;
}

}  // namespace dl::search
