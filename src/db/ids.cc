#include "db/ids.h"

namespace dl::db {

Outcome<std::int64_t> next_id(Session& session, std::string_view table) {
  return session.value<std::int64_t>(
      "INSERT INTO id_counter (name, last) VALUES (:name, 1) "
      "ON CONFLICT (name) DO UPDATE SET last = id_counter.last + 1 RETURNING last",
      table);
}

Outcome<std::int64_t> next_ids(Session& session, std::string_view table, std::int64_t count) {
  DL_TRY(const auto last, session.value<std::int64_t>(
                              "INSERT INTO id_counter (name, last) VALUES (:name, :count) "
                              "ON CONFLICT (name) DO UPDATE SET last = id_counter.last + excluded.last RETURNING last",
                              table, count));
  return last - count + 1;
}

}  // namespace dl::db
