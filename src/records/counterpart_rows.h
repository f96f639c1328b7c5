// The statements of counterparts.cc: rows of a list and of the register that is held against it, found by the key that
// both have. Internal to it; what has to be public, and by when, is not decided here.
#pragma once

#include <map>

#include "accounts/principal.h"
#include "db/session.h"
#include "records/shape.h"

namespace dl::records {

/// Which rows of a table of a register are looked through: the newest words of each record, or those that are public.
enum class Among : std::uint8_t { Newest, Shown };

/// The values of the fields by which both sides are held against each other, in the order of Counterpart::key.
using Key = std::vector<Value>;
/// Records by their key (key_text), ascending.
using ByKey = std::map<std::string, std::vector<std::int64_t>, std::less<>>;
std::string key_text(const Key& key);

/// Records of an agency with one of these keys, which stand in these fields; by an index, some hundred keys a
/// statement. A key with an empty value is nobody's.
Outcome<ByKey> records_by(db::Session& session, const Shape& shape, std::int64_t agency, const Fields& fields,
                          const std::vector<Key>& keys, Among among);

/// How many rows an agency has in a list, counted up to `most`: those that are accepted, or were and are corrected.
Outcome<std::int64_t> count_there(db::Session& session, const Shape& list, std::int64_t agency, std::int64_t most);

/// Public records of a register, of one agency; ascending.
Outcome<std::vector<std::int64_t>> shown_of(db::Session& session, std::string_view code, std::int64_t agency);
/// Those of all agencies behind `after`, ascending, so many at most.
Outcome<std::vector<std::int64_t>> shown_of_behind(db::Session& session, std::string_view code, std::int64_t after,
                                                   int most);

/// An accepted row of a list, with the record of the same key.
struct AcceptedRow {
  std::int64_t entry = 0;
  std::int64_t record = 0;
  std::string content = {};           ///< its words (content.h)
  std::int64_t other = 0;             ///< the public record of its key, else the newest of it; 0 = none
  bool withheld = false;              ///< that one is not public, and never may be
  bool published = false;             ///< it is public under this key, or was as long as the law says
  std::optional<Date> first_on = {};  ///< when it was public first
};
/// Within the scope, behind the entry `after`, so many at most. `here` is the register that the list belongs to.
Outcome<std::vector<AcceptedRow>> accepted_behind(db::Session& session, const Shape& list, const Shape& here,
                                                  const accounts::Scope& scope, std::int64_t after, int most);

}  // namespace dl::records
