// The reading side of publications: what the public may see. Every function returns published
// editions only; scope is enforced here, where rows are read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/page.h"
#include "db/session.h"
#include "publications/document.h"

namespace dl::publications {

/// A public document, whole.
struct Live {
  Document document = {};
  Edition edition = {};
  std::vector<Link> links = {};
  int editions = 1;  ///< how many editions have been public
};

/// A public document as a line of a list.
struct Line {
  std::int64_t document = 0;
  std::int64_t column = 0;
  std::int64_t agency = 0;
  std::string title = {};
  std::string document_number = {};
  std::string index_number = {};
  std::string kind = {};
  std::string issuer = {};
  std::optional<Date> issued_on = {};
  Validity validity = Validity::None;  ///< as it is stated
  std::optional<Date> effective_on = {};
  std::optional<Date> expires_on = {};
  std::string summary = {};
  Instant published_at = {};
  Instant released_at = {};

  Validity validity_on(Date day) const { return publications::validity_on(validity, effective_on, expires_on, day); }
};

/// The place in a list between two pages, in both directions.
struct Cursor {
  db::Key key = {};        ///< by the moment of publication and the document
  bool backwards = false;  ///< read the page before the key

  std::string text() const;  ///< for addresses: "1593592712000-881", with "b" in front when backwards
  static std::optional<Cursor> parse(std::string_view text);
};

struct Filter {
  std::vector<std::int64_t> columns = {};  ///< any of them; empty = all
  std::int64_t agency = 0;                 ///< 0 = all
  int year = 0;                            ///< of publication, Shanghai time; 0 = all
  std::string kind = {};                   ///< 文种; empty = all
};

struct Page {
  std::vector<Line> lines = {};  ///< newest first
  std::optional<Cursor> next = {};
  std::optional<Cursor> previous = {};
};

/// Fault::NotFound `document.missing`; Fault::Gone `document.withdrawn` for a tombstone.
Outcome<Live> load_live(db::Session& session, std::int64_t document);

/// What the tombstone of a withdrawn document shows. Fault::NotFound when it was never public or still is.
struct Tombstone {
  std::int64_t document = 0;
  std::int64_t column = 0;
  std::string title = {};
  std::string index_number = {};
  std::string ground = {};
  Instant published_at = {};
  Instant withdrawn_at = {};
};
Outcome<Tombstone> load_tombstone(db::Session& session, std::int64_t document);

/// An edition that was public once, for the version history (number from 1).
struct PastEdition {
  int number = 1;
  State state = State::Superseded;
  Instant released_at = {};
  std::optional<Instant> ended_at = {};
  std::string change_note = {};
};
Outcome<std::vector<PastEdition>> list_public_editions(db::Session& session, std::int64_t document);

/// An edition that is or was public, with its document as it is now. Fault::NotFound `document.edition-missing` for
/// an edition that was never public, Fault::Gone for one that was withdrawn or whose document was.
Outcome<Live> load_public_edition(db::Session& session, std::int64_t document, int number);

/// The public documents next to one in the list of its column, by time and number.
struct Neighbours {
  std::optional<Line> newer = {};
  std::optional<Line> older = {};
};
Outcome<Neighbours> find_neighbours(db::Session& session, const Live& live);

Outcome<Page> list_live(db::Session& session, const Filter& filter, const std::optional<Cursor>& from, int limit);
Outcome<std::int64_t> count_live(db::Session& session, const Filter& filter);

/// Public documents in the order of their ids, above `after` and not above `up_to`: for rebuilding the search index.
Outcome<std::vector<Live>> live_between(db::Session& session, std::int64_t after, std::int64_t up_to, int limit);
/// The highest id of a public document; 0 when there is none.
Outcome<std::int64_t> last_live(db::Session& session);
/// Public documents in the order of their ids, for the site map.
struct MapEntry {
  std::int64_t document = 0;
  std::int64_t column = 0;
  Instant released_at = {};
};
Outcome<std::vector<MapEntry>> map_after(db::Session& session, std::int64_t document, int limit);

/// The stored file behind an attachment or an image of a public document, its superseded editions included;
/// Fault::NotFound otherwise.
Outcome<Attachment> find_live_attachment(db::Session& session, std::int64_t document, std::string_view digest);

}  // namespace dl::publications
