#include "search/document.h"

#include <xapian.h>

#include "base/text.h"
#include "search/index_terms.h"
#include "search/numbers.h"
#include "search/stored.h"
#include "search/terms.h"

namespace dl::search {
namespace {

constexpr unsigned kTitleWeight = 4;
constexpr unsigned kLaterTitleWeight = 2;  // of what stands after others

std::u32string folded(std::string_view text) { return text::decode(text::fold_for_search(text)); }

/// These have weight, unlike filters: they lift the record above all others.
void add_number_terms(Xapian::Document& document, const Record& record) {
  if (auto number = find_number(folded(record.document_number))) {
    document.add_term(number_term(*number));
    document.add_term(short_number_term(*number));
  }
  if (auto term = index_number_term(record.index_number); !term.empty()) document.add_term(term);
}

/// Where a title goes on after the place that it begins with, for people leave that away: 青河市公园管理办法 is asked
/// for as 公园管理办法. 0 where it does not begin so.
std::size_t after_place(std::u32string_view title) {
  constexpr std::size_t kLongestPlace = 6, kShortestTitle = 4;
  auto at = title.substr(0, kLongestPlace).find_first_of(U"省市县区州");
  if (at == title.npos || at == 0) return 0;
  at += title.substr(at).starts_with(U"州市") ? 2 : 1;  // 德州市
  return title.size() < at + kShortestTitle ? 0 : at;
}

void add_title_terms(Xapian::Document& document, const Record& record) {
  const auto runs = runs_of(record.title);
  if (runs.empty()) return;
  document.add_boolean_term(whole_title_term(digest_of(runs)));
  if (const auto at = after_place(runs[0]); at > 0) {
    auto rest = runs;
    rest[0].erase(0, at);
    document.add_boolean_term(rest_of_title_term(digest_of(rest)));
  }
  if (record.standing == Standing::After) return document.add_boolean_term(kAfterTerm);
  for (const auto& run : runs) {
    if (run.size() < 2) continue;
    for (const auto& pair : terms_of_run(run)) document.add_term(title_term(pair));
  }
}

void add_filter_terms(Xapian::Document& document, const Record& record) {
  document.add_boolean_term(id_term(record.id));
  document.add_boolean_term(agency_term(record.agency));
  document.add_boolean_term(column_term(record.column));
  document.add_boolean_term(year_term(record.year));
  document.add_boolean_term(kind_term(record.kind));
  for (const auto& mark : record.marks) document.add_boolean_term(mark_term(mark));
}

}  // namespace

Xapian::Document document_of(const Record& record) {
  Xapian::Document document;
  TermList terms;
  terms.add_text(record.title, record.standing == Standing::First ? kTitleWeight : kLaterTitleWeight);
  terms.add_text(record.document_number, kTitleWeight);
  terms.add_text(record.index_number, 1);
  terms.add_text(text::cut_bytes(record.body, kLongestBody), 1);
  for (auto& [term, count] : terms.take()) document.add_term(term, count);
  add_title_terms(document, record);
  add_number_terms(document, record);
  add_filter_terms(document, record);
  document.add_value(kPublishedSlot, sortable(record.published_at.milliseconds()));
  document.add_value(kFacetSlot, pack_facets(record));
  if (record.ends_on) document.add_value(kEndsSlot, record.ends_on->text());
  return document;
}

}  // namespace dl::search
