#include "publications/moved_dues.h"

#include <map>

#include "periods/walk.h"

namespace dl::publications {

Date due_on(Date due_from, const periods::Laws& laws, const Calendar& calendar) {
  return periods::due_on(laws.at(periods::kPublishInformation, due_from), due_from, calendar);
}

Outcome<std::vector<MovedDue>> list_moved_dues(db::Session& session, const periods::Laws& laws, const Calendar& before,
                                               const Calendar& after) {
  DL_TRY(auto rows, (session.query<std::int64_t, std::string, Date>(
                        "SELECT id, title, due_from FROM document WHERE due_from < '9999-12-31' "
                        "ORDER BY due_from, id")));
  std::vector<MovedDue> moved;
  std::map<Date, std::pair<Date, Date>> dues;  // many wait since the same day
  for (auto& [document, title, due_from] : rows) {
    auto [due, fresh] = dues.try_emplace(due_from);
    if (fresh) due->second = {due_on(due_from, laws, before), due_on(due_from, laws, after)};
    const auto& [was, is] = due->second;
    if (was != is) moved.push_back({document, std::move(title), was, is});
  }
  return moved;
}

}  // namespace dl::publications
