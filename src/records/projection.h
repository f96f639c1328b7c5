// The tables of registers (shape.h), made from entries: a projection, which can be dropped and made anew at any time.
//
// Each change of a record writes its rows anew in the same transaction, and moves the counts of facets (rec_facet).
// Which shape the tables have stands in rec_shape: a program with another one reads nothing and writes nothing until
// they were made anew, so two nodes with different files do not write over each other. Tables of one shape are never
// altered; with another shape they are made anew (make_projection.cc), some thousand records a transaction, and
// go on where they stopped; what lists are read by is indexed last.
#pragma once

#include <functional>
#include <map>

#include "journal/journal.h"
#include "records/read.h"
#include "records/record_store.h"
#include "records/shape.h"

namespace dl::records {

class Projection {
 public:
  /// `registers` outlives it. Throws as shape_of() does.
  Projection(const Registers& registers, db::Engine engine);

  /// Throws std::out_of_range for a register that is not there.
  const Shape& shape(std::string_view code) const;

  /// Fault::Unavailable `register.other-shape` while the tables are others than this program's, `register.rebuilding`
  /// while they are not whole; the second only keeps lists from being read.
  enum class For : std::uint8_t { Writing, Reading };
  Outcome<void> require(db::Session& session, const Shape& shape, For use) const;

  /// Called with how many records of how many are done.
  using Progress = std::function<void(std::string_view code, std::int64_t done)>;
  /// Makes the tables of those registers whose shape is another, or whose making has stopped; how many records.
  Outcome<std::int64_t> make_what_is_older(journal::Journal& journal, const Progress& progress = {}) const;
  /// Makes those of one register anew, or goes on with it.
  Outcome<std::int64_t> rebuild(journal::Journal& journal, std::string_view code, const Progress& progress = {}) const;

 private:
  std::map<std::string, Shape, std::less<>> shapes_ = {};
};

/// The rows of a content as they are bound, worked out before a transaction begins.
struct Placed {
  std::int64_t entry = 0;
  std::vector<db::Value> values = {};
  std::string pairs = {};
  std::vector<std::pair<const Shape::Part*, std::vector<db::Value>>> parts = {};
};
/// Of the newest words of a record. Unseen: neither newest nor shown, so no list, key or facet knows of them.
enum class Seen : std::uint8_t { No, Yes };
Placed place_head(const Shape& shape, const Row& row, const Record& shown, Seen seen);

/// What one transaction writes into the tables of a register. Counts of facets are written by finish(), sorted, so that
/// two transactions never wait for each other.
class Projecting {
 public:
  Projecting(db::Session& session, const Shape& shape) : session_(session), shape_(shape) {}

  /// Writes the rows of a record anew, as it stands now.
  Outcome<void> follow(const Row& row);
  /// The same for one that has no rows yet, whose content is at hand.
  Outcome<void> add(const Row& row, const Record& shown);
  /// Of records that have none, all at once.
  Outcome<void> add_all(std::vector<Placed> all);
  /// As follow() for records that are ascending by their numbers.
  Outcome<void> follow_all(const std::vector<Row>& rows);
  /// Makes unseen rows of these entries the newest of their records; how many. Fault::Conflict `db.unique` where a key
  /// is taken meanwhile.
  Outcome<std::int64_t> bring_into_force(std::int64_t first_entry, std::int64_t last_entry);
  /// Takes unseen rows of these entries away.
  Outcome<void> drop_unseen(std::int64_t first_entry, std::int64_t last_entry);
  Outcome<void> finish();

 private:
  Outcome<void> take_away(const Row& row);
  Outcome<void> drop(std::int64_t entry, const std::string& words);
  Outcome<void> put(const Row& row, std::int64_t entry, const Record& shown);
  void count(std::int64_t agency, const Record& shown, std::int64_t by);

  db::Session& session_;
  const Shape& shape_;
  std::map<std::tuple<std::string, std::int64_t, std::string>, std::int64_t> counts_ = {};  ///< field, agency, value
};

}  // namespace dl::records
