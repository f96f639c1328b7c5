// What the address of a register's list asks, as values that make the addresses of the pages beside it.
//
//   /registers/penalties?kinds=fine&decided_on=2025&q=占道&after=2025-09-10~81
//
// A facet stands under the code of its field: a code of its list, a year or month of a day, 1 or 0, a code of an
// agency. What is no field of the page is passed over; a value that none can have, and a place in the list that is
// none, are Fault::NotFound.
#pragma once

#include "portal/visit.h"
#include "records/record_list.h"

namespace dl::portal {

class RecordsAsked {
 public:
  static Outcome<RecordsAsked> read(const web::Request& http, const records::Register& made);
  /// All of a register.
  static RecordsAsked all_of(const records::Register& made);

  struct Choice {
    const records::Field* field = nullptr;
    std::string value = {};  ///< as it stands in the address
  };
  const std::vector<Choice>& chosen() const { return chosen_; }
  const std::string& words() const { return words_; }
  const std::optional<records::Behind>& after() const { return after_; }
  bool narrowed() const { return !chosen_.empty() || !words_.empty(); }
  bool has(const records::Field& field, std::string_view value) const;

  RecordsAsked with(const records::Field& field, std::string value) const;
  /// The same as `with`; nothing where the field is no facet of the page, or can have no such value.
  std::optional<RecordsAsked> narrowed_to(const records::Field& field, const std::string& value) const;
  RecordsAsked without(const records::Field& field) const;
  RecordsAsked without_words() const;
  RecordsAsked behind(const records::Behind& row) const;
  RecordsAsked from_the_start() const;

  /// "/registers/penalties?kinds=fine".
  std::string path() const;
  /// "?kinds=fine"; nothing where nothing is asked.
  std::string query() const;
  /// The same as the engine takes it.
  records::Asked asked(std::optional<std::int64_t> agency) const;

 private:
  const records::Register* made_ = nullptr;
  std::vector<Choice> chosen_ = {};
  std::string words_ = {};
  std::optional<records::Behind> after_ = {};
};

/// Facets that a page offers, in its order.
records::Fields facets_of_page(const records::Register& made);

/// What a value of a facet is called: 罚款, 2025 年, 2025 年 9 月, 是.
std::string facet_text(const records::Field& field, std::string_view value, const agencies::Directory& directory);

}  // namespace dl::portal
