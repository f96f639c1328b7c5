#include "db/session.h"

namespace dl::db::detail {

Failure unreadable(std::string_view sql) {
  return fail(Fault::Internal, "db.value", fmt::format("NULL, or not what is wanted, in: {}", sql));
}

}  // namespace dl::db::detail
