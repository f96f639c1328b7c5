#include "db/ids.h"

namespace dl::db {

Outcome<std::int64_t> next_id(Session& session, std::string_view table) {
  return session.value<std::int64_t>(
      "INSERT INTO id_counter (name, last) VALUES (:name, 1) "
      "ON CONFLICT (name) DO UPDATE SET last = id_counter.last + 1 RETURNING last",
      table);
}

}  // namespace dl::db
