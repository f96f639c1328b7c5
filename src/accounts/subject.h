// What the journal speaks of: "document:881" is a document, which has a title for those who may know it, a place where
// it is worked on and a page where the public sees it.
//
// Each module has a row for each of its kinds of thing, in its events.h; the journal's pages, the search and the
// answer to a repeated request read them there.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/principal.h"
#include "db/session.h"

namespace dl::accounts {

/// Titles of things by their numbers.
using Titles = std::map<std::int64_t, std::string>;

struct Subject {
  std::string_view prefix = {};   ///< "document"; stored: do not rename
  std::string_view chinese = {};  ///< 信息
  /// What those with these numbers are called, as far as the person may know of them; null where nothing has a title.
  Outcome<Titles> (*titles)(db::Session&, const Principal&, const std::vector<std::int64_t>& numbers) = nullptr;
  /// Where one is worked on, in the console and below /api/v1: "/documents/{}"; empty for none of its own.
  std::string_view work = {};
  /// Its page on the site that it belongs to; empty for none.
  std::string_view page = {};
};

/// The titles of rows that have a name: for `titles`.
Outcome<Titles> names_in(db::Session& session, db::Literal table, const std::vector<std::int64_t>& numbers);

/// A subject as it is stored: "document:881".
std::string subject_text(const Subject& kind, std::int64_t number);
/// The number of a subject of this kind; 0 for any other text.
std::int64_t number_of(const Subject& kind, std::string_view subject);
/// "/documents/{}" for 881; empty for an empty pattern.
std::string address_of(std::string_view pattern, std::int64_t number);

}  // namespace dl::accounts
