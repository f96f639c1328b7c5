#include "work/serials.h"

namespace dl::work {

Outcome<std::int64_t> next_serial(db::Session& session, std::string_view kind, std::int64_t agency, Date on) {
  return session.value<std::int64_t>(
      "INSERT INTO serial_counter (kind, agency, year, last) VALUES (:kind, :agency, :year, 1) "
      "ON CONFLICT (kind, agency, year) DO UPDATE SET last = serial_counter.last + 1 RETURNING last",
      kind, agency, on.year());
}

}  // namespace dl::work
