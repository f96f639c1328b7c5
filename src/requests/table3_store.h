// Table 3 and the tables beside it, counted by the database in one pass; the requests of a cell as a condition of the
// list of matters.
#pragma once

#include "accounts/principal.h"
#include "db/sql.h"
#include "requests/table3.h"

namespace dl::requests {

/// Requests of a period that every table treats alike, and how many they are.
struct Slice {
  Applicant applicant = Applicant::Other;
  matters::Channel channel = matters::Channel::Online;
  std::string department = {};
  std::string topic = {};                 ///< empty for none
  std::optional<Decision> decision = {};  ///< of those that ended in the period; nothing for what is carried on
  bool carried_in = false;                ///< received before it
  std::optional<int> days = {};           ///< working days that each answer took, where that is known
  std::int64_t count = 0;
  std::int64_t late = 0;  ///< of them those after the day that was due
};

/// Of the days from `from` to `until`, both included, as the rows of the agencies of a scope have it at this moment.
Outcome<std::vector<Slice>> load_slices(db::Session& session, const accounts::Scope& scope, Date from, Date until);

/// The 25 rows of 7 columns.
Table3::Numbers numbers_of(const std::vector<Slice>& slices);

/// A cell of the table, for matters::Wanted::further. `row` from 1 to 25; without an applicant the column 总计. Throws
/// std::out_of_range for another row.
db::Sql cell_condition(int row, std::optional<Applicant> applicant, Date from, Date until);

}  // namespace dl::requests
